import type { Deps } from '../../deps.ts'
import { forgetCalendars, markClocks, recomputeClocks } from '../time-limits/index.ts'
import { indexWords } from './index-words.ts'
import { lockMany, saveNextDues } from './store.ts'

/** The clocks of matters: computed again when a calendar changes, marked when a warning or lateness has come. */
export function registerMatterJobs(deps: Deps): void {
  deps.jobs.handle('search.index', (key) => indexWords(deps, key))
  deps.jobs.handle('clock.recompute', async ({ year, from, to, regionPath }) => {
    forgetCalendars()
    const run = await recomputeClocks(deps, { lockMany, saveNextDues }, { from: from ?? `${year}-01-01`, to: to ?? `${year}-12-31`, regionPath: regionPath ?? '' })
    deps.log.info({ year, ...run }, 'due dates computed again')
  })
  deps.jobs.handle('clock.mark', async () => {
    // A release may have brought the calendar of a year.
    const { moved } = await recomputeClocks(deps, { lockMany, saveNextDues }, 'provisional')
    const marked = await markClocks(deps)
    if (moved + marked > 0) deps.log.info({ moved, marked }, 'warnings and overdue marks')
  })
}
