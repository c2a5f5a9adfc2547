import type { OpenAPIHono } from '@hono/zod-openapi'
import * as contract from '@hejie/contract/views'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { createView, listViews, removeView } from './keep-views.ts'

/** Saved filters of the work list. */
export function viewRoutes(deps: Deps): OpenAPIHono<Env> {
  return newRouter()
    .openapi(contract.listViews, async (c) => c.json({ items: await listViews(deps, requireActor(c)) }, 200))
    .openapi(contract.createView, async (c) => c.json(await createView(deps, requireActor(c), c.req.valid('json'), c.req.valid('header')['idempotency-key']), 201))
    .openapi(contract.removeView, async (c) => c.json({ removed: await removeView(deps, requireActor(c), c.req.valid('param').id) }, 200))
}
