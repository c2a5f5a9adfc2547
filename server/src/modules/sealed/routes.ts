import { Readable } from 'node:stream'
import type { OpenAPIHono } from '@hono/zod-openapi'
import * as contract from '@hejie/contract/sealed'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { downloadHeaders } from '../../platform/files/download.ts'
import { forwardAccusation, markAnswered, noteAccusation } from './act-on-accusation.ts'
import { listForDesk, readFileForDesk, readForDesk } from './read-accusations.ts'

/** The accusation desk (检举控告专办). Nobody else gets further than "not found" or "not for your post". */
export function sealedRoutes(deps: Deps): OpenAPIHono<Env> {
  return newRouter()
    .openapi(contract.listAccusations, async (c) => c.json(await listForDesk(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.readAccusation, async (c) => c.json(await readForDesk(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json').reason), 200))
    .openapi(contract.forwardAccusation, async (c) => c.json(await forwardAccusation(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json')), 200))
    .openapi(contract.answerAccusation, async (c) => c.json(await markAnswered(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json')), 200))
    .openapi(contract.noteAccusation, async (c) => {
      await noteAccusation(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json').note, c.req.valid('header')['idempotency-key'])
      return c.body(null, 204)
    })
    .openapi(contract.readAccusationAttachment, async (c) => {
      const file = await readFileForDesk(deps, requireActor(c), c.req.valid('param'), c.req.valid('json').reason)
      return c.body(Readable.toWeb(deps.files.read(file.digest)), 200, downloadHeaders(file))
    })
}
