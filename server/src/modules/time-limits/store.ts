import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { StoredClockEvent } from './clock.rules.ts'

export interface DayRow {
  date: string
  /** '' for a national day. */
  regionPath: string
  /** Name of the place that changed it; '' for a national day. */
  place: string
  kind: string
  name: string
  closesAt: string | null
}

export async function listCalendarYears(db: Db | Tx): Promise<{ year: number; source: string }[]> {
  return db.selectFrom('calendar_year').select(['year', 'source']).where('published', '=', true).orderBy('year').execute()
}

export async function listCalendarDays(db: Db | Tx): Promise<DayRow[]> {
  const rows = await db.selectFrom('calendar_day as d').leftJoin('region as r', 'r.path', 'd.region_path').select(['d.date', 'd.region_path', 'd.kind', 'd.name', 'd.closes_at', 'r.name as place']).execute()
  return rows.map((row) => ({ date: String(row.date), regionPath: row.region_path, place: row.place ?? '', kind: row.kind, name: row.name, closesAt: row.closes_at }))
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
  /** The day on which officials had to be warned, and the first day after the legal date; null before. */
  warnedOn: string | null
  overdueOn: string | null
  log: StoredClockEvent[]
}

type Key = { homeCounty: string; id: string }

export async function listClockRows(tx: Tx, matter: Key): Promise<ClockRow[]> {
  const rows = await tx.selectFrom('matter_clock').selectAll().where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).orderBy('seq').execute()
  return rows.map((row) => ({
    seq: row.seq, rule: row.rule, unitId: row.unit_id, startedOn: String(row.started_on), length: row.length, unit: row.unit,
    dueStrict: row.due_strict === null ? null : String(row.due_strict), dueLegal: row.due_legal === null ? null : String(row.due_legal),
    isProvisional: row.is_provisional, extendedDays: row.extended_days, endedOn: row.ended_on === null ? null : String(row.ended_on), endedBy: row.ended_by,
    warnedOn: row.warned_on === null ? null : String(row.warned_on), overdueOn: row.overdue_on === null ? null : String(row.overdue_on), log: row.log as unknown as StoredClockEvent[],
  }))
}

/** The statement that inserts clocks, for a matter that is made in the same statement. */
export function clockInsert(matter: Key, rows: readonly ClockRow[]): RawBuilder<unknown> {
  const values = rows.map((row) => sql`(${matter.homeCounty}, ${matter.id}::uuid, ${row.seq}::smallint, ${row.rule}, ${row.unitId}::uuid, ${row.startedOn}::date, ${row.length}::int, ${row.unit},
    ${row.dueStrict}::date, ${row.dueLegal}::date, ${row.isProvisional}::boolean, ${row.extendedDays}::smallint, ${row.endedOn}::date, ${row.endedBy}, ${JSON.stringify(row.log)}::jsonb)`)
  return sql`insert into matter_clock (home_county, matter_id, seq, rule, unit_id, started_on, length, unit, due_strict, due_legal, is_provisional, extended_days, ended_on, ended_by, log)
    values ${sql.join(values)}`
}

/** A date that moved takes its marks along: they are set anew when the new one comes. */
const marksAfter = (strict: RawBuilder<unknown>, legal: RawBuilder<unknown>) => sql`warned_on = case when matter_clock.due_strict is not distinct from ${strict} then matter_clock.warned_on end,
  overdue_on = case when matter_clock.due_legal is not distinct from ${legal} then matter_clock.overdue_on end`

/** The statement that inserts new clocks and rewrites changed ones. */
export function clockUpsert(matter: Key, rows: readonly ClockRow[]): RawBuilder<unknown> {
  return sql`${clockInsert(matter, rows)}
    on conflict (home_county, matter_id, seq) do update set due_strict = excluded.due_strict, due_legal = excluded.due_legal, is_provisional = excluded.is_provisional,
      extended_days = excluded.extended_days, ended_on = excluded.ended_on, ended_by = excluded.ended_by, log = excluded.log, ${marksAfter(sql.raw('excluded.due_strict'), sql.raw('excluded.due_legal'))}`
}

export async function saveClocks(tx: Tx, matter: Key, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length > 0) await clockUpsert(matter, rows).execute(tx)
}

/** A column with all clocks of a matter (`ClockRow[]`), for a query that reads them along with other things. */
export function clockRowsJson(matter: Key): RawBuilder<ClockRow[]> {
  return sql<ClockRow[]>`(select coalesce(json_agg(json_build_object('seq', seq, 'rule', rule, 'unitId', unit_id, 'startedOn', started_on, 'length', length, 'unit', unit, 'dueStrict', due_strict, 'dueLegal', due_legal,
    'isProvisional', is_provisional, 'extendedDays', extended_days, 'endedOn', ended_on, 'endedBy', ended_by, 'warnedOn', warned_on, 'overdueOn', overdue_on, 'log', log) order by seq), '[]')
    from matter_clock where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid)`
}
