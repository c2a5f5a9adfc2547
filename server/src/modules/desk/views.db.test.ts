import { expect, test } from 'vitest'
import type { Problem } from '@hejie/contract/common'
import type { SavedView } from '@hejie/contract/views'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'

type Answer = SavedView & Problem

const save = (server: TestServer, as: string, body: object, key?: string): Promise<Answer> => bodyOf<Answer>(server.call('/api/views', { as, body, ...(key ? { headers: { 'idempotency-key': key } } : {}) }))
const listed = async (server: TestServer, as: string): Promise<SavedView[]> => (await bodyOf<{ items: SavedView[] }>(server.call('/api/views', { as }))).items

test('somebody keeps a list under a name, finds it again and removes it; nobody else sees it', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const view = await save(server, 'li.triage', { name: '姜山超期', filters: { scope: 'region', due: 'overdue', region: '330212110000' } })
  expect(view).toMatchObject({ name: '姜山超期', filters: { scope: 'region', due: 'overdue', region: '330212110000', sort: 'due' }, isOwn: true, unit: null })
  expect(await listed(server, 'li.triage')).toEqual([view])
  expect(await listed(server, 'zhao.triage')).toEqual([])
  expect((await server.call(`/api/views/${view.id}`, { as: 'zhao.triage', method: 'DELETE' })).status).toBe(404)
  expect((await server.call(`/api/views/${view.id}`, { as: 'li.triage', method: 'DELETE' })).status).toBe(200)
  expect(await listed(server, 'li.triage')).toEqual([])
})

test('a view shared with a unit is there for its people, after their own, and only its owner removes it', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const office = await unitId(server, UNITS.office)
  const shared = await save(server, 'li.triage', { name: '本周到期', filters: { scope: 'region', due: '7days' }, unitId: office })
  const own = await save(server, 'zhao.triage', { name: '我的异议', filters: { scope: 'todo', status: 'OBJECTED' } })
  expect((await listed(server, 'zhao.triage')).map(({ name, isOwn }) => [name, isOwn])).toEqual([['我的异议', true], ['本周到期', false]])
  expect((await listed(server, 'zhao.triage')).at(1)?.unit).toEqual({ id: office, name: expect.stringContaining('信访局') })
  expect(await listed(server, 'wang.handler')).toEqual([])
  expect((await server.call(`/api/views/${shared.id}`, { as: 'zhao.triage', method: 'DELETE' })).status).toBe(404)
  expect(own.isOwn).toBe(true)
  expect(await save(server, 'wang.handler', { name: '别人的单位', filters: {}, unitId: office })).toMatchObject({ status: 400, faults: [{ field: 'unitId', code: 'desk/not-your-unit' }] })
})

test('a name is taken once, filters that mean nothing are refused by name, and a view sent twice is one', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const body = { name: '超期', filters: { due: 'overdue' } }
  const first = await save(server, 'li.triage', body, 'view-0001')
  expect(await save(server, 'li.triage', body, 'view-0001')).toEqual(first)
  expect(await save(server, 'li.triage', { ...body, name: '别的' }, 'view-0001')).toMatchObject({ status: 409, code: 'idempotency/other-body' })
  expect(await save(server, 'li.triage', body)).toMatchObject({ status: 409, code: 'desk/view-name-taken' })
  expect(await save(server, 'li.triage', { name: '错', filters: { due: 'someday' } })).toMatchObject({ status: 400, faults: [{ field: 'filters.due' }] })
  expect(await listed(server, 'li.triage')).toHaveLength(1)
})

test('no more than thirty are kept, also when they are sent at once', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const answers = await Promise.all(Array.from({ length: 33 }, (_, i) => save(server, 'li.triage', { name: `视图${i}`, filters: {} })))
  expect(answers.filter((one) => one.code === 'desk/too-many-views')).toHaveLength(3)
  expect(await listed(server, 'li.triage')).toHaveLength(30)
})

test('who is not signed in keeps nothing', async () => {
  await using server = await givenServer()
  expect((await server.call('/api/views')).status).toBe(401)
})
