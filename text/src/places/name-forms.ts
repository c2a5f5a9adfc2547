/** Words a place's name ends with. Longer ones stand first. */
export const PLACE_ENDING = /(?:工业园|开发区|幼儿园|风景区|地铁站|火车站|汽车站|派出所|居委会|小区|花园|家园|公寓|大厦|广场|公园|新城|新村|社区|街道|大道|公馆|学校|小学|中学|大学|学院|医院|车站|市场|酒店|宾馆|公司|集团|景区|水库|隧道|高速|号线|平台|商城|影城|山庄|别墅|湾|路|街|巷|弄|镇|乡|村|苑|庭|府|城|园|厂|站|桥|湖|山|寺|坊|里)/g

/** What a name never contains: words around names, and bodies, which are no places. */
const NEVER = /[的了是有我你他她它们这那哪每某本该各请吗呢吧啊,。]|希望|建议|加快|关于|什么|怎么|反映|投诉|举报|咨询|小区附近|.附近|政府|领导|书记|市长|县长|区长|局长|公安|交警|法院|检察|纪委|教育局|住建|规划局|国土|自然资源|社保|医保|人社|工商|城管|信访|税务|部门|办事处$|办公室|大队|支队|分局|管理$|人民|居民|业主|住户|严重|影响|违规|非法|问题/
/** Ordinary words of complaints that stand behind a division as names do. */
const ORDINARY = new Set(`人才 劳动 公积金 自来水 士官 军人 退伍 退役 教师 老师 医生 学生 家长 农民 农民工 公交 公交车 地铁 轨道 交通 出租车 网约车 滴滴 摩托车 电动车 车辆 停车 停车位 车位 司机
物业 物业公司 房产 房地产 开发商 楼盘 商品房 公租房 廉租房 安置房 经适房 二手房 住宅 住房 房屋 房价 购房 买房 租房 限购 落户 户口 户籍 拆迁 征地 征收 安置 棚改 旧改 违建 工地 施工 道路 线路 公交线路 马路 公路 路灯 红绿灯 天桥
垃圾 污水 污染 噪音 噪声 油烟 扬尘 渣土车 搅拌站 搅拌厂 环保 环境 空气 绿化 燃气 天然气 煤气 供水 停水 供电 停电 电力 用电 供暖 暖气 水电 电梯 消防 教育 培训 学区 入学 小升初 中考 高考 高中 初中 幼师 考试 学费 招生 招聘 公务员 事业单位 编制 工资 社保 医保 养老 养老金 退休 低保 残疾
计划 生育 独生子女 医院 医疗 疫苗 药店 食品 餐饮 超市 旅游 景点 酒店 网吧 麻将 传销 诈骗 非法 集资 贷款 银行 保险 税务 发票 快递 电信 移动 联通 宽带 殡葬 公墓 信访 法制 法律 律师 警察 民警 派出所 社会 经济 城市 城乡 农村 乡村 全市 全县 全区 本地 外地 各区 城区 市区 县城 主城区 规划 建设 工程 项目 中心 附属 电视台 都市频道 新闻 网站 热线 住房公积金 人行天桥 泥巴路 变电站 加油站 充电桩 停车场 菜市场 农贸市场 幼儿园 外国语学校 实验学校 小学 中学 大学 十字路口 断头路 人行道 斑马线 绿化带 高压线 安置小区 拆迁户 一卡通 下水道 排水沟 水库 鱼塘 麻将馆 夜宵摊`.split(/\s+/))
/** What stands before an ending without naming anything: 配套幼儿园, 有限公司. */
const NAMELESS = /^(?:.{0,6}(?:有限|股份|责任)|配套|小区|公办|民办|公立|私立|普惠性?|新建|原来?|老|旧|大|小|中心|实验|附属|住宅|商住|安置|保障房|居民|农贸|菜|城市|城乡|高层|电梯|物业|房地产|房产|开发|置业|装饰|装修|培训|担保|投资|劳务|建筑|施工|总|分|子|母|国企|私企|上市|医药|保险|自来水|供电|燃气|公交|出租|汽车|火车|地铁|高铁|客运|停车|加油|充电|垃圾|污水|化|加工|搅拌|砖|养猪|养殖|一条|两条|几条|条|公|马|线|道|公交线|公交|村口道|道|村口|街|小|巷|行车道|车道|非机动车|机动车|断头|水泥|泥|土|石子|柏油|沥青|泥巴|进出|入户|通村|乡村|农村|村级|国|高|环|修|铁|道|出|上|下|走|过|近|临|门口|楼下|周边|附近|沿|主|辅|支|全|外|内|前|后|左|右|东|西|南|北|村|乡|镇|农|山|省|市|县|区|职业|技工|高等|专科|技术|人民|中医|妇幼|卫生|社区|校外|英语|早教|艺术|步行|商业|美食|文化|体育|健身|休闲|交易|电商|网络|理财|借贷|信息|服务|公共|管理)+$/
const BODY_ENDING = /(?:局|委|厅|院|队|科|处)$/
/** Areas hold many matters that have nothing to do with each other. */
const AREA_ENDING = /(?:街道|镇|乡|开发区|新区|片区|经开区|高新区|号线|高速)$/

/** Whether a string can be a name: no ordinary word, no body, something besides its ending. */
export const isNameLike = (name: string): boolean => name.length >= 2 && !ORDINARY.has(name) && !/^\d+[年月日号元万期栋]/.test(name) && !hasNamelessStem(name) && !NEVER.test(name) && !(BODY_ENDING.test(name) && !/(?:医院|学院|法院)$/.test(name)) && /\p{Script=Han}/u.test(name)
function hasNamelessStem(name: string): boolean {
  const ending = [...name.matchAll(PLACE_ENDING)].at(-1)
  return ending !== undefined && ending.index + ending[0].length === name.length && NAMELESS.test(name.slice(0, ending.index))
}
export const isArea = (name: string): boolean => AREA_ENDING.test(name)

/** Characters and words after which a name may begin. */
const BEFORE_NAME = /(?:^|[\s\p{P}\p{S}]|[在于的到从至和与及对请问是住由往经处即叫给向把被让为]|反映|投诉|举报|咨询|关于|建议|附近|位于|[市区县省州镇乡])$/u
const CONNECTIVE = /[在于的到从至和与及对请问是住由往经处即叫给向把被让为有个全]/
const NAME_CHARACTERS = /^[\p{Script=Han}\p{Letter}\p{Number}]+$/u
const LONGEST_STEM = 7

/** Names by their form: something that may begin a name, a stem of two to seven characters, an ending. Positions in the folded text. */
export function* formedNames(text: string): Generator<{ start: number; end: number }> {
  for (const ending of text.matchAll(PLACE_ENDING)) {
    const end = ending.index + ending[0].length
    for (let length = 1; length <= LONGEST_STEM; length++) {
      const start = ending.index - length
      if (start < 0) break
      const stem = text.slice(start, ending.index)
      if (!NAME_CHARACTERS.test(stem) || CONNECTIVE.test(stem)) break
      if (length < 2 && ending[0].length < 2) continue
      if (!BEFORE_NAME.test(text.slice(Math.max(0, start - 2), start))) continue
      if (isNameLike(text.slice(start, end))) yield { start, end }
      break
    }
  }
}
