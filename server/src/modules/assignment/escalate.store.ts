import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export interface Overdue {
  code: string
  dueOn: string
  id: string
}

/** Matters that a village leads and whose term is over by the legal date, in order, after a cursor. */
export async function listOverdueInVillages(tx: Tx, today: string, after: Overdue | null, limit: number): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`select m.code, m.next_due_on::text as "dueOn", m.id from matter m join unit u on u.id = m.lead_unit_id and u.kind = 'village'
    where m.is_open and m.status in ('ROUTED', 'SIGNED', 'HANDLING') and m.next_due_on < ${today}::date and m.next_due_legal < ${today}::date
      ${after ? sql`and (m.next_due_on, m.id) > (${after.dueOn}::date, ${after.id}::uuid)` : sql``}
    order by m.next_due_on, m.id limit ${limit}`.execute(tx)
  return rows
}

/** The unit above, and the one that led. Null where the directory names none above. */
export async function findSuperior(tx: Tx, unitId: string): Promise<{ id: string; name: string; from: string } | null> {
  const row = await tx.selectFrom('unit as u').innerJoin('unit as s', 's.id', 'u.superior_id').select(['s.id', 's.name', 'u.name as from']).where('u.id', '=', unitId).executeTakeFirst()
  return row ?? null
}

/** The lower level keeps its part beside the new lead: it stays jointly responsible. */
export async function keepAsCoUnit(tx: Tx, matter: { homeCounty: string; id: string }, unitId: string): Promise<void> {
  await tx.updateTable('matter_assignment').set({ part: 'co' }).where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).where('unit_id', '=', unitId).where('part', '=', 'lead').where('ended_at', 'is', null).execute()
}
