import type { Db } from '../../platform/database.ts'
import { listCalendarDays, listCalendarYears } from './store.ts'
import type { DayRow } from './store.ts'
import { workingCalendar } from './working-calendar.ts'
import type { CalendarYear, LocalCalendar, WorkingCalendar } from './working-calendar.ts'

interface Kept {
  at: number
  years: CalendarYear[]
  days: DayRow[]
  built: Map<string, WorkingCalendar>
}

const KEPT_MS = 30_000
let keptOf = new WeakMap<Db, Kept>()

/** The calendar that holds at a place: the national years with the changes of its province, city and county on top. */
export async function calendarFor(db: Db, regionPath: string): Promise<WorkingCalendar> {
  let kept = keptOf.get(db)
  if (!kept || Date.now() - kept.at > KEPT_MS) keptOf.set(db, (kept = await load(db)))
  const { years, days, built } = kept
  const places = [...new Set(days.map((day) => day.regionPath))].filter((path) => path !== '' && regionPath.startsWith(path)).sort((a, b) => a.length - b.length)
  const key = places.join('|')
  const known = built.get(key)
  if (known) return known
  const local: LocalCalendar[] = places.map((place) => ({
    place,
    changes: days.filter((day) => day.regionPath === place).map(({ date, name, kind, closesAt }) => ({
      date, name, closesAt, becomes: kind === 'holiday' ? 'rest' : kind === 'half-day' ? 'halfDay' : 'work',
    })),
  }))
  const calendar = workingCalendar(years, local)
  built.set(key, calendar)
  return calendar
}

/** Call after an edit, so that this process counts with the new days at once; others follow within half a minute. */
export function forgetCalendars(): void {
  keptOf = new WeakMap()
}

async function load(db: Db): Promise<Kept> {
  const [published, days] = [await listCalendarYears(db), await listCalendarDays(db)]
  const years = published.map(({ year, source }) => {
    const ofYear = days.filter((day) => day.regionPath === '' && day.date.startsWith(`${year}-`))
    const named = (kind: string) => ofYear.filter((day) => day.kind === kind).map(({ date, name }) => ({ date, name }))
    return { year, papers: [source], holidays: named('holiday'), makeUpWorkdays: named('workday') }
  })
  return { at: Date.now(), years, days, built: new Map() }
}
