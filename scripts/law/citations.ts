/** A citation of one article, with the law it belongs to; null where none is named: the Regulation then. */
export interface Citation {
  law: string | null
  article: number
}

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 零: 0 }

/** 三十四 → 34, 二百零一 → 201. @throws RangeError for what is no number */
export function numberOf(written: string): number {
  let total = 0
  let digit = 0
  for (const sign of written) {
    if (sign === '百') [total, digit] = [total + (digit || 1) * 100, 0]
    else if (sign === '十') [total, digit] = [total + (digit || 1) * 10, 0]
    else if (DIGITS[sign] !== undefined) digit = DIGITS[sign]
    else throw new RangeError(`${written} is no number`)
  }
  return total + digit
}

const ARTICLE = /第([一二三四五六七八九十百零]+)条(?:第[一二三四五六七八九十]+[款项])*/g
const LAW_BEFORE = /([\p{Script=Han}]{1,30}?(?:条例|法|典|规则|解释|办法|规定)|法释〔\d+〕\d+号)》?(?:[（(][^（）()]{1,20}[）)])?$/u
const JOINED = /^[、，和至与及\s]{1,2}$/

/**
 * Every article that a text cites in Chinese. A law named right before an article holds for those joined to it (第三十五条、第三十六条); `条例` alone is the
 * Regulation.
 */
export function citationsIn(text: string): Citation[] {
  const found: Citation[] = []
  let end = -1
  let law: string | null = null
  for (const match of text.matchAll(ARTICLE)) {
    const before = text.slice(Math.max(0, match.index - 60), match.index)
    const isJoined = end >= 0 && JOINED.test(text.slice(end, match.index))
    if (!isJoined) law = nameOf(LAW_BEFORE.exec(before)?.[1] ?? null)
    found.push({ law, article: numberOf(match[1] ?? '') })
    end = match.index + match[0].length
  }
  return found
}

/** The Regulation by any of its names is null. */
function nameOf(law: string | null): string | null {
  return law === null || law === '条例' || law.endsWith('信访工作条例') ? null : law
}

/** Articles of the Regulation that a text cites, in Chinese or as "article 34". */
export function articlesIn(text: string): Set<number> {
  const chinese = citationsIn(text).filter(({ law }) => law === null).map(({ article }) => article)
  const english = [...text.matchAll(/\barticles? (\d{1,2})(?:(?:–|-)(\d{1,2}))?/gi)].flatMap(([, from, to]) => Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, index) => Number(from) + index))
  return new Set([...chinese, ...english])
}
