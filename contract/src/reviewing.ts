import { createRoute, CivilDate, COMMON_PROBLEMS, Instant, json, MatterCode, ok, page, PageQuery, z } from './common.ts'
import { StatusSchema } from './lifecycle.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const Uuid = z.uuid()

/** 复查 by the organ one level above, 复核 by the organ above that. */
export const REVIEW_KINDS = ['review', 'rereview'] as const
export type ReviewKind = (typeof REVIEW_KINDS)[number]

/** Where a review stands. */
export const REVIEW_STATES = ['REQUESTED', 'REFUSED', 'EXAMINING', 'HEARING', 'DRAFTED', 'APPROVED', 'SIGNED', 'SERVED'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

/** 维持, 变更, 撤销并责令重办, 责令改正. */
export const REVIEW_RESULTS = ['uphold', 'change', 'redo', 'correct'] as const
export type ReviewResult = (typeof REVIEW_RESULTS)[number]
export const REVIEW_RESULT_NAMES: Record<ReviewResult, { zh: string; en: string }> = {
  uphold: { zh: '维持原意见', en: 'upheld' },
  change: { zh: '变更原意见', en: 'changed' },
  redo: { zh: '撤销原意见，责令重新办理', en: 'revoked, to be handled anew' },
  correct: { zh: '维持原意见的结论，责令改正办理中的不当之处', en: 'conclusion upheld, faults to be corrected' },
}

/** Rows of T14 for which an organ may decline a request for review. */
export const REVIEW_REFUSALS = ['N2', 'N3', 'N4', 'N5', 'N7', 'N9'] as const
/** The conclusion (T16) an organ sets in place of the one it changes. */
export const CONCLUSIONS_OF_REVIEW = ['V1', 'V2', 'V3', 'V4'] as const

/** A hearing (听证) as it is announced. */
export const HearingNotice = z.object({
  heldOn: CivilDate, place: text(200), presider: text(50), hearers: text(200), participants: text(500), topic: text(500), isPublic: z.boolean().default(false),
})

/** A petitioner's request for review or re-review; the reason for being late is asked for only after the 30 days. */
export const ReviewRequestInput = z.object({
  reasons: z.string().trim().min(1).max(3000),
  organId: Uuid.nullable().default(null),
  lateReason: z.string().trim().max(1000).default(''),
}).openapi('ReviewRequestInput')
export type ReviewRequestInput = z.output<typeof ReviewRequestInput>

export const Review = z.object({
  seq: z.number().int(), kind: z.enum(REVIEW_KINDS), state: z.enum(REVIEW_STATES), organ: z.string(), requestedOn: CivilDate, reasons: z.string(), isLate: z.boolean(), lateReason: z.string().nullable(),
  refusedCode: z.string().nullable(), refusalNote: z.string().nullable(), result: z.enum(REVIEW_RESULTS).nullable(), reviewRequest: z.string().nullable(), facts: z.string().nullable(), opinion: z.string().nullable(),
  legalBasis: z.string().nullable(), conclusion: z.string().nullable(), correction: z.string().nullable(), correctionDue: CivilDate.nullable(), remedy: z.string().nullable(), number: z.string().nullable(),
  draftedBy: z.string().nullable(), reviewedBy: z.string().nullable(), reviewNote: z.string().nullable(), issuedBy: z.string().nullable(), issuedAt: Instant.nullable(), servedOn: CivilDate.nullable(), isFinal: z.boolean(),
}).openapi('Review')
export type Review = z.infer<typeof Review>

export const Hearing = z.object({
  seq: z.number().int(), isOfReview: z.boolean(), heldOn: CivilDate, place: z.string(), presider: z.string(), hearers: z.string(), participants: z.string(), topic: z.string(), isPublic: z.boolean(), record: z.string().nullable(),
  endedAt: Instant.nullable(),
}).openapi('Hearing')

export const ReviewRow = z.object({
  code: MatterCode, title: z.string(), status: StatusSchema, seq: z.number().int(), kind: z.enum(REVIEW_KINDS), state: z.enum(REVIEW_STATES), organ: z.string(), lead: z.string().nullable(), requestedOn: CivilDate,
  /** The clock of this review: DL07 or DL09. Null once it has ended. */
  due: z.object({ strict: CivilDate.nullable(), legal: CivilDate.nullable(), label: z.object({ kind: z.enum(['left', 'over', 'provisional']), days: z.number().int() }) }).nullable(),
  result: z.enum(REVIEW_RESULTS).nullable(), number: z.string().nullable(), servedOn: CivilDate.nullable(), isLate: z.boolean(),
}).openapi('ReviewRow')
export type ReviewRow = z.infer<typeof ReviewRow>

/** What a petitioner writes about pressure or reprisal (打击报复); it goes to supervision and never to the unit. */
export const ReprisalInput = z.object({ words: z.string().trim().min(1).max(3000) }).openapi('ReprisalInput')
export type ReprisalInput = z.output<typeof ReprisalInput>
export const ReprisalReport = z.object({
  id: Uuid, code: MatterCode, about: z.string().nullable(), words: z.string(), reportedAt: Instant, outcome: z.string().nullable(), answeredBy: z.string().nullable(), answeredAt: Instant.nullable(), version: z.number().int(),
}).openapi('ReprisalReport')
export type ReprisalReport = z.infer<typeof ReprisalReport>

const tags = ['reviewing']
export const listReprisals = createRoute({
  method: 'get', path: '/api/reprisals', operationId: 'listReprisals', tags, summary: 'Reports of reprisal at the caller\'s supervision desk. Recorded.',
  request: { query: PageQuery.extend({ scope: z.enum(['open', 'ended']).default('open') }) },
  responses: { 200: ok(page(ReprisalReport)), ...COMMON_PROBLEMS },
})
export const answerReprisal = createRoute({
  method: 'post', path: '/api/reprisals/{id}/answer', operationId: 'answerReprisal', tags, summary: 'Writes down what came of a report of reprisal.',
  request: { params: z.object({ id: Uuid }), body: json(z.object({ outcome: text(2000), version: z.number().int() })) },
  responses: { 204: { description: 'Kept.' }, ...COMMON_PROBLEMS },
})
export const listReviews = createRoute({
  method: 'get', path: '/api/reviews', operationId: 'listReviews', tags, summary: 'Reviews and re-reviews (复查、复核) the caller may see, the nearest due first.',
  request: { query: PageQuery.extend({ scope: z.enum(['open', 'ended', 'final']).default('open'), kind: z.enum(REVIEW_KINDS).optional() }) },
  responses: { 200: ok(page(ReviewRow)), ...COMMON_PROBLEMS },
})
export const readReviews = createRoute({
  method: 'get', path: '/api/matters/{code}/reviews', operationId: 'readReviews', tags, summary: 'The reviews and hearings of one matter, rulings on competence about the like, and the final opinion that an earlier matter about the same facts has.',
  request: { params: z.object({ code: MatterCode }) },
  responses: {
    200: ok(z.object({
      reviews: z.array(Review), hearings: z.array(Hearing),
      /** Who was ruled competent for the like before (第二十四条). */
      precedents: z.array(z.object({ unitId: Uuid, unit: z.string(), ruledBy: z.string(), reason: z.string(), ruledOn: CivilDate, isSameClass: z.boolean() })),
      concludedBefore: z.array(z.object({ code: MatterCode, number: z.string(), servedOn: CivilDate, organ: z.string() })),
    })), ...COMMON_PROBLEMS,
  },
})
