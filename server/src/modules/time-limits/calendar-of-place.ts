import type { Db, Tx } from '../../platform/database.ts'
import { listCalendarDays, listCalendarYears } from './store.ts'
import type { DayRow } from './store.ts'
import { workingCalendar } from './working-calendar.ts'
import type { LocalCalendar, WorkingCalendar } from './working-calendar.ts'

/** National years and every place's changes, as the directory keeps them. */
export interface CalendarData {
  years: readonly { year: number; source: string }[]
  days: readonly DayRow[]
}

/** The calendar that holds at a place: the national years with the changes of its province, city and county on top. */
export type CalendarOfPlace = (regionPath: string) => WorkingCalendar

/** Calendars of all places out of one set of days; each is built once. */
export function calendarsOf({ years, days }: CalendarData): CalendarOfPlace {
  const national = years.map(({ year, source }) => {
    const ofYear = days.filter((day) => day.regionPath === '' && day.date.startsWith(`${year}-`))
    const named = (kind: string) => ofYear.filter((day) => day.kind === kind).map(({ date, name }) => ({ date, name }))
    return { year, papers: [source], holidays: named('holiday'), makeUpWorkdays: named('workday') }
  })
  const local = Map.groupBy(days.filter((day) => day.regionPath !== ''), (day) => day.regionPath)
  const places = [...local.keys()].sort((a, b) => a.length - b.length)
  const built = new Map<string, WorkingCalendar>()
  return (regionPath) => {
    const above = places.filter((path) => regionPath.startsWith(path))
    const key = above.join('|')
    const known = built.get(key) ?? workingCalendar(national, above.map((place) => localCalendar(local.get(place) ?? [])))
    built.set(key, known)
    return known
  }
}

function localCalendar(days: readonly DayRow[]): LocalCalendar {
  return {
    place: days[0]?.place ?? '',
    changes: days.map(({ date, name, kind, closesAt }) => ({ date, name, closesAt, becomes: kind === 'holiday' ? 'rest' : kind === 'half-day' ? 'halfDay' : 'work' })),
  }
}

const KEPT_MS = 30_000
let keptOf = new WeakMap<Db, { at: number; of: CalendarOfPlace }>()

/** The calendars as they stand; read again after half a minute. */
export async function calendarsFor(db: Db): Promise<CalendarOfPlace> {
  const kept = keptOf.get(db)
  if (kept && Date.now() - kept.at <= KEPT_MS) return kept.of
  const of = calendarsOf(await readCalendars(db))
  keptOf.set(db, { at: Date.now(), of })
  return of
}

export async function calendarFor(db: Db, regionPath: string): Promise<WorkingCalendar> {
  return (await calendarsFor(db))(regionPath)
}

/** Call after an edit, so that this process counts with the new days at once; others follow within half a minute. */
export function forgetCalendars(): void {
  keptOf = new WeakMap()
}

export async function readCalendars(db: Db | Tx): Promise<CalendarData> {
  return { years: await listCalendarYears(db), days: await listCalendarDays(db) }
}
