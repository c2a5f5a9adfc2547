import { sql } from 'kysely'
import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Post, PostHolder } from './post.ts'

interface Row { id: string; unit_id: string; name: string; name_en: string | null; roles: string[]; valid_from: string; valid_to: string | null; version: number }

const toPost = (row: Row): Post => ({
  id: row.id, unitId: row.unit_id, name: row.name, nameEn: row.name_en, roles: row.roles as RoleCode[], validFrom: row.valid_from, validTo: row.valid_to, version: row.version,
})

/** @throws NotFound `directory/post-unknown` */
export async function findPost(db: Db | Tx, id: string): Promise<Post> {
  const row = await db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('directory/post-unknown')
  return toPost(row)
}

export async function lockPost(tx: Tx, id: string): Promise<Post> {
  const row = await tx.selectFrom('post').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('directory/post-unknown')
  return toPost(row)
}

export async function listPostsOf(db: Db | Tx, unitId: string): Promise<Post[]> {
  const rows = await db.selectFrom('post').selectAll().where('unit_id', '=', unitId).orderBy('valid_to', (order) => order.desc().nullsFirst()).orderBy('name').execute()
  return rows.map(toPost)
}

export async function listHolders(db: Db | Tx, postIds: readonly string[]): Promise<(PostHolder & { postId: string })[]> {
  if (postIds.length === 0) return []
  const rows = await db.selectFrom('post_holder as h').innerJoin('account as a', 'a.id', 'h.account_id')
    .select(['h.post_id', 'h.account_id', 'h.valid_from', 'h.valid_to', 'a.name', 'a.username']).where('h.post_id', 'in', [...postIds]).orderBy('h.valid_from').execute()
  return rows.map((row) => ({ postId: row.post_id, accountId: row.account_id, name: row.name, username: row.username, validFrom: row.valid_from, validTo: row.valid_to }))
}

/** @param posts in force from `validFrom`, or always where none is given */
export async function insertPosts(tx: Tx, posts: readonly (Pick<Post, 'id' | 'unitId' | 'name' | 'roles'> & Partial<Pick<Post, 'nameEn' | 'validFrom'>>)[]): Promise<void> {
  if (posts.length === 0) return
  await tx.insertInto('post').values(posts.map((post) => ({
    id: post.id, unit_id: post.unitId, name: post.name, name_en: post.nameEn ?? null, roles: [...post.roles], ...(post.validFrom ? { valid_from: post.validFrom } : {}),
  }))).execute()
}

export async function savePost(tx: Tx, post: Post): Promise<void> {
  await tx.updateTable('post').set({ name: post.name, name_en: post.nameEn, roles: [...post.roles], valid_to: post.validTo, version: post.version }).where('id', '=', post.id).execute()
}

/** Ends posts of a unit, and every appointment to them, with a day; what would have begun later never begins. @returns how many posts ended */
export async function endPosts(tx: Tx, which: { unitId: string } | { postId: string }, on: string): Promise<number> {
  const match = 'unitId' in which ? sql`p.unit_id = ${which.unitId}` : sql`p.id = ${which.postId}`
  await sql`update post_holder h set valid_to = ${on} from post p
    where p.id = h.post_id and ${match} and (h.valid_to is null or h.valid_to > ${on})`.execute(tx)
  const ended = await sql`update post p set valid_to = ${on}, version = version + 1 where ${match} and (p.valid_to is null or p.valid_to > ${on})`.execute(tx)
  return Number(ended.numAffectedRows ?? 0)
}

/** Locks the account, so that two administrators cannot give one person two posts that do not go together. */
export async function lockActiveAccount(tx: Tx, accountId: string): Promise<void> {
  const row = await tx.selectFrom('account').select('id').where('id', '=', accountId).where('is_active', '=', true).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('directory/account-unknown')
}

/** All appointments of a person that are not over before a day, with the roles they bring. */
export async function listAppointments(tx: Tx, accountId: string, notBefore: string): Promise<{ postId: string; roles: RoleCode[]; validFrom: string; validTo: string | null }[]> {
  const rows = await tx.selectFrom('post_holder as h').innerJoin('post as p', 'p.id', 'h.post_id').select(['h.post_id', 'p.roles', 'h.valid_from', 'h.valid_to'])
    .where('h.account_id', '=', accountId).where((e) => e.or([e('h.valid_to', 'is', null), e('h.valid_to', '>=', notBefore)])).execute()
  return rows.map((row) => ({ postId: row.post_id, roles: row.roles as RoleCode[], validFrom: row.valid_from, validTo: row.valid_to }))
}

/** Puts people into posts from a day on; one who left on that same day stays after all. */
export async function insertPostHolders(tx: Tx, holders: readonly { postId: string; accountId: string; from: string }[]): Promise<void> {
  if (holders.length === 0) return
  await tx.insertInto('post_holder').values(holders.map((one) => ({ post_id: one.postId, account_id: one.accountId, valid_from: one.from, valid_to: null })))
    .onConflict((conflict) => conflict.columns(['post_id', 'account_id', 'valid_from']).doUpdateSet({ valid_to: null })).execute()
}

export async function endHolder(tx: Tx, postId: string, accountId: string, from: string, on: string): Promise<void> {
  await tx.updateTable('post_holder').set({ valid_to: on }).where('post_id', '=', postId).where('account_id', '=', accountId).where('valid_from', '=', from).execute()
}

export async function listRoles(db: Db): Promise<{ code: RoleCode; zh: string; en: string; can: string }[]> {
  const rows = await db.selectFrom('role').selectAll().orderBy('code').execute()
  return rows.map((row) => ({ ...row, code: row.code as RoleCode }))
}

export interface StaffRow { accountId: string; name: string; username: string; isActive: boolean; posts: { postId: string; postName: string; unitId: string; unitName: string }[] }

/** Staff with a post at or below one of the places, and staff without any post; by user name. */
export async function listStaff(db: Db, filter: { paths: readonly string[]; q: string | null; today: string; after: string | null; limit: number }): Promise<StaffRow[]> {
  const inForce = sql`(h.valid_to is null or h.valid_to >= ${filter.today})`
  const { rows } = await sql<{ id: string; name: string; username: string; is_active: boolean; posts: StaffRow['posts'] }>`
    select a.id, a.name, a.username, a.is_active, coalesce((
      select jsonb_agg(jsonb_build_object('postId', p.id, 'postName', p.name, 'unitId', u.id, 'unitName', u.name) order by u.code, p.name)
      from post_holder h join post p on p.id = h.post_id join unit u on u.id = p.unit_id where h.account_id = a.id and ${inForce}), '[]') as posts
    from account a
    where (not exists (select from post_holder h where h.account_id = a.id and ${inForce})
        or exists (select from post_holder h join post p on p.id = h.post_id join unit u on u.id = p.unit_id where h.account_id = a.id and ${inForce} and u.region_path ^@ any (${[...filter.paths]}::text[])))
      ${filter.q ? sql`and (strpos(a.name, ${filter.q}) > 0 or strpos(a.username, ${filter.q}) > 0)` : sql``}
      ${filter.after ? sql`and a.username > ${filter.after}` : sql``}
    order by a.username limit ${filter.limit}`.execute(db)
  return rows.map((row) => ({ accountId: row.id, name: row.name, username: row.username, isActive: row.is_active, posts: row.posts }))
}
