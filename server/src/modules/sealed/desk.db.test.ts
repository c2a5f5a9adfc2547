import type { Receipt } from '@hejie/contract/intake'
import type { Problem } from '@hejie/contract/common'
import type { Accusation, AccusationRow } from '@hejie/contract/sealed'
import type { z } from '@hejie/contract/common'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { citizenFiling } from '../../../test/factories/matters.ts'
import { PLACES, UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'

type Row = z.infer<typeof AccusationRow>
type Full = z.infer<typeof Accusation>

const givenAccusation = async (server: TestServer, over: object = {}) =>
  bodyOf<Receipt>(server.call('/api/filings', { headers: { 'idempotency-key': crypto.randomUUID() }, body: citizenFiling({ category: 'B', title: '举报', body: '某局采购有问题。', ...over }) }))
const post = (server: TestServer, as: string, code: string, what: string, body: object) => server.call(`/api/sealed/accusations/${code}/${what}`, { as, body })
const problemOf = async (answer: Response | Promise<Response>) => {
  const one = await answer
  return [one.status, (await bodyOf<Problem>(one)).code]
}
const list = (server: TestServer, as: string, query = '') => bodyOf<{ items: Row[]; nextCursor: string | null }>(server.call(`/api/sealed/accusations${query}`, { as }))

describe('the accusation desk', () => {
  test('sees in its list when and how something came in, and nothing of what it says', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const { code } = await givenAccusation(server, { people: [], isAnonymous: true })
    const { items } = await list(server, 'jiang.discipline')
    expect(items).toEqual([{ code, status: 'RECEIVED', receivedAt: '2026-11-23T02:00:00.000Z', form: '300', channel: 'Q01', place: '浙江省宁波市鄞州区姜山镇', isAnonymous: true, hasAccusedUnit: false, forwardedTo: null, version: 1 }])
  })

  test('reads one in full for a stated reason, with the ID number in clear; each look stands in the sealed record', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const { code } = await givenAccusation(server, { people: [{ role: 'petitioner', name: '张三', phone: '13805741234', address: '某处', idKind: 'I1', idNumber: '11010519491231002x' }] })
    expect((await post(server, 'jiang.discipline', code, 'read', { reason: ' ' })).status).toBe(400)
    const full = await bodyOf<Full>(post(server, 'jiang.discipline', code, 'read', { reason: '登记线索' }))
    expect(full).toMatchObject({ title: '举报', body: '某局采购有问题。', parties: [{ name: '张三', idNumber: '11010519491231002X' }], events: [{ event: 'receive' }], mayForward: true })
    const lines = await server.deps.db.selectFrom('sealed.audit_line').select(['seq', 'action', 'reason', 'previous', 'hash']).orderBy('seq').execute()
    expect(lines.map(({ action, reason }) => [action, reason])).toEqual([['accusation.receive', null], ['accusation.read', '登记线索']])
    expect(lines[1]?.previous).toBe(lines[0]?.hash)
    expect(await server.deps.db.selectFrom('audit_line').select('action').execute()).toEqual([])
  })

  test('forwards to the organ in charge, never to the accused unit, to one below it, or to anybody without the power', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const [government, housing, police, office, cityDesk] = await Promise.all([UNITS.government, UNITS.housing, '330212000000-B05', UNITS.office, UNITS.cityDiscipline].map((code) => unitId(server, code)))
    const { code } = await givenAccusation(server, { accusedUnitId: government })
    const forward = (unit: string | undefined, version = 1) => post(server, 'jiang.discipline', code, 'forward', { version, unitId: unit, note: '按管理权限转送。' })
    expect(await problemOf(forward(government))).toEqual([409, 'sealed/to-the-accused'])
    expect(await problemOf(forward(housing))).toEqual([409, 'sealed/to-the-accused'])
    expect(await problemOf(forward(police))).toEqual([409, 'sealed/to-the-accused'])
    expect(await problemOf(forward(office))).toEqual([409, 'sealed/to-the-accused'])
    expect(await problemOf(forward('0197f000-0000-7000-8000-000000000009'))).toEqual([400, 'sealed/unit-unknown'])
    expect(await problemOf(forward(await unitId(server, '330200000000-B09')))).toEqual([409, 'sealed/not-competent'])
    expect(await problemOf(post(server, 'jiang.discipline', code, 'answered', { version: 1, note: '已反馈' }))).toEqual([409, 'sealed/no-step-back'])
    expect(await bodyOf<Row>(forward(cityDesk))).toMatchObject({ status: 'FORWARDED', version: 2, forwardedTo: expect.stringContaining('宁波市') })
    expect(await problemOf(forward(cityDesk))).toEqual([409, 'sealed/changed-meanwhile'])
    expect((await post(server, 'jiang.discipline', code, 'notes', { note: '已电话告知' })).status).toBe(204)
    expect(await bodyOf<Row>(post(server, 'jiang.discipline', code, 'answered', { version: 2, note: '已向实名举报人反馈' }))).toMatchObject({ status: 'ANSWERED' })
    expect(await problemOf(forward(cityDesk, 3))).toEqual([409, 'sealed/no-step-back'])
    const full = await bodyOf<Full>(post(server, 'jiang.discipline', code, 'read', { reason: '归档' }))
    expect(full.events.map((one) => [one.event, one.by])).toEqual([['receive', null], ['forward', '蒋静言'], ['note', '蒋静言'], ['answered', '蒋静言']])
  })

  test('of another place, or of the organ above, learns of one only when it was forwarded there', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    await givenStaff(server, { unit: UNITS.cityDiscipline, roles: ['ZR16'], username: 'city.desk', name: '市级专办员' })
    const { code } = await givenAccusation(server)
    expect((await list(server, 'city.desk')).items).toEqual([])
    expect(await problemOf(post(server, 'city.desk', code, 'read', { reason: '看看' }))).toEqual([404, 'sealed/not-found'])
    await post(server, 'jiang.discipline', code, 'forward', { version: 1, unitId: await unitId(server, UNITS.cityDiscipline), note: '转送' })
    expect((await list(server, 'city.desk')).items.map((one) => one.code)).toEqual([code])
  })

  test('an officer it is about never sees it, even at the competent desk', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const { code } = await givenAccusation(server)
    const later = await givenStaff(server, { unit: UNITS.discipline, roles: ['ZR16'], username: 'new.desk', name: '采购有问题' })
    expect(later.username).toBe('new.desk')
    expect((await list(server, 'new.desk')).items).toEqual([])
    expect(await problemOf(post(server, 'new.desk', code, 'read', { reason: 'x' }))).toEqual([404, 'sealed/not-found'])
    expect((await list(server, 'jiang.discipline')).items).toHaveLength(1)
  })

  test('reads files as downloads, for a reason; nobody else gets them', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const form = new FormData()
    form.set('file', new File(['证据'], '证据 1.txt'))
    const { id } = await bodyOf<{ id: string }>(server.call('/api/uploads', { form }))
    const { code } = await givenAccusation(server, { attachmentIds: [id] })
    const answer = await post(server, 'jiang.discipline', code, `attachments/${id}`, { reason: '核对' })
    expect([answer.status, await answer.text(), answer.headers.get('content-disposition'), answer.headers.get('x-content-type-options')]).toEqual([200, '证据', expect.stringContaining('attachment'), 'nosniff'])
    expect(await problemOf(post(server, 'li.triage', code, `attachments/${id}`, { reason: '核对' }))).toEqual([403, 'access/forbidden'])
    expect((await server.call(`/api/matters/${code}/attachments/${id}`, { as: 'li.triage' })).status).toBe(404)
  })

  test('goes through many with pages that stay right, filtered by where they stand', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    for (let i = 0; i < 5; i++) await givenAccusation(server, { placeCode: PLACES.county })
    const first = await list(server, 'jiang.discipline', '?limit=2')
    server.setNow('2026-11-23T03:00:00Z')
    await givenAccusation(server)
    const second = await list(server, 'jiang.discipline', `?limit=2&cursor=${first.nextCursor}`)
    const third = await list(server, 'jiang.discipline', `?limit=2&cursor=${second.nextCursor}`)
    expect(new Set([...first.items, ...second.items, ...third.items].map((one) => one.code)).size).toBe(5)
    expect(third.nextCursor).toBeNull()
    expect((await list(server, 'jiang.discipline', '?status=ANSWERED')).items).toEqual([])
    expect((await server.call('/api/sealed/accusations?cursor=abc', { as: 'jiang.discipline' })).status).toBe(400)
  })
})
