import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

// What lies in the sign-in library's tables. `Db` reads as their owner; a `Tx` of the application may add and end, not read.

export async function isUserActive(db: Db, userId: string): Promise<boolean> {
  const row = await db.selectFrom('account').select('is_active').where('user_id', '=', userId).executeTakeFirst()
  return row?.is_active ?? false
}

/** Sessions that ran out and were never shown again would pile up. */
export async function deleteExpiredSessions(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('sign_in_session').where('user_id', '=', userId).where('expires_at', '<', sql<Date>`now()`).execute()
}

export interface SessionRow {
  id: string
  startedAt: string
  lastSeenAt: string
  endsAt: string
  address: string | null
  device: string | null
}

export async function listLiveSessions(db: Db, accountId: string): Promise<SessionRow[]> {
  const rows = await db.selectFrom('sign_in_session as s').innerJoin('account as a', 'a.user_id', 's.user_id')
    .select(['s.id', 's.created_at', 's.updated_at', 's.expires_at', 's.ip_address', 's.user_agent'])
    .where('a.id', '=', accountId).where('s.expires_at', '>', sql<Date>`now()`).orderBy('s.updated_at', 'desc').orderBy('s.id').limit(100).execute()
  return rows.map((row) => ({
    id: row.id, startedAt: row.created_at.toISOString(), lastSeenAt: row.updated_at.toISOString(), endsAt: row.expires_at.toISOString(),
    address: row.ip_address || null, device: row.user_agent || null,
  }))
}

/** Ends sessions of an account: one, all, or all but one. @returns how many */
export async function deleteSessions(tx: Tx, userId: string, which: { only: string } | { except: string | null }): Promise<number> {
  const query = tx.deleteFrom('sign_in_session').where('user_id', '=', userId)
  const narrowed = 'only' in which ? query.where('id', '=', which.only) : which.except === null ? query : query.where('id', '<>', which.except)
  const { numDeletedRows } = await narrowed.executeTakeFirst()
  return Number(numDeletedRows)
}

export async function findPasswordHash(db: Db, userId: string): Promise<string | null> {
  const row = await db.selectFrom('sign_in_credential').select('password').where('user_id', '=', userId).where('provider_id', '=', 'credential').executeTakeFirst()
  return row?.password ?? null
}

export async function savePasswordHash(tx: Tx, userId: string, hash: string): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('sign_in_credential').set({ password: hash, updated_at: sql<Date>`now()` })
    .where('user_id', '=', userId).where('provider_id', '=', 'credential').executeTakeFirst()
  if (Number(numUpdatedRows) === 0) await insertPasswords(tx, [{ id: userId, userId, hash }])
}

export interface NewUser {
  id: string
  name: string
  username: string
  email: string
}

export async function insertUsers(tx: Tx, users: readonly NewUser[]): Promise<void> {
  await tx.insertInto('sign_in_user').values(users.map(({ id, name, username, email }) => ({ id, name, username, email }))).execute()
}

export async function insertPasswords(tx: Tx, passwords: readonly { id: string; userId: string; hash: string }[]): Promise<void> {
  await tx.insertInto('sign_in_credential').values(passwords.map(({ id, userId, hash }) => ({ id, user_id: userId, provider_id: 'credential', account_id: userId, password: hash }))).execute()
}

export async function renameUser(tx: Tx, userId: string, name: string): Promise<void> {
  await tx.updateTable('sign_in_user').set({ name, updated_at: sql<Date>`now()` }).where('id', '=', userId).execute()
}

export async function deleteSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('sign_in_two_factor').where('user_id', '=', userId).execute()
  await tx.updateTable('sign_in_user').set({ two_factor_enabled: false, updated_at: sql<Date>`now()` }).where('id', '=', userId).execute()
}

/** Who is half way through signing in with this challenge; null when it is unknown or too old. */
export async function findChallengedUser(db: Db, identifier: string): Promise<string | null> {
  const row = await db.selectFrom('sign_in_challenge').select('value').where('identifier', '=', identifier).where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc').limit(1).executeTakeFirst()
  return row?.value ?? null
}

export async function hasSecondFactor(db: Db, accountId: string): Promise<boolean> {
  const row = await db.selectFrom('sign_in_user as u').innerJoin('account as a', 'a.user_id', 'u.id').select('u.two_factor_enabled').where('a.id', '=', accountId).executeTakeFirst()
  return row?.two_factor_enabled ?? false
}
