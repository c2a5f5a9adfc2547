import type { CodeRow } from '@hejie/contract/directory'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { bodyOf, givenStaff } from '../../../test/factories/staff.ts'

const COUNTY = '330212000000'
const read = <T = Record<string, unknown>>(server: TestServer, as: string, path: string): Promise<T> => bodyOf<T>(server.call(path, { as }))
interface Day { date: string; kind: string; name: string; closesAt: string | null }
const provincial = async (server: TestServer) => (await givenStaff(server, { unit: '330000000000-B01', roles: ['ZR25'] })).username
const local = async (server: TestServer) => (await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })).username

test('all thirty code tables are there with their rows, each with Chinese and English words', async () => {
  await using server = await givenServer()
  const as = await local(server)
  const { items, mayEdit } = await read<{ items: { id: string }[]; mayEdit: boolean }>(server, as, '/api/directory/code-tables')
  expect(items.map((table) => table.id)).toEqual(Array.from({ length: 30 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`))
  expect(mayEdit).toBe(false)
  const rows = await server.deps.db.selectFrom('code_row').select(['table_id', 'code', 'en', 'parent']).execute()
  expect(rows.filter((row) => !(row.table_id === 'T11' && row.parent)).length).toBe(531)
  expect(rows.filter((row) => !row.en)).toEqual([])
  expect(await read(server, as, '/api/directory/roles')).toMatchObject({ items: { length: 27 } })
})

test('the province adds and switches off content classes; tables that carry the procedure only change their words', async () => {
  await using server = await givenServer()
  const as = await provincial(server)
  const add = (table: string, body: Record<string, unknown>, who = as) => server.call(`/api/directory/code-tables/${table}/rows`, { as: who, body })
  expect(await bodyOf(add('T07', { code: '0108', zh: '农村污水' }, await local(server)))).toMatchObject({ status: 403, code: 'directory/not-shared-administrator' })
  const added = await add('T07', { code: '0108', zh: '农村污水', en: 'rural sewage' })
  expect(added.status).toBe(201)
  expect(await added.json()).toMatchObject({ code: '0108', parent: '01', isActive: true, version: 1 })
  const send = () => bodyOf(server.call('/api/directory/code-tables/T13/rows', { as, headers: { 'idempotency-key': 'reason-ten' }, body: { code: 'U10', zh: '不清楚结果' } }))
  expect(await send()).toEqual(await send())
  const rows = (await read<{ rows: CodeRow[] }>(server, as, '/api/directory/code-tables/T07')).rows.map((row) => row.code)
  expect(rows.slice(rows.indexOf('0107'), rows.indexOf('0107') + 3)).toEqual(['0107', '0108', '0201'])
  expect(await (await add('T07', { code: '0108', zh: '再来一次' })).json()).toMatchObject({ code: 'directory/code-taken', detail: expect.stringContaining('农村污水') })
  expect(await (await add('T07', { code: '9801', zh: '无上级' })).json()).toMatchObject({ code: 'directory/class-unknown' })
  expect(await (await add('T07', { code: '018', zh: '短' })).json()).toMatchObject({ code: 'directory/row-code-form' })
  expect(await (await add('T04', { code: 'C7', zh: '第七条路' })).json()).toMatchObject({ code: 'directory/table-closed' })
  expect(await (await add('T08', { code: '29', zh: '新纠纷', more: { colour: 'red' } })).json()).toMatchObject({ code: 'directory/column-unknown' })
  expect(await (await add('T99', { code: '1', zh: '无' })).json()).toMatchObject({ code: 'directory/table-unknown' })
  const edit = (table: string, code: string, body: Record<string, unknown>) => server.call(`/api/directory/code-tables/${table}/rows/${code}`, { as, method: 'PATCH', body: { version: 1, position: 3, more: {}, ...body } })
  expect(await (await edit('T07', '0108', { zh: '农村生活污水', isActive: false })).json()).toMatchObject({ zh: '农村生活污水', isActive: false, version: 2 })
  expect(await (await edit('T07', '0108', { zh: '又改', isActive: true })).json()).toMatchObject({ code: 'directory/changed-meanwhile' })
  expect(await (await edit('T04', 'C6', { zh: '其他信访事项', isActive: false })).json()).toMatchObject({ code: 'directory/table-closed' })
  expect((await edit('T04', 'C6', { zh: '其他信访事项(信访程序)', isActive: true })).status).toBe(200)
})

test('loading a year publishes it, tells the clocks in the same transaction, and names each wrong day by its row', async () => {
  await using server = await givenServer()
  const as = await provincial(server)
  expect(await read(server, as, '/api/directory/calendars/2027')).toMatchObject({ isPublished: false, days: [] })
  const load = (days: unknown[], who = as) => server.call('/api/directory/calendars/2027', { as: who, method: 'PUT', body: { source: '国办发明电〔2026〕00号(示例)', days } })
  const holiday = { date: '2027-01-01', kind: 'holiday', name: '元旦' }
  expect((await load([holiday], await local(server))).status).toBe(403)
  const wrong = await load([holiday, holiday, { date: '2026-12-31', kind: 'holiday', name: '跨年' }, { date: '2027-01-04', kind: 'workday', name: '补班' }])
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({ faults: [
    { row: 2, code: 'directory/day-twice' }, { row: 3, code: 'directory/day-outside-year' }, { row: 4, code: 'directory/workday-on-weekday' },
  ] })
  expect(await bodyOf(load([{ date: '2027-01-03', kind: 'workday', name: '补班' }]))).toMatchObject({ faults: [{ code: 'directory/year-without-holidays' }] })
  const done = await load([holiday, { date: '2027-01-03', kind: 'workday', name: '元旦补班' }])
  expect(await done.json()).toMatchObject({ year: 2027, isPublished: true, days: [{ date: '2027-01-01' }, { date: '2027-01-03' }] })
  // One job for the one change that was made; none for the three that were refused.
  const jobs = await sql<{ data: { year: number } }>`select data from pgboss.job where name = 'clock.recompute'`.execute(server.deps.db)
  expect(jobs.rows).toEqual([{ data: { year: 2027 } }])
  expect((await read<{ items: unknown[] }>(server, as, '/api/directory/calendars')).items[0]).toMatchObject({ year: 2027, holidays: 1, workdays: 1 })
})

test('the seeded calendar of every year would itself pass the check', async () => {
  await using server = await givenServer()
  const as = await provincial(server)
  const { items } = await read<{ items: { year: number; source: string }[] }>(server, as, '/api/directory/calendars')
  expect(items.length).toBe(20)
  for (const { year, source } of items) {
    const { days } = await read<{ days: Day[] }>(server, as, `/api/directory/calendars/${year}`)
    const again = await server.call(`/api/directory/calendars/${year}`, { as, method: 'PUT', body: { source: source || '国务院办公厅', days: days.map(({ date, kind, name }) => ({ date, kind, name })) } })
    expect([year, again.status]).toEqual([year, 200])
  }
})

test('a county changes a day of its own and takes it back; others cannot', async () => {
  await using server = await givenServer()
  const as = await local(server)
  const change = (body: Record<string, unknown>, who = as) => server.call('/api/directory/local-days', { as: who, method: 'PUT', body: { regionCode: COUNTY, date: '2026-12-31', kind: 'half-day', name: '岁末盘点', closesAt: '15:00', ...body } })
  expect((await change({}, (await givenStaff(server, { unit: '331002000000-B01', roles: ['ZR25'] })).username)).status).toBe(403)
  expect(await (await change({ closesAt: null })).json()).toMatchObject({ faults: [{ field: 'closesAt', code: 'directory/half-day-needs-time' }] })
  expect(await (await change({})).json()).toMatchObject({ year: 2026, local: [{ date: '2026-12-31', kind: 'half-day', closesAt: '15:00', regionName: '浙江省宁波市鄞州区', mayEdit: true }] })
  expect(await (await change({ kind: 'holiday', closesAt: null })).json()).toMatchObject({ local: [{ kind: 'holiday', closesAt: null }] })
  const remove = () => server.call('/api/directory/local-days/removal', { as, body: { regionCode: COUNTY, date: '2026-12-31' } })
  expect(await (await remove()).json()).toMatchObject({ local: [] })
  expect(await bodyOf(remove())).toMatchObject({ status: 404, code: 'directory/row-unknown' })
})
