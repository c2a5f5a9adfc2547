import { Invalid } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { dayNumber, parseDate, weekdayOf } from '../../platform/time.ts'

export interface CalendarDay {
  date: string
  kind: 'holiday' | 'workday' | 'half-day'
  name: string
  /** HH:MM at which the counter closes on a half-day; null on other days */
  closesAt: string | null
}

/**
 * Whether these can be the national days of a year as the State Council announces them.
 *
 * @throws Invalid naming every day at fault by its row, from 1: `directory/day-outside-year`, `directory/day-twice`,
 *   `directory/workday-on-weekday`; `directory/year-without-holidays`
 * @see 国务院《全国年节及纪念日放假办法》
 */
export function requireNationalDays(year: number, days: readonly Pick<CalendarDay, 'date' | 'kind'>[]): void {
  const seen = new Set<string>()
  const faults: FieldFault[] = []
  days.forEach(({ date, kind }, index) => {
    const fault = faultOf(year, date, kind, seen)
    if (fault) faults.push({ field: 'days', row: index + 1, ...fault })
    seen.add(date)
  })
  if (!days.some((day) => day.kind === 'holiday')) faults.push({ field: 'days', code: 'directory/year-without-holidays' })
  if (faults.length > 0) throw new Invalid(faults)
}

function faultOf(year: number, date: string, kind: CalendarDay['kind'], seen: ReadonlySet<string>): Pick<FieldFault, 'code' | 'facts'> | null {
  const day = parseDate(date)
  if (!day || day.year !== year) return { code: 'directory/day-outside-year', facts: { date, year } }
  if (seen.has(date)) return { code: 'directory/day-twice', facts: { date } }
  if (kind === 'workday' && weekdayOf(dayNumber(day)) < 6) return { code: 'directory/workday-on-weekday', facts: { date } }
  return null
}

/** @throws Invalid `directory/half-day-needs-time` */
export function requireClosingTime(day: Pick<CalendarDay, 'kind' | 'closesAt'>): void {
  if ((day.kind === 'half-day') !== (day.closesAt !== null)) throw new Invalid([{ field: 'closesAt', code: 'directory/half-day-needs-time' }])
}
