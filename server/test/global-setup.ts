import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { openJobs } from '../src/platform/jobs.ts'
import { openLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'
import { seedReference } from '../src/seed.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** One real PostgreSQL for the whole run; its template database is migrated and holds the directory, each test file gets a copy. */
export default async function setup(project: { provide: (key: 'postgresUrl', value: string) => void }): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL
  const folder = mkdtempSync(join(tmpdir(), 'hejie-test-'))
  chmodSync(folder, 0o755)
  // Durability is what the server-process tests are for; here speed.
  const embedded = external ? null : await startEmbeddedPostgres(folder, { settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'], database: 'hejie_template' })
  const base = external ?? embedded?.connectionString ?? ''
  if (external) await recreateTemplate(external)
  const template = new URL(base)
  template.pathname = '/hejie_template'
  const database = openDatabase(template.href, { max: 2 })
  await migrate(database.db)
  const jobs = await openJobs(database.db, database.pool, openLog('silent'))
  await jobs.stop()
  await seedReference(database.db)
  await database.close()
  project.provide('postgresUrl', template.href)
  return async () => {
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function recreateTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('drop database if exists hejie_template')
  await client.query(`create database hejie_template template template0 encoding 'UTF8'`)
  await client.end()
}
