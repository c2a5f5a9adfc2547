import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import type { StatutoryLimit } from './statutory-limits.ts'

/** What an administrator may say anew of a limit; where it starts and what kind of provision it is stay. */
export type RuleEdit = Pick<StatutoryLimit, 'validFrom' | 'zh' | 'en' | 'length' | 'unit' | 'extension' | 'pausedBy' | 'basis' | 'isOn' | 'warnDays' | 'note'>

/** The rows of one code as they stand today. */
export interface RowsOfCode {
  now: StatutoryLimit | null
  /** Holds from a later day on; at most one at a time. */
  planned: StatutoryLimit | null
  past: StatutoryLimit[]
}

export function rowsOfCode(rows: readonly StatutoryLimit[], code: string, today: string): RowsOfCode {
  const own = rows.filter((row) => row.code === code).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return {
    now: own.find((row) => row.validFrom <= today && (row.validTo === null || today <= row.validTo)) ?? null,
    planned: own.find((row) => row.validFrom > today) ?? null,
    past: own.filter((row) => row.validTo !== null && row.validTo < today),
  }
}

/**
 * The row that a limit has from a later day on. It never holds from today or earlier: clocks that started keep the row they started under, and a day
 * must not have two.
 *
 * @throws Invalid `time-limit/rule-starts-too-early` (validFrom), `time-limit/variants-fixed` (length), `time-limit/minutes-fixed` (unit),
 *   `time-limit/only-optional-switches` (isOn), `time-limit/hearing-pauses-rereview-only` (pausedBy, 信访工作条例第三十六条)
 * @throws RuleBroken `time-limit/no-rule-in-force`; `time-limit/nothing-changed`
 */
export function plannedRow({ now, planned }: RowsOfCode, code: string, edit: RuleEdit, today: string): StatutoryLimit {
  if (!now) throw new RuleBroken('time-limit/no-rule-in-force', { code, on: today })
  const faults: FieldFault[] = []
  const variants = (length: StatutoryLimit['length']): string => (typeof length === 'number' ? '' : Object.keys(length).sort().join(','))
  if (edit.validFrom <= today) faults.push({ field: 'validFrom', code: 'time-limit/rule-starts-too-early', facts: { today } })
  if (variants(edit.length) !== variants(now.length)) faults.push({ field: 'length', code: 'time-limit/variants-fixed', facts: { variants: variants(now.length) } })
  if ((edit.unit === 'minute') !== (now.unit === 'minute')) faults.push({ field: 'unit', code: 'time-limit/minutes-fixed' })
  if (now.force !== 'optional' && !edit.isOn) faults.push({ field: 'isOn', code: 'time-limit/only-optional-switches' })
  if (edit.pausedBy.includes('hearing') && code !== 'DL09') faults.push({ field: 'pausedBy', code: 'time-limit/hearing-pauses-rereview-only' })
  if (faults.length > 0) throw new Invalid(faults)
  if (!planned && isSame(now, edit, SAYS)) throw new RuleBroken('time-limit/nothing-changed')
  return { ...now, ...edit, validTo: null, doubt: null, isShipped: false, version: (planned?.version ?? now.version) + 1 }
}

const SAYS = ['zh', 'en', 'length', 'unit', 'extension', 'pausedBy', 'basis', 'isOn', 'warnDays', 'note'] as const

/** The database gives the parts of a value back in another order. */
const plain = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one))

const isSame = (row: StatutoryLimit, edit: RuleEdit, fields: readonly (keyof RuleEdit)[]): boolean => fields.every((field) => plain(row[field]) === plain(edit[field]))

/** Whether a planned row says just what is asked: the same request, sent again. */
export function isPlannedAlready({ planned }: RowsOfCode, edit: RuleEdit): boolean {
  return planned !== null && isSame(planned, edit, ['validFrom', ...SAYS])
}
