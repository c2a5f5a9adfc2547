import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export interface Counted {
  by: 'month' | 'class' | 'place' | 'channel' | 'form' | 'total'
  code: string | null
  count: number
}

/** Matters a region received in [from, to), days in China, divided five ways in one pass. */
export async function countReceived(tx: Tx, region: { path: string }, from: string, to: string): Promise<Counted[]> {
  const depth = region.path.split('/').filter(Boolean).length
  const county = region.path.split('/')[2]
  const home = county ? sql`and m.home_county = ${county}` : sql``
  const { rows } = await sql<Counted>`
    select (array['month', 'class', 'place', 'channel', 'form', 'total'])[case grouping(month, class, place, channel, form) when 15 then 1 when 23 then 2 when 27 then 3 when 29 then 4 when 30 then 5 else 6 end] as by,
      coalesce(month, class, place, channel, form) as code, count(*)::int as count
    from (select to_char(m.received_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, m.class1 as class, nullif(split_part(m.region_path, '/', ${depth + 1}::int), '') as place, m.channel, m.form
      from matter m where m.region_path >= ${region.path} and m.region_path < ${region.path + '~'} ${home}
        and m.received_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai' and m.received_at < ${to}::date::timestamp at time zone 'Asia/Shanghai') m
    group by grouping sets ((month), (class), (place), (channel), (form), ())`.execute(tx)
  return rows
}

export interface RowName {
  code: string
  /** The part of a region's path that names it; the code itself elsewhere. */
  part: string
  zh: string
  en: string | null
}

/** Rows of a code table, also those switched off: old matters still carry them. */
export async function listCodeNames(tx: Tx, table: string): Promise<RowName[]> {
  const rows = await tx.selectFrom('code_row').select(['code', 'zh', 'en']).where('table_id', '=', table).orderBy('position').orderBy('code').execute()
  return rows.map((row) => ({ ...row, part: row.code }))
}

/** The places right below a region, also abolished ones. */
export async function listPlacesBelow(tx: Tx, path: string): Promise<RowName[]> {
  const rows = await tx.selectFrom('region as r').innerJoin('region as p', 'p.code', 'r.parent_code').select(['r.code', 'r.path', 'r.name as zh', 'r.name_en as en']).where('p.path', '=', path).orderBy('r.code').execute()
  return rows.map(({ path: own, ...row }) => ({ ...row, part: own.split('/').filter(Boolean).at(-1) ?? row.code }))
}

export async function findRegionName(tx: Tx, path: string): Promise<{ code: string; name: string }> {
  return tx.selectFrom('region').select(['code', 'full_name as name']).where('path', '=', path).executeTakeFirstOrThrow()
}
