import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal, civilDate, dateOfDay, dayNumber, parseDate, weekdayOf } from './time.ts'

const dates = fc
  .date({ min: new Date('1600-01-01T00:00:00Z'), max: new Date('2400-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('day numbers', () => {
  it('agree with Temporal on every date, and back', () => {
    fc.assert(
      fc.property(dates, (text) => {
        const date = Temporal.PlainDate.from(text)
        const day = dayNumber(date)
        expect(day).toBe(Date.parse(`${text}T00:00:00Z`) / 86_400_000)
        expect(dateOfDay(day).toString()).toBe(text)
        expect(weekdayOf(day)).toBe(date.dayOfWeek)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the civil date in China', () => {
  it('begins at 16:00 UTC of the day before', () => {
    expect(civilDate(Temporal.Instant.from('2026-03-01T15:59:59Z')).toString()).toBe('2026-03-01')
    expect(civilDate(Temporal.Instant.from('2026-03-01T16:00:00Z')).toString()).toBe('2026-03-02')
  })
})

describe('reading a date', () => {
  it('takes a day of the calendar and nothing else', () => {
    expect(parseDate('2024-02-29')?.toString()).toBe('2024-02-29')
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2026/01/01', '2026-01-01T00:00', '', '昨天'])
      expect(parseDate(text)).toBeNull()
  })
})
