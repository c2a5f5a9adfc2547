import type { Deps } from '../../deps.ts'
import { listOrgansAbove } from '../closing/index.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { originalOf } from './request-review.ts'
import { applicantOf, openReview } from './review-case.ts'
import { decidedIn, isFinalOpinion, remedyOfOpinion, requireCompleteOpinion, requireOtherPerson, resultWords } from './review.rules.ts'
import type { Review } from './review.ts'
import { reviewUpdate } from './store.ts'
import type { ReviewCase } from './store.ts'

const CONCLUSIONS: Readonly<Record<string, string>> = { V1: '予以支持', V2: '部分支持', V3: '解释说明（合理但缺乏依据）', V4: '不予支持' }

/** Writes the opinion with all its parts and hands it to another person. 第三十五条、第三十六条 */
export async function draftOpinion(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-draft'>): Promise<Matter> {
  return performStep(deps, actor, 'review-draft', { code, version: input.version, once: input.once }, async (context) => {
    const { matter, at, today } = context
    requireCompleteOpinion(input, today)
    const { review } = await openReview(context, 'review-draft')
    const { result, reviewRequest, facts, opinion, legalBasis, conclusion, correction, correctionDue } = input
    const change = { result, reviewRequest, facts, opinion, legalBasis, conclusion, correction: correction || null, correctionDue, draftedBy: actor.accountId, draftedAt: at, reviewedBy: null, reviewedAt: null }
    return { detail: { kind: review.kind, result }, audit: { result }, also: [reviewUpdate(matter, review.seq, 'DRAFTED', change)] }
  })
}

/** Sends the draft back with a reason: the reviewer, or the head who does not sign. */
export async function returnOpinion(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-return'>): Promise<Matter> {
  return performStep(deps, actor, 'review-return', { code, version: input.version, once: input.once }, async (context) => {
    const { review } = await openReview(context, 'review-return')
    return { note: input.note, detail: { kind: review.kind }, also: [reviewUpdate(context.matter, review.seq, 'EXAMINING', { reviewNote: input.note })] }
  })
}

/** Another person than the drafter approves. @throws RuleBroken `reviewing/reviewer-is-drafter` */
export async function approveOpinion(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-approve'>): Promise<Matter> {
  return performStep(deps, actor, 'review-approve', { code, version: input.version, once: input.once }, async (context) => {
    const { matter, at } = context
    const { review } = await openReview(context, 'review-approve')
    requireOtherPerson('approve', review, actor.accountId)
    return { note: input.note ?? null, detail: { kind: review.kind }, also: [reviewUpdate(matter, review.seq, 'APPROVED', { reviewedBy: actor.accountId, reviewedAt: at, reviewNote: input.note ?? null })] }
  })
}

/** The head of the organ signs: number, remedy, frozen. @throws RuleBroken `reviewing/issuer-is-party` */
export async function issueOpinion(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-issue'>): Promise<Matter> {
  return performStep(deps, actor, 'review-issue', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    const { review, found } = await openReview(context, 'review-issue')
    requireOtherPerson('issue', review, actor.accountId)
    const result = review.result ?? 'uphold'
    const above = review.kind === 'review' ? await listOrgansAbove(tx, review.organId, today) : []
    const remedy = remedyOfOpinion(review.kind, result, above.map((one) => one.name))
    const paper = await prepareOpinion(deps, context, review, found, remedy)
    const change = { issuedBy: actor.accountId, issuedAt: at, number: paper.number, remedy, isFinal: isFinalOpinion(review.kind, result, above.length) }
    return { detail: { kind: review.kind, result, number: paper.number }, audit: { result, number: paper.number }, also: [paper.write, reviewUpdate(matter, review.seq, 'SIGNED', change)] }
  })
}

/** WS14 or WS15 */
function prepareOpinion(deps: Deps, { tx, matter, post, actor }: StaffStepContext, review: Review, found: ReviewCase, remedy: string): Promise<PreparedPaper> {
  const decided = review.kind === 'rereview' ? decidedIn(found.reviews, review.replySeq) : null
  const applicant = applicantOf(matter, found)
  return preparePaper(deps, tx, matter, {
    kind: review.kind === 'review' ? 'WS14' : 'WS15', title: `关于“${matter.title}”信访事项的${review.kind === 'review' ? '复查' : '复核'}意见`, post, accountId: actor.accountId, shownToCitizen: true,
    content: {
      recipient: applicant, applicant, respondentOrgan: decided?.organ ?? found.lead ?? '', code: matter.code, request: matter.title, originalOpinion: originalOf(found, decided), reviewRequest: review.reviewRequest ?? '',
      facts: review.facts ?? '', opinion: review.opinion ?? '', legalBasis: review.legalBasis ?? '', conclusion: [resultWords(review.result ?? 'uphold'), CONCLUSIONS[review.conclusion ?? '']].filter(Boolean).join('：'),
      correction: review.correction, correctionDue: review.correctionDue, remedy, signedBy: actor.name,
    },
  })
}
