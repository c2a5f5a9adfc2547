import type { CitizenView, FilingInput, Receipt } from '@hejie/contract/intake'
import type { Problem } from '@hejie/contract/common'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { citizenFiling, filingInput, givenMatter } from '../../../test/factories/matters.ts'
import { PLACES, UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { inTransaction } from '../../platform/database.ts'

/** In every field somebody can write into. */
const MARK = '暗记鹬蚌'
const marked = (over: Partial<FilingInput> = {}): FilingInput => citizenFiling({
  category: 'B', title: `${MARK}题`, body: `${MARK}文:某干部收受好处。`, placeDetail: `${MARK}处`, accused: `${MARK}人`, respondentName: `${MARK}位`, placeCode: PLACES.town,
  people: [{ role: 'petitioner', name: `${MARK}名`, phone: '13805748888', address: `${MARK}址`, idKind: 'I1', idNumber: '11010519491231002X' }], ...over,
})
const file = (server: TestServer, body: FilingInput, as?: string) => server.call('/api/filings', { body, headers: { 'idempotency-key': crypto.randomUUID() }, ...(as ? { as } : {}) })

/** Everything the ordinary role can read, with the widest access there is, row by row as text. */
async function ordinaryRowsWith(server: TestServer, words: readonly string[]): Promise<string[]> {
  return inTransaction(server.deps.db, { as: 'system' }, async (tx) => {
    const { rows: tables } = await sql<{ name: string; columns: string }>`select format('%I.%I', table_schema, table_name) as name, string_agg(format('%I', column_name), ', ') as columns
      from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema') and has_column_privilege(format('%I.%I', table_schema, table_name)::regclass, column_name, 'select')
        and has_schema_privilege(table_schema, 'usage') group by table_schema, table_name order by 1`.execute(tx)
    // A scan that saw nothing would be green too.
    expect(tables.length).toBeGreaterThan(40)
    expect(tables.map(({ name }) => name)).toContain('public.matter')
    expect(tables.filter(({ name }) => name.startsWith('sealed.'))).toEqual([])
    const found: string[] = []
    for (const { name, columns } of tables) {
      const { rows } = await sql<{ text: string }>`select row_to_json(x)::text as text from (select ${sql.raw(columns)} from ${sql.raw(name)}) x`.execute(tx)
      for (const { text } of rows) if (words.some((word) => text.includes(word) || decodedHas(text, word))) found.push(`${name}: ${text.slice(0, 200)}`)
    }
    return found
  })
}

/** Byte columns come out as hexadecimal. */
const decodedHas = (text: string, word: string): boolean => text.includes(Buffer.from(word).toString('hex'))

async function upload(server: TestServer, as?: string): Promise<string> {
  const form = new FormData()
  form.set('file', new File([`${MARK}证据`], `${MARK}件.txt`))
  return (await bodyOf<{ id: string }>(server.call('/api/uploads', { form, ...(as ? { as } : {}) }))).id
}

/** Every surface staff can look at, and what a person of that post finds there. */
async function staffSurfaces(server: TestServer, as: string, code: string): Promise<string> {
  const get = async (path: string) => (await server.call(path, { as })).text()
  const search = (body: object) => server.call('/api/matters/search-by-person', { as, body: { ...body, reason: '核查' } }).then((answer) => answer.text())
  const texts = [
    await get(`/api/matters/${code}`), await get(`/api/matters?scope=region&text=${encodeURIComponent(MARK)}`), await get(`/api/matters?scope=unit&text=${code}`), await get('/api/matters?scope=region'),
    await get(`/api/matters/count?scope=region&text=${encodeURIComponent(MARK)}`), await get('/api/matters/count?scope=region'), await get(`/api/matters/export?scope=region&reason=x&format=csv`), await get('/api/matters/overview'),
    await search({ name: `${MARK}名` }), await search({ phone: '13805748888' }), await search({ idNumber: '11010519491231002X' }), await get('/api/sealed/accusations'), await get('/api/audit/lines'),
    await (await server.call(`/api/matters/${code}/actions/note`, { as, body: { version: 1, note: 'x' } })).text(),
    await (await server.call(`/api/sealed/accusations/${code}/read`, { as, body: { reason: '看看' } })).text(),
  ]
  return texts.join('\n')
}

describe('an accusation filed by a citizen', () => {
  test('leaves no word in any row the ordinary role can read, nor in the record, the queue or the receipt that is kept', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const receipt = await bodyOf<Receipt>(file(server, marked({ attachmentIds: [await upload(server)] })))
    expect(receipt).toMatchObject({ isSealed: true, noticeBy: '2026-12-08', title: `${MARK}题`, pin: expect.stringMatching(/^\d{6}$/) })
    const sealed = await server.deps.db.selectFrom('sealed.accusation').selectAll().executeTakeFirstOrThrow()
    expect(await ordinaryRowsWith(server, [MARK, receipt.code, sealed.id, `"${receipt.pin}"`, '13805748888', '11010519491231002X'])).toEqual([])
    expect(sealed).toMatchObject({ code: receipt.code, title: `${MARK}题`, accused: `${MARK}人`, desk_unit_id: await unitId(server, UNITS.discipline) })
    expect(JSON.stringify(sealed.parties)).not.toContain('11010519491231002X')
  })

  test('is seen by nobody but the desk: not in lists, search, counts, exports or error messages of any other post', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const before = await bodyOf<{ total: number }>(server.call('/api/matters/count?scope=region', { as: 'song.province' }))
    const { code } = await bodyOf<Receipt>(file(server, marked({ accusedUnitId: await unitId(server, UNITS.housing) })))
    for (const as of ['chen.clerk', 'li.triage', 'wang.handler', 'zhou.head', 'zheng.supervisor', 'song.province', 'shen.town', 'yang.analyst', 'han.commander', 'admin', 'auditor']) {
      const text = (await staffSurfaces(server, as, code)).replaceAll(code, (_, at: number, whole: string) => (whole.slice(Math.max(0, at - 40), at).includes('"code":"') ? `!!${code}` : ''))
      expect(text, as).not.toContain(MARK)
      expect(text, as).not.toContain('!!')
    }
    expect(await bodyOf<{ total: number }>(server.call('/api/matters/count?scope=region', { as: 'song.province' }))).toEqual(before)
    expect((await server.call('/api/sealed/accusations', { as: 'auditor' })).status).toBe(403)
  })

  test('is answered to its reporter with one sentence, by the same door and with the same care as any other', async () => {
    await using server = await givenServer()
    const receipt = await bodyOf<Receipt>(file(server, marked()))
    const ask = (pin: string) => server.call('/api/citizen/matter', { body: { code: receipt.code, pin } })
    const view = await bodyOf<CitizenView>(ask(receipt.pin))
    expect(view).toMatchObject({ status: 'SEALED', plain: { zh: '已按管理权限转送有关机关' }, holder: null, due: null, reply: null, timeline: [{ zh: '已按管理权限转送有关机关', unit: null }], mayDo: [{ action: 'add-material' }] })
    const wrong = await ask(receipt.pin === '000000' ? '000001' : '000000')
    expect([wrong.status, (await bodyOf<Problem>(wrong)).code]).toEqual([401, 'intake/wrong-code-or-pin'])
    const more = await server.call('/api/citizen/material', { body: { code: receipt.code, pin: receipt.pin, text: `${MARK}补充`, attachmentIds: [await upload(server)] } })
    expect(more.status).toBe(200)
    const withdraw = await server.call('/api/citizen/withdraw', { body: { code: receipt.code, pin: receipt.pin, reason: 'x' } })
    expect([withdraw.status, (await bodyOf<Problem>(withdraw)).code]).toEqual([404, 'matter/not-found'])
    expect(await ordinaryRowsWith(server, [MARK])).toEqual([])
  })

  test('sent twice is received once, and refused input of it is not kept anywhere', async () => {
    await using server = await givenServer()
    const body = marked()
    const send = () => server.call('/api/filings', { body, headers: { 'idempotency-key': 'sealed-key' } })
    const receipts = await Promise.all([bodyOf<Receipt>(send()), bodyOf<Receipt>(send())])
    expect(receipts[1]).toEqual(receipts[0])
    expect((await server.deps.db.selectFrom('sealed.accusation').select('id').execute()).length).toBe(1)
    const refused = await file(server, marked({ placeCode: '330299000000' }))
    expect([refused.status, (await refused.text()).includes(MARK)]).toEqual([400, false])
    expect(await ordinaryRowsWith(server, [MARK])).toEqual([])
  })
})

describe('a matter that turns out to be an accusation', () => {
  test('is moved with everything it had: no row, link, message, draft, job or search word stays behind; code and PIN go on working', async () => {
    await using server = await givenServer()
    const { db } = server.deps
    const matter = await givenMatter(server, { filing: filingInput({ ...marked({ form: '200', channel: 'Q02', attachmentIds: [] }), category: 'C', accused: '' }) })
    const other = await givenMatter(server)
    const account = await db.selectFrom('account').select('id').where('username', '=', 'li.triage').executeTakeFirstOrThrow()
    const act = (action: string, version: number, input: object) => server.call(`/api/matters/${matter.code}/actions/${action}`, { as: 'li.triage', body: { ...input, version } })
    await server.call(`/api/matters/${other.code}/links`, { as: 'li.triage', body: { otherCode: matter.code, kind: 'related' } })
    expect((await act('note', 1, { note: `${MARK}注` })).status).toBe(200)
    expect((await act('ask-info', 2, { question: `${MARK}问`, answerBy: '2026-12-01' })).status).toBe(200)
    await server.call('/api/citizen/supply', { body: { code: matter.code, pin: matter.pin, answer: `${MARK}答`, attachmentIds: [await upload(server)] } })
    await db.insertInto('staff_draft').values({ account_id: account.id, key: `matter:${matter.code}:draft`, data: JSON.stringify({ facts: `${MARK}稿` }), updated_at: server.deps.now().toString() }).execute()
    await db.insertInto('message').values({ id: crypto.randomUUID(), home_county: matter.homeCounty, matter_id: matter.id, to_kind: 'citizen', template: 'x', facts: JSON.stringify({ title: MARK }), channel: 'x', state: 'kept', created_at: server.deps.now().toString() }).execute()
    expect((await ordinaryRowsWith(server, [MARK])).length).toBeGreaterThan(8)

    expect((await act('seal', 4, { accused: `${MARK}人`, accusedUnitId: null })).status).toBe(200)
    expect(await ordinaryRowsWith(server, [MARK, matter.code])).toEqual([])
    const lines = await db.selectFrom('audit_line').selectAll().where('subject', '=', `matter:${matter.id}`).execute()
    expect(JSON.stringify(lines)).not.toContain(MARK)
    expect(lines.map((line) => line.action)).not.toContain('matter.seal')
    expect(await db.selectFrom('sealed.audit_line').select(['action', 'subject', 'actor_id']).execute()).toEqual([{ action: 'accusation.receive', subject: `accusation:${matter.id}`, actor_id: account.id }])
    const whole = JSON.stringify([await db.selectFrom('sealed.accusation').selectAll().execute(), await db.selectFrom('sealed.accusation_event').selectAll().execute(), await db.selectFrom('sealed.attachment').selectAll().execute()])
    for (const part of ['题', '文', '注', '问', '答', '人', '名', '件']) expect(whole).toContain(MARK + part)
    expect(await bodyOf<CitizenView>(server.call('/api/citizen/matter', { body: { code: matter.code, pin: matter.pin } }))).toMatchObject({ isSealed: true, status: 'SEALED' })
    expect((await act('note', 5, { note: 'x' })).status).toBe(404)
    const tally = await sql<{ total: number }>`select coalesce(sum(total), 0)::int as total from matter_tally`.execute(db)
    expect(tally.rows[0]?.total).toBe(1)
  })

  test('only the triage officer of its own office may, with the version they saw, and before it has gone to a unit', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    const seal = async (as: string, version = 1, code = matter.code) => {
      const answer = await server.call(`/api/matters/${code}/actions/seal`, { as, body: { version, accused: null } })
      return [answer.status, (await bodyOf<Problem>(answer)).code]
    }
    expect(await seal('wang.handler')).toEqual([404, 'matter/not-found'])
    expect(await seal('chen.clerk')).toEqual([403, 'matter/not-your-part'])
    expect(await seal('li.triage', 9)).toEqual([409, 'matter/changed-meanwhile'])
    const handled = await givenMatter(server, { status: 'HANDLING' })
    expect(await seal('li.triage', handled.version, handled.code)).toEqual([409, 'matter/too-late'])
    expect(await seal('jiang.discipline')).toEqual([404, 'matter/not-found'])
  })
})

test('the desk is the place\'s discipline organ, and the one above where the accusation is about that organ or anybody in it', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  await givenStaff(server, { unit: UNITS.cityDiscipline, roles: ['ZR16'], username: 'city.desk', name: '市级专办' })
  const [county, city, province] = [await unitId(server, UNITS.discipline), await unitId(server, UNITS.cityDiscipline), await unitId(server, UNITS.provinceDiscipline)]
  const deskOf = async (over: Partial<FilingInput>) => {
    const { code } = await bodyOf<Receipt>(file(server, marked(over)))
    return (await server.deps.db.selectFrom('sealed.accusation').select('desk_unit_id').where('code', '=', code).executeTakeFirstOrThrow()).desk_unit_id
  }
  expect(await deskOf({ placeCode: PLACES.village })).toBe(county)
  expect(await deskOf({ accusedUnitId: county })).toBe(city)
  expect(await deskOf({ body: '鄞州区纪委的蒋静言泄露了举报人的信息' })).toBe(city)
  expect(await deskOf({ accused: '蒋静言、市级专办' })).toBe(province)
  expect(await deskOf({ placeCode: PLACES.city })).toBe(city)
})
