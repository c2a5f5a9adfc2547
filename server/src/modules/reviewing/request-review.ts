import type { ReviewKind, ReviewRequestInput } from '@hejie/contract/reviewing'
import type { Deps } from '../../deps.ts'
import { endOfLimit } from '../assignment/index.ts'
import { listOrgansAbove } from '../closing/index.ts'
import type { OrganFacts } from '../closing/index.ts'
import { cancelTasks, insertTask, performCitizenStep } from '../matters/index.ts'
import type { Matter, StepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { chooseOrgan } from './organ.rules.ts'
import { applicantOf, reviewedUnit } from './review-case.ts'
import { decidedIn, requireMayAsk } from './review.rules.ts'
import { CLOCKS_OF, UNSTAFFED_TASK } from './review.ts'
import { findReviewCase, isStaffed, reviewInsert } from './store.ts'
import type { ReviewCase } from './store.ts'

type Access = { code: string; matterId: string }

/** The petitioner asks the organ one level above to review the decision (复查). 信访工作条例第三十五条 */
export const askReview = (deps: Deps, access: Access, input: ReviewRequestInput): Promise<Matter> => ask(deps, access, 'review', input)

/** The petitioner asks the organ above the reviewing one to review it again (复核). 信访工作条例第三十六条 */
export const askRereview = (deps: Deps, access: Access, input: ReviewRequestInput): Promise<Matter> => ask(deps, access, 'rereview', input)

/**
 * The organ asked holds the matter from now on and has 30 days from today. Where nobody there holds the post that reviews, the
 * office that keeps the matter is told to see to it: a request that nobody sees would be no request.
 */
async function ask(deps: Deps, access: Access, kind: ReviewKind, input: ReviewRequestInput): Promise<Matter> {
  const { ask: window, decide } = CLOCKS_OF[kind]
  const action = kind === 'review' ? 'ask-review' : 'ask-rereview'
  return performCitizenStep(deps, action, access, async (context) => {
    const { tx, matter, at, today } = context
    const found = await findReviewCase(tx, matter)
    const replySeq = found.reply?.seq ?? null
    const { isLate } = requireMayAsk(kind, { matter, replySeq, reviews: found.reviews, clocks: found.clocks }, input, today)
    const organ = chooseOrgan(await listOrgansAbove(tx, reviewedUnit(kind, matter, found), today), input.organId)
    const clocks = await planClocks(deps, matter, found.clocks, { end: [{ rule: window, on: today, by: action }], start: [{ rule: decide, on: today, unitId: organ.id }] })
    const dueOn = await endOfLimit(deps, matter.regionPath, decide, today)
    await cancelTasks(tx, matter, [UNSTAFFED_TASK], at)
    if (!(await isStaffed(tx, organ.id, today))) await insertTask(tx, matter, { kind: UNSTAFFED_TASK, unitId: matter.officeId, role: 'ZR11', dueOn: today, detail: { organ: organ.name } }, at)
    const paper = await prepareRequest(deps, context, kind, input, found, organ)
    const kept = reviewInsert(matter, {
      seq: (found.reviews.at(-1)?.seq ?? 0) + 1, kind, organId: organ.id, replySeq: replySeq ?? 1, resumeStatus: matter.status, resumeHolderId: matter.holderUnitId, requestedOn: today, reasons: input.reasons, isLate,
      lateReason: isLate ? input.lateReason : null,
    })
    return {
      to: kind === 'review' ? 'IN_REVIEW' : 'IN_REREVIEW', change: { ...clocks.due, holderUnitId: organ.id, unitIds: [...new Set([...matter.unitIds, organ.id])] }, note: input.reasons, shownToCitizen: true,
      detail: { organ: organ.name, dueOn, isLate }, audit: { organ: organ.id, dueOn, isLate }, also: [...clocks.writes, paper.write, kept],
      notify: { template: 'matter.review-asked', facts: { organ: organ.name, dueOn } },
    }
  })
}

/** WS13 */
function prepareRequest(deps: Deps, { tx, matter }: StepContext, kind: ReviewKind, input: ReviewRequestInput, found: ReviewCase, organ: OrganFacts): Promise<PreparedPaper> {
  const applicant = applicantOf(matter, found)
  const decided = kind === 'rereview' ? decidedIn(found.reviews, found.reply?.seq ?? 0) : null
  return preparePaper(deps, tx, matter, {
    kind: 'WS13', title: kind === 'review' ? '复查申请书' : '复核申请书', post: { unitId: organ.id, unitName: applicant }, shownToCitizen: true,
    content: {
      reviewOrgan: organ.name, applicant, code: matter.code, request: matter.title, respondentOrgan: decided?.organ ?? found.lead ?? '', originalOpinion: originalOf(found, decided), reviewRequest: input.reasons,
      lateReason: input.lateReason || null,
    },
  })
}

/** Number and day of what is asked to be reviewed. */
export function originalOf({ reply }: Pick<ReviewCase, 'reply'>, decided: { number: string | null; servedOn: string | null } | null): string {
  const one = decided ?? reply
  return [one?.number ?? '处理意见', one?.servedOn ? `${one.servedOn} 送达` : ''].filter(Boolean).join('，')
}
