import { Temporal } from '../../platform/time.ts'
import { limitInForce } from './statutory-limits.ts'
import type { StatutoryLimit } from './statutory-limits.ts'

/** Names and article of a limit. */
export interface LimitNames {
  zh: string
  en: string
  basis: string
}

/** The table of limits, ready to be asked. A value: an edited table is a new one. */
export interface Limits {
  readonly rows: readonly StatutoryLimit[]
  /**
   * The row a clock runs under that starts on a day. Matters brought over from before the Regulation run under its first row: a
   * register needs a date for them, and the limits of the old 信访条例 (2005) have the same lengths.
   * @throws RuleBroken `time-limit/no-rule-in-force`, `time-limit/two-rules-in-force`
   */
  find(code: string, startedOn: string): StatutoryLimit
  /** Stricter local limits that are on and start beside this one. */
  besideOf(code: string, on: string): StatutoryLimit[]
  /** As the latest row says. */
  namesOf(code: string): LimitNames
}

export function limitsOf(rows: readonly StatutoryLimit[]): Limits {
  const ofCode = Map.groupBy(rows, (row) => row.code)
  const first = new Map([...ofCode].map(([code, own]) => [code, own.map((row) => row.validFrom).sort()[0] ?? '']))
  const known = new Map<string, StatutoryLimit>()
  const find = (code: string, startedOn: string): StatutoryLimit => {
    const key = `${code} ${startedOn}`
    const found = known.get(key) ?? limitInForce(ofCode.get(code) ?? [], code, Temporal.PlainDate.from(startedOn < (first.get(code) ?? '') ? (first.get(code) ?? startedOn) : startedOn))
    known.set(key, found)
    return found
  }
  return Object.freeze({
    rows,
    find,
    besideOf: (code: string, on: string) => rows.filter((row) => row.force === 'optional' && row.isOn && row.beside.includes(code) && row.validFrom <= on && (row.validTo === null || on <= row.validTo)),
    namesOf: (code: string) => {
      const limit = ofCode.get(code)?.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1)
      return limit ? { zh: limit.zh, en: limit.en, basis: limit.basis } : { zh: code, en: code, basis: '' }
    },
  })
}
