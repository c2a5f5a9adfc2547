import { createRoute, COMMON_PROBLEMS, Instant, json, MatterCode, ok, RegionCode, z } from './common.ts'

const Uuid = z.uuid()
const optional = (max: number) => z.string().trim().max(max).optional()

export const PartyInput = z.object({
  role: z.enum(['petitioner', 'representative', 'agent']), kind: z.enum(['P1', 'P2', 'P3']).default('P1'),
  name: z.string().trim().min(1).max(100), phone: optional(30), address: optional(300),
  idKind: z.enum(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I9']).optional(), idNumber: optional(30),
}).openapi('PartyInput')

/** One filing, from any channel: the same object, the same rules (统一受理). Field rules live in the intake module, one place for all doors. */
export const FilingInput = z.object({
  form: z.string().max(3), channel: z.string().max(3),
  /** 'B' goes straight into the sealed channel. */
  category: z.enum(['A', 'B', 'C']).nullable().default(null),
  purpose: optional(2), class1: optional(4), class2: optional(4),
  title: z.string().trim().max(200), body: z.string().trim().max(10_000),
  placeCode: RegionCode, placeDetail: optional(300),
  peopleCount: z.number().int().min(1).max(100_000).default(1),
  people: z.array(PartyInput).max(20).default([]),
  isAnonymous: z.boolean().default(false), isPublic: z.boolean().default(false), hidesIdentity: z.boolean().default(false),
  respondentName: optional(200), respondentUnitId: Uuid.optional(), accused: optional(200), accusedUnitId: Uuid.optional(),
  receivedAt: Instant.optional(),
  /** Registered at once by a clerk, or left in the queue of what arrived. */
  register: z.boolean().default(true),
  attachmentIds: z.array(Uuid).max(20).default([]),
  /** Earlier matters of the same person that the clerk confirms as the same facts. */
  repeatsCode: MatterCode.optional(),
  readBack: z.boolean().optional(),
}).openapi('FilingInput')
export type FilingInput = z.input<typeof FilingInput>

export const Receipt = z.object({
  code: MatterCode, pin: z.string(), title: z.string(), receivedAt: Instant,
  /** By when the petitioner is told who handles it. */
  noticeBy: z.string().nullable(), isSealed: z.boolean(),
}).openapi('Receipt')
export type Receipt = z.infer<typeof Receipt>

export const fileMatter = createRoute({
  method: 'post', path: '/api/filings', operationId: 'fileMatter', tags: ['intake'], summary: 'Registers a matter from any channel; the PIN is shown this once.',
  request: { headers: z.object({ 'idempotency-key': z.string().min(8).max(100) }), body: json(FilingInput) },
  responses: { 201: ok(Receipt, 'Registered.'), ...COMMON_PROBLEMS },
})
export const uploadAttachment = createRoute({
  method: 'post', path: '/api/uploads', operationId: 'uploadAttachment', tags: ['intake'], summary: 'Keeps one file for a filing or a matter; refused when too big or of a dangerous type.',
  request: { body: { content: { 'multipart/form-data': { schema: z.object({ file: z.instanceof(File), matterCode: MatterCode.optional() }) } } } },
  responses: { 201: ok(z.object({ id: Uuid, name: z.string(), bytes: z.number().int(), mediaType: z.string() }), 'Kept.'), ...COMMON_PROBLEMS },
})
