import { seededRandom } from '../src/language/random.ts'
import type { LabelledMessage } from '../src/category/category-model.ts'

/** Sentences written for these tests; nobody ever sent them. */
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  '劳动/工资': ['包工头拖欠我们三个月工资一直不发', '公司没有签劳动合同也不缴社保', '加班费一分钱没有给', '老板说没钱发工资让我们等'],
  '劳动/工伤': ['在工地摔伤了公司不给认定工伤', '工伤鉴定拖了半年没有结果', '手指被机器轧断厂里不赔'],
  '环境/噪声': ['楼下夜宵摊噪声很大影响睡觉', '工地半夜还在打桩噪音扰民', '广场舞音响太吵孩子无法学习'],
  '环境/污水': ['工厂往河里排黑色污水臭气熏天', '养猪场污水流进农田', '小河发黑鱼都死光了'],
  '交通/公交': ['公交车半小时才来一班', '希望增加一个公交站', '班车司机经常甩客'],
  '交通/道路': ['村口道路坑洼不平下雨积水', '红绿灯坏了很久没有人修', '大货车超载压坏了公路'],
}
const FILLERS = ['您好,', '请领导关注。', '我们反映多次没有结果。', '希望尽快处理,谢谢!', '我是附近居民。', '此事已经很久了。']

/** Messages of three categories with two levels each; a tenth carry a sentence of another category. */
export function inventedMessages(count: number, seed = 1): LabelledMessage[] {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
  const paths = Object.keys(SENTENCES)
  return Array.from({ length: count }, () => {
    const category = pick(paths)
    const parts = [pick(FILLERS), pick(SENTENCES[category]), pick(FILLERS), pick(SENTENCES[category])]
    if (random() < 0.1) parts.push(pick(SENTENCES[pick(paths)]))
    return { text: parts.join(''), category }
  })
}
