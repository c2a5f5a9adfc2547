import type { RawBuilder } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { calendarFor } from './calendar-of-place.ts'
import { nearestOf, ruleOfClock, stateOfClock } from './clock.rules.ts'
import type { NextDue, StoredClockEvent } from './clock.rules.ts'
import type { Limits } from './limits.ts'
import { limitsFor } from './limits-in-force.ts'
import { lengthOf } from './statutory-limits.ts'
import { clockInsert, clockUpsert, listClockRows, saveClocks } from './store.ts'
import type { ClockRow } from './store.ts'
import { extend, extendableDays, pause, resume } from './time-limit.rules.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** What a step does to the clocks of its matter. `on` is the legal day, YYYY-MM-DD. */
export interface ClockChanges {
  /** Ends every running clock of the rule (of the unit, where one is named); nothing happens when none runs. */
  end?: readonly { rule: string; on: string; by: string; unitId?: string }[]
  /** Starts a clock; `length` and `unit` only where the step sets its own term (交办). */
  start?: readonly { rule: string; on: string; unitId?: string | null; variant?: string; length?: number; unit?: 'naturalDay' | 'workingDay' | 'month' }[]
  extend?: { rule: string; days: number; reason: string }
  pause?: { rule: string; cause: 'hearing' | 'appraisal' }
  resume?: { rule: string }
}

interface Keys {
  homeCounty: string
  id: string
  regionPath: string
}

/**
 * Changes the clocks of a matter, in its transaction. Two statements at most; none is read for a matter just made.
 *
 * @returns the columns of the matter that lists show its nearest due date by
 * @throws RuleBroken what the law refuses, see `time-limit.rules.ts`; `time-limit/not-running` when there is nothing to extend, pause or resume
 */
export async function changeClocks(deps: Pick<Deps, 'db' | 'today'>, tx: Tx, matter: Keys, changes: ClockChanges, options: { isNew?: boolean } = {}): Promise<NextDue> {
  const rows = options.isNew ? [] : await listClockRows(tx, matter)
  const { due, touched } = await decideClocks(deps, matter, rows, changes)
  await saveClocks(tx, matter, touched)
  return due
}

/**
 * The same for clocks that were read with everything else the step needs (`clockRowsJson`): what is to be written comes back as
 * statements, to run together with the step's own.
 */
export async function planClocks(deps: Pick<Deps, 'db' | 'today'>, matter: Keys, rows: readonly ClockRow[], changes: ClockChanges): Promise<{ due: NextDue; writes: RawBuilder<unknown>[] }> {
  const { due, touched } = await decideClocks(deps, matter, rows, changes)
  return { due, writes: touched.length > 0 ? [clockUpsert(matter, touched)] : [] }
}

async function decideClocks(deps: Pick<Deps, 'db' | 'today'>, matter: Keys, known: readonly ClockRow[], changes: ClockChanges): Promise<{ due: NextDue; touched: ClockRow[] }> {
  const [calendar, limits] = [await calendarFor(deps.db, matter.regionPath), await limitsFor(deps.db)]
  const rows = known.map((row) => ({ ...row }))
  const touched = new Set<ClockRow>()
  const append = (row: ClockRow, event: StoredClockEvent): void => {
    row.log = [...row.log, { ...event, on: notBeforeTheLast(row.log, event.on) }]
    touched.add(row)
  }
  for (const { rule, on, by, unitId } of changes.end ?? []) {
    const ending = new Set([rule, ...companionsOf(rule, limits)])
    for (const row of rows.filter((one) => ending.has(one.rule) && one.endedOn === null && (unitId === undefined || one.unitId === unitId))) {
      append(row, { id: newId(), kind: 'ended', on })
      row.endedBy = by
    }
  }
  for (const decide of decisions(deps, limits, changes)) {
    const row = rows.find((one) => one.rule === decide.rule && one.endedOn === null)
    if (!row) throw new RuleBroken('time-limit/not-running', { rule: decide.rule })
    append(row, decide.event(row, stateOfClock(row, calendar, limits)))
  }
  for (const row of companionsRunning(rows, changes.extend, limits)) {
    // What the head has approved holds for a stricter local limit too, as far as its own provision lets it, and unless it has expired.
    const days = Math.min(changes.extend?.days ?? 0, extendableDays(ruleOfClock(row, limits), stateOfClock(row, calendar, limits)))
    const on = deps.today().toString()
    if (days > 0 && (row.dueLegal === null || on <= row.dueLegal)) append(row, { id: newId(), kind: 'extended', on, days, reason: changes.extend?.reason ?? '' })
  }
  for (const row of newClocks(changes.start ?? [], limits, rows.length)) {
    rows.push(row)
    touched.add(row)
  }
  for (const row of touched) writeDates(row, calendar, limits)
  return { due: nearestOf(rows), touched: [...touched] }
}

/**
 * The day of an event, never before that of the one before it: a computer's clock that is set back over midnight must not turn the order of what
 * happened around.
 */
function notBeforeTheLast(log: readonly StoredClockEvent[], on: string): string {
  return log.reduce((latest, event) => (event.on > latest ? event.on : latest), on)
}

function companionsRunning(rows: readonly ClockRow[], longer: ClockChanges['extend'], limits: Limits): ClockRow[] {
  const codes = longer ? companionsOf(longer.rule, limits) : []
  return rows.filter((row) => row.endedOn === null && codes.includes(row.rule))
}

/** Stricter local limits that end when this one ends, on or off by now. */
const companionsOf = (rule: string, limits: Limits): string[] => limits.rows.filter((row) => row.force === 'optional' && row.beside.includes(rule)).map((row) => row.code)

/**
 * The first clocks of a matter that does not exist yet, as a statement to run together with its own insert: lists need
 * the nearest date in the matter's row, and the clocks need the matter.
 */
export async function openingClocks(deps: Pick<Deps, 'db'>, matter: Keys, starts: NonNullable<ClockChanges['start']>): Promise<{ insert: RawBuilder<unknown>; due: NextDue }> {
  const [calendar, limits] = [await calendarFor(deps.db, matter.regionPath), await limitsFor(deps.db)]
  const rows = newClocks(starts, limits, 0)
  for (const row of rows) writeDates(row, calendar, limits)
  return { insert: clockInsert(matter, rows), due: nearestOf(rows) }
}

/** Writes the dates that the events of a clock amount to. */
export function writeDates(row: ClockRow, calendar: WorkingCalendar, limits: Limits): void {
  const state = stateOfClock(row, calendar, limits)
  row.dueStrict = (state.dueStrict ?? state.notBefore)?.toString() ?? null
  row.dueLegal = state.dueLegal?.toString() ?? null
  row.isProvisional = state.provisional
  row.extendedDays = state.extendedDays
  row.endedOn = state.endedOn?.toString() ?? null
}

type State = ReturnType<typeof stateOfClock>
interface Decision {
  rule: string
  event(row: ClockRow, state: State): StoredClockEvent
}

function decisions(deps: Pick<Deps, 'today'>, limits: Limits, changes: ClockChanges): Decision[] {
  const basis = () => ({ id: newId(), today: deps.today() })
  const { extend: longer, pause: stop, resume: go } = changes
  return [
    ...(longer ? [{ rule: longer.rule, event: (row: ClockRow, state: State): StoredClockEvent => ({ id: newId(), kind: 'extended', on: extend(ruleOfClock(row, limits), state, { ...basis(), days: longer.days, reason: longer.reason }).on.toString(), days: longer.days, reason: longer.reason }) }] : []),
    ...(stop ? [{ rule: stop.rule, event: (row: ClockRow, state: State): StoredClockEvent => ({ id: newId(), kind: 'paused', on: pause(ruleOfClock(row, limits), state, { ...basis(), cause: stop.cause }).on.toString(), cause: stop.cause }) }] : []),
    ...(go ? [{ rule: go.rule, event: (_row: ClockRow, state: State): StoredClockEvent => ({ id: newId(), kind: 'resumed', on: resume(state, basis()).on.toString() }) }] : []),
  ]
}

type Start = NonNullable<ClockChanges['start']>[number]

/** The clocks that start, each with the stricter local ones that a place has turned on beside it. */
function newClocks(starts: readonly Start[], limits: Limits, count: number): ClockRow[] {
  const all = starts.flatMap((start) => [start, ...limits.besideOf(start.rule, start.on).map(({ code }): Start => ({ rule: code, on: start.on, unitId: start.unitId }))])
  return all.map((start, index) => newClock(start, limits, count + index + 1))
}

function newClock(start: Start, limits: Limits, seq: number): ClockRow {
  const limit = limits.find(start.rule, start.on)
  return {
    seq, rule: start.rule, unitId: start.unitId ?? null, startedOn: start.on, length: start.length ?? lengthOf(limit, start.variant ?? null), unit: start.unit ?? limit.unit,
    dueStrict: null, dueLegal: null, isProvisional: false, extendedDays: 0, endedOn: null, endedBy: null, warnedOn: null, overdueOn: null, log: [{ id: newId(), kind: 'started', on: start.on }],
  }
}
