import type { Deps } from '../../deps.ts'
import { escalateOverdue } from './escalate.ts'

/** Every hour: what a village has not settled in its term rises to the town. */
export function registerAssignmentJobs(deps: Deps): void {
  deps.jobs.handle('escalate', async () => {
    const lifted = await escalateOverdue(deps)
    if (lifted > 0) deps.log.info({ lifted }, 'matters lifted to the level above')
  })
}
