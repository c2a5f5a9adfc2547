import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Tx } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { isProtectedRole, listKeyGivers, lockAccounts } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'

/** Places whose directory a system administrator keeps: the place of each post with that role, and everything below. */
export function administeredPaths(actor: Actor): string[] {
  return actor.posts.filter((post) => post.roles.includes('ZR25')).map((post) => post.regionPath)
}

/** Whether somebody keeps the directory of this place. */
export function mayAdminister(actor: Actor, regionPath: string): boolean {
  return administeredPaths(actor).some((path) => regionPath.startsWith(path))
}

/** Whether somebody keeps what all places share: code tables and the national calendar. The province's administrator does. */
export function mayAdministerShared(actor: Actor): boolean {
  return actor.posts.some((post) => post.level === 1 && post.roles.includes('ZR25'))
}

/** @throws Forbidden `directory/not-administrator` */
export function requireAdminister(actor: Actor, regionPath: string): void {
  if (!mayAdminister(actor, regionPath)) throw new Forbidden('directory/not-administrator')
}

/** @throws Forbidden `directory/not-shared-administrator` */
export function requireAdministerShared(actor: Actor): void {
  if (!mayAdministerShared(actor)) throw new Forbidden('directory/not-shared-administrator')
}

/**
 * Nobody gives, widens or ends a post of their own.
 * @throws Forbidden `directory/not-your-own-post`
 */
export function requireOthersPost(actor: Actor, about: { accountIds: readonly string[] }): void {
  if (about.accountIds.includes(actor.accountId)) throw new Forbidden('directory/not-your-own-post')
}

/**
 * The accusation desk and the auditor are never made by one person alone: whoever may know a password of the account, or
 * whoever may know one of the administrator's, does not give it these roles. 信访工作条例第三十条
 *
 * @param gained roles the accounts did not have in this post before
 * @throws Forbidden `directory/needs-second-person`
 */
export async function requireSecondPerson(tx: Tx, actor: Actor, gained: readonly RoleCode[], accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0 || !gained.some(isProtectedRole)) return
  await lockAccounts(tx, accountIds)
  const behindActor = new Set(await listKeyGivers(tx, [actor.accountId]))
  if ((await listKeyGivers(tx, accountIds)).some((id) => behindActor.has(id))) throw new Forbidden('directory/needs-second-person')
}
