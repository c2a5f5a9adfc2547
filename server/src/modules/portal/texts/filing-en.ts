import type { Texts } from './zh.ts'

const PLAIN_TOPICS: Record<string, string> = {
  '01': 'farming, contracted land, village accounts', '02': 'shopping, food, medicine, prices', '03': 'land taking, property papers, forest', '04': 'demolition, illegal building, water, power, gas, building sites', '05': 'sewage, fumes, noise, rubbish',
  '06': 'pay, accidents at work, insurance, retirement', '07': 'buses, roads, taxis', '08': 'hospitals, treatment, public health', '09': 'buying a home, property management, renting', '10': 'investments, loans, taxes, subsidies', '11': 'travel, gym cards, monuments',
  '12': 'service counters, open government, conduct of offices', '13': 'recruitment, titles, pay of public staff', '14': 'telephone, broadband, parcels, internet', '15': 'veterans and their families', '16': 'social aid, care of the old, burials, safety, fire', '17': 'schools, courses, teachers',
  '18': 'police, courts, procuratorates, household registration', '19': 'breaches of discipline by officials', '99': 'none of these',
}

const ID_KINDS: Record<string, string> = { '': 'not given', I1: 'Resident identity card', I2: 'Passport', I3: 'Permit of Hong Kong and Macao residents', I4: 'Permit of Taiwan residents', I5: 'Permanent residence card of foreigners' }

export const filingEn: Texts['filing'] = {
  step: (at, of) => `Step ${at} of ${of}`, next: 'Continue', optional: ' (optional)', change: 'Change', remove: 'Remove', none: 'nothing given',
  start: {
    title: 'Before you start', lead: 'It takes about 10 minutes. Every page is saved as you go on: a lost connection or a closed browser loses nothing, and you may go on within 7 days.',
    needTitle: 'Have ready', need: ['where, when and how it happened', 'what you would like to be done', 'your phone number and address (unless you stay anonymous)', 'photos, contracts or letters, if there are any: you can upload them'],
    shared: 'On a computer that others use too, press “Clear what I wrote” at the bottom of the page when you have finished.',
    go: 'Start', resume: 'Go on where I stopped', again: 'Write a new one', guide: 'Not sure this is the right place? See “Where to go” first', help: 'Hard to do by yourself? Your family may fill it in for you, or come to the counter, or call 12345.',
    clear: 'Clear what I wrote', clearTitle: 'Clear what you wrote?', clearText: 'It will be gone from this device and cannot be brought back. What you have sent already stays with us.', clearGo: 'Clear it', clearBack: 'No, go on writing', 
  },
  kind: {
    title: 'What would you like to do?', legend: 'Choose one', missing: 'Choose what you would like to do.',
    items: {
      request: { label: 'Ask for a problem to be solved', hint: 'Your rights or interests are affected and you want somebody to act (求决)' },
      appeal: { label: 'Object to how something was decided', hint: 'A unit has dealt with it and you think it is wrong (申诉)' },
      suggestion: { label: 'Suggest something', hint: 'An idea or opinion about rules, management or services (建议意见)' },
      accusation: { label: 'Accuse somebody of wrongdoing', hint: 'Report breaches of law or discipline by officials or units. It takes a sealed way and never reaches the accused or their unit (检举控告)' },
      unsure: { label: 'I cannot tell', hint: 'Just write what it is about; we find out' },
    },
    court: 'Already in court, arbitration or administrative review, or about to be? Their decisions are binding. See first', courtLink: 'Where to go',
  },
  place: {
    title: 'Where did it happen?', hint: 'Go down step by step. The closer you get, the better we know who is competent.', searchLabel: 'Find a place by its name', searchHint: 'in Chinese, for example 姜山 or 湾底村', search: 'Find',
    chosen: 'Chosen', below: (name) => `Places in ${name}`, top: 'Choose the city', take: (name) => `This is the place: ${name}`, restart: 'Start again', orHere: (name) => `I cannot tell exactly: ${name} will do`,
    results: (count) => `${count} places found`, tooMany: 'Too many places; the first 30 are listed. Give more of the name.', nothing: (q) => `Nothing found for “${q}”. Write it another way, or go down the levels above.`,
    detailLabel: 'Exactly where', detailHint: 'street, number, estate, group', choose: 'Choose a place from the list, then press “This is the place”.',
    
  },
  words: {
    title: { request: 'Write down what happened', appeal: 'Write down what happened', suggestion: 'Write down your suggestion', accusation: 'Write down what you accuse them of', unsure: 'Write down what it is about' },
    titleLabel: 'In one sentence', titleHint: 'for example: noise at night from the building site next to us', bodyLabel: 'What happened and what you ask for',
    bodyHint: 'When, where, what happened, and what you would like to be done. Just as it is; style does not matter. Up to 10,000 characters.',
    bodyHintSuggestion: 'What is wrong now, what you suggest, and what it would bring. Up to 10,000 characters.',
    aboutLabel: 'Which unit is it about', aboutHint: 'Its name, if you know it', accusedLabel: 'Whom do you accuse', accusedHint: 'Name, unit, post: what you know. This goes the sealed way',
    counter: '{left} characters left', counterOver: '{over} characters too many, please shorten',
  },
  topic: { title: 'What has it to do with?', legend: 'Choose the nearest one', unsure: 'I cannot tell; you decide', missing: 'Choose what it has to do with.', secondTitle: (name) => `${name}: which of these?`, secondUnsure: 'None of these, or I cannot tell', plain: PLAIN_TOPICS },
  who: {
    title: 'Who are you in this matter?', legend: 'Choose one', missing: 'Choose who you are in this matter.',
    items: {
      self: { label: 'It is my own matter', hint: 'Leave your name and how to reach you: the written reply is sent to you' },
      agent: { label: 'I write for somebody else', hint: 'For example for an old or disabled person, or one without internet' },
      organisation: { label: 'I write for an organisation', hint: 'A company, a cooperative, an owners\' committee' },
      anonymous: { label: 'I do not give my name', hint: 'It is registered and passed on, and you follow it with code and PIN. But nobody can ask you back or send you a written reply' },
    },
  },
  you: {
    title: { self: 'How can we reach you?', agent: 'For whom do you write?', organisation: 'Which organisation is it?' }, about: 'Used for this matter only. Whoever looks at it is recorded.',
    petitioner: 'About them', agentPart: 'About you', agentHint: 'We may ask you whether they have asked you to do this.',
    name: 'Name', orgName: 'Name of the organisation', phone: 'Phone', phoneHint: 'mobile, or landline with area code, as 0574-88101234', orgPhone: 'Phone of the organisation', address: 'Address', orgAddress: 'Address of the organisation', addressHint: 'The written reply is sent there: with street and number',
    idPart: 'Identity document', idHint: 'Saves showing it later. The number is kept encrypted', idKind: 'Kind of document', idNumber: 'Number', idKinds: ID_KINDS,
    creditCode: 'Unified social credit code', creditHint: 'the 18 characters on the business licence', contactName: 'Name of the contact person', contactPhone: 'Phone of the contact person', agentName: 'Your name', agentPhone: 'Your phone',
  },
  together: {
    title: 'Do several people bring this forward together?', legend: 'Choose one', missing: 'Choose whether several people bring this forward.', alone: 'Only me (or my household)', several: 'Several people', severalHint: 'You choose representatives, who send it and are contacted',
    count: 'How many people', countHint: 'including you', rule: (max) => `At most ${max} representatives, including you (article 20).`, representatives: 'Representatives so far', you: 'you', addTitle: 'One more representative', add: 'Add this representative', name: 'Their name', phone: 'Their phone', address: 'Their address', listHint: 'A list of the others can be uploaded on the next page.',
  },
  privacy: {
    title: 'What may others know?', publicLegend: 'May the outcome be published?', publicHint: 'Names, phone numbers, addresses and the like are taken out first.', publicYes: 'It may be published', publicNo: 'Do not publish it', publicMissing: 'Choose whether the outcome may be published.',
    hideLegend: 'May the unit you complain of know who you are?', hideHint: 'If not, the system does not show that unit your name and contact.', hideNo: 'It may know', hideYes: 'It may not know', hideMissing: 'Choose whether the unit may know who you are.',
  },
  files: {
    title: 'Are there photos or papers to add?', hint: (megabytes, most) => `Photos, PDF, Word, Excel, sound and video. Up to ${megabytes} MB each, ${most} files at most. If there are none, just continue.`,
    choose: 'Choose files', upload: 'Upload the chosen files', list: 'Uploaded', empty: 'Nothing uploaded yet.', notAdded: (name, why) => `“${name}” was not uploaded: ${why}`, pick: 'Choose a file first, then press “Upload the chosen files”.',
    
  },
  check: {
    title: 'Check it, then send it', send: 'Confirm and send', sendNote: 'It is registered at once and you get a code and a PIN. Pressing twice registers it once.',
    rows: { kind: 'What you want', place: 'Place', words: 'What it is about', body: 'What happened', about: 'Unit concerned', accused: 'Accused', topic: 'Has to do with', who: 'Who you are', name: 'Name', orgName: 'Organisation', phone: 'Phone', address: 'Address', id: 'Document', agent: 'Written by', contact: 'Contact person', together: 'People', representatives: 'Representatives', isPublic: 'Publish the outcome', hides: 'The unit concerned', files: 'Files' },
    hidesYes: 'may not know who you are', hidesNo: 'may know who you are', alone: 'one person or household', people: (count) => `${count} people together`, unsent: 'We could not tell you what became of your last try. Press “Confirm and send” again; it will not be registered twice.', law: 'Please tell the truth. Making things up or accusing falsely is against the law.', anonymous: 'anonymous',
    sending: 'It is being registered. Wait a few seconds, then press “See the result”.', look: 'See the result',
  },
  sent: {
    title: 'We have received it', code: 'Code', pin: 'PIN', keep: 'Write down the code and the PIN', keepText: 'You need both to follow up, add material, evaluate or withdraw. The PIN is shown here only; if you lose it, come to the counter with your identity card.',
    nextTitle: 'What happens next', at: (moment) => `Received: ${moment}`, notice: (day) => `By ${day} we pass it to the unit in charge and tell you who handles it.`, noticeProvisional: 'This day is provisional: the public holidays of that year are not published yet. If it moves, we tell you.',
    notice2: 'That unit tells you in writing, within 15 days of getting it, whether and how it is handled.', reply: 'Once it is accepted, you usually have a written reply within 60 days.', sealed: 'Your accusation takes a sealed way to the organ that is competent by law. Nobody else can see or find it.',
    follow: 'See the progress now', done: 'I have noted it: clear this device', another: 'Send another one', anonymous: 'You gave no name. Keep the code and the PIN: without them nobody can find the outcome for you.', printHint: 'You can print this page with your browser.', 
  },
}
