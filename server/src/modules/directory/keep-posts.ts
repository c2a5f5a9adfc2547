import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Actor } from '../identity/index.ts'
import { changeDirectory, changedFields } from './change-directory.ts'
import { requireUnit } from './look-up-places.ts'
import type { Unit } from './place.ts'
import { requireAdminister, requireOthersPost, requireSecondPerson } from './policy.ts'
import type { Post } from './post.ts'
import { overlaps, requireCompatible, requireRolesFit } from './post.rules.ts'
import { endHolder, endPosts, findPost, insertPostHolders, insertPosts, listAppointments, listHolders, listPostsOf, lockActiveAccount, lockPost, savePost } from './post.store.ts'
import { requireEndable, requireVersion } from './term.rules.ts'
import { findUnit, lockUnit } from './unit.store.ts'

export interface PostFields {
  name: string
  nameEn: string | null
  roles: readonly RoleCode[]
}

/** Adds a post to a unit. */
export async function createPost(deps: Deps, actor: Actor, unitId: string, input: PostFields, onceKey: string | null): Promise<Post> {
  return changeDirectory(deps, actor, 'create-post', async (tx) => {
    const today = deps.today().toString()
    const unit = await lockUnit(tx, unitId)
    requireAdminister(actor, unit.regionPath)
    await requireUnit(tx, unitId, today)
    requireRolesFit(input.roles, unit.kind)
    const post: Post = { ...input, id: newId(), unitId, validFrom: today, validTo: null, version: 1 }
    await requireFreeName(tx, post)
    await insertPosts(tx, [post])
    return { result: post, subject: `post:${post.id}`, regionPath: unit.regionPath, detail: { unit: unitId, roles: post.roles } }
  }, { key: onceKey, request: { unitId, ...input }, again: findPost })
}

/** Renames a post or changes its roles; nobody who holds it may end up with roles that do not go together. */
export async function editPost(deps: Deps, actor: Actor, id: string, input: PostFields & { version: number }): Promise<Post> {
  return changeDirectory(deps, actor, 'edit-post', async (tx) => {
    const today = deps.today().toString()
    const { before, unit } = await lockPostForChange(tx, actor, id)
    requireVersion(before, input.version)
    const after: Post = { ...before, ...input, version: before.version + 1 }
    requireRolesFit(after.roles, unit.kind)
    await requireFreeName(tx, after)
    const holders = (await listHolders(tx, [id])).filter((holder) => holder.validTo === null || holder.validTo >= today)
    requireOthersPost(actor, { accountIds: holders.map((holder) => holder.accountId) })
    await requireSecondPerson(tx, actor, after.roles.filter((role) => !before.roles.includes(role)), holders.map((holder) => holder.accountId))
    for (const holder of holders) await requireCompatibleWithOthers(tx, holder.accountId, { ...holder, postId: id, roles: after.roles })
    await savePost(tx, after)
    return { result: after, subject: `post:${id}`, regionPath: unit.regionPath, detail: { fields: changedFields(before, after), before: before.roles, after: after.roles } }
  })
}

/** Ends a post and every appointment to it with a day. */
export async function abolishPost(deps: Deps, actor: Actor, id: string, input: { version: number; on: string }): Promise<Post> {
  return changeDirectory(deps, actor, 'abolish-post', async (tx) => {
    const { before, unit } = await lockPostForChange(tx, actor, id)
    requireVersion(before, input.version)
    requireEndable(before, input.on)
    const holders = (await listHolders(tx, [id])).filter((holder) => holder.validTo === null || holder.validTo > input.on)
    requireOthersPost(actor, { accountIds: holders.map((holder) => holder.accountId) })
    await endPosts(tx, { postId: id }, input.on)
    return { result: await findPost(tx, id), subject: `post:${id}`, regionPath: unit.regionPath, detail: { on: input.on, holders: holders.map((holder) => holder.accountId) } }
  })
}

/** Puts a person into a post from a day on, for an open time. */
export async function appoint(deps: Deps, actor: Actor, postId: string, input: { accountId: string; from: string }): Promise<Post> {
  return changeDirectory(deps, actor, 'appoint', async (tx) => {
    const { before: post, unit } = await lockPostForChange(tx, actor, postId)
    requireOthersPost(actor, { accountIds: [input.accountId] })
    if (post.validTo !== null && post.validTo < input.from) throw new RuleBroken('directory/already-ended', { on: post.validTo })
    await lockActiveAccount(tx, input.accountId)
    await requireCompatibleWithOthers(tx, input.accountId, { postId, roles: post.roles, validFrom: input.from, validTo: post.validTo })
    await requireSecondPerson(tx, actor, post.roles, [input.accountId])
    await insertPostHolders(tx, [{ postId, accountId: input.accountId, from: input.from }])
    return { result: post, subject: `post:${postId}`, regionPath: unit.regionPath, detail: { account: input.accountId, from: input.from, roles: post.roles } }
  })
}

/** A person leaves a post after a day. */
export async function endAppointment(deps: Deps, actor: Actor, postId: string, accountId: string, on: string): Promise<Post> {
  return changeDirectory(deps, actor, 'end-appointment', async (tx) => {
    const { before: post, unit } = await lockPostForChange(tx, actor, postId)
    requireOthersPost(actor, { accountIds: [accountId] })
    const current = (await listHolders(tx, [postId])).find((holder) => holder.accountId === accountId && (holder.validTo === null || holder.validTo > on))
    if (!current) throw new RuleBroken('directory/not-in-post')
    if (on < current.validFrom) throw new RuleBroken('directory/ends-before-it-began', { from: current.validFrom })
    await endHolder(tx, postId, accountId, current.validFrom, on)
    return { result: post, subject: `post:${postId}`, regionPath: unit.regionPath, detail: { account: accountId, on } }
  })
}

async function lockPostForChange(tx: Tx, actor: Actor, id: string): Promise<{ before: Post; unit: Unit }> {
  const before = await lockPost(tx, id)
  const unit = await findUnit(tx, before.unitId)
  requireAdminister(actor, unit.regionPath)
  return { before, unit }
}

interface Appointment {
  postId: string
  roles: readonly RoleCode[]
  validFrom: string
  validTo: string | null
}

/** Looks at every post the person holds in the same time. */
async function requireCompatibleWithOthers(tx: Tx, accountId: string, added: Appointment): Promise<void> {
  const meanwhile = (await listAppointments(tx, accountId, added.validFrom)).filter((one) => overlaps(one, added))
  if (added.validTo === null && meanwhile.some((one) => one.postId === added.postId && one.validFrom !== added.validFrom)) throw new RuleBroken('directory/already-in-post')
  const others = meanwhile.filter((one) => one.postId !== added.postId)
  requireCompatible([...added.roles, ...others.flatMap((one) => one.roles)])
}

async function requireFreeName(tx: Tx, post: Post): Promise<void> {
  const twin = (await listPostsOf(tx, post.unitId)).find((one) => one.id !== post.id && one.validTo === null && one.name === post.name)
  if (twin) throw new RuleBroken('directory/name-taken', { name: post.name })
}
