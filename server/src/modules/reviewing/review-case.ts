import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { petitionerFor } from '../assignment/index.ts'
import { listOrgansAbove } from '../closing/index.ts'
import { findMatter } from '../matters/index.ts'
import type { Matter, StaffStepContext } from '../matters/index.ts'
import { decidedIn, isPetitionProcedure, requireNoHand, requireStage } from './review.rules.ts'
import type { ReviewAction } from './review.rules.ts'
import type { Review } from './review.ts'
import { findEarlierHand, findReviewCase } from './store.ts'
import type { ReviewCase } from './store.ts'

/** The review under way, after checking that this step is open and that the officer had no hand in the matter before. */
export async function openReview({ tx, matter, actor }: Pick<StaffStepContext, 'tx' | 'matter' | 'actor'>, action: ReviewAction): Promise<{ review: Review; found: ReviewCase }> {
  const found = await findReviewCase(tx, matter)
  const review = requireStage(found.reviews.at(-1) ?? null, action)
  requireNoHand(await findEarlierHand(tx, matter, actor.accountId, review.kind))
  return { review, found }
}

/** The unit whose decision would be looked at: the handling unit's, or the reviewing organ's. */
export const reviewedUnit = (kind: Review['kind'], matter: Matter, found: ReviewCase): string | null => (kind === 'review' ? matter.leadUnitId : (decidedIn(found.reviews, found.reply?.seq ?? 0)?.organId ?? null))

/** What papers call the petitioner. */
export const applicantOf = (matter: Matter, found: ReviewCase): string => petitionerFor(matter, found.petitioners, false)

/** Every review of a matter, the first first. */
export const listReviews = async (tx: Tx, matter: Matter): Promise<Review[]> => (await findReviewCase(tx, matter)).reviews

/** What a petitioner's page needs to ask: which organs, by when. Empty where nothing can be asked. */
export async function organsToAsk(deps: Deps, access: { code: string; matterId: string }, kind: Review['kind']): Promise<{ id: string; name: string }[]> {
  return inTransaction(deps.db, { as: 'citizen', matterId: access.matterId }, async (tx) => {
    const matter = await findMatter(tx, access.code)
    if (!isPetitionProcedure(matter)) return []
    return listOrgansAbove(tx, reviewedUnit(kind, matter, await findReviewCase(tx, matter)), deps.today().toString())
  })
}
