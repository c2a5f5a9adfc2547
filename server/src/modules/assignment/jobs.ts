import type { Deps } from '../../deps.ts'
import { escalateOverdue } from './escalate.ts'
import { raiseStuck } from './raise.ts'

/** Every hour: what a village has not settled in its term rises to the town, what nobody moves to the county. */
export function registerAssignmentJobs(deps: Deps): void {
  deps.jobs.handle('escalate', async () => {
    const lifted = await escalateOverdue(deps)
    if (lifted > 0) deps.log.info({ lifted }, 'matters lifted to the level above')
    const run = await raiseStuck(deps)
    if (run.raised + run.succeeded > 0) deps.log.info(run, 'matters that nobody moved')
  })
}
