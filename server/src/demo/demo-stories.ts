/** Where a demo matter stops. Each stage includes the ones before it. */
export const STAGES = ['registered', 'asked', 'classified', 'routed', 'objected', 'signed', 'handling', 'contacted', 'drafted', 'approved', 'issued', 'served', 'evaluated', 'closed'] as const
export type Stage = (typeof STAGES)[number]

export interface Story {
  title: string
  body: string
  /** 12-digit place. */
  place: string
  class2: string
  /** Which unit handles it. */
  unit: 'housing' | 'enforcement' | 'town'
  form: '100' | '200' | '400'
  channel: 'Q02' | 'Q06' | 'Q07'
  people: readonly string[]
  peopleCount?: number
  daysAgo: number
  stage: Stage
  /** Whether the petitioner asked the city's bureau for a review (复查). */
  asksReview?: boolean
  isAnonymous?: boolean
  grade?: '0' | '1' | '3'
}

const JIANGSHAN = '330212110000'
const XIAYING = '330212001000'
const WANDI = '330212001212'

const visit = { form: '200', channel: 'Q02' } as const
const letter = { form: '100', channel: 'Q06' } as const
const call = { form: '400', channel: 'Q07' } as const

/** Invented stories in an invented present; the names say that they are. */
export const STORIES: readonly Story[] = [
  { ...visit, title: '和顺花园楼道垃圾长期无人清理', body: '和顺花园12幢的楼道堆满杂物和垃圾，已经三个月没有人清理。夏天气味很大，老人上下楼差点摔倒。多次找物业公司，每次都说安排，一直没有结果。请求督促物业公司清理，并明确今后的清理次数。', place: JIANGSHAN, class2: '0903', unit: 'housing', people: ['演示甲'], daysAgo: 1, stage: 'registered' },
  { ...call, title: '锦绣公寓电梯一个月困人四次', body: '锦绣公寓3幢电梯使用十二年，近一个月困人四次。维修资金申请了半年没有批下来。请求尽快检验、维修，并告知维修资金办理的进度。', place: JIANGSHAN, class2: '0905', unit: 'housing', people: ['演示乙'], daysAgo: 2, stage: 'registered' },
  { ...letter, title: '希望公布姜山镇老街改造方案', body: '听说老街要改造，沿街的住户都想知道方案。建议把方案贴在居委会门口，听一听大家的意见再定。', place: JIANGSHAN, class2: '0401', unit: 'town', people: ['演示丙'], daysAgo: 3, stage: 'registered' },
  { ...visit, title: '购房两年仍未办理不动产权证', body: '2024年购买滨河名邸房屋，合同约定交房后一年内办证，至今两年没有办下来。开发商说资料不齐，又不说缺什么。请求督促开发商办理，并说明原因和时间。', place: XIAYING, class2: '0902', unit: 'housing', people: ['演示丁'], daysAgo: 4, stage: 'asked' },
  { ...visit, title: '商品房交付标准与合同不符', body: '望湖嘉园交付时，外墙保温、公共绿化和合同约定不一致。业主多次与开发商协商没有结果。请求核查并责令整改。', place: XIAYING, class2: '0901', unit: 'housing', people: ['演示戊', '演示己', '演示庚'], peopleCount: 46, daysAgo: 5, stage: 'classified' },
  { ...call, title: '工地夜间施工噪声扰民', body: '青松里旁边的工地每天晚上十点以后还在打桩，老人和孩子无法休息。请求核查是否有夜间施工许可，并制止违法施工。', place: JIANGSHAN, class2: '0503', unit: 'enforcement', people: ['演示辛'], daysAgo: 6, stage: 'routed' },
  { ...call, title: '沿街饭店油烟直排居民窗口', body: '春晓苑1幢楼下饭店没有安装油烟净化设备，油烟直接排到居民窗户。请求责令安装净化设备。', place: JIANGSHAN, class2: '0501', unit: 'enforcement', people: ['演示壬'], daysAgo: 14, stage: 'routed' },
  { ...letter, title: '要求说明小区公共收益去向', body: '百合家园的电梯广告和停车位都在收费，业主从来没有看到公共收益的账目。请求公开账目。', place: XIAYING, class2: '0903', unit: 'housing', people: ['演示癸'], daysAgo: 8, stage: 'signed' },
  { ...visit, title: '违法搭建阳光房影响采光', body: '楼上住户在露台违法搭建阳光房，影响我家采光，下雨时漏水。请求拆除。', place: JIANGSHAN, class2: '0403', unit: 'enforcement', people: ['演示子'], daysAgo: 9, stage: 'objected' },
  { ...visit, title: '湾底村房屋漏雨申请危房改造', body: '我家老房子屋顶漏雨，墙体有裂缝。家里只有两位老人，请求上门查看，符合条件的话给予危房改造补助。', place: WANDI, class2: '0407', unit: 'housing', people: ['演示丑'], daysAgo: 12, stage: 'handling' },
  { ...letter, title: '物业费上涨没有征求业主意见', body: '阳光新村物业费从每平方米一元涨到一元八角，没有召开业主大会。请求核查程序是否合法。', place: XIAYING, class2: '0903', unit: 'housing', people: ['演示寅'], daysAgo: 20, stage: 'handling' },
  { ...visit, title: '业主委员会换届程序有问题', body: '东城家园业主委员会换届时没有公示候选人名单，投票结果也没有公布。请求指导依法换届。', place: XIAYING, class2: '0904', unit: 'housing', people: ['演示卯'], daysAgo: 57, stage: 'contacted' },
  { ...call, title: '租房押金不退', body: '退租后房东和中介互相推脱，两千元押金三个月没有退。请求协助处理。', place: JIANGSHAN, class2: '0906', unit: 'housing', people: ['演示辰'], daysAgo: 72, stage: 'contacted' },
  { ...visit, title: '镇区道路坑洼积水', body: '姜山镇人民路和文昌路口坑洼不平，下雨积水，已经有人骑车摔倒。请求修补。', place: JIANGSHAN, class2: '0404', unit: 'town', people: ['演示巳'], daysAgo: 30, stage: 'drafted' },
  { ...letter, title: '农贸市场占道经营', body: '农贸市场门口每天早上占道经营，车辆无法通行。请求整治并给摊主安排位置。', place: JIANGSHAN, class2: '0404', unit: 'enforcement', people: ['演示午'], daysAgo: 33, stage: 'approved' },
  { ...visit, title: '保障房轮候进度查询和优先申请', body: '申请公共租赁住房轮候两年，家里有残疾人，请求说明进度和能否优先。', place: XIAYING, class2: '0407', unit: 'housing', people: ['演示未'], daysAgo: 40, stage: 'issued' },
  { ...visit, title: '小区地下车库渗水', body: '翠竹苑地下车库常年渗水，车辆被滴水腐蚀。请求督促维修。', place: XIAYING, class2: '0903', unit: 'housing', people: ['演示申'], daysAgo: 44, stage: 'served' },
  { ...call, title: '建筑垃圾倾倒在河边', body: '有人夜间把建筑垃圾倒在村口河边。请求清理并查处。', place: JIANGSHAN, class2: '0504', unit: 'enforcement', people: ['演示酉'], daysAgo: 50, stage: 'evaluated', grade: '0' },
  { ...visit, title: '物业公司擅自停水催费', body: '物业公司以欠费为由停水两天。请求制止。', place: JIANGSHAN, class2: '0903', unit: 'housing', people: ['演示戌'], daysAgo: 52, stage: 'evaluated', grade: '3', asksReview: true },
  { ...visit, title: '要求修复损坏的小区大门', body: '新安里小区大门损坏半年没有修复，外来人员随意进出。请求督促修复。', place: JIANGSHAN, class2: '0903', unit: 'housing', people: ['演示亥'], daysAgo: 58, stage: 'closed', grade: '1' },
  { ...letter, title: '反映楼上装修破坏承重墙', body: '楼上装修时拆除了一面墙，担心是承重墙。请求鉴定并处理。', place: XIAYING, class2: '0405', unit: 'housing', people: [], isAnonymous: true, daysAgo: 16, stage: 'handling' },
  { ...visit, title: '拖欠装修工人工资', body: '我们六个人在镇上装修工地干了两个月，老板拖欠工资四万多元。请求帮助要回工资。', place: JIANGSHAN, class2: '0601', unit: 'town', people: ['演示金', '演示木'], peopleCount: 6, daysAgo: 7, stage: 'signed' },
]
