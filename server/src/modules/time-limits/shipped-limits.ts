import type { Extension, StatutoryLimit } from './statutory-limits.ts'

const REGULATION = '2022-05-01'
const FOLLOWS_REGULATION = '施行日未核，自《信访工作条例》施行日起适用'
const ZHEJIANG_UNSETTLED = '《浙江省信访条例》（2016）在2022年后是否仍有效未核，故默认不启用'

type Optional = 'bound' | 'extension' | 'pausedBy' | 'force' | 'isOn' | 'beside' | 'warnDays' | 'validFrom' | 'validTo' | 'note' | 'doubt' | 'isShipped' | 'version'
type Row = Omit<StatutoryLimit, Optional> & Partial<Pick<StatutoryLimit, Optional>>

const row = (given: Row): StatutoryLimit => ({
  bound: 'atMost', extension: null, pausedBy: [], force: 'law', isOn: given.force !== 'optional', beside: [], warnDays: warnDaysOf(given), validFrom: REGULATION, validTo: null, note: null, doubt: null,
  isShipped: true, version: 1, ...given,
})

/** The longer the limit, the earlier the warning. The house sets it; no provision does. */
function warnDaysOf({ length, unit }: Pick<StatutoryLimit, 'length' | 'unit'>): number {
  if (unit === 'minute') return 0
  if (unit === 'year') return 30
  const days = typeof length === 'number' ? length * (unit === 'month' ? 30 : 1) : Math.min(...Object.values(length))
  return days >= 60 ? 7 : days >= 30 ? 5 : days >= 10 ? 3 : 1
}

const extension = (by: Extension['by'], atMost: number | null, more: Partial<Extension> = {}): Extension => ({
  by, atMost, times: null, reasonTold: false, ...more,
})

/** The limits of the law and of the house (T27), as they stand when an installation begins; an administrator keeps them from then on. */
// prettier-ignore
export const STATUTORY_LIMITS: readonly StatutoryLimit[] = [
  row({ code: 'DL01', zh: '登记后分流（转送/交办/报告）', en: 'route after registration',
    startsAt: 'received', length: 15, unit: 'naturalDay',
    basis: '信访工作条例第二十二条' }),
  row({ code: 'DL02', zh: '直接收到：书面告知', en: 'written notice (received directly)',
    startsAt: 'received', length: 15, unit: 'naturalDay',
    basis: '信访工作条例第二十三条第二款', note: '当场能告知的当场告知' }),
  row({ code: 'DL03', zh: '转送交办件：书面告知', en: 'written notice (forwarded)',
    startsAt: 'forwardReceived', length: 15, unit: 'naturalDay',
    basis: '信访工作条例第二十三条第三款' }),
  row({ code: 'DL04', zh: '不属职权异议', en: 'objection to the assignment',
    startsAt: 'received', length: 5, unit: 'workingDay',
    basis: '信访工作条例第二十三条第三款' }),
  row({ code: 'DL05', zh: '信访程序办结', en: 'decide (petition procedure)',
    startsAt: 'accepted', length: 60, unit: 'naturalDay', extension: extension('agencyHead', 30, { reasonTold: true }),
    basis: '信访工作条例第三十四条' }),
  row({ code: 'DL06', zh: '请求复查', en: 'ask for review',
    startsAt: 'replyReceived', length: 30, unit: 'naturalDay', extension: extension('justCause', null),
    basis: '信访工作条例第三十五条', doubt: '正当理由可延长未见条文' }),
  row({ code: 'DL07', zh: '复查意见', en: 'review opinion',
    startsAt: 'reviewRequested', length: 30, unit: 'naturalDay',
    basis: '信访工作条例第三十五条' }),
  row({ code: 'DL08', zh: '请求复核', en: 'ask for re-review',
    startsAt: 'reviewOpinionReceived', length: 30, unit: 'naturalDay', extension: extension('justCause', null),
    basis: '信访工作条例第三十六条', doubt: '正当理由可延长未见条文' }),
  row({ code: 'DL09', zh: '复核意见', en: 're-review opinion',
    startsAt: 'rereviewRequested', length: 30, unit: 'naturalDay', pausedBy: ['hearing'],
    basis: '信访工作条例第三十六条', note: '听证时间不计入' }),
  row({ code: 'DL10', zh: '简易办理出具意见', en: 'decide (simplified handling)',
    startsAt: 'accepted', length: 10, unit: 'workingDay',
    basis: '信访事项简易办理办法（试行）', note: '不能按期办结的转普通程序，DL05自原受理日起算', doubt: FOLLOWS_REGULATION }),
  row({ code: 'DL11', zh: '浙江省条例受理告知（可选严格模式）', en: 'Zhejiang: stricter notice',
    startsAt: 'received', length: 5, unit: 'workingDay',
    basis: '浙江省信访条例第二十条', force: 'optional', beside: ['DL02', 'DL03'], doubt: ZHEJIANG_UNSETTLED }),
  row({ code: 'DL12', zh: '浙江省条例办结（可选严格模式）', en: 'Zhejiang: stricter decision',
    startsAt: 'accepted', length: 30, unit: 'naturalDay', extension: extension('agencyHead', 60),
    basis: '浙江省信访条例第二十三条', force: 'optional', beside: ['DL05'], doubt: ZHEJIANG_UNSETTLED }),
  row({ code: 'DL13', zh: '人民调解一般期限', en: 'people’s mediation (Ningbo)',
    startsAt: 'accepted', length: 1, unit: 'month', extension: extension('bothParties', null),
    basis: '宁波市人民调解条例第二十七条', validFrom: '2015-06-01', note: '宁波以外作为默认值' }),
  row({ code: 'DL14', zh: '医疗纠纷调解', en: 'medical mediation',
    startsAt: 'accepted', length: 30, unit: 'workingDay', extension: extension('bothParties', null), pausedBy: ['appraisal'],
    basis: '医疗纠纷预防和处理条例第三十八条', validFrom: '2018-10-01', note: '鉴定时间不计入' }),
  row({ code: 'DL15', zh: '劳动争议调解', en: 'labour mediation',
    startsAt: 'applicationReceived', length: 15, unit: 'naturalDay',
    basis: '劳动争议调解仲裁法第十四条', validFrom: '2008-05-01', note: '期满未达成协议的可以申请仲裁' }),
  row({ code: 'DL16', zh: '司法确认申请', en: 'apply for judicial confirmation',
    startsAt: 'agreementEffective', length: 30, unit: 'naturalDay',
    basis: '人民调解法第三十三条，民事诉讼法第二百零五条', validFrom: '2024-01-01' }),
  row({ code: 'DL17', zh: '司法确认受理决定', en: 'court decides whether to accept',
    startsAt: 'applicationReceived', length: 3, unit: 'naturalDay',
    basis: '法释〔2011〕5号第四条', validFrom: '2011-03-30' }),
  row({ code: 'DL18', zh: '司法确认审查', en: 'court decides on confirmation',
    startsAt: 'accepted', length: 15, unit: 'naturalDay', extension: extension('courtPresident', 10),
    basis: '法释〔2011〕5号第五条', validFrom: '2011-03-30' }),
  row({ code: 'DL19', zh: '在线调解（立案前）', en: 'online mediation before filing',
    startsAt: 'accepted', length: 30, unit: 'naturalDay', extension: extension('bothParties', null),
    basis: '人民法院在线调解规则', validFrom: '2022-01-01', note: '自调解组织受理之日起' }),
  row({ code: 'DL20', zh: '行政复议申请', en: 'apply for reconsideration',
    startsAt: 'actKnown', length: 60, unit: 'naturalDay',
    basis: '行政复议法第二十条', validFrom: '2024-01-01' }),
  row({ code: 'DL21', zh: '行政复议决定', en: 'reconsideration decision',
    startsAt: 'accepted', length: { ordinary: 60, simplified: 30 }, unit: 'naturalDay', extension: extension('bodyHead', 30, { reasonTold: true }),
    basis: '行政复议法第六十二条', validFrom: '2024-01-01', note: '简易程序30日' }),
  row({ code: 'DL22', zh: '劳动仲裁裁决', en: 'labour award',
    startsAt: 'accepted', length: 45, unit: 'naturalDay', extension: extension('commissionDirector', 15, { reasonTold: true }),
    basis: '劳动争议调解仲裁法第四十三条', validFrom: '2008-05-01' }),
  row({ code: 'DL23', zh: '劳动仲裁时效', en: 'limitation of labour claims',
    startsAt: 'infringementKnown', length: 1, unit: 'year',
    basis: '劳动争议调解仲裁法第二十七条', validFrom: '2008-05-01', note: '劳动关系存续期间拖欠劳动报酬的不受限；关系终止的自终止之日起一年' }),
  row({ code: 'DL24', zh: '法律援助审查', en: 'legal aid check',
    startsAt: 'applicationReceived', length: 7, unit: 'naturalDay',
    basis: '法律援助法第四十三条', validFrom: '2022-01-01' }),
  row({ code: 'DL25', zh: '满意度评价窗口', en: 'evaluation window',
    startsAt: 'replyServed', length: 30, unit: 'naturalDay',
    basis: '内部规定', force: 'internal', note: '窗口长度由各地设定', doubt: '国信发〔2022〕11号正文未核' }),
  row({ code: 'DL26', zh: '网格事件受理', en: 'accept a grid event',
    startsAt: 'reported', length: 1, unit: 'workingDay',
    basis: '内部规定', force: 'internal' }),
  row({ code: 'DL27', zh: '网格事件一级处置', en: 'handle a grid event (ordinary)',
    startsAt: 'accepted', length: 5, unit: 'workingDay', extension: extension('agencyHead', 5, { times: 1 }),
    basis: '内部规定', force: 'internal' }),
  row({ code: 'DL28', zh: '突发事件响应', en: 'respond to an emergency',
    startsAt: 'reported', length: 30, unit: 'minute',
    basis: '内部规定', force: 'internal' }),
  row({ code: 'DL29', zh: '督办反馈', en: 'answer a supervision letter',
    startsAt: 'documentServed', length: 5, unit: 'workingDay',
    basis: '内部规定', force: 'internal' }),
  row({ code: 'DL30', zh: '三项建议反馈', en: 'answer a proposal',
    startsAt: 'documentServed', length: 30, unit: 'naturalDay',
    basis: '内部规定', force: 'internal', note: '信访工作条例第四十条要求书面反馈，未定期限' }),
  row({ code: 'DL31', zh: '首次联系信访人', en: 'first contact with the petitioner',
    startsAt: 'signed', length: 2, unit: 'workingDay',
    basis: '内部规定', force: 'internal' }),
  row({ code: 'DL32', zh: '预警处置反馈', en: 'answer an alert',
    startsAt: 'signed', length: { red: 1, orange: 2, yellow: 5 }, unit: 'workingDay',
    basis: '内部规定', force: 'internal' }),
  row({ code: 'DL33', zh: '日志保存', en: 'keep logs',
    startsAt: 'created', length: 6, unit: 'month', bound: 'atLeast',
    basis: '网络安全法第二十一条第三项', validFrom: '2017-06-01', validTo: '2025-12-31' }),
  row({ code: 'DL33', zh: '日志保存', en: 'keep logs',
    startsAt: 'created', length: 6, unit: 'month', bound: 'atLeast',
    basis: '网络安全法（2025年修正）第二十三条第三项', validFrom: '2026-01-01', note: '条文序号随修正变更，期限不变' }),
  // Beyond T27: matters of article 31 that are not under the 60 days of article 34 need a limit of their own.
  row({ code: 'DL34', zh: '依法履职答复', en: 'reply on the performance of a duty (C5)',
    startsAt: 'applicationReceived', length: 2, unit: 'month',
    basis: '行政诉讼法第四十七条', validFrom: '2015-05-01', note: '自行政机关接到申请之日起；法律、法规另有规定的，从其规定' }),
  row({ code: 'DL35', zh: '建议意见答复', en: 'reply to a suggestion (A)',
    startsAt: 'accepted', length: 60, unit: 'naturalDay',
    basis: '内部规定', force: 'internal', note: '信访工作条例第二十九条未定期限' }),
]
