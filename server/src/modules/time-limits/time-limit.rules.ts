import { RuleBroken } from '../../platform/errors.ts'
import { Temporal, civilDate, daysBetween } from '../../platform/time.ts'
import { type Pause, type PauseCause, type Step, type TimeUnit, dueAt, dueDate } from './due-date.rules.ts'
import type { Extension } from './statutory-limits.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** What replaying a clock needs of the limit that was in force when it started. */
export interface TimeLimitRule {
  code: string
  length: number
  unit: TimeUnit
  extension: Extension | null
  pausedBy: readonly PauseCause[]
}

/** What happened to a clock. `on` is the legal day, which may be earlier than the day it was recorded. */
export type ClockEvent = { readonly id: string; readonly on: Temporal.PlainDate } & (
  // `at` is the moment, which limits of minutes need.
  | { readonly kind: 'started' | 'restarted' | 'ended'; readonly at: Temporal.Instant | null }
  // `on` is the first day not counted.
  | { readonly kind: 'paused'; readonly cause: PauseCause }
  // `on` is the first day counted again.
  | { readonly kind: 'resumed' }
  // `days` in the unit of the limit; natural days for months and years.
  | { readonly kind: 'extended'; readonly days: number; readonly reason: string }
)
export type ClockEventKind = ClockEvent['kind']

/**
 * waiting → running (started); running ↔ paused (paused, resumed); running or paused → ended (ended);
 * ended → running anew (restarted: earlier pauses and extensions no longer count).
 */
export type ClockPhase = 'waiting' | 'running' | 'paused' | 'ended'

export interface ClockState {
  phase: ClockPhase
  startedOn: Temporal.PlainDate | null
  /** The plain date: warnings to officials use it. Null while waiting or paused, or where it cannot be known. */
  dueStrict: Temporal.PlainDate | null
  /** Moved past rest: lateness and citizens' rights use it. Null as above, or while the calendar is not published. */
  dueLegal: Temporal.PlainDate | null
  /** The exact moment, for limits of minutes only. */
  dueAt: Temporal.Instant | null
  notBefore: Temporal.PlainDate | null
  provisional: boolean
  /** Units still to count where an unended pause or an unpublished calendar cut the count short; 0 otherwise. */
  uncounted: number
  /** Calendar days of the pauses that are over. */
  pausedDays: number
  pausedSince: Temporal.PlainDate | null
  /** Units added in all. */
  extendedDays: number
  extensions: number
  endedOn: Temporal.PlainDate | null
  endedAt: Temporal.Instant | null
  /** Every day counted or skipped, with its reason; empty for limits of minutes. */
  steps: Step[]
}

/** What the events amount to, before any date is computed. */
interface History {
  phase: ClockPhase
  startedOn: Temporal.PlainDate | null
  startedAt: Temporal.Instant | null
  pauses: readonly Pause[]
  extendedDays: number
  extensions: number
  endedOn: Temporal.PlainDate | null
  endedAt: Temporal.Instant | null
}

const NOTHING_YET: History = {
  phase: 'waiting',
  startedOn: null,
  startedAt: null,
  pauses: [],
  extendedDays: 0,
  extensions: 0,
  endedOn: null,
  endedAt: null,
}

/**
 * Which of several events of one day comes first, by the phase the clock is in; kinds not named cannot happen then.
 * So the outcome does not depend on the order in which simultaneous events were recorded.
 */
const FIRST_OF_DAY: Record<ClockPhase, readonly ClockEventKind[]> = {
  waiting: ['started'],
  running: ['extended', 'paused', 'ended'],
  paused: ['extended', 'resumed', 'ended'],
  ended: ['restarted'],
}
/** Ended and restarted on one day: what else happened that day is taken to concern the new run, where it has effect. */
const FIRST_OF_DAY_OF_RESTART: readonly ClockEventKind[] = ['ended', 'extended', 'paused']

/**
 * The state of a clock from its events. The same events give the same state in any order, and an event that appears
 * twice (same id) counts once.
 * @throws RuleBroken `time-limit/history-impossible` when an event cannot have happened, naming it;
 *   `time-limit/moment-missing` when a limit of minutes starts without its moment
 */
export function replay(rule: TimeLimitRule, events: readonly ClockEvent[], calendar: WorkingCalendar): ClockState {
  const waiting = [...new Map(events.map((event) => [event.id, event])).values()]
  waiting.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on) || (a.id < b.id ? -1 : 1))
  let history = NOTHING_YET
  while (waiting.length > 0) history = apply(history, takeNext(waiting, history.phase))
  return stateOf(rule, history, calendar)
}

/** Takes the event that comes next out of `waiting`, which is sorted by day. */
function takeNext(waiting: ClockEvent[], phase: ClockPhase): ClockEvent {
  const [earliest] = waiting
  const find = (kind: ClockEventKind) => waiting.findIndex((event) => event.kind === kind && earliest?.on.equals(event.on))
  const kinds = phase === 'running' && find('restarted') >= 0 ? FIRST_OF_DAY_OF_RESTART : FIRST_OF_DAY[phase]
  const index = kinds.map(find).find((found) => found >= 0)
  const [next] = index === undefined ? [] : waiting.splice(index, 1)
  if (next) return next
  throw new RuleBroken('time-limit/history-impossible', {
    phase,
    event: earliest?.id ?? null,
    kind: earliest?.kind ?? null,
    on: earliest?.on.toString() ?? null,
  })
}

function apply(history: History, event: ClockEvent): History {
  switch (event.kind) {
    case 'started':
    case 'restarted':
      return { ...NOTHING_YET, phase: 'running', startedOn: event.on, startedAt: event.at }
    case 'paused':
      return { ...history, phase: 'paused', pauses: [...history.pauses, { from: event.on, until: null, cause: event.cause }] }
    case 'resumed':
      return { ...history, phase: 'running', pauses: closePause(history.pauses, event.on) }
    case 'extended':
      return { ...history, extendedDays: history.extendedDays + event.days, extensions: history.extensions + 1 }
    case 'ended':
      return { ...history, phase: 'ended', pauses: closePause(history.pauses, event.on), endedOn: event.on, endedAt: event.at }
  }
}

const closePause = (pauses: readonly Pause[], until: Temporal.PlainDate): Pause[] =>
  pauses.map((pause) => (pause.until ? pause : { ...pause, until }))

function stateOf(rule: TimeLimitRule, history: History, calendar: WorkingCalendar): ClockState {
  const { phase, startedOn, extendedDays, extensions, endedOn, endedAt, pauses } = history
  return {
    phase,
    startedOn,
    ...datesOf(rule, history, calendar),
    pausedDays: pauses.reduce((days, { from, until }) => days + (until ? daysBetween(from, until) : 0), 0),
    pausedSince: pauses.find(({ until }) => until === null)?.from ?? null,
    extendedDays,
    extensions,
    endedOn,
    endedAt,
  }
}

type Dates = Pick<ClockState, 'dueStrict' | 'dueLegal' | 'dueAt' | 'notBefore' | 'provisional' | 'uncounted' | 'steps'>

const NO_DATES: Dates = {
  dueStrict: null,
  dueLegal: null,
  dueAt: null,
  notBefore: null,
  provisional: false,
  uncounted: 0,
  steps: [],
}

function datesOf({ code, length, unit }: TimeLimitRule, history: History, calendar: WorkingCalendar): Dates {
  const { startedOn, startedAt, extendedDays, pauses } = history
  if (!startedOn) return NO_DATES
  if (unit !== 'minute')
    return { dueAt: null, ...dueDate({ start: startedOn, length, unit }, calendar, { extension: extendedDays, pauses }) }
  if (!startedAt) throw new RuleBroken('time-limit/moment-missing', { code })
  const moment = dueAt(startedAt, length + extendedDays)
  const day = civilDate(moment)
  return { ...NO_DATES, dueStrict: day, dueLegal: day, dueAt: moment, notBefore: day }
}

interface Decision {
  /** The id of the event that the decision becomes. */
  id: string
  today: Temporal.PlainDate
}

/** Units by which the limit may still be extended; 0 when it may not, Infinity where the provision names no maximum. */
export function extendableDays({ extension }: TimeLimitRule, { extendedDays, extensions }: ClockState): number {
  if (!extension || (extension.times !== null && extensions >= extension.times)) return 0
  return Math.max(0, (extension.atMost ?? Infinity) - extendedDays)
}

/**
 * The event that moves the due date of a running limit later, counted on from the unshifted strict day.
 * @param decision `days` in the unit of the limit, whole, at least 1; `reason` is told to the person concerned
 * @throws RuleBroken `time-limit/not-started`, `time-limit/ended`, `time-limit/not-extendable`,
 *   `time-limit/extension-days-invalid`, `time-limit/extension-reason-missing`; `time-limit/already-overdue` from the day
 *   after the legal date; `time-limit/expiry-unknown` past the last sure day while the calendar is not published;
 *   `time-limit/extension-too-long` beyond what the provision allows in all
 * @see 信访工作条例第三十四条
 */
export function extend(rule: TimeLimitRule, state: ClockState, decision: Decision & { days: number; reason: string }): ClockEvent {
  const { id, today, days } = decision
  const reason = decision.reason.trim()
  requireRunning(state)
  if (!rule.extension) throw new RuleBroken('time-limit/not-extendable', { code: rule.code })
  if (!Number.isSafeInteger(days) || days < 1) throw new RuleBroken('time-limit/extension-days-invalid', { days })
  if (reason === '') throw new RuleBroken('time-limit/extension-reason-missing', { code: rule.code })
  requireNotExpired(state, today)
  const allowed = extendableDays(rule, state)
  if (days > allowed) throw new RuleBroken('time-limit/extension-too-long', { days, allowed })
  return { id, on: today, kind: 'extended', days, reason }
}

/**
 * The event that stops the count from today on.
 * @throws RuleBroken `time-limit/not-started`, `time-limit/ended`, `time-limit/already-paused`, `time-limit/not-pausable`
 *   (a hearing stops 复核 only, never first handling), and the two codes of expiry as in `extend`
 * @see 信访工作条例第三十六条
 */
export function pause(rule: TimeLimitRule, state: ClockState, { id, today, cause }: Decision & { cause: PauseCause }): ClockEvent {
  requireRunning(state)
  if (state.phase === 'paused') throw new RuleBroken('time-limit/already-paused', { since: state.pausedSince?.toString() ?? null })
  if (!rule.pausedBy.includes(cause)) throw new RuleBroken('time-limit/not-pausable', { code: rule.code, cause })
  requireNotExpired(state, today)
  return { id, on: today, kind: 'paused', cause }
}

/**
 * The event that lets the count go on; today is the first day counted again.
 * @throws RuleBroken `time-limit/not-paused`; `time-limit/resumed-before-pause`
 */
export function resume({ phase, pausedSince }: ClockState, { id, today }: Decision): ClockEvent {
  if (phase !== 'paused' || !pausedSince) throw new RuleBroken('time-limit/not-paused', { phase })
  if (daysBetween(pausedSince, today) < 0)
    throw new RuleBroken('time-limit/resumed-before-pause', { since: pausedSince.toString(), on: today.toString() })
  return { id, on: today, kind: 'resumed' }
}

function requireRunning({ phase, endedOn }: ClockState): void {
  if (phase === 'waiting') throw new RuleBroken('time-limit/not-started')
  if (endedOn) throw new RuleBroken('time-limit/ended', { endedOn: endedOn.toString() })
}

function requireNotExpired({ dueLegal, notBefore }: ClockState, today: Temporal.PlainDate): void {
  const lastSureDay = dueLegal ?? notBefore
  if (!lastSureDay || daysBetween(lastSureDay, today) <= 0) return
  const code = dueLegal ? 'time-limit/already-overdue' : 'time-limit/expiry-unknown'
  throw new RuleBroken(code, { dueOn: lastSureDay.toString(), today: today.toString() })
}
