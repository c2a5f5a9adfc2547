import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Db } from './database.ts'

const FOLDER = resolve(import.meta.dirname, '../../migrations')

function readMigrations(): Record<string, Migration> {
  const files = readdirSync(FOLDER).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Object.fromEntries(files.map((name) => [name.slice(0, -4), {
    up: async (db: Kysely<unknown>) => {
      await sql.raw(readFileSync(resolve(FOLDER, name), 'utf8')).execute(db)
    },
  }]))
}

/** Brings the schema up to date; forwards only. @returns names of the migrations applied now. */
export async function migrate(db: Db, progress: (name: string) => void = () => undefined): Promise<string[]> {
  // Work of two people may land in another order than it was numbered; each file stands on its own.
  const migrator = new Migrator({ db, allowUnorderedMigrations: true, provider: { getMigrations: async () => readMigrations() } })
  const { error, results } = await migrator.migrateToLatest()
  for (const result of results ?? []) if (result.status === 'Success') progress(result.migrationName)
  if (error) throw error
  return (results ?? []).filter((one) => one.status === 'Success').map((one) => one.migrationName)
}
