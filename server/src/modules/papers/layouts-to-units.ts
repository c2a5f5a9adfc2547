import type { PaperKind } from '@hejie/contract/papers'
import type { Block } from './layout.ts'

type OfficeKind = Extract<PaperKind, 'WS03' | 'WS04' | 'WS08' | 'WS21' | 'WS33'>

/** What offices and units write to each other. */
export const OFFICE_LAYOUTS: Record<OfficeKind, readonly Block[]> = {
  WS03: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '现将{petitioner}于{receivedOn}提出的“{request}”信访事项（编号：{code}）转送你单位，请依照《信访工作条例》第二十二条、第二十三条的规定办理。', en: 'The matter “{request}” (code {code}), brought by {petitioner} on {receivedOn}, is transferred to you under articles 22 and 23 of the Regulation on Petition Work.' } },
    { head: { zh: '一、事项概要', en: '1. Summary' }, field: 'summary' },
    { head: { zh: '二、办理要求', en: '2. What is demanded' }, field: 'requirement' },
    { say: { zh: '请于{noticeBy}前书面告知信访人受理情况。认为不属于本单位职权范围的，应当自收到之日起五个工作日内提出异议，并详细说明理由。', en: 'Tell the petitioner in writing by {noticeBy}. If you hold that it is outside your powers, object within five working days of receipt with detailed reasons.' } },
    { say: { zh: '{explanation}', en: '{explanation}' } },
  ],
  WS04: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '现将{petitioner}于{receivedOn}提出的“{request}”信访事项（编号：{code}）交你单位办理，由{leadUnit}牵头。', en: 'The matter “{request}” (code {code}), brought by {petitioner} on {receivedOn}, is assigned to you; {leadUnit} leads.' } },
    { say: { zh: '协办单位：{coUnits}。', en: 'Co-handling units: {coUnits}.' } },
    { head: { zh: '一、事项概要', en: '1. Summary' }, field: 'summary' },
    { head: { zh: '二、交办要求', en: '2. What is demanded' }, field: 'requirement' },
    { head: { zh: '三、办结期限', en: '3. To be finished by' }, field: 'dueOn' },
    { head: { zh: '四、反馈要求', en: '4. What is to be reported' }, field: 'feedback' },
    { say: { zh: '请于{noticeBy}前书面告知信访人受理情况。', en: 'Tell the petitioner in writing by {noticeBy}.' } },
  ],
  WS08: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '你单位于{receivedOn}转来的“{request}”信访事项（编号：{code}）收悉。经研究，依据{basis}，本单位提出异议：{reason}。', en: 'We received the matter “{request}” (code {code}) from you on {receivedOn}. Under {basis} we object: {reason}.' } },
    { head: { zh: '一、理由', en: '1. Reasons' }, field: 'explanation' },
    { head: { zh: '二、依据和证据', en: '2. Evidence' }, field: 'evidence' },
    { say: { zh: '三、建议由{properUnit}办理。', en: '3. We think {properUnit} competent.' } },
    { say: { zh: '在你单位核实同意之前，本单位继续履行告知职责。', en: 'Until you have verified and agreed, we go on with our duty to give notice.' } },
  ],
  WS21: [
    { say: { zh: '{recipient}：', en: 'To {recipient}:' } },
    { say: { zh: '交办函{letter}收悉，现将办理结果报告如下。', en: 'We report on your letter {letter} as follows.' } },
    { lines: ['code', 'request'] },
    { head: { zh: '一、基本情况', en: '1. Situation' }, field: 'situation' },
    { head: { zh: '二、调查经过', en: '2. Investigation' }, field: 'investigation' },
    { head: { zh: '三、处理结果', en: '3. Result' }, field: 'result' },
    { head: { zh: '四、落实情况', en: '4. What was carried out' }, field: 'execution' },
    { head: { zh: '五、“四个到位”情况', en: '5. The four points of article 27' }, field: 'fourInPlace' },
    { head: { zh: '六、信访人态度', en: '6. What the petitioner says' }, field: 'attitude' },
    { head: { zh: '七、送达情况', en: '7. Service' }, field: 'service' },
  ],
  WS33: [
    { lines: ['code', 'request', 'petitioner', 'receivedOn', 'closedOn', 'keepFor'] },
    { head: { zh: '卷内文书目录', en: 'Papers in the file' }, field: 'list' },
    { say: { zh: '立卷人：　　　　　　　　检查人：　　　　　　　　', en: 'Filed by: ______________  Checked by: ______________' } },
  ],
}
