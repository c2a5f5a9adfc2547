import { describe, expect, it } from 'vitest'
import national from '../../../data/calendar-cn.json' with { type: 'json' }
import { Temporal } from '../../platform/time.ts'
import { daysToStrict, isLate, isLateAt, label } from './lateness.rules.ts'
import { STATUTORY_LIMITS } from './shipped-limits.ts'
import { lengthOf, limitInForce } from './statutory-limits.ts'
import { type ClockEvent, replay } from './time-limit.rules.ts'
import { workingCalendar } from './working-calendar.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const calendar = workingCalendar(national.years)
const clock = (code: string, ...events: ClockEvent[]) => {
  const limit = limitInForce(STATUTORY_LIMITS, code, date('2026-01-01'))
  return replay({ ...limit, length: lengthOf(limit) }, events, calendar)
}
const event = (kind: 'started' | 'ended', on: string, at: Temporal.Instant | null = null): ClockEvent => ({ id: kind, on: date(on), kind, at })

// 60 days from 2026-03-02: strict on Friday 1 May, legal on Wednesday 6 May after the holiday.
const handling = clock('DL05', event('started', '2026-03-02'))

describe('a running clock with strict date 1 May and legal date 6 May', () => {
  it.each([
    ['2026-04-28', { kind: 'left', days: 3 }, { kind: 'left', days: 8 }, false],
    ['2026-05-01', { kind: 'left', days: 0 }, { kind: 'left', days: 5 }, false],
    ['2026-05-03', { kind: 'left', days: 0 }, { kind: 'left', days: 3 }, false],
    ['2026-05-06', { kind: 'left', days: 0 }, { kind: 'left', days: 0 }, false],
    ['2026-05-07', { kind: 'over', days: 1 }, { kind: 'over', days: 1 }, true],
    ['2026-05-08', { kind: 'over', days: 2 }, { kind: 'over', days: 2 }, true],
  ])('on %s', (today, official, citizen, late) => {
    expect(label(handling, date(today))).toEqual(official)
    expect(label(handling, date(today), 'citizen')).toEqual(citizen)
    expect(isLate(handling, date(today))).toBe(late)
  })

  it('warns by the strict date', () => {
    expect(daysToStrict(handling, date('2026-04-28'))).toBe(3)
    expect(daysToStrict(handling, date('2026-05-03'))).toBe(-2)
  })
})

describe('a clock whose calendar is not published', () => {
  const provisional = clock('DL01', event('started', '2026-12-20'))
  const cutShort = clock('DL04', event('started', '2026-12-28'))

  it('is provisional, counted to the strict date', () => {
    expect(label(provisional, date('2026-12-27'))).toEqual({ kind: 'provisional', days: 8 })
    expect(label(provisional, date('2027-01-06'))).toEqual({ kind: 'provisional', days: -2 })
  })

  it('is surely not late to the earliest date, and unknown after it', () => {
    expect(isLate(provisional, date('2027-01-04'))).toBe(false)
    expect(isLate(provisional, date('2027-01-05'))).toBeNull()
  })

  it('warns by the earliest possible date when working days cannot be counted on', () => {
    expect(daysToStrict(cutShort, date('2026-12-31'))).toBe(2)
    expect(label(cutShort, date('2026-12-31'))).toEqual({ kind: 'provisional', days: 2 })
  })

  it('does not say whether a late end was late', () => {
    const done = (on: string) => label(clock('DL01', event('started', '2026-12-20'), event('ended', on)), date('2027-02-01'))
    expect(done('2027-01-04')).toEqual({ kind: 'done', days: 0 })
    expect(done('2027-01-05')).toEqual({ kind: 'done', days: null })
  })
})

describe('other states', () => {
  it('before the start and after the end', () => {
    expect(label(clock('DL05'), date('2026-03-02'))).toEqual({ kind: 'notStarted', days: null })
    expect(isLate(clock('DL05'), date('2026-03-02'))).toBe(false)
    const done = (on: string) => clock('DL05', event('started', '2026-03-02'), event('ended', on))
    expect(label(done('2026-05-06'), date('2026-09-01'))).toEqual({ kind: 'done', days: 0 })
    expect(label(done('2026-05-08'), date('2026-09-01'))).toEqual({ kind: 'done', days: 2 })
    expect(isLate(done('2026-05-06'), date('2026-09-01'))).toBe(false)
    expect(daysToStrict(done('2026-05-06'), date('2026-03-05'))).toBeNull()
  })

  it('a pause that lasts is never late and shows what is left', () => {
    const hearing: ClockEvent = { id: 'p', on: date('2026-03-10'), kind: 'paused', cause: 'hearing' }
    const inHearing = clock('DL09', event('started', '2026-03-02'), hearing)
    expect(label(inHearing, date('2027-03-02'))).toEqual({ kind: 'paused', days: 23 })
    expect(isLate(inHearing, date('2027-03-02'))).toBe(false)
    expect(daysToStrict(inHearing, date('2026-03-12'))).toBeNull()
  })

  it('a limit of minutes is late from the moment after its own', () => {
    const begin = Temporal.Instant.from('2026-03-02T01:00:00Z')
    const moment = (minutes: number) => begin.add({ minutes })
    const emergency = clock('DL28', event('started', '2026-03-02', begin))
    expect(isLateAt(emergency, moment(30))).toBe(false)
    expect(isLateAt(emergency, moment(31))).toBe(true)
    expect(isLateAt(clock('DL28', event('started', '2026-03-02', begin), event('ended', '2026-03-02', moment(29))), moment(90))).toBe(false)
    expect(isLateAt(handling, Temporal.Instant.from('2026-05-06T15:59:59Z'))).toBe(false)
    expect(isLateAt(handling, Temporal.Instant.from('2026-05-06T16:00:00Z'))).toBe(true)
  })
})
