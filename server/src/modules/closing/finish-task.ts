import type { Deps } from '../../deps.ts'
import { NotFound, RuleBroken } from '../../platform/errors.ts'
import { hasRole } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { findTask, performStep, saveTaskDone } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { CALL_BACK_TASK, EXECUTION_TASK, SUPERVISION_TASK } from './handling-facts.ts'

/** Tasks that are done by writing down what came of them; others end with an action of their own. */
const DONE_BY_WRITING: readonly string[] = [CALL_BACK_TASK, EXECUTION_TASK, SUPERVISION_TASK, 'correction', 'review-unstaffed', 'raised', 'urgent-report']

/** Somebody of the unit and role a task was given to says what came of it. */
export async function finishTask(deps: Deps, actor: Actor, code: string, input: ActionInput<'finish-task'>): Promise<Matter> {
  return performStep(deps, actor, 'finish-task', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    const task = await findTask(tx, matter, input.taskId)
    if (!task || !DONE_BY_WRITING.includes(task.kind) || !hasRole(actor, [task.role], task.unitId)) throw new NotFound('closing/task-unknown')
    if (task.isDone) throw new RuleBroken('closing/task-done')
    await saveTaskDone(tx, matter, { id: task.id, by: actor.accountId, at, outcome: input.outcome })
    const detail = { task: task.id, kind: task.kind }
    // Carried out: the office may close it now.
    // An answer in writing ends the five days of a letter of supervision.
    const due = task.kind === SUPERVISION_TASK ? await changeClocks(deps, tx, matter, { end: [{ rule: 'DL29', on: today, by: 'finish-task', unitId: task.unitId }] }) : {}
    const change = (task.kind === EXECUTION_TASK || task.kind === 'correction') && (matter.status === 'EXECUTING' || matter.status === 'SERVED') ? { holderUnitId: matter.officeId } : {}
    return { change: { ...due, ...change }, note: input.outcome, detail, audit: detail }
  })
}
