import { PAPER_FORMS } from '@hejie/contract/papers'
import type { PaperKind } from '@hejie/contract/papers'

export interface NumberWords {
  /** By 12-digit code of the place. */
  places: Readonly<Record<string, string>>
  /** By code of the line. */
  lines: Readonly<Record<string, string>>
}

export interface NumberedUnit {
  /** The unit's own word; null: derived. */
  paperWord: string | null
  lineCode: string
  regionCode: string
  regionName: string
  /** 1 province … 5 village */
  level: number
}

/** 发文机关代字: 鄞住建, 姜山政, 甬信. */
export function organWord(unit: NumberedUnit, words: NumberWords): string {
  if (unit.paperWord) return unit.paperWord
  const place = words.places[unit.regionCode] ?? (unit.level <= 3 ? unit.regionName.slice(0, 1) : unit.regionName.replace(/(?:街道|镇|乡|村|社区|居委会)$/, ''))
  return place + (words.lines[unit.lineCode] ?? '')
}

/**
 * The number of an official paper, 鄞住建信复〔2026〕12号. 党政机关公文格式 (GB/T 9704-2012) 7.2.5: hexagonal brackets, no zeros before.
 *
 * @param serial 1, 2, 3 … within organ, kind of paper and year
 */
export function paperNumber(kind: PaperKind, word: string, year: number, serial: number): string {
  const mark = PAPER_FORMS[kind].mark ?? ''
  // The petition office's own word already ends in 信: 鄞信转, not 鄞信信转.
  const joined = word.endsWith('信') && mark.startsWith('信') ? word + mark.slice(1) : word + mark
  return `${joined}〔${year}〕${serial}号`
}
