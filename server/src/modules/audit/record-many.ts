import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { hashLine, laneOf } from './chain.rules.ts'
import type { AuditEntry, AuditLine } from './chain.rules.ts'
import { insertLines, lockLanes } from './store.ts'

/**
 * Adds a line for each of many things done in one transaction, as `recordAudit` would one by one. Call it last: the lanes
 * stay locked until commit. They are locked in order, so that two of these never wait for each other in a circle.
 */
export async function recordAuditOfMany(deps: Pick<Deps, 'now'>, tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const placed = entries.map((entry) => ({ entry, lane: laneOf(entry.subject) }))
  const heads = new Map((await lockLanes(tx, [...new Set(placed.map(({ lane }) => lane))])).map((one) => [one.lane, one]))
  const at = deps.now().toString({ smallestUnit: 'millisecond' })
  const lines = placed.map(({ entry, lane }): AuditLine => {
    const head = heads.get(lane)
    if (!head) throw new Error(`the audit record has no lane ${lane}`)
    const line = { ...entry, lane, seq: head.nextSeq, at, previous: head.head }
    const hash = hashLine(line)
    heads.set(lane, { lane, nextSeq: head.nextSeq + 1, head: hash })
    return { ...line, hash }
  })
  await insertLines(tx, lines, [...heads.values()])
}
