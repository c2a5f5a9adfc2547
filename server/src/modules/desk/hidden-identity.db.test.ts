import type { MatterDetail, MatterRow } from '@hejie/contract/matters'
import { expect, test } from 'vitest'
import { act, givenWalk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

const PERSON = { role: 'petitioner' as const, name: '钱小满', phone: '13905745678', address: '姜山镇狮山村8号' }
const detail = (server: TestServer, code: string, as: string) => bodyOf<MatterDetail>(server.call(`/api/matters/${code}`, { as }))
const found = async (server: TestServer, as: string, asked: object) => (await bodyOf<{ items: MatterRow[] }>(server.call('/api/matters/search-by-person', { as, body: { ...asked, reason: '核对' } }))).items.length
const list = (server: TestServer, as: string, text: string) => server.call(`/api/matters?scope=unit&text=${encodeURIComponent(text)}`, { as })

test.each([
  ['is complained of', async (server: TestServer) => ({ respondentUnitId: await unitId(server, UNITS.housing) })],
  ['may be complained of, as the petitioner named it in words only', () => Promise.resolve({ respondentName: '区住建局' })],
])('who asked not to be known to the unit complained of is nobody to a handling unit that %s', async (_, respondent) => {
  await using server = await givenServer()
  const walk = await givenWalk(server, { filing: { ...(await respondent(server)), hidesIdentity: true, people: [PERSON] } })
  await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })
  const { code } = walk.matter
  const seen = await detail(server, code, 'wang.handler')
  expect(seen).toMatchObject({ mayUnmask: false, petitioner: '信访人', people: [{ name: '信访人', phone: null, address: null, idNumber: null }] })
  expect((await server.call(`/api/matters/${code}/people/1/unmask`, { as: 'wang.handler', body: { reason: '想联系' } })).status).toBe(403)
  expect((await bodyOf<{ items: MatterRow[] }>(server.call('/api/matters?scope=unit', { as: 'wang.handler' }))).items.map((row) => row.petitioner)).toEqual(['信访人'])
  expect(await found(server, 'wang.handler', { name: PERSON.name })).toBe(0)
  expect(await found(server, 'wang.handler', { phone: PERSON.phone })).toBe(0)
  expect(await found(server, 'li.triage', { phone: PERSON.phone })).toBe(1)
  expect((await detail(server, code, 'li.triage')).mayUnmask).toBe(true)
})

test('a search for words shows no numbers of people, takes none, and leaves a line', async () => {
  await using server = await givenServer()
  const walk = await givenWalk(server, { filing: { body: '请找周密密核实，电话13777776666，身份证33021219900101123X，电梯停用。' } })
  const { items } = await bodyOf<{ items: MatterRow[] }>(server.call(`/api/matters?scope=region&text=${encodeURIComponent('周密密')}`, { as: 'li.triage' }))
  expect(items.map((row) => row.code)).toEqual([walk.matter.code])
  expect(items[0]?.passage).toContain('电话*********66')
  expect(items[0]?.passage).not.toMatch(/13777776666|33021219900101123/)
  expect(await bodyOf(list(server, 'li.triage', '13777776666'))).toMatchObject({ status: 400, faults: [{ field: 'text', code: 'search/personal-number' }] })
  const lines = await server.deps.db.selectFrom('audit_line').select(['action', 'detail']).where('action', '=', 'matter.search').execute()
  expect(lines).toHaveLength(1)
  expect(JSON.stringify(lines)).not.toContain('周密密')
})
