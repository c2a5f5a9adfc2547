import { Readable } from 'node:stream'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import * as contract from '@hejie/contract/importing'
import type { Deps } from '../../deps.ts'
import { TABLE_LIMITS } from '../../platform/documents/table.ts'
import { Invalid } from '../../platform/errors.ts'
import { downloadHeaders } from '../../platform/files/download.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { problemResponse } from '../../platform/problem.ts'
import { presentReason, presentRefusal, presentRun } from './present.ts'
import { pageOfRefusals, pageOfRuns, readColumns, readRefusedFile, readRun, summaryOfRefusals } from './read-runs.ts'
import { settleRun } from './settle-run.ts'
import { cancelRun, checkRun, startRun } from './start-run.ts'
import { uploadTable } from './upload-table.ts'

/** What a multipart body adds around the file itself. */
const FORM_BYTES = 64 * 1024
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Imports of matters on screen. */
export function importingRoutes(deps: Deps): OpenAPIHono<Env> {
  const tooLarge = new Invalid([{ field: 'file', code: 'table/too-large', facts: { max: TABLE_LIMITS.fileBytes >> 20 } }])
  const router = newRouter()
  // Before anything is read into memory.
  router.use('/api/imports', bodyLimit({ maxSize: TABLE_LIMITS.fileBytes + FORM_BYTES, onError: (c) => problemResponse(c, tooLarge) }))
  return router
    .openapi(contract.uploadImport, async (c) => {
      const actor = requireActor(c)
      const { file } = c.req.valid('form')
      if (!(file instanceof File) || file.name === '') throw new Invalid([{ field: 'file', code: 'intake/file-missing' }])
      const bytes = Buffer.from(await file.arrayBuffer())
      const run = await uploadTable(deps, actor, { name: file.name, bytes }, c.req.valid('header')['idempotency-key'] ?? null)
      return c.json(presentRun(run, c.get('language')), 201)
    })
    .openapi(contract.listImports, async (c) => {
      const { items, nextCursor } = await pageOfRuns(deps, requireActor(c), c.req.valid('query'))
      return c.json({ items: items.map((run) => presentRun(run, c.get('language'))), nextCursor }, 200)
    })
    .openapi(contract.readImport, async (c) => c.json(presentRun(await readRun(deps, requireActor(c), c.req.valid('param').id), c.get('language')), 200))
    .openapi(contract.readImportColumns, async (c) => c.json(await readColumns(deps, requireActor(c), c.req.valid('param').id), 200))
    .openapi(contract.settleImport, async (c) => c.json(presentRun(await settleRun(deps, requireActor(c), c.req.valid('param').id, c.req.valid('json')), c.get('language')), 200))
    .openapi(contract.checkImport, async (c) => c.json(presentRun(await checkRun(deps, requireActor(c), c.req.valid('param').id), c.get('language')), 200))
    .openapi(contract.startImport, async (c) => c.json(presentRun(await startRun(deps, requireActor(c), c.req.valid('param').id), c.get('language')), 200))
    .openapi(contract.cancelImport, async (c) => c.json(presentRun(await cancelRun(deps, requireActor(c), c.req.valid('param').id), c.get('language')), 200))
    .openapi(contract.listRefusals, async (c) => {
      const { run, items, nextCursor } = await pageOfRefusals(deps, requireActor(c), c.req.valid('param').id, c.req.valid('query'))
      return c.json({ items: items.map((one) => presentRefusal(run, one, c.get('language'))), nextCursor }, 200)
    })
    .openapi(contract.listRefusalReasons, async (c) => {
      const { run, reasons } = await summaryOfRefusals(deps, requireActor(c), c.req.valid('param').id)
      return c.json({ items: reasons.map((one) => presentReason(run, one, c.get('language'))) }, 200)
    })
    .openapi(contract.readRefusedFile, async (c) => {
      const { name, bytes, content } = await readRefusedFile(deps, requireActor(c), c.req.valid('param').id, c.get('language'))
      return c.body(Readable.toWeb(content), 200, downloadHeaders({ name, bytes, mediaType: EXCEL }))
    })
}
