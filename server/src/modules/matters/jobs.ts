import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { searchVector } from '../text-search/index.ts'
import { forgetCalendars, recomputeProvisional } from '../time-limits/index.ts'
import { lockPlace, saveNextDue } from './store.ts'
import { findWords, saveWords } from './text.store.ts'

/** Whatever changes the words a matter is found by, its reply among them, writes its index anew. */
async function indexWords(deps: Deps, key: { homeCounty: string; matterId: string }): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const words = await findWords(tx, key)
    if (words) await saveWords(tx, key, { reply: words.reply, search: searchVector(words) })
  })
}

/** When a year's calendar is loaded or changed, provisional dates of running clocks become sure ones. */
export function registerMatterJobs(deps: Deps): void {
  deps.jobs.handle('search.index', (key) => indexWords(deps, key))
  deps.jobs.handle('clock.recompute', async ({ year }) => {
    forgetCalendars()
    const settled = await recomputeProvisional(deps, { lockPlace, saveNextDue })
    deps.log.info({ year, settled }, 'due dates computed again')
  })
}
