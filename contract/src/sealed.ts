import { createRoute, COMMON_PROBLEMS, IdempotencyHeader, Instant, json, MatterCode, ok, page, PageQuery, z } from './common.ts'

const Uuid = z.uuid()
const tags = ['sealed']
const byCode = z.object({ code: MatterCode })
const reason = z.string().trim().min(1).max(200)

/** An accusation in the desk's list: nothing of what it says, and nobody's name. */
export const AccusationRow = z.object({
  code: MatterCode, status: z.enum(['RECEIVED', 'FORWARDED', 'ANSWERED']), receivedAt: Instant, form: z.string(), channel: z.string(),
  place: z.string(), isAnonymous: z.boolean(), hasAccusedUnit: z.boolean(), forwardedTo: z.string().nullable(), version: z.number().int(),
}).openapi('AccusationRow')

export const Accusation = AccusationRow.extend({
  title: z.string(), body: z.string(), accused: z.string().nullable(), accusedUnit: z.string().nullable(), placeDetail: z.string().nullable(), peopleCount: z.number().int(),
  parties: z.array(z.object({ role: z.string(), kind: z.string(), name: z.string(), phone: z.string().nullable(), address: z.string().nullable(), idKind: z.string().nullable(), idNumber: z.string().nullable() })),
  events: z.array(z.object({ event: z.string(), at: Instant, by: z.string().nullable(), note: z.string().nullable() })),
  attachments: z.array(z.object({ id: Uuid, name: z.string(), mediaType: z.string(), bytes: z.number().int() })),
  forwardNote: z.string().nullable(),
  /** Whether it may still be forwarded, and noted upon, by the caller. */
  mayForward: z.boolean(),
}).openapi('Accusation')

export const listAccusations = createRoute({
  method: 'get', path: '/api/sealed/accusations', operationId: 'listAccusations', tags, summary: 'What waits at the caller\'s accusation desk. Recorded in the sealed chain.',
  request: { query: PageQuery.extend({ status: z.enum(['RECEIVED', 'FORWARDED', 'ANSWERED']).optional() }) },
  responses: { 200: ok(page(AccusationRow)), ...COMMON_PROBLEMS },
})
export const readAccusation = createRoute({
  method: 'post', path: '/api/sealed/accusations/{code}/read', operationId: 'readAccusation', tags, summary: 'One accusation in full, for a stated reason. Recorded in the sealed chain.',
  request: { params: byCode, body: json(z.object({ reason })) }, responses: { 200: ok(Accusation), ...COMMON_PROBLEMS },
})
export const forwardAccusation = createRoute({
  method: 'post', path: '/api/sealed/accusations/{code}/forward', operationId: 'forwardAccusation', tags, summary: 'Forwards to the organ with the power over the cadres concerned (按管理权限).',
  request: { params: byCode, body: json(z.object({ version: z.number().int(), unitId: Uuid, note: z.string().trim().min(1).max(2000) })) },
  responses: { 200: ok(AccusationRow), ...COMMON_PROBLEMS },
})
export const noteAccusation = createRoute({
  method: 'post', path: '/api/sealed/accusations/{code}/notes', operationId: 'noteAccusation', tags, summary: 'Adds a note for the desk.',
  request: { headers: IdempotencyHeader, params: byCode, body: json(z.object({ note: z.string().trim().min(1).max(2000) })) },
  responses: { 204: { description: 'Kept.' }, ...COMMON_PROBLEMS },
})
export const answerAccusation = createRoute({
  method: 'post', path: '/api/sealed/accusations/{code}/answered', operationId: 'answerAccusation', tags, summary: 'Marks that the competent organ has told the outcome to the person who reported by real name.',
  request: { params: byCode, body: json(z.object({ version: z.number().int(), note: z.string().trim().min(1).max(2000) })) },
  responses: { 200: ok(AccusationRow), ...COMMON_PROBLEMS },
})
export const readAccusationAttachment = createRoute({
  method: 'post', path: '/api/sealed/accusations/{code}/attachments/{id}', operationId: 'readAccusationAttachment', tags, summary: 'A file of an accusation, for a stated reason. Recorded in the sealed chain.',
  request: { params: byCode.extend({ id: Uuid }), body: json(z.object({ reason })) },
  responses: { 200: { description: 'The file.', content: { 'application/octet-stream': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
