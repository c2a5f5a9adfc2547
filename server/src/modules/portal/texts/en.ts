import { filingEn } from './filing-en.ts'
import { followEn } from './follow-en.ts'
import { guideEn } from './guide-en.ts'
import type { Texts } from './zh.ts'

export const en: Texts = {
  htmlLang: 'en',
  filing: filingEn, follow: followEn, guide: guideEn,
  frame: {
    site: 'Petitions', skip: 'Skip to the content', home: 'Home', file: 'Tell us', followUp: 'Follow up', guide: 'Where to go', staff: 'For staff',
    bigOn: 'Large text', bigOff: 'Normal text', contrastOn: 'High contrast', contrastOff: 'Normal colours', otherLanguage: '中文', displayLabel: 'Display', navLabel: 'Main sections',
    readAloud: 'Read aloud', stopReading: 'Stop reading', print: 'Print this page',
    demo: 'Demonstration data: the people and matters here are made up. Do not enter real names, numbers or documents.',
    emergency: 'Somebody is in danger, there is a fire or a medical emergency? Call 110, 119 or 120 now.',
    free: 'Telling us and following up cost nothing. No account, nothing to install.', hotline: 'Web pages are not for you? Call 12345, or come to the counter and we write it down for you.',
    back: 'Back',
  },
  verify: {
    title: 'Check a paper', lead: 'Enter the verification code at the end of a paper to see whether it was issued here and is unchanged.',
    code: 'Verification code', codeHint: '16 characters, for example 4F2A-91C0-7D3E-B658; small letters will do, the dashes may be left out.', go: 'Check', shown: 'Only the kind of paper, its number, who issued it and when are shown; nothing of what it says, and nobody’s data.',
    wrongForm: 'A verification code has 16 digits and letters A to F. Compare it with the end of the paper.',
    unknown: 'No such paper', unknownText: 'Compare it with the paper and enter it again. If it still cannot be found, it may not have been issued here: ask the unit that signed it.',
    genuine: 'The paper is genuine', genuineText: 'It was issued by the unit below and what the system keeps is what was issued. Compare kind, number and date with the paper you hold.',
    altered: 'The paper does not match', alteredText: 'What the system keeps is no longer what was issued. The paper must not be used; tell the unit that issued it.',
    kind: 'Kind of paper', number: 'Number', noNumber: 'Papers of this kind have no number', issuer: 'Issued by', day: 'Issued on', demo: 'This is demo data, not a real paper.',
  },
  home: {
    title: 'Something to bring forward? Start here',
    lead: 'Suggestions, requests, complaints and accusations all start here. One matter, one code: see at any time who has it and until when.',
    doors: {
      file: { title: 'Tell us', text: 'Write down what it is about. About 10 minutes, with your name or without.' },
      follow: { title: 'Follow up', text: 'With code and PIN: see who has it and until when, add material, evaluate, withdraw.' },
      guide: { title: 'Where to go', text: 'See first who is competent: court, arbitration, an agency, or we. With places and reception times.' },
    },
    stepsTitle: 'What happens after you have told us',
    steps: [
      { title: 'You get a code and a PIN at once', text: 'Keep them: with them you follow your matter.' },
      { title: 'Within 15 days it goes to the unit in charge', text: 'That unit writes to you within 15 days of getting it.' },
      { title: 'Usually a written reply within 60 days', text: 'A difficult matter may take up to 30 days more, with approval; you are told why.' },
      { title: 'You evaluate; you may ask for a review', text: 'Within 30 days of the reply, the organ one level above looks at it again.' },
    ],
    stepsNote: 'Regulation on Petition Work, articles 22, 23, 34 and 35. Some matters belong to courts or arbitration; their own limits apply there.',
    promisesTitle: 'What you can rely on',
    promises: ['It costs nothing', 'An accusation never reaches the accused or their unit', 'You may keep your identity from the unit you complain of', 'Whoever looks at your personal data is recorded', 'Taking revenge on you is against the law: tell us again if it happens'],
    draftTitle: 'You have not finished writing', draftText: 'What you wrote last time is still there.', draftGo: 'Go on writing', draftSent: 'See the code of what you sent',
  },
  errors: {
    prefix: 'Please change: ', summary: 'Something needs your attention', 
    notFoundTitle: 'There is no such page', notFoundText: 'The address may have been typed wrong, or the page has moved.', notFoundHint: 'Go on from one of these.',
    brokenTitle: 'Something broke on our side', 
    awayTitle: 'We cannot be reached at the moment', awayText: 'Nothing was changed. What you wrote is below, nothing is lost. Wait a minute or two, then press “Try again”.', awayNothing: 'Nothing was changed. Load this page again in a minute or two.',
    awayFiles: 'Files have to be chosen again.', tryAgain: 'Try again', kept: 'What you wrote',
    refusedTitle: 'This cannot be done', refusedHint: 'Nothing was changed.',
    tooManyTitle: 'Too many tries',
    expired: 'This page was open for too long. What you wrote is still here: press the button once more.',
    otherSite: 'This did not come from a page of this site, so it was refused for safety. Start again from the home page.',
    cookies: 'Your browser keeps no cookies, so nothing can be kept for you. Allow cookies for this site and try again.',
    unanswered: (title) => `Not answered yet: ${title}`, fillIn: (label) => `Fill in: ${label}.`, labelled: (label, message) => `${label}: ${message}`,
    filesTooBig: (megabytes) => `The chosen files are too big to take at once: ${megabytes} MB in all. Upload them in several goes. What you answered before is kept.`,
    tooBig: 'This is too much at once. Keep the text below 10,000 characters.',
  },
}
