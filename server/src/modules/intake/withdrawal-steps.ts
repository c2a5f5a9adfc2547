import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { endAssignments } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { performStep, saveTaskDone } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { issuePaper } from '../papers/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { recipientOf } from './letter-words.ts'
import { CALL_BACK } from './task-kinds.ts'
import { OFFICE_LIMITS } from './triage.rules.ts'
import { findOpenTask, listPetitioners } from './triage.store.ts'
import type { OpenTask } from './triage.store.ts'

async function requireAsked({ tx, matter }: StaffStepContext): Promise<OpenTask> {
  const task = await findOpenTask(tx, matter, CALL_BACK)
  if (!task) throw new RuleBroken('intake/no-withdrawal-asked')
  return task
}

/** Confirms a withdrawal after calling the petitioner back: somebody outside the handling unit heard it from themselves. */
export async function confirmWithdrawal(deps: Deps, actor: Actor, code: string, input: ActionInput<'confirm-withdrawal'>): Promise<Matter> {
  return performStep(deps, actor, 'confirm-withdrawal', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, post, at, today } = context
    const task = await requireAsked(context)
    await saveTaskDone(tx, matter, { id: task.id, by: actor.accountId, at, outcome: 'confirmed' })
    const due = await changeClocks(deps, tx, matter, { end: OFFICE_LIMITS.map((rule) => ({ rule, on: today, by: 'withdraw' })) })
    await endAssignments(tx, matter, { at, outcome: 'done' })
    const reason = typeof task.detail.reason === 'string' && task.detail.reason !== '' ? task.detail.reason : '信访人申请撤回，未说明理由。'
    await issuePaper(deps, tx, matter, {
      kind: 'WS17', post, accountId: actor.accountId, shownToCitizen: true,
      content: { petitioner: recipientOf(await listPetitioners(tx, matter)), code: matter.code, request: matter.title, withdrawnOn: today, statement: reason, callBack: input.callBackNote },
    })
    return { to: 'WITHDRAWN', change: { ...due, holderUnitId: null }, note: input.callBackNote, shownToCitizen: true, notify: { template: 'matter.withdrawn', facts: {} } }
  })
}

/** The petitioner did not mean it, or was pressed: the work goes on. */
export async function declineWithdrawal(deps: Deps, actor: Actor, code: string, input: ActionInput<'decline-withdrawal'>): Promise<Matter> {
  return performStep(deps, actor, 'decline-withdrawal', { code, version: input.version, once: input.once }, async (context) => {
    const task = await requireAsked(context)
    await saveTaskDone(context.tx, context.matter, { id: task.id, by: actor.accountId, at: context.at, outcome: 'declined' })
    return { note: input.callBackNote, shownToCitizen: true }
  })
}
