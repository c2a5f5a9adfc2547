import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReviewKind, ReviewResult, ReviewState } from '@hejie/contract/reviewing'
import type { Status } from '@hejie/contract/lifecycle'
import type { Tx } from '../../platform/database.ts'

export interface ReviewLine {
  code: string
  id: string
  title: string
  status: Status
  seq: number
  kind: ReviewKind
  state: ReviewState
  organ: string
  lead: string | null
  requestedOn: string
  result: ReviewResult | null
  number: string | null
  servedOn: string | null
  isLate: boolean
  dueStrict: string | null
  dueLegal: string | null
  isProvisional: boolean
}

export interface ReviewCursor {
  on: string
  id: string
  seq: number
}

const SCOPES: Readonly<Record<'open' | 'ended' | 'final', RawBuilder<unknown>>> = {
  open: sql`r.state not in ('REFUSED', 'SERVED')`, ended: sql`r.state in ('REFUSED', 'SERVED')`, final: sql`r.is_final and r.state = 'SERVED'`,
}

/**
 * Reviews of these units and places. Open ones oldest first, because each has the same 30 days; ended ones newest first.
 * Row-level security asks the same again.
 */
export async function listReviewLines(tx: Tx, query: { scope: 'open' | 'ended' | 'final'; kind: ReviewKind | null; units: readonly string[]; paths: readonly string[]; after: ReviewCursor | null; limit: number }): Promise<ReviewLine[]> {
  const { scope, kind, units, paths, after, limit } = query
  const places = paths.map((path) => sql`(m.region_path >= ${path} and m.region_path < ${path + '~'})`)
  const mine = sql.join([sql`r.organ_id = any(${units}::uuid[])`, sql`m.lead_unit_id = any(${units}::uuid[])`, ...places], sql` or `)
  const order = scope === 'open' ? sql`r.requested_on, r.matter_id, r.seq` : sql`r.requested_on desc, r.matter_id desc, r.seq desc`
  const beyond = after ? sql`and (r.requested_on, r.matter_id, r.seq) ${sql.raw(scope === 'open' ? '>' : '<')} (${after.on}::date, ${after.id}::uuid, ${after.seq}::smallint)` : sql``
  const { rows } = await sql<ReviewLine>`select m.code, m.id, m.title, m.status, r.seq, r.kind, r.state, o.name as organ, l.name as lead, r.requested_on::text as "requestedOn", r.result, r.number, r.served_on::text as "servedOn", r.is_late as "isLate",
      c.due_strict::text as "dueStrict", c.due_legal::text as "dueLegal", coalesce(c.is_provisional, false) as "isProvisional"
    from matter_review r join matter m on m.home_county = r.home_county and m.id = r.matter_id join unit o on o.id = r.organ_id left join unit l on l.id = m.lead_unit_id
    left join lateral (select due_strict, due_legal, is_provisional from matter_clock c where c.home_county = r.home_county and c.matter_id = r.matter_id
      and c.rule = case r.kind when 'review' then 'DL07' else 'DL09' end and c.ended_on is null and r.state not in ('REFUSED', 'SERVED') order by c.seq desc limit 1) c on true
    where ${SCOPES[scope]} and (${mine}) ${kind ? sql`and r.kind = ${kind}` : sql``} ${beyond} order by ${order} limit ${limit}`.execute(tx)
  return rows
}
