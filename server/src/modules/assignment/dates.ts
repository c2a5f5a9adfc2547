import type { Deps } from '../../deps.ts'
import { civilDate, Temporal } from '../../platform/time.ts'
import { calendarFor, dueDate, limitsFor } from '../time-limits/index.ts'

/** The day a limit ends that starts on `on`, as papers name it: moved past rest, or the plain count while the calendar is not published. */
export async function endOfLimit(deps: Pick<Deps, 'db'>, regionPath: string, rule: string, on: string): Promise<string> {
  const start = Temporal.PlainDate.from(on)
  const { length, unit } = (await limitsFor(deps.db)).find(rule, on)
  if (typeof length !== 'number' || unit === 'minute') throw new RangeError(`${rule} has no single length in days`)
  const due = dueDate({ start, length, unit }, await calendarFor(deps.db, regionPath))
  return (due.dueLegal ?? due.dueStrict ?? due.notBefore ?? start).toString()
}

/** The civil date in China of an instant. */
export const dayOf = (instant: string): string => civilDate(Temporal.Instant.from(instant)).toString()
