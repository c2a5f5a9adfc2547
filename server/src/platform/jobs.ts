import { PgBoss } from 'pg-boss'
import type { Pool } from 'pg'
import { CompiledQuery, sql } from 'kysely'
import { send } from './database.ts'
import type { Db, Tx } from './database.ts'
import { newId } from './ids.ts'
import type { Log } from './log.ts'

/** Every queue and what travels in it. Handlers must be idempotent: a job may run twice after a crash. */
export interface JobData {
  'notify': { homeCounty: string; matterId: string; template: string; facts: Record<string, string> }
  'search.index': { homeCounty: string; matterId: string }
  'import.run': { runId: string }
  'import.tidy': object
  'hourly': object
  'escalate': object
  'tally.fold': object
  'intake.tidy': object
  'portal.tidy': object
  /** `from` to `to`: the days that changed; the whole year where they are missing. `regionPath`: '' for the whole country. */
  'clock.recompute': { year: number; from?: string; to?: string; regionPath?: string }
  'clock.mark': object
}
export type JobName = keyof JobData

/** How much work of one queue is taken at once; what is not named here is taken one by one. `atStart`: what a standstill has held up is made up for at once. */
const QUEUES: Record<JobName, { batchSize?: number; everySeconds?: number; cron?: string; retryLimit?: number; atStart?: boolean }> = {
  'notify': { batchSize: 500, everySeconds: 2 },
  'search.index': { batchSize: 20 },
  'import.run': { everySeconds: 1, retryLimit: 20 },
  'import.tidy': { cron: '* * * * *' },
  'hourly': { cron: '5 * * * *', atStart: true },
  'escalate': { cron: '15 * * * *', atStart: true },
  'tally.fold': { cron: '*/5 * * * *' },
  'intake.tidy': { cron: '20 3 * * *' },
  'portal.tidy': { cron: '40 3 * * *' },
  'clock.recompute': {},
  'clock.mark': { cron: '10 * * * *', atStart: true },
}

export interface Jobs {
  /** Queues work in the same transaction as the change it follows from: both happen or neither. */
  queue<N extends JobName>(tx: Tx, name: N, data: JobData[N]): Promise<void>
  /** Registers the one handler of a queue. */
  handle<N extends JobName>(name: N, handler: (data: JobData[N]) => Promise<void>): void
  /** The same for a handler that does all jobs taken at once together: one that fails brings all of them back. */
  handleMany<N extends JobName>(name: N, handler: (data: readonly JobData[N][]) => Promise<void>): void
  /** Starts taking jobs. */
  startWorking(): Promise<void>
  stop(): Promise<void>
}

/** Opens the queue on our own pool and makes its tables, if they are not there yet. */
export async function openJobs(db: Db, pool: Pool, log: Log): Promise<Jobs> {
  const boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) }, schema: 'pgboss' })
  boss.on('error', (error) => log.warn({ error: error.message }, 'job queue: will try again'))
  await boss.start()
  for (const name of Object.keys(QUEUES)) {
    await boss.createQueue(name, { retryLimit: QUEUES[name as JobName].retryLimit ?? 5, retryBackoff: true })
  }
  // The application's role queues jobs inside its own transactions.
  await sql.raw(`grant usage on schema pgboss to hejie_app, hejie_sealed;
    grant select, insert, update, delete on all tables in schema pgboss to hejie_app, hejie_sealed;
    grant execute on all functions in schema pgboss to hejie_app, hejie_sealed`).execute(db)
  const handlers = new Map<string, (data: never) => Promise<void>>()
  const handleMany: Jobs['handleMany'] = (name, handler) => {
    if (handlers.has(name)) throw new Error(`two handlers for the queue ${name}`)
    handlers.set(name, handler)
  }
  return {
    handleMany,
    queue: async (tx, name, data) => {
      // The answer is not waited for: the job goes out with what follows, and nothing asks for more than the id it was given.
      const id = newId()
      await boss.send(name, data, { id, db: { executeSql: async (text, values) => {
        send(tx, { compile: () => CompiledQuery.raw(text, values) })
        return { rows: [{ id }] }
      } } })
    },
    handle: (name, handler) => handleMany(name, async (all) => {
      for (const data of all) await handler(data)
    }),
    startWorking: async () => {
      for (const [name, handler] of handlers) {
        const { batchSize, everySeconds, cron, atStart } = QUEUES[name as JobName]
        await boss.work(name, { batchSize: batchSize ?? 1, pollingIntervalSeconds: everySeconds ?? 5 }, (jobs) => handler(jobs.map((job) => job.data) as never))
        if (cron) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' })
        if (atStart) await boss.send(name, {}, { singletonKey: 'at-start' })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}
