import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Where a run through many rows stands: everything up to it has been looked at. */
export interface Cursor {
  on: string
  id: string
}

export interface Found extends Cursor {
  code: string
}

/** Closed matters whose petitioner can ask for nothing any more, by the legal dates, and which wait for no check of the province; in order, after a cursor. */
export async function listFinal(tx: Tx, today: string, after: Cursor | null, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`select m.code, m.served_on::text as on, m.id from matter m
    where m.status = 'CLOSED' and m.served_on < ${today}::date - 29 ${after ? sql`and (m.served_on, m.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
      and not exists (select from matter_clock c where c.home_county = m.home_county and c.matter_id = m.id and c.rule in ('DL06', 'DL08', 'DL20') and c.ended_on is null
        and (c.due_legal is null or c.due_legal >= ${today}::date))
      and not exists (select from matter_task t where t.home_county = m.home_county and t.matter_id = m.id and t.kind = 'termination-check' and t.done_at is null)
    order by m.served_on, m.id limit ${limit}`.execute(tx)
  return rows
}

/** Matters that wait for the petitioner although the day to answer by has passed. */
export async function listInfoOverdue(tx: Tx, today: string, after: Cursor | null, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`select m.code, i.answer_by::text as on, m.id from matter m
    join lateral (select answer_by, answered_at from matter_info_request r where r.home_county = m.home_county and r.matter_id = m.id order by seq desc limit 1) i on true
    where m.is_open and m.status = 'NEED_INFO' and i.answered_at is null and i.answer_by < ${today}::date ${after ? sql`and (i.answer_by, m.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
    order by i.answer_by, m.id limit ${limit}`.execute(tx)
  return rows
}

/** Matters whose time to evaluate has passed but whose window still runs. */
export async function listLapsedEvaluations(tx: Tx, today: string, after: Cursor | null, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`select m.code, c.due_strict::text as on, m.id from matter_clock c join matter m on m.home_county = c.home_county and m.id = c.matter_id
    where c.ended_on is null and c.rule = 'DL25' and c.due_strict < ${today}::date and c.due_legal < ${today}::date ${after ? sql`and (c.due_strict, m.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
    order by c.due_strict, m.id limit ${limit}`.execute(tx)
  return rows
}
