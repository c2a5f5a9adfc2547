import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import { send } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import type { AuditLine as LineTable } from '../../platform/schema.ts'
import type { AuditEntry, AuditLine, LaneHead } from './chain.rules.ts'

/**
 * Locks the lane, and writes in the same statement what is recorded: each round trip counts.
 * @param also statements that belong to the same change; at most one for a row
 */
export async function lockLane(tx: Tx, lane: number, also: readonly RawBuilder<unknown>[]): Promise<{ nextSeq: number; head: string }> {
  const first = also.length > 0 ? sql`with ${sql.join(also.map((statement, index) => sql`${sql.raw(`also_${index}`)} as (${statement})`))} ` : sql``
  const { rows } = await sql<{ next_seq: number; head: string }>`${first}select next_seq, head from audit_lane where lane = ${lane} for update`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`the audit record has no lane ${lane}`)
  return { nextSeq: row.next_seq, head: row.head }
}

export function insertLine(tx: Tx, line: AuditLine): void {
  // One statement for both tables: the record costs every change two round trips, not three.
  send(tx, sql`with moved as (update audit_lane set next_seq = ${line.seq + 1}, head = ${line.hash} where lane = ${line.lane})
    insert into audit_line (lane, seq, at, actor_kind, actor_id, unit_id, action, subject, home_county, region_path, reason, detail, previous, hash)
    values (${line.lane}, ${line.seq}, ${line.at}, ${line.actorKind}, ${line.actorId}, ${line.unitId}, ${line.action}, ${line.subject},
      ${line.homeCounty}, ${line.regionPath}, ${line.reason}, ${JSON.stringify(line.detail)}, ${line.previous}, ${line.hash})`)
}

/** Locks several lanes, in their order. */
export async function lockLanes(tx: Tx, lanes: readonly number[]): Promise<LaneHead[]> {
  const rows = await tx.selectFrom('audit_lane').select(['lane', 'next_seq', 'head']).where('lane', 'in', [...lanes]).orderBy('lane').forUpdate().execute()
  return rows.map((row) => ({ lane: row.lane, nextSeq: row.next_seq, head: row.head }))
}

/** Many lines and the heads they leave behind, in one statement. */
export async function insertLines(tx: Tx, lines: readonly AuditLine[], heads: readonly LaneHead[]): Promise<void> {
  await sql`with moved as (update audit_lane l set next_seq = h."nextSeq", head = h.head from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as h(lane smallint, "nextSeq" bigint, head text) where l.lane = h.lane)
    insert into audit_line (lane, seq, at, actor_kind, actor_id, unit_id, action, subject, home_county, region_path, reason, detail, previous, hash)
    select lane, seq, at, "actorKind", "actorId", "unitId", action, subject, "homeCounty", "regionPath", reason, detail, previous, hash
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as x(lane smallint, seq bigint, at timestamptz, "actorKind" text, "actorId" text, "unitId" uuid, action text, subject text,
        "homeCounty" text, "regionPath" text, reason text, detail jsonb, previous text, hash text)`.execute(tx)
}

/** The ordinary record and that of the accusation desk; the latter needs a transaction of the sealed role. */
export type Chain = 'ordinary' | 'sealed'
const LINES = { ordinary: sql.table('audit_line'), sealed: sql.table('sealed.audit_line') } as const
const LANES = { ordinary: sql.table('audit_lane'), sealed: sql.table('sealed.audit_lane') } as const

/** Heads of all lanes, each with the number of the last line there really is, seen at one moment. */
export async function listHeads(tx: Tx, chain: Chain): Promise<(LaneHead & { lastSeq: number })[]> {
  const { rows } = await sql<{ lane: number; next_seq: number; head: string; last: number | null }>`
    select l.lane, l.next_seq, l.head, (select max(seq) from ${LINES[chain]} a where a.lane = l.lane) as last from ${LANES[chain]} l order by l.lane`.execute(tx)
  return rows.map((row) => ({ lane: row.lane, nextSeq: row.next_seq, head: row.head, lastSeq: row.last ?? 0 }))
}

/** Lanes that hold lines and are none of ours. */
export async function listStrangeLanes(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ lane: number }>`(select lane from audit_line where lane < 0 limit 1) union (select lane from audit_line where lane > 63 limit 1)`.execute(tx)
  return rows.map((row) => row.lane)
}

/** The next lines of a lane after a number, up to another. */
export async function listLaneLines(tx: Tx, chain: Chain, place: { lane: number; after: number; upTo: number; limit: number }): Promise<AuditLine[]> {
  // The record counts in milliseconds: a time altered by less than one must show too.
  const { rows } = await sql<Row & { beyond: number }>`select *, extract(microseconds from at)::int % 1000 as beyond from ${LINES[chain]} where lane = ${place.lane} and seq > ${place.after} and seq <= ${place.upTo} order by seq limit ${place.limit}`.execute(tx)
  return rows.map((row) => (row.beyond === 0 ? toLine(row) : { ...toLine(row), at: `${row.at.toISOString()} and ${row.beyond} µs` }))
}

export interface LineFilter {
  /** Instants, ISO; `to` no longer counts. */
  from: string | null
  to: string | null
  actorId: string | null
  actorKind: AuditEntry['actorKind'] | null
  /** `module` or `module.what` */
  action: string | null
  subject: string | null
  /** Places the reader watches over; lines without a place are for all. */
  paths: readonly string[]
}

/** Where a page ends. */
export interface LinePlace {
  at: string
  lane: number
  seq: number
}

/** Lines of the ordinary record by time. @param after the last one seen, in the order asked for */
export async function listLines(tx: Tx, filter: LineFilter, order: 'newest' | 'oldest', after: LinePlace | null, limit: number): Promise<AuditLine[]> {
  const turned = order === 'newest' ? { less: sql`<`, lessOrSame: sql`<=`, direction: sql`desc` } : { less: sql`>`, lessOrSame: sql`>=`, direction: sql`asc` }
  const beyond = after
    ? sql`and at ${turned.lessOrSame} ${after.at} and (at, lane, seq) ${turned.less} (${after.at}::timestamptz, ${after.lane}::smallint, ${after.seq}::bigint)` : sql``
  const { rows } = await sql<Row>`select * from audit_line where ${conditions(filter)} ${beyond}
    order by at ${turned.direction}, lane ${turned.direction}, seq ${turned.direction} limit ${limit}`.execute(tx)
  return rows.map(toLine)
}

function conditions(filter: LineFilter): RawBuilder<unknown> {
  const all = [
    sql`(region_path is null or region_path ^@ any (${[...filter.paths]}::text[]))`,
    ...(filter.from ? [sql`at >= ${filter.from}`] : []),
    ...(filter.to ? [sql`at < ${filter.to}`] : []),
    ...(filter.actorId ? [sql`actor_id = ${filter.actorId}`] : []),
    ...(filter.actorKind ? [sql`actor_kind = ${filter.actorKind}`] : []),
    ...(filter.subject ? [sql`subject = ${filter.subject}`] : []),
    ...(filter.action ? [filter.action.includes('.') ? sql`action = ${filter.action}` : sql`action ^@ ${filter.action + '.'}`] : []),
  ]
  return sql.join(all, sql` and `)
}

/** Every kind of action there is, by leaps through the index: as fast with a hundred million lines. */
export async function listActions(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`with recursive leap as (
      (select action from audit_line order by action limit 1)
      union all select (select a.action from audit_line a where a.action > leap.action order by a.action limit 1) from leap where leap.action is not null
    ) select action from leap where action is not null`.execute(tx)
  return rows.map((row) => row.action)
}

type Row = Selectable<LineTable>

function toLine(row: Row): AuditLine {
  return {
    lane: row.lane, seq: row.seq, at: row.at.toISOString(), actorKind: row.actor_kind as AuditLine['actorKind'], actorId: row.actor_id, unitId: row.unit_id, action: row.action,
    subject: row.subject, homeCounty: row.home_county, regionPath: row.region_path, reason: row.reason, detail: row.detail as AuditLine['detail'], previous: row.previous, hash: row.hash,
  }
}
