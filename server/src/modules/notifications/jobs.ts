import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { keepMessage } from './store.ts'

/** Keeps the message of each step. The job's own content makes the id, so that a job run twice keeps one message. */
export function registerNotificationJobs(deps: Deps): void {
  deps.jobs.handle('notify', (data) => inTransaction(deps.db, { as: 'system' }, (tx) => keepMessage(tx, data, deps.now().toString())))
}
