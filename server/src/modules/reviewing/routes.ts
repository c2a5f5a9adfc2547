import type { OpenAPIHono } from '@hono/zod-openapi'
import * as contract from '@hejie/contract/reviewing'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { listReviews, readReviews } from './read-reviews.ts'

export function reviewingRoutes(deps: Deps): OpenAPIHono<Env> {
  return newRouter()
    .openapi(contract.listReviews, async (c) => c.json(await listReviews(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.readReviews, async (c) => c.json(await readReviews(deps, requireActor(c), c.req.valid('param').code), 200))
}
