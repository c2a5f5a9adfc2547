import { RuleBroken } from '../../platform/errors.ts'
import { type Temporal, dateOfDay, dayNumber } from '../../platform/time.ts'
import type { DayReason, WorkingCalendar } from './working-calendar.ts'

export const DAY_UNITS = ['naturalDay', 'workingDay', 'month', 'year'] as const
export type DayUnit = (typeof DAY_UNITS)[number]
/** What a limit counts: 自然日、工作日、月、年、分钟. */
export type TimeUnit = DayUnit | 'minute'

/** Longest limit that is counted, in units; longer ones are slips of the pen. */
export const LONGEST = 36_500
export const EARLIEST_YEAR = 1900
export const LATEST_YEAR = 2199

export interface DueDateQuestion {
  /** The day of the event that starts the limit; it is not counted itself. */
  start: Temporal.PlainDate
  /** 1–36,500 units. */
  length: number
  unit: DayUnit
}

/** Why a limit pauses: 复核听证, 鉴定. */
export type PauseCause = 'hearing' | 'appraisal'

/** Days that are not counted; `until` is the first day counted again, null while the pause lasts. */
export interface Pause {
  from: Temporal.PlainDate
  until: Temporal.PlainDate | null
  cause: PauseCause
}

export type StepReason =
  | DayReason
  | { readonly code: 'startDay' }
  | { readonly code: 'naturalDay' }
  | { readonly code: 'calendarPeriod'; readonly unit: 'month' | 'year'; readonly correspondingDay: boolean }
  | { readonly code: 'extension' }
  | { readonly code: 'pause'; readonly cause: PauseCause }

/** A run of neighbouring days that were counted, or not, for one reason; both ends belong to it. */
export interface Step {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  counted: boolean
  reason: StepReason
}

export interface DueDate {
  /**
   * The plain count; for working days the working-day count. Null when it cannot be known: a working-day count that
   * runs into a year whose calendar is not published, or a pause that has not ended.
   */
  dueStrict: Temporal.PlainDate | null
  /** `dueStrict` moved on past days of rest; null when it cannot be known. */
  dueLegal: Temporal.PlainDate | null
  /** True where a date hangs on a calendar that is not published. */
  provisional: boolean
  /**
   * The earliest day on which the limit can end, whatever the calendar will say: `dueStrict`, or, for a working-day
   * count cut short, the day it would end if every unknown day were a working day. Null only while a pause lasts.
   */
  notBefore: Temporal.PlainDate | null
  /** Units still to be counted where the count was cut short; 0 otherwise. Months and years are counted as their days. */
  uncounted: number
  /** Every day from `start` to the last date that could be reached, once and in order. */
  steps: Step[]
}

/**
 * The day on which a limit ends.
 *
 * The start day is not counted (民法典第二百零一条第一款). Months and years end on the corresponding day, or on the last day
 * of the month when there is none (第二百零二条). When the last day is a day of rest, the limit ends on the first day
 * after the rest (第二百零三条第一款); a make-up workday is not a day of rest. A working-day count needs no such move.
 * A day of a year without a published calendar is never guessed, weekends included.
 * @param extension further units, counted on from the unshifted end; for months and years further natural days
 * @param pauses in order, without overlap
 * @throws RuleBroken `time-limit/length-out-of-range`, `time-limit/date-out-of-range`
 */
export function dueDate(
  question: DueDateQuestion,
  calendar: WorkingCalendar,
  { extension = 0, pauses = [] }: { extension?: number; pauses?: readonly Pause[] } = {},
): DueDate {
  requireCountable(question)
  const count = question.unit === 'workingDay' ? workingDayCount(question, extension, calendar) : calendarCount(question, extension)
  const counted = countDays(dayNumber(question.start), count, spansOf(pauses))
  if (counted.uncounted > 0) return cutShort(counted)
  return question.unit === 'workingDay' ? endsAsCounted(counted) : movedPastRest(counted, calendar)
}

/** The instant at which a limit of minutes ends; it runs from the moment itself (民法典第二百零一条第二款). */
export function dueAt(start: Temporal.Instant, minutes: number): Temporal.Instant {
  requireLength(minutes)
  return start.add({ minutes })
}

function requireLength(length: number): void {
  if (!Number.isSafeInteger(length) || length < 1 || length > LONGEST)
    throw new RuleBroken('time-limit/length-out-of-range', { length, longest: LONGEST })
}

function requireCountable({ start, length, unit }: DueDateQuestion): void {
  requireLength(length)
  const years = { year: length, month: Math.ceil(length / 12), naturalDay: Math.ceil(length / 365), workingDay: 0 }[unit]
  if (start.year < EARLIEST_YEAR || start.year + years > LATEST_YEAR)
    throw new RuleBroken('time-limit/date-out-of-range', { start: start.toString(), earliest: EARLIEST_YEAR, latest: LATEST_YEAR })
}

/** `counts` is null where it cannot be known whether the day counts. */
interface Verdict {
  counts: boolean | null
  reason: StepReason
}

/** How many days to count, and what each day is worth; `nth` is the place it would take in the count, from 1. */
interface Count {
  total: number
  judge: (day: number, nth: number) => Verdict
}

interface Run {
  first: number
  last: number
  counted: boolean
  reason: StepReason
}

interface Counted {
  last: number
  uncounted: number
  /** Why the count was cut short. */
  cause: 'unpublished' | 'pause' | null
  runs: Run[]
}

const START_DAY: StepReason = { code: 'startDay' }
const NATURAL_DAY: StepReason = { code: 'naturalDay' }
const EXTENSION: StepReason = { code: 'extension' }

function workingDayCount({ length }: DueDateQuestion, extension: number, calendar: WorkingCalendar): Count {
  const judge = (day: number): Verdict => {
    const { working, reason } = calendar.kindOfDayNumber(day)
    return { counts: working, reason }
  }
  return { total: length + extension, judge }
}

function calendarCount(question: DueDateQuestion, extension: number): Count {
  const { days, reason } = daysOfPeriod(question)
  const period: Verdict = { counts: true, reason }
  const extended: Verdict = { counts: true, reason: EXTENSION }
  return { total: days + extension, judge: (_, nth) => (nth > days ? extended : period) }
}

/** A month or year becomes the days it has from this start, so that pauses and extensions count on from there. */
function daysOfPeriod({ start, length, unit }: DueDateQuestion): { days: number; reason: StepReason } {
  if (unit !== 'month' && unit !== 'year') return { days: length, reason: NATURAL_DAY }
  const end = start.add(unit === 'month' ? { months: length } : { years: length })
  return {
    days: dayNumber(end) - dayNumber(start),
    reason: { code: 'calendarPeriod', unit, correspondingDay: end.day === start.day },
  }
}

interface PausedSpan {
  first: number
  /** The first day counted again. */
  next: number
  reason: StepReason
}

function spansOf(pauses: readonly Pause[]): PausedSpan[] {
  return pauses.map(({ from, until, cause }) => ({
    first: dayNumber(from),
    next: until ? dayNumber(until) : Infinity,
    reason: { code: 'pause', cause },
  }))
}

function countDays(start: number, { total, judge }: Count, pauses: readonly PausedSpan[]): Counted {
  const runs: Run[] = []
  append(runs, start, false, START_DAY)
  let uncounted = total
  let day = start
  while (uncounted > 0) {
    day += 1
    const pause = pauses.find(({ first, next }) => first <= day && day < next)
    if (pause) {
      append(runs, day, false, pause.reason)
      if (pause.next === Infinity) return { last: day, uncounted, cause: 'pause', runs }
      continue
    }
    const { counts, reason } = judge(day, total - uncounted + 1)
    append(runs, day, counts === true, reason)
    if (counts === null) return { last: day, uncounted, cause: 'unpublished', runs }
    if (counts) uncounted -= 1
  }
  return { last: day, uncounted, cause: null, runs }
}

function cutShort({ last, uncounted, cause, runs }: Counted): DueDate {
  return {
    dueStrict: null,
    dueLegal: null,
    provisional: cause === 'unpublished',
    notBefore: cause === 'pause' ? null : dateOfDay(last + uncounted - 1),
    uncounted,
    steps: runs.map(stepOf),
  }
}

function endsAsCounted({ last, runs }: Counted): DueDate {
  const due = dateOfDay(last)
  return { dueStrict: due, dueLegal: due, provisional: false, notBefore: due, uncounted: 0, steps: runs.map(stepOf) }
}

/** The last day keeps its place in the count; if it is a day of rest, the days after it are not counted but waited out. */
function movedPastRest({ last, runs }: Counted, calendar: WorkingCalendar): DueDate {
  const strict = dateOfDay(last)
  let day = last
  let kind = calendar.kindOfDayNumber(day)
  if (kind.working !== true) relabelLast(runs, kind.reason)
  while (kind.working === false) {
    day += 1
    kind = calendar.kindOfDayNumber(day)
    append(runs, day, false, kind.reason)
  }
  const known = kind.working !== null
  const legal = known ? dateOfDay(day) : null
  return { dueStrict: strict, dueLegal: legal, provisional: !known, notBefore: strict, uncounted: 0, steps: runs.map(stepOf) }
}

function append(runs: Run[], day: number, counted: boolean, reason: StepReason): void {
  const run = runs.at(-1)
  if (run && run.counted === counted && run.reason === reason) run.last = day
  else runs.push({ first: day, last: day, counted, reason })
}

/** Gives the last counted day a step of its own, with the reason why the limit cannot end on it. */
function relabelLast(runs: Run[], reason: StepReason): void {
  const run = runs.at(-1)
  if (!run) return
  const day = run.last
  if (run.first === day) runs.pop()
  else run.last = day - 1
  runs.push({ first: day, last: day, counted: true, reason })
}

function stepOf({ first, last, counted, reason }: Run): Step {
  const from = dateOfDay(first)
  return { from, to: first === last ? from : dateOfDay(last), counted, reason }
}
