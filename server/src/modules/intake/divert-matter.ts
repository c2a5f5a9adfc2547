import type { Deps } from '../../deps.ts'
import { dayOf, endAssignments } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { cancelTasks, performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { issuePaper } from '../papers/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { recipientOf } from './letter-words.ts'
import { REFUSAL_PROPOSAL } from './task-kinds.ts'
import { FIRST_LIMITS } from './triage.rules.ts'
import { findCodeName, listPetitioners } from './triage.store.ts'

/** Leads a matter to its lawful route (导入法定途径) and tells the petitioner whom to ask, where, by when and with what. 第三十一条 */
export async function divertMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'divert'>): Promise<Matter> {
  return performStep(deps, actor, 'divert', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    const due = await changeClocks(deps, tx, matter, { end: FIRST_LIMITS.map((rule) => ({ rule, on: today, by: 'divert' })) })
    await endAssignments(tx, matter, { at, outcome: 'done' })
    await cancelTasks(tx, matter, [REFUSAL_PROPOSAL], at)
    const route = `${input.route} ${await findCodeName(tx, 'T04', input.route)}`
    const { number } = await issuePaper(deps, tx, matter, {
      kind: 'WS07', post, accountId: actor.accountId, shownToCitizen: true,
      content: {
        recipient: recipientOf(await listPetitioners(tx, matter)), code: matter.code, request: matter.title, receivedOn: dayOf(matter.receivedAt), route, legalBasis: input.legalBasis, organ: input.organ,
        organAddress: input.organAddress, timeLimit: input.timeLimit, materials: input.materials || null, legalAid: '12348（公共法律服务热线）',
      },
    })
    return {
      to: 'DIVERTED', change: { ...due, category: 'C', route: input.route, holderUnitId: null }, shownToCitizen: true, detail: { route: input.route, organ: input.organ, timeLimit: input.timeLimit, paper: number },
      audit: { route: input.route, paper: number }, notify: { template: 'matter.diverted', facts: { organ: input.organ } },
    }
  })
}
