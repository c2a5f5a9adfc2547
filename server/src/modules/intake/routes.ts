import type { OpenAPIHono } from '@hono/zod-openapi'
import * as contract from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { fileMatter } from './file-matter.ts'

export function intakeRoutes(deps: Deps): OpenAPIHono<Env> {
  return newRouter()
    .openapi(contract.fileMatter, async (c) => {
      const actor = c.get('actor')
      const by = actor ? { kind: 'staff', actor } as const : { kind: 'citizen', clientAddress: c.get('clientAddress') } as const
      return c.json(await fileMatter(deps, by, c.req.valid('json'), c.req.valid('header')['idempotency-key']), 201)
    })
}
