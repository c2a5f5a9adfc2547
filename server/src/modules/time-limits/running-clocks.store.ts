import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { StoredClockEvent } from './clock.rules.ts'

/** A running clock of any matter, with what its dates depend on. */
export interface RunningClock {
  homeCounty: string
  matterId: string
  seq: number
  code: string
  regionPath: string
  rule: string
  startedOn: string
  length: number
  unit: string
  dueStrict: string | null
  dueLegal: string | null
  isProvisional: boolean
  log: StoredClockEvent[]
}

/** Which clocks may be touched by a change of the calendar: those that have looked at one of the days, at or below the place. */
export interface Touched {
  from: string
  to: string
  /** '' for the whole country. */
  regionPath: string
}

export type ClockKey = Pick<RunningClock, 'homeCounty' | 'matterId' | 'seq'>

const condition = (touched: Touched | 'provisional'): RawBuilder<unknown> => touched === 'provisional'
  ? sql`c.is_provisional`
  : sql`c.started_on <= ${touched.to}::date and (c.is_provisional or c.due_legal is null or c.due_legal >= ${touched.from}::date) and m.region_path ^@ ${touched.regionPath}`

const COLUMNS = sql.raw(`c.home_county as "homeCounty", c.matter_id as "matterId", c.seq, m.code, m.region_path as "regionPath", c.rule, c.started_on as "startedOn", c.length, c.unit,
  c.due_strict as "dueStrict", c.due_legal as "dueLegal", c.is_provisional as "isProvisional", c.log`)

/** Running clocks in the order of their matters, after a key. */
export async function listTouched(tx: Tx, touched: Touched | 'provisional', after: ClockKey | null, limit: number): Promise<RunningClock[]> {
  const { rows } = await sql<RunningClock>`select ${COLUMNS} from matter_clock c join matter m on m.home_county = c.home_county and m.id = c.matter_id
    where c.ended_on is null and ${condition(touched)} ${after ? sql`and (c.home_county, c.matter_id, c.seq) > (${after.homeCounty}, ${after.matterId}::uuid, ${after.seq}::smallint)` : sql``}
    order by c.home_county, c.matter_id, c.seq limit ${limit}`.execute(tx)
  return rows
}

/** All running clocks of some matters, whose rows the caller holds. */
export async function listRunningOf(tx: Tx, matters: readonly { homeCounty: string; id: string }[]): Promise<RunningClock[]> {
  const { rows } = await sql<RunningClock>`select ${COLUMNS} from unnest(${matters.map((one) => one.homeCounty)}::text[], ${matters.map((one) => one.id)}::uuid[]) as k(home_county, id)
    join matter_clock c on c.home_county = k.home_county and c.matter_id = k.id join matter m on m.home_county = k.home_county and m.id = k.id
    where c.ended_on is null order by c.home_county, c.matter_id, c.seq`.execute(tx)
  return rows
}

/** Writes dates that were computed again; a date that moved takes its marks along. */
export async function saveDates(tx: Tx, clocks: readonly RunningClock[]): Promise<void> {
  const given = JSON.stringify(clocks.map((one) => ({ h: one.homeCounty, m: one.matterId, s: one.seq, strict: one.dueStrict, legal: one.dueLegal, open: one.isProvisional })))
  await sql`update matter_clock c set due_strict = v.strict, due_legal = v.legal, is_provisional = v.open,
      warned_on = case when c.due_strict is not distinct from v.strict then c.warned_on end, overdue_on = case when c.due_legal is not distinct from v.legal then c.overdue_on end
    from jsonb_to_recordset(${given}::jsonb) as v(h text, m uuid, s smallint, strict date, legal date, open boolean) where c.home_county = v.h and c.matter_id = v.m and c.seq = v.s`.execute(tx)
}

export interface Marked extends ClockKey {
  rule: string
  regionPath: string
  warnedOn: string | null
  overdueOn: string | null
}

/**
 * Marks clocks whose warning or whose lateness has come by today, with the day on which it came; whoever acts on a clock right now is not waited for.
 *
 * @param warnDays by code of the limits that bind an office
 */
export async function markDue(tx: Tx, warnDays: ReadonlyMap<string, number>, today: string, limit: number): Promise<Marked[]> {
  const { rows } = await sql<Marked>`with due as (
      select c.home_county, c.matter_id, c.seq, w.days from matter_clock c join unnest(${[...warnDays.keys()]}::text[], ${[...warnDays.values()]}::int[]) as w(code, days) on w.code = c.rule
      where c.ended_on is null and c.overdue_on is null and c.due_strict <= ${today}::date + ${Math.max(0, ...warnDays.values())}::int and c.due_strict - w.days <= ${today}::date
        and (c.warned_on is null or c.due_legal < ${today}::date)
      limit ${limit} for update of c skip locked)
    update matter_clock c set warned_on = coalesce(c.warned_on, greatest(c.started_on, c.due_strict - d.days)), overdue_on = case when c.due_legal < ${today}::date then c.due_legal + 1 end
    from due d, matter m where c.home_county = d.home_county and c.matter_id = d.matter_id and c.seq = d.seq and m.home_county = c.home_county and m.id = c.matter_id
    returning c.home_county as "homeCounty", c.matter_id as "matterId", c.seq, c.rule, m.region_path as "regionPath", c.warned_on as "warnedOn", c.overdue_on as "overdueOn"`.execute(tx)
  return rows
}
