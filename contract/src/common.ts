import { z } from '@hono/zod-openapi'

export { createRoute, z } from '@hono/zod-openapi'

/** A civil date in China, YYYY-MM-DD. */
export const CivilDate = z.iso.date().openapi({ description: 'Civil date in China (Asia/Shanghai).' })
/** An instant, ISO 8601 with offset. */
export const Instant = z.iso.datetime({ offset: true })
/** 一案一码: county (6) + year (2) + serial (7) + check digit (1). */
export const MatterCode = z.string().regex(/^\d{16}$/).openapi({ description: 'Public code of a matter (一案一码), 16 digits.', example: '3302122600000015' })
export const RegionCode = z.string().regex(/^\d{12}(\d{3})?$/).openapi({ description: 'Statistical division code, 12 digits (15 for a grid).' })

/** RFC 9457 with a stable code; `detail` is in the reader's language and says what to do. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  faults: z.array(z.object({ field: z.string(), row: z.number().int().optional(), code: z.string(), message: z.string() })).optional(),
}).openapi('Problem')
export type Problem = z.infer<typeof Problem>

export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } }, required: true })
export const ok = <T extends z.ZodType>(schema: T, description = 'Done.') => ({ description, content: { 'application/json': { schema } } })
export const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })

/** Answers every route may give besides its own. */
export const COMMON_PROBLEMS = {
  400: problem('The input is incomplete or cannot be understood; `faults` names each field.'),
  401: problem('Not signed in.'),
  403: problem('This person may not do this here.'),
  404: problem('No such thing, or the asker may not know of it.'),
  409: problem('A rule forbids it, or somebody else was faster; see `code`.'),
  503: problem('The database cannot be reached; nothing was changed; try again.'),
} as const

/** Makes retries harmless: the same key with the same body is answered from the first run. */
export const IdempotencyHeader = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })

/** Keyset page: stays right while rows are added. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const page = <T extends z.ZodType>(item: T) => z.object({
  items: z.array(item),
  /** Give it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
})
