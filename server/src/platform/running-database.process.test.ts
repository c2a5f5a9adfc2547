import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { runningDatabase } from './running-database.ts'

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
    process.kill(second.pid, 'SIGKILL')
    await second.stop()
    expect(runningDatabase(folder)).toBeNull()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
