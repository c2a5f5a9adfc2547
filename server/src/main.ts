import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { buildApp } from './app.ts'
import type { Deps } from './deps.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { CannotStart, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { openFiles } from './platform/files/index.ts'
import { openJobs } from './platform/jobs.ts'
import { loadKeys } from './platform/keys.ts'
import { openLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { civilDate, Temporal } from './platform/time.ts'

export interface Opened {
  deps: Deps
  connectionString: string
  /** Resolves when the embedded database is gone for good; says what to do. */
  databaseLost: Promise<CannotStart>
  close(): Promise<void>
}

/** Opens everything below HTTP: database (embedded unless told otherwise), migrations, queue, files, keys. */
export async function openDeps(config: Config, progress: (what: string) => void = () => undefined): Promise<Opened> {
  try {
    mkdirSync(config.dataFolder, { recursive: true })
  } catch {
    throw new CannotStart(`cannot write to ${config.dataFolder}: make it writable, or set HEJIE_DATA to another folder`)
  }
  const log = openLog()
  progress(config.databaseUrl ? 'database: connecting' : 'database: starting the embedded PostgreSQL')
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres(join(config.dataFolder, 'postgres'), { onEnded: () => log.warn('the database ended by itself; it is started again') })
  const connectionString = config.databaseUrl ?? embedded?.connectionString ?? ''
  const database = openDatabase(connectionString, { onLost: (error) => log.warn({ error: error.message }, 'database connection lost; a new one is made when needed') })
  try {
    await migrate(database.db, (name) => progress(`database: ${name}`))
    const jobs = await openJobs(database.db, database.pool, log)
    const now = (): Temporal.Instant => Temporal.Now.instant()
    const deps: Deps = {
      config, db: database.db, jobs, log, now, keys: loadKeys(join(config.dataFolder, 'master-key')), files: openFiles(join(config.dataFolder, 'files')),
      today: () => civilDate(now()),
    }
    return {
      deps, connectionString, databaseLost: embedded?.lost ?? new Promise(() => undefined),
      close: async () => {
        await jobs.stop()
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await database.close()
    await embedded?.stop()
    throw error
  }
}

/** Says at once that a port is taken, before a database is made for nothing. @throws CannotStart */
export async function requireFreePort({ port, host }: { port: number; host: string }): Promise<void> {
  const probe = createServer()
  await new Promise<void>((done, fail) => probe.once('error', (error: NodeJS.ErrnoException) => fail(portProblem(error, port))).listen(port, host, () => probe.close(() => done())))
}

const portProblem = (error: NodeJS.ErrnoException, port: number): Error => (error.code === 'EADDRINUSE'
  ? new CannotStart(`port ${port} is taken: stop the other program, or start with PORT=${port + 1} npm start`)
  : error)

/** Serves citizens' pages, console, API and its documentation on one port. */
export async function startServer(opened: Opened): Promise<{ port: number; close(): Promise<void> }> {
  const { deps } = opened
  const app = await buildApp(deps)
  await deps.jobs.startWorking()
  return new Promise((done, fail) => {
    const server = serve({ fetch: app.fetch, port: deps.config.port, hostname: deps.config.host }, (address: AddressInfo) => done({
      port: address.port,
      close: async () => {
        await new Promise<void>((closed) => {
          server.close(() => closed())
          if ('closeIdleConnections' in server) server.closeIdleConnections()
        })
        await opened.close()
      },
    }))
    server.once('error', (error: NodeJS.ErrnoException) => fail(portProblem(error, deps.config.port)))
  })
}
