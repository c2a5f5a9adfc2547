import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import national from '../../../data/calendar-cn.json' with { type: 'json' }
import { Temporal, daysBetween } from '../../platform/time.ts'
import { DAY_UNITS, type DayUnit, type DueDate, type Pause, dueAt, dueDate } from './due-date.rules.ts'
import { type CalendarYear, workingCalendar } from './working-calendar.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const calendar = workingCalendar(national.years)
const due = (start: string, length: number, unit: DayUnit, pauses: Pause[] = []) =>
  dueDate({ start: date(start), length, unit }, calendar, { pauses })
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Start, length, unit, strict, legal: worked out by hand from the notice for 2026; each stands at a turn of the calendar. */
const VECTORS: [string, number, DayUnit, string, string][] = [
  ['2026-01-30', 15, 'naturalDay', '2026-02-14', '2026-02-14'], // a Saturday, but a make-up workday
  ['2026-01-31', 15, 'naturalDay', '2026-02-15', '2026-02-24'], // Spring Festival
  ['2026-03-02', 60, 'naturalDay', '2026-05-01', '2026-05-06'], // Labour Day
  ['2026-03-02', 90, 'naturalDay', '2026-05-31', '2026-06-01'], // a Sunday
  ['2026-04-01', 30, 'naturalDay', '2026-05-01', '2026-05-06'],
  ['2026-09-01', 30, 'naturalDay', '2026-10-01', '2026-10-08'], // National Day
  ['2026-06-05', 15, 'naturalDay', '2026-06-20', '2026-06-22'], // Dragon Boat Festival
  ['2026-08-02', 60, 'naturalDay', '2026-10-01', '2026-10-08'],
  ['2026-01-16', 30, 'naturalDay', '2026-02-15', '2026-02-24'],
  ['2026-02-12', 5, 'workingDay', '2026-02-26', '2026-02-26'], // festival and one make-up Saturday inside
  ['2026-02-13', 5, 'workingDay', '2026-02-27', '2026-02-27'],
  ['2026-04-30', 5, 'workingDay', '2026-05-11', '2026-05-11'],
  ['2026-09-30', 5, 'workingDay', '2026-10-13', '2026-10-13'],
  ['2026-09-28', 20, 'workingDay', '2026-10-30', '2026-10-30'],
  ['2026-05-06', 3, 'workingDay', '2026-05-09', '2026-05-09'], // ends on a make-up Saturday
  ['2026-06-18', 5, 'workingDay', '2026-06-26', '2026-06-26'],
  ['2026-01-31', 1, 'month', '2026-02-28', '2026-02-28'], // no corresponding day; a make-up Saturday
]

describe('dates worked out by hand', () => {
  it.each(VECTORS)('%s + %i %s', (start, length, unit, strict, legal) => {
    const { dueStrict, dueLegal, provisional, uncounted } = due(start, length, unit)
    expect(plain({ dueStrict, dueLegal, provisional, uncounted })).toEqual({ dueStrict: strict, dueLegal: legal, provisional: false, uncounted: 0 })
  })

  it('keep the strict date and leave the legal one open where the calendar is not published', () => {
    expect(plain(due('2026-12-20', 15, 'naturalDay'))).toMatchObject({
      dueStrict: '2027-01-04', dueLegal: null, provisional: true, notBefore: '2027-01-04',
    })
  })

  const shared = new URL('../../../../../shared/domain/deadline-vectors.json', import.meta.url)
  it.runIf(existsSync(shared))('are the published test vectors', () => {
    const published: { start: string; length: number; unit: DayUnit; dueStrict?: string; dueLegal?: string }[] = JSON.parse(readFileSync(shared, 'utf8'))
    const complete = published.filter(({ dueStrict }) => dueStrict !== undefined)
    expect(complete.map((vector) => Object.values(vector))).toEqual(VECTORS)
    expect(published.filter(({ dueStrict }) => dueStrict === undefined)).toEqual([
      { start: '2026-12-20', length: 15, unit: 'naturalDay', expect: 'CALENDAR_NOT_MAINTAINED (2027 not loaded)' },
    ])
  })
})

describe('months and years', () => {
  it.each([
    ['2026-01-31', 1, 'month', '2026-02-28', false],
    ['2024-01-31', 1, 'month', '2024-02-29', false],
    ['2026-03-15', 1, 'month', '2026-04-15', true],
    ['2025-08-31', 6, 'month', '2026-02-28', false],
    ['2024-02-29', 1, 'year', '2025-02-28', false],
    ['2024-02-29', 2, 'year', '2026-02-28', false],
    ['2025-03-02', 1, 'year', '2026-03-02', true],
  ] as const)('%s + %i %s end on the corresponding day or the last of the month', (start, length, unit, strict, corresponding) => {
    const answer = due(start, length, unit)
    expect(answer.dueStrict?.toString()).toBe(strict)
    expect(answer.steps[1]?.reason).toEqual({ code: 'calendarPeriod', unit, correspondingDay: corresponding })
  })
})

describe('the steps', () => {
  it('name each day of a plain count that ends on a holiday', () => {
    expect(plain(due('2026-03-02', 60, 'naturalDay').steps)).toEqual([
      { from: '2026-03-02', to: '2026-03-02', counted: false, reason: { code: 'startDay' } },
      { from: '2026-03-03', to: '2026-04-30', counted: true, reason: { code: 'naturalDay' } },
      { from: '2026-05-01', to: '2026-05-01', counted: true, reason: { code: 'holiday', name: '劳动节' } },
      { from: '2026-05-02', to: '2026-05-05', counted: false, reason: { code: 'holiday', name: '劳动节' } },
      { from: '2026-05-06', to: '2026-05-06', counted: false, reason: { code: 'workday' } },
    ])
  })

  it('name each day of a working-day count, make-up workdays included', () => {
    expect(plain(due('2026-02-13', 5, 'workingDay').steps)).toEqual([
      { from: '2026-02-13', to: '2026-02-13', counted: false, reason: { code: 'startDay' } },
      { from: '2026-02-14', to: '2026-02-14', counted: true, reason: { code: 'makeUpWorkday', name: '春节' } },
      { from: '2026-02-15', to: '2026-02-23', counted: false, reason: { code: 'holiday', name: '春节' } },
      { from: '2026-02-24', to: '2026-02-27', counted: true, reason: { code: 'workday' } },
    ])
  })

  it('stop at the first day that cannot be known', () => {
    expect(plain(due('2026-12-28', 5, 'workingDay'))).toMatchObject({
      dueStrict: null,
      dueLegal: null,
      provisional: true,
      notBefore: '2027-01-02',
      uncounted: 2,
      steps: [
        { from: '2026-12-28', to: '2026-12-28', counted: false },
        { from: '2026-12-29', to: '2026-12-31', counted: true, reason: { code: 'workday' } },
        { from: '2027-01-01', to: '2027-01-01', counted: false, reason: { code: 'unpublished', year: 2027 } },
      ],
    })
  })

  it('show a strict date in an unpublished year as counted, with the reason why no legal date follows', () => {
    expect(plain(due('2026-12-20', 15, 'naturalDay').steps.at(-1))).toEqual({
      from: '2027-01-04', to: '2027-01-04', counted: true, reason: { code: 'unpublished', year: 2027 },
    })
  })
})

describe('limits of minutes', () => {
  it('run from the moment itself, day or night', () => {
    const start = Temporal.Instant.from('2026-02-17T23:45:10+08:00')
    expect(dueAt(start, 30).epochMilliseconds - start.epochMilliseconds).toBe(1_800_000)
    expect(() => dueAt(start, 0)).toThrow('time-limit/length-out-of-range')
  })
})

describe('what cannot be counted is refused', () => {
  it.each([0, -1, 1.5, Number.NaN, Infinity, 36_501])('a length of %s', (length) => {
    for (const unit of DAY_UNITS) expect(() => due('2026-03-02', length, unit)).toThrow('time-limit/length-out-of-range')
  })

  it('dates so far off that they are slips of the pen', () => {
    expect(() => due('1899-12-31', 1, 'naturalDay')).toThrow('time-limit/date-out-of-range')
    expect(() => due('2026-03-02', 36_500, 'year')).toThrow('time-limit/date-out-of-range')
    expect(due('2026-03-02', 36_500, 'naturalDay').dueStrict?.toString()).toBe('2126-02-06')
  })
})

// ---------------------------------------------------------------------------------------------------------------------
// A second implementation, written from the provisions alone: dates as text, the notices as two sets, one day at a time.

const restDays = new Set(national.years.flatMap(({ holidays }) => holidays.map((day) => day.date)))
const makeUpDays = new Set(national.years.flatMap(({ makeUpWorkdays }) => makeUpWorkdays.map((day) => day.date)))
const nextDay = (text: string) => new Date(Date.parse(`${text}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const works = (text: string) => {
  if (text < '2007-01-01' || text > '2026-12-31') return undefined
  if (makeUpDays.has(text)) return true
  return !restDays.has(text) && ![0, 6].includes(new Date(`${text}T12:00:00Z`).getUTCDay())
}

function secondOpinion(start: string, length: number, unit: DayUnit): { strict: string | null; legal: string | null } {
  let strict = start
  if (unit === 'workingDay') {
    for (let left = length; left > 0; ) {
      strict = nextDay(strict)
      const working = works(strict)
      if (working === undefined) return { strict: null, legal: null }
      if (working) left -= 1
    }
    return { strict, legal: strict }
  }
  if (unit === 'naturalDay') for (let i = 0; i < length; i++) strict = nextDay(strict)
  else {
    const [year = 0, month = 0, day = 0] = start.split('-').map(Number)
    const months = year * 12 + month - 1 + (unit === 'year' ? 12 * length : length)
    const lastOfMonth = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
    strict = new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, lastOfMonth))).toISOString().slice(0, 10)
  }
  let legal = strict
  while (works(legal) === false) legal = nextDay(legal)
  return { strict, legal: works(legal) ? legal : null }
}

const starts = fc
  .integer({ min: 0, max: 7304 })
  .map((day) => new Date(Date.UTC(2007, 0, 1 + day)).toISOString().slice(0, 10))
const questions = fc
  .tuple(starts, fc.constantFrom(...DAY_UNITS), fc.integer({ min: 1, max: 400 }))
  .map(([start, unit, length]) => ({ start, unit, length: unit === 'year' || unit === 'month' ? 1 + (length % 24) : length }))

/** Each day between the first and last step exactly once, and as many counted as the limit has. */
function expectLossless(answer: DueDate, start: string, counted: number): void {
  let day = date(start)
  let sum = 0
  for (const step of answer.steps) {
    expect(step.from.toString()).toBe(day.toString())
    const days = daysBetween(step.from, step.to) + 1
    expect(days).toBeGreaterThan(0)
    if (step.counted) sum += days
    day = step.to.add({ days: 1 })
  }
  expect(sum).toBe(counted)
  const end = answer.dueLegal ?? answer.dueStrict
  if (end && !answer.provisional) expect(day.subtract({ days: 1 }).toString()).toBe(end.toString())
}

describe('compared with a second, independent implementation', () => {
  it('gives the same dates and steps without gaps on random questions', () => {
    fc.assert(
      fc.property(questions, ({ start, unit, length }) => {
        const answer = due(start, length, unit)
        const { strict, legal } = secondOpinion(start, length, unit)
        expect(plain([answer.dueStrict, answer.dueLegal])).toEqual([strict, legal])
        expect(answer.provisional).toBe(legal === null)
        const total = unit === 'month' || unit === 'year' ? daysBetween(date(start), date(strict ?? start)) : length
        expectLossless(answer, start, total - answer.uncounted)
      }),
      { numRuns: 5000 },
    )
  })

  it('gives the same dates for every start of 2026 with the limits of the law', () => {
    let compared = 0
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = nextDay(day))
      for (const [length, unit] of [[15, 'naturalDay'], [30, 'naturalDay'], [60, 'naturalDay'], [90, 'naturalDay'], [5, 'workingDay'], [10, 'workingDay'], [1, 'month'], [1, 'year']] as const) {
        const { dueStrict, dueLegal } = due(day, length, unit)
        const { strict, legal } = secondOpinion(day, length, unit)
        expect(plain([day, length, unit, dueStrict, dueLegal])).toEqual([day, length, unit, strict, legal])
        compared += 1
      }
    expect(compared).toBe(365 * 8)
  })
})

describe('whatever the question', () => {
  it('the legal date is never before the strict one, and never a day of rest', () => {
    fc.assert(
      fc.property(questions, ({ start, unit, length }) => {
        const { dueStrict, dueLegal } = due(start, length, unit)
        if (!dueStrict || !dueLegal) return
        expect(daysBetween(dueStrict, dueLegal)).toBeGreaterThanOrEqual(0)
        expect(calendar.kindOfDay(dueLegal).working).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('one more holiday never makes a date earlier', () => {
    fc.assert(
      fc.property(questions, fc.array(starts, { minLength: 1, maxLength: 20 }), ({ start, unit, length }, more) => {
        const question = { start: date(start), length, unit }
        const before = dueDate(question, calendar)
        const after = dueDate(question, workingCalendar(withHolidays(national.years, more)))
        for (const which of ['dueStrict', 'dueLegal', 'notBefore'] as const) {
          const [old, now] = [before[which], after[which]]
          if (old && now) expect(daysBetween(old, now)).toBeGreaterThanOrEqual(0)
          else expect(which === 'notBefore' || now === null).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('the earliest possible date is never after the one that the calendar brings', () => {
    fc.assert(
      fc.property(questions, ({ start, unit, length }) => {
        const question = { start: date(start), length, unit }
        const known = workingCalendar(national.years.filter(({ year }) => year <= date(start).year))
        const early = dueDate(question, known).notBefore
        const later = dueDate(question, calendar).dueStrict
        if (early && later) expect(daysBetween(early, later)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })
})

function withHolidays(years: readonly CalendarYear[], more: readonly string[]): CalendarYear[] {
  return years.map((year) => {
    const taken = new Set([...year.holidays, ...year.makeUpWorkdays].map((day) => day.date))
    const added = [...new Set(more)].filter((text) => text.startsWith(`${year.year}-`) && !taken.has(text))
    return { ...year, holidays: [...year.holidays, ...added.map((text) => ({ date: text, name: '新增' }))] }
  })
}
