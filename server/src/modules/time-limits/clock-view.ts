import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { Temporal } from '../../platform/time.ts'
import { calendarFor } from './calendar-of-place.ts'
import { isPetitionersWindow, stateOfClock } from './clock.rules.ts'
import { explainSteps } from './explain.ts'
import { isLate, label } from './lateness.rules.ts'
import { limitsFor } from './limits-in-force.ts'
import type { StatutoryLimit } from './statutory-limits.ts'
import { listClockRows } from './store.ts'
import type { ClockRow } from './store.ts'
import type { ClockState } from './time-limit.rules.ts'

export { isPetitionersWindow }

/** A clock as screens show it. */
export interface ClockView extends ClockRow {
  zh: string
  en: string
  basis: string
  isLate: boolean
  label: { kind: 'left' | 'over' | 'provisional' | 'paused' | 'done'; days: number }
  /** The row it runs under: the one in force when it started. */
  limit: StatutoryLimit
  state: ClockState
}

interface Place {
  homeCounty: string
  id: string
  regionPath: string
}

/** Every clock of a matter, replayed to today. */
export async function listClocks(deps: Pick<Deps, 'db' | 'today'>, tx: Tx, matter: Place): Promise<ClockView[]> {
  const [calendar, limits, today] = [await calendarFor(deps.db, matter.regionPath), await limitsFor(deps.db), deps.today()]
  return (await listClockRows(tx, matter)).map((row) => {
    const limit = limits.find(row.rule, row.startedOn)
    const state = stateOfClock(row, calendar, limits)
    const { kind, days } = label(state, today)
    const shown = kind === 'notStarted' ? 'provisional' : kind
    return { ...row, zh: limit.zh, en: limit.en, basis: limit.basis, limit, state, isLate: isLate(state, today) === true, label: { kind: shown, days: days ?? 0 } }
  })
}

/** Every day of a clock, counted or not, and why; what a petitioner is told who asks how a date was found. */
export function explainClock({ state, basis }: ClockView): { from: string; to: string; days: number; counted: boolean; zh: string; en: string; article: string | null }[] {
  return explainSteps(state, basis).map(({ from, to, days, counted, zh, en, article }) => ({ from: from.toString(), to: to.toString(), days, counted, zh, en, article }))
}

/** The label of a due date from the columns lists keep: officials count to the strict date, lateness goes by the legal one. */
export function dueLabelOf(due: { strict: string; legal: string | null; provisional: boolean }, today: string): { kind: 'left' | 'over' | 'provisional'; days: number } {
  const day = Temporal.PlainDate.from(today)
  const until = (date: string): number => day.until(Temporal.PlainDate.from(date), { largestUnit: 'days' }).days
  if (due.provisional || due.legal === null) return { kind: 'provisional', days: until(due.strict) }
  const over = -until(due.legal)
  return over > 0 ? { kind: 'over', days: over } : { kind: 'left', days: Math.max(0, until(due.strict)) }
}
