/** Words an organisation's name ends with; longer ones first. */
const ENDING = /有限责任公司|股份有限公司|有限公司|分公司|公司|集团|合作社|事务所|派出所|司法所|供电所|卫生院|卫生服务中心|人民医院|中医院|医院|幼儿园|小学|中学|一中|二中|大学|学院|职业学校|培训学校|学校|银行|信用社|居委会|村委会|居民委员会|村民委员会|业委会|业主委员会|物业|人民法院|法院|检察院|公安局|交警大队|交警支队|教育局|住建局|人社局|城管局|民政局|自然资源局|规划局|环保局|市场监管局|卫健委|发改委|信访局|税务局|财政局|水务局|农业局|街道办事处|街道办|镇政府|乡政府|县政府|区政府|市政府|人民政府|管委会|纪委|超市|酒店|宾馆|饭店|药店|工厂|厂|局(?=[\s\p{P}]|$)/gu
/** A name never reaches over one of these characters … */
const BOUNDARY = /[\s\p{P}\p{S}]|[的了在于到从至和与及对请问是由往向被把给让找去跟同我你他她它这那该某各们将且因望并还又也都就不没]/u
/** … nor over these words. */
const WORD_BOUNDARY = /^(?:反映|投诉|举报|咨询|关于|建议|附近|位于|要求|希望|属于|通过|联系|起诉|进入|认为|以及|或者|因为|入职|发现|开办|新建|查处|建有|开办|办个|个采|欣闻|估计|经营|指定|一家|两家|几家|所谓|包括|原来|现在|曾经|居民|业主|村民|老师|领导|自己|本人)$/
const LONGEST_STEM = 22

/** Organisations of a folded text by the form of their names. */
export function findOrganisations(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const match of text.matchAll(ENDING)) {
    const end = match.index + match[0].length
    const floor = Math.max(found.at(-1)?.end ?? 0, match.index - LONGEST_STEM)
    let start = match.index
    while (start > floor && !BOUNDARY.test(text.slice(start - 1, start)) && !WORD_BOUNDARY.test(text.slice(Math.max(floor, start - 2), start))) start--
    const stem = match.index - start
    const isWhole = match[0].length >= 3 && /局|院|府|委|大队|支队$/.test(match[0])
    // Two words run together (… 公司 + 幼儿园) are one organisation with its school.
    if (stem >= 2 || (isWhole && stem === 0 && match[0] !== '人民政府')) found.push({ start, end })
  }
  return found
}
