import type { ReviewRow, listReviews as listRoute, readReviews as readRoute } from '@hejie/contract/reviewing'
import type { z } from '@hejie/contract/common'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Invalid } from '../../platform/errors.ts'
import { listPrecedents } from '../assignment/index.ts'
import { accessOf, caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMatter } from '../matters/index.ts'
import { dueLabelOf } from '../time-limits/index.ts'
import { listReviewLines } from './list.store.ts'
import type { ReviewCursor, ReviewLine } from './list.store.ts'
import type { Review } from './review.ts'
import { findReviewCase, listConcludedBefore, listNames } from './store.ts'

type Query = z.output<NonNullable<(typeof listRoute)['request']['query']>>
type Answer = z.input<(typeof readRoute)['responses'][200]['content']['application/json']['schema']>

/** Reviews of the caller's units and places. */
export async function listReviews(deps: Deps, actor: Actor, query: Query): Promise<{ items: ReviewRow[]; nextCursor: string | null }> {
  const after = query.cursor ? readCursor(query.cursor) : null
  const lines = await inTransaction(deps.db, accessOf(actor), (tx) => listReviewLines(tx, { scope: query.scope, kind: query.kind ?? null, units: caseUnitIds(actor), paths: oversightPaths(actor), after, limit: query.limit + 1 }))
  const shown = lines.slice(0, query.limit)
  const last = shown.at(-1)
  const today = deps.today().toString()
  return { items: shown.map((line) => present(line, today)), nextCursor: last && lines.length > query.limit ? writeCursor({ on: last.requestedOn, id: last.id, seq: last.seq }) : null }
}

function present(line: ReviewLine, today: string): ReviewRow {
  const { code, title, status, seq, kind, state, organ, lead, requestedOn, result, number, servedOn, isLate, dueStrict, dueLegal, isProvisional } = line
  return { code, title, status, seq, kind, state, organ, lead, requestedOn, result, number, servedOn, isLate, due: dueStrict === null ? null : { strict: dueStrict, legal: dueLegal, label: dueLabelOf({ strict: dueStrict, legal: dueLegal, provisional: isProvisional }, today) } }
}

const writeCursor = (cursor: ReviewCursor): string => Buffer.from(JSON.stringify([cursor.on, cursor.id, cursor.seq])).toString('base64url')

function readCursor(text: string): ReviewCursor {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(value)) {
      const [on, id, seq]: unknown[] = value
      if (typeof on === 'string' && typeof id === 'string' && typeof seq === 'number') return { on, id, seq }
    }
  } catch {
    // Falls through: the same answer for every made-up cursor.
  }
  throw new Invalid([{ field: 'cursor', code: 'input/wrong-form', facts: { expected: 'nextCursor' } }])
}

function presentReview(review: Review, nameOf: (id: string | null) => string | null): Answer['reviews'][number] {
  const { seq, kind, state, organ, requestedOn, reasons, isLate, lateReason, refusedCode, refusalNote, result, reviewRequest, facts, opinion, legalBasis, conclusion, correction, correctionDue, remedy, number, reviewNote, servedOn, isFinal } = review
  return {
    seq, kind, state, organ, requestedOn, reasons, isLate, lateReason, refusedCode, refusalNote, result, reviewRequest, facts, opinion, legalBasis, conclusion, correction, correctionDue, remedy, number, reviewNote, servedOn, isFinal,
    draftedBy: nameOf(review.draftedBy), reviewedBy: nameOf(review.reviewedBy), issuedBy: nameOf(review.issuedBy), issuedAt: review.issuedAt === null ? null : new Date(review.issuedAt).toISOString(),
  }
}

/** Reviews and hearings of one matter, and the final opinion about an earlier one with the same facts. */
export async function readReviews(deps: Deps, actor: Actor, code: string): Promise<Answer> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    const { reviews, hearings } = await findReviewCase(tx, matter)
    const precedents = await listPrecedents(tx, matter)
    const concludedBefore = await listConcludedBefore(tx, matter)
    const names = await listNames(tx, [...new Set(reviews.flatMap((one) => [one.draftedBy, one.reviewedBy, one.issuedBy]).filter((id) => id !== null))])
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null))
    return {
      reviews: reviews.map((one) => presentReview(one, nameOf)),
      hearings: hearings.map(({ reviewSeq, ...one }) => ({ ...one, isOfReview: reviewSeq !== null, endedAt: one.endedAt === null ? null : new Date(one.endedAt).toISOString() })),
      precedents, concludedBefore,
    }
  })
}
