import type { Deps } from '../../deps.ts'
import { forgetCalendars, recomputeProvisional } from '../time-limits/index.ts'
import { indexWords } from './index-words.ts'
import { lockPlace, saveNextDue } from './store.ts'

/** When a year's calendar is loaded or changed, provisional dates of running clocks become sure ones. */
export function registerMatterJobs(deps: Deps): void {
  deps.jobs.handle('search.index', (key) => indexWords(deps, key))
  deps.jobs.handle('clock.recompute', async ({ year }) => {
    forgetCalendars()
    const settled = await recomputeProvisional(deps, { lockPlace, saveNextDue })
    deps.log.info({ year, settled }, 'due dates computed again')
  })
}
