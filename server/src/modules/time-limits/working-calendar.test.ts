import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import national from '../../../data/calendar-cn.json' with { type: 'json' }
import { Temporal } from '../../platform/time.ts'
import { type CalendarYear, workingCalendar } from './working-calendar.ts'

type Published = Record<string, Pick<CalendarYear, 'holidays' | 'makeUpWorkdays'>>
const shared = new URL('../../../../../shared/domain/calendar-2007-2026.json', import.meta.url)

const date = (text: string) => Temporal.PlainDate.from(text)
const calendar = workingCalendar(national.years)
const kind = (text: string) => calendar.kindOfDay(date(text))
const year = (more: Partial<CalendarYear> = {}): CalendarYear => ({ year: 2026, papers: [], holidays: [], makeUpWorkdays: [], ...more })

describe('the national calendar', () => {
  const collected: Published = existsSync(shared)
    ? JSON.parse(readFileSync(shared, 'utf8')).years
    : Object.fromEntries(national.years.map((year) => [year.year, year]))

  it('agrees with the published notices on every day from 2007 to 2026', () => {
    const rest = new Map<string, string>()
    const work = new Map<string, string>()
    for (const { holidays, makeUpWorkdays } of Object.values(collected)) {
      for (const day of holidays) rest.set(day.date, day.name)
      for (const day of makeUpWorkdays) work.set(day.date, day.name)
    }
    let looked = 0
    for (let day = date('2007-01-01'); day.year < 2027; day = day.add({ days: 1 })) {
      const text = day.toString()
      const holiday = rest.get(text)
      const working = !holiday && (work.has(text) || day.dayOfWeek < 6)
      const { working: found, reason } = calendar.kindOfDay(day)
      expect(found, text).toBe(working)
      if (holiday) expect(reason).toEqual({ code: 'holiday', name: holiday })
      else if (day.dayOfWeek >= 6) expect(reason.code, text).toBe(working ? 'makeUpWorkday' : 'weekend')
      else expect(reason.code, text).toBe('workday')
      looked += 1
    }
    expect(looked).toBe(7305)
    expect(calendar.publishedYears).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i))
  })

  it.each([
    [2007, 26, 7], [2013, 29, 12], [2015, 26, 5], [2020, 30, 6], [2024, 28, 8], [2025, 28, 5], [2026, 33, 6],
  ])('has for %i %i days off and %i make-up workdays on weekends', (year, off, makeUp) => {
    const found = national.years.find((one) => one.year === year)
    expect([found?.holidays.length, found?.makeUpWorkdays.length]).toEqual([off, makeUp])
  })

  it('names every notice it rests on', () => {
    for (const { papers } of national.years) expect(papers.length).toBeGreaterThan(0)
  })

  it('never guesses a day of a year that is not published, weekends included', () => {
    for (const text of ['2027-01-01', '2027-01-02', '2027-01-04', '2006-12-31', '2031-06-03'])
      expect(kind(text)).toEqual({ working: null, reason: { code: 'unpublished', year: date(text).year } })
  })

  it('does not know the years between two published ones', () => {
    const gap = workingCalendar([year({ year: 2026 }), year({ year: 2024 })])
    expect(gap.publishedYears).toEqual([2024, 2026])
    expect(gap.kindOfDay(date('2024-12-31')).working).toBe(true)
    expect(gap.kindOfDay(date('2025-06-03')).working).toBeNull()
    expect(gap.kindOfDay(date('2026-01-01')).working).toBe(true)
  })
})

describe('the changes of a place', () => {
  const change = (more: object) => ({ date: '2026-03-03', name: '三月三', becomes: 'rest' as const, closesAt: null, ...more })
  const local = (place: string, ...changes: ReturnType<typeof change>[]) => ({ place, changes })
  const at = (text: string, ...places: ReturnType<typeof local>[]) =>
    workingCalendar(national.years, places).kindOfDay(date(text))

  it('add a day off', () => {
    expect(at('2026-03-03', local('景宁县', change({})))).toEqual({
      working: false,
      reason: { code: 'localRest', name: '三月三', place: '景宁县' },
    })
  })

  it('take a day off away', () => {
    const flood = change({ date: '2026-06-20', name: '防汛', becomes: 'work' as never })
    expect(at('2026-06-20', local('浙江省', flood))).toEqual({
      working: true,
      reason: { code: 'localWork', name: '防汛', place: '浙江省' },
    })
  })

  it('close an office early on a day that still counts as a working day', () => {
    const eve = change({ date: '2026-02-13', name: '节前', becomes: 'halfDay' as never, closesAt: '12:00' as never })
    expect(at('2026-02-13', local('浙江省', eve))).toEqual({
      working: true,
      reason: { code: 'halfDay', name: '节前', place: '浙江省', closesAt: '12:00' },
    })
  })

  it('give the smaller place the last word', () => {
    const province = local('浙江省', change({}))
    const county = local('某县', change({ becomes: 'work' as never }))
    expect(at('2026-03-03', province, county).working).toBe(true)
    expect(at('2026-03-03', county, province).working).toBe(false)
  })

  it('stay unknown in a year that is not published', () => {
    expect(at('2027-03-03', local('景宁县', change({ date: '2027-03-03' }))).working).toBeNull()
  })

  it('are refused when they name a day twice or a half-day without its closing time', () => {
    expect(() => at('2026-01-01', local('某县', change({}), change({})))).toThrow('calendar/day-twice')
    for (const closesAt of [null, '24:00', '9:00', 'noon'])
      expect(() => at('2026-01-01', local('某县', change({ becomes: 'halfDay' as never, closesAt: closesAt as never })))).toThrow(
        'calendar/closing-time-invalid',
      )
  })
})

describe('a calendar with a fault is refused', () => {
  const day = (text: string) => ({ date: text, name: '某节' })
  it.each([
    ['a holiday named twice', [year({ holidays: [day('2026-01-01'), day('2026-01-01')] })], 'calendar/day-twice'],
    ['a day both off and on', [year({ holidays: [day('2026-01-03')], makeUpWorkdays: [day('2026-01-03')] })], 'calendar/day-twice'],
    ['a year loaded twice', [year(), year()], 'calendar/year-twice'],
    ['a day of another year', [year({ holidays: [day('2025-12-31')] })], 'calendar/day-outside-year'],
    ['a day that does not exist', [year({ holidays: [day('2026-02-29')] })], 'calendar/date-invalid'],
  ])('%s', (_, years, code) => {
    expect(() => workingCalendar(years)).toThrow(code)
  })
})
