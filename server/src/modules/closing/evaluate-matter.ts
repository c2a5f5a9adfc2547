import type { EvaluationInput } from '@hejie/contract/closing'
import type { Deps } from '../../deps.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'
import { insertTask, performCitizenStep } from '../matters/index.ts'
import type { Matter } from '../matters/index.ts'
import { calendarFor, dueDate, planClocks } from '../time-limits/index.ts'
import { findOfficeAbove, findWindows } from './case.store.ts'
import { CALL_BACK_TASK } from './handling-facts.ts'
import { insertEvaluation } from './reply.store.ts'
import { requireEvaluationOpen } from './windows.rules.ts'

/** Working days in which somebody calls a petitioner who was not satisfied; the house's own. */
const CALL_BACK_DAYS = 5

/**
 * The petitioner evaluates the office or the unit, once each, within the window. 不满意 needs a reason and gives the office's
 * supervisor a call-back to make. 信访工作条例第二十一条; 信访事项办理群众满意度评价工作办法
 *
 * @param access the matter whose code and PIN were shown
 */
export async function evaluateMatter(deps: Deps, access: { code: string; matterId: string }, input: EvaluationInput): Promise<Matter> {
  if (input.grade === '3' && input.reasons.length === 0) throw new Invalid([{ field: 'reasons', code: 'closing/reasons-required' }])
  return performCitizenStep(deps, 'evaluate', access, async ({ tx, matter, at, today }) => {
    const { clocks, evaluated } = await findWindows(tx, matter)
    if (evaluated.includes(input.object)) throw new RuleBroken('closing/evaluated-already')
    requireEvaluationOpen(clocks, today)
    // An office that handled its own matter is evaluated once.
    const unit = matter.leadUnitId === matter.officeId ? null : matter.leadUnitId
    const unitId = input.object === 'office' ? matter.officeId : unit
    if (!unitId) throw new RuleBroken('closing/no-unit-to-evaluate')
    const reasons = input.grade === '3' ? input.reasons : []
    if (!await insertEvaluation(tx, matter, { object: input.object, unitId, grade: input.grade, reasons, words: input.words || null, at })) throw new RuleBroken('closing/evaluated-already')
    // Nobody calls back about themselves: what is said of the office is for the office above to hear.
    const caller = input.object === 'office' ? ((await findOfficeAbove(tx, matter.officeId, today)) ?? matter.officeId) : matter.officeId
    if (input.grade === '3') await insertTask(tx, matter, { kind: CALL_BACK_TASK, unitId: caller, role: 'ZR11', dueOn: await callBackBy(deps, matter, today), detail: { object: input.object, unitId, reasons } }, at)
    // All are given: nothing is left to wait for.
    const isComplete = evaluated.length + 1 === (unit ? 2 : 1)
    const plan = await planClocks(deps, matter, clocks, { end: isComplete ? [{ rule: 'DL25', on: today, by: 'evaluate' }] : [] })
    return { change: plan.due, also: plan.writes, shownToCitizen: true, detail: { object: input.object, grade: input.grade, reasons }, audit: { object: input.object, grade: input.grade } }
  })
}

async function callBackBy(deps: Deps, matter: Matter, today: string): Promise<string | null> {
  const due = dueDate({ start: Temporal.PlainDate.from(today), length: CALL_BACK_DAYS, unit: 'workingDay' }, await calendarFor(deps.db, matter.regionPath))
  return (due.dueStrict ?? due.notBefore)?.toString() ?? null
}
