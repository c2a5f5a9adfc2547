import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import national from '../../../data/calendar-cn.json' with { type: 'json' }
import { Temporal, daysBetween } from '../../platform/time.ts'
import { STATUTORY_LIMITS } from './shipped-limits.ts'
import { lengthOf, limitInForce } from './statutory-limits.ts'
import { type ClockEvent, type TimeLimitRule, extend, extendableDays, pause, replay, resume } from './time-limit.rules.ts'
import { workingCalendar } from './working-calendar.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const calendar = workingCalendar(national.years)
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const rule = (code: string): TimeLimitRule => {
  const limit = limitInForce(STATUTORY_LIMITS, code, date('2026-01-01'))
  return { ...limit, length: lengthOf(limit) }
}
const state = (code: string, ...events: ClockEvent[]) => replay(rule(code), events, calendar)

const at = null
const started = (on: string): ClockEvent => ({ id: `started ${on}`, on: date(on), kind: 'started', at })
const ended = (on: string): ClockEvent => ({ id: `ended ${on}`, on: date(on), kind: 'ended', at })
const restarted = (on: string): ClockEvent => ({ id: `restarted ${on}`, on: date(on), kind: 'restarted', at })
const paused = (on: string): ClockEvent => ({ id: `paused ${on}`, on: date(on), kind: 'paused', cause: 'hearing' })
const resumed = (on: string): ClockEvent => ({ id: `resumed ${on}`, on: date(on), kind: 'resumed' })
const extended = (on: string, days: number): ClockEvent => ({ id: `extended ${on} ${days}`, on: date(on), kind: 'extended', days, reason: '案情复杂' })

describe('a clock', () => {
  it('waits until it is started', () => {
    expect(plain(state('DL05'))).toMatchObject({ phase: 'waiting', startedOn: null, dueStrict: null, dueLegal: null, provisional: false })
  })

  it('runs to the strict and the legal date', () => {
    expect(plain(state('DL05', started('2026-03-02')))).toMatchObject({
      phase: 'running', startedOn: '2026-03-02', dueStrict: '2026-05-01', dueLegal: '2026-05-06', extendedDays: 0, pausedDays: 0,
    })
  })

  it('is extended from the unshifted strict day', () => {
    expect(plain(state('DL05', started('2026-03-02'), extended('2026-04-28', 30)))).toMatchObject({
      dueStrict: '2026-05-31', dueLegal: '2026-06-01', extendedDays: 30, extensions: 1,
    })
  })

  it('shows the days of an extension as such', () => {
    const { steps } = state('DL05', started('2026-03-02'), extended('2026-04-28', 10), extended('2026-05-06', 20))
    expect(plain(steps)).toEqual([
      { from: '2026-03-02', to: '2026-03-02', counted: false, reason: { code: 'startDay' } },
      { from: '2026-03-03', to: '2026-05-01', counted: true, reason: { code: 'naturalDay' } },
      { from: '2026-05-02', to: '2026-05-30', counted: true, reason: { code: 'extension' } },
      { from: '2026-05-31', to: '2026-05-31', counted: true, reason: { code: 'weekend' } },
      { from: '2026-06-01', to: '2026-06-01', counted: false, reason: { code: 'workday' } },
    ])
  })

  it('stands still in a hearing of re-review, and shows it', () => {
    const held = state('DL09', started('2026-03-02'), paused('2026-03-10'), resumed('2026-03-13'))
    expect(plain(held)).toMatchObject({ phase: 'running', dueStrict: '2026-04-04', dueLegal: '2026-04-07', pausedDays: 3, pausedSince: null })
    expect(plain(held.steps[2])).toEqual({ from: '2026-03-10', to: '2026-03-12', counted: false, reason: { code: 'pause', cause: 'hearing' } })
  })

  it('has no date while a hearing lasts, but knows what is left', () => {
    expect(plain(state('DL09', started('2026-03-02'), paused('2026-03-10')))).toMatchObject({
      phase: 'paused', pausedSince: '2026-03-10', dueStrict: null, dueLegal: null, notBefore: null, provisional: false, uncounted: 23,
    })
  })

  it('keeps its date when the pause begins after it', () => {
    expect(plain(state('DL09', started('2026-03-02'), paused('2026-05-01')))).toMatchObject({ phase: 'paused', dueStrict: '2026-04-01' })
  })

  it('lets a pause end with the clock', () => {
    expect(plain(state('DL09', started('2026-03-02'), paused('2026-03-10'), ended('2026-04-20')))).toMatchObject({
      phase: 'ended', endedOn: '2026-04-20', pausedSince: null, pausedDays: 41, dueStrict: '2026-05-12',
    })
  })

  it('starts anew without what went before', () => {
    const before = [started('2026-03-02'), extended('2026-03-05', 30), paused('2026-03-06'), resumed('2026-03-09'), ended('2026-04-01')]
    expect(plain(state('DL05', ...before, restarted('2026-06-01')))).toEqual(plain(state('DL05', started('2026-06-01'))))
  })

  it('adds an extension of a month as natural days', () => {
    expect(plain(state('DL13', started('2026-01-31'), extended('2026-02-20', 10)))).toMatchObject({ dueStrict: '2026-03-10' })
  })

  it('of minutes runs by the moment', () => {
    const begin = Temporal.Instant.from('2026-03-02T15:45:00Z')
    const emergency: ClockEvent = { id: 'a', on: date('2026-03-02'), kind: 'started', at: begin }
    expect(plain(state('DL28', emergency))).toMatchObject({ dueAt: '2026-03-02T16:15:00Z', dueStrict: '2026-03-03', dueLegal: '2026-03-03' })
    expect(() => state('DL28', started('2026-03-02'))).toThrow('time-limit/moment-missing')
  })

  it.each([
    ['ends before it starts', [ended('2026-03-01'), started('2026-03-02')]],
    ['starts twice', [started('2026-03-02'), started('2026-03-03')]],
    ['pauses twice', [started('2026-03-02'), paused('2026-03-03'), paused('2026-03-04')]],
    ['resumes without a pause', [started('2026-03-02'), resumed('2026-03-04')]],
    ['is extended after its end', [started('2026-03-02'), ended('2026-03-03'), extended('2026-03-04', 5)]],
    ['restarts before it starts', [restarted('2026-03-02')]],
    ['restarts before it ends', [started('2026-03-02'), restarted('2026-03-05')]],
  ])('that %s cannot be: the event is named', (_, events) => {
    expect(() => replay(rule('DL05'), events, calendar)).toThrow(
      expect.objectContaining({ code: 'time-limit/history-impossible', facts: expect.objectContaining({ event: expect.any(String) }) }),
    )
  })
})

// Histories that can happen, with many events on the same day: gaps of 0 make them simultaneous.
const histories = fc
  .tuple(
    fc.integer({ min: 0, max: 6000 }),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 15 })), { maxLength: 14 }),
  )
  .map(([offset, moves]) => {
    let day = date('2007-01-01').add({ days: offset })
    let phase: 'running' | 'paused' | 'ended' = 'running'
    const events: ClockEvent[] = [{ id: 'e0', on: day, kind: 'started', at }]
    for (const [index, [gap, choice, days]] of moves.entries()) {
      day = day.add({ days: gap })
      const base = { id: `e${index + 1}`, on: day }
      if (phase === 'ended') { events.push({ ...base, kind: 'restarted', at }); phase = 'running' }
      else if (choice < 3) events.push({ ...base, kind: 'extended', days, reason: '复杂' })
      else if (choice === 9) { events.push({ ...base, kind: 'ended', at }); phase = 'ended' }
      else if (phase === 'running') { events.push({ ...base, kind: 'paused', cause: 'hearing' }); phase = 'paused' }
      else { events.push({ ...base, kind: 'resumed' }); phase = 'running' }
    }
    return events
  })

/** What happened, or null when a shuffled day has no order in which it could have happened. */
function outcome(code: string, events: readonly ClockEvent[]): unknown {
  try {
    return plain(replay(rule(code), events, calendar))
  } catch (error) {
    return error instanceof Error ? error.message : error
  }
}

describe('replaying', () => {
  const codes = fc.constantFrom('DL05', 'DL04', 'DL09', 'DL13', 'DL23')

  it('does not depend on the order in which events are given', () => {
    let possible = 0
    fc.assert(
      fc.property(codes, histories, fc.infiniteStream(fc.nat()), (code, events, keys) => {
        const shuffled = events.map((event) => ({ event, key: keys.next().value })).sort((a, b) => a.key - b.key).map(({ event }) => event)
        const result = outcome(code, events)
        if (typeof result === 'object') possible += 1
        expect(outcome(code, shuffled)).toEqual(result)
      }),
      { numRuns: 1000 },
    )
    expect(possible).toBeGreaterThan(900)
  })

  it('counts an event that is given twice once', () => {
    fc.assert(
      fc.property(codes, histories, (code, events) => {
        expect(outcome(code, [...events, ...events.toReversed()])).toEqual(outcome(code, events))
      }),
      { numRuns: 300 },
    )
  })

  it('a clock ended and reopened on one day runs on, and a pause of that day is one of the new run', () => {
    const reopened = [started('2026-03-02'), restarted('2026-03-20'), ended('2026-03-20')]
    expect(plain(state('DL09', ...reopened))).toMatchObject({ phase: 'running', startedOn: '2026-03-20' })
    expect(plain(state('DL09', paused('2026-03-20'), ...reopened, resumed('2026-03-23')))).toMatchObject({ phase: 'running', pausedDays: 3 })
  })

  it('pauses on one day leave the date as it was, whichever was recorded first', () => {
    const [stop, go] = [paused('2026-03-10'), resumed('2026-03-10')]
    const untouched = state('DL09', started('2026-03-02')).dueStrict?.toString()
    for (const order of [[stop, go], [go, stop]]) expect(state('DL09', started('2026-03-02'), ...order).dueStrict?.toString()).toBe(untouched)
  })

  it('a pause within a plain count moves the strict date by exactly its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (offset, after, length) => {
        const start = date('2008-01-01').add({ days: offset })
        const from = start.add({ days: after })
        const events: ClockEvent[] = [
          { id: 's', on: start, kind: 'started', at },
          { id: 'p', on: from, kind: 'paused', cause: 'hearing' },
          { id: 'r', on: from.add({ days: length }), kind: 'resumed' },
        ]
        const [plainCount, moved] = [events.slice(0, 1), events].map((given) => replay(rule('DL09'), given, calendar))
        const [before, now] = [plainCount?.dueStrict, moved?.dueStrict]
        expect(before && now && daysBetween(before, now)).toBe(length)
        expect(moved?.pausedDays).toBe(length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('extending', () => {
  const running = state('DL05', started('2026-03-02'))
  const ask = (days: number, today: string, reason = '案情复杂,需现场鉴定') => ({ id: 'x', days, reason, today: date(today) })

  it('gives the event that moves the date', () => {
    expect(plain(extend(rule('DL05'), running, ask(30, '2026-04-28', '  案情复杂 ')))).toEqual({ id: 'x', on: '2026-04-28', kind: 'extended', days: 30, reason: '案情复杂' })
  })

  it('is possible to the last day, rest days included, and not after', () => {
    expect(extend(rule('DL05'), running, ask(1, '2026-05-06')).kind).toBe('extended')
    expect(() => extend(rule('DL05'), running, ask(1, '2026-05-07'))).toThrow(
      expect.objectContaining({ code: 'time-limit/already-overdue', facts: { dueOn: '2026-05-06', today: '2026-05-07' } }),
    )
  })

  it('is possible to the last sure day while the calendar is not published', () => {
    const provisional = state('DL05', started('2026-12-20'))
    expect(extend(rule('DL05'), provisional, ask(1, '2027-02-18')).kind).toBe('extended')
    expect(() => extend(rule('DL05'), provisional, ask(1, '2027-02-19'))).toThrow('time-limit/expiry-unknown')
  })

  it.each([
    ['a clock that has not started', state('DL05'), ask(1, '2026-03-03'), 'time-limit/not-started'],
    ['a clock that has ended', state('DL05', started('2026-03-02'), ended('2026-03-03')), ask(1, '2026-03-03'), 'time-limit/ended'],
    ['no reason', running, ask(1, '2026-03-03', '  '), 'time-limit/extension-reason-missing'],
    ['zero days', running, ask(0, '2026-03-03'), 'time-limit/extension-days-invalid'],
    ['half days', running, ask(1.5, '2026-03-03'), 'time-limit/extension-days-invalid'],
    ['31 days', running, ask(31, '2026-03-03'), 'time-limit/extension-too-long'],
  ])('refuses %s', (_, from, request, code) => {
    expect(() => extend(rule('DL05'), from, request)).toThrow(code)
  })

  it('is refused where the provision knows no extension', () => {
    expect(() => extend(rule('DL01'), state('DL01', started('2026-03-02')), ask(1, '2026-03-03'))).toThrow('time-limit/not-extendable')
  })

  it('never grants more than 30 days in all, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 35 }), { maxLength: 12 }), (requests) => {
        const events: ClockEvent[] = [started('2026-03-02')]
        for (const [index, days] of requests.entries()) {
          const now = state('DL05', ...events)
          try {
            events.push(extend(rule('DL05'), now, { ...ask(days, '2026-03-03'), id: `x${index}` }))
          } catch {
            expect(days < 1 || days > extendableDays(rule('DL05'), now)).toBe(true)
          }
        }
        expect(state('DL05', ...events).extendedDays).toBeLessThanOrEqual(30)
      }),
    )
  })

  it('happens once only where the rule says once', () => {
    const once = state('DL27', started('2026-03-02'), extended('2026-03-03', 2))
    expect(extendableDays(rule('DL27'), once)).toBe(0)
    expect(() => extend(rule('DL27'), once, ask(1, '2026-03-03'))).toThrow('time-limit/extension-too-long')
    expect(plain(once.dueStrict)).toBe('2026-03-11')
  })

  it('has no maximum where the provision names none', () => {
    expect(extendableDays(rule('DL13'), state('DL13', started('2026-03-02')))).toBe(Infinity)
    expect(extendableDays(rule('DL01'), state('DL01', started('2026-03-02')))).toBe(0)
  })
})

describe('pausing and resuming', () => {
  const decide = (today: string) => ({ id: 'x', today: date(today) })
  const hearing = (today: string) => ({ ...decide(today), cause: 'hearing' as const })
  const rereview = state('DL09', started('2026-03-02'))
  const inHearing = state('DL09', started('2026-03-02'), paused('2026-03-10'))

  it('are open to a hearing of re-review', () => {
    expect(plain(pause(rule('DL09'), rereview, hearing('2026-03-10')))).toEqual({ id: 'x', on: '2026-03-10', kind: 'paused', cause: 'hearing' })
    expect(plain(resume(inHearing, decide('2026-03-13')))).toEqual({ id: 'x', on: '2026-03-13', kind: 'resumed' })
  })

  it('are closed to a hearing in first handling', () => {
    expect(() => pause(rule('DL05'), state('DL05', started('2026-03-02')), hearing('2026-03-10'))).toThrow('time-limit/not-pausable')
  })

  it.each([
    ['before the start', state('DL09'), '2026-03-10', 'time-limit/not-started'],
    ['after the end', state('DL09', started('2026-03-02'), ended('2026-03-03')), '2026-03-10', 'time-limit/ended'],
    ['twice', inHearing, '2026-03-11', 'time-limit/already-paused'],
    ['after expiry', rereview, '2026-04-02', 'time-limit/already-overdue'],
  ])('refuse to pause %s', (_, from, today, code) => {
    expect(() => pause(rule('DL09'), from, hearing(today))).toThrow(code)
  })

  it('refuse to resume what is not paused, or before it was', () => {
    expect(() => resume(rereview, decide('2026-03-10'))).toThrow('time-limit/not-paused')
    expect(() => resume(inHearing, decide('2026-03-09'))).toThrow('time-limit/resumed-before-pause')
  })
})
