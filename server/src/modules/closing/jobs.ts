import type { Deps } from '../../deps.ts'
import { runDueMatters } from './due-matters.ts'

/** Every hour: what has become final, whose answer is overdue, which windows have passed. */
export function registerClosingJobs(deps: Deps): void {
  deps.jobs.handle('hourly', async () => {
    const run = await runDueMatters(deps)
    if (Object.values(run).some((count) => count > 0)) deps.log.info(run, 'due matters')
  })
}
