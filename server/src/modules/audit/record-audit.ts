import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { hashLine, laneOf } from './chain.rules.ts'
import type { AuditEntry } from './chain.rules.ts'
import { insertLine, lockLane } from './store.ts'

/**
 * Adds one line to the record, in the transaction of what it records. Call it last: the lane stays locked until commit.
 */
export async function recordAudit(deps: Pick<Deps, 'now'>, tx: Tx, entry: AuditEntry): Promise<void> {
  const lane = laneOf(entry.subject)
  const { nextSeq, head } = await lockLane(tx, lane)
  const line = { ...entry, lane, seq: nextSeq, at: deps.now().toString({ smallestUnit: 'millisecond' }), previous: head }
  await insertLine(tx, { ...line, hash: hashLine(line) })
}
