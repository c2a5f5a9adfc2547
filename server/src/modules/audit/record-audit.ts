import type { RawBuilder } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { hashLine, laneOf } from './chain.rules.ts'
import type { AuditEntry } from './chain.rules.ts'
import { insertLine, lockLane } from './store.ts'

/**
 * Adds one line to the record, in the transaction of what it records. Call it last: the lane stays locked until commit.
 * @param also the statements that write what is recorded, to run together with the record's own; at most one for a row
 */
export async function recordAudit(deps: Pick<Deps, 'now'>, tx: Tx, entry: AuditEntry, also: readonly RawBuilder<unknown>[] = []): Promise<void> {
  const lane = laneOf(entry.subject)
  const { nextSeq, head } = await lockLane(tx, lane, also)
  const line = { ...entry, lane, seq: nextSeq, at: deps.now().toString({ smallestUnit: 'millisecond' }), previous: head }
  insertLine(tx, { ...line, hash: hashLine(line) })
}
