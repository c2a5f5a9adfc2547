import { REVIEW_RESULT_NAMES } from '@hejie/contract/reviewing'
import type { ReviewKind, ReviewResult, ReviewState } from '@hejie/contract/reviewing'
import type { ActionName, Status } from '@hejie/contract/lifecycle'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { CLOCKS_OF } from './review.ts'
import type { Review } from './review.ts'

/*
 * The course of a review (复查、复核), machine M2:
 *
 *   REQUESTED → REFUSED | EXAMINING ⇄ HEARING
 *   EXAMINING → DRAFTED → APPROVED → SIGNED → SERVED; DRAFTED/APPROVED → EXAMINING when it is sent back
 */

interface Stage {
  from: readonly ReviewState[]
  to: ReviewState
}

export const REVIEW_TRANSITIONS = {
  'review-accept': { from: ['REQUESTED'], to: 'EXAMINING' },
  'review-refuse': { from: ['REQUESTED'], to: 'REFUSED' },
  'review-hear': { from: ['EXAMINING'], to: 'HEARING' },
  'review-heard': { from: ['HEARING'], to: 'EXAMINING' },
  'review-draft': { from: ['EXAMINING'], to: 'DRAFTED' },
  'review-return': { from: ['DRAFTED', 'APPROVED'], to: 'EXAMINING' },
  'review-approve': { from: ['DRAFTED'], to: 'APPROVED' },
  'review-issue': { from: ['APPROVED'], to: 'SIGNED' },
  'review-serve': { from: ['SIGNED'], to: 'SERVED' },
} as const satisfies Partial<Record<ActionName, Stage>>
export type ReviewAction = keyof typeof REVIEW_TRANSITIONS
export const REVIEW_ACTIONS = Object.keys(REVIEW_TRANSITIONS) as readonly ReviewAction[]

export const isReviewAction = (action: ActionName): action is ReviewAction => REVIEW_ACTIONS.some((one) => one === action)

/** Whether the review stands where this step may be done. */
export function isAtStage(state: ReviewState, action: ReviewAction): boolean {
  return REVIEW_TRANSITIONS[action].from.some((one) => one === state)
}

/** @throws RuleBroken `reviewing/no-review`, `reviewing/not-at-this-stage` */
export function requireStage(review: Review | null, action: ReviewAction): Review {
  if (!review) throw new RuleBroken('reviewing/no-review')
  if (!isAtStage(review.state, action)) throw new RuleBroken('reviewing/not-at-this-stage', { state: review.state })
  return review
}

/** Where the newest review stands, told by the steps that were taken; null before anybody asked. */
export function stateAfter(events: readonly string[]): ReviewState | null {
  let state: ReviewState | null = null
  for (const event of events) {
    if (event === 'ask-review' || event === 'ask-rereview') state = 'REQUESTED'
    const action = REVIEW_ACTIONS.find((one) => one === event)
    if (action) state = REVIEW_TRANSITIONS[action].to
  }
  return state
}

/** Whoever had a hand in the matter before the request steps back. 第二十八条. @throws RuleBroken `reviewing/handled-before` */
export function requireNoHand(earlier: string | null): void {
  if (earlier !== null) throw new RuleBroken('reviewing/handled-before', { what: earlier })
}

interface Window {
  rule: string
  dueLegal: string | null
}

interface Request {
  lateReason: string
}

/**
 * Whether a review or re-review may be asked for: in the petition procedure, once for a reply or an opinion, within 30 days of
 * receiving it by the legal date, or later with a reason that the organ above judges. 第三十五条、第三十六条
 *
 * @returns whether it comes late
 * @throws RuleBroken `reviewing/not-for-route`, `reviewing/concluded`, `reviewing/ask-rereview`, `reviewing/ask-review-first`; Invalid `reviewing/late` on `lateReason`
 */
export function requireMayAsk(kind: ReviewKind, facts: { matter: { category: 'A' | 'C' | null; route: string | null }; replySeq: number | null; reviews: readonly Review[]; clocks: readonly Window[] }, request: Request, today: string): { isLate: boolean } {
  const { matter, replySeq, reviews, clocks } = facts
  const window = clocks.findLast((one) => one.rule === CLOCKS_OF[kind].ask)
  if (!isPetitionProcedure(matter) || replySeq === null) throw new RuleBroken('reviewing/not-for-route')
  const decided = decidedIn(reviews, replySeq)
  if (decided?.isFinal) throw new RuleBroken('reviewing/concluded', { number: decided.number, servedOn: decided.servedOn })
  if (kind === 'review' && decided) throw new RuleBroken('reviewing/ask-rereview', { number: decided.number })
  if (kind === 'rereview' && !decided) throw new RuleBroken('reviewing/ask-review-first')
  if (!window) throw new RuleBroken('reviewing/not-for-route')
  const isLate = window.dueLegal !== null && today > window.dueLegal
  if (isLate && request.lateReason.trim() === '') throw new Invalid([{ field: 'lateReason', code: 'reviewing/late', facts: { dueOn: window.dueLegal } }])
  return { isLate }
}

export const isPetitionProcedure = ({ category, route }: { category: 'A' | 'C' | null; route: string | null }): boolean => category !== 'A' && (route === null || route === 'C6')

/** The opinion that stands about a reply; null where none was served, or where it set the reply aside. */
export function decidedIn(reviews: readonly Review[], replySeq: number): Review | null {
  return reviews.findLast((one) => one.replySeq === replySeq && one.state === 'SERVED' && one.result !== 'redo') ?? null
}

export interface Opinion {
  result: ReviewResult
  conclusion: string | null
  correction: string
  correctionDue: string | null
}

/** The parts an opinion needs by its result. @throws Invalid naming every field */
export function requireCompleteOpinion({ result, conclusion, correction, correctionDue }: Opinion, today: string): void {
  const faults: FieldFault[] = []
  if (result === 'change' && conclusion === null) faults.push({ field: 'conclusion', code: 'reviewing/conclusion-required' })
  if (result !== 'change' && conclusion !== null) faults.push({ field: 'conclusion', code: 'reviewing/conclusion-not-asked' })
  if (result === 'correct' && correction.trim() === '') faults.push({ field: 'correction', code: 'reviewing/correction-required' })
  if (result === 'correct' && correctionDue === null) faults.push({ field: 'correctionDue', code: 'reviewing/correction-required' })
  if (correctionDue !== null && correctionDue < today) faults.push({ field: 'correctionDue', code: 'reviewing/date-past', facts: { today } })
  if (faults.length > 0) throw new Invalid(faults)
}

/** Three people write, check and sign. @throws RuleBroken `reviewing/reviewer-is-drafter`, `reviewing/issuer-is-party` */
export function requireOtherPerson(step: 'approve' | 'issue', review: Pick<Review, 'draftedBy' | 'reviewedBy'>, accountId: string): void {
  if (step === 'approve' && review.draftedBy === accountId) throw new RuleBroken('reviewing/reviewer-is-drafter')
  if (step === 'issue' && (review.draftedBy === accountId || review.reviewedBy === accountId)) throw new RuleBroken('reviewing/issuer-is-party')
}

/** Why an organ may decline a request. @throws Invalid `reviewing/not-late`, `reviewing/not-concluded` on `reason` */
export function requireRefusable(reason: string, facts: { isLate: boolean; isConcluded: boolean }): void {
  if (reason === 'N9' && !facts.isLate) throw new Invalid([{ field: 'reason', code: 'reviewing/not-late' }])
  if (reason === 'N2' && !facts.isConcluded) throw new Invalid([{ field: 'reason', code: 'reviewing/not-concluded' }])
}

/**
 * What an opinion says can be done against it: 30 days to ask for a re-review above, or nothing any more.
 * @param above names of the organs one level above the reviewing one
 */
export function remedyOfOpinion(kind: ReviewKind, result: ReviewResult, above: readonly string[]): string {
  if (result === 'redo') return '本意见送达后，由原办理机关重新办理并书面答复；对重新作出的处理意见不服的，可以依照《信访工作条例》第三十五条请求复查。'
  if (kind === 'review' && above.length > 0) return `如不服本意见，可以自收到之日起30日内向${above.join('或者')}请求复核（《信访工作条例》第三十六条）；逾期没有请求复核的，本意见为终结性意见。信访复查意见不属于行政诉讼受案范围。`
  return '本意见为信访事项终结意见。依照《信访工作条例》第三十六条，以同一事实和理由再次提出投诉请求的，各级信访部门和其他机关、单位不再受理。'
}

/** Whether nobody can be asked any more once this opinion is served. */
export const isFinalOpinion = (kind: ReviewKind, result: ReviewResult, organsAbove: number): boolean => result !== 'redo' && (kind === 'rereview' || organsAbove === 0)

/** The state the matter goes on in. A decision that was changed, or has to be corrected, is closed anew; one that is revoked is handled anew. */
export function statusAfter(result: ReviewResult, resume: Status): 'SERVED' | 'EXECUTING' | 'CLOSED' | 'HANDLING' {
  if (result === 'redo') return 'HANDLING'
  if (result === 'change') return 'SERVED'
  if (result === 'correct') return resume === 'EXECUTING' ? 'EXECUTING' : 'SERVED'
  // Asked late after it had become final: it becomes final again once the new window has passed.
  return resume === 'SERVED' || resume === 'EXECUTING' ? resume : 'CLOSED'
}

export const resultWords = (result: ReviewResult): string => REVIEW_RESULT_NAMES[result].zh
