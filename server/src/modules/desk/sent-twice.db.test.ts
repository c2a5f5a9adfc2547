import { expect, test } from 'vitest'
import type { Problem } from '@hejie/contract/common'
import { newId } from '../../platform/ids.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { citizenFiling, givenMatter } from '../../../test/factories/matters.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'

/*
 * Every sender may send again when no answer came. The same key is answered from the first run, whatever the first run has
 * changed meanwhile; the same key with something else is refused and does nothing.
 */

const send = async (server: TestServer, path: string, body: unknown, options: { as?: string; key?: string } = {}): Promise<{ status: number; body: unknown }> => {
  const answer = await server.call(path, { body, ...(options.as ? { as: options.as } : {}), ...(options.key ? { headers: { 'idempotency-key': options.key } } : {}) })
  return { status: answer.status, body: answer.status === 204 ? null : await bodyOf(answer) }
}
const events = async (server: TestServer, id: string, event: string): Promise<number> => (await server.deps.db.selectFrom('matter_event').select('seq').where('matter_id', '=', id).where('event', '=', event).execute()).length

test('an action sent twice is done once, with one line in the timeline and one letter, and both get the same answer with its warnings', async () => {
  await using server = await givenServer()
  const housing = await unitId(server, UNITS.housing)
  const matter = await givenMatter(server, { filing: { respondentUnitId: housing } })
  await server.deps.db.updateTable('matter').set({ route: 'C6' }).where('code', '=', matter.code).execute()
  const transfer = () => send(server, `/api/matters/${matter.code}/actions/transfer`, { unitId: housing, version: matter.version }, { as: 'li.triage', key: 'transfer-0001' })
  const first = await transfer()
  expect(first).toMatchObject({ status: 200, body: { code: matter.code, status: 'ROUTED', version: matter.version + 1, warnings: [expect.stringMatching(/./)] } })
  expect(await transfer()).toEqual(first)
  expect(await events(server, matter.id, 'transfer')).toBe(1)
  expect(await server.deps.db.selectFrom('matter_paper').select('seq').where('matter_id', '=', matter.id).where('kind', '=', 'WS03').execute()).toHaveLength(1)
})

test('two sendings at the same moment are one action', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  const note = () => send(server, `/api/matters/${matter.code}/actions/note`, { note: '已电话核实。', version: matter.version }, { as: 'li.triage', key: 'note-at-once' })
  const answers = await Promise.all([note(), note(), note(), note()])
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 200 })
  expect(await events(server, matter.id, 'note')).toBe(1)
})

test('the same key with another body, another action or another matter is refused and changes nothing', async () => {
  await using server = await givenServer()
  const [one, other] = [await givenMatter(server), await givenMatter(server)]
  const act = (code: string, action: string, body: object) => send(server, `/api/matters/${code}/actions/${action}`, body, { as: 'li.triage', key: 'one-key-only' })
  await act(one.code, 'note', { note: '第一次', version: one.version })
  for (const again of [
    await act(one.code, 'note', { note: '第二次', version: one.version + 1 }),
    await act(one.code, 'report-up', { to: '县政府', content: '紧急', version: one.version + 1 }),
    await act(other.code, 'note', { note: '第一次', version: other.version }),
  ]) expect(again).toMatchObject({ status: 409, body: { code: 'idempotency/other-body' } })
  expect(await events(server, one.id, 'note')).toBe(1)
  expect(await events(server, other.id, 'note')).toBe(0)
  expect(await events(server, one.id, 'report-up')).toBe(0)
})

test('a key belongs to its sender, and an action that was refused may be sent again under the same key', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  const note = (as: string, version: number) => send(server, `/api/matters/${matter.code}/actions/note`, { note: '核实', version }, { as, key: 'shared-key-1' })
  expect(await note('li.triage', matter.version + 7)).toMatchObject({ status: 409, body: { code: 'matter/changed-meanwhile' } })
  expect(await note('li.triage', matter.version)).toMatchObject({ status: 200 })
  expect(await note('zhao.triage', matter.version + 1)).toMatchObject({ status: 200, body: { version: matter.version + 2 } })
})

test('a matter moved to the sealed channel is answered again, and its key tells the ordinary role neither code nor state', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  const seal = () => send(server, `/api/matters/${matter.code}/actions/seal`, { accused: '某局某人', version: matter.version }, { as: 'li.triage', key: 'seal-000001' })
  const first = await seal()
  expect(first).toMatchObject({ status: 200, body: { status: 'SEALED' } })
  expect(await seal()).toEqual(first)
  const kept = JSON.stringify(await server.deps.db.selectFrom('idempotency_key').selectAll().where('key', '=', 'seal-000001').execute())
  expect(kept).not.toContain(matter.code)
  expect(kept).not.toContain('SEALED')
})

test('many matters acted on at once and sent again are each done once', async () => {
  await using server = await givenServer()
  const matters = [await givenMatter(server, { status: 'WITHDRAWN' }), await givenMatter(server)]
  const items = matters.map(({ code, version }) => ({ code, version }))
  const classify = () => send(server, '/api/matters/bulk', { action: 'classify', items, input: { category: 'C', route: 'C6', class1: '09' } }, { as: 'li.triage', key: 'bulk-000001' })
  const first = await classify()
  expect(first.body).toMatchObject({ results: [{ isDone: false }, { isDone: true, problem: null }] })
  expect(await classify()).toEqual(first)
  expect(await events(server, matters[1]?.id ?? '', 'classify')).toBe(1)
})

test('what a petitioner adds, answers and asks is written once', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { status: 'NEED_INFO' })
  const who = { code: matter.code, pin: matter.pin }
  const twice = async (path: string, body: object, event: string): Promise<void> => {
    const key = `citizen-${event}`
    const first = await send(server, path, { ...who, ...body }, { key })
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect((await send(server, path, { ...who, ...body }, { key })).status).toBe(200)
    expect(await events(server, matter.id, event)).toBe(1)
  }
  await twice('/api/citizen/supply', { answer: '物业公司是某某物业。' }, 'supply')
  await twice('/api/citizen/material', { text: '补充照片说明。' }, 'add-material')
  expect(await send(server, '/api/citizen/material', { ...who, text: '别的话。' }, { key: 'citizen-add-material' })).toMatchObject({ status: 409, body: { code: 'idempotency/other-body' } })
  await twice('/api/citizen/withdraw', { reason: '已经解决' }, 'withdraw')
})

test('a file, an account and a note of the accusation desk are made once, and the account keeps its first password', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  const upload = async (text: string) => {
    const form = new FormData()
    form.set('file', new File([text], '说明.txt', { type: 'text/plain' }))
    form.set('matterCode', matter.code)
    return bodyOf<Problem & { id: string }>(server.call('/api/uploads', { as: 'li.triage', form, headers: { 'idempotency-key': 'file-000001' } }))
  }
  const first = await upload('情况说明')
  expect(await upload('情况说明')).toEqual(first)
  expect(await upload('别的内容')).toMatchObject({ status: 409, code: 'idempotency/other-body' })
  expect(await server.deps.db.selectFrom('matter_attachment').select('id').where('matter_id', '=', matter.id).execute()).toHaveLength(1)

  const account = () => send(server, '/api/accounts', { username: 'new.clerk', name: '新同事', phone: null }, { as: 'admin', key: 'account-0001' })
  const made = await account()
  expect(made).toMatchObject({ status: 201, body: { username: 'new.clerk', temporaryPassword: expect.stringMatching(/./) } })
  expect(await account()).toEqual(made)
  expect(JSON.stringify(await server.deps.db.selectFrom('idempotency_key').selectAll().execute())).not.toContain(String((made.body as { temporaryPassword: string }).temporaryPassword))

  const { code } = (await send(server, '/api/filings', citizenFiling({ category: 'B', title: '举报', body: '某局采购有问题。' }), { key: newId() })).body as { code: string }
  const note = () => send(server, `/api/sealed/accusations/${code}/notes`, { note: '已核对线索。' }, { as: 'jiang.discipline', key: 'desk-note-1' })
  expect([(await note()).status, (await note()).status]).toEqual([204, 204])
  expect(await server.deps.db.selectFrom('sealed.accusation_event').select('seq').where('event', '=', 'note').execute()).toHaveLength(1)
})
