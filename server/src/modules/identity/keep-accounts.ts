import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { z } from '@hejie/contract/common'
import type { Account } from '@hejie/contract/identity'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { answeredOnce, onceOf, takeKey } from '../../platform/once.ts'
import { findAccount, insertAccounts, lockAccount, saveAccount } from './account.store.ts'
import type { StaffAccount } from './account.store.ts'
import type { Actor } from './actor.ts'
import { accessOf } from './actor.ts'
import { isUsername, temporaryPassword } from './password.rules.ts'
import { allowedKeeping, keepingFault, keptPlaces, mayKeep } from './policy.ts'
import type { Keeping } from './policy.ts'
import { recordAccountEvent } from './record-sign-in.ts'
import { deleteSecondFactor, deleteSessions, hasSecondFactor, insertPasswords, insertUsers, renameUser, savePasswordHash } from './sign-in.store.ts'
import { emailOf } from './unified-identity.ts'

export interface NewAccount {
  username: string
  name: string
  phone?: string | null
  /** scrypt of the password, from `hashNewPassword`; null for somebody who signs in through a unified identity only. */
  passwordHash: string | null
  /** Path of the place whose administrators keep the account. */
  keptIn: string
  isDemo?: boolean
  /** The password is somebody else's choice and must be changed first. */
  mustChangePassword?: boolean
}

/** Slow on purpose (some 50 ms): call it outside the transaction. */
export const hashNewPassword = (password: string): Promise<string> => hashPassword(password)

/**
 * Adds a member of staff who can sign in. Posts are given in the directory.
 *
 * @param actorId who adds it; null for the operator's command and for seeding
 * @returns the account's id
 * @throws RuleBroken `identity/username-taken`
 * @throws Invalid `identity/username-form`
 */
export async function createAccount(deps: Deps, tx: Tx, account: NewAccount, actorId: string | null): Promise<string> {
  const username = account.username.toLowerCase()
  if (!isUsername(username)) throw new Invalid([{ field: 'username', code: 'identity/username-form' }])
  const id = newId()
  const added = await insertAccounts(tx, [{
    id, username, name: account.name, phone: account.phone ?? null, keptIn: account.keptIn, isDemo: account.isDemo ?? false, mustChangePassword: account.mustChangePassword ?? false,
  }])
  if (added.length === 0) throw new RuleBroken('identity/username-taken', { username })
  await insertUsers(tx, [{ id, name: account.name, username, email: emailOf(username) }])
  if (account.passwordHash) await insertPasswords(tx, [{ id: newId(), userId: id, hash: account.passwordHash }])
  await recordAccountEvent(deps, tx, { action: 'identity.create-account', accountId: id, actorId, detail: {} })
  return id
}

/** Gives a password that must be changed at the first sign-in, and ends all sessions. @param passwordHash from `hashNewPassword` */
export async function resetPassword(deps: Deps, tx: Tx, account: StaffAccount, passwordHash: string, actorId: string | null): Promise<void> {
  await savePasswordHash(tx, account.userId, passwordHash)
  await saveAccount(tx, account, { mustChangePassword: true })
  const ended = await deleteSessions(tx, account.userId, { except: null })
  await recordAccountEvent(deps, tx, { action: 'identity.reset-password', accountId: account.id, actorId, detail: { ended } })
}

/** Takes a lost second factor away and ends all sessions. */
export async function resetSecondFactor(deps: Deps, tx: Tx, account: StaffAccount, actorId: string | null): Promise<void> {
  await deleteSecondFactor(tx, account.userId)
  await saveAccount(tx, account, {})
  const ended = await deleteSessions(tx, account.userId, { except: null })
  await recordAccountEvent(deps, tx, { action: 'identity.reset-second-factor', accountId: account.id, actorId, detail: { ended } })
}

/** Switches an account off and ends its sessions, or on again. */
export async function switchAccount(deps: Deps, tx: Tx, account: StaffAccount, isActive: boolean, actorId: string | null): Promise<void> {
  await saveAccount(tx, account, { isActive })
  const ended = isActive ? 0 : await deleteSessions(tx, account.userId, { except: null })
  await recordAccountEvent(deps, tx, { action: isActive ? 'identity.reactivate-account' : 'identity.deactivate-account', accountId: account.id, actorId, detail: { ended } })
}

export const newTemporaryPassword = (): string => temporaryPassword(randomBytes(12))

/** An account as its administrator sees it. @throws NotFound `identity/account-unknown` also when it is kept elsewhere */
export async function readAccount(deps: Deps, actor: Actor, id: string): Promise<Account> {
  const account = await findAccount(deps.db, id, deps.today().toString())
  if (!mayKeep(actor, account)) throw new NotFound('identity/account-unknown')
  return present(deps, actor, account)
}

async function present(deps: Deps, actor: Actor, account: StaffAccount): Promise<Account> {
  const seen = { ...account, hasSecondFactor: await hasSecondFactor(deps.db, account.id) }
  const { id, username, name, phone, isActive, isDemo, createdAt, version } = account
  return { id, username, name, phone, isActive, isDemo, createdAt, version, hasSecondFactor: seen.hasSecondFactor, allowed: allowedKeeping(actor, seen) }
}

const Made = z.object({ id: z.string(), password: z.string() })

/** The administrator adds an account for their place; sent twice with one key it is one account with one password. @returns it with its temporary password */
export async function addAccount(deps: Deps, actor: Actor, input: { username: string; name: string; phone: string | null }, key?: string): Promise<Account & { temporaryPassword: string }> {
  const [keptIn] = keptPlaces(actor)
  if (keptIn === undefined) throw new Forbidden()
  const password = newTemporaryPassword()
  const passwordHash = await hashNewPassword(password)
  const once = onceOf(deps, `account:${actor.accountId}`, key, input)
  const made = await answeredOnce(deps, once, () => inTransaction(deps.db, accessOf(actor), async (tx) => {
    const id = await createAccount(deps, tx, { ...input, passwordHash, keptIn, mustChangePassword: true }, actor.accountId)
    if (once) await takeKey(deps, once, { id, password }).execute(tx)
    return { id, password }
  }), (answer) => Made.parse(answer))
  return { ...(await readAccount(deps, actor, made.id)), temporaryPassword: made.password }
}

/** The administrator does one thing to an account they keep, seen at `version`. */
export async function keepAccount(deps: Deps, actor: Actor, target: { id: string; version: number }, what: Keeping, work: (tx: Tx, account: StaffAccount) => Promise<void>): Promise<{ account: Account; userId: string }> {
  const userId = await inTransaction(deps.db, accessOf(actor), async (tx) => {
    const account = await lockAccount(tx, target.id, deps.today().toString())
    const fault = keepingFault(actor, account, what)
    if (fault === 'identity/account-unknown') throw new NotFound(fault)
    if (fault === 'identity/protected-account') throw new Forbidden(fault)
    if (fault) throw new RuleBroken(fault)
    if (account.version !== target.version) throw new RuleBroken('identity/changed-meanwhile')
    await work(tx, account)
    return account.userId
  })
  return { account: await readAccount(deps, actor, target.id), userId }
}

/** Changes name and phone of an account. */
export async function editAccount(deps: Deps, tx: Tx, account: StaffAccount, change: { name: string; phone: string | null }, actorId: string): Promise<void> {
  await saveAccount(tx, account, change)
  if (change.name !== account.name) await renameUser(tx, account.userId, change.name)
  await recordAccountEvent(deps, tx, { action: 'identity.edit-account', accountId: account.id, actorId, detail: { name: change.name !== account.name, phone: change.phone !== account.phone } })
}
