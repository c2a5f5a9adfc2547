import { COMMON_PROBLEMS, createRoute, Instant, ok, page, PageQuery, z } from './common.ts'

const tags = ['audit']
const Uuid = z.uuid()

/** One line of the record. It holds identifiers and codes, never names, texts or phones; names of staff and units are looked up for display. */
export const AuditLine = z.object({
  lane: z.number().int(), seq: z.number().int(), at: Instant, actorKind: z.enum(['staff', 'citizen', 'system']), actorId: z.string().nullable(), actorName: z.string().nullable(),
  unitId: z.string().nullable(), unitName: z.string().nullable(), action: z.string(), subject: z.string(),
  /** Of a matter: the code by which everybody knows it. */
  subjectCode: z.string().nullable(), homeCounty: z.string().nullable(), regionPath: z.string().nullable(),
  reason: z.string().nullable(), detail: z.record(z.string(), z.unknown()), previous: z.string(), hash: z.string(),
}).openapi('AuditLine')
export type AuditLine = z.infer<typeof AuditLine>

const filters = {
  from: Instant.optional().openapi({ description: 'First instant; when neither actor nor subject is given, 30 days back at most are searched unless you name it.' }),
  to: Instant.optional().openapi({ description: 'First instant that no longer counts.' }),
  actor: Uuid.optional().openapi({ description: 'Account of a member of staff.' }),
  actorKind: z.enum(['staff', 'citizen', 'system']).optional(),
  action: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)?$/).max(60).optional().openapi({ description: 'matter.assign, or matter for all of a module' }),
  subject: z.string().max(100).optional().openapi({ description: 'kind:id, for instance matter:0197…; of a matter its 16-digit code too, with or without matter: before it.' }),
}
export const AuditQuery = PageQuery.extend(filters)
export type AuditQuery = z.infer<typeof AuditQuery>

export const listAuditLines = createRoute({
  method: 'get', path: '/api/audit/lines', operationId: 'listAuditLines', tags, summary: 'The record, newest first, for the auditor of the region. Reading it is recorded.',
  request: { query: AuditQuery }, responses: { 200: ok(page(AuditLine)), ...COMMON_PROBLEMS },
})
export const listAuditActions = createRoute({
  method: 'get', path: '/api/audit/actions', operationId: 'listAuditActions', tags, summary: 'Every kind of action that occurs in the record, for the filter.',
  responses: { 200: ok(z.object({ items: z.array(z.string()) })), ...COMMON_PROBLEMS },
})

export const AuditFault = z.object({
  lane: z.number().int().nullable(), seq: z.number().int().nullable(),
  code: z.enum(['altered', 'removed', 'inserted', 'unlinked', 'cut-off', 'head-altered', 'lane-missing', 'lane-unknown', 'anchor-differs', 'unreadable']), message: z.string(),
}).openapi('AuditFault')
export const AuditReport = z.object({
  isIntact: z.boolean(), lines: z.number().int(), lanes: z.number().int(), seconds: z.number(), faults: z.array(AuditFault).openapi({ description: 'The first 100.' }), faultCount: z.number().int(),
  sealed: z.enum(['intact', 'broken', 'not-checked']).openapi({ description: 'The chain of the accusation desk: only whether it is intact, for those who may know.' }),
}).openapi('AuditReport')
export type AuditReport = z.infer<typeof AuditReport>

export const verifyAudit = createRoute({
  method: 'post', path: '/api/audit/verification', operationId: 'verifyAudit', tags, summary: 'Computes every chain again and names each line that was altered, removed or inserted.',
  responses: { 200: ok(AuditReport), ...COMMON_PROBLEMS },
})
export const exportAudit = createRoute({
  method: 'get', path: '/api/audit/export', operationId: 'exportAudit', tags, summary: 'The record as JSON lines, to be kept elsewhere and verified without the database. Recorded with the reason.',
  request: { query: z.object({ ...filters, reason: z.string().trim().min(1).max(200) }) },
  responses: { 200: { description: 'A header line with the head of every lane, then one line each.', content: { 'application/octet-stream': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
