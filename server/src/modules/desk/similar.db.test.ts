import type { Problem } from '@hejie/contract/common'
import type { MatterRow } from '@hejie/contract/matters'
import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenMatter } from '../../../test/factories/matters.ts'
import { PLACES } from '../../../test/factories/places.ts'
import { bodyOf } from '../../../test/factories/staff.ts'

interface Found { items: { matter: MatterRow; reasons: { kind: string; words: string[] }[] }[] }
const similar = async (server: TestServer, asked: object, as = 'chen.clerk') => (await bodyOf<Found>(server.call('/api/matters/similar', { as, body: asked }))).items.map(({ matter, reasons }) => [matter.code, ...reasons.map(({ kind, words }) => [kind, ...words].join(':'))])
const zhang = (over: object = {}) => ({ people: [{ role: 'petitioner' as const, name: '张水生', phone: '13805741234', address: '狮山村1号', idKind: 'I1' as const, idNumber: '11010519491231002X', ...over }] })

test('an earlier matter of the same person is found by ID number, phone, or name in the same county, however it is typed', async () => {
  await using server = await givenServer()
  const { code } = await givenMatter(server, { filing: zhang() })
  await givenMatter(server)
  expect(await similar(server, { idNumber: '11010519491231002x' })).toEqual([[code, 'same-person']])
  expect(await similar(server, { phone: '+86 138 0574 1234' })).toEqual([[code, 'same-person']])
  expect(await similar(server, { name: '张水生', placeCode: PLACES.town })).toEqual([[code, 'same-person', 'same-place:浙江省宁波市鄞州区姜山镇']])
  expect(await similar(server, { name: '张水' })).toEqual([])
  const lines = await server.deps.db.selectFrom('audit_line').select(['action', 'detail']).where('action', '=', 'matter.look-for-earlier').orderBy('at').execute()
  expect(lines).toHaveLength(4)
  expect(JSON.stringify(lines)).not.toMatch(/张水生|13805741234|11010519491231002X/)
})

test('matters of the same town about the same thing are found with the words they share, the likeliest first', async () => {
  await using server = await givenServer()
  const elevator = await givenMatter(server, { filing: { title: '狮山花园电梯停用两个月', body: '物业公司一直不修。' } })
  const both = await givenMatter(server, { filing: { title: '狮山花园电梯停用', body: '物业公司拒绝维修,业主委员会多次交涉未果。' } })
  const elsewhere = await givenMatter(server, { filing: { title: '狮山花园电梯停用', body: '物业公司拒绝维修。', placeCode: PLACES.village } })
  await givenMatter(server, { filing: { title: '夜间施工噪声扰民', body: '每晚施工。' } })
  const found = await similar(server, { title: '反映狮山花园电梯停用', body: '物业公司拒绝维修', placeCode: PLACES.town })
  expect(found.map(([code]) => code)).toEqual([both.code, elevator.code])
  expect(found[0]?.[1]).toBe('same-words:狮山花园电梯停用:物业公司拒绝维修')
  expect(found.flat()).not.toContain(elsewhere.code)
  expect(await similar(server, { title: '的了是', body: '' })).toEqual([])
})

test('shows only what the officer may see, and nothing to whoever does not register', async () => {
  await using server = await givenServer()
  await givenMatter(server, { filing: { ...zhang(), placeCode: PLACES.village } })
  expect(await similar(server, { phone: '13805741234' }, 'shen.town')).toEqual([])
  for (const as of ['wang.handler', 'yang.analyst', 'admin']) expect((await bodyOf<Problem>(server.call('/api/matters/similar', { as, body: { phone: '13805741234' } }))).code, as).toBe('intake/not-a-clerk')
})
