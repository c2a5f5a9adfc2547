import { createRoute, CivilDate, COMMON_PROBLEMS, IdempotencyHeader, Instant, json, MatterCode, ok, page, PageQuery, RegionCode, z } from './common.ts'
import { ACTIONS, StatusSchema } from './lifecycle.ts'
import { CONCLUSIONS_OF_REVIEW, HearingNotice, REVIEW_REFUSALS, REVIEW_RESULTS } from './reviewing.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const Uuid = z.uuid()

const SERVICE = z.object({
  method: z.enum(['direct', 'left', 'post', 'electronic', 'entrusted', 'notice']), servedOn: CivilDate, receiver: z.string().max(100).default(''), relation: z.string().max(50).default(''),
  place: z.string().max(200).default(''), proof: text(500), witness: z.string().max(100).default(''),
})

/** What each action needs. Every body also carries `version`, the version of the matter the officer saw. */
export const ACTION_INPUTS = {
  'register': z.object({ note: z.string().max(500).optional() }),
  'ask-info': z.object({ question: text(1000), answerBy: CivilDate }),
  'proceed-without-info': z.object({}),
  'classify': z.object({
    category: z.enum(['A', 'C']), route: z.enum(['C1', 'C2', 'C3', 'C4', 'C5', 'C6']).nullable().default(null),
    purpose: z.string().nullable().default(null), class1: z.string(), class2: z.string().nullable().default(null),
    placeCode: RegionCode.nullable().default(null), peopleCount: z.number().int().min(1).max(100_000).optional(),
    respondentUnitId: Uuid.nullable().optional(), title: text(200).optional(), simple: z.boolean().optional(),
  }),
  'seal': z.object({ accused: text(200).nullable().default(null), accusedUnitId: Uuid.nullable().default(null) }),
  'divert': z.object({ route: z.enum(['C1', 'C2', 'C3', 'C4', 'C5']), legalBasis: text(500), organ: text(200), organAddress: text(300), timeLimit: text(200), materials: z.string().max(500).default('') }),
  'propose-refusal': z.object({ reason: z.enum(['N1', 'N2', 'N3', 'N4', 'N5', 'N7', 'N8', 'N9']), explanation: text(1000), originalCode: z.string().max(60).nullable().default(null), organ: z.string().max(300).nullable().default(null) }),
  'confirm-refusal': z.object({ note: z.string().max(500).optional() }),
  'reject-refusal': z.object({ note: text(500) }),
  'merge': z.object({ intoCode: MatterCode, reason: text(500) }),
  'transfer': z.object({ unitId: Uuid, note: z.string().max(1000).default('') }),
  'assign': z.object({ leadUnitId: Uuid, coUnitIds: z.array(Uuid).max(10).default([]), dueOn: CivilDate.nullable().default(null), requirement: text(1000) }),
  'report-up': z.object({ to: text(200), content: text(2000) }),
  'sign': z.object({ recusalDeclared: z.boolean() }),
  'object': z.object({ reason: z.enum(['R1', 'R2', 'R3', 'R4', 'R5', 'R6']), explanation: text(2000), evidence: text(1000), properUnitId: Uuid.nullable().default(null) }),
  'agree-objection': z.object({ note: text(500) }),
  'refuse-objection': z.object({ reason: text(1000) }),
  'dispute': z.object({ reason: text(1000) }),
  'rule': z.object({ unitId: Uuid, reason: text(1000) }),
  'accept': z.object({ simple: z.boolean().default(false), department: text(100), contactName: text(50), contactPhone: text(30) }),
  'contact': z.object({ way: z.enum(['phone', 'visit', 'meeting', 'video', 'message', 'letter']), reached: z.boolean(), note: text(2000) }),
  'co-opinion': z.object({ opinion: text(4000) }),
  'extend': z.object({ days: z.number().int().min(1), reason: z.string().trim().min(10).max(500) }),
  'save-draft': z.object({
    conclusion: z.string().nullable().default(null), requestSummary: z.string().max(4000).default(''), facts: z.string().max(10_000).default(''),
    opinion: z.string().max(10_000).default(''), legalBasis: z.string().max(2000).default(''), commitments: z.string().max(2000).default(''), commitmentsDue: CivilDate.nullable().default(null),
  }),
  'draft': z.object({
    conclusion: z.enum(['V1', 'V2', 'V3', 'V4', 'V5', 'V7', 'V8', 'V9']), requestSummary: text(4000), facts: text(10_000), opinion: text(10_000), legalBasis: z.string().trim().max(2000),
    commitments: z.string().max(2000).default(''), commitmentsDue: CivilDate.nullable().default(null),
  }),
  'return-draft': z.object({ note: text(1000) }),
  'approve': z.object({ note: z.string().max(1000).optional() }),
  'return-for-signing': z.object({ note: text(1000) }),
  'issue': z.object({}),
  'serve': SERVICE,
  'execute': z.object({ plan: text(2000), dueOn: CivilDate }),
  'close': z.object({
    fourInPlace: z.object({ reasonable: z.string().max(500), unreasonable: z.string().max(500), hardship: z.string().max(500), unlawful: z.string().max(500) }).partial(),
    executionProof: z.string().max(2000).default(''), closingReport: z.string().max(4000).default(''),
  }),
  'archive': z.object({}),
  'confirm-withdrawal': z.object({ callBackNote: text(1000) }),
  'decline-withdrawal': z.object({ callBackNote: text(1000) }),
  'reopen': z.object({ ground: z.enum(['agreement-not-carried-out', 'new-facts', 'false-closing']), reason: text(1000) }),
  'note': z.object({ note: text(2000) }),
  'finish-task': z.object({ taskId: Uuid, outcome: text(2000) }),
  'to-ordinary': z.object({ reason: text(500) }),
  'to-mediation': z.object({ consents: text(500), mediatorUnitId: Uuid.nullable().default(null) }),
  'mediation-done': z.object({
    outcome: z.enum(['agreed', 'failed']), otherParty: z.string().trim().max(200).default(''), facts: text(4000), agreement: z.string().trim().max(4000).default(''),
    performance: z.string().trim().max(1000).default(''), performBy: CivilDate.nullable().default(null),
  }),
  'hear': HearingNotice,
  'end-hearing': z.object({ record: text(10_000) }),
  'lift': z.object({ ground: z.enum(['colour', 'request']), reason: text(1000) }),
  'supervise': z.object({ kind: z.enum(['D2', 'D3', 'D4', 'D5']), problem: text(1000), demand: text(1000) }),
  'answer-jointly': z.object({ fromCode: MatterCode }),
  'conclude': z.object({ note: text(1000) }),
  'review-accept': z.object({ recusalDeclared: z.boolean() }),
  'review-refuse': z.object({ reason: z.enum(REVIEW_REFUSALS), explanation: text(1000) }),
  'review-hear': HearingNotice,
  'review-heard': z.object({ record: text(10_000) }),
  'review-draft': z.object({
    result: z.enum(REVIEW_RESULTS), reviewRequest: text(4000), facts: text(10_000), opinion: text(10_000), legalBasis: text(2000),
    conclusion: z.enum(CONCLUSIONS_OF_REVIEW).nullable().default(null), correction: z.string().trim().max(2000).default(''), correctionDue: CivilDate.nullable().default(null),
  }),
  'review-return': z.object({ note: text(1000) }),
  'review-approve': z.object({ note: z.string().max(1000).optional() }),
  'review-issue': z.object({}),
  'review-serve': SERVICE,
} as const satisfies Record<(typeof ACTIONS)[number], z.ZodObject>

/** An action a person may do now on this matter, and why not yet where something is missing. */
export const AllowedAction = z.object({
  name: z.enum(ACTIONS),
  /** The expected next step of the ordinary course: the main button. */
  isMain: z.boolean(),
  /** Codes of what is still missing; empty when it can be done at once. */
  missing: z.array(z.string()),
}).openapi('AllowedAction')

/** A due date as lists show it. */
export const DueDate = z.object({
  rule: z.string(), zh: z.string(), en: z.string(), basis: z.string(),
  /** Plain count: warnings to officials. */
  strict: CivilDate.nullable(),
  /** Moved on from a rest day: lateness, citizens' rights. Null while the year's calendar is not published. */
  legal: CivilDate.nullable(),
  provisional: z.boolean(),
  label: z.object({ kind: z.enum(['left', 'over', 'provisional', 'paused', 'done']), days: z.number().int() }),
}).openapi('DueDate')

export const MatterRow = z.object({
  code: MatterCode, title: z.string(), status: StatusSchema, category: z.string().nullable(), route: z.string().nullable(), form: z.string(), channel: z.string(),
  class1: z.string().nullable(), class2: z.string().nullable(), className: z.string().nullable(),
  place: z.string(), regionCode: z.string(), receivedAt: Instant, due: DueDate.nullable(),
  holder: z.string().nullable(), lead: z.string().nullable(), handler: z.string().nullable(),
  /** Masked: 张**. Null for anonymous ones. */
  petitioner: z.string().nullable(), peopleCount: z.number().int(),
  isUrgent: z.boolean(), isImportant: z.boolean(), isRepeat: z.boolean(), isJoint: z.boolean(), isDemo: z.boolean(), version: z.number().int(),
  /** Present when the list answers a text search: the passage found, with «» around the words. */
  passage: z.string().optional(),
}).openapi('MatterRow')
export type MatterRow = z.infer<typeof MatterRow>

export const SORTS = ['due', 'received', 'received-oldest', 'relevance'] as const
export const MatterQuery = PageQuery.extend({
  /** Which heap: what I must act on now; what my unit has a part in; everything in my region; what has a task for me. */
  scope: z.enum(['todo', 'unit', 'region', 'tasks']).default('todo'),
  text: z.string().trim().max(100).optional().openapi({ description: 'Words or any substring of two or more characters over title, text and reply; or a code.' }),
  status: z.string().max(400).optional().openapi({ description: 'Comma-separated states; `open` and `ended` stand for groups.' }),
  category: z.enum(['A', 'C']).optional(), route: z.string().max(2).optional(), class: z.string().max(4).optional(),
  form: z.string().max(3).optional(), channel: z.string().max(3).optional(),
  region: RegionCode.optional(), extent: z.enum(['itself']).optional().openapi({ description: 'With `region`: what is placed at that place itself, not below it.' }),
  unit: Uuid.optional(), holder: Uuid.optional().openapi({ description: 'The unit that must act now; `unit` also finds what it leads.' }),
  due: z.enum(['overdue', 'today', '3days', '7days', 'provisional']).optional(),
  receivedFrom: CivilDate.optional(), receivedTo: CivilDate.optional(),
  mark: z.enum(['urgent', 'important', 'repeat', 'joint', 'anonymous', 'returned']).optional(),
  sort: z.enum(SORTS).default('due'),
})
export type MatterQuery = z.infer<typeof MatterQuery>

export const Person = z.object({
  seq: z.number().int(), role: z.enum(['petitioner', 'representative', 'agent']), kind: z.string(),
  /** Masked unless unmasked with a reason: 张**, 138****5678. */
  name: z.string(), phone: z.string().nullable(), address: z.string().nullable(), idKind: z.string().nullable(), idNumber: z.string().nullable(),
  isMasked: z.boolean(),
}).openapi('MatterPerson')

export const TimelineEntry = z.object({
  seq: z.number().int(), event: z.string(), fromStatus: StatusSchema.nullable(), toStatus: StatusSchema, at: Instant,
  actor: z.string().nullable(), unit: z.string().nullable(), note: z.string().nullable(), detail: z.record(z.string(), z.unknown()), shownToCitizen: z.boolean(),
})
export const Clock = DueDate.extend({
  seq: z.number().int(), unit: z.string().nullable(), startedOn: CivilDate, length: z.number().int(), lengthUnit: z.string(),
  extendedDays: z.number().int(), endedOn: CivilDate.nullable(), endedBy: z.string().nullable(), isLate: z.boolean(),
})
export const Assignment = z.object({
  seq: z.number().int(), unitId: Uuid, unit: z.string(), part: z.enum(['lead', 'co']), kind: z.enum(['transfer', 'assign', 'own']), assignedAt: Instant, dueOn: CivilDate.nullable(),
  requirement: z.string().nullable(), letterNumber: z.string().nullable(), signedAt: Instant.nullable(), opinion: z.string().nullable(), opinionAt: Instant.nullable(),
  endedAt: Instant.nullable(), outcome: z.string().nullable(), objection: z.record(z.string(), z.unknown()).nullable(),
})
export const Reply = z.object({
  seq: z.number().int(), state: z.string(), kind: z.string(), conclusion: z.string().nullable(), requestSummary: z.string().nullable(), facts: z.string().nullable(), opinion: z.string().nullable(),
  legalBasis: z.string().nullable(), remedy: z.string().nullable(), commitments: z.string().nullable(), commitmentsDue: CivilDate.nullable(), number: z.string().nullable(),
  draftedBy: z.string().nullable(), reviewedBy: z.string().nullable(), reviewNote: z.string().nullable(), issuedBy: z.string().nullable(), issuedAt: Instant.nullable(),
  servedOn: CivilDate.nullable(), serviceMethod: z.string().nullable(),
})
export const Task = z.object({ id: Uuid, kind: z.string(), unit: z.string(), role: z.string(), dueOn: CivilDate.nullable(), detail: z.record(z.string(), z.unknown()), createdAt: Instant, doneAt: Instant.nullable(), outcome: z.string().nullable() })
export const Paper = z.object({ seq: z.number().int(), kind: z.string(), number: z.string().nullable(), title: z.string(), digest: z.string(), issuedAt: Instant, shownToCitizen: z.boolean() })
export const Attachment = z.object({ id: Uuid, name: z.string(), mediaType: z.string(), bytes: z.number().int(), addedAt: Instant, purpose: z.string() })

export const MatterDetail = MatterRow.omit({ passage: true }).extend({
  body: z.string(), placeDetail: z.string().nullable(), purpose: z.string().nullable(), respondent: z.string().nullable(), respondentUnitId: Uuid.nullable(),
  isAnonymous: z.boolean(), isPublic: z.boolean(), hidesIdentity: z.boolean(), isSimple: z.boolean(), conclusion: z.string().nullable(),
  office: z.string(), holderUnitId: Uuid.nullable(), registeredAt: Instant.nullable(), acceptedOn: CivilDate.nullable(), servedOn: CivilDate.nullable(), closedAt: Instant.nullable(),
  people: z.array(Person), timeline: z.array(TimelineEntry), clocks: z.array(Clock), assignments: z.array(Assignment), replies: z.array(Reply), papers: z.array(Paper),
  attachments: z.array(Attachment), tasks: z.array(Task),
  contacts: z.array(z.object({ seq: z.number().int(), at: Instant, by: z.string(), unit: z.string(), way: z.string(), reached: z.boolean(), note: z.string() })),
  infoRequests: z.array(z.object({ seq: z.number().int(), question: z.string(), answerBy: CivilDate, askedAt: Instant, answer: z.string().nullable(), answeredAt: Instant.nullable() })),
  evaluations: z.array(z.object({ object: z.enum(['office', 'unit']), unit: z.string(), grade: z.string(), reasons: z.array(z.string()), words: z.string().nullable(), at: Instant })),
  links: z.array(z.object({ kind: z.string(), code: MatterCode })),
  allowedActions: z.array(AllowedAction),
  /** Whether this reader may ask for people unmasked. */
  mayUnmask: z.boolean(),
}).openapi('MatterDetail')
export type MatterDetail = z.infer<typeof MatterDetail>

const tags = ['matters']
const byCode = z.object({ code: MatterCode })

export const listMatters = createRoute({
  method: 'get', path: '/api/matters', operationId: 'listMatters', tags, summary: 'Matters the caller may see, filtered and sorted.',
  request: { query: MatterQuery },
  responses: { 200: ok(page(MatterRow)), ...COMMON_PROBLEMS },
})
export const countMatters = createRoute({
  method: 'get', path: '/api/matters/count', operationId: 'countMatters', tags, summary: 'How many matters a list has: exact, or "more than" above 10,000 where only counting would tell.',
  request: { query: MatterQuery.omit({ cursor: true, limit: true, sort: true }) },
  responses: { 200: ok(z.object({ total: z.number().int(), isExact: z.boolean() })), ...COMMON_PROBLEMS },
})
export const readMatter = createRoute({
  method: 'get', path: '/api/matters/{code}', operationId: 'readMatter', tags, summary: 'One matter with its timeline, clocks, papers and what the caller may do now. Recorded.',
  request: { params: byCode }, responses: { 200: ok(MatterDetail), ...COMMON_PROBLEMS },
})
/** What an action came to; the reader fetches the matter again for the rest. */
export const ActionResult = z.object({
  code: MatterCode, status: StatusSchema, version: z.number().int(),
  /** Things the officer should know though they did not stop the step, in the reader's language. */
  warnings: z.array(z.string()),
}).openapi('ActionResult')

export const actOnMatter = createRoute({
  method: 'post', path: '/api/matters/{code}/actions/{action}', operationId: 'actOnMatter', tags, summary: 'Does one action; the body is the schema of that action with `version`.',
  request: { params: byCode.extend({ action: z.enum(ACTIONS) }), headers: IdempotencyHeader, body: json(z.looseObject({ version: z.number().int() })) },
  responses: { 200: ok(ActionResult), ...COMMON_PROBLEMS },
})
export const bulkActOnMatters = createRoute({
  method: 'post', path: '/api/matters/bulk', operationId: 'bulkActOnMatters', tags, summary: 'Does one safe action on up to 100 matters; each succeeds or fails by itself.',
  request: { headers: IdempotencyHeader, body: json(z.object({ action: z.enum(['transfer', 'classify', 'sign', 'archive', 'register']), items: z.array(z.object({ code: MatterCode, version: z.number().int() })).min(1).max(100), input: z.record(z.string(), z.unknown()) })) },
  responses: { 200: ok(z.object({ results: z.array(z.object({ code: MatterCode, isDone: z.boolean(), problem: z.object({ code: z.string(), detail: z.string() }).nullable() })) })), ...COMMON_PROBLEMS },
})
export const unmaskPerson = createRoute({
  method: 'post', path: '/api/matters/{code}/people/{seq}/unmask', operationId: 'unmaskPerson', tags, summary: 'Shows one person\'s data in clear, for a stated reason. Recorded.',
  request: { params: byCode.extend({ seq: z.coerce.number().int() }), body: json(z.object({ reason: text(200) })) },
  responses: { 200: ok(Person), ...COMMON_PROBLEMS },
})
export const searchPeople = createRoute({
  method: 'post', path: '/api/matters/search-by-person', operationId: 'searchByPerson', tags, summary: 'Matters of one person, by exact name, phone or ID number, for a stated reason. Recorded.',
  request: { body: json(z.object({ name: z.string().trim().max(100).optional(), phone: z.string().trim().max(30).optional(), idNumber: z.string().trim().max(30).optional(), reason: text(200) })) },
  responses: { 200: ok(z.object({ items: z.array(MatterRow) })), ...COMMON_PROBLEMS },
})
export const exportMatters = createRoute({
  method: 'get', path: '/api/matters/export', operationId: 'exportMatters', tags, summary: 'The list as CSV, JSON or Excel: exactly what the caller may see, people masked. Recorded with the reason.',
  request: { query: MatterQuery.omit({ cursor: true, limit: true }).extend({ format: z.enum(['csv', 'json', 'xlsx']).default('csv'), reason: text(200) }) },
  responses: { 200: { description: 'The file.', content: { 'text/csv': { schema: z.string() }, 'application/json': { schema: z.string() }, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
export const similarMatters = createRoute({
  method: 'post', path: '/api/matters/similar', operationId: 'similarMatters', tags, summary: 'Likely earlier matters of the same person or the same facts, with the reason, before saving.',
  request: { body: json(z.object({ name: z.string().max(100).optional(), phone: z.string().max(30).optional(), idNumber: z.string().max(30).optional(), title: z.string().max(200).default(''), body: z.string().max(10_000).default(''), placeCode: RegionCode.optional() })) },
  responses: { 200: ok(z.object({ items: z.array(z.object({ matter: MatterRow, reasons: z.array(z.object({ kind: z.enum(['same-person', 'same-words', 'same-place']), words: z.array(z.string()) })) })) })), ...COMMON_PROBLEMS },
})
export const readPaper = createRoute({
  method: 'get', path: '/api/matters/{code}/papers/{seq}', operationId: 'readPaper', tags, summary: 'An issued paper as a printable page.',
  request: { params: byCode.extend({ seq: z.coerce.number().int() }) }, responses: { 200: { description: 'HTML for print, A4.', content: { 'text/html': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
export const readAttachment = createRoute({
  method: 'get', path: '/api/matters/{code}/attachments/{id}', operationId: 'readAttachment', tags, summary: 'An attachment. Recorded.',
  request: { params: byCode.extend({ id: Uuid }) }, responses: { 200: { description: 'The file.', content: { 'application/octet-stream': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
export const overview = createRoute({
  method: 'get', path: '/api/matters/overview', operationId: 'mattersOverview', tags, summary: 'What is due, overdue and returned in the caller\'s region and units, by child region and unit; each number is a list.',
  responses: { 200: ok(z.object({
    tiles: z.array(z.object({ key: z.string(), total: z.number().int(), query: z.record(z.string(), z.string()) })),
    /** The rows add up to `open`: each child region, and what is placed at the region itself. */
    byRegion: z.array(z.object({ regionCode: z.string(), name: z.string(), isItself: z.boolean(), open: z.number().int(), overdue: z.number().int(), dueIn3Days: z.number().int(), returned: z.number().int() })),
    byUnit: z.array(z.object({ unitId: Uuid, name: z.string(), open: z.number().int(), overdue: z.number().int(), dueIn3Days: z.number().int() })),
  })), ...COMMON_PROBLEMS },
})
export const registerQuality = createRoute({
  method: 'get', path: '/api/matters/quality', operationId: 'registerQuality', tags, summary: 'How complete the register of the caller\'s region is: repeated matters and missing fields over the last 90 days.',
  responses: { 200: ok(z.object({
    from: CivilDate, to: CivilDate, total: z.number().int(),
    measures: z.array(z.object({ key: z.enum(['repeat', 'no-class', 'no-place', 'no-contact']), count: z.number().int(), share: z.number(), zh: z.string(), en: z.string() })),
  })), ...COMMON_PROBLEMS },
})
