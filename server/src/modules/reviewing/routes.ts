import type { OpenAPIHono } from '@hono/zod-openapi'
import * as contract from '@hejie/contract/reviewing'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { answerReprisal, listReprisals } from './reprisal.ts'
import { listReviews, readReviews } from './read-reviews.ts'

export function reviewingRoutes(deps: Deps): OpenAPIHono<Env> {
  return newRouter()
    .openapi(contract.listReviews, async (c) => c.json(await listReviews(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.listReprisals, async (c) => c.json(await listReprisals(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.answerReprisal, async (c) => {
      await answerReprisal(deps, requireActor(c), c.req.valid('param').id, c.req.valid('json'))
      return c.body(null, 204)
    })
    .openapi(contract.readReviews, async (c) => c.json(await readReviews(deps, requireActor(c), c.req.valid('param').code), 200))
}
