import { stream } from 'hono/streaming'
import * as contract from '@hejie/contract/audit'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import { listRecord, listRecordedActions, openExport, verifyNow } from './read-record.ts'

/** The record for the auditor, who is not the administrator. */
export function auditorRoutes(deps: Deps) {
  return newRouter()
    .openapi(contract.listAuditLines, async (c) => c.json(await listRecord(deps, requireActor(c), c.req.valid('query')), 200))
    .openapi(contract.listAuditActions, async (c) => c.json({ items: await listRecordedActions(deps, requireActor(c)) }, 200))
    .openapi(contract.verifyAudit, async (c) => c.json(await verifyNow(deps, requireActor(c)), 200))
    .openapi(contract.exportAudit, async (c) => {
      const { reason, ...filters } = c.req.valid('query')
      const chunks = await openExport(deps, requireActor(c), filters, reason)
      c.header('content-type', 'application/octet-stream')
      c.header('content-disposition', `attachment; filename="audit-${deps.today().toString()}.jsonl"`)
      return stream(c, async (out) => {
        for await (const chunk of chunks) await out.write(chunk)
      })
    })
}
