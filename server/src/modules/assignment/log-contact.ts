import type { Deps } from '../../deps.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { insertContact } from './store.ts'

/**
 * Records a contact with the petitioner, reached or only tried. The handling unit's first one ends its limit for first
 * contact: trying is what the house asks of it, an answer is not in its hands.
 */
export async function logContact(deps: Deps, actor: Actor, code: string, input: ActionInput<'contact'>): Promise<Matter> {
  return performStep(deps, actor, 'contact', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    const { isFirst, clocks } = await insertContact(tx, matter, { at, by: actor.accountId, unitId: post.unitId, way: input.way, reached: input.reached, note: input.note })
    const plan = await planClocks(deps, matter, clocks, { end: isFirst && post.unitId === matter.leadUnitId ? [{ rule: 'DL31', on: today, by: 'contact' }] : [] })
    return { change: plan.due, also: plan.writes, note: input.note, detail: { way: input.way, reached: input.reached }, audit: { way: input.way, reached: input.reached } }
  })
}
