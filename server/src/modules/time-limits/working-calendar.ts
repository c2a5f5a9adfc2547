import { RuleBroken } from '../../platform/errors.ts'
import { type Temporal, dateOfDay, dayNumber, parseDate, weekdayOf } from '../../platform/time.ts'

/** A day named in a notice; `date` is YYYY-MM-DD. */
export interface NamedDay {
  date: string
  name: string
}

/** One year as the State Council announced it; `papers` are the addresses of the notices. */
export interface CalendarYear {
  year: number
  papers: readonly string[]
  holidays: readonly NamedDay[]
  makeUpWorkdays: readonly NamedDay[]
}

/** What a province or county changes: a day off, a day of work, or an office that closes early. */
export interface LocalChange {
  date: string
  name: string
  becomes: 'rest' | 'work' | 'halfDay'
  /** Local time HH:MM at which the counter closes on a half-day; null otherwise. */
  closesAt: string | null
}

/** The changes of one place, for example 浙江省. */
export interface LocalCalendar {
  place: string
  changes: readonly LocalChange[]
}

/** Why a day is a day of work or of rest. */
export type DayReason =
  | { readonly code: 'workday' }
  | { readonly code: 'weekend' }
  | { readonly code: 'holiday'; readonly name: string }
  | { readonly code: 'makeUpWorkday'; readonly name: string }
  | { readonly code: 'localRest'; readonly name: string; readonly place: string }
  | { readonly code: 'localWork'; readonly name: string; readonly place: string }
  | { readonly code: 'halfDay'; readonly name: string; readonly place: string; readonly closesAt: string }
  | { readonly code: 'unpublished'; readonly year: number }

/** `working` is null where the calendar of the year is not published: such a day is never guessed. */
export interface DayKind {
  readonly working: boolean | null
  readonly reason: DayReason
}

/**
 * Which days an office works. A value: it never changes, an edited calendar is a new one. Days of the same kind and
 * name share one `DayKind` object.
 */
export interface WorkingCalendar {
  /** The years that are loaded, ascending. */
  readonly publishedYears: readonly number[]
  kindOfDay(date: Temporal.PlainDate): DayKind
  /** The same by the number that `dayNumber` gives a date. */
  kindOfDayNumber(day: number): DayKind
}

const WORKDAY: DayKind = { working: true, reason: { code: 'workday' } }
const WEEKEND: DayKind = { working: false, reason: { code: 'weekend' } }
const isWeekend = (day: number) => weekdayOf(day) >= 6

/**
 * Builds the calendar of a place from the national years and the changes made on the way down to it.
 *
 * A half-day is a day of work: 全国年节及纪念日放假办法 lets half-days free part of the people only, so a limit may end on
 * one; `closesAt` matters to filing at the counter (民法典第二百零三条第二款).
 * @param local from the largest place to the smallest; the smaller one has the last word about a day. A change within
 *   a year that is not published stays unknown until the year is loaded.
 * @throws RuleBroken `calendar/date-invalid`, `calendar/day-outside-year`, `calendar/day-twice`, `calendar/year-twice`,
 *   `calendar/closing-time-invalid`
 * @see 国务院《全国年节及纪念日放假办法》 and the yearly notices named in `papers`
 */
export function workingCalendar(
  years: readonly CalendarYear[],
  local: readonly LocalCalendar[] = [],
): WorkingCalendar {
  const named = new Map<number, DayKind>()
  const kindOf = sharedKinds()
  for (const year of years) for (const [day, kind] of namedDaysOf(year, kindOf)) named.set(day, kind)
  for (const place of local) for (const [day, kind] of changedDaysOf(place, kindOf)) named.set(day, kind)
  const published = spansOf(years)

  function kindOfDayNumber(day: number): DayKind {
    const span = published.find(({ last }) => day <= last)
    if (!span || day < span.first) return { working: null, reason: { code: 'unpublished', year: dateOfDay(day).year } }
    return named.get(day) ?? (isWeekend(day) ? WEEKEND : WORKDAY)
  }

  return Object.freeze({
    publishedYears: Object.freeze(years.map(({ year }) => year).sort((a, b) => a - b)),
    kindOfDay: (date: Temporal.PlainDate) => kindOfDayNumber(dayNumber(date)),
    kindOfDayNumber,
  })
}

function namedDaysOf({ year, holidays, makeUpWorkdays }: CalendarYear, kindOf: KindOf): Map<number, DayKind> {
  const days = new Map<number, DayKind>()
  const add = ({ date, name }: NamedDay, working: boolean) => {
    const day = dayOf(date)
    if (!date.startsWith(`${year}-`)) throw new RuleBroken('calendar/day-outside-year', { date, year })
    if (days.has(day)) throw new RuleBroken('calendar/day-twice', { date, name })
    days.set(day, kindOf(working, { code: working ? 'makeUpWorkday' : 'holiday', name }))
  }
  for (const day of holidays) add(day, false)
  for (const day of makeUpWorkdays) add(day, true)
  return days
}

function changedDaysOf({ place, changes }: LocalCalendar, kindOf: KindOf): Map<number, DayKind> {
  const days = new Map<number, DayKind>()
  for (const { date, name, becomes, closesAt } of changes) {
    const day = dayOf(date)
    if (days.has(day)) throw new RuleBroken('calendar/day-twice', { date, name, place })
    if (becomes === 'halfDay') days.set(day, kindOf(true, { code: 'halfDay', name, place, closesAt: timeOf(closesAt, date) }))
    else if (becomes === 'work') days.set(day, kindOf(true, { code: 'localWork', name, place }))
    else days.set(day, kindOf(false, { code: 'localRest', name, place }))
  }
  return days
}

type KindOf = (working: boolean, reason: DayReason) => DayKind

/** One object per kind and name, so that runs of like days are found by identity. */
function sharedKinds(): KindOf {
  const kinds = new Map<string, DayKind>()
  return (working, reason) => {
    const key = Object.values(reason).join('|')
    const kind = kinds.get(key) ?? { working, reason }
    kinds.set(key, kind)
    return kind
  }
}

interface Span {
  first: number
  last: number
}

/** The published days as few spans without gaps, ascending. */
function spansOf(years: readonly CalendarYear[]): Span[] {
  const spans: Span[] = []
  for (const { year } of [...years].sort((a, b) => a.year - b.year)) {
    const first = dayOf(`${year}-01-01`)
    const last = dayOf(`${year}-12-31`)
    const before = spans.at(-1)
    if (before && first <= before.last) throw new RuleBroken('calendar/year-twice', { year })
    if (before && first === before.last + 1) before.last = last
    else spans.push({ first, last })
  }
  return spans
}

function dayOf(date: string): number {
  const parsed = parseDate(date)
  if (!parsed) throw new RuleBroken('calendar/date-invalid', { date })
  return dayNumber(parsed)
}

function timeOf(closesAt: string | null, date: string): string {
  if (closesAt === null || !/^([01]\d|2[0-3]):[0-5]\d$/.test(closesAt))
    throw new RuleBroken('calendar/closing-time-invalid', { date, closesAt })
  return closesAt
}
