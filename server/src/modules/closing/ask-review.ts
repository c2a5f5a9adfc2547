import type { ReviewRequestInput } from '@hejie/contract/closing'
import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { endOfLimit } from '../assignment/index.ts'
import { insertTask, performCitizenStep } from '../matters/index.ts'
import type { Matter } from '../matters/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { findWindows } from './case.store.ts'
import { REVIEW_TASK } from './handling-facts.ts'
import { requireReviewOpen } from './windows.rules.ts'

/**
 * The petitioner asks the organ one level above to review the decision (复查): within 30 days of receiving it, in the petition
 * procedure only. That organ holds the matter from now on and has 30 days. 信访工作条例第三十五条
 *
 * @throws RuleBroken `closing/review-over`, `closing/review-not-for-route`, `closing/no-superior`
 */
export async function askReview(deps: Deps, access: { code: string; matterId: string }, input: ReviewRequestInput): Promise<Matter> {
  return performCitizenStep(deps, 'ask-review', access, async ({ tx, matter, at, today }) => {
    const { clocks, superiorId, superior } = await findWindows(tx, matter)
    requireReviewOpen(matter, clocks, today)
    if (!superiorId || !superior) throw new RuleBroken('closing/no-superior')
    const due = await changeClocks(deps, tx, matter, { end: [{ rule: 'DL06', on: today, by: 'ask-review' }], start: [{ rule: 'DL07', on: today, unitId: superiorId }] })
    const dueOn = await endOfLimit(deps, matter.regionPath, 'DL07', today)
    await insertTask(tx, matter, { kind: REVIEW_TASK, unitId: superiorId, role: 'ZR15', dueOn, detail: { reasons: input.reasons, unitId: matter.leadUnitId } }, at)
    return {
      to: 'IN_REVIEW', change: { ...due, holderUnitId: superiorId, closedAt: null, unitIds: [...new Set([...matter.unitIds, superiorId])] }, note: input.reasons, shownToCitizen: true,
      detail: { organ: superior, dueOn }, audit: { organ: superiorId, dueOn }, notify: { template: 'matter.review-asked', facts: { organ: superior, dueOn } },
    }
  })
}
