import { COMMON_PROBLEMS, createRoute, IdempotencyHeader, json, ok, z } from './common.ts'
import { MatterQuery } from './matters.ts'

const Uuid = z.uuid()
const tags = ['matters']

/** What a kept list is asked for: everything but the place in it. */
export const ViewFilters = MatterQuery.omit({ cursor: true, limit: true }).openapi('ViewFilters')

/** Most views one account may keep. */
export const MOST_VIEWS = 30

/** A list somebody named, for themselves or for their unit. */
export const SavedView = z.object({
  id: Uuid, name: z.string(), filters: ViewFilters,
  isOwn: z.boolean().openapi({ description: 'Kept by the caller, who may remove it.' }),
  unit: z.object({ id: Uuid, name: z.string() }).nullable().openapi({ description: 'Whose people see it too; null: only its owner.' }),
}).openapi('SavedView')
export type SavedView = z.infer<typeof SavedView>

export const listViews = createRoute({
  method: 'get', path: '/api/views', operationId: 'listViews', tags, summary: 'The caller\'s own views, then those that colleagues share with a unit of the caller\'s.',
  responses: { 200: ok(z.object({ items: z.array(SavedView) })), ...COMMON_PROBLEMS },
})
export const createView = createRoute({
  method: 'post', path: '/api/views', operationId: 'createView', tags, summary: 'Keeps the filters of a list under a name.',
  request: { headers: IdempotencyHeader, body: json(z.object({ name: z.string().trim().min(1).max(30), filters: ViewFilters, unitId: Uuid.nullable().default(null) })) },
  responses: { 201: ok(SavedView, 'Kept.'), ...COMMON_PROBLEMS },
})
export const removeView = createRoute({
  method: 'delete', path: '/api/views/{id}', operationId: 'removeView', tags, summary: 'Removes a view of one\'s own; colleagues no longer see it either.',
  request: { params: z.object({ id: Uuid }) }, responses: { 200: ok(z.object({ removed: z.number().int() })), ...COMMON_PROBLEMS },
})
