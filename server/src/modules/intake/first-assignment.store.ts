import type { Tx } from '../../platform/database.ts'

/** The village's part in what its own grid worker reported: it leads from the first moment. 第十五条 */
export async function insertFirstAssignment(tx: Tx, matter: { homeCounty: string; id: string }, unitId: string, given: { at: string; by: string | null }): Promise<void> {
  await tx.insertInto('matter_assignment').values({ home_county: matter.homeCounty, matter_id: matter.id, seq: 1, unit_id: unitId, part: 'lead', kind: 'transfer', assigned_by: given.by, assigned_at: given.at }).execute()
}
