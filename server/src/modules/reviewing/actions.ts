import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../identity/index.ts'
import type { Matter } from '../matters/index.ts'
import { callHearing, callReviewHearing, endHearing, endReviewHearing } from './hold-hearing.ts'
import { concludeMatter, serveOpinion } from './serve-opinion.ts'
import { acceptReview, refuseReview } from './take-up-review.ts'
import { approveOpinion, draftOpinion, issueOpinion, returnOpinion } from './write-opinion.ts'

/** The actions of this module by name; each is one request and one transaction. */
export const REVIEWING_ACTIONS = {
  'hear': callHearing,
  'end-hearing': endHearing,
  'review-accept': acceptReview,
  'review-refuse': refuseReview,
  'review-hear': callReviewHearing,
  'review-heard': endReviewHearing,
  'review-draft': draftOpinion,
  'review-return': returnOpinion,
  'review-approve': approveOpinion,
  'review-issue': issueOpinion,
  'review-serve': serveOpinion,
  'conclude': concludeMatter,
} as const satisfies Partial<Record<ActionName, (deps: Deps, actor: Actor, code: string, input: never) => Promise<Matter>>>
