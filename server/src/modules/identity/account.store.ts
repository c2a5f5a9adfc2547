import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Account as AccountTable } from '../../platform/schema.ts'

/** A member of staff as the administrator keeps them. */
export interface StaffAccount {
  id: string
  userId: string
  username: string
  name: string
  phone: string | null
  isActive: boolean
  isDemo: boolean
  /** Path of the place whose administrators keep the account. */
  keptIn: string
  createdAt: string
  version: number
  /** Posts held today or later. */
  posts: readonly { unitId: string; regionPath: string; roles: readonly RoleCode[] }[]
}

export async function findAccount(db: Db | Tx, id: string, today: string): Promise<StaffAccount> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('identity/account-unknown')
  return toAccount(row, await listPosts(db, id, today))
}

/** Locks the account until the end of the transaction. */
export async function lockAccount(tx: Tx, id: string, today: string): Promise<StaffAccount> {
  const row = await tx.selectFrom('account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('identity/account-unknown')
  return toAccount(row, await listPosts(tx, id, today))
}

/** The same by username. */
export async function lockAccountByUsername(tx: Tx, username: string, today: string): Promise<StaffAccount> {
  const id = await findAccountIdByUsername(tx, username)
  if (!id) throw new NotFound('identity/account-unknown')
  return lockAccount(tx, id, today)
}

async function listPosts(db: Db | Tx, accountId: string, today: string): Promise<StaffAccount['posts']> {
  const rows = await db.selectFrom('post_holder as h').innerJoin('post as p', 'p.id', 'h.post_id').innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['u.id', 'u.region_path', 'p.roles']).where('h.account_id', '=', accountId).where((e) => e.or([e('h.valid_to', 'is', null), e('h.valid_to', '>=', today)]))
    .orderBy('h.valid_from').orderBy('p.id').execute()
  return rows.map((row) => ({ unitId: row.id, regionPath: row.region_path, roles: row.roles as RoleCode[] }))
}

function toAccount(row: Selectable<AccountTable>, posts: StaffAccount['posts']): StaffAccount {
  return {
    id: row.id, userId: row.user_id, username: row.username, name: row.name, phone: row.phone, isActive: row.is_active, isDemo: row.is_demo, keptIn: row.kept_in,
    createdAt: row.created_at.toISOString(), version: row.version, posts,
  }
}

export async function findAccountIdByUsername(db: Db | Tx, username: string): Promise<string | null> {
  const row = await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirst()
  return row?.id ?? null
}

/** What somebody has to do before anything else. */
export interface SignInDuties {
  mustChangePassword: boolean
  /** Their administrator requires two steps. Who signs in elsewhere only, without a password of ours, is not asked. */
  needsSecondFactor: boolean
  mustTurnOnSecondFactor: boolean
}

export async function findSignInDuties(db: Db, accountId: string, roles: readonly RoleCode[]): Promise<SignInDuties> {
  const { rows } = await sql<SignInDuties>`select must as "mustChangePassword", needs as "needsSecondFactor", needs and not has as "mustTurnOnSecondFactor" from (
      select a.must_change_password as must, coalesce(u.two_factor_enabled, false) as has, exists (select from second_factor_rule r where starts_with(a.kept_in, r.region_path) and (r.is_for_all or r.roles && ${roles}::text[]))
          and exists (select from sign_in_credential c where c.user_id = a.user_id and c.password is not null) as needs
        from account a left join sign_in_user u on u.id = a.user_id where a.id = ${accountId}) d`.execute(db)
  return rows[0] ?? { mustChangePassword: false, needsSecondFactor: false, mustTurnOnSecondFactor: false }
}

export interface NewAccountRow {
  id: string
  username: string
  name: string
  phone: string | null
  keptIn: string
  isDemo: boolean
  mustChangePassword: boolean
}

/** Adds accounts whose usernames are free. @returns ids of those added */
export async function insertAccounts(tx: Tx, accounts: readonly NewAccountRow[]): Promise<string[]> {
  const rows = await tx.insertInto('account').values(accounts.map((one) => ({
    id: one.id, user_id: one.id, username: one.username, name: one.name, phone: one.phone, kept_in: one.keptIn, is_demo: one.isDemo, must_change_password: one.mustChangePassword,
  }))).onConflict((conflict) => conflict.column('username').doNothing()).returning('id').execute()
  return rows.map((row) => row.id)
}

export async function saveAccount(tx: Tx, account: StaffAccount, change: { name?: string; phone?: string | null; isActive?: boolean; mustChangePassword?: boolean }): Promise<void> {
  await tx.updateTable('account').set({
    name: change.name, phone: change.phone, is_active: change.isActive, must_change_password: change.mustChangePassword, version: account.version + 1,
  }).where('id', '=', account.id).execute()
}

export async function clearMustChangePassword(tx: Tx, accountId: string): Promise<void> {
  await tx.updateTable('account').set({ must_change_password: false }).where('id', '=', accountId).execute()
}

/** Where a person works first, for the record's sake; null for those without a post. */
export async function findHomePlace(tx: Tx, accountId: string): Promise<{ unitId: string; regionPath: string; regionCode: string; level: number } | null> {
  const row = await tx.selectFrom('post_holder as h').innerJoin('post as p', 'p.id', 'h.post_id').innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['u.id', 'u.region_path', 'u.region_code', 'u.level']).where('h.account_id', '=', accountId).orderBy('h.valid_from').orderBy('p.id').limit(1).executeTakeFirst()
  return row ? { unitId: row.id, regionPath: row.region_path, regionCode: row.region_code, level: row.level } : null
}

/** Whether accounts of the demonstration, whose password everybody knows, can sign in. */
export async function hasDemoAccounts(db: Db): Promise<boolean> {
  return (await db.selectFrom('account').select('id').where('is_demo', '=', true).where('is_active', '=', true).limit(1).executeTakeFirst()) !== undefined
}
