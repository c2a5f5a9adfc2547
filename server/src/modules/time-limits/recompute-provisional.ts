import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { recordAudit } from '../audit/index.ts'
import { calendarFor } from './calendar-of-place.ts'
import { nearestOf, stateOfClock } from './clock.rules.ts'
import { limitsFor } from './limits-in-force.ts'
import { listClockRows, listProvisional, saveClocks } from './store.ts'
import type { NextDue } from './clock.rules.ts'

const BATCH = 200

interface Key {
  homeCounty: string
  id: string
}

/** What the matters module does for it: the matter's own row is written by nobody else. */
export interface MatterRows {
  /** Locks the matter and gives its place; null when it is gone. */
  lockPlace(tx: Tx, key: Key): Promise<{ regionPath: string } | null>
  saveNextDue(tx: Tx, key: Key, due: NextDue): Promise<void>
}

/**
 * Computes provisional dates again after a year's calendar was loaded; each matter in its own transaction, with an audit line
 * for every date that moved. Safe to repeat and to interrupt.
 *
 * @returns how many clocks got a sure date
 */
export async function recomputeProvisional(deps: Deps, matters: MatterRows): Promise<number> {
  let settled = 0
  for (let after: Key | null = null, more = true; more;) {
    const from: Key | null = after
    const keys: Key[] = await inTransaction(deps.db, { as: 'system' }, (tx) => listProvisional(tx, from, BATCH))
    for (const key of keys) settled += await inTransaction(deps.db, { as: 'system' }, (tx) => recomputeMatter(deps, tx, matters, key))
    after = keys.at(-1) ?? null
    more = keys.length === BATCH
  }
  return settled
}

async function recomputeMatter(deps: Deps, tx: Tx, matters: MatterRows, key: Key): Promise<number> {
  const place = await matters.lockPlace(tx, key)
  if (!place) return 0
  const [calendar, limits] = [await calendarFor(deps.db, place.regionPath), await limitsFor(deps.db)]
  const rows = await listClockRows(tx, key)
  const moved = rows.filter((row) => row.endedOn === null && row.isProvisional).map((row) => {
    const state = stateOfClock(row, calendar, limits)
    const before = { strictBefore: row.dueStrict, legalBefore: row.dueLegal }
    row.dueStrict = (state.dueStrict ?? state.notBefore)?.toString() ?? null
    row.dueLegal = state.dueLegal?.toString() ?? null
    row.isProvisional = state.provisional
    return { row, before }
  }).filter(({ row, before }) => !row.isProvisional || row.dueStrict !== before.strictBefore)
  if (moved.length === 0) return 0
  await saveClocks(tx, key, moved.map(({ row }) => row))
  await matters.saveNextDue(tx, key, nearestOf(rows))
  await recordAudit(deps, tx, {
    actorKind: 'system', actorId: null, unitId: null, action: 'time-limit.recompute', subject: `matter:${key.id}`, homeCounty: key.homeCounty, regionPath: place.regionPath, reason: null,
    detail: { clocks: moved.map(({ row, before }) => ({ rule: row.rule, ...before, strict: row.dueStrict, legal: row.dueLegal })) },
  })
  return moved.length
}
