import type { ReviewKind, ReviewResult, ReviewState } from '@hejie/contract/reviewing'
import type { Status } from '@hejie/contract/lifecycle'

/** One request for review and what has become of it. Dates are civil dates, instants ISO texts. */
export interface Review {
  seq: number
  kind: ReviewKind
  state: ReviewState
  organId: string
  organ: string
  replySeq: number
  resumeStatus: Status
  resumeHolderId: string | null
  requestedOn: string
  reasons: string
  isLate: boolean
  lateReason: string | null
  refusedCode: string | null
  refusalNote: string | null
  result: ReviewResult | null
  reviewRequest: string | null
  facts: string | null
  opinion: string | null
  legalBasis: string | null
  /** T16, only where the decision is changed. */
  conclusion: string | null
  correction: string | null
  correctionDue: string | null
  remedy: string | null
  draftedBy: string | null
  reviewedBy: string | null
  reviewNote: string | null
  issuedBy: string | null
  issuedAt: string | null
  number: string | null
  servedOn: string | null
  isFinal: boolean
}

/** A hearing (听证) in first handling or in a review. */
export interface Hearing {
  seq: number
  reviewSeq: number | null
  heldOn: string
  place: string
  presider: string
  hearers: string
  participants: string
  topic: string
  isPublic: boolean
  record: string | null
  endedAt: string | null
}

/** The opinion after which the same facts and reasons are not accepted again. */
export interface FinalOpinion {
  number: string
  servedOn: string
  organ: string
}

/** What is open under which clock: asking, and deciding. */
export const CLOCKS_OF = { review: { ask: 'DL06', decide: 'DL07' }, rereview: { ask: 'DL08', decide: 'DL09' } } as const satisfies Record<ReviewKind, { ask: string; decide: string }>

/** The province checks what has been re-reviewed (终结审核). */
export const TERMINATION_TASK = 'termination-check'
/** The unit corrects what the organ above found wrong, though the conclusion stands. */
export const CORRECTION_TASK = 'correction'
/** Nobody at the organ asked holds the post that reviews. */
export const UNSTAFFED_TASK = 'review-unstaffed'
