import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import national from '../../../data/calendar-cn.json' with { type: 'json' }
import { daysBetween, Temporal } from '../../platform/time.ts'
import { stateOfClock } from './clock.rules.ts'
import type { StoredClock, StoredClockEvent } from './clock.rules.ts'
import { limitsOf } from './limits.ts'
import { STATUTORY_LIMITS } from './shipped-limits.ts'
import type { ClockState } from './time-limit.rules.ts'
import { workingCalendar } from './working-calendar.ts'

const limits = limitsOf(STATUTORY_LIMITS)
const YEARS = national.years.filter(({ year }) => year >= 2022)
const calendar = workingCalendar(YEARS)
const plus = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
const stateOf = (clock: StoredClock, by = calendar): ClockState => stateOfClock(clock, by, limits)
const plain = (state: ClockState): unknown => JSON.parse(JSON.stringify(state))

interface Life {
  start: number
  /** Days between what happens to it. */
  gaps: number[]
  what: ('extended' | 'pause')[]
  rule: 'DL05' | 'DL09' | 'DL10' | 'DL13' | 'DL14'
}

const lives: fc.Arbitrary<Life> = fc.record({
  start: fc.integer({ min: 0, max: 1500 }), gaps: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }), what: fc.array(fc.constantFrom('extended' as const, 'pause' as const), { maxLength: 3 }),
  rule: fc.constantFrom('DL05' as const, 'DL09' as const, 'DL10' as const, 'DL13' as const, 'DL14' as const),
})

/** A clock as the register keeps it, with everything that happened written down. */
function clockOf({ start, gaps, what, rule }: Life): StoredClock {
  const startedOn = plus('2022-05-10', start)
  const { length, unit, pausedBy } = limits.find(rule, startedOn)
  const log: StoredClockEvent[] = [{ id: '0', kind: 'started', on: startedOn }]
  let on = startedOn
  what.forEach((kind, index) => {
    on = plus(on, gaps[index * 2] ?? 0)
    if (kind === 'extended') return log.push({ id: `e${index}`, kind, on, days: 1 + (gaps[index * 2 + 1] ?? 0), reason: '案情复杂' })
    log.push({ id: `p${index}`, kind: 'paused', on, cause: pausedBy[0] ?? 'hearing' })
    on = plus(on, gaps[index * 2 + 1] ?? 0)
    return log.push({ id: `r${index}`, kind: 'resumed', on })
  })
  return { rule, startedOn, length: typeof length === 'number' ? length : 1, unit, log }
}

describe('whatever happened to a clock', () => {
  it('the same events in any order, or sent twice, give the same state', () => {
    fc.assert(fc.property(lives, fc.infiniteStream(fc.integer({ min: 0, max: 1_000 })), (life, numbers) => {
      const clock = clockOf(life)
      const shuffled = [...clock.log, ...clock.log].map((event) => ({ event, at: numbers.next().value ?? 0 })).toSorted((a, b) => a.at - b.at).map(({ event }) => event)
      expect(plain(stateOf({ ...clock, log: shuffled }))).toEqual(plain(stateOf(clock)))
    }), { numRuns: 300 })
  })

  it('the legal date is never before the strict one, and never a day of rest', () => {
    fc.assert(fc.property(lives, (life) => {
      const { dueStrict, dueLegal } = stateOf(clockOf(life))
      if (!dueStrict || !dueLegal) return
      expect(daysBetween(dueStrict, dueLegal)).toBeGreaterThanOrEqual(0)
      expect(calendar.kindOfDay(dueLegal).working).toBe(true)
    }), { numRuns: 500 })
  })

  it('one more holiday never makes a date earlier', () => {
    fc.assert(fc.property(lives, fc.array(fc.integer({ min: 0, max: 1_600 }), { minLength: 1, maxLength: 10 }), (life, offsets) => {
      const more = new Set(offsets.map((offset) => plus('2022-05-10', offset)))
      const years = YEARS.map((year) => {
        const taken = new Set([...year.holidays, ...year.makeUpWorkdays].map((day) => day.date))
        return { ...year, holidays: [...year.holidays, ...[...more].filter((date) => date.startsWith(`${year.year}-`) && !taken.has(date)).map((date) => ({ date, name: '新增' }))] }
      })
      const [before, after] = [stateOf(clockOf(life)), stateOf(clockOf(life), workingCalendar(years))]
      for (const which of ['dueStrict', 'dueLegal', 'notBefore'] as const) {
        const [old, now] = [before[which], after[which]]
        if (old && now) expect(daysBetween(old, now)).toBeGreaterThanOrEqual(0)
      }
    }), { numRuns: 300 })
  })

  it('a pause that ends moves the strict date of a plain count by its own days, if it lies within the count', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 40 }), (start, after, days) => {
      const clock = clockOf({ start, gaps: [], what: [], rule: 'DL09' })
      const from = plus(clock.startedOn, after)
      const heard = stateOf({ ...clock, log: [...clock.log, { id: 'p', kind: 'paused', on: from, cause: 'hearing' }, { id: 'r', kind: 'resumed', on: plus(from, days) }] })
      const plainly = stateOf(clock)
      if (plainly.dueStrict && heard.dueStrict) expect(daysBetween(plainly.dueStrict, heard.dueStrict)).toBe(days)
      expect(heard.pausedDays).toBe(days)
    }), { numRuns: 300 })
  })

  it('an extension counts on from the unshifted day', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1300 }), fc.integer({ min: 1, max: 30 }), (start, days) => {
      const clock = clockOf({ start, gaps: [], what: [], rule: 'DL05' })
      const longer = stateOf({ ...clock, log: [...clock.log, { id: 'e', kind: 'extended', on: clock.startedOn, days, reason: '案情复杂' }] })
      const plainly = stateOf(clock)
      if (plainly.dueStrict && longer.dueStrict) expect(daysBetween(plainly.dueStrict, longer.dueStrict)).toBe(days)
    }), { numRuns: 300 })
  })
})
