import * as contract from '@hejie/contract/analysis'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import { exportCounts, readCounts } from './count-matters.ts'

/** Counts for the analyst. */
export function analysisRoutes(deps: Deps) {
  return newRouter()
    .openapi(contract.analysisCounts, async (c) => c.json(await readCounts(deps, requireActor(c)), 200))
    .openapi(contract.exportAnalysis, async (c) => {
      const file = await exportCounts(deps, requireActor(c), c.req.valid('query'))
      c.header('content-type', file.mediaType)
      c.header('content-disposition', `attachment; filename="${file.name}"`)
      return c.body(file.content, 200)
    })
}
