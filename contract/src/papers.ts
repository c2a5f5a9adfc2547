/** Every field an official paper may carry, as it is labelled in print and named when it is missing. */
export const PAPER_FIELDS = {
  acceptedOn: { zh: '受理日期', en: 'Accepted on' },
  acceptance: { zh: '受理情况', en: 'How it was received' },
  address: { zh: '住址', en: 'Address' },
  approver: { zh: '批准人', en: 'Approved by' },
  attitude: { zh: '信访人态度', en: 'What the petitioner says' },
  basis: { zh: '依据', en: 'Basis' },
  callBack: { zh: '回访情况', en: 'Call-back' },
  clerk: { zh: '登记人', en: 'Registered by' },
  closedOn: { zh: '办结日期', en: 'Closed on' },
  coUnits: { zh: '协办单位', en: 'Co-handling units' },
  code: { zh: '信访事项编号', en: 'Matter code' },
  commitments: { zh: '落实事项', en: 'What will be done' },
  commitmentsDue: { zh: '落实期限', en: 'To be done by' },
  conclusion: { zh: '处理结论', en: 'Conclusion' },
  contactName: { zh: '联系人', en: 'Contact' },
  contactPhone: { zh: '联系电话', en: 'Telephone' },
  days: { zh: '延长天数', en: 'Days added' },
  department: { zh: '承办部门', en: 'Department' },
  dueOn: { zh: '办理期限届满日', en: 'Due on' },
  evidence: { zh: '依据和证据', en: 'Evidence' },
  execution: { zh: '落实情况', en: 'What was carried out' },
  explanation: { zh: '说明', en: 'Explanation' },
  facts: { zh: '查明的事实和理由', en: 'Facts and reasons' },
  feedback: { zh: '反馈要求', en: 'What is to be reported' },
  form: { zh: '信访形式', en: 'Form' },
  fourInPlace: { zh: '“四个到位”情况', en: 'The four points of article 27' },
  investigation: { zh: '调查经过', en: 'Investigation' },
  keepFor: { zh: '保管期限', en: 'To be kept' },
  leadUnit: { zh: '牵头单位', en: 'Lead unit' },
  legalAid: { zh: '法律援助咨询', en: 'Legal aid' },
  legalBasis: { zh: '法律法规依据', en: 'Legal basis' },
  letter: { zh: '交办函文号', en: 'Assignment letter' },
  list: { zh: '卷内文书目录', en: 'Papers in the file' },
  materials: { zh: '需要的材料', en: 'Papers to bring' },
  method: { zh: '送达方式', en: 'Way of service' },
  newDue: { zh: '延长后的到期日', en: 'New due date' },
  noticeBy: { zh: '书面告知期限', en: 'Notice to be given by' },
  office: { zh: '登记机关', en: 'Registered at' },
  officePhone: { zh: '咨询电话', en: 'Telephone' },
  opinion: { zh: '处理意见', en: 'Decision' },
  organ: { zh: '有权处理的机关', en: 'Competent organ' },
  organAddress: { zh: '机关地址', en: 'Address of the organ' },
  original: { zh: '原事项编号或文号', en: 'Earlier code or number' },
  originalDue: { zh: '原到期日', en: 'Former due date' },
  paper: { zh: '送达文书', en: 'Paper served' },
  peopleCount: { zh: '人数', en: 'Number of people' },
  petitioner: { zh: '信访人', en: 'Petitioner' },
  place: { zh: '送达地点', en: 'Place of service' },
  proof: { zh: '送达证明', en: 'Proof' },
  properUnit: { zh: '建议承办单位', en: 'Unit thought competent' },
  query: { zh: '查询方式', en: 'How to follow it' },
  readBack: { zh: '当场宣读确认', en: 'Read back and confirmed' },
  reason: { zh: '理由', en: 'Reason' },
  receivedOn: { zh: '收到日期', en: 'Received on' },
  receiver: { zh: '收件人', en: 'Received by' },
  recipient: { zh: '主送', en: 'To' },
  relation: { zh: '与受送达人关系', en: 'Relation to the addressee' },
  remedy: { zh: '救济途径', en: 'Remedy' },
  representatives: { zh: '代表人', en: 'Representatives' },
  request: { zh: '请求事项', en: 'Request' },
  requestSummary: { zh: '投诉请求', en: 'What was asked' },
  requirement: { zh: '办理要求', en: 'What is demanded' },
  result: { zh: '处理结果', en: 'Result' },
  route: { zh: '法定途径', en: 'Lawful route' },
  servedOn: { zh: '送达日期', en: 'Served on' },
  server: { zh: '送达人', en: 'Served by' },
  service: { zh: '送达情况', en: 'Service' },
  signedBy: { zh: '签发人', en: 'Signed by' },
  situation: { zh: '基本情况', en: 'Situation' },
  statement: { zh: '撤回说明', en: 'Statement' },
  steps: { zh: '接下来', en: 'What happens next' },
  summary: { zh: '事项概要', en: 'Summary' },
  term: { zh: '办理期限', en: 'Time limit' },
  timeLimit: { zh: '申请期限', en: 'Time limit to apply' },
  withdrawnOn: { zh: '撤回日期', en: 'Withdrawn on' },
  witness: { zh: '见证人', en: 'Witness' },
} as const satisfies Record<string, { zh: string; en: string }>
export type PaperField = keyof typeof PAPER_FIELDS

interface PaperForm {
  zh: string
  en: string
  /** What stands in its number between the organ's word and the year: 鄞住建〔信复〕; null for papers without a number. */
  mark: string | null
  required: readonly PaperField[]
  optional: readonly PaperField[]
}

/** The papers of a petition matter and what each must say (table T29; field lists of the law and of practice). */
export const PAPER_FORMS = {
  WS01: { zh: '来访登记表', en: 'Record of a visit', mark: null,
    required: ['code', 'petitioner', 'receivedOn', 'form', 'peopleCount', 'request', 'summary', 'clerk'], optional: ['representatives', 'address', 'readBack'] },
  WS02: { zh: '信访事项登记回执', en: 'Receipt', mark: null,
    required: ['code', 'request', 'receivedOn', 'form', 'office', 'query', 'steps'], optional: ['noticeBy', 'officePhone'] },
  WS03: { zh: '信访事项转送函', en: 'Letter of transfer', mark: '信转',
    required: ['recipient', 'code', 'petitioner', 'receivedOn', 'request', 'summary', 'requirement', 'noticeBy'], optional: ['explanation'] },
  WS04: { zh: '信访事项交办函', en: 'Letter of assignment', mark: '信交',
    required: ['recipient', 'leadUnit', 'code', 'petitioner', 'receivedOn', 'request', 'summary', 'requirement', 'dueOn', 'feedback'], optional: ['coUnits', 'noticeBy'] },
  WS05: { zh: '信访事项受理告知书', en: 'Notice of acceptance', mark: '信告',
    required: ['recipient', 'code', 'receivedOn', 'form', 'request', 'acceptedOn', 'term', 'dueOn', 'department', 'contactName', 'contactPhone', 'query', 'basis'], optional: [] },
  WS06: { zh: '信访事项不予（不再）受理告知书', en: 'Notice of non-acceptance', mark: '信不受',
    required: ['recipient', 'code', 'request', 'reason', 'basis', 'explanation'], optional: ['receivedOn', 'original', 'organ', 'timeLimit'] },
  WS07: { zh: '导入法定途径告知书', en: 'Notice of the lawful route', mark: '信导',
    required: ['recipient', 'code', 'request', 'route', 'legalBasis', 'organ', 'organAddress', 'timeLimit', 'legalAid'], optional: ['materials', 'receivedOn'] },
  WS08: { zh: '信访事项异议说明', en: 'Objection to an assignment', mark: '信异',
    required: ['recipient', 'code', 'receivedOn', 'request', 'reason', 'explanation', 'evidence', 'basis'], optional: ['properUnit'] },
  WS09: { zh: '延长办理期限告知书', en: 'Notice of extension', mark: '信延',
    required: ['recipient', 'code', 'request', 'originalDue', 'days', 'reason', 'approver', 'newDue', 'basis'], optional: [] },
  WS10: { zh: '信访处理意见书', en: 'Decision on a petition', mark: '信复',
    required: ['recipient', 'code', 'acceptance', 'requestSummary', 'facts', 'conclusion', 'opinion', 'remedy', 'signedBy'], optional: ['legalBasis', 'commitments', 'commitmentsDue'] },
  WS11: { zh: '依法履职答复书', en: 'Reply on the performance of a duty', mark: '履复',
    required: ['recipient', 'code', 'acceptance', 'requestSummary', 'facts', 'conclusion', 'opinion', 'legalBasis', 'remedy', 'signedBy'], optional: ['commitments', 'commitmentsDue'] },
  WS12: { zh: '建议意见答复书', en: 'Reply to a suggestion', mark: '建复',
    required: ['recipient', 'code', 'acceptance', 'requestSummary', 'facts', 'conclusion', 'opinion', 'signedBy'], optional: ['legalBasis', 'commitments', 'commitmentsDue', 'remedy'] },
  WS17: { zh: '信访事项撤回确认书', en: 'Record of withdrawal', mark: null,
    required: ['petitioner', 'code', 'request', 'withdrawnOn', 'statement', 'callBack'], optional: [] },
  WS18: { zh: '送达回证', en: 'Proof of service', mark: null,
    required: ['recipient', 'paper', 'method', 'servedOn', 'server', 'proof'], optional: ['code', 'receiver', 'relation', 'place', 'witness'] },
  WS21: { zh: '信访事项办结报告', en: 'Closing report', mark: null,
    required: ['recipient', 'code', 'request', 'situation', 'investigation', 'result', 'service', 'fourInPlace'], optional: ['letter', 'execution', 'attitude'] },
  WS33: { zh: '卷宗封面和卷内文书目录', en: 'Cover and list of the file', mark: null,
    required: ['code', 'request', 'petitioner', 'receivedOn', 'closedOn', 'list', 'keepFor'], optional: [] },
} as const satisfies Record<string, PaperForm>
export type PaperKind = keyof typeof PAPER_FORMS
export const PAPER_KINDS = Object.keys(PAPER_FORMS) as readonly PaperKind[]

/** What a paper of a kind is filled in with; dates as YYYY-MM-DD, several lines separated by a line break. */
export type PaperContent<K extends PaperKind> =
  & { readonly [F in (typeof PAPER_FORMS)[K]['required'][number]]: string }
  & { readonly [F in (typeof PAPER_FORMS)[K]['optional'][number]]?: string | null }

export const isPaperKind = (text: string): text is PaperKind => text in PAPER_FORMS
