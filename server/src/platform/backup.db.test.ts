import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { givenServer } from '../../test/harness.ts'
import type { TestServer } from '../../test/harness.ts'
import { givenStaff } from '../../test/factories/staff.ts'
import { backup, restore } from './backup.ts'

const FILING = { form: '200', channel: 'Q02', category: 'C', purpose: 'M4', title: '备份\t演练\\', body: '第一行\n第二行\r\n反斜杠 \\ 和制表\t', placeCode: '330212110000', readBack: true, people: [{ role: 'petitioner', name: '演示甲', phone: '13900001234', address: '演示地址', idKind: 'I1', idNumber: '11010519491231002X' }] }

/** Every row of every table, as text, so that two databases can be compared. */
async function contentOf(server: TestServer): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'sealed') and tablename not like 'kysely%' and tablename <> 'matter_tally' order by 1`.execute(server.deps.db)
  const content: Record<string, unknown> = {}
  for (const { name } of rows) content[name] = (await sql.raw(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest, count(*)::int as n from ${name} t`).execute(server.deps.db)).rows[0]
  return content
}

test('a restored register is the same row by row, with its record, sealed values and attachments', async () => {
  await using one = await givenServer()
  await using other = await givenServer()
  const clerk = await givenStaff(one, { unit: '330212000000-B01', roles: ['ZR04'] })
  expect((await one.call('/api/filings', { as: clerk.username, body: FILING, headers: { 'idempotency-key': 'backup-1' } })).status).toBe(201)
  const digest = await one.deps.files.keep(Buffer.from('附件内容'))
  const folder = mkdtempSync(join(tmpdir(), 'hejie-backup-'))
  try {
    const file = join(folder, 'backup.gz')
    const written = await backup(one.address, join(one.deps.config.dataFolder, 'files'), file)
    expect(written.files).toBe(1)
    await restore(other.address, other.deps.files, file)
    expect(await contentOf(other)).toEqual(await contentOf(one))
    expect(other.deps.files.has(digest)).toBe(true)
    // A second time there are matters in the way; nothing is mixed.
    await expect(restore(other.address, other.deps.files, file)).rejects.toThrow('already holds matters')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a backup that is cut short, of another version or no backup at all changes nothing', async () => {
  await using one = await givenServer()
  await using other = await givenServer()
  const before = await contentOf(other)
  const folder = mkdtempSync(join(tmpdir(), 'hejie-backup-'))
  try {
    const file = join(folder, 'backup.gz')
    await backup(one.address, join(folder, 'none'), file)
    const text = gunzipSync(readFileSync(file)).toString()
    const damaged: [string, string, string][] = [['short.gz', text.slice(0, text.length / 2), 'cut short'], ['old.gz', text.replace('0001_roles', '0000_roles'), 'another version'], ['else.gz', 'hello\n', 'not a backup']]
    for (const [name, content, said] of damaged) {
      writeFileSync(join(folder, name), gzipSync(content))
      await expect(restore(other.address, other.deps.files, join(folder, name)), name).rejects.toThrow(said)
    }
    expect(await contentOf(other)).toEqual(before)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
