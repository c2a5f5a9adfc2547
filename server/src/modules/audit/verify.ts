import { inTransaction } from '../../platform/database.ts'
import type { Access, Db } from '../../platform/database.ts'
import { checkWholeLane } from './check-chain.rules.ts'
import type { AuditFault } from './check-chain.rules.ts'
import { ORDINARY_LANES } from './chain.rules.ts'
import type { LaneHead } from './chain.rules.ts'
import { listHeads, listLaneLines, listStrangeLanes } from './store.ts'
import type { Chain } from './store.ts'

/** Faults named one by one; beyond it they are only counted. */
const NAMED_AT_MOST = 100
/** Small enough that other requests wait no longer than some 20 ms. */
const BATCH = 1_000

export interface AuditReport {
  isIntact: boolean
  lines: number
  lanes: number
  faults: AuditFault[]
  faultCount: number
}

/** Gathers faults, and names the first of them. */
export function newReport(): AuditReport & { add(faults: readonly AuditFault[]): void } {
  return {
    isIntact: true, lines: 0, lanes: 0, faults: [], faultCount: 0,
    add(faults) {
      this.faultCount += faults.length
      this.isIntact &&= faults.length === 0
      this.faults.push(...faults.slice(0, NAMED_AT_MOST - this.faults.length))
    },
  }
}

/** Computes all 64 chains of the ordinary record again. @param anchors heads of an earlier export, kept elsewhere */
export async function verifyRecord(db: Db, anchors: readonly LaneHead[] = []): Promise<AuditReport> {
  const report = newReport()
  const { heads, strange } = await inTransaction(db, { as: 'system' }, async (tx) => ({ heads: await listHeads(tx, 'ordinary'), strange: await listStrangeLanes(tx) }))
  report.add(strange.map((lane) => ({ lane, seq: null, code: 'lane-unknown', message: `there is no lane ${lane}, yet it has lines` })))
  for (let lane = 0; lane < ORDINARY_LANES; lane++) {
    const anchor = anchors.find((one) => one.lane === lane) ?? null
    await verifyLane(db, { as: 'system' }, 'ordinary', lane, heads.find((one) => one.lane === lane) ?? null, anchor, report)
  }
  return report
}

/** Whether the accusation desk's own chain is intact; nothing else about it is told. */
export async function verifySealedRecord(db: Db, accountId: string): Promise<'intact' | 'broken'> {
  const access: Access = { as: 'sealed', accountId }
  const report = newReport()
  const heads = await inTransaction(db, access, (tx) => listHeads(tx, 'sealed'))
  if (heads.length !== 1) return 'broken'
  for (const head of heads) await verifyLane(db, access, 'sealed', head.lane, head, null, report)
  return report.isIntact ? 'intact' : 'broken'
}

async function verifyLane(db: Db, access: Access, chain: Chain, lane: number, head: (LaneHead & { lastSeq: number }) | null, anchor: LaneHead | null, report: ReturnType<typeof newReport>): Promise<void> {
  const checker = checkWholeLane(lane, head, anchor)
  // Lines that are added meanwhile lie beyond; the head was read in the same moment as the last number.
  const upTo = head ? head.lastSeq : Number.MAX_SAFE_INTEGER
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const lines = await inTransaction(db, access, (tx) => listLaneLines(tx, chain, { lane, after, upTo, limit: BATCH }))
    for (const line of lines) report.add(checker.take(line))
    report.lines += lines.length
    after = lines.at(-1)?.seq ?? after
    if (lines.length < BATCH) break
  }
  report.lanes += 1
  report.add(checker.end())
}
