import { createRoute, CivilDate, COMMON_PROBLEMS, IdempotencyHeader, Instant, json, MatterCode, ok, problem, z } from './common.ts'
import { CITIZEN_ACTIONS, StatusSchema } from './lifecycle.ts'
import { REVIEW_KINDS, REVIEW_RESULTS, REVIEW_STATES } from './reviewing.ts'

const Uuid = z.uuid()
/** A text of any length: how long it may be is a rule of the intake module, said together with every other fault. */
const words = z.string().trim().default('')

export const PartyInput = z.object({
  role: z.enum(['petitioner', 'representative', 'agent']), kind: z.enum(['P1', 'P2', 'P3']).default('P1'),
  name: words, phone: words, address: words,
  idKind: z.enum(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I9']).nullable().default(null), idNumber: words,
}).openapi('PartyInput')

/**
 * One filing, from any channel: the same object, the same rules (统一受理). Only shapes are said here; lengths, required
 * fields, numbers and codes are rules of the intake module, one place for all doors, all faults at once.
 */
export const FilingInput = z.object({
  form: z.string().max(10), channel: z.string().max(10),
  /** 'B' goes straight into the sealed channel. */
  category: z.enum(['A', 'B', 'C']).nullable().default(null),
  purpose: z.string().max(10).nullable().default(null), class1: z.string().max(10).nullable().default(null), class2: z.string().max(10).nullable().default(null),
  title: words, body: words,
  placeCode: words, placeDetail: words,
  peopleCount: z.number().int().default(1),
  people: z.array(PartyInput).default([]),
  isAnonymous: z.boolean().default(false), isPublic: z.boolean().default(false), hidesIdentity: z.boolean().default(false),
  respondentName: words, respondentUnitId: Uuid.nullable().default(null), accused: words, accusedUnitId: Uuid.nullable().default(null),
  /** When the words arrived, where that is earlier than now: a letter's postmark, a call noted by hand. */
  receivedAt: Instant.nullable().default(null),
  /** Registered at once by a clerk, or left in the queue of what arrived. */
  register: z.boolean().default(true),
  attachmentIds: z.array(Uuid).default([]),
  /** Earlier matter of the same person that the clerk confirms as the same facts. */
  repeatsCode: MatterCode.nullable().default(null),
  /** The clerk read the record back to the person, who agreed with it. */
  readBack: z.boolean().default(false),
}).openapi('FilingInput')
export type FilingInput = z.input<typeof FilingInput>

export const Receipt = z.object({
  code: MatterCode, pin: z.string(), title: z.string(), receivedAt: Instant,
  /** By when the petitioner is told who handles it. */
  noticeBy: z.string().nullable(), isSealed: z.boolean(),
}).openapi('Receipt')
export type Receipt = z.infer<typeof Receipt>

const tags = ['intake']
const tooMany = { 429: problem('Too many tries from here or for this code.') } as const

export const fileMatter = createRoute({
  method: 'post', path: '/api/filings', operationId: 'fileMatter', tags, summary: 'Registers a matter from any channel; the PIN is shown this once.',
  request: { headers: z.object({ 'idempotency-key': z.string().min(8).max(100) }), body: json(FilingInput) },
  responses: { 201: ok(Receipt, 'Registered.'), ...COMMON_PROBLEMS },
})
export const reissuePin = createRoute({
  method: 'post', path: '/api/matters/{code}/pin', operationId: 'reissuePin', tags, summary: 'Gives the petitioner at the counter a new query PIN, after their papers were checked. The old one stops working.',
  request: { params: z.object({ code: MatterCode }), body: json(z.object({ checkedBy: z.enum(['id-card', 'other-paper', 'known-person']), note: z.string().trim().max(300).default('') })) },
  responses: { 200: ok(z.object({ pin: z.string() })), ...COMMON_PROBLEMS },
})
export const linkMatters = createRoute({
  method: 'post', path: '/api/matters/{code}/links', operationId: 'linkMatters', tags, summary: 'Links two matters of different people about like facts (同类关联), or an earlier one of the same person (重复).',
  request: { params: z.object({ code: MatterCode }), body: json(z.object({ otherCode: MatterCode, kind: z.enum(['related', 'repeats']) })) },
  responses: { 204: { description: 'Linked, on both sides.' }, ...COMMON_PROBLEMS },
})

export const UploadResult = z.object({ id: Uuid, name: z.string(), bytes: z.number().int(), mediaType: z.string() }).openapi('UploadResult')
export const uploadAttachment = createRoute({
  method: 'post', path: '/api/uploads', operationId: 'uploadAttachment', tags, summary: 'Keeps one file for a filing or a matter; refused when too big or of a dangerous type.',
  request: { headers: IdempotencyHeader, body: { content: { 'multipart/form-data': { schema: z.object({ file: z.union([z.instanceof(File), z.string()]).optional().openapi({ type: 'string', format: 'binary' }), matterCode: MatterCode.optional() }) } }, required: true } },
  responses: { 201: ok(UploadResult, 'Kept.'), ...COMMON_PROBLEMS, ...tooMany, 413: problem('Too big.'), 415: problem('A type that is not accepted.') },
})

/** What a petitioner who has code and PIN sees and may do: no officers' names, plain words, every date with its reason. */
export const CitizenView = z.object({
  code: MatterCode, title: z.string(), status: StatusSchema,
  /** What the state means to the petitioner, in plain words. */
  plain: z.object({ zh: z.string(), en: z.string() }),
  isSealed: z.boolean(), receivedAt: Instant,
  /** Who has it now. Null when nobody has to act any more, and for sealed ones. */
  holder: z.object({ name: z.string(), phone: z.string().nullable(), address: z.string().nullable() }).nullable(),
  /** By when the office must act: `legal` is the petitioner's right; null while the year's calendar is not published. */
  due: z.object({ zh: z.string(), en: z.string(), basis: z.string(), strict: CivilDate, legal: CivilDate.nullable(), provisional: z.boolean(), isOver: z.boolean(),
    /** Which days were counted and which not, with the article that says so. */
    steps: z.array(z.object({ from: CivilDate, to: CivilDate, days: z.number().int(), counted: z.boolean(), zh: z.string(), en: z.string(), article: z.string().nullable() })) }).nullable(),
  timeline: z.array(z.object({ at: Instant, zh: z.string(), en: z.string(), unit: z.string().nullable(), note: z.string().nullable() })),
  /** What the petitioner may do now; `until` is the last day where the law sets one. */
  mayDo: z.array(z.object({ action: z.enum(CITIZEN_ACTIONS), until: CivilDate.nullable(), provisional: z.boolean(), isLate: z.boolean().optional().openapi({ description: 'The last day has passed; a good cause has to be given.' }) })),
  infoRequests: z.array(z.object({ seq: z.number().int(), question: z.string(), answerBy: CivilDate, answer: z.string().nullable(), answeredAt: Instant.nullable() })),
  reply: z.object({
    kind: z.string(), number: z.string().nullable(), conclusion: z.string().nullable(), requestSummary: z.string(), facts: z.string(), opinion: z.string(), legalBasis: z.string(), remedy: z.string(),
    commitments: z.string().nullable(), commitmentsDue: CivilDate.nullable(), unit: z.string(), issuedAt: Instant.nullable(), servedOn: CivilDate.nullable(),
  }).nullable(),
  /** Opinions of the organs above (复查、复核), the first first. */
  reviews: z.array(z.object({
    kind: z.enum(REVIEW_KINDS), state: z.enum(REVIEW_STATES), organ: z.string(), requestedOn: CivilDate, result: z.enum(REVIEW_RESULTS).nullable(), number: z.string().nullable(), facts: z.string().nullable(), opinion: z.string().nullable(),
    legalBasis: z.string().nullable(), correction: z.string().nullable(), remedy: z.string().nullable(), refusalNote: z.string().nullable(), servedOn: CivilDate.nullable(), isFinal: z.boolean(),
  })),
  papers: z.array(z.object({ seq: z.number().int(), kind: z.string(), number: z.string().nullable(), title: z.string(), issuedAt: Instant })),
  attachments: z.array(z.object({ id: Uuid, name: z.string(), bytes: z.number().int(), addedAt: Instant })),
  /** The two who are evaluated, apart (信访部门, 责任单位); empty before a reply is served. */
  evaluations: z.array(z.object({ object: z.enum(['office', 'unit']), unit: z.string(), grade: z.string().nullable(), reasons: z.array(z.string()), words: z.string().nullable(), at: Instant.nullable() })),
  withdrawalAsked: z.boolean(),
}).openapi('CitizenView')
export type CitizenView = z.infer<typeof CitizenView>

const CodeAndPin = z.object({ code: z.string().trim().max(40), pin: z.string().trim().max(20) })
export const followMatter = createRoute({
  method: 'post', path: '/api/citizen/matter', operationId: 'followMatter', tags, summary: 'What has become of a matter, for its petitioner, by code and PIN. One answer for a wrong code and a wrong PIN.',
  request: { body: json(CodeAndPin) }, responses: { 200: ok(CitizenView), ...COMMON_PROBLEMS, ...tooMany },
})

const attachmentIds = z.array(Uuid).max(20).default([])
/** What a petitioner gives for each thing they may do in the intake part; evaluation and review stand with closing. */
export const CITIZEN_INPUTS = {
  'supply': z.object({ answer: words, attachmentIds }),
  'add-material': z.object({ text: words, attachmentIds }),
  'withdraw': z.object({ reason: words }),
} as const
export const supplyInfo = createRoute({
  method: 'post', path: '/api/citizen/supply', operationId: 'supplyInfo', tags, summary: 'Answers a request for more information.',
  request: { headers: IdempotencyHeader, body: json(CodeAndPin.extend(CITIZEN_INPUTS.supply.shape)) }, responses: { 200: ok(CitizenView), ...COMMON_PROBLEMS, ...tooMany },
})
export const addMaterial = createRoute({
  method: 'post', path: '/api/citizen/material', operationId: 'addMaterial', tags, summary: 'Adds words or files to a matter that is not decided yet.',
  request: { headers: IdempotencyHeader, body: json(CodeAndPin.extend(CITIZEN_INPUTS['add-material'].shape)) }, responses: { 200: ok(CitizenView), ...COMMON_PROBLEMS, ...tooMany },
})
export const askWithdrawal = createRoute({
  method: 'post', path: '/api/citizen/withdraw', operationId: 'askWithdrawal', tags, summary: 'Asks to withdraw; somebody outside the handling unit calls back before it counts.',
  request: { headers: IdempotencyHeader, body: json(CodeAndPin.extend(CITIZEN_INPUTS.withdraw.shape)) }, responses: { 200: ok(CitizenView), ...COMMON_PROBLEMS, ...tooMany },
})

