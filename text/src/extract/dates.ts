import type { Found } from './amounts.ts'
import { chineseNumber } from './numerals.ts'

export interface MentionedDate {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

const HAN_YEAR = '[一二][〇零九0][〇零一二三四五六七八九]{2}'
const HAN_SMALL = '[一二三四五六七八九十]{1,3}'
const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\d.])(?<year>(?:19|20)\d{2}|${HAN_YEAR}|(?<=^|[^\d])\d{2}(?=年\d{1,2}月))年(?:(?<month>\d{1,2}|${HAN_SMALL})月(?:份?(?<day>\d{1,2}|${HAN_SMALL})[日号]?)?)?`, 'gu'),
  /(?<![\d.:/-])(?<year>(?:19|20)\d{2})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?!\d|[-/.]\d)/gu,
  /(?<![\d.:/-])(?<year>(?:19|20)\d{2})[-/.](?<month>0?[1-9]|1[0-2])(?!\d|[-/.]\d|[\d万元米吨亩平%])/gu,
  new RegExp(String.raw`(?<relative>今年|去年|前年|本年|上年)(?:的?(?<month>\d{1,2}|${HAN_SMALL})月(?:份?(?<day>\d{1,2}|${HAN_SMALL})[日号]?)?)?`, 'gu'),
  new RegExp(String.raw`(?<![\d年.])(?<month>\d{1,2}|(?<![一二三四五六七八九十个])${HAN_SMALL})月(?:份?(?<day>\d{1,2}|${HAN_SMALL})[日号]|份|初|中旬|底|上旬|下旬)`, 'gu'),
]
const BACK: Readonly<Record<string, number>> = { 今年: 0, 本年: 0, 去年: 1, 上年: 1, 前年: 2 }
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Dates in a folded text: days, months, years. A day that no calendar has (2月30日, 13月) is not one.
 * @param writtenIn year the text was written, for 去年 and 今年; null leaves their year open
 */
export function findDates(text: string, writtenIn: number | null): Found<MentionedDate>[] {
  const found: Found<MentionedDate>[] = []
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const value = readDate(match.groups ?? {}, writtenIn)
      const [start, end] = [match.index, match.index + match[0].length]
      if (value && !found.some((one) => one.start < end && start < one.end)) found.push({ start, end, value })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

function readDate({ year, relative, month, day }: Record<string, string | undefined>, writtenIn: number | null): MentionedDate | null {
  const number = (text: string | undefined): number | null => (text === undefined ? null : chineseNumber(text))
  const [y, m, d] = [number(year), number(month), number(day)]
  if ((m !== null && (m < 1 || m > 12)) || (d !== null && (d < 1 || d > DAYS[(m ?? 1) - 1]))) return null
  const full = y !== null && y < 100 ? y + (y > 50 ? 1900 : 2000) : y
  if (full !== null && m === 2 && d === 29 && !(full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0))) return null
  return { year: relative === undefined ? full : writtenIn === null ? null : writtenIn - BACK[relative], month: m, day: d }
}
