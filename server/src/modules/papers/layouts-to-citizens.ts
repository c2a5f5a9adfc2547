import type { PaperKind } from '@hejie/contract/papers'
import type { Block } from './layout.ts'

type CitizenKind = Extract<PaperKind, 'WS01' | 'WS02' | 'WS05' | 'WS06' | 'WS07' | 'WS09' | 'WS10' | 'WS11' | 'WS12' | 'WS17' | 'WS18'>

const DECISION: readonly Block[] = [
  { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
  { head: { zh: '一、受理情况', en: '1. How it was received' }, field: 'acceptance' },
  { head: { zh: '二、投诉请求', en: '2. What was asked' }, field: 'requestSummary' },
  { head: { zh: '三、查明的事实和理由', en: '3. Facts and reasons' }, field: 'facts' },
  { head: { zh: '四、处理意见', en: '4. Decision' }, field: 'opinion' },
  { say: { zh: '处理结论：{conclusion}。', en: 'Conclusion: {conclusion}.' } },
  { say: { zh: '法律法规依据：{legalBasis}', en: 'Legal basis: {legalBasis}' } },
  { say: { zh: '落实事项：{commitments}', en: 'What will be done: {commitments}' } },
  { say: { zh: '落实期限：{commitmentsDue}前。', en: 'To be done by {commitmentsDue}.' } },
  { head: { zh: '五、救济途径', en: '5. Remedy' }, field: 'remedy' },
  { lines: ['signedBy', 'code'] },
]

/** What petitioners are given; written in the words a person without training understands. */
export const CITIZEN_LAYOUTS: Record<CitizenKind, readonly Block[]> = {
  WS01: [
    { lines: ['code', 'petitioner', 'representatives', 'address', 'receivedOn', 'form', 'peopleCount', 'request'] },
    { head: { zh: '反映的事实和理由（据实记录）', en: 'Facts and reasons, as told' }, field: 'summary' },
    { say: { zh: '以上记录已向来访人宣读，来访人确认无误：{readBack}。', en: 'Read back to the visitor and confirmed: {readBack}.' } },
    { lines: ['clerk'] },
    { say: { zh: '来访人（签名）：　　　　　　　　　　年　　月　　日', en: 'Visitor (signature): ____________________  Date: ____________' } },
  ],
  WS02: [
    { say: { zh: '您反映的“{request}”已于{receivedOn}收到并登记。', en: 'Your matter “{request}” was received on {receivedOn} and registered.' } },
    { large: { zh: '信访事项编号', en: 'Matter code' }, field: 'code' },
    { large: { zh: '查询密码（只显示这一次，请妥善保管）', en: 'Query PIN (shown this once; keep it safe)' }, field: 'pin' },
    { head: { zh: '接下来', en: 'What happens next' }, field: 'steps' },
    { lines: ['noticeBy', 'query', 'form', 'office', 'officePhone'] },
  ],
  WS05: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '您于{receivedOn}以{form}形式提出的“{request}”信访事项（编号：{code}），属于本机关职权范围。依据{basis}，现予受理。', en: 'Your matter “{request}” (code {code}), brought on {receivedOn} by {form}, is within the powers of this organ. It is accepted under {basis}.' } },
    { say: { zh: '受理日期为{acceptedOn}，办理期限为{term}，于{dueOn}届满。', en: 'It was accepted on {acceptedOn}; the time limit is {term} and ends on {dueOn}.' } },
    { say: { zh: '承办部门：{department}；联系人：{contactName}；联系电话：{contactPhone}。', en: 'Handled by {department}; contact: {contactName}, telephone {contactPhone}.' } },
    { say: { zh: '您可以凭编号和查询密码查询办理进度：{query}', en: 'Follow it with the code and your PIN: {query}' } },
  ],
  WS06: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '您提出的“{request}”信访事项（编号：{code}）收悉。', en: 'We have received your matter “{request}” (code {code}).' } },
    { say: { zh: '经审查，因{reason}，依据{basis}，本机关不予（不再）受理。', en: 'After examination it is not accepted: {reason}, under {basis}.' } },
    { head: { zh: '说明', en: 'Explanation' }, field: 'explanation' },
    { say: { zh: '原事项编号（文号）：{original}。', en: 'Earlier code or number: {original}.' } },
    { say: { zh: '您可以向以下机关提出：{organ}。', en: 'You may turn to: {organ}.' } },
    { say: { zh: '期限：{timeLimit}。', en: 'Time limit: {timeLimit}.' } },
    { say: { zh: '（收到日期：{receivedOn}）', en: '(Received on {receivedOn})' } },
  ],
  WS07: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '您提出的“{request}”信访事项（编号：{code}）收悉。经审查，该事项应当通过法定途径处理：{route}。', en: 'We have received your matter “{request}” (code {code}). It must be dealt with by the lawful route: {route}.' } },
    { say: { zh: '法律依据：{legalBasis}。', en: 'Legal basis: {legalBasis}.' } },
    { say: { zh: '请向{organ}提出，地址：{organAddress}。', en: 'Please turn to {organ}, {organAddress}.' } },
    { say: { zh: '申请期限：{timeLimit}。请注意不要错过。', en: 'Time limit: {timeLimit}. Please do not miss it.' } },
    { say: { zh: '需要的材料：{materials}。', en: 'Papers to bring: {materials}.' } },
    { say: { zh: '如需法律帮助，可以拨打法律援助咨询电话：{legalAid}。', en: 'For legal help call {legalAid}.' } },
    { say: { zh: '（收到日期：{receivedOn}）', en: '(Received on {receivedOn})' } },
  ],
  WS09: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '您提出的“{request}”信访事项（编号：{code}），原定于{originalDue}前办结。', en: 'Your matter “{request}” (code {code}) was to be decided by {originalDue}.' } },
    { say: { zh: '因以下原因，依据{basis}，经本机关负责人{approver}批准，办理期限延长{days}日，延长后于{newDue}届满。', en: 'For the reason below the time limit is extended by {days} days to {newDue}, under {basis}, approved by the head of this organ, {approver}.' } },
    { head: { zh: '延长理由', en: 'Reason' }, field: 'reason' },
  ],
  WS10: DECISION,
  WS11: DECISION,
  WS12: DECISION.map((block) => ('field' in block && block.field === 'requestSummary' ? { head: { zh: '二、建议内容', en: '2. The suggestion' }, field: 'requestSummary' } : block)),
  WS17: [
    { lines: ['petitioner', 'code', 'request', 'withdrawnOn'] },
    { head: { zh: '撤回说明', en: 'Statement' }, field: 'statement' },
    { head: { zh: '回访情况（由承办单位以外的人员回访）', en: 'Call-back by a person outside the handling unit' }, field: 'callBack' },
    { say: { zh: '撤回后，如有新的事实或者理由，仍可再次提出。', en: 'With new facts or reasons the matter may be brought again.' } },
  ],
  WS18: [
    { lines: ['addressee', 'code', 'paper', 'method', 'servedOn', 'place', 'receiver', 'relation', 'server', 'witness'] },
    { head: { zh: '送达证明', en: 'Proof' }, field: 'proof' },
    { say: { zh: '收件人（签名或盖章）：　　　　　　　　年　　月　　日', en: 'Received by (signature or seal): ____________________  Date: ____________' } },
  ],
}
