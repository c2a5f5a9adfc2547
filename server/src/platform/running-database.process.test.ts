import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { runningDatabase } from './running-database.ts'

const postmaster = (folder: string): number => Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

test('a command joins the database that a running Hejie has opened, and finds none after it stopped or was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hejie-running-'))
  chmodSync(folder, 0o755)
  try {
    expect(runningDatabase(folder)).toBeNull()
    const first = await startEmbeddedPostgres(folder)
    expect(runningDatabase(folder)).toBe(first.connectionString.split('?')[0])
    const joined = openDatabase(runningDatabase(folder) ?? '')
    expect((await sql<{ one: number }>`select 1 as one`.execute(joined.db)).rows).toEqual([{ one: 1 }])
    await joined.close()
    await first.stop()
    expect(runningDatabase(folder)).toBeNull()
    const second = await startEmbeddedPostgres(folder)
    process.kill(postmaster(folder), 'SIGKILL')
    await second.stop()
    expect(runningDatabase(folder)).toBeNull()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a database that is killed is started again on the same port, and one that cannot be is given up with a word why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hejie-killed-'))
  chmodSync(folder, 0o755)
  let endings = 0
  const server = await startEmbeddedPostgres(folder, { onEnded: () => (endings += 1) })
  const { db, close } = openDatabase(server.connectionString, { onLost: () => undefined })
  const answers = async (): Promise<boolean> => sql`insert into kept values (1)`.execute(db).then(() => true, () => false)
  try {
    await sql`create table kept (one int)`.execute(db)
    const killed = postmaster(folder)
    process.kill(killed, 'SIGKILL')
    // A child of the killed one answers for a moment longer.
    await vi.waitUntil(async () => endings === 1 && runningDatabase(folder) !== null && postmaster(folder) !== killed && answers(), { timeout: 60_000, interval: 200 })
    expect(endings).toBe(1)
    // Without this file no PostgreSQL opens its data.
    renameSync(join(folder, 'cluster', 'global', 'pg_control'), join(folder, 'cluster', 'global', 'pg_control.away'))
    process.kill(postmaster(folder), 'SIGKILL')
    expect((await server.lost).message).toMatch(/^the database ended and did not start again \(PostgreSQL stopped while starting: .*pg_control.*\): look at the disk/)
  } finally {
    await close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
