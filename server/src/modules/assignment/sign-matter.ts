import type { Deps } from '../../deps.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep, STAFF_TRANSITIONS } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { saveOpinion, signAssignment } from './store.ts'
import { unitsActingAs } from './units-acting.ts'

/**
 * Signs for a matter with the declaration that nothing calls for recusal. The lead's signature moves the matter on; a
 * co-unit signs for its own part. 信访工作条例第二十三条、第二十八条
 *
 * @throws Invalid `assignment/recusal-not-declared`; RuleBroken `matter/missing` where nothing waits for this unit
 */
export async function signMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'sign'>): Promise<Matter> {
  if (!input.recusalDeclared) throw new Invalid([{ field: 'recusalDeclared', code: 'assignment/recusal-not-declared' }])
  return performStep(deps, actor, 'sign', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    const signed = await signAssignment(tx, matter, { units: unitsActingAs(actor, STAFF_TRANSITIONS.sign.who), preferred: post.unitId, accountId: actor.accountId, at })
    if (!signed) throw new RuleBroken('matter/missing', { missing: ['assignment/nothing-to-sign'] })
    const detail = { unitId: signed.unitId, part: signed.part, recusalDeclared: true }
    if (signed.part === 'co') return { detail, audit: detail }
    if (matter.status !== 'ROUTED') return { change: { handlerId: actor.accountId }, detail, audit: detail }
    // Nobody can be called who left no name; the reply is given where they ask for it.
    const clocks = await planClocks(deps, matter, signed.clocks, { start: matter.isAnonymous ? [] : [{ rule: 'DL31', on: today, unitId: signed.unitId }] })
    return { to: 'SIGNED', change: { handlerId: actor.accountId, ...clocks.due }, shownToCitizen: true, detail, audit: detail, also: clocks.writes }
  })
}

/**
 * A co-handling unit's part of the answer, for the lead to work into the reply. It can be written anew until the matter is closed.
 * 信访工作条例第五条
 */
export async function giveCoOpinion(deps: Deps, actor: Actor, code: string, input: ActionInput<'co-opinion'>): Promise<Matter> {
  return performStep(deps, actor, 'co-opinion', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at }) => {
    const part = await saveOpinion(tx, matter, { units: unitsActingAs(actor, STAFF_TRANSITIONS['co-opinion'].who), preferred: post.unitId, opinion: input.opinion, at })
    if (!part) throw new RuleBroken('matter/missing', { missing: ['assignment/not-a-co-unit'] })
    if (!part.isSigned) throw new RuleBroken('matter/missing', { missing: ['assignment/not-signed'] })
    return { note: input.opinion, detail: { unitId: part.unitId }, audit: { unitId: part.unitId } }
  })
}
