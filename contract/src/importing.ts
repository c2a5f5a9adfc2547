import { createRoute, CivilDate, COMMON_PROBLEMS, Instant, json, ok, page, PageQuery, problem, RegionCode, z } from './common.ts'

const Uuid = z.uuid()

/** What a column of a file can be. */
export const IMPORT_TARGETS = [
  'externalId', 'title', 'body', 'receivedAt', 'sender', 'name', 'phone', 'address', 'idNumber', 'place', 'placeDetail', 'peopleCount',
  'form', 'category', 'purpose', 'class1', 'class2', 'respondentName', 'reply', 'repliedAt',
] as const
export type ImportTarget = (typeof IMPORT_TARGETS)[number]
const Target = z.enum(IMPORT_TARGETS)

/** What happens to rows that name nobody. */
export const NAMELESS = ['keep-sender', 'anonymous', 'refuse'] as const

export const ImportOptions = z.object({
  /** The office whose register they enter: a unit in which the person is clerk or triage officer. */
  officeId: Uuid,
  /** Where it happened, for rows that do not say or whose place is not in the directory. */
  placeCode: RegionCode,
  /** T01, for rows that do not say. */
  form: z.string().max(10).default('900'),
  /** T02 */
  channel: z.string().max(10).default('Q20'),
  /** Where the numbers in the file come from; the same number of the same source is the same matter. */
  source: z.string().trim().min(1).max(100),
  nameless: z.enum(NAMELESS).default('keep-sender'),
  /** No time limit runs until an officer routes the matter; otherwise the first one counts from the day it was received. */
  historic: z.boolean().default(true),
}).openapi('ImportOptions')
export type ImportOptions = z.infer<typeof ImportOptions>

export const IMPORT_STATES = ['uploaded', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const ImportRun = z.object({
  id: Uuid,
  /**
   * uploaded → checking → checked → running → done; changing columns or options leads back to `uploaded`. `cancelled`
   * keeps what was registered until then; `failed` says why in `problem`, and can be started again.
   */
  state: z.enum(IMPORT_STATES),
  fileName: z.string(), format: z.enum(['xlsx', 'csv', 'json']), encoding: z.string().nullable(),
  /** Sheets with anything in them; with several, one must be chosen first. */
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })), sheet: z.string().nullable(),
  headerRow: z.number().int(), headers: z.array(z.string()),
  /** What each column is, in their order; null: left out. */
  mapping: z.array(Target.nullable()),
  /** The mapping was used before for a file with the same columns. */
  isRemembered: z.boolean(),
  options: ImportOptions.nullable(),
  /** Rows of the file; rows looked at so far, and what became of them (while checking: what would become of them). */
  total: z.number().int(), done: z.number().int(), added: z.number().int(), known: z.number().int(), refused: z.number().int(),
  createdAt: Instant, startedAt: Instant.nullable(), endedAt: Instant.nullable(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  /** The file and the list of refused rows are kept until this day. */
  keptUntil: CivilDate,
}).openapi('ImportRun')
export type ImportRun = z.infer<typeof ImportRun>

export const ImportColumns = z.object({
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()), target: Target.nullable(), suggested: Target.nullable() })),
}).openapi('ImportColumns')
export type ImportColumns = z.infer<typeof ImportColumns>

export const Refusal = z.object({ row: z.number().int(), column: z.string().nullable(), code: z.string(), message: z.string() }).openapi('ImportRefusal')
export type Refusal = z.infer<typeof Refusal>

/** Rows that were refused for one reason, with the first of them as an example. */
export const RefusalReason = z.object({ column: z.string().nullable(), code: z.string(), rows: z.number().int(), example: Refusal }).openapi('ImportRefusalReason')
export type RefusalReason = z.infer<typeof RefusalReason>

const tags = ['importing']
const byId = z.object({ id: Uuid })
const run = { 200: ok(ImportRun), ...COMMON_PROBLEMS }

export const uploadImport = createRoute({
  method: 'post', path: '/api/imports', operationId: 'uploadImport', tags, summary: 'Takes a file of matters (xlsx, csv, json, jsonl), reads its columns and suggests what each is. Nothing is registered yet.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().min(8).max(100).optional() }),
    body: { content: { 'multipart/form-data': { schema: z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }) } }, required: true },
  },
  responses: { 201: ok(ImportRun, 'Read.'), ...COMMON_PROBLEMS, 413: problem('Too big.') },
})
export const listImports = createRoute({
  method: 'get', path: '/api/imports', operationId: 'listImports', tags, summary: 'The caller\'s own imports, newest first: the refused rows hold personal data, so nobody else sees them.',
  request: { query: PageQuery }, responses: { 200: ok(page(ImportRun)), ...COMMON_PROBLEMS },
})
export const readImport = createRoute({ method: 'get', path: '/api/imports/{id}', operationId: 'readImport', tags, summary: 'How far an import is.', request: { params: byId }, responses: run })
export const readImportColumns = createRoute({
  method: 'get', path: '/api/imports/{id}/columns', operationId: 'readImportColumns', tags, summary: 'The columns with their first values and what each is taken to be.',
  request: { params: byId }, responses: { 200: ok(ImportColumns), ...COMMON_PROBLEMS },
})
export const settleImport = createRoute({
  method: 'put', path: '/api/imports/{id}', operationId: 'settleImport', tags, summary: 'Says which sheet is read, what each column is and what holds for all rows.',
  request: { params: byId, body: json(z.object({ sheet: z.string().max(100).optional(), mapping: z.array(Target.nullable()).max(200).optional(), options: ImportOptions.optional() })) }, responses: run,
})
export const checkImport = createRoute({
  method: 'post', path: '/api/imports/{id}/check', operationId: 'checkImport', tags, summary: 'Dry run: checks every row by the rules of registration and changes nothing.',
  request: { params: byId }, responses: run,
})
export const startImport = createRoute({
  method: 'post', path: '/api/imports/{id}/start', operationId: 'startImport', tags, summary: 'Registers the rows that were found good, in the background. Again after `failed` or `cancelled`: goes on where it stopped.',
  request: { params: byId }, responses: run,
})
export const cancelImport = createRoute({
  method: 'post', path: '/api/imports/{id}/cancel', operationId: 'cancelImport', tags, summary: 'Stops a check or an import; what was registered stays registered.',
  request: { params: byId }, responses: run,
})
export const listRefusals = createRoute({
  method: 'get', path: '/api/imports/{id}/refusals', operationId: 'listRefusals', tags, summary: 'Why rows were refused, by row and column.',
  request: { params: byId, query: PageQuery }, responses: { 200: ok(page(Refusal)), ...COMMON_PROBLEMS },
})
export const listRefusalReasons = createRoute({
  method: 'get', path: '/api/imports/{id}/refusal-reasons', operationId: 'listRefusalReasons', tags, summary: 'The refusals summed up by column and reason, the most frequent first.',
  request: { params: byId }, responses: { 200: ok(z.object({ items: z.array(RefusalReason) })), ...COMMON_PROBLEMS },
})
export const readRefusedFile = createRoute({
  method: 'get', path: '/api/imports/{id}/refused', operationId: 'readRefusedFile', tags, summary: 'The refused rows as a workbook, with a column 原因; mend it and import it again. Recorded.',
  request: { params: byId }, responses: { 200: { description: 'The workbook.', content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
