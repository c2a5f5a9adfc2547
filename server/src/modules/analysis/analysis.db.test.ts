import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { AnalysisCounts } from '@hejie/contract/analysis'
import { givenAccount } from '../../../test/factories/identity.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

/** So many matters of one class, received on a day at a place; written as the owner, because only counts are tested. */
async function givenReceived(server: TestServer, count: number, { class1 = '09', on = '2026-10-12', path = '33/3302/330212/330212110/' } = {}): Promise<void> {
  for (let i = 0; i < count; i++) {
    const county = path.split('/')[2] ?? ''
    await sql`insert into matter (home_county, id, code, pin_digest, status, form, channel, title, class1, region_path, office_id, unit_ids, received_at)
      values (${county}, ${newId()}, ${`${county}26${String(serial++).padStart(8, '0')}`}, 'x', 'HANDLING', '200', 'Q02', '演示', ${class1}, ${path}, ${newId()}, '{}', ${`${on}T10:00:00+08:00`}::timestamptz)`.execute(server.deps.db)
  }
}
let serial = 1

async function counts(server: TestServer, as: string): Promise<AnalysisCounts> {
  const answer = await server.call('/api/analysis/counts', { as })
  expect(answer.status).toBe(200)
  return (await answer.json()) as AnalysisCounts
}
const numbersOf = (found: AnalysisCounts, key: string): Record<string, number> => Object.fromEntries((found.tables.find((table) => table.key === key)?.rows ?? []).filter((row) => row.atLeast > 0).map((row) => [row.code, row.atLeast]))

describe('counts for the analyst', () => {
  test('divide the last twelve whole months of their region by month, class, place, channel and form, and tell no small number', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'yang', posts: [{ unit: '330212000000-C01', roles: ['ZR17'] }] })
    await givenReceived(server, 12)
    await givenReceived(server, 3, { class1: '10', on: '2025-11-01' })
    await givenReceived(server, 6, { class1: '06', path: '33/3302/330212/330212001/330212001212/' })
    // This month, a year ago, and the neighbouring county: none of hers.
    await givenReceived(server, 9, { class1: '11', on: '2026-11-02' })
    await givenReceived(server, 9, { class1: '11', on: '2025-10-31' })
    await givenReceived(server, 9, { class1: '11', path: '33/3302/330203/' })
    const found = await counts(server, 'yang')
    expect(found).toMatchObject({ regionCode: '330212000000', from: '2025-11', to: '2026-10', step: 5, isWithheld: false, total: 20 })
    expect(numbersOf(found, 'class')).toEqual({ '09': 10, '06': 5 })
    expect(numbersOf(found, 'place')).toEqual({ '330212110000': 15, '330212001000': 5 })
    expect(numbersOf(found, 'month')).toEqual({ '2026-10': 15 })
    expect(numbersOf(found, 'channel')).toEqual({ Q02: 20 })
    // Every row is there, whether something fell into it or not.
    expect(found.tables.find((table) => table.key === 'class')?.rows).toContainEqual({ code: '10', zh: '经济管理', en: expect.any(String), atLeast: 0 })
    expect(JSON.stringify(found)).not.toMatch(/演示|"code":"33021226/)
  })

  test('leave as a file with the reason in the record, "<5" where they are small', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'yang', posts: [{ unit: '330212000000-C01', roles: ['ZR17'] }] })
    await givenReceived(server, 7)
    await givenReceived(server, 2, { class1: '10' })
    expect((await server.call('/api/analysis/export', { as: 'yang' })).status).toBe(400)
    const file = await (await server.call('/api/analysis/export?reason=月度研判', { as: 'yang' })).text()
    expect(file).toContain('内容分类,09,房产物业,5–9')
    expect(file).toContain('内容分类,10,经济管理,<5')
    expect(await (await server.call('/api/analysis/export?reason=月度研判&format=json', { as: 'yang' })).text()).toContain('"count": "<5"')
    const { rows } = await sql<{ reason: string }>`select reason from audit_line where action = 'analysis.export'`.execute(server.deps.db)
    expect(rows).toEqual([{ reason: '月度研判' }, { reason: '月度研判' }])
  })

  test('are for analysts alone, who see one region: a second post opens no second one to subtract from', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'two', posts: [{ unit: '330212000000-C01', roles: ['ZR17'] }, { unit: '330200000000-B01', roles: ['ZR17'] }] })
    await givenAccount(server, { username: 'handler', posts: [{ roles: ['ZR06'] }] })
    const seen = new Set([(await counts(server, 'two')).regionCode, (await counts(server, 'two')).regionCode])
    expect(seen.size).toBe(1)
    for (const path of ['/api/analysis/counts', '/api/analysis/export?reason=x']) {
      expect((await server.call(path, { as: 'handler' })).status).toBe(403)
      expect((await server.call(path)).status).toBe(401)
    }
  })
})
