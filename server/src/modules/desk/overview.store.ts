import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** `isItself`: what is placed at the watched region itself, or nowhere below it that is known. */
export interface RegionLoad { regionCode: string; name: string; isItself: boolean; open: number; overdue: number; dueIn3Days: number; returned: number }
export interface UnitLoad { unitId: string; name: string; open: number; overdue: number; dueIn3Days: number }

const under = (paths: readonly string[]) => sql.join(paths.map((path) => sql`(m.region_path >= ${path} and m.region_path < ${path + '~'})`), sql` or `)
export interface Load { open: number; overdue: number; today: number; dueIn3Days: number; unsigned: number; objected: number; returned: number }
type LoadRow = Load & { part: string | null; unit: string | null; level: number }

const COUNTS = (today: string, soon: string) => sql`count(*)::int as open, count(*) filter (where m.next_due_legal < ${today}::date)::int as overdue, count(*) filter (where m.next_due_on = ${today}::date)::int as today,
  count(*) filter (where m.next_due_on <= ${soon}::date and (m.next_due_legal is null or m.next_due_legal >= ${today}::date))::int as "dueIn3Days",
  count(*) filter (where m.status = 'ROUTED')::int as unsigned, count(*) filter (where m.status in ('OBJECTED', 'JURIS'))::int as objected, count(*) filter (where m.objected_count > 0)::int as returned`

const NOTHING: Load = { open: 0, overdue: 0, today: 0, dueIn3Days: 0, unsigned: 0, objected: 0, returned: 0 }

/** Everything open under some regions, or of some units, in one pass: in all, by the child regions (and the region itself, so that the rows add up) and by the unit that must act. */
export async function openLoad(tx: Tx, who: { paths: readonly string[]; unitIds: readonly string[] }, today: string, soon: string): Promise<{ all: Load; byRegion: RegionLoad[]; byUnit: UnitLoad[] }> {
  const [path = ''] = who.paths
  const depth = path.split('/').filter(Boolean).length
  const place = who.paths.length > 0 ? under(who.paths) : sql`m.lead_unit_id = any(${[...who.unitIds]}::uuid[]) or m.holder_unit_id = any(${[...who.unitIds]}::uuid[])`
  const { rows } = await sql<LoadRow>`select grouping(part, unit)::int as level, part, unit, ${COUNTS(today, soon)} from (
      select split_part(m.region_path, '/', ${depth + 1}::int) as part, m.holder_unit_id as unit, m.next_due_legal, m.next_due_on, m.status, m.objected_count from matter m where m.is_open and (${place})
    ) m group by grouping sets ((part), (unit), ())`.execute(tx)
  const units = rows.filter((row) => row.level === 2 && row.unit).sort((a, b) => b.overdue - a.overdue || b.open - a.open).slice(0, 100)
  const names = new Map((await tx.selectFrom('unit').select(['id', 'name']).where('id', 'in', units.length > 0 ? units.map((row) => row.unit ?? '') : ['00000000-0000-0000-0000-000000000000']).execute()).map((row) => [row.id, row.name]))
  return {
    all: rows.find((row) => row.level === 3) ?? NOTHING,
    byRegion: who.paths.length === 1 ? await loadOfRegions(tx, path, new Map(rows.filter((row) => row.level === 1).map((row) => [row.part ?? '', row]))) : [],
    byUnit: units.map((row) => ({ unitId: row.unit ?? '', name: names.get(row.unit ?? '') ?? '', open: row.open, overdue: row.overdue, dueIn3Days: row.dueIn3Days })),
  }
}

/** Each child in force, each former one that still has something open, and last the region itself. @param byPart by the last part of the child's path, '' for the region itself */
async function loadOfRegions(tx: Tx, path: string, byPart: ReadonlyMap<string, Load>): Promise<RegionLoad[]> {
  const regions = await tx.selectFrom('region as r').leftJoin('region as p', 'p.code', 'r.parent_code').select(['r.code', 'r.name', 'r.path', 'r.valid_to'])
    .where((e) => e.or([e('p.path', '=', path), e('r.path', '=', path)])).execute()
  const loadOf = (region: { path: string }): Load => byPart.get(region.path === path ? '' : (region.path.split('/').at(-2) ?? '')) ?? NOTHING
  return regions.filter((region) => region.path === path || region.valid_to === null || loadOf(region).open > 0).map((region) => {
    const { open, overdue, dueIn3Days, returned } = loadOf(region)
    return { regionCode: region.code, name: region.name, isItself: region.path === path, open, overdue, dueIn3Days, returned }
  }).sort((a, b) => Number(a.isItself) - Number(b.isItself) || b.overdue - a.overdue || b.open - a.open || (a.regionCode < b.regionCode ? -1 : 1))
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
