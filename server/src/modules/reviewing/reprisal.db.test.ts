import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ReprisalReport } from '@hejie/contract/reviewing'
import { act, givenWalk, walkTo } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { reportReprisal } from './reprisal.ts'

const WORDS = '承办人打电话说再去信访就停我的低保。'
const listFor = async (server: TestServer, as: string) => bodyOf<{ items: ReprisalReport[]; code?: string }>(server.call('/api/reprisals', { as }))

test('a report of reprisal goes to the supervisor and leaves no trace that the unit could see, in screen, list, timeline, task, export or record', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
  const before = await (await server.call(`/api/matters/${walk.matter.code}`, { as: 'wang.handler' })).text()
  await reportReprisal(server.deps, { code: walk.matter.code, matterId: walk.matter.id }, { words: WORDS })
  const { items } = await listFor(server, 'zheng.supervisor')
  expect(items).toMatchObject([{ code: walk.matter.code, words: WORDS, about: '宁波市鄞州区住房和城乡建设局', outcome: null }])
  expect(await (await server.call(`/api/matters/${walk.matter.code}`, { as: 'wang.handler' })).text()).toBe(before)
  for (const username of ['wang.handler', 'zhou.head', 'li.triage', 'chen.clerk', 'admin']) {
    expect((await server.call('/api/reprisals', { as: username })).status, username).toBe(403)
  }
  expect((await listFor(server, 'tang.city')).items).toEqual([])
  expect(await (await server.call('/api/matters?scope=tasks', { as: 'wang.handler' })).text()).not.toContain(walk.matter.code)
  const lines = await server.deps.db.selectFrom('audit_line').select(['action', 'subject', 'detail']).where('action', 'like', 'reprisal.%').orderBy('at').execute()
  expect(lines.map((one) => one.action).toSorted()).toEqual(['reprisal.list', 'reprisal.list', 'reprisal.report'])
  expect(JSON.stringify(lines)).not.toContain('低保')
})

test('where the office itself handles the matter, the office above supervises', async () => {
  await using server = await givenServer()
  const own = await givenStaff(server, { unit: UNITS.office, roles: ['ZR11'] })
  const walk = await givenWalk(server)
  await server.deps.db.updateTable('matter').set((e) => ({ lead_unit_id: e.ref('office_id') })).where('id', '=', walk.matter.id).execute()
  await reportReprisal(server.deps, { code: walk.matter.code, matterId: walk.matter.id }, { words: WORDS })
  expect((await listFor(server, own.username)).items).toEqual([])
  expect((await listFor(server, 'tang.city')).items).toMatchObject([{ code: walk.matter.code }])
})

test('is answered once, in writing; of two at the same moment one wins', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
  await reportReprisal(server.deps, { code: walk.matter.code, matterId: walk.matter.id }, { words: WORDS })
  const [report] = (await listFor(server, 'zheng.supervisor')).items
  const answer = (outcome: string, as = 'zheng.supervisor') => server.call(`/api/reprisals/${report?.id}/answer`, { as, body: { outcome, version: report?.version } })
  expect((await answer('')).status).toBe(400)
  expect((await answer('约谈承办人', 'tang.city')).status).toBe(404)
  expect((await Promise.all([answer('已约谈承办人，责令道歉。'), answer('移送纪检。')])).map((one) => one.status).toSorted()).toEqual([204, 409])
  expect((await listFor(server, 'zheng.supervisor')).items).toEqual([])
  expect((await bodyOf<{ items: ReprisalReport[] }>(server.call('/api/reprisals?scope=ended', { as: 'zheng.supervisor' }))).items).toMatchObject([{ answeredBy: '郑明察' }])
})

test('of a matter that turns out to be an accusation goes into the sealed file with it; nothing of it stays in the ordinary tables', async () => {
  await using server = await givenServer()
  const walk = await givenWalk(server)
  await reportReprisal(server.deps, { code: walk.matter.code, matterId: walk.matter.id }, { words: WORDS })
  await act(server, walk, 'li.triage', 'seal', { accused: '某某', accusedUnitId: null })
  expect((await listFor(server, 'zheng.supervisor')).items).toEqual([])
  expect(await server.deps.db.selectFrom('reprisal_report').selectAll().execute()).toEqual([])
  const { rows } = await sql<{ note: string }>`select note from sealed.accusation_event where event = 'reprisal'`.execute(server.deps.db)
  expect(rows).toEqual([{ note: WORDS }])
})
