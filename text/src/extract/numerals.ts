const DIGITS: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 壹: 1, 二: 2, 两: 2, 贰: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9 }
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

/**
 * The value of a number in figures, Chinese numerals or both: 三万五千, 1万2千, 3.5万, 二〇一九, 1,200. Null for anything
 * else, so that a wrong value is never suggested.
 */
export function chineseNumber(text: string): number | null {
  const plain = text.replaceAll(/[,\s]/g, '')
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain)
  if (/^[零〇一二三四五六七八九]{2,}$/.test(plain)) return Number(Array.from(plain, (one) => DIGITS[one]).join(''))
  return plain === '' ? null : mixedNumber(plain)
}

/** Reads from the left: a part counts with its unit, what stands before 万 or 亿 counts as a whole with it. */
function mixedNumber(plain: string): number | null {
  let total = 0
  let below = 0
  let current: number | null = null
  let lastUnit = Infinity
  for (const [token] of plain.matchAll(/\d+(?:\.\d+)?|[\s\S]/gu)) {
    if (/^\d/.test(token) || token in DIGITS) {
      if (current !== null && current !== 0) return null
      current = /^\d/.test(token) ? Number(token) : DIGITS[token]
      if (token === '零' || token === '〇') lastUnit = 10
    } else if (token in UNITS) {
      below += (current ?? 1) * UNITS[token]
      lastUnit = UNITS[token]
      current = null
    } else if (token in MYRIADS) {
      if (current === null && below === 0) return null
      // 两亿三千万 adds, 三千万亿 multiplies: what stands before a larger unit counts with it.
      const part = below + (current ?? 0)
      total = total > 0 && total < MYRIADS[token] ? (total + part) * MYRIADS[token] : total + part * MYRIADS[token]
      below = 0
      lastUnit = MYRIADS[token]
      current = null
    } else return null
  }
  // 三万五 is 35,000: a last figure takes the place below the last unit, unless a zero stood before it.
  const rest = current === null ? 0 : lastUnit !== Infinity && lastUnit > 10 && current < 10 && Number.isInteger(current) ? current * (lastUnit / 10) : current
  const value = total + below + rest
  return Number.isFinite(value) ? value : null
}
