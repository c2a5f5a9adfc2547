import type { Receipt } from '@hejie/contract/intake'
import type { Problem } from '@hejie/contract/common'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { citizenFiling, filingInput, givenMatter } from '../../../test/factories/matters.ts'
import { PLACES, UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { isMatterCode } from './index.ts'

const send = (server: TestServer, body: unknown, options: { as?: string; key?: string } = {}): Promise<Response> =>
  server.call('/api/filings', { body, headers: { 'idempotency-key': options.key ?? crypto.randomUUID() }, ...(options.as ? { as: options.as } : {}) })

const rowOf = (server: TestServer, code: string) => server.deps.db.selectFrom('matter').selectAll().where('code', '=', code).executeTakeFirstOrThrow()
const totals = async (server: TestServer) => {
  const count = async (table: 'matter' | 'audit_line' | 'matter_event' | 'matter_clock' | 'idempotency_key') => Number((await server.deps.db.selectFrom(table).select((e) => e.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
  return { matters: await count('matter'), lines: await count('audit_line'), events: await count('matter_event'), clocks: await count('matter_clock'), keys: await count('idempotency_key') }
}

describe('a citizen files', () => {
  test('and gets code, PIN and the day by which somebody answers; the matter waits at the county\'s petition office', async () => {
    await using server = await givenServer()
    const answer = await send(server, citizenFiling({ placeCode: PLACES.village }))
    expect(answer.status).toBe(201)
    const receipt = await bodyOf<Receipt>(answer)
    expect(isMatterCode(receipt.code)).toBe(true)
    expect(receipt).toMatchObject({ pin: expect.stringMatching(/^\d{6}$/), noticeBy: '2026-12-08', isSealed: false })
    const row = await rowOf(server, receipt.code)
    const office = await unitId(server, UNITS.office)
    expect(row).toMatchObject({ status: 'SUBMITTED', home_county: '330212', office_id: office, holder_unit_id: office, region_path: '33/3302/330212/330212001/330212001212/', next_due_rule: 'DL01', next_due_on: '2026-12-08', registered_at: null })
    expect(row.pin_digest).not.toContain(receipt.pin)
    expect(await totals(server)).toEqual({ matters: 1, lines: 1, events: 1, clocks: 1, keys: 1 })
  })

  test('what is sent twice, also at the same moment, is registered once, and both get the same receipt', async () => {
    await using server = await givenServer()
    const body = citizenFiling()
    const answers = await Promise.all([send(server, body, { key: 'the-same-key' }), send(server, body, { key: 'the-same-key' })])
    const later = await send(server, { ...body }, { key: 'the-same-key' })
    const receipts = await Promise.all([...answers, later].map((one) => bodyOf<Receipt>(one)))
    expect(receipts[1]).toEqual(receipts[0])
    expect(receipts[2]).toEqual(receipts[0])
    expect(receipts[0]?.title).toBe(body.title)
    expect(await totals(server)).toMatchObject({ matters: 1, lines: 1 })
    const kept = await server.deps.db.selectFrom('idempotency_key').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(kept)).not.toContain(receipts[0]?.pin)
    expect(JSON.stringify(kept)).not.toContain(body.title)
  })

  test('the same key with other words is refused and changes nothing', async () => {
    await using server = await givenServer()
    await send(server, citizenFiling(), { key: 'the-same-key' })
    const answer = await send(server, citizenFiling(), { key: 'the-same-key' })
    expect([answer.status, (await bodyOf<Problem>(answer)).code]).toEqual([409, 'idempotency/other-body'])
    expect(await totals(server)).toMatchObject({ matters: 1 })
  })

  test('everything wrong is said at once, in Chinese, with the field; nothing is kept', async () => {
    await using server = await givenServer()
    const answer = await send(server, { form: '300', channel: 'Q01', title: '', body: '内容', placeCode: '330299000000', people: [{ role: 'petitioner', name: '张三', phone: '110', idKind: 'I1', idNumber: '11010519491231003X' }] })
    expect(answer.status).toBe(400)
    const problem = await bodyOf<Problem>(answer)
    expect(problem.faults?.map(({ field, code }) => [field, code])).toEqual([
      ['title', 'input/required'], ['placeCode', 'intake/place-unknown'], ['people.0.address', 'intake/address-missing'], ['people.0.phone', 'intake/phone-wrong'], ['people.0.idNumber', 'intake/id-check-digit-wrong'],
    ])
    expect(problem.faults?.[4]?.message).toContain('身份证号码校验不通过')
    expect(await totals(server)).toEqual({ matters: 0, lines: 0, events: 0, clocks: 0, keys: 0 })
  })

  test('a village that was abolished names what it became, also when that was abolished again', async () => {
    await using server = await givenServer()
    const { db } = server.deps
    await db.updateTable('region').set({ valid_to: '2024-12-31', successor_code: '330212001005' }).where('code', '=', PLACES.village).execute()
    await db.updateTable('region').set({ valid_to: '2026-06-30', successor_code: '330212001012' }).where('code', '=', '330212001005').execute()
    const problem = await bodyOf<Problem>(send(server, citizenFiling({ placeCode: PLACES.village })))
    expect(problem.faults).toMatchObject([{ field: 'placeCode', code: 'intake/place-abolished', message: expect.stringContaining('天宫社区') }])
    expect(problem.faults?.[0]?.message).toContain('330212001012')
  })

  test('a wrong kind of value is a clear answer, and characters nobody sees do no harm', async () => {
    await using server = await givenServer()
    expect((await send(server, { ...citizenFiling(), peopleCount: 'many' })).status).toBe(400)
    expect((await server.call('/api/filings', { body: citizenFiling() })).status).toBe(400)
    const receipt = await bodyOf<Receipt>(send(server, citizenFiling({ title: '标\u0000题\n第二行', body: '第一行\r\n\u0007第二行' })))
    const row = await server.deps.db.selectFrom('matter as m').innerJoin('matter_text as t', 't.matter_id', 'm.id').select(['m.title', 't.body']).where('m.code', '=', receipt.code).executeTakeFirstOrThrow()
    expect(row).toEqual({ title: '标题 第二行', body: '第一行\n第二行' })
  })
})

test('where the directory has no office for a place nothing is registered, and the message says whom to tell', async () => {
  await using server = await givenServer()
  await server.deps.db.updateTable('unit').set({ valid_to: '2025-12-31' }).where('kind', 'in', ['petition-office', 'centre']).execute()
  const problem = await bodyOf<Problem>(send(server, citizenFiling({ placeCode: PLACES.village })))
  expect(problem).toMatchObject({ code: 'intake/no-office', detail: expect.stringContaining('湾底村') })
  expect(await totals(server)).toMatchObject({ matters: 0, keys: 0 })
})

describe('a clerk registers', () => {
  test('a visit of three people: registered at once, people kept with sealed numbers, one line of audit', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const receipt = await bodyOf<Receipt>(send(server, filingInput({ peopleCount: 3, people: [{ role: 'petitioner', name: '张三', phone: '+86 138-0574-1234', address: '湾底村1号', idKind: 'I1', idNumber: '11010519491231002x' }], receivedAt: '2026-11-20T09:00:00+08:00', readBack: true }), { as: 'chen.clerk' }))
    const row = await rowOf(server, receipt.code)
    expect(row).toMatchObject({ status: 'REGISTERED', people_count: 3, is_joint: false, event_seq: 2, next_due_on: '2026-12-05', next_due_legal: '2026-12-07', office_id: await unitId(server, UNITS.office) })
    expect(row.received_at.toISOString()).toBe('2026-11-20T01:00:00.000Z')
    const party = await server.deps.db.selectFrom('matter_party').selectAll().executeTakeFirstOrThrow()
    expect(party).toMatchObject({ name: '张三', phone: '13805741234', id_kind: 'I1' })
    expect(server.deps.keys.open(party.id_sealed ?? Buffer.alloc(0))).toBe('11010519491231002X')
    const events = await server.deps.db.selectFrom('matter_event').select(['event', 'from_status', 'to_status', 'actor_name', 'unit_name']).orderBy('seq').execute()
    expect(events).toEqual([
      { event: 'submit', from_status: 'DRAFT', to_status: 'SUBMITTED', actor_name: '陈雨桐', unit_name: expect.stringContaining('信访局') },
      { event: 'register', from_status: 'SUBMITTED', to_status: 'REGISTERED', actor_name: '陈雨桐', unit_name: expect.stringContaining('信访局') },
    ])
    const line = await server.deps.db.selectFrom('audit_line').selectAll().executeTakeFirstOrThrow()
    expect(line).toMatchObject({ action: 'matter.register', subject: `matter:${row.id}`, home_county: '330212' })
    expect(JSON.stringify(line)).not.toContain('张三')
  })

  test('six representatives are refused, and in Zhejiang\'s mode four for eight people', async () => {
    await using server = await givenServer({ representativeRule: 'zhejiang' })
    await givenDemoStaff(server)
    const representatives = (count: number) => Array.from({ length: count }, (_, index) => ({ role: 'representative' as const, name: `代表${index}`, address: '湾底村1号' }))
    const answer = await bodyOf<Problem>(send(server, filingInput({ peopleCount: 8, people: representatives(4) }), { as: 'chen.clerk' }))
    expect(answer.faults).toMatchObject([{ field: 'people', code: 'intake/too-many-representatives', message: expect.stringContaining('最多 3 名') }])
    expect((await send(server, filingInput({ peopleCount: 8, people: representatives(3) }), { as: 'chen.clerk' })).status).toBe(201)
    const six = await bodyOf<Problem>(send(server, filingInput({ peopleCount: 80, people: representatives(6) }), { as: 'chen.clerk' }))
    expect(six.faults).toMatchObject([{ code: 'intake/too-many-representatives', message: expect.stringContaining('最多 5 名') }])
  })

  test('the second post of somebody with two is not used for it; a handler, an analyst and an administrator may not register', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const receipt = await bodyOf<Receipt>(send(server, filingInput(), { as: 'dual.post' }))
    expect((await rowOf(server, receipt.code)).office_id).toBe(await unitId(server, UNITS.office))
    for (const as of ['wang.handler', 'yang.analyst', 'admin']) {
      const answer = await send(server, filingInput(), { as })
      expect([answer.status, (await bodyOf<Problem>(answer)).code], as).toEqual([403, 'intake/not-a-clerk'])
    }
  })

  test('the same facts of the same person are linked on both sides when the clerk confirms it', async () => {
    await using server = await givenServer()
    const earlier = await givenMatter(server)
    const receipt = await bodyOf<Receipt>(send(server, filingInput({ repeatsCode: earlier.code }), { as: 'chen.clerk' }))
    const links = await server.deps.db.selectFrom('matter_link').select(['matter_id', 'other_code', 'kind']).execute()
    expect(links).toHaveLength(2)
    expect(links).toContainEqual({ matter_id: earlier.id, other_code: receipt.code, kind: 'repeated-by' })
    expect((await rowOf(server, receipt.code)).is_repeat).toBe(true)
    const wrong = await bodyOf<Problem>(send(server, filingInput({ repeatsCode: '3302122699999996' }), { as: 'chen.clerk' }))
    expect(wrong.faults).toMatchObject([{ field: 'repeatsCode', code: 'intake/earlier-unknown' }])
  })

  test('every channel there is can register', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const channels = await server.deps.db.selectFrom('code_row').select('code').where('table_id', '=', 'T02').orderBy('code').execute()
    expect(channels).toHaveLength(20)
    const forms = ['100', '200', '300', '400', '500', '900']
    for (const { code } of channels) {
      const answers = await Promise.all(forms.map((form) => send(server, filingInput({ channel: code, form }), { as: 'chen.clerk' })))
      expect(answers.map((answer) => answer.status), code).toContain(201)
    }
  })
})

test('a grid worker\'s report is first given to the village: it leads and holds it, the town\'s centre keeps it, the limits of a transfer run', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const receipt = await bodyOf<Receipt>(send(server, filingInput({ form: '900', channel: 'Q09', placeCode: PLACES.village, title: '两户因排水沟争吵', people: [] }), { as: 'wu.grid' }))
  const row = await rowOf(server, receipt.code)
  const [village, centre] = [await unitId(server, UNITS.village), await unitId(server, UNITS.streetCentre)]
  expect(row).toMatchObject({ status: 'ROUTED', office_id: centre, holder_unit_id: village, lead_unit_id: village, unit_ids: [centre, village], is_anonymous: true })
  const clocks = await server.deps.db.selectFrom('matter_clock').select(['rule', 'unit_id']).orderBy('seq').execute()
  expect(clocks).toEqual([{ rule: 'DL03', unit_id: village }, { rule: 'DL04', unit_id: village }])
  const todo = async (as: string) => (await bodyOf<{ items: { code: string }[] }>(server.call('/api/matters?scope=todo', { as }))).items.map((one) => one.code)
  expect(await todo('wu.grid')).toEqual([receipt.code])
  expect(await todo('li.triage')).toEqual([])
})

test('two hundred filings at once get two hundred numbers, in blocks, without waiting in line', async () => {
  await using server = await givenServer()
  const receipts = await Promise.all(Array.from({ length: 200 }, async () => bodyOf<Receipt>(send(server, citizenFiling()))))
  expect(new Set(receipts.map((one) => one.code)).size).toBe(200)
  const serial = await server.deps.db.selectFrom('matter_serial').selectAll().executeTakeFirstOrThrow()
  expect(serial).toMatchObject({ home_county: '330212', year: 2026, next: 201 })
})
