import { inTransaction } from '../../platform/database.ts'
import type { Db } from '../../platform/database.ts'
import { limitsOf } from './limits.ts'
import type { Limits } from './limits.ts'
import { insertUnknownRules, listRules } from './rule.store.ts'
import { STATUTORY_LIMITS } from './shipped-limits.ts'

// A change holds from the next day on at the earliest, so half a minute of an older table changes no date.
const KEPT_MS = 30_000
let keptOf = new WeakMap<Db, { at: number; limits: Limits }>()

/** The table of limits as the administrator keeps it. */
export async function limitsFor(db: Db): Promise<Limits> {
  const kept = keptOf.get(db)
  if (kept && Date.now() - kept.at < KEPT_MS) return kept.limits
  const limits = limitsOf(await listRules(db))
  keptOf.set(db, { at: Date.now(), limits })
  return limits
}

/** Call after an edit, so that this process shows the new rows at once. */
export function forgetLimits(): void {
  keptOf = new WeakMap()
}

/** Loads the limits of the release that the installation does not have. Safe to repeat. @returns how many rows */
export async function seedLimits(db: Db): Promise<number> {
  const added = await inTransaction(db, { as: 'system' }, (tx) => insertUnknownRules(tx, STATUTORY_LIMITS))
  if (added > 0) forgetLimits()
  return added
}
