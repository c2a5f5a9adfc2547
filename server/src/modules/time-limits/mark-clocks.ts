import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { recordAuditOfMany } from '../audit/index.ts'
import { isPetitionersWindow } from './clock.rules.ts'
import { limitsFor } from './limits-in-force.ts'
import type { Limits } from './limits.ts'
import { markDue } from './running-clocks.store.ts'
import type { Marked } from './running-clocks.store.ts'

const BATCH = 1_000

/**
 * Marks what officials are warned of and what is overdue. The mark carries the day on which it came, not the day of the run: after a standstill it
 * is the same as if there had been none. Safe to repeat and to interrupt; a clock of the computer that is set back takes no mark away.
 *
 * @returns how many clocks were marked
 */
export async function markClocks(deps: Deps): Promise<number> {
  const warnDays = warnDaysOf(await limitsFor(deps.db), deps.today().toString())
  let marked = 0
  for (let more = true; more;) {
    more = await inTransaction(deps.db, { as: 'system' }, async (tx) => {
      const found = await markDue(tx, warnDays, deps.today().toString(), BATCH)
      await recordAuditOfMany(deps, tx, found.map(lineOf))
      marked += found.length
      return found.length === BATCH
    })
  }
  return marked
}

/** Windows in which somebody may ask for something are nobody's lateness. */
function warnDaysOf({ rows }: Limits, today: string): Map<string, number> {
  const inForce = rows.filter((row) => row.bound === 'atMost' && !isPetitionersWindow(row.code) && row.validFrom <= today)
  return new Map(inForce.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).map((row) => [row.code, row.warnDays]))
}

const lineOf = ({ homeCounty, matterId, rule, regionPath, warnedOn, overdueOn }: Marked) => ({
  actorKind: 'system' as const, actorId: null, unitId: null, action: overdueOn === null ? 'time-limit.warned' : 'time-limit.overdue', subject: `matter:${matterId}`, homeCounty, regionPath, reason: null,
  detail: { rule, warnedOn, overdueOn },
})
