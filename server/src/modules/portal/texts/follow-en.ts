import type { Status } from '@hejie/contract/lifecycle'
import type { Texts } from './zh.ts'

const GRADES: Record<string, string> = { '0': 'Satisfied', '1': 'Basically satisfied', '3': 'Not satisfied' }
const ACTIONS: Record<string, string> = { supply: 'Answer our question', 'add-material': 'Add material', evaluate: 'Evaluate', withdraw: 'Withdraw', 'ask-review': 'Ask for a review', 'ask-rereview': 'Ask for a re-review', 'report-reprisal': 'Report a reprisal' }

const NEXT: Partial<Record<Status, string>> = {
  SUBMITTED: 'It is registered and passed to the unit in charge; you are told which', REGISTERED: 'It is passed to the unit in charge; you are told which', NEED_INFO: 'Your answer to our question', ROUTED: 'The unit in charge signs for it', OBJECTED: 'It is checked which unit is in charge', JURIS: 'It is ruled which unit is in charge',
  SIGNED: 'You are told in writing whether and how it is handled', HANDLING: 'The facts are established and you get a written reply', MEDIATING: 'You are told the outcome of the mediation', HEARING: 'A written reply after the hearing', REVIEWING_DRAFT: 'A written reply', SIGNING: 'A written reply', SERVING: 'The written reply is brought to you',
  SERVED: 'Read the reply. You may evaluate, or ask for a review in time', IN_REVIEW: 'The organ above gives its review opinion', IN_REREVIEW: 'The re-review opinion', EXECUTING: 'What was promised is carried out',
}

export const followEn: Texts['follow'] = {
  find: {
    title: 'Follow up', lead: 'Enter the code and the PIN you were given.', code: 'Code', codeHint: '16 digits, spaces do not matter', pin: 'PIN', pinHint: '6 digits', go: 'Show my matter',
    lost: 'Lost the code or the PIN?', lostText: 'Come to the counter with your identity card; after a check you get a new PIN. What was sent without a name cannot be found again.', codeMissing: 'Fill in the code.', pinMissing: 'Fill in the PIN.', expired: 'To protect your data you were signed out after 30 minutes. Enter code and PIN again.', left: 'You have left. This device no longer shows your matter.',
  },
  page: {
    title: 'Progress', code: 'Code', received: (moment) => `received ${moment}`, now: 'Now', holder: 'Who has it', phone: 'Phone', address: 'Address', until: 'Until when', nobody: 'No unit has to act at the moment.',
    dueBy: (day) => `By ${day} at the latest`, dueOver: (day) => `It was due on ${day} and is late. You may call 12345 or ask at the counter.`, dueProvisional: (day) => `${day}, provisionally. The holidays of that year are not published yet; if it is a day of rest, the limit moves on.`,
    why: 'How this day was found', whyOf: (name, basis) => `Limit: ${name}. Under: ${basis}.`, steps: 'Which days count and which do not:', article: (name) => `(${name})`, stepOf: (days, reason) => `${days}: ${reason}`, span: (from, to, days) => `${from} to ${to}, ${days} days`,
    ends: (strict, legal) => (legal === null ? `Counted by days it ends on ${strict}; whether it moves past days of rest is known once the holidays are published.` : legal === strict ? `So the last day is ${legal}.` : `Counted by days it ends on ${strict}; that is no working day, so it moves on to ${legal}.`),
    timeline: 'What was done', messages: 'Messages to you', mayDo: 'What you can do now', nothingToDo: 'There is nothing for you to do now. Come back for news.', sealed: 'Forwarded to the competent organ (已按管理权限转送有关机关)', sealedText: 'Accusations take a sealed way. To protect you, this page does not show who handles it or what was done. The organ will contact you if it needs to.',
    leave: 'Leave', reply: 'Read the reply', papers: 'Papers', files: 'What you handed in', withdrawalAsked: 'You have asked to withdraw. Somebody outside the handling unit will contact you to make sure that it is your own wish.', next: 'Next', lastDay: (day) => `Last day: ${day}`, lastDayProvisional: ' (provisional: may move once the holidays are published)', notNow: 'This cannot be done now. Below is what you can do.', back: 'Back to the progress', lastDayOpen: 'The last day is known once the holidays are published.',
  },
  due: {
    title: 'How the dates are found', lead: 'For every time limit: from which day it runs, which days count, which do not, and under which article. You can print this page.', none: 'No time limit concerns you at the moment.', link: 'Every day explained (for print)', basis: 'Under', rule: 'Limit', from: 'Runs from', fromDay: (what, day) => `${day}, ${what}`, strict: 'Counted by days to', legal: 'Last day', open: 'open', ended: (day) => `done on ${day}`,
    late: 'late', running: 'running', paused: 'paused', days: 'Days', counted: 'Counts?', nth: 'Place', reason: 'Why', yes: 'yes', no: 'no', history: 'What happened meanwhile', counter: 'Until what time', provisional: 'The holidays of that year are not published yet, so the date is provisional; it is computed again then.', dissolved: (unit, successor) => (successor ? `${unit} was dissolved; ${successor} goes on with it. The limit runs on.` : `${unit} was dissolved. The limit runs on; the petition office answers for it.`),
  },
  actions: ACTIONS, next: NEXT, filesHint: (megabytes) => `Photos, PDF, Word, Excel, sound and video, up to ${megabytes} MB each.`,
  supply: { title: 'Please tell us more', asked: 'We ask you', by: (day) => `Please answer by ${day}. Without an answer we go on with what we have.`, answer: 'Your answer', files: 'Add photos or papers', go: 'Send the answer', done: 'We have received your answer.', },
  add: { title: 'Add material', hint: 'News, photos and papers can be added here.', text: 'What you would like to add', files: 'Add photos or papers', go: 'Send', done: 'We have received what you added.' },
  withdraw: { title: 'Withdraw this matter?', text: 'Once withdrawn it is not handled any more. Somebody outside the handling unit will contact you to make sure that it is your own wish; only then does it count.', pressed: 'If somebody presses you to withdraw, do not, and tell us.', reason: 'Why you withdraw', go: 'Yes, I ask to withdraw', back: 'No, do not withdraw', done: 'We have received your wish to withdraw and will contact you.' },
  reply: { title: 'The reply', number: 'Number', unit: 'Unit', served: 'Served', request: 'What you asked for', facts: 'What was found', opinion: 'Decision', basis: 'Legal basis', commitments: 'What will be done', commitmentsDue: (day) => `by ${day}`, remedy: 'If you disagree', none: 'There is no reply yet.', paper: 'The official paper, for print', conclusion: 'Outcome', kinds: { review: 'Review opinion', rereview: 'Re-review opinion' }, results: { uphold: 'upheld', change: 'changed', redo: 'revoked, to be handled anew', correct: 'upheld, with faults to be corrected' }, refused: 'Not accepted', correction: 'To be corrected', waiting: (organ) => `${organ} is looking at it; its opinion will be shown here.` },
  evaluate: {
    title: 'Please evaluate', hint: 'The petition office and the handling unit are evaluated apart. Whatever you say, you may come to us again.', office: 'Petition office (registers, passes on, urges)', unit: 'Handling unit (handles and replies)', grade: 'You are', grades: GRADES, reasons: 'What you are not satisfied with', reasonsHint: 'Choose all that apply', words: 'Anything else', go: 'Send the evaluation', done: 'Thank you for your evaluation.', chooseGrade: 'Choose satisfied, basically satisfied or not satisfied.', chooseReason: 'Choose at least one reason why you are not satisfied.', 
  },
  review: {
    title: 'Ask for a review (复查)', text: 'The organ one level above the handling unit looks at it again and answers in writing within 30 days.', last: (day) => `The last day is ${day}.`, reason: 'Why you disagree', reasonHint: 'What is wrong and how it should be. Up to 3,000 characters.', go: 'Ask for the review', done: 'We have received your request for a review.',
    organ: 'Which organ you ask', organHint: 'Both stand one level above; choose one.', organIs: (name) => `${name} reviews it.`, over: (day) => `The last day was ${day}. With a good cause you may still ask; the organ above decides whether to accept.`, late: 'Why it comes late', lateHint: 'For instance illness, a disaster, or the reply did not reach you.',
  },
  reprisal: {
    title: 'Report a reprisal', text: 'If somebody threatens, hinders or punishes you because of this petition, write it here. Only supervisors read it; the handling unit does not, and the progress page shows nothing of it.', urgent: 'If you are in danger now, call 110 at once.', words: 'What happened', hint: 'When, who, and what they did. Up to 3,000 characters.', go: 'Send to the supervisors', done: 'The supervisors have it. The unit does not learn of it.',
  },
  rereview: {
    title: 'Ask for a re-review (复核)', text: 'The organ above the reviewing one looks at it once more and answers in writing within 30 days (the time of a hearing is not counted). Its opinion is final: the same facts and reasons are not accepted again.', last: (day) => `The last day is ${day}.`, reason: 'Why you disagree with the review', reasonHint: 'What is wrong and how it should be. Up to 3,000 characters.', go: 'Ask for the re-review', done: 'We have received your request for a re-review.',
    organ: 'Which organ you ask', organHint: 'Both stand one level above; choose one.', organIs: (name) => `${name} reviews it again.`, over: (day) => `The last day was ${day}. With a good cause you may still ask; the organ above decides whether to accept.`, late: 'Why it comes late', lateHint: 'For instance illness, a disaster, or the opinion did not reach you.',
  },
}
