import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Db } from '../../platform/database.ts'
import type { Actor, ActorPost } from './actor.ts'

/** By what an account is known: to the person, to the sign-in library, to everything else. */
export type WhoIs = { username: string } | { userId: string } | { accountId: string }

export async function findActor(db: Db, who: WhoIs, today: string): Promise<Actor | null> {
  const account = await db.selectFrom('account').select(['id', 'username', 'name']).where('is_active', '=', true)
    .where((e) => ('username' in who ? e('username', '=', who.username) : 'userId' in who ? e('user_id', '=', who.userId) : e('id', '=', who.accountId))).executeTakeFirst()
  if (!account) return null
  const rows = await db.selectFrom('post_holder as h').innerJoin('post as p', 'p.id', 'h.post_id').innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['p.id as post_id', 'p.name as post_name', 'p.roles', 'u.id as unit_id', 'u.name as unit_name', 'u.kind', 'u.line_code', 'u.level', 'u.region_code', 'u.region_path'])
    .where('h.account_id', '=', account.id).where('h.valid_from', '<=', today).where((e) => e.or([e('h.valid_to', 'is', null), e('h.valid_to', '>=', today)]))
    .where((e) => e.or([e('p.valid_to', 'is', null), e('p.valid_to', '>=', today)])).orderBy('h.valid_from').execute()
  return {
    accountId: account.id, username: account.username, name: account.name,
    posts: rows.map((row) => ({
      postId: row.post_id, postName: row.post_name, roles: row.roles as RoleCode[], unitId: row.unit_id, unitName: row.unit_name, unitKind: row.kind as ActorPost['unitKind'],
      lineCode: row.line_code, level: row.level, regionCode: row.region_code, regionPath: row.region_path,
    })),
  }
}
