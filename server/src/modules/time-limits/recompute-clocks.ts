import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { recordAuditOfMany } from '../audit/index.ts'
import { calendarsOf, readCalendars } from './calendar-of-place.ts'
import type { CalendarOfPlace } from './calendar-of-place.ts'
import { nearestOf, stateOfClock } from './clock.rules.ts'
import type { NextDue } from './clock.rules.ts'
import { limitsFor } from './limits-in-force.ts'
import type { Limits } from './limits.ts'
import { listRunningOf, listTouched, saveDates } from './running-clocks.store.ts'
import type { ClockKey, RunningClock, Touched } from './running-clocks.store.ts'

const BATCH = 5_000
/** Matters whose rows are held at once. */
const AT_ONCE = 500

export interface MatterKey {
  homeCounty: string
  id: string
}

/** What the matters module does for it: the matter's own row is written by nobody else. */
export interface MatterRows {
  /** Locks the matters in the order of their keys; those that are gone are left out. */
  lockMany(tx: Tx, keys: readonly MatterKey[]): Promise<MatterKey[]>
  saveNextDues(tx: Tx, dues: readonly (MatterKey & NextDue)[]): Promise<void>
}

/** A clock whose dates are no longer those that are written down. */
export interface Move {
  clock: RunningClock
  strict: string | null
  legal: string | null
  provisional: boolean
}

/** Computes a running clock again. @returns null where its dates stay */
export function moveOf(clock: RunningClock, calendarOf: CalendarOfPlace, limits: Limits): Move | null {
  const state = stateOfClock(clock, calendarOf(clock.regionPath), limits)
  const move = { clock, strict: (state.dueStrict ?? state.notBefore)?.toString() ?? null, legal: state.dueLegal?.toString() ?? null, provisional: state.provisional }
  return move.strict === clock.dueStrict && move.legal === clock.dueLegal && move.provisional === clock.isProvisional ? null : move
}

/** Walks through every running clock that a change may touch, in batches. */
export async function* eachTouched(deps: Pick<Deps, 'db'>, touched: Touched | 'provisional'): AsyncGenerator<RunningClock[]> {
  for (let after: ClockKey | null = null, more = true; more;) {
    const from: ClockKey | null = after
    const clocks: RunningClock[] = await inTransaction(deps.db, { as: 'system' }, (tx) => listTouched(tx, touched, from, BATCH))
    yield clocks
    after = clocks.at(-1) ?? null
    more = clocks.length === BATCH
  }
}

/**
 * Computes the dates of running clocks again after a calendar changed, and of provisional ones after a year was loaded: every date that moved is
 * written with an audit line. Matters are locked only where something moves. Safe to repeat and to interrupt.
 *
 * @returns how many clocks were looked at, and how many moved
 */
export async function recomputeClocks(deps: Deps, matters: MatterRows, touched: Touched | 'provisional'): Promise<{ looked: number; moved: number }> {
  const [calendarOf, limits] = [calendarsOf(await readCalendars(deps.db)), await limitsFor(deps.db)]
  const run = { looked: 0, moved: 0 }
  for await (const clocks of eachTouched(deps, touched)) {
    run.looked += clocks.length
    const moving = clocks.flatMap((clock) => moveOf(clock, calendarOf, limits) ?? [])
    const keys = [...new Map(moving.map(({ clock }) => [clock.matterId, { homeCounty: clock.homeCounty, id: clock.matterId }])).values()]
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      run.moved += await inTransaction(deps.db, { as: 'system' }, (tx) => moveClocks(deps, tx, matters, keys.slice(at, at + AT_ONCE), { calendarOf, limits }))
    }
  }
  return run
}

/** Reads the clocks again under the matters' locks: somebody may have acted since. */
async function moveClocks(deps: Deps, tx: Tx, matters: MatterRows, keys: readonly MatterKey[], by: { calendarOf: CalendarOfPlace; limits: Limits }): Promise<number> {
  const clocks = await listRunningOf(tx, await matters.lockMany(tx, keys))
  const moves = clocks.flatMap((clock) => moveOf(clock, by.calendarOf, by.limits) ?? [])
  if (moves.length === 0) return 0
  const moved = new Map(moves.map((move) => [move.clock, { ...move.clock, dueStrict: move.strict, dueLegal: move.legal, isProvisional: move.provisional }]))
  await saveDates(tx, [...moved.values()])
  const ofMatter = Map.groupBy(clocks.map((clock) => moved.get(clock) ?? clock), (clock) => clock.matterId)
  const touched = new Set(moves.map(({ clock }) => clock.matterId))
  await matters.saveNextDues(tx, [...ofMatter].filter(([id]) => touched.has(id)).map(([id, own]) => ({ homeCounty: own[0]?.homeCounty ?? '', id, ...nearestOf(own.map((one) => ({ ...one, endedOn: null }))) })))
  await recordAuditOfMany(deps, tx, [...Map.groupBy(moves, ({ clock }) => clock.matterId)].map(([id, own]) => ({
    actorKind: 'system' as const, actorId: null, unitId: null, action: 'time-limit.recompute', subject: `matter:${id}`, homeCounty: own[0]?.clock.homeCounty ?? null, regionPath: own[0]?.clock.regionPath ?? '', reason: null,
    detail: { clocks: own.map(({ clock, strict, legal }) => ({ rule: clock.rule, strictBefore: clock.dueStrict, legalBefore: clock.dueLegal, strict, legal })) },
  })))
  return moves.length
}
