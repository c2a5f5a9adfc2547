import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertAccounts } from './account.store.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts'
import type { DemoAccount } from './demo-accounts.ts'
import { countUsernames, listPostsOf, listUnitsByCodes } from './place.store.ts'
import type { PlacedUnit } from './place.store.ts'
import { hashNewPassword } from './keep-accounts.ts'
import { recordAccountEvent } from './record-sign-in.ts'
import { insertPasswords, insertUsers } from './sign-in.store.ts'
import { emailOf } from './unified-identity.ts'

/** How posts are made and given; the directory's business, which stands beside this module. */
export interface PostKeeping {
  insertPosts(tx: Tx, posts: readonly { id: string; unitId: string; name: string; roles: readonly RoleCode[] }[]): Promise<void>
  insertPostHolders(tx: Tx, holders: readonly { postId: string; accountId: string; from: string }[]): Promise<void>
}

/** Posts are held from here on, so that demo matters of the past have their people. */
const HELD_FROM = '2020-01-01'

/**
 * Adds the demo accounts that are missing, with their posts; needs the directory's units. What an administrator changed
 * since stays as it is. Safe to repeat, and one short query when nothing is missing.
 *
 * @returns how many accounts were added
 */
export async function seedDemoAccounts(deps: Deps, keeping: PostKeeping): Promise<number> {
  const usernames = DEMO_ACCOUNTS.map((one) => one.username)
  if ((await countUsernames(deps.db, usernames)) === usernames.length) return 0
  // One hash for all: the password is public anyway, and hashing is slow on purpose.
  const hash = await hashNewPassword(DEMO_PASSWORD)
  return inTransaction(deps.db, { as: 'system' }, (tx) => addMissing(deps, tx, hash, keeping))
}

async function addMissing(deps: Deps, tx: Tx, hash: string, keeping: PostKeeping): Promise<number> {
  const units = await unitsOfDemo(tx)
  const unitOf = (code: string): PlacedUnit => {
    const unit = units.get(code)
    if (!unit) throw new Error(`the demo needs unit ${code}, and the directory does not have it`)
    return unit
  }
  const wanted = DEMO_ACCOUNTS.map((account) => ({ id: newId(), account, keptIn: unitOf(account.posts[0]?.unit ?? '').regionPath }))
  const added = new Set(await insertAccounts(tx, wanted.map(({ id, account, keptIn }) => ({ id, username: account.username, name: account.name, phone: null, keptIn, isDemo: true, mustChangePassword: false }))))
  const people = wanted.filter(({ id }) => added.has(id))
  if (people.length === 0) return 0
  await insertUsers(tx, people.map(({ id, account }) => ({ id, name: account.name, username: account.username, email: emailOf(account.username) })))
  await insertPasswords(tx, people.map(({ id }) => ({ id: newId(), userId: id, hash })))
  await givePosts(tx, people, unitOf, keeping)
  await recordAccountEvent(deps, tx, { action: 'identity.seed-demo', accountId: null, actorId: null, detail: { added: people.length } })
  return people.length
}

async function unitsOfDemo(tx: Tx): Promise<Map<string, PlacedUnit>> {
  const codes = [...new Set(DEMO_ACCOUNTS.flatMap((account) => account.posts.map((post) => post.unit)))]
  return new Map((await listUnitsByCodes(tx, codes)).map((unit) => [unit.code, unit]))
}

async function givePosts(tx: Tx, people: readonly { id: string; account: DemoAccount }[], unitOf: (code: string) => PlacedUnit, keeping: PostKeeping): Promise<void> {
  const chairs = people.flatMap(({ id, account }) => account.posts.map((post) => ({ accountId: id, unitId: unitOf(post.unit).id, name: post.name, roles: post.roles })))
  const keyOf = (chair: { unitId: string; name: string }): string => `${chair.unitId} ${chair.name}`
  const known = new Map((await listPostsOf(tx, [...new Set(chairs.map((chair) => chair.unitId))])).map((post) => [keyOf(post), post.id]))
  const missing = new Map(chairs.filter((chair) => !known.has(keyOf(chair))).map((chair) => [keyOf(chair), { id: newId(), unitId: chair.unitId, name: chair.name, roles: chair.roles }]))
  await keeping.insertPosts(tx, [...missing.values()])
  await keeping.insertPostHolders(tx, chairs.map((chair) => ({ accountId: chair.accountId, postId: known.get(keyOf(chair)) ?? missing.get(keyOf(chair))?.id ?? '', from: HELD_FROM })))
}
