// Writes server/src/platform/schema.ts from a freshly migrated database; run after every change of server/migrations. With --check it only compares.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openDatabase } from '../server/src/platform/database.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres.ts'
import { migrate } from '../server/src/platform/migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'hejie-schema-'))
chmodSync(folder, 0o755)
const server = await startEmbeddedPostgres(folder)
const committed = resolve(import.meta.dirname, '../server/src/platform/schema.ts')
const isCheck = process.argv.includes('--check')
const out = isCheck ? join(folder, 'schema.ts') : committed
try {
  const database = openDatabase(server.connectionString)
  await migrate(database.db)
  await database.close()
  const done = spawnSync(process.execPath, [resolve(import.meta.dirname, '../node_modules/kysely-codegen/dist/cli/bin.js'), '--dialect', 'postgres', '--url', server.connectionString,
    '--out-file', out, '--date-parser', 'string', '--numeric-parser', 'number', '--overrides', JSON.stringify({ columns: {} }), '--exclude-pattern', '{kysely_*,pgboss.*}'], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stdout + done.stderr)
  // The connection reads int8 as a number: totals and sequence numbers here stay far below 2^53.
  const text = readFileSync(out, 'utf8').replace(/export type Int8 = .*;/, 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;')
  writeFileSync(out, text)
  if (isCheck && text !== readFileSync(committed, 'utf8')) {
    console.error('server/src/platform/schema.ts is not what the migrations make: run node scripts/generate-schema.ts with the project\'s Node')
    process.exitCode = 1
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
