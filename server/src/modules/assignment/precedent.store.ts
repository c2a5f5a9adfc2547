import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

/** Who was ruled competent for the like before, and why. */
export interface Precedent {
  unitId: string
  unit: string
  ruledBy: string
  reason: string
  ruledOn: string
  /** The same second-level class, or only the first. */
  isSameClass: boolean
}

/** A ruling becomes a precedent for its class, in the region of the organ that ruled. 信访工作条例第二十四条 */
export async function insertPrecedent(tx: Tx, matter: { code: string; class1: string | null; class2: string | null; regionPath: string }, ruling: { unitId: string; ruledBy: string; regionPath: string; parties: readonly string[]; reason: string; on: string }): Promise<void> {
  await tx.insertInto('competence_precedent').values({
    id: newId(), class1: matter.class1, class2: matter.class2, region_path: ruling.regionPath, place_path: matter.regionPath, unit_id: ruling.unitId, ruled_by: ruling.ruledBy, parties: [...ruling.parties], reason: ruling.reason,
    matter_code: matter.code, ruled_on: ruling.on,
  }).execute()
}

/** The precedents for a matter's class that count at its place; the same class and the nearest organ first, then the newest. Five at most. */
export async function listPrecedents(tx: Tx, matter: { code: string; class1: string | null; class2: string | null; regionPath: string }): Promise<Precedent[]> {
  if (matter.class1 === null) return []
  const { rows } = await sql<Precedent>`select p.unit_id as "unitId", u.name as unit, r.name as "ruledBy", p.reason, p.ruled_on::text as "ruledOn", (p.class2 is not distinct from ${matter.class2}) as "isSameClass"
    from competence_precedent p join unit u on u.id = p.unit_id join unit r on r.id = p.ruled_by
    where p.class1 = ${matter.class1} and ${matter.regionPath} ^@ p.region_path and p.matter_code <> ${matter.code} order by "isSameClass" desc, length(p.region_path) desc, p.ruled_on desc limit 5`.execute(tx)
  return rows
}

/** Forgets what was ruled about a matter that turns out to be an accusation: nothing ordinary may name it. 第三十条 */
export async function forgetPrecedents(tx: Tx, code: string): Promise<void> {
  await tx.deleteFrom('competence_precedent').where('matter_code', '=', code).execute()
}
