import type { Db, Tx } from '../../platform/database.ts'

// What the demo and the operator's command need of the directory's posts; on screen the directory keeps them.

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

export async function insertPosts(tx: Tx, posts: readonly { id: string; unitId: string; name: string; roles: readonly string[] }[]): Promise<void> {
  if (posts.length === 0) return
  await tx.insertInto('post').values(posts.map((one) => ({ id: one.id, unit_id: one.unitId, name: one.name, roles: [...one.roles] }))).execute()
}

export async function insertPostHolders(tx: Tx, holders: readonly { postId: string; accountId: string; from: string }[]): Promise<void> {
  if (holders.length === 0) return
  await tx.insertInto('post_holder').values(holders.map((one) => ({ post_id: one.postId, account_id: one.accountId, valid_from: one.from }))).execute()
}
