import type { OpenAPIHono } from '@hono/zod-openapi'
import * as contract from '@hejie/contract/matters'
import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { actOnMatter, bulkAct } from './act-on-matter.ts'
import type { ActionHandler } from './act-on-matter.ts'
import { exportMatters } from './export-matters.ts'
import { countMatters, listMatters } from './list-matters.ts'
import { readOverview } from './overview.ts'
import { readQuality } from './quality.ts'
import { readMatter, unmaskPerson } from './read-matter.ts'
import type { MissingFor } from './read-matter.ts'
import { searchByPerson } from './search-people.ts'
import { similarMatters } from './similar-matters.ts'

/** @param parts what the modules of the procedure contribute: their actions, and what each still lacks */
export function deskRoutes(deps: Deps, parts: { handlers: Partial<Record<ActionName, ActionHandler>>; missingFor: MissingFor }): OpenAPIHono<Env> {
  const { handlers, missingFor } = parts
  return newRouter()
    .openapi(contract.listMatters, async (c) => c.json(await listMatters(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.countMatters, async (c) => c.json(await countMatters(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.overview, async (c) => c.json(await readOverview(deps, requireActor(c)), 200))
    .openapi(contract.registerQuality, async (c) => c.json(await readQuality(deps, requireActor(c)), 200))
    .openapi(contract.exportMatters, async (c) => {
      const file = await exportMatters(deps, requireActor(c), c.req.valid('query'))
      const body = typeof file.content === 'string' ? file.content : new Uint8Array(file.content)
      return c.body(body, 200, { 'content-type': file.mediaType, 'content-disposition': `attachment; filename="${file.name}"` })
    })
    .openapi(contract.searchPeople, async (c) => c.json({ items: await searchByPerson(deps, requireActor(c), c.req.valid('json')) }, 200))
    .openapi(contract.similarMatters, async (c) => c.json({ items: await similarMatters(deps, requireActor(c), c.req.valid('json')) }, 200))
    .openapi(contract.bulkActOnMatters, async (c) => {
      const { action, items, input } = c.req.valid('json')
      return c.json({ results: await bulkAct(deps, requireActor(c), handlers, { action, items, input, language: c.get('language'), key: c.req.valid('header')['idempotency-key'] }) }, 200)
    })
    .openapi(contract.readMatter, async (c) => c.json(await readMatter(deps, requireActor(c), c.req.valid('param').code, missingFor), 200))
    .openapi(contract.actOnMatter, async (c) => {
      const { code, action } = c.req.valid('param')
      return c.json(await actOnMatter(deps, requireActor(c), handlers, { code, action, body: c.req.valid('json'), language: c.get('language'), key: c.req.valid('header')['idempotency-key'] }), 200)
    })
    .openapi(contract.unmaskPerson, async (c) => {
      const { code, seq } = c.req.valid('param')
      return c.json(await unmaskPerson(deps, requireActor(c), code, seq, c.req.valid('json').reason), 200)
    })
}
