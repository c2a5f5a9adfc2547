import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** What a list is asked for, ready for SQL: everything in it has been checked. */
export interface ListQuestion {
  where: readonly RawBuilder<unknown>[]
  /** Ids found by words; null where no words are asked for. */
  wanted: RawBuilder<unknown> | null
  order: 'due' | 'received' | 'received-oldest'
  after: readonly [string, string] | null
  limit: number
}

export interface ListRow {
  home_county: string; id: string; code: string; title: string; status: string; category: string | null; route: string | null; form: string; channel: string
  class1: string | null; class2: string | null; class_name: string | null; place: string | null; place_code: string | null; region_path: string; received_at: Date
  /** To the microsecond, as the database keeps it: a page may end between two matters of one millisecond. */
  received_exact: string
  next_due_rule: string | null; next_due_on: string; next_due_legal: string | null; next_due_provisional: boolean
  holder: string | null; lead: string | null; handler: string | null; petitioner: string | null; people_count: number; is_anonymous: boolean
  is_urgent: boolean; is_important: boolean; is_repeat: boolean; is_joint: boolean; is_demo: boolean; version: number
  hides_identity: boolean; respondent_unit_id: string | null; office_id: string; unit_ids: string[]
}

const ROW_COLUMNS = sql`m.home_county, m.id, m.code, m.title, m.status, m.category, m.route, m.form, m.channel, m.class1, m.class2, m.place_code, m.region_path, m.received_at,
  m.next_due_rule, m.next_due_on, m.next_due_legal, m.next_due_provisional, m.people_count, m.is_anonymous, m.is_urgent, m.is_important, m.is_repeat, m.is_joint, m.is_demo, m.version,
  m.holder_unit_id, m.lead_unit_id, m.handler_id,
  m.hides_identity, m.respondent_unit_id, m.office_id, m.unit_ids,
  to_char(m.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_exact`

/** One page of matters with the names a list shows. Sorting happens before any name is looked up. */
export async function listRows(tx: Tx, question: ListQuestion): Promise<ListRow[]> {
  const { order, after } = question
  const conditions = [...question.where]
  if (after && order === 'due') conditions.push(sql`(m.next_due_on, m.id) > (${after[0]}::date, ${after[1]}::uuid)`)
  if (after && order === 'received') conditions.push(sql`(m.received_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  if (after && order === 'received-oldest') conditions.push(sql`(m.received_at, m.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const by = order === 'due' ? sql`m.next_due_on, m.id` : order === 'received' ? sql`m.received_at desc, m.id desc` : sql`m.received_at, m.id`
  const { rows } = await sql<ListRow>`
    with page as materialized (
      select ${ROW_COLUMNS} from ${question.wanted ?? sql`matter m`} ${whereOf(conditions)} order by ${by} limit ${question.limit}
    )
    select m.*, c.zh as class_name, r.full_name as place, h.name as holder, l.name as lead, a.name as handler,
      (select p.name from matter_party p where p.home_county = m.home_county and p.matter_id = m.id order by p.seq limit 1) as petitioner
    from page m
    left join region r on r.code = m.place_code
    left join unit h on h.id = m.holder_unit_id
    left join unit l on l.id = m.lead_unit_id
    left join account a on a.id = m.handler_id
    left join code_row c on c.table_id = case when m.class2 is null then 'T06' else 'T07' end and c.code = coalesce(m.class2, m.class1)
    order by ${by}`.execute(tx)
  return rows
}

const whereOf = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``)

/** How many there are, counting no further than `most` + 1. */
export async function countRows(tx: Tx, question: Pick<ListQuestion, 'where' | 'wanted'>, most: number): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from (select 1 from ${question.wanted ?? sql`matter m`} ${whereOf(question.where)} limit ${most + 1}) counted`.execute(tx)
  return rows[0]?.total ?? 0
}

/** Exact totals by place, state, category and month, from the tally that every change keeps. */
export async function tallyTotal(tx: Tx, paths: readonly string[], filter: { statuses: readonly string[] | null; category: string | null }): Promise<number> {
  const places = paths.map((path) => sql`(region_path >= ${path} and region_path < ${path + '~'})`)
  const { rows } = await sql<{ total: number }>`select coalesce(sum(total), 0)::bigint as total from matter_tally where (${sql.join(places, sql` or `)})
    ${filter.statuses ? sql`and status = any(${[...filter.statuses]})` : sql``} ${filter.category ? sql`and category = ${filter.category}` : sql``}`.execute(tx)
  return rows[0]?.total ?? 0
}

/** Folds the tally's many small lines into one for each combination. */
export async function foldTally(tx: Tx): Promise<void> {
  await sql`with taken as (delete from matter_tally returning *)
    insert into matter_tally (home_county, region_path, status, category, month, total)
    select home_county, region_path, status, category, month, sum(total) from taken group by 1, 2, 3, 4, 5 having sum(total) <> 0`.execute(tx)
}

/** Bodies for the passages of a page. */
export async function listBodies(tx: Tx, keys: readonly { home_county: string; id: string }[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const pairs = keys.map((key) => sql`(${key.home_county}, ${key.id}::uuid)`)
  const { rows } = await sql<{ matter_id: string; body: string }>`select matter_id, body from matter_text where (home_county, matter_id) in (${sql.join(pairs)})`.execute(tx)
  return new Map(rows.map((row) => [row.matter_id, row.body]))
}

/** The matters that contain the words, as a source for a list; the index finds them, row-level security still decides. */
export const foundByWords = (tsquery: string): RawBuilder<unknown> => sql`matter_search(${tsquery}::tsquery) s join matter m on m.home_county = s.home_county and m.id = s.matter_id`

export async function findRegionPath(tx: Tx, code: string): Promise<string | null> {
  const row = await tx.selectFrom('region').select('path').where('code', '=', code).executeTakeFirst()
  return row?.path ?? null
}
