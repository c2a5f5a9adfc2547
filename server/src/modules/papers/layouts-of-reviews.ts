import type { PaperKind } from '@hejie/contract/papers'
import type { Block } from './layout.ts'

type ReviewKind = Extract<PaperKind, 'WS13' | 'WS14' | 'WS15' | 'WS16' | 'WS19' | 'WS40'>

const OPINION: readonly Block[] = [
  { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
  { lines: ['applicant', 'respondentOrgan', 'originalOpinion', 'code', 'request'] },
  { head: { zh: '一、请求和理由', en: '1. What was asked and why' }, field: 'reviewRequest' },
  { head: { zh: '二、审查查明的事实', en: '2. Facts found' }, field: 'facts' },
  { head: { zh: '三、本机关意见', en: '3. Opinion' }, field: 'opinion' },
  { say: { zh: '依据：{legalBasis}', en: 'Legal basis: {legalBasis}' } },
  { say: { zh: '结论：{conclusion}。', en: 'Result: {conclusion}.' } },
  { head: { zh: '责令改正的内容', en: 'To be corrected' }, field: 'correction' },
  { say: { zh: '改正期限：{correctionDue}前。', en: 'To be corrected by {correctionDue}.' } },
  { head: { zh: '四、救济途径', en: '4. Remedy' }, field: 'remedy' },
  { lines: ['signedBy'] },
]

/** Papers of the roads after the reply: request, opinions, hearings, supervision, settlement. */
export const REVIEW_LAYOUTS: Record<ReviewKind, readonly Block[]> = {
  WS13: [
    { say: { zh: '{reviewOrgan}：', en: 'To {reviewOrgan}:' } },
    { lines: ['applicant', 'respondentOrgan', 'originalOpinion', 'code', 'request'] },
    { head: { zh: '请求和理由', en: 'What is asked and why' }, field: 'reviewRequest' },
    { head: { zh: '逾期提出的理由', en: 'Why it comes late' }, field: 'lateReason' },
    { say: { zh: '申请人（签名）：　　　　　　　　　　年　　月　　日', en: 'Applicant (signature): ____________________  Date: ____________' } },
  ],
  WS14: OPINION,
  WS15: OPINION,
  WS16: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '关于“{request}”信访事项（编号：{code}），依据{basis}，定于{heldOn}举行听证。', en: 'A hearing on the matter “{request}” (code {code}) is held on {heldOn} under {basis}.' } },
    { lines: ['place', 'presider', 'hearers', 'participants', 'topic'] },
    { head: { zh: '参加听证的权利', en: 'Your rights' }, field: 'rights' },
    { head: { zh: '听证笔录', en: 'Record' }, field: 'hearingRecord' },
    { say: { zh: '参加人（签名）：　　　　　　　　　　年　　月　　日', en: 'Participants (signature): ____________________  Date: ____________' } },
  ],
  WS19: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '你单位承办的“{request}”信访事项（编号：{code}），依据{basis}，现予{superviseKind}。', en: 'The matter “{request}” (code {code}) that you handle is supervised ({superviseKind}) under {basis}.' } },
    { say: { zh: '原转送（交办）函：{letter}。', en: 'Letter by which it was handed over: {letter}.' } },
    { head: { zh: '一、存在的问题', en: '1. What is wrong' }, field: 'problem' },
    { head: { zh: '二、督办要求', en: '2. What is demanded' }, field: 'demand' },
    { say: { zh: '请于{answerBy}前书面答复办理情况。', en: 'Answer in writing by {answerBy}.' } },
  ],
  WS40: [
    { lines: ['petitioner', 'otherParty', 'code', 'request'] },
    { head: { zh: '一、主要事实和争议事项', en: '1. Facts and points in dispute' }, field: 'facts' },
    { head: { zh: '二、协议内容', en: '2. What was agreed' }, field: 'agreement' },
    { head: { zh: '三、履行方式和期限', en: '3. Performance' }, field: 'performance' },
    { say: { zh: '履行期限：{performBy}前。', en: 'To be performed by {performBy}.' } },
    { say: { zh: '依据：{basis}。双方自愿达成本协议。', en: 'Basis: {basis}. Both sides agreed of their own will.' } },
    { say: { zh: '双方当事人（签名）：　　　　　　　　　　年　　月　　日', en: 'Both parties (signature): ____________________  Date: ____________' } },
  ],
}
