import type { RawBuilder } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { calendarFor } from './calendar-of-place.ts'
import { limitFor, nearestOf, ruleOfClock, stateOfClock } from './clock.rules.ts'
import type { NextDue, StoredClockEvent } from './clock.rules.ts'
import { lengthOf } from './statutory-limits.ts'
import { clockInsert, clockUpsert, listClockRows, saveClocks } from './store.ts'
import type { ClockRow } from './store.ts'
import { extend, pause, resume } from './time-limit.rules.ts'
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
  const calendar = await calendarFor(deps.db, matter.regionPath)
  const rows = known.map((row) => ({ ...row }))
  const touched = new Set<ClockRow>()
  const append = (row: ClockRow, event: StoredClockEvent): void => {
    row.log = [...row.log, event]
    touched.add(row)
  }
  for (const { rule, on, by, unitId } of changes.end ?? []) {
    for (const row of rows.filter((one) => one.rule === rule && one.endedOn === null && (unitId === undefined || one.unitId === unitId))) {
      append(row, { id: newId(), kind: 'ended', on })
      row.endedBy = by
    }
  }
  for (const decide of decisions(deps, changes)) {
    const row = rows.find((one) => one.rule === decide.rule && one.endedOn === null)
    if (!row) throw new RuleBroken('time-limit/not-running', { rule: decide.rule })
    append(row, decide.event(row, stateOfClock(row, calendar)))
  }
  for (const start of changes.start ?? []) {
    const row = newClock(start, rows.length + 1)
    rows.push(row)
    touched.add(row)
  }
  for (const row of touched) writeDates(row, calendar)
  return { due: nearestOf(rows), touched: [...touched] }
}

/**
 * The first clocks of a matter that does not exist yet, as a statement to run together with its own insert: lists need
 * the nearest date in the matter's row, and the clocks need the matter.
 */
export async function openingClocks(deps: Pick<Deps, 'db'>, matter: Keys, starts: NonNullable<ClockChanges['start']>): Promise<{ insert: RawBuilder<unknown>; due: NextDue }> {
  const calendar = await calendarFor(deps.db, matter.regionPath)
  const rows = starts.map((start, index) => newClock(start, index + 1))
  for (const row of rows) writeDates(row, calendar)
  return { insert: clockInsert(matter, rows), due: nearestOf(rows) }
}

function writeDates(row: ClockRow, calendar: WorkingCalendar): void {
  const state = stateOfClock(row, calendar)
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

function decisions(deps: Pick<Deps, 'today'>, changes: ClockChanges): Decision[] {
  const basis = () => ({ id: newId(), today: deps.today() })
  const { extend: longer, pause: stop, resume: go } = changes
  return [
    ...(longer ? [{ rule: longer.rule, event: (row: ClockRow, state: State): StoredClockEvent => ({ id: newId(), kind: 'extended', on: extend(ruleOfClock(row), state, { ...basis(), days: longer.days, reason: longer.reason }).on.toString(), days: longer.days, reason: longer.reason }) }] : []),
    ...(stop ? [{ rule: stop.rule, event: (row: ClockRow, state: State): StoredClockEvent => ({ id: newId(), kind: 'paused', on: pause(ruleOfClock(row), state, { ...basis(), cause: stop.cause }).on.toString(), cause: stop.cause }) }] : []),
    ...(go ? [{ rule: go.rule, event: (_row: ClockRow, state: State): StoredClockEvent => ({ id: newId(), kind: 'resumed', on: resume(state, basis()).on.toString() }) }] : []),
  ]
}

function newClock(start: NonNullable<ClockChanges['start']>[number], seq: number): ClockRow {
  const limit = limitFor(start.rule, start.on)
  return {
    seq, rule: start.rule, unitId: start.unitId ?? null, startedOn: start.on, length: start.length ?? lengthOf(limit, start.variant ?? null), unit: start.unit ?? limit.unit,
    dueStrict: null, dueLegal: null, isProvisional: false, extendedDays: 0, endedOn: null, endedBy: null, log: [{ id: newId(), kind: 'started', on: start.on }],
  }
}
