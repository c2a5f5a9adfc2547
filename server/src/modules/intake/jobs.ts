import type { Deps } from '../../deps.ts'
import { deleteOldKeys } from '../../platform/idempotency.store.ts'
import { deleteOldUploads } from './upload.store.ts'

/** A sender repeats within minutes; a week covers a line that was down over a holiday. */
const KEYS_DAYS = 7
/** A form that was begun and left. */
const UPLOADS_DAYS = 8

/** Forgets what nobody will ask for again: keys of filings, files that were sent and never used. */
export async function tidyIntake(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const daysAgo = (days: number): string => deps.now().subtract({ hours: days * 24 }).toString()
  await deleteOldKeys(deps.db, daysAgo(KEYS_DAYS))
  await deleteOldUploads(deps.db, daysAgo(UPLOADS_DAYS))
}

export function registerIntakeJobs(deps: Deps): void {
  deps.jobs.handle('intake.tidy', () => tidyIntake(deps))
}
