import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { SEALED_LANE, hashLine } from '../audit/index.ts'
import type { AuditEntry } from '../audit/index.ts'

/** Adds one line to the accusation desk's own chain, in the transaction of what it records. Call it last: the chain stays locked until commit. */
export async function recordSealedAudit(deps: Pick<Deps, 'now'>, tx: Tx, entry: AuditEntry): Promise<void> {
  const lane = await tx.selectFrom('sealed.audit_lane').select(['next_seq', 'head']).where('lane', '=', SEALED_LANE).forUpdate().executeTakeFirstOrThrow()
  const line = { ...entry, lane: SEALED_LANE, seq: lane.next_seq, at: deps.now().toString({ smallestUnit: 'millisecond' }), previous: lane.head }
  const hash = hashLine(line)
  await sql`with moved as (update sealed.audit_lane set next_seq = ${line.seq + 1}, head = ${hash} where lane = ${SEALED_LANE})
    insert into sealed.audit_line (lane, seq, at, actor_kind, actor_id, unit_id, action, subject, home_county, region_path, reason, detail, previous, hash)
    values (${line.lane}, ${line.seq}, ${line.at}, ${line.actorKind}, ${line.actorId}, ${line.unitId}, ${line.action}, ${line.subject}, ${line.homeCounty}, ${line.regionPath}, ${line.reason},
      ${JSON.stringify(line.detail)}, ${line.previous}, ${hash})`.execute(tx)
}
