/** A law or rule a reply may rest on. */
export interface Law {
  readonly title: string
  readonly status: 'in-force' | 'repealed'
  /** What stands in its place, for one that was repealed. */
  readonly replacedBy?: string
}

/** Titles replies often name. A site adds its own; a title that is on no list is said to be unknown, never to be wrong. */
export const LAWS: readonly Law[] = [
  ...['信访工作条例', '中华人民共和国民法典', '中华人民共和国行政复议法', '中华人民共和国行政诉讼法', '中华人民共和国行政处罚法', '中华人民共和国行政许可法', '中华人民共和国劳动法', '中华人民共和国劳动合同法', '中华人民共和国劳动争议调解仲裁法', '中华人民共和国社会保险法', '中华人民共和国人民调解法', '中华人民共和国土地管理法', '中华人民共和国城乡规划法', '中华人民共和国城市房地产管理法', '中华人民共和国环境保护法', '中华人民共和国噪声污染防治法', '中华人民共和国水污染防治法', '中华人民共和国大气污染防治法', '中华人民共和国道路交通安全法', '中华人民共和国食品安全法', '中华人民共和国消费者权益保护法', '中华人民共和国教育法', '中华人民共和国义务教育法', '中华人民共和国治安管理处罚法', '中华人民共和国个人信息保护法', '中华人民共和国价格法', '中华人民共和国建筑法', '中华人民共和国消防法', '中华人民共和国突发事件应对法', '保障农民工工资支付条例', '物业管理条例', '工伤保险条例', '失业保险条例', '住房公积金管理条例', '国有土地上房屋征收与补偿条例', '中华人民共和国政府信息公开条例', '医疗事故处理条例', '不动产登记暂行条例', '优化营商环境条例', '浙江省物业管理条例']
    .map((title): Law => ({ title, status: 'in-force' })),
  { title: '信访条例', status: 'repealed', replacedBy: '信访工作条例' },
  { title: '中华人民共和国合同法', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国物权法', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国侵权责任法', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国民法通则', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国民法总则', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国婚姻法', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国继承法', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国担保法', status: 'repealed', replacedBy: '中华人民共和国民法典' },
  { title: '中华人民共和国环境噪声污染防治法', status: 'repealed', replacedBy: '中华人民共和国噪声污染防治法' },
  { title: '城市房屋拆迁管理条例', status: 'repealed', replacedBy: '国有土地上房屋征收与补偿条例' },
]

const bare = (title: string): string => title.replace(/^中华人民共和国/, '').replaceAll(/\s/g, '')

/** The law of a title, with or without 中华人民共和国 in front; null when the list has none. */
export const findLaw = (title: string, laws: readonly Law[]): Law | null => laws.find((law) => bare(law.title) === bare(title)) ?? null
