import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { tidyImports } from './tidy.ts'
import { workRun } from './work-run.ts'

/** Stays well below the time after which the queue takes a job for lost. */
const STRETCH_MS = 4 * 60_000

/** Imports in the background; a long one in several stretches, so that others get their turn. */
export function registerImportingJobs(deps: Deps): void {
  deps.jobs.handle('import.run', async ({ runId }) => {
    const stretch = await workRun(deps, runId, { until: Date.now() + STRETCH_MS })
    if (stretch === 'more') await inTransaction(deps.db, { as: 'system' }, (tx) => deps.jobs.queue(tx, 'import.run', { runId }))
  })
  deps.jobs.handle('import.tidy', () => tidyImports(deps))
}
