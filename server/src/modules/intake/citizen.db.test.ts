import type { CitizenView, Receipt } from '@hejie/contract/intake'
import type { Problem } from '@hejie/contract/common'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { citizenFiling, givenMatter } from '../../../test/factories/matters.ts'
import { UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { openByPin } from './open-by-pin.ts'

const follow = (server: TestServer, code: string, pin: string): Promise<Response> => server.call('/api/citizen/matter', { body: { code, pin } })
const codeOf = async (answer: Response | Promise<Response>) => {
  const one = await answer
  return [one.status, (await bodyOf<Problem>(one)).code]
}
const otherThan = (pin: string): string => (pin === '000000' ? '000001' : '000000')

describe('following a matter by code and PIN', () => {
  test('shows who has it, until when and under which article, in plain words, without any officer\'s name', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'HANDLING' })
    const answer = await follow(server, matter.code.replaceAll(/(\d{4})/g, '$1 '), matter.pin)
    expect(answer.status).toBe(200)
    const view = await bodyOf<CitizenView>(answer)
    expect(view).toMatchObject({
      code: matter.code, status: 'HANDLING', plain: { zh: '正在办理' }, isSealed: false, holder: { name: expect.stringContaining('住房和城乡建设局') },
      due: { strict: '2027-01-22', legal: null, provisional: true, basis: '信访工作条例第三十四条', isOver: false }, evaluations: [], withdrawalAsked: false,
    })
    expect(view.timeline.map((one) => one.zh)).toEqual(['您反映的事项已经收到', expect.stringMatching(/信访局已经登记$/)])
    expect(view.mayDo.map((one) => one.action)).toEqual(['add-material', 'withdraw', 'report-reprisal'])
    expect(JSON.stringify(view)).not.toMatch(/陈雨桐|王启航/)
  })

  test('shows the served reply, the right to a review with its day, and both objects of evaluation', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'SERVED' })
    const view = await bodyOf<CitizenView>(follow(server, matter.code, matter.pin))
    expect(view.reply).toMatchObject({ number: '鄞住建信复〔2026〕1号', conclusion: 'V1', unit: expect.stringContaining('住房和城乡建设局'), servedOn: '2026-11-23' })
    expect(view.mayDo).toEqual([{ action: 'evaluate', until: '2026-12-23', provisional: false }, { action: 'ask-review', until: '2026-12-23', provisional: false }, { action: 'report-reprisal', until: null, provisional: false }])
    expect(view.evaluations.map(({ object, grade }) => [object, grade])).toEqual([['office', null], ['unit', null]])
    server.setNow('2026-12-24T02:00:00Z')
    expect((await bodyOf<CitizenView>(follow(server, matter.code, matter.pin))).mayDo).toEqual([{ action: 'ask-review', until: '2026-12-23', provisional: false, isLate: true }, { action: 'report-reprisal', until: null, provisional: false }])
  })

  test('a wrong PIN, a code that does not exist and nonsense get the same answer', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    const texts = []
    for (const [code, pin] of [[matter.code, otherThan(matter.pin)], ['3302122699999998', '123456'], ['abc', ''], [matter.code, `${matter.pin}0`]] as const) {
      const answer = await follow(server, code, pin)
      texts.push(await answer.text())
      expect(answer.status).toBe(401)
    }
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('intake/wrong-code-or-pin')
  })

  test('ten wrong PINs from one address close a code for it for a quarter of an hour, whether it exists or not; a right one before that clears them', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    for (const code of [matter.code, '3302122699999998']) {
      for (let i = 0; i < 10; i++) expect(await codeOf(follow(server, code, otherThan(matter.pin)))).toEqual([401, 'intake/wrong-code-or-pin'])
      expect(await codeOf(follow(server, code, matter.pin))).toEqual([429, 'access/too-many-tries'])
    }
    server.setNow('2026-11-23T02:16:00Z')
    expect((await follow(server, matter.code, matter.pin)).status).toBe(200)
    for (let i = 0; i < 9; i++) await follow(server, matter.code, otherThan(matter.pin))
    expect((await follow(server, matter.code, matter.pin)).status).toBe(200)
    expect(await codeOf(follow(server, matter.code, otherThan(matter.pin)))).toEqual([401, 'intake/wrong-code-or-pin'])
  })

  test('wrong PINs from elsewhere do not keep the petitioner out, until there are a hundred; a code that does not exist answers the same', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    const from = async (clientAddress: string, code: string, pin: string): Promise<string> => openByPin(server.deps, { code, pin, clientAddress }).then(() => 'open', (error: { code: string }) => error.code)
    for (const [code, net] of [[matter.code, '198.51.100'], ['3302122699999998', '192.0.2']] as const) {
      const wrong = async (address: string) => from(address, code, otherThan(matter.pin))
      for (let i = 0; i < 30; i++) expect(await wrong(`${net}.1`)).toBe(i < 10 ? 'intake/wrong-code-or-pin' : 'access/too-many-tries')
      if (code === matter.code) expect(await from('203.0.113.7', code, matter.pin)).toBe('open')
      for (let address = 2; address <= 10; address++) for (let i = 0; i < 10; i++) expect(await wrong(`${net}.${address}`)).toBe('intake/wrong-code-or-pin')
      expect(await from('203.0.113.7', code, matter.pin)).toBe('access/too-many-tries')
    }
  })

  test('thirty wrong tries over many codes close an address, also when they come all at once', async () => {
    await using server = await givenServer()
    const codes = Array.from({ length: 60 }, (_, index) => `33021226${String(index).padStart(8, '0')}`)
    const answers = await Promise.all(codes.map(async (code) => (await follow(server, code, '123456')).status))
    expect(answers.filter((status) => status === 401)).toHaveLength(30)
    expect(answers.filter((status) => status === 429)).toHaveLength(30)
  })

  test('PINs stand nowhere in the database', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { by: 'citizen' })
    const { rows } = await import('kysely').then(({ sql }) => sql<{ found: number }>`select count(*)::int as found from matter where pin_digest like ${`%${matter.pin}%`}`.execute(server.deps.db))
    expect(rows[0]?.found).toBe(0)
  })
})

describe('what petitioners do', () => {
  test('answers a request for information, and the work goes on', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'NEED_INFO' })
    const before = await bodyOf<CitizenView>(follow(server, matter.code, matter.pin))
    expect(before.mayDo).toContainEqual({ action: 'supply', until: '2026-12-03', provisional: false })
    const empty = await bodyOf<Problem>(server.call('/api/citizen/supply', { body: { code: matter.code, pin: matter.pin, answer: ' ' } }))
    expect(empty.faults).toMatchObject([{ field: 'answer', code: 'intake/nothing-to-add' }])
    const view = await bodyOf<CitizenView>(server.call('/api/citizen/supply', { body: { code: matter.code, pin: matter.pin, answer: '物业公司是甲物业。' } }))
    expect(view).toMatchObject({ status: 'REGISTERED', infoRequests: [{ answer: '物业公司是甲物业。' }] })
    expect(view.mayDo.map((one) => one.action)).not.toContain('supply')
    expect(await codeOf(server.call('/api/citizen/supply', { body: { code: matter.code, pin: matter.pin, answer: '再答' } }))).toEqual([409, 'matter/too-late'])
    const line = await server.deps.db.selectFrom('audit_line').selectAll().where('action', '=', 'matter.supply').executeTakeFirstOrThrow()
    expect([line.actor_kind, JSON.stringify(line.detail).includes('甲物业')]).toEqual(['citizen', false])
  })

  test('adds material with a file until the reply is served', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { by: 'citizen', status: 'SUBMITTED' })
    const form = new FormData()
    form.set('file', new File(['电梯停用的记录'], '记录.txt'))
    const { id } = await bodyOf<{ id: string }>(server.call('/api/uploads', { form }))
    const view = await bodyOf<CitizenView>(server.call('/api/citizen/material', { body: { code: matter.code, pin: matter.pin, text: '补充照片', attachmentIds: [id] } }))
    expect(view.attachments).toMatchObject([{ id, name: '记录.txt', bytes: 21 }])
    expect(await codeOf(server.call('/api/citizen/material', { body: { code: matter.code, pin: matter.pin, text: '', attachmentIds: [id] } }))).toEqual([400, 'input/invalid'])
    const served = await givenMatter(server, { status: 'SERVED' })
    expect(await codeOf(server.call('/api/citizen/material', { body: { code: served.code, pin: served.pin, text: '再补充' } }))).toEqual([409, 'matter/too-late'])
  })

  test('asks to withdraw: the work goes on until somebody outside the handling unit has called back', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'HANDLING' })
    const ask = () => server.call('/api/citizen/withdraw', { body: { code: matter.code, pin: matter.pin, reason: '已经解决' } })
    expect(await bodyOf<CitizenView>(ask())).toMatchObject({ status: 'HANDLING', withdrawalAsked: true })
    expect(await codeOf(ask())).toEqual([409, 'intake/withdrawal-asked-already'])
    const task = await server.deps.db.selectFrom('matter_task').selectAll().executeTakeFirstOrThrow()
    expect(task).toMatchObject({ kind: 'withdrawal-call-back', unit_id: await unitId(server, UNITS.office), role: 'ZR05' })
    const act = (as: string, action: string, version: number) => server.call(`/api/matters/${matter.code}/actions/${action}`, { as, body: { version, callBackNote: '本人确认,没有人施压。' } })
    expect(await codeOf(act('wang.handler', 'confirm-withdrawal', matter.version + 1))).toEqual([403, 'matter/not-your-part'])
    expect((await act('li.triage', 'confirm-withdrawal', matter.version + 1)).status).toBe(200)
    const view = await bodyOf<CitizenView>(follow(server, matter.code, matter.pin))
    expect(view).toMatchObject({ status: 'WITHDRAWN', due: null, mayDo: [{ action: 'report-reprisal' }], papers: [{ kind: 'WS02' }, { kind: 'WS17' }] })
    expect(await server.deps.db.selectFrom('matter_clock').select('rule').where('ended_on', 'is', null).execute()).toEqual([])
  })

  test('a withdrawal that was not meant is declined and the work goes on; none can be confirmed that nobody asked for', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'HANDLING' })
    const act = (action: string, version: number) => server.call(`/api/matters/${matter.code}/actions/${action}`, { as: 'zheng.supervisor', body: { version, callBackNote: '本人说是被劝的。' } })
    expect(await codeOf(act('confirm-withdrawal', matter.version))).toEqual([409, 'intake/no-withdrawal-asked'])
    await server.call('/api/citizen/withdraw', { body: { code: matter.code, pin: matter.pin, reason: '' } })
    expect(await bodyOf(act('decline-withdrawal', matter.version + 1))).toMatchObject({ status: 'HANDLING' })
    expect(await bodyOf<CitizenView>(follow(server, matter.code, matter.pin))).toMatchObject({ withdrawalAsked: false, status: 'HANDLING' })
  })
})

test('a new PIN at the counter replaces the old one at once, and the record says who checked what', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  const receipt = await bodyOf<Receipt>(server.call('/api/filings', { body: citizenFiling(), headers: { 'idempotency-key': 'first-key-1' } }))
  expect(await codeOf(server.call(`/api/matters/${receipt.code}/pin`, { as: 'wang.handler', body: { checkedBy: 'id-card' } }))).toEqual([404, 'matter/not-found'])
  expect(await codeOf(server.call(`/api/matters/${receipt.code}/pin`, { as: 'zheng.supervisor', body: { checkedBy: 'id-card' } }))).toEqual([403, 'intake/not-a-clerk'])
  const { pin } = await bodyOf<{ pin: string }>(server.call(`/api/matters/${receipt.code}/pin`, { as: 'chen.clerk', body: { checkedBy: 'id-card' } }))
  expect((await follow(server, receipt.code, pin)).status).toBe(200)
  if (pin !== receipt.pin) expect((await follow(server, receipt.code, receipt.pin)).status).toBe(401)
  expect(await server.deps.db.selectFrom('audit_line').select('detail').where('action', '=', 'matter.reissue-pin').executeTakeFirst()).toEqual({ detail: { checkedBy: 'id-card' } })
})
