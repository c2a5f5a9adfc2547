import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { StoredClockEvent } from './clock.rules.ts'

export interface DayRow {
  date: string
  regionPath: string
  kind: string
  name: string
  closesAt: string | null
}

export async function listCalendarYears(db: Db | Tx): Promise<{ year: number; source: string }[]> {
  return db.selectFrom('calendar_year').select(['year', 'source']).where('published', '=', true).orderBy('year').execute()
}

export async function listCalendarDays(db: Db | Tx): Promise<DayRow[]> {
  const rows = await db.selectFrom('calendar_day').selectAll().execute()
  return rows.map((row) => ({ date: String(row.date), regionPath: row.region_path, kind: row.kind, name: row.name, closesAt: 'closes_at' in row && row.closes_at ? String(row.closes_at).slice(0, 5) : null }))
}

export interface ClockRow {
  seq: number
  rule: string
  unitId: string | null
  startedOn: string
  length: number
  unit: string
  dueStrict: string | null
  dueLegal: string | null
  isProvisional: boolean
  extendedDays: number
  endedOn: string | null
  endedBy: string | null
  log: StoredClockEvent[]
}

type Key = { homeCounty: string; id: string }

export async function listClockRows(tx: Tx, matter: Key): Promise<ClockRow[]> {
  const rows = await tx.selectFrom('matter_clock').selectAll().where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).orderBy('seq').execute()
  return rows.map((row) => ({
    seq: row.seq, rule: row.rule, unitId: row.unit_id, startedOn: String(row.started_on), length: row.length, unit: row.unit,
    dueStrict: row.due_strict === null ? null : String(row.due_strict), dueLegal: row.due_legal === null ? null : String(row.due_legal),
    isProvisional: row.is_provisional, extendedDays: row.extended_days, endedOn: row.ended_on === null ? null : String(row.ended_on), endedBy: row.ended_by,
    log: row.log as unknown as StoredClockEvent[],
  }))
}

/** The statement that inserts clocks, for a matter that is made in the same statement. */
export function clockInsert(matter: Key, rows: readonly ClockRow[]): RawBuilder<unknown> {
  const values = rows.map((row) => sql`(${matter.homeCounty}, ${matter.id}::uuid, ${row.seq}::smallint, ${row.rule}, ${row.unitId}::uuid, ${row.startedOn}::date, ${row.length}::int, ${row.unit},
    ${row.dueStrict}::date, ${row.dueLegal}::date, ${row.isProvisional}::boolean, ${row.extendedDays}::smallint, ${row.endedOn}::date, ${row.endedBy}, ${JSON.stringify(row.log)}::jsonb)`)
  return sql`insert into matter_clock (home_county, matter_id, seq, rule, unit_id, started_on, length, unit, due_strict, due_legal, is_provisional, extended_days, ended_on, ended_by, log)
    values ${sql.join(values)}`
}

/** The statement that inserts new clocks and rewrites changed ones. */
export function clockUpsert(matter: Key, rows: readonly ClockRow[]): RawBuilder<unknown> {
  return sql`${clockInsert(matter, rows)}
    on conflict (home_county, matter_id, seq) do update set due_strict = excluded.due_strict, due_legal = excluded.due_legal, is_provisional = excluded.is_provisional,
      extended_days = excluded.extended_days, ended_on = excluded.ended_on, ended_by = excluded.ended_by, log = excluded.log`
}

export async function saveClocks(tx: Tx, matter: Key, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length > 0) await clockUpsert(matter, rows).execute(tx)
}

/** A column with all clocks of a matter (`ClockRow[]`), for a query that reads them along with other things. */
export function clockRowsJson(matter: Key): RawBuilder<ClockRow[]> {
  return sql<ClockRow[]>`(select coalesce(json_agg(json_build_object('seq', seq, 'rule', rule, 'unitId', unit_id, 'startedOn', started_on, 'length', length, 'unit', unit, 'dueStrict', due_strict, 'dueLegal', due_legal,
    'isProvisional', is_provisional, 'extendedDays', extended_days, 'endedOn', ended_on, 'endedBy', ended_by, 'log', log) order by seq), '[]')
    from matter_clock where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid)`
}

/** Matters with a running clock whose date hangs on a year that was not published, in batches. */
export async function listProvisional(tx: Tx, after: { homeCounty: string; id: string } | null, limit: number): Promise<Key[]> {
  const rows = await sql<{ home_county: string; matter_id: string }>`select distinct home_county, matter_id from matter_clock
    where is_provisional and ended_on is null ${after ? sql`and (home_county, matter_id) > (${after.homeCounty}, ${after.id}::uuid)` : sql``}
    order by home_county, matter_id limit ${limit}`.execute(tx)
  return rows.rows.map((row) => ({ homeCounty: row.home_county, id: row.matter_id }))
}
