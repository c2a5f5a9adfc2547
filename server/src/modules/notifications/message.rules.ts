/** What a message says; {facts} are filled in, dates in words. */
interface Words {
  zh: string
  en: string
}

/**
 * Every message to a petitioner, in the words of somebody who is not an official. It carries no name, no number and
 * nothing of what the matter is about: it may lie open on a telephone.
 */
export const MESSAGES: Readonly<Record<string, Words>> = {
  'matter.received': { zh: '您提交的事项已经收到，正在等待登记。', en: 'What you sent has been received and waits to be registered.' },
  'matter.registered': { zh: '您的事项已经登记，编号{code}。请用编号和查询密码查询进度。', en: 'Your matter is registered under the code {code}. Follow it with the code and your PIN.' },
  'matter.info-asked': { zh: '办理您的事项还需要补充情况，请在{answerBy}前查询并回答。', en: 'More information is needed. Please look and answer by {answerBy}.' },
  'matter.routed': { zh: '您的事项已经转给{unit}办理。它收到后15日内会书面告诉您是否受理。', en: 'Your matter has gone to {unit}, which tells you in writing within 15 days whether it is accepted.' },
  'matter.escalated': { zh: '办理期限已到，您的事项已升级由{unit}办理，原单位继续配合。', en: 'The time was over: {unit} now leads your matter, and the first unit goes on helping.' },
  'matter.accepted': { zh: '您的事项已经受理，由{department}承办，{dueOn}前书面答复您。', en: 'Your matter is accepted. {department} handles it and answers in writing by {dueOn}.' },
  'matter.to-ordinary': { zh: '您的事项改按普通程序办理，{dueOn}前书面答复您。', en: 'Your matter now follows the ordinary procedure; the written answer comes by {dueOn}.' },
  'matter.extended': { zh: '您的事项情况复杂，经批准延长{days}日，{dueOn}前书面答复您。告知书写明了理由。', en: 'The time limit was extended by {days} days; the written answer comes by {dueOn}. The notice gives the reason.' },
  'matter.mediating': { zh: '经双方同意，您的事项进入调解，由{unit}主持。', en: 'Both sides agreed: your matter is in mediation, led by {unit}.' },
  'matter.hearing': { zh: '您的事项将于{heldOn}在{place}举行听证。', en: 'A hearing on your matter is held on {heldOn} at {place}.' },
  'matter.served': { zh: '您的事项的处理意见已于{servedOn}送达。请查看，您可以评价；不服的，自收到之日起30日内可以申请复查。', en: 'The decision on your matter was served on {servedOn}. You may evaluate it, and ask for a review within 30 days of receiving it.' },
  'matter.closed': { zh: '您的事项已于{closedOn}办结。请对办理情况作出评价。', en: 'Your matter was closed on {closedOn}. Please say how it was handled.' },
  'matter.reopened': { zh: '您的事项已经重新办理，有新进展会再通知您。', en: 'Your matter has been taken up again; you will hear of it.' },
  'matter.concluded': { zh: '您的事项的办理程序已经终结。', en: 'The procedure on your matter has come to its end.' },
  'matter.review-asked': { zh: '您的复查（复核）申请已经提交给{organ}，{dueOn}前书面答复您。', en: 'Your request for a review has gone to {organ}, which answers in writing by {dueOn}.' },
  'matter.review-refused': { zh: '您的复查复核申请不予受理，告知书写明了理由。', en: 'Your request for a review is not accepted; the notice gives the reason.' },
  'matter.review-served': { zh: '复查复核意见已于{servedOn}送达。请查看。', en: 'The decision of the review was served on {servedOn}. Please read it.' },
  'matter.diverted': { zh: '您的事项应当通过法定途径解决，请向{organ}提出。告知书写明了怎么提出、什么期限。', en: 'Your matter has another lawful way: turn to {organ}. The notice says how and by when.' },
  'matter.not-accepted': { zh: '您的事项不予受理，告知书写明了理由和您还可以怎么办。', en: 'Your matter is not accepted; the notice gives the reason and what else you can do.' },
  'matter.merged': { zh: '您的事项与您先前提出的事项（编号{into}）内容相同，已并案办理。', en: 'Your matter is the same as your earlier one ({into}); they are handled together.' },
  'matter.withdrawn': { zh: '经与您确认，您的事项已经撤回。', en: 'Your matter was withdrawn, after you confirmed it.' },
}

/** For a template of a later version that these words do not know. */
const SOMETHING_NEW: Words = { zh: '您的事项有新的进展，请查询。', en: 'There is news of your matter; please look.' }

/** A message in both languages; the general one where the words are not known or a fact is missing. */
export function messageWords(template: string, facts: Readonly<Record<string, string>>): Words {
  const words = MESSAGES[template] ?? SOMETHING_NEW
  const isWhole = [...words.zh.matchAll(FACT)].every(([, name]) => facts[name ?? ''])
  if (!isWhole) return SOMETHING_NEW
  const fill = (text: string, day: (date: string) => string): string => text.replaceAll(FACT, (_, name: string) => day(facts[name] ?? ''))
  return { zh: fill(words.zh, chineseDay), en: fill(words.en, englishDay) }
}

const FACT = /\{(\w+)\}/g
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const chineseDay = (text: string): string => text.replace(DATE, (_, year: string, month: string, day: string) => `${year}年${Number(month)}月${Number(day)}日`)
const englishDay = (text: string): string => text.replace(DATE, (_, year: string, month: string, day: string) => `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`)
