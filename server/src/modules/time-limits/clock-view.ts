import type { Tx } from '../../platform/database.ts'
import { Temporal } from '../../platform/time.ts'
import { isPetitionersWindow, stateOfClock } from './clock.rules.ts'
import { explainSteps } from './explain.ts'
import { daysLate, isLate, label } from './lateness.rules.ts'
import { STATUTORY_LIMITS } from './statutory-limits.ts'
import { listClockRows } from './store.ts'
import type { ClockRow } from './store.ts'
import type { WorkingCalendar } from './working-calendar.ts'

export { isPetitionersWindow }

/** A clock as screens show it. */
export interface ClockView extends ClockRow {
  zh: string
  en: string
  basis: string
  isLate: boolean
  label: { kind: 'left' | 'over' | 'provisional' | 'done'; days: number }
}

/** Names and article of a limit. */
export function limitNames(code: string): { zh: string; en: string; basis: string } {
  const limit = STATUTORY_LIMITS.find((one) => one.code === code)
  return limit ? { zh: limit.zh, en: limit.en, basis: limit.basis } : { zh: code, en: code, basis: '' }
}

/** Every clock of a matter, replayed to `today`. */
export async function listClocks(tx: Tx, matter: { homeCounty: string; id: string }, calendar: WorkingCalendar, today: string): Promise<ClockView[]> {
  const day = Temporal.PlainDate.from(today)
  return (await listClockRows(tx, matter)).map((row) => {
    const state = stateOfClock(row, calendar)
    const { kind, days } = label(state, day)
    const shown = kind === 'notStarted' || kind === 'paused' ? 'provisional' : kind
    return { ...row, ...limitNames(row.rule), isLate: isLate(state, day) === true, label: { kind: shown, days: days ?? 0 } }
  })
}

/** Every day of a clock, counted or not, and why; what a petitioner is told who asks how a date was found. */
export function explainClock(row: ClockRow, calendar: WorkingCalendar): { from: string; to: string; days: number; counted: boolean; zh: string; en: string; article: string | null }[] {
  return explainSteps(stateOfClock(row, calendar), limitNames(row.rule).basis).map(({ from, to, days, counted, zh, en, article }) => ({ from: from.toString(), to: to.toString(), days, counted, zh, en, article }))
}

/** The label of a due date from the columns lists keep: officials count to the strict date, lateness goes by the legal one. */
export function dueLabelOf(due: { strict: string; legal: string | null; provisional: boolean }, today: string): { kind: 'left' | 'over' | 'provisional'; days: number } {
  const day = Temporal.PlainDate.from(today)
  const until = (date: string): number => day.until(Temporal.PlainDate.from(date), { largestUnit: 'days' }).days
  if (due.provisional || due.legal === null) return { kind: 'provisional', days: until(due.strict) }
  const over = -until(due.legal)
  return over > 0 ? { kind: 'over', days: over } : { kind: 'left', days: Math.max(0, until(due.strict)) }
}

/** Days a clock ran over its legal date; null where the calendar does not tell yet. */
export function daysOver(row: ClockRow, calendar: WorkingCalendar, today: string): number | null {
  return daysLate(stateOfClock(row, calendar), Temporal.PlainDate.from(today))
}
