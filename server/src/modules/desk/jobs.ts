import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { foldTally } from './list.store.ts'

export function registerDeskJobs(deps: Deps): void {
  deps.jobs.handle('tally.fold', () => inTransaction(deps.db, { as: 'system' }, foldTally))
}
