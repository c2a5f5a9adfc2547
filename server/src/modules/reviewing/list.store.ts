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
 * Reviews at these organs and in these places. Open ones oldest first, because each has the same 30 days; ended ones newest first. Each branch
 * walks an index in that order and stops at the page; row-level security asks the same again.
 */
export async function listReviewLines(tx: Tx, query: { scope: 'open' | 'ended' | 'final'; kind: ReviewKind | null; units: readonly string[]; paths: readonly string[]; after: ReviewCursor | null; limit: number }): Promise<ReviewLine[]> {
  const { scope, kind, units, paths, after, limit } = query
  const isOldestFirst = scope === 'open'
  const direction = sql.raw(isOldestFirst ? 'asc' : 'desc')
  const order = sql`r.requested_on ${direction}, r.matter_id ${direction}, r.seq ${direction}`
  const beyond = after ? sql`and (r.requested_on, r.matter_id, r.seq) ${sql.raw(isOldestFirst ? '>' : '<')} (${after.on}::date, ${after.id}::uuid, ${after.seq}::smallint)` : sql``
  const asked = sql`${SCOPES[scope]} ${kind ? sql`and r.kind = ${kind}` : sql``} ${beyond}`
  const keys = sql`r.home_county, r.matter_id, r.seq`
  const places = paths.map((path) => sql`(m.region_path >= ${path} and m.region_path < ${path + '~'})`)
  const inPlaces = places.length === 0 ? sql`` : sql`union (select ${keys} from matter_review r join matter m on m.home_county = r.home_county and m.id = r.matter_id where ${asked} and (${sql.join(places, sql` or `)}) order by ${order} limit ${limit})`
  const { rows } = await sql<ReviewLine>`with shown as ((select ${keys} from matter_review r where ${asked} and r.organ_id = any(${units}::uuid[]) order by ${order} limit ${limit}) ${inPlaces})
    select m.code, m.id, m.title, m.status, r.seq, r.kind, r.state, o.name as organ, l.name as lead, r.requested_on::text as "requestedOn", r.result, r.number, r.served_on::text as "servedOn", r.is_late as "isLate",
      c.due_strict::text as "dueStrict", c.due_legal::text as "dueLegal", coalesce(c.is_provisional, false) as "isProvisional"
    from shown s join matter_review r on r.home_county = s.home_county and r.matter_id = s.matter_id and r.seq = s.seq
    join matter m on m.home_county = r.home_county and m.id = r.matter_id join unit o on o.id = r.organ_id left join unit l on l.id = m.lead_unit_id
    left join lateral (select due_strict, due_legal, is_provisional from matter_clock c where c.home_county = r.home_county and c.matter_id = r.matter_id
      and c.rule = case r.kind when 'review' then 'DL07' else 'DL09' end and c.ended_on is null and r.state not in ('REFUSED', 'SERVED') order by c.seq desc limit 1) c on true
    order by ${order} limit ${limit}`.execute(tx)
  return rows
}
