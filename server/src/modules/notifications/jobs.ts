import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { keepMessages } from './store.ts'

/** Keeps the messages of steps, many at once. The job's own content makes the id, so that a job run twice keeps one message. */
export function registerNotificationJobs(deps: Deps): void {
  deps.jobs.handleMany('notify', (all) => inTransaction(deps.db, { as: 'system' }, (tx) => keepMessages(tx, all, deps.now().toString())))
}
