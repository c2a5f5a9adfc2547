import { chineseNumber } from './numerals.ts'

export interface Found<T> {
  readonly start: number
  readonly end: number
  readonly value: T
}
export interface Amount {
  readonly fen: number | null
  readonly isApproximate: boolean
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[一二两三四五六七八九十百千零〇壹贰叁肆伍陆柒捌玖拾佰仟][一二两三四五六七八九十百千零〇万亿壹贰叁肆伍陆柒捌玖拾佰仟]*)`
const SCALE = String.raw`[百千万亿]{0,2}`
const ABOUT = String.raw`(?:多|余|几|来|左右|上下)?`
/** A number with its scale, perhaps a second smaller part (1万2千), then what says it is money. */
const AMOUNT = new RegExp(String.raw`(?<sign>[¥￥$]|人民币|rmb)?\s*(?:(?<low>${NUMBER}${SCALE})\s*(?:[-~—至到]\s*)?)?(?<number>${NUMBER}\s*(?<about>${ABOUT})\s*${SCALE}(?:\d+(?:\.\d+)?[千百])?)\s*(?<about2>${ABOUT})\s*(?<unit>元|块钱|块|圆|角|毛钱|万美元|美元|rmb|人民币)?(?<after>整|左右|上下|以上)?`, 'gu')
const BEFORE_APPROXIMATE = /(?:约|近|大约|将近|超过|至少|上)$/
/** After a number with 万 or 亿 and no unit, these words say that it is money. */
const MONEY_BEFORE = /(?:款|费|金|资|价|钱|元|共|计|付|交|收|借|贷|欠|赔|罚|损失|投入|花了?|给了?|要|骗了?)(?:了|约|近|达|到|共|计|为|是|高达|大约|将近)*$/
const NOT_MONEY_AFTER = /^(?:元?化|人|名|户|只|头|亩|平|方|吨|斤|公里|里|米|次|台|辆|套|个|位|家|条|年|月|天|日|岁|分|度|字|册|株|车|m|k)/

/** Sums of money in a folded text. */
export function findAmounts(text: string): Found<Amount>[] {
  const found: Found<Amount>[] = []
  for (const match of text.matchAll(AMOUNT)) {
    const { sign, low, number = '', about, about2, unit, after } = match.groups ?? {}
    const before = text.slice(Math.max(0, match.index - 8), match.index)
    const rest = text.slice(match.index + match[0].length)
    if (!isMoney({ sign, number, unit, before, rest })) continue
    const start = match.index + (match[0].length - match[0].trimStart().length)
    const trimmed = match[0].trimEnd().length
    const isRange = Boolean(low) && /[-~—至到]/.test(match[0].slice(0, match[0].indexOf(number)))
    const value = low && !isRange ? chineseNumber(`${low}${number}`.replace(/[多余几来左右上下]/g, '')) : chineseNumber(number.replaceAll(/[多余几来左右上下]/g, ''))
    const factor = unit === '角' || unit === '毛钱' ? 10 : 100
    if (value === null && !isRange) continue
    found.push({ start, end: match.index + trimmed, value: { fen: isRange || value === null || unit?.includes('美') ? null : Math.round(value * factor), isApproximate: Boolean(about || about2 || after?.match(/左右|上下|以上/)) || BEFORE_APPROXIMATE.test(before) } })
  }
  return found
}

function isMoney({ sign, number, unit, before, rest }: { sign?: string; number: string; unit?: string; before: string; rest: string }): boolean {
  if (/第$|[a-z]$/.test(before) && !sign) return false
  if (unit === '块' && !/\d|[十百千万]/.test(number)) return false
  if (unit === '块' && /^(?:地|砖|板|石|田|牌|木|玻|空|钱?[的区域])/.test(rest)) return false
  if (unit === '元' && /^(?:旦|月|素|件|帅|首|老|宵)/.test(rest)) return false
  if (unit === '角' || unit === '圆') return /\d|[一二三四五六七八九]/.test(number) && !/^(?:落|度|色|形|满|弧)/.test(rest) && MONEY_BEFORE.test(before)
  if (unit) return true
  if (sign) return true
  return /[万亿]/.test(number) && /\d|[一二两三四五六七八九十百千]/.test(number) && MONEY_BEFORE.test(before) && !NOT_MONEY_AFTER.test(rest)
}
