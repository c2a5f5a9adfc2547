import type { ActionName } from '@hejie/contract/lifecycle'
import { hasOversight } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { STAFF_TRANSITIONS } from './lifecycle.rules.ts'
import type { Transition } from './lifecycle.rules.ts'
import type { Matter } from './matter.ts'

type MatterParts = Pick<Matter, 'officeId' | 'holderUnitId' | 'leadUnitId' | 'unitIds' | 'regionPath'>

/** Whether the person may see the matter at all; the same rule as the database's own (`matter_seen`). */
export function maySee(posts: { paths: readonly string[]; unitIds: readonly string[] }, matter: Pick<Matter, 'regionPath' | 'unitIds'>): boolean {
  return posts.paths.some((path) => matter.regionPath.startsWith(path)) || matter.unitIds.some((unit) => posts.unitIds.includes(unit))
}

/** Whether the person's posts allow the action on this matter, whatever its state. 信访工作条例第五条 (属地管理、分级负责,谁主管、谁负责) */
export function mayDo(actor: Actor, matter: MatterParts, action: ActionName): boolean {
  const transition: Transition = STAFF_TRANSITIONS[action]
  return actor.posts.some((post) => post.roles.some((role) => transition.who.includes(role)) && standsRight(post, matter, transition.as))
}

function standsRight(post: ActorPost, matter: MatterParts, as: Transition['as']): boolean {
  switch (as) {
    case 'office': return post.unitId === matter.officeId
    case 'holder': return post.unitId === matter.holderUnitId
    case 'lead': return post.unitId === matter.leadUnitId
    // Any unit with a part in it, or an office that watches over the place.
    case 'co': return matter.unitIds.includes(post.unitId) || watches(post, matter)
    // 第二十四条: the common superior, or the joint meeting's office, of a wider or the same region; never a party to the dispute.
    case 'superior': return matter.regionPath.startsWith(post.regionPath) && post.unitId !== matter.leadUnitId
    // 省里管终结: the province checks what has been re-reviewed.
    case 'province': return post.level === 1 && watches(post, matter)
    // Somebody who watches over the place and is not the handling unit.
    case 'outsider': return watches(post, matter) && post.unitId !== matter.leadUnitId
    case 'citizen': case 'system': return false
  }
}

function watches(post: ActorPost, matter: MatterParts): boolean {
  return hasOversight(post) && matter.regionPath.startsWith(post.regionPath)
}

/**
 * Whether somebody must not learn who brought the matter: the petitioner asked for that, and one of their posts is at the unit complained of, or at a unit that handles
 * it while nobody has said yet which unit is meant. 信访工作条例第四十六条
 */
export function isIdentityHidden(actor: Pick<Actor, 'posts'>, matter: Pick<Matter, 'officeId' | 'unitIds' | 'hidesIdentity' | 'respondentUnitId'>): boolean {
  if (!matter.hidesIdentity) return false
  if (matter.respondentUnitId !== null) return actor.posts.some((post) => post.unitId === matter.respondentUnitId)
  return actor.posts.some((post) => post.unitId !== matter.officeId && matter.unitIds.includes(post.unitId))
}

/** Who may ask for a petitioner's data in clear: whoever works on the matter, for a stated reason, unless the petitioner is not to be known to them. */
export function mayUnmask(actor: Actor, matter: Pick<Matter, 'officeId' | 'unitIds' | 'hidesIdentity' | 'respondentUnitId' | 'regionPath'>): boolean {
  if (isIdentityHidden(actor, matter)) return false
  return actor.posts.some((post) => {
    const works = post.unitId === matter.officeId || matter.unitIds.includes(post.unitId)
    const roles = ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR15'] as const
    return post.roles.some((role) => roles.some((one) => one === role)) && (works || (hasOversight(post) && matter.regionPath.startsWith(post.regionPath)))
  })
}
