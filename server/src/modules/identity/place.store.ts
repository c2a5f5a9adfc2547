import type { Db, Tx } from '../../platform/database.ts'

export async function countUsernames(db: Db | Tx, usernames: readonly string[]): Promise<number> {
  const row = await db.selectFrom('account').select((e) => e.fn.countAll<number>().as('total')).where('username', 'in', [...usernames]).executeTakeFirstOrThrow()
  return row.total
}

export interface PlacedUnit {
  id: string
  code: string
  name: string
  regionPath: string
}

export async function listUnitsByCodes(db: Db | Tx, codes: readonly string[]): Promise<PlacedUnit[]> {
  const rows = await db.selectFrom('unit').select(['id', 'code', 'name', 'region_path']).where('code', 'in', [...codes]).execute()
  return rows.map((row) => ({ id: row.id, code: row.code, name: row.name, regionPath: row.region_path }))
}

export async function listPostsOf(tx: Tx, unitIds: readonly string[]): Promise<{ id: string; unitId: string; name: string }[]> {
  const rows = await tx.selectFrom('post').select(['id', 'unit_id', 'name']).where('unit_id', 'in', [...unitIds]).where('valid_to', 'is', null).execute()
  return rows.map((row) => ({ id: row.id, unitId: row.unit_id, name: row.name }))
}
