/** Invented complaints for measurements: many distinct texts with the word frequencies of real ones. Nothing in them is about anybody. */

const ESTATES = ['和顺', '锦绣', '阳光', '东城', '滨河', '翠竹', '金桂', '望湖', '新安', '长乐', '永宁', '文昌', '青松', '百合', '枫林', '春晓', '云栖', '银杏', '海棠', '天和']
const KINDS = ['花园', '小区', '公寓', '苑', '新村', '家园', '名邸', '嘉园', '广场', '里']
const ISSUES: readonly [title: string, body: string][] = [
  ['物业长期不清理楼道垃圾', '楼道里堆放的杂物和垃圾已经很久没有人清理,夏天气味很大,多次向物业公司反映没有结果'],
  ['工地夜间施工噪声扰民', '附近工地每天晚上十点以后还在施工,打桩和混凝土搅拌的噪声让老人和孩子无法休息'],
  ['公司拖欠工资', '我们一共在工地干了几个月的活,老板拖欠工资一直不发,打电话也不接,家里等着用钱'],
  ['道路破损影响出行', '门口的道路坑洼不平,下雨天积水严重,已经有好几位骑电瓶车的居民摔倒受伤'],
  ['要求公开征地补偿标准', '村里的土地被征收以后,补偿安置方案没有公示,村民不清楚每亩的补偿标准是多少'],
  ['幼儿园学位不足', '小区配套幼儿园迟迟没有开园,周边公办幼儿园报不上名,希望教育部门尽快解决'],
  ['饭店油烟直排', '楼下的饭店没有安装油烟净化设备,油烟直接排到居民窗户,衣服都不能晾晒'],
  ['电梯经常故障', '电梯已经使用多年,一个月内困人多次,维修资金申请不下来,业主非常担心安全'],
  ['房产证迟迟办不下来', '房屋交付已经两年多,开发商以各种理由拖延,至今没有给业主办理不动产权证'],
  ['公交线路调整不合理', '公交线路调整以后,老人去医院看病要转三趟车,希望恢复原来的站点或者增加班次'],
]
const DETAILS = ['已经向社区反映过', '打过热线电话', '有照片可以证明', '涉及几十户居民', '请相关部门到现场查看', '希望尽快给一个明确的答复', '去年也出现过同样的情况', '我们愿意配合调查', '请告知具体的处理时间', '之前答应整改但没有落实', '现在天气越来越冷', '家里有老人和小孩', '邻居们意见都很大', '请依法依规处理']

/** A repeatable stream of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function syntheticText(random: () => number): { title: string; body: string } {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const place = `${pick(ESTATES)}${pick(ESTATES)}${pick(KINDS)}${1 + Math.floor(random() * 40)}幢`
  const [title, body] = pick(ISSUES)
  const details = Array.from({ length: 2 + Math.floor(random() * 5) }, () => pick(DETAILS)).join(',')
  return { title: `${place}${title}`, body: `演示数据。${place}的居民反映:${body}。${details}。希望${1 + Math.floor(random() * 12)}月${1 + Math.floor(random() * 28)}日之前解决,涉及金额${Math.floor(random() * 900_000)}元。` }
}
