import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { AuditLine } from './chain.rules.ts'

export async function lockLane(tx: Tx, lane: number): Promise<{ nextSeq: number; head: string }> {
  const row = await tx.selectFrom('audit_lane').select(['next_seq', 'head']).where('lane', '=', lane).forUpdate().executeTakeFirstOrThrow()
  return { nextSeq: row.next_seq, head: row.head }
}

export async function insertLine(tx: Tx, line: AuditLine): Promise<void> {
  // One statement for both tables: the record costs every change two round trips, not three.
  await sql`with moved as (update audit_lane set next_seq = ${line.seq + 1}, head = ${line.hash} where lane = ${line.lane})
    insert into audit_line (lane, seq, at, actor_kind, actor_id, unit_id, action, subject, home_county, region_path, reason, detail, previous, hash)
    values (${line.lane}, ${line.seq}, ${line.at}, ${line.actorKind}, ${line.actorId}, ${line.unitId}, ${line.action}, ${line.subject},
      ${line.homeCounty}, ${line.regionPath}, ${line.reason}, ${JSON.stringify(line.detail)}, ${line.previous}, ${line.hash})`.execute(tx)
}
