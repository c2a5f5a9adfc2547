import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { CalendarDay } from './calendar.rules.ts'

export interface YearSummary { year: number; source: string; loadedAt: string; holidays: number; workdays: number }

export async function listYears(db: Db): Promise<YearSummary[]> {
  const { rows } = await sql<{ year: number; source: string; loaded_at: Date; holidays: number; workdays: number }>`
    select y.year, y.source, y.loaded_at, count(d.date) filter (where d.kind = 'holiday')::int as holidays, count(d.date) filter (where d.kind = 'workday')::int as workdays
    from calendar_year y left join calendar_day d on d.region_path = '' and extract(year from d.date) = y.year
    where y.published group by y.year order by y.year desc`.execute(db)
  return rows.map((row) => ({ year: row.year, source: row.source, loadedAt: row.loaded_at.toISOString(), holidays: row.holidays, workdays: row.workdays }))
}

export async function findYearSource(db: Db | Tx, year: number): Promise<string | null> {
  const row = await db.selectFrom('calendar_year').select('source').where('year', '=', year).where('published', '=', true).executeTakeFirst()
  return row?.source ?? null
}

export type ListedDay = CalendarDay & { regionPath: string; regionCode: string | null; regionName: string | null }

export async function listDays(db: Db | Tx, year: number): Promise<ListedDay[]> {
  const rows = await db.selectFrom('calendar_day as d').leftJoin('region as r', 'r.path', 'd.region_path')
    .select(['d.date', 'd.kind', 'd.name', 'd.closes_at', 'd.region_path', 'r.code', 'r.full_name'])
    .where('d.date', '>=', `${year}-01-01`).where('d.date', '<=', `${year}-12-31`).orderBy('d.date').orderBy('d.region_path').execute()
  return rows.map((row) => ({ date: row.date, kind: row.kind as CalendarDay['kind'], name: row.name, closesAt: row.closes_at, regionPath: row.region_path, regionCode: row.code, regionName: row.full_name }))
}

/** Replaces the national days of a year and marks the year as published. */
export async function replaceYear(tx: Tx, year: number, source: string, days: readonly CalendarDay[]): Promise<void> {
  await sql`insert into calendar_year (year, source) values (${year}, ${source}) on conflict (year) do update set source = excluded.source, published = true, loaded_at = now()`.execute(tx)
  await tx.deleteFrom('calendar_day').where('region_path', '=', '').where('date', '>=', `${year}-01-01`).where('date', '<=', `${year}-12-31`).execute()
  await tx.insertInto('calendar_day').values(days.map((day) => ({ date: day.date, kind: day.kind, name: day.name, region_path: '' }))).execute()
}

export async function saveLocalDay(tx: Tx, regionPath: string, day: CalendarDay): Promise<void> {
  await sql`insert into calendar_day (date, region_path, kind, name, closes_at) values (${day.date}, ${regionPath}, ${day.kind}, ${day.name}, ${day.closesAt})
    on conflict (date, region_path) do update set kind = excluded.kind, name = excluded.name, closes_at = excluded.closes_at`.execute(tx)
}

/** @returns whether there was such a day */
export async function deleteLocalDay(tx: Tx, regionPath: string, date: string): Promise<boolean> {
  const done = await tx.deleteFrom('calendar_day').where('region_path', '=', regionPath).where('date', '=', date).executeTakeFirst()
  return Number(done.numDeletedRows) > 0
}
