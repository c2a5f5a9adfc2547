import { join } from 'node:path'
import { expect } from '@playwright/test'
import { PgBoss } from 'pg-boss'
import { runningDatabase } from '../server/src/platform/running-database.ts'

/** Waits until the server has worked off what it queued when it started, so that it does not come in between. */
export async function clockIsQuiet(): Promise<void> {
  await withQueue((queue) => expect.poll(async () => (await queue.findJobs('escalate')).filter(({ state }) => ['created', 'retry', 'active'].includes(state)).length, { timeout: 20_000 }).toBe(0))
}

/** Lets the hour strike: queues what the server's own clock queues every hour, and waits until the server has done it. */
export async function hourStrikes(): Promise<void> {
  await withQueue(async (queue) => {
    const id = await queue.send('escalate', {})
    await expect.poll(async () => (await queue.findJobs('escalate', { id: id ?? '' }))[0]?.state, { timeout: 20_000 }).toBe('completed')
  })
}

async function withQueue(work: (queue: PgBoss) => Promise<void>): Promise<void> {
  const connectionString = runningDatabase(join(process.env.E2E_DATA ?? '', 'postgres'))
  expect(connectionString, 'the database of the server under test').not.toBeNull()
  const queue = new PgBoss({ connectionString: connectionString ?? '', schema: 'pgboss', supervise: false, schedule: false, migrate: false })
  await queue.start()
  try {
    await work(queue)
  } finally {
    await queue.stop({ graceful: false })
  }
}
