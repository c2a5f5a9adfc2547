import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export interface RegionLoad { regionCode: string; name: string; open: number; overdue: number; dueIn3Days: number; returned: number }
export interface UnitLoad { unitId: string; name: string; open: number; overdue: number; dueIn3Days: number }

const under = (paths: readonly string[]) => sql.join(paths.map((path) => sql`(m.region_path >= ${path} and m.region_path < ${path + '~'})`), sql` or `)
const COUNTS = (today: string, soon: string) => sql`count(*)::int as open, count(*) filter (where m.next_due_legal < ${today}::date)::int as overdue,
  count(*) filter (where m.next_due_on <= ${soon}::date and (m.next_due_legal is null or m.next_due_legal >= ${today}::date))::int as "dueIn3Days"`

/** Open matters by the regions one level below the watched ones. */
export async function openByChildRegion(tx: Tx, paths: readonly string[], today: string, soon: string): Promise<RegionLoad[]> {
  const { rows } = await sql<RegionLoad>`
    with child as (select r.code, r.name, r.path from region r join region p on p.code = r.parent_code where p.path = any(${[...paths]}) and r.valid_to is null),
    load as (
      select split_part(m.region_path, '/', p.depth + 1) as part, ${COUNTS(today, soon)}, count(*) filter (where m.objected_count > 0)::int as returned
      from matter m join (select path, array_length(string_to_array(trim(trailing '/' from path), '/'), 1) as depth from unnest(${[...paths]}::text[]) path) p
        on m.region_path >= p.path and m.region_path < p.path || '~'
      where m.is_open group by 1
    )
    select c.code as "regionCode", c.name, coalesce(l.open, 0) as open, coalesce(l.overdue, 0) as overdue, coalesce(l."dueIn3Days", 0) as "dueIn3Days", coalesce(l.returned, 0) as returned
    from child c left join load l on l.part <> '' and c.path like '%/' || l.part || '/' order by overdue desc, open desc, c.code`.execute(tx)
  return rows
}

/** Open matters by the unit that must act, the most overdue first. */
export async function openByUnit(tx: Tx, who: { paths: readonly string[]; unitIds: readonly string[] }, today: string, soon: string): Promise<UnitLoad[]> {
  const parts = [...(who.paths.length > 0 ? [under(who.paths)] : []), ...(who.unitIds.length > 0 ? [sql`m.holder_unit_id = any(${[...who.unitIds]}::uuid[])`] : [])]
  if (parts.length === 0) return []
  const { rows } = await sql<UnitLoad>`select u.id as "unitId", u.name, l.open, l.overdue, l."dueIn3Days" from (
      select m.holder_unit_id, ${COUNTS(today, soon)} from matter m where m.is_open and m.holder_unit_id is not null and (${sql.join(parts, sql` or `)}) group by 1 order by 3 desc, 2 desc limit 100
    ) l join unit u on u.id = l.holder_unit_id order by l.overdue desc, l.open desc`.execute(tx)
  return rows
}

export type Gaps = Record<'total' | 'repeat' | 'no-class' | 'no-place' | 'no-contact', number>

/** What is missing or repeated among the matters received since a day. Classes are missed only once triage has passed. */
export async function countGaps(tx: Tx, paths: readonly string[], from: string): Promise<Gaps> {
  const { rows } = await sql<Gaps>`select count(*)::int as total, count(*) filter (where m.is_repeat)::int as "repeat",
      count(*) filter (where m.class1 is null and m.status not in ('SUBMITTED', 'REGISTERED', 'NEED_INFO'))::int as "no-class", count(*) filter (where m.place_code is null)::int as "no-place",
      count(*) filter (where not m.is_anonymous and not exists (select 1 from matter_party p where p.home_county = m.home_county and p.matter_id = m.id and p.phone is not null))::int as "no-contact"
    from matter m where m.received_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai' and (${under(paths)})`.execute(tx)
  return rows[0] ?? { 'total': 0, 'repeat': 0, 'no-class': 0, 'no-place': 0, 'no-contact': 0 }
}
