import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, Invalid, RuleBroken } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMatter, insertLink, mayDo, performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { FIRST_LIMITS, hasEnded } from './triage.rules.ts'
import { haveSamePetitioner, lockIfFree } from './triage.store.ts'

/**
 * Joins a matter to an earlier one of the same petitioner about the same facts (并案); different petitioners are never
 * merged, only linked. 第十九条
 */
export async function mergeMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'merge'>): Promise<Matter> {
  return performStep(deps, actor, 'merge', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    if (input.intoCode === matter.code) throw new Invalid([{ field: 'intoCode', code: 'intake/merge-itself' }])
    const into = await lockTarget(tx, input.intoCode)
    if (hasEnded(into.status)) throw new RuleBroken('intake/merge-target-ended', { status: into.status })
    if (!(await haveSamePetitioner(tx, matter, into))) throw new RuleBroken('intake/merge-different-petitioner')
    await insertLink(tx, matter, into, 'merged-into', { at, accountId: actor.accountId })
    const due = await changeClocks(deps, tx, matter, { end: FIRST_LIMITS.map((rule) => ({ rule, on: today, by: 'merge' })) })
    return {
      to: 'MERGED', change: { ...due, holderUnitId: null, isRepeat: true }, note: input.reason, detail: { into: into.code }, shownToCitizen: true, audit: { into: into.id },
      notify: { template: 'matter.merged', facts: { into: into.code } },
    }
  })
}

async function lockTarget(tx: Tx, code: string): Promise<Matter> {
  const locked = await lockIfFree(tx, code)
  if (locked) return locked
  // Told apart from a matter somebody else holds: the officer may not know of this one, or it is not there.
  await findMatter(tx, code)
  throw new RuleBroken('intake/merge-target-busy')
}

/** Links two matters without merging them: alike but of different people (同类关联), or an earlier one of the same (重复). */
export async function linkMatters(deps: Deps, actor: Actor, code: string, input: { otherCode: string; kind: 'related' | 'repeats' }): Promise<void> {
  if (input.otherCode === code) throw new Invalid([{ field: 'otherCode', code: 'intake/link-itself' }])
  await inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    if (!mayDo(actor, matter, 'note')) throw new Forbidden('matter/not-your-part')
    const other = await findMatter(tx, input.otherCode)
    await insertLink(tx, matter, other, input.kind, { at: deps.now().toString(), accountId: actor.accountId })
    const post = actor.posts.find((one) => matter.unitIds.includes(one.unitId)) ?? actor.posts[0]
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: 'matter.link', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null,
      detail: { kind: input.kind, other: other.id },
    })
  })
}
