// The roads after the reply: review and re-review (复查、复核), hearings, and what has been concluded.
export { REVIEWING_ACTIONS } from './actions.ts'
export { missingForReview } from './missing.rules.ts'
export { askRereview, askReview } from './request-review.ts'
export { listReviews, organsToAsk } from './review-case.ts'
export { decidedIn, isPetitionProcedure } from './review.rules.ts'
export type { FinalOpinion, Review } from './review.ts'
export { reviewingRoutes } from './routes.ts'
export { findFinalOpinion, listConcludedBefore } from './store.ts'
