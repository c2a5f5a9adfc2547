import type { ActionName, CitizenActionName, SystemActionName } from '@hejie/contract/lifecycle'

interface Words {
  zh: string
  en: string
}

/**
 * Each step in the words of somebody who is not an official. {unit} is the unit that acted; which steps a petitioner sees
 * at all is said by the step itself.
 */
export const STEP_WORDS: Readonly<Record<ActionName | CitizenActionName | SystemActionName, Words>> = {
  'submit': { zh: '您反映的事项已经收到', en: 'What you wrote has been received' },
  'register': { zh: '{unit}已经登记', en: '{unit} has registered it' },
  'ask-info': { zh: '{unit}请您补充情况', en: '{unit} asks you for more information' },
  'supply': { zh: '您补充了情况', en: 'You gave more information' },
  'add-material': { zh: '您补充了材料', en: 'You added material' },
  'proceed-without-info': { zh: '没有收到补充，{unit}继续办理', en: 'Nothing was added; {unit} goes on' },
  'info-overdue': { zh: '补充期限已过，继续办理', en: 'The day to add information has passed; the work goes on' },
  'escalate': { zh: '办理期限已到，已升级到上一级办理，原单位继续配合', en: 'The time was over: the level above now leads, the first unit goes on helping' },
  'classify': { zh: '{unit}已经分类', en: '{unit} has sorted it' },
  'seal': { zh: '已按管理权限转送有关机关', en: 'Forwarded to the organ in charge' },
  'divert': { zh: '这件事要走法定途径，告知书写明了向谁提出、怎么提出', en: 'This has to go another lawful way; the notice says where and how' },
  'propose-refusal': { zh: '{unit}正在审核是否受理', en: '{unit} is checking whether it can be accepted' },
  'confirm-refusal': { zh: '{unit}决定不予受理，告知书写明了理由', en: '{unit} does not accept it; the notice gives the reason' },
  'reject-refusal': { zh: '{unit}继续办理', en: '{unit} goes on' },
  'merge': { zh: '已并入您先前提出的同一事项一起办理', en: 'Joined with your earlier matter about the same thing' },
  'transfer': { zh: '{unit}已经转给承办单位', en: '{unit} has passed it to the unit in charge' },
  'assign': { zh: '{unit}已经交办', en: '{unit} has assigned it' },
  'report-up': { zh: '{unit}已向上级报告', en: '{unit} has reported it to the level above' },
  'sign': { zh: '{unit}已经签收', en: '{unit} has signed for it' },
  'object': { zh: '{unit}认为不归它办理，正在核实', en: '{unit} says it is not in charge; this is being checked' },
  'agree-objection': { zh: '经核实，将改由其他单位办理', en: 'Checked: another unit will handle it' },
  'refuse-objection': { zh: '经核实，仍由原单位办理', en: 'Checked: the same unit handles it' },
  'dispute': { zh: '正在裁定由哪个单位办理', en: 'It is being ruled which unit handles it' },
  'rule': { zh: '已经裁定承办单位', en: 'The unit in charge has been ruled' },
  'accept': { zh: '{unit}已经受理', en: '{unit} has accepted it' },
  'contact': { zh: '{unit}与您联系', en: '{unit} contacted you' },
  'co-opinion': { zh: '{unit}提出了协办意见', en: '{unit} gave its part' },
  'extend': { zh: '办理期限延长，告知书写明了理由', en: 'The time limit was extended; the notice gives the reason' },
  'save-draft': { zh: '{unit}正在办理', en: '{unit} is working on it' },
  'draft': { zh: '{unit}已经拟出处理意见', en: '{unit} has drafted the decision' },
  'return-draft': { zh: '处理意见正在修改', en: 'The decision is being revised' },
  'approve': { zh: '处理意见已经审核', en: 'The decision has been reviewed' },
  'return-for-signing': { zh: '处理意见正在修改', en: 'The decision is being revised' },
  'issue': { zh: '{unit}已经签发处理意见', en: '{unit} has issued the decision' },
  'serve': { zh: '处理意见已经送达', en: 'The decision has been served' },
  'execute': { zh: '{unit}正在落实处理意见', en: '{unit} is carrying out the decision' },
  'close': { zh: '已经办结', en: 'Closed' },
  'archive': { zh: '已经归档', en: 'Archived' },
  'finalise': { zh: '申请复查的期限已过，办理终结', en: 'The time to ask for review has passed; it is final' },
  'withdraw': { zh: '您申请撤回，工作人员会联系您确认', en: 'You asked to withdraw; somebody will call to confirm' },
  'confirm-withdrawal': { zh: '经与您确认，已经撤回', en: 'Withdrawn, after you confirmed it' },
  'decline-withdrawal': { zh: '经与您联系，继续办理', en: 'After speaking with you, the work goes on' },
  'reopen': { zh: '重新办理', en: 'Taken up again' },
  'evaluate': { zh: '您作了评价', en: 'You gave your evaluation' },
  'ask-review': { zh: '您申请了复查', en: 'You asked for a review' },
  'note': { zh: '{unit}的说明', en: 'A word from {unit}' },
  'finish-task': { zh: '{unit}完成了一项工作', en: '{unit} finished a piece of work' },
  'to-ordinary': { zh: '{unit}改按普通程序办理', en: '{unit} now handles it in the ordinary way' },
  'to-mediation': { zh: '经双方同意，转入调解', en: 'With the consent of both sides it went to mediation' },
  'mediation-done': { zh: '调解结束', en: 'The mediation has ended' },
  'hear': { zh: '{unit}举行听证，通知书写明了时间地点', en: '{unit} holds a hearing; the notice says when and where' },
  'end-hearing': { zh: '听证结束', en: 'The hearing has ended' },
  'lift': { zh: '{unit}将事项提到上一级办理，原单位继续配合', en: '{unit} lifted it to the level above; the first unit goes on helping' },
  'supervise': { zh: '{unit}已经督办', en: '{unit} has supervised the unit' },
  'answer-jointly': { zh: '{unit}已经签发处理意见', en: '{unit} has issued the decision' },
  'conclude': { zh: '复核意见已经审核认定，信访终结', en: 'The re-review opinion was confirmed; the petition is concluded' },
  'review-accept': { zh: '{unit}已经受理您的请求', en: '{unit} has accepted your request' },
  'review-refuse': { zh: '{unit}没有受理您的请求，告知书写明了理由', en: '{unit} did not accept your request; the notice gives the reason' },
  'review-hear': { zh: '{unit}举行听证，通知书写明了时间地点', en: '{unit} holds a hearing; the notice says when and where' },
  'review-heard': { zh: '听证结束', en: 'The hearing has ended' },
  'review-draft': { zh: '{unit}正在作出意见', en: '{unit} is working on the opinion' },
  'review-return': { zh: '意见正在修改', en: 'The opinion is being revised' },
  'review-approve': { zh: '意见已经审核', en: 'The opinion has been reviewed' },
  'review-issue': { zh: '{unit}已经签发意见', en: '{unit} has issued the opinion' },
  'review-serve': { zh: '复查（复核）意见已经送达', en: 'The opinion has been served' },
  'report-reprisal': { zh: '您反映了打击报复的情况', en: 'You reported a reprisal' },
  'ask-rereview': { zh: '您申请了复核', en: 'You asked for a re-review' },
  'succeed': { zh: '承办单位机构改革，由承接的单位继续办理', en: 'The unit was reorganised; its successor goes on with it' },
  'raise': { zh: '长时间没有进展，已提请登记机关处理', en: 'It has not moved for too long; the office was told' },
}

const isStep = (event: string): event is keyof typeof STEP_WORDS => event in STEP_WORDS

/** Office and unit are evaluated apart: the petitioner reads which it was. */
const EVALUATED: Readonly<Record<string, Words>> = {
  office: { zh: '您评价了信访工作机构', en: 'You evaluated the petition office' },
  unit: { zh: '您评价了承办单位', en: 'You evaluated the handling unit' },
}

/** A step in plain words, with the unit's name filled in. */
export function stepInWords(event: string, unit: string | null, detail: Readonly<Record<string, unknown>> = {}): Words {
  const words = (event === 'evaluate' && EVALUATED[String(detail.object)]) || (isStep(event) ? STEP_WORDS[event] : { zh: event, en: event })
  return { zh: words.zh.replace('{unit}', unit ?? '承办机关'), en: words.en.replace('{unit}', unit ?? 'The office') }
}

/** All that the reporter of an accusation is told (信访工作条例第二十二条、第三十条). */
export const SEALED_WORDS: Words = { zh: '已按管理权限转送有关机关', en: 'Forwarded to the organ in charge' }
