import { describe, expect, it } from 'vitest'
import { Temporal } from '../../platform/time.ts'
import { USUAL_HOURS, counterClosesAt, endOfLastDay, isFiledInTime, requireHours } from './business-hours.rules.ts'
import { workingCalendar } from './working-calendar.ts'

const calendar = workingCalendar([{ year: 2026, papers: [], holidays: [], makeUpWorkdays: [] }], [{ place: '鄞州区', changes: [{ date: '2026-04-22', name: '校庆', becomes: 'halfDay', closesAt: '12:00' }] }])
const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const inTime = (filed: string, door: 'counter' | 'online', last = '2026-04-21') => isFiledInTime(at(filed), day(last), door, USUAL_HOURS, calendar.kindOfDay(day(last)))

describe('the last day of a limit (民法典第二百零三条第二款)', () => {
  it('ends at the counter with business hours, the closing minute included', () => {
    expect(inTime('2026-04-21T17:30:00', 'counter')).toBe(true)
    expect(inTime('2026-04-21T17:30:01', 'counter')).toBe(false)
  })

  it('ends online at 24:00', () => {
    expect(inTime('2026-04-21T23:59:59.999', 'online')).toBe(true)
    expect(inTime('2026-04-22T00:00:00', 'online')).toBe(false)
  })

  it('ends at the counter when it closes on a half-day, and online at 24:00 all the same', () => {
    expect(inTime('2026-04-22T12:00:01', 'counter', '2026-04-22')).toBe(false)
    expect(inTime('2026-04-22T12:00:01', 'online', '2026-04-22')).toBe(true)
  })

  it('is not made longer by a half-day that closes later than the counter does', () => {
    const kind = { working: true, reason: { code: 'halfDay', name: '', place: '', closesAt: '18:00' } } as const
    expect(counterClosesAt(USUAL_HOURS, kind)).toBe('17:30')
    expect(counterClosesAt({ ...USUAL_HOURS, closesAt: '20:00' }, kind)).toBe('18:00')
  })

  it('is one moment for the whole of China', () => {
    expect(endOfLastDay(day('2026-04-21'), 'online', USUAL_HOURS, calendar.kindOfDay(day('2026-04-21'))).toString()).toBe('2026-04-21T16:00:00Z')
  })
})

describe('hours', () => {
  it.each([
    [{ opensAt: '09:00', closesAt: '17:00', noonFrom: null, noonTo: null }, []],
    [{ opensAt: '17:00', closesAt: '09:00', noonFrom: null, noonTo: null }, [['closesAt', 'time-limit/hours-out-of-order']]],
    [{ opensAt: '09:00', closesAt: '17:00', noonFrom: '12:00', noonTo: null }, [['noonTo', 'time-limit/noon-incomplete']]],
    [{ opensAt: '09:00', closesAt: '17:00', noonFrom: null, noonTo: '13:00' }, [['noonFrom', 'time-limit/noon-incomplete']]],
    [{ opensAt: '09:00', closesAt: '17:00', noonFrom: '13:00', noonTo: '12:00' }, [['noonTo', 'time-limit/hours-out-of-order']]],
    [{ opensAt: '09:00', closesAt: '17:00', noonFrom: '12:00', noonTo: '18:00' }, [['closesAt', 'time-limit/hours-out-of-order']]],
  ])('%j are refused where they are out of order', (hours, faults) => {
    const check = () => requireHours(hours)
    if (faults.length === 0) return expect(check).not.toThrow()
    try {
      check()
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ faults: faults.map(([field, code]) => ({ field, code })) })
    }
  })
})
