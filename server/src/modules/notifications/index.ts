// Messages that follow a step: kept for the petitioner's progress page and for staff; a gateway may carry them further.
export { registerNotificationJobs } from './jobs.ts'
export { messagesForCitizen } from './read-messages.ts'
export type { Message } from './store.ts'
