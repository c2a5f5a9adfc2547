import { COMMON_PROBLEMS, createRoute, ok, RegionCode, z } from './common.ts'

const tags = ['analysis']
const Month = z.string().regex(/^\d{4}-\d{2}$/)

/** A number as it is told: rounded down to a multiple of `step`; 0 stands for "fewer than `step`". */
const AtLeast = z.number().int().min(0)

export const AnalysisCounts = z.object({
  region: z.string(), regionCode: RegionCode,
  from: Month, to: Month.openapi({ description: 'The last whole month; the current one is not counted, so that no count can be taken from yesterday\'s.' }),
  step: z.number().int(),
  isWithheld: z.boolean().openapi({ description: 'The tables together would give a small number away, so nothing is told.' }),
  total: AtLeast,
  tables: z.array(z.object({ key: z.enum(['month', 'class', 'place', 'channel', 'form']), rows: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string().nullable(), atLeast: AtLeast })) })),
}).openapi('AnalysisCounts')
export type AnalysisCounts = z.infer<typeof AnalysisCounts>

export const analysisCounts = createRoute({
  method: 'get', path: '/api/analysis/counts', operationId: 'analysisCounts', tags, summary: 'How many matters the analyst\'s own region received in the last twelve whole months, by month, class, place, channel and form. No person, no matter; small numbers are hidden and none can be computed.',
  responses: { 200: ok(AnalysisCounts), ...COMMON_PROBLEMS },
})
export const exportAnalysis = createRoute({
  method: 'get', path: '/api/analysis/export', operationId: 'exportAnalysis', tags, summary: 'The same counts as a file, with "<5" where they are small. Recorded with the reason.',
  request: { query: z.object({ format: z.enum(['csv', 'json']).default('csv'), reason: z.string().trim().min(1).max(200) }) },
  responses: { 200: { description: 'The file.', content: { 'text/csv': { schema: z.string() }, 'application/json': { schema: z.string() } } }, ...COMMON_PROBLEMS },
})
