import { Temporal, civilDate, daysBetween } from '../../platform/time.ts'
import type { ClockState } from './time-limit.rules.ts'

/** The short words beside a matter: 剩3天, 超2天, 暂定, 中止, 已办. */
export interface ClockLabel {
  kind: 'notStarted' | 'left' | 'over' | 'provisional' | 'paused' | 'done'
  /**
   * `left`: calendar days to the date, 0 on it and during the rest days it is moved past; `over`: calendar days late;
   * `provisional`: days to the earliest possible date, negative after it; `paused`: units still to count;
   * `done`: days it came late, 0 in time, null where it cannot be known yet.
   */
  days: number | null
}

/**
 * Days to the strict date, which warnings to officials go by; negative after it. Where the calendar is not published
 * it is the earliest possible date, so that a warning never comes too late. Null while no date runs.
 */
export function daysToStrict({ dueStrict, notBefore, endedOn }: ClockState, today: Temporal.PlainDate): number | null {
  const date = dueStrict ?? notBefore
  return date && !endedOn ? daysBetween(today, date) : null
}

/** Calendar days past the legal date, counted to the end if it has ended; 0 in time, null where it cannot be known. */
export function daysLate({ dueLegal, notBefore, endedOn }: ClockState, today: Temporal.PlainDate): number | null {
  const day = endedOn ?? today
  if (dueLegal) return Math.max(0, daysBetween(dueLegal, day))
  // Nothing runs before the start or during a pause; an unpublished calendar can only move the date later.
  const sure = !notBefore || daysBetween(notBefore, day) <= 0
  return sure ? 0 : null
}

/** Whether the legal date has passed; null where it hangs on a calendar that is not published. */
export function isLate(state: ClockState, today: Temporal.PlainDate): boolean | null {
  const days = daysLate(state, today)
  return days === null ? null : days > 0
}

/** Whether the limit has passed at a moment; a limit of minutes is late from the moment after its own. */
export function isLateAt(state: ClockState, now: Temporal.Instant): boolean | null {
  if (!state.dueAt) return isLate(state, civilDate(now))
  return Temporal.Instant.compare(state.endedAt ?? now, state.dueAt) > 0
}

/**
 * What to show beside the matter today. Officials count down to the strict date, citizens to the legal one, which is
 * theirs by right; both are late by the legal date only.
 */
export function label(
  state: ClockState,
  today: Temporal.PlainDate,
  audience: 'official' | 'citizen' = 'official',
): ClockLabel {
  const late = daysLate(state, today)
  if (state.phase === 'waiting') return { kind: 'notStarted', days: null }
  if (state.phase === 'ended') return { kind: 'done', days: late }
  if (late !== null && late > 0) return { kind: 'over', days: late }
  if (state.provisional) return { kind: 'provisional', days: daysToStrict(state, today) }
  if (!state.dueLegal) return { kind: 'paused', days: state.uncounted }
  const date = audience === 'citizen' ? state.dueLegal : (state.dueStrict ?? state.dueLegal)
  return { kind: 'left', days: Math.max(0, daysBetween(today, date)) }
}
