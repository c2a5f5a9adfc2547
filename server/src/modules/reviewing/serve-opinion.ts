import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { dayOf, reopenAssignments } from '../assignment/index.ts'
import { EXECUTION_TASK, METHOD_NAMES, handledOn, isSupported, requireService } from '../closing/index.ts'
import type { Actor } from '../identity/index.ts'
import { cancelTasks, insertTask, performStep, saveTaskDone } from '../matters/index.ts'
import type { ActionInput, Matter, MatterChange, StaffStepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import type { ClockChanges } from '../time-limits/index.ts'
import { applicantOf, openReview } from './review-case.ts'
import { statusAfter } from './review.rules.ts'
import { CLOCKS_OF, CORRECTION_TASK, TERMINATION_TASK } from './review.ts'
import type { Review } from './review.ts'
import { findConcludingUnit, findOpenTaskId, reviewUpdate } from './store.ts'

/**
 * Records that the petitioner has the opinion. Its day ends the organ's 30 days and opens the petitioner's own; what the opinion says
 * happens: the decision stands, is changed, is corrected, or the unit begins anew with a new limit. After a final one the province checks.
 * 第三十四条至第三十六条
 */
export async function serveOpinion(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-serve'>): Promise<Matter> {
  return performStep(deps, actor, 'review-serve', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, post, today } = context
    const { review, found } = await openReview(context, 'review-serve')
    if (!review.issuedAt) throw new RuleBroken('reviewing/not-at-this-stage', { state: review.state })
    requireService(input, dayOf(review.issuedAt), today)
    const clocks = await planClocks(deps, matter, found.clocks, clockChanges(matter, review, input, today))
    const { servedOn, method, receiver, relation, place, proof, witness } = input
    const paper = await preparePaper(deps, tx, matter, {
      kind: 'WS18', post, accountId: actor.accountId, shownToCitizen: false,
      content: {
        addressee: applicantOf(matter, found), code: matter.code, paper: `${review.number ?? ''} ${review.kind === 'review' ? '复查意见书' : '复核意见书'}`, method: METHOD_NAMES[method], servedOn, server: actor.name, proof, receiver, relation, place, witness,
      },
    })
    await bringAbout(context, review)
    const served = { servedOn, serviceMethod: method, serviceProof: JSON.stringify({ receiver, relation, place, proof, witness, server: actor.accountId }) }
    const detail = { kind: review.kind, result: review.result, number: review.number, servedOn, method, isFinal: review.isFinal }
    return {
      to: statusAfter(review.result ?? 'uphold', review.resumeStatus), change: { ...clocks.due, ...matterAfter(matter, review) }, shownToCitizen: true, detail, audit: detail,
      also: [...clocks.writes, paper.write, reviewUpdate(matter, review.seq, 'SERVED', served)], notify: { template: 'matter.review-served', facts: { servedOn, number: review.number ?? '' } },
    }
  })
}

function clockChanges(matter: Matter, review: Review, input: ActionInput<'review-serve'>, today: string): ClockChanges {
  const end = [{ rule: CLOCKS_OF[review.kind].decide, on: handledOn(input), by: 'review-serve' }]
  // A petitioner whose decision was set aside has nothing to ask or to evaluate until there is a new one.
  if (review.result === 'redo') return { end: [...end, { rule: 'DL25', on: today, by: 'review-serve' }], start: [{ rule: 'DL05', on: input.servedOn, unitId: matter.leadUnitId }] }
  return { end, start: review.isFinal ? [] : [{ rule: 'DL08', on: input.servedOn }] }
}

function matterAfter(matter: Matter, review: Review): MatterChange {
  switch (review.result) {
    case 'redo': return { holderUnitId: matter.leadUnitId, servedOn: null, closedAt: null, conclusion: null, isSimple: false }
    case 'change': return { holderUnitId: isSupported(review.conclusion) ? matter.leadUnitId : matter.officeId, conclusion: review.conclusion, closedAt: null }
    case 'correct': return { holderUnitId: matter.leadUnitId, closedAt: null }
    default: return { holderUnitId: review.resumeHolderId ?? matter.officeId }
  }
}

/** The tasks that follow: correct, carry out no more, check. */
async function bringAbout({ tx, matter, at, today }: StaffStepContext, review: Review): Promise<void> {
  if (review.result === 'redo') {
    await reopenAssignments(tx, matter)
    await cancelTasks(tx, matter, [EXECUTION_TASK], at)
  }
  if (review.result === 'correct') await insertTask(tx, matter, { kind: CORRECTION_TASK, unitId: matter.leadUnitId ?? matter.officeId, role: 'ZR06', dueOn: review.correctionDue, detail: { plan: review.correction } }, at)
  if (!review.isFinal) return
  const unitId = await findConcludingUnit(tx, matter.regionPath, today)
  if (unitId) await insertTask(tx, matter, { kind: TERMINATION_TASK, unitId, role: 'ZR14', dueOn: null, detail: { number: review.number } }, at)
}

/** 省里管终结: the province confirms that the re-review opinion is final. 第三十六条 */
export async function concludeMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'conclude'>): Promise<Matter> {
  return performStep(deps, actor, 'conclude', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    const taskId = await findOpenTaskId(tx, matter, TERMINATION_TASK)
    if (!taskId) throw new RuleBroken('matter/missing', { missing: ['reviewing/not-final'] })
    await saveTaskDone(tx, matter, { id: taskId, by: actor.accountId, at, outcome: input.note })
    return { to: 'FINAL', note: input.note, shownToCitizen: true, change: { holderUnitId: matter.officeId }, notify: { template: 'matter.concluded', facts: {} } }
  })
}
