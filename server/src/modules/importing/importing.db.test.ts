import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Problem } from '@hejie/contract/common'
import type { ImportColumns, ImportRun, ImportTarget, Refusal } from '@hejie/contract/importing'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { PLACES, UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { verifyRecord } from '../audit/index.ts'
import { workRun } from './index.ts'
import { tidyImports } from './tidy.ts'

const CLERK = 'chen.clerk'

async function givenOffice(): Promise<TestServer> {
  const server = await givenServer()
  await givenDemoStaff(server)
  return server
}

type Cells = readonly (string | number | Date)[]
async function workbook(rows: readonly Cells[], sheets: Record<string, readonly Cells[]> = {}): Promise<Buffer> {
  const book = new exceljs.Workbook()
  for (const [name, all] of Object.entries({ 表: rows, ...sheets })) book.addWorksheet(name).addRows(all.map((row) => [...row]))
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function send(server: TestServer, content: Buffer | string, options: { as?: string; name?: string; key?: string } = {}): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], options.name ?? '台账.csv'))
  return server.call('/api/imports', { form, as: options.as ?? CLERK, ...(options.key ? { headers: { 'idempotency-key': options.key } } : {}) })
}
const upload = async (server: TestServer, content: Buffer | string, options: Parameters<typeof send>[2] = {}): Promise<ImportRun> => bodyOf<ImportRun>(send(server, content, options))
const ask = <T = ImportRun>(server: TestServer, path: string, method = 'GET', body?: unknown, as = CLERK): Promise<T> => bodyOf<T>(server.call(`/api/imports/${path}`, { as, method, ...(body === undefined ? {} : { body }) }))
const codeOf = async (answer: Promise<Response>): Promise<string> => {
  const { code, faults } = await bodyOf<Problem>(answer)
  return faults?.[0]?.code ?? code
}

/** Checks an upload and registers its good rows. */
async function check(server: TestServer, id: string): Promise<ImportRun> {
  await ask(server, `${id}/check`, 'POST')
  await workRun(server.deps, id)
  return ask(server, id)
}
async function register(server: TestServer, id: string): Promise<ImportRun> {
  await check(server, id)
  await ask(server, `${id}/start`, 'POST')
  await workRun(server.deps, id)
  return ask(server, id)
}
const importFile = async (server: TestServer, content: Buffer | string, options: Parameters<typeof send>[2] = {}): Promise<ImportRun> => register(server, (await upload(server, content, options)).id)
const counts = ({ state, total, added, known, refused }: ImportRun) => ({ state, total, added, known, refused })
const refusals = async (server: TestServer, id: string): Promise<[number, string | null, string][]> => (await ask<{ items: Refusal[] }>(server, `${id}/refusals`)).items.map(({ row, column, code }) => [row, column, code])
const matters = async (server: TestServer): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from matter`.execute(server.deps.db)
  return rows[0]?.n ?? 0
}

describe('a file with every fault', () => {
  const HEADERS = ['编号', '标题', '内容', '收到时间', '姓名', '电话', '住址', '身份证号', '属地', '信访形式', '一级分类', '人数']
  const good = (id: string): Cells => [id, '路灯不亮', '楼前路灯坏了三天', new Date(Date.UTC(2020, 0, 2, 11, 59, 8)), '张三', '13800000001', '姜山镇1号', '', '姜山镇', '来信', '09', 1]
  const but = (id: string, over: Partial<Record<number, string | number | Date>>): Cells => good(id).map((cell, index) => over[index] ?? cell)
  const rows = [
    HEADERS, good('1'), but('2', { 1: ' ' }), but('3', { 2: ' ' }), but('4', { 2: '长'.repeat(10_001) }), but('5', { 3: '去年夏天' }), but('6', { 3: ' ' }), but('7', { 3: '2031-01-01' }), but('8', { 4: ' ' }), but('9', { 5: '12345' }),
    but('10', { 7: '330212199001010011' }), but('11', { 8: '330212999000' }), but('12', { 9: '飞鸽' }), but('13', { 10: '不知道' }), but('14', { 11: '许多' }), but('15', { 1: '题'.repeat(201), 11: 0 }), good('1'), but('1', { 2: '完全不同的内容' }),
    [...good('18'), '多出来的一格'], but('19', { 2: '长'.repeat(7_028) }), but('x'.repeat(201), {}),
  ]

  test('is checked first: every refused row is listed by row, column and reason, and nothing is registered', async () => {
    await using server = await givenOffice()
    const run = await upload(server, await workbook(rows), { name: '台账.xlsx' })
    expect(run).toMatchObject({ state: 'uploaded', format: 'xlsx', sheet: '表', headerRow: 1, total: 20, mapping: ['externalId', 'title', 'body', 'receivedAt', 'name', 'phone', 'address', 'idNumber', 'place', 'form', 'class1', 'peopleCount'] })
    expect(counts(await check(server, run.id))).toEqual({ state: 'checked', total: 20, added: 2, known: 1, refused: 17 })
    expect(await refusals(server, run.id)).toEqual([
      [3, '标题', 'input/required'], [4, '内容', 'intake/request-missing'], [5, '内容', 'input/too-long'], [6, '收到时间', 'importing/date-unclear'], [7, '收到时间', 'importing/date-missing'], [8, '收到时间', 'intake/received-in-future'],
      [9, '姓名', 'input/required'], [10, '电话', 'intake/phone-wrong'], [11, '身份证号', 'intake/id-check-digit-wrong'], [12, '属地', 'intake/place-unknown'], [13, '信访形式', 'importing/code-unknown'], [14, '一级分类', 'importing/code-unknown'],
      [15, '人数', 'importing/number-unclear'], [16, '标题', 'input/too-long'], [16, '人数', 'intake/people-count-wrong'], [18, '编号', 'importing/id-taken'], [19, null, 'importing/extra-cells'], [21, '编号', 'importing/id-too-long'],
    ])
    expect(await matters(server)).toBe(0)
  })

  test('gives its refused rows back as a workbook that can be mended and imported again', async () => {
    await using server = await givenOffice()
    const run = await importFile(server, await workbook(rows), { name: '台账.xlsx' })
    expect(counts(run)).toEqual({ state: 'done', total: 20, added: 2, known: 1, refused: 17 })
    const answer = await server.call(`/api/imports/${run.id}/refused`, { as: CLERK })
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('台账-退回.xlsx'))
    const book = new exceljs.Workbook()
    await book.xlsx.load(await answer.arrayBuffer())
    const sheet = book.getWorksheet('退回')
    if (!sheet) throw new Error('the refused rows have no sheet')
    expect(sheet.getRow(1).values).toEqual([undefined, ...HEADERS, '原因'])
    expect(sheet.rowCount).toBe(18)
    expect(String(sheet.getCell('M15').value)).toBe('标题:内容太长:最多 200 个字,现在 201 个字,请缩短。\n人数:人数应在 1 到 100000 之间。')
    for (let index = 2; index <= sheet.rowCount; index++) sheet.getRow(index).values = [...good(`m${index}`), '']
    const mended = await importFile(server, Buffer.from(await book.xlsx.writeBuffer()), { name: '台账-退回.xlsx' })
    expect(counts(mended)).toEqual({ state: 'done', total: 17, added: 17, known: 0, refused: 0 })
    expect(await matters(server)).toBe(19)
    const line = await server.deps.db.selectFrom('audit_line').select('detail').where('action', '=', 'import.read-refused').executeTakeFirst()
    expect(line?.detail).toEqual({ rows: 17 })
    expect(await codeOf(server.call(`/api/imports/${mended.id}/refused`, { as: CLERK }))).toBe('importing/nothing-refused')
  })
})

describe('what is registered', () => {
  test('stands registered in the queue of the office, with its words, day, place, number and sender; its clocks wait for an officer', async () => {
    await using server = await givenOffice()
    await importFile(server, '留言编号,留言用户,留言主题,留言时间,留言详情,属地,答复意见,答复时间\n188006,A0001,路灯不亮,2019/2/28 11:25:05,"\n\t\t路灯坏了三天 \n\t",A市A3区米兰春天,已派人修好,2019/3/5\n')
    const { deps } = server
    const row = await deps.db.selectFrom('matter').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      status: 'REGISTERED', form: '900', channel: 'Q20', title: '路灯不亮', place_code: PLACES.county, place_detail: 'A市A3区米兰春天', is_anonymous: true, office_id: await unitId(server, UNITS.office), holder_unit_id: await unitId(server, UNITS.office),
      next_due_rule: null, next_due_on: 'infinity', home_county: '330212',
    })
    expect(row.received_at.toISOString()).toBe('2019-02-28T03:25:05.000Z')
    expect(await deps.db.selectFrom('matter_text').select(['body', 'reply']).executeTakeFirst()).toEqual({ body: '路灯坏了三天', reply: '已派人修好' })
    expect(await deps.db.selectFrom('matter_clock').selectAll().execute()).toEqual([])
    const list = await bodyOf<{ items: { code: string }[] }>(server.call('/api/matters?scope=todo', { as: 'li.triage' }))
    expect(list.items.map((one) => one.code)).toEqual([row.code])
    const detail = await bodyOf<{ timeline: { event: string; detail: object; note: string | null; toStatus: string }[] }>(server.call(`/api/matters/${row.code}`, { as: 'li.triage' }))
    expect(detail.timeline.map(({ event, toStatus }) => [event, toStatus])).toEqual([['submit', 'SUBMITTED'], ['register', 'REGISTERED'], ['note', 'REGISTERED']])
    expect(detail.timeline[0]?.detail).toMatchObject({ imported: true, source: '历史数据', externalId: '188006', sender: 'A0001', row: 2 })
    expect(detail.timeline[2]).toMatchObject({ note: '【原答复 2019-03-05】\n已派人修好', detail: { repliedOn: '2019-03-05' } })
    const found = await bodyOf<{ items: unknown[] }>(server.call(`/api/matters?scope=region&text=${encodeURIComponent('派人修')}`, { as: 'li.triage' }))
    expect(found.items).toHaveLength(1)
    expect(await deps.db.selectFrom('audit_line').select('detail').where('subject', '=', `matter:${row.id}`).where('action', '=', 'matter.register').executeTakeFirst()).toMatchObject({ detail: { by: 'import', to: 'REGISTERED', isHistoric: true } })
    expect((await verifyRecord(deps.db)).isIntact).toBe(true)
  })

  test('runs its first limit at once where the file is no history, counted from the day of receipt', async () => {
    await using server = await givenOffice()
    const run = await upload(server, '标题,内容,收到时间,姓名,住址\n路灯,路灯坏了,2026-11-20 08:00,张三,姜山镇\n')
    await ask(server, run.id, 'PUT', { options: { ...run.options, channel: 'Q07', form: '400', historic: false } })
    expect(counts(await register(server, run.id))).toMatchObject({ added: 1 })
    const { deps } = server
    expect(await deps.db.selectFrom('matter_clock').select(['rule', 'started_on', 'due_strict']).execute()).toEqual([{ rule: 'DL01', started_on: '2026-11-20', due_strict: '2026-12-05' }])
    expect(await deps.db.selectFrom('matter').select(['next_due_rule', 'next_due_on']).executeTakeFirst()).toEqual({ next_due_rule: 'DL01', next_due_on: '2026-12-05' })
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pgboss.job where name = 'notify'`.execute(deps.db)
    expect(rows[0]?.n).toBe(1)
  })

  test('keeps an earlier answer whole, however long', async () => {
    await using server = await givenOffice()
    const reply = '答'.repeat(9_000)
    await importFile(server, JSON.stringify([{ 标题: '一', 内容: '二', 答复意见: reply }]), { name: 'a.json' })
    const notes = await server.deps.db.selectFrom('matter_event').select('note').where('event', '=', 'note').orderBy('seq').execute()
    expect(notes.map(({ note }) => (note ?? '').replace(/^【.*】\n/, '')).join('')).toBe(reply)
    expect(notes.map(({ note }) => /^【(.*)】/.exec(note ?? '')?.[1])).toEqual(['原答复 1/3', '原答复 2/3', '原答复 3/3'])
  })

  test('an accusation goes into the sealed channel and nowhere else, once', async () => {
    await using server = await givenOffice()
    const file = '编号,标题,内容,类别,信访目的,收到时间\n1,村主任受贿,收了两万元,B,,2020-01-02\n2,局长受贿,收了三万元,,揭发控告,2020-01-02\n3,路灯不亮,路灯坏了,C,,2020-01-02\n'
    expect(counts(await importFile(server, file))).toEqual({ state: 'done', total: 3, added: 3, known: 0, refused: 0 })
    const again = await check(server, (await upload(server, file)).id)
    expect(counts(again)).toEqual({ state: 'checked', total: 3, added: 0, known: 3, refused: 0 })
    const { deps } = server
    expect((await deps.db.selectFrom('matter').select('title').execute()).map((one) => one.title)).toEqual(['路灯不亮'])
    const { rows } = await sql<{ title: string }>`select title from sealed.accusation order by title`.execute(deps.db)
    expect(rows.map((one) => one.title)).toEqual(['局长受贿', '村主任受贿'])
    // Nothing that the ordinary role can read says which rows they were.
    const traces = await sql<{ t: string }>`select coalesce(string_agg(x::text, ' '), '') as t from (select * from matter_source) x`.execute(deps.db)
    expect(traces.rows[0]?.t).not.toMatch(/受贿/)
    expect((await deps.db.selectFrom('matter_source').select('matter_id').execute()).every((one) => one.matter_id === null)).toBe(true)
  })
})

describe('once and for all', () => {
  const file = Array.from({ length: 250 }, (_, index) => `n${index},题${index},内容${index}`)
  const text = ['编号,标题,内容', ...file].join('\n')

  test('the same file again adds nothing, also under another name, in another form or with another column', async () => {
    await using server = await givenOffice()
    expect(counts(await importFile(server, text))).toEqual({ state: 'done', total: 250, added: 250, known: 0, refused: 0 })
    const again = await upload(server, text, { name: '改名.csv' })
    expect(again.isRemembered).toBe(true)
    expect(counts(await check(server, again.id))).toMatchObject({ added: 0, known: 250 })
    expect(await codeOf(server.call(`/api/imports/${again.id}/start`, { as: CLERK, method: 'POST' }))).toBe('importing/nothing-to-import')
    const more = ['编号,标题,内容,姓名', ...file.map((line) => `${line},张三`)].join('\n')
    expect(counts(await check(server, (await upload(server, more)).id))).toMatchObject({ added: 0, known: 250 })
    expect(await matters(server)).toBe(250)
  })

  test('rows without numbers are known by their words; two of the same words are two matters', async () => {
    await using server = await givenOffice()
    const plain = '标题,内容\n路灯,坏了\n路灯,坏了\n路灯,又坏了\n'
    expect(counts(await importFile(server, plain))).toMatchObject({ added: 3, known: 0 })
    expect(counts(await check(server, (await upload(server, plain)).id))).toMatchObject({ added: 0, known: 3 })
    expect(counts(await check(server, (await upload(server, `${plain}路灯,坏了\n`)).id))).toMatchObject({ added: 1, known: 3 })
  })

  test('a number that was used for other words is refused, and told from one of another source', async () => {
    await using server = await givenOffice()
    await importFile(server, '编号,标题,内容\n1,路灯,坏了\n')
    const other = await upload(server, '编号,标题,内容\n1,电梯,停了\n')
    expect(counts(await check(server, other.id))).toMatchObject({ added: 0, refused: 1 })
    expect(await refusals(server, other.id)).toEqual([[2, '编号', 'importing/id-taken']])
    await ask(server, other.id, 'PUT', { options: { ...other.options, source: '12345热线' } })
    expect(counts(await register(server, other.id))).toMatchObject({ state: 'done', added: 1 })
  })

  test('a run that is broken off goes on where it was, and loses and doubles nothing', async () => {
    await using server = await givenOffice()
    const { deps } = server
    const { id } = await upload(server, text)
    await check(server, id)
    await ask(server, `${id}/start`, 'POST')
    expect(await workRun(deps, id, { until: 0 })).toBe('more')
    expect(await ask(server, id)).toMatchObject({ state: 'running', done: 100, added: 100 })
    // Nobody works on it any more: after a minute it is taken up again.
    server.setNow('2026-11-23T02:00:59Z')
    await tidyImports(deps)
    const queued = () => sql<{ n: number }>`select count(*)::int as n from pgboss.job where name = 'import.run' and data->>'runId' = ${id}`.execute(deps.db)
    const before = (await queued()).rows[0]?.n ?? 0
    server.setNow('2026-11-23T02:01:01Z')
    await tidyImports(deps)
    expect((await queued()).rows[0]?.n).toBe(before + 1)
    expect(await workRun(deps, id)).toBe('through')
    expect(counts(await ask(server, id))).toEqual({ state: 'done', total: 250, added: 250, known: 0, refused: 0 })
    expect(await matters(server)).toBe(250)
  })

  test('two processes on one run, and two runs of one file, register each row once', async () => {
    await using server = await givenOffice()
    const { deps } = server
    const { id } = await upload(server, text)
    await check(server, id)
    await ask(server, `${id}/start`, 'POST')
    const both = await Promise.all([workRun(deps, id), workRun(deps, id)])
    expect(both.toSorted()).toEqual(['left', 'through'])
    expect(counts(await ask(server, id))).toMatchObject({ state: 'done', added: 250 })

    const other = text.replaceAll('n', 'm')
    const runs = [await upload(server, other), await upload(server, other)]
    for (const run of runs) await check(server, run.id)
    for (const run of runs) await ask(server, `${run.id}/start`, 'POST')
    await Promise.all(runs.map((run) => workRun(deps, run.id)))
    const ended = await Promise.all(runs.map((run) => ask(server, run.id)))
    expect(ended.map((run) => run.state)).toEqual(['done', 'done'])
    expect(ended.reduce((sum, run) => sum + run.added, 0)).toBe(250)
    expect(ended.every((run) => run.added + run.known === 250)).toBe(true)
    expect(await matters(server)).toBe(500)
    expect((await deps.db.selectFrom('matter').select('code').distinct().execute())).toHaveLength(500)
  })

  test('it can be stopped and taken up again; a check that is stopped is forgotten', async () => {
    await using server = await givenOffice()
    const { deps } = server
    const { id } = await upload(server, text)
    await ask(server, `${id}/check`, 'POST')
    await workRun(deps, id, { until: 0 })
    expect(await ask(server, `${id}/cancel`, 'POST')).toMatchObject({ state: 'uploaded', done: 0 })
    await check(server, id)
    await ask(server, `${id}/start`, 'POST')
    await workRun(deps, id, { until: 0 })
    expect(await ask(server, `${id}/cancel`, 'POST')).toMatchObject({ state: 'cancelled', done: 100 })
    expect(await workRun(deps, id)).toBe('left')
    expect(await matters(server)).toBe(100)
    await ask(server, `${id}/start`, 'POST')
    await workRun(deps, id)
    expect(counts(await ask(server, id))).toEqual({ state: 'done', total: 250, added: 250, known: 0, refused: 0 })
    expect(await ask(server, `${id}/cancel`, 'POST')).toMatchObject({ state: 'done' })
  })

  test('the queue of the server does the work', async () => {
    await using server = await givenOffice()
    await server.deps.jobs.startWorking()
    const { id } = await upload(server, text)
    const until = async (state: string): Promise<ImportRun> => {
      for (;;) {
        const run = await ask(server, id)
        if (run.state === state) return run
        await new Promise((go) => setTimeout(go, 200))
      }
    }
    await ask(server, `${id}/check`, 'POST')
    await until('checked')
    await ask(server, `${id}/start`, 'POST')
    expect(counts(await until('done'))).toMatchObject({ added: 250 })
  }, 30_000)

  test('an upload sent twice is one import; another file under the same key is refused', async () => {
    await using server = await givenOffice()
    const first = await upload(server, text, { key: 'one-upload' })
    expect((await upload(server, text, { key: 'one-upload' })).id).toBe(first.id)
    expect(await codeOf(send(server, '标题,内容\na,b\n', { key: 'one-upload' }))).toBe('idempotency/other-body')
    expect((await bodyOf<{ items: ImportRun[] }>(server.call('/api/imports', { as: CLERK }))).items).toHaveLength(1)
  })
})

describe('who', () => {
  test('clerks and triage officers import; administrators, handlers and visitors do not', async () => {
    await using server = await givenOffice()
    for (const as of ['admin', 'auditor', 'wang.handler', 'zheng.supervisor']) expect(await codeOf(send(server, '标题,内容\na,b\n', { as }))).toBe('importing/not-a-clerk')
    expect((await send(server, '标题,内容\na,b\n', { as: 'li.triage' })).status).toBe(201)
    expect((await server.call('/api/imports')).status).toBe(401)
  })

  test('an import is its own clerk’s: its rows hold personal data', async () => {
    await using server = await givenOffice()
    const { id } = await importFile(server, '标题,内容\na,b\n,c\n')
    for (const path of [id, `${id}/columns`, `${id}/refusals`, `${id}/refused`]) expect(await codeOf(server.call(`/api/imports/${path}`, { as: 'li.triage' }))).toBe('importing/not-found')
    expect((await bodyOf<{ items: ImportRun[] }>(server.call('/api/imports', { as: 'li.triage' }))).items).toEqual([])
    for (const what of ['check', 'start', 'cancel']) expect(await codeOf(server.call(`/api/imports/${id}/${what}`, { as: 'li.triage', method: 'POST' }))).toBe('importing/not-found')
  })

  test('registers only for the person’s own unit, and stops when the post is lost meanwhile', async () => {
    await using server = await givenOffice()
    const run = await upload(server, '标题,内容\na,b\n')
    expect(await codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body: { options: { ...run.options, officeId: await unitId(server, UNITS.housing) } } }))).toBe('importing/not-your-office')
    await check(server, run.id)
    await ask(server, `${run.id}/start`, 'POST')
    await sql`update post_holder set valid_to = '2026-01-01' where account_id = (select id from account where username = ${CLERK})`.execute(server.deps.db)
    expect(await workRun(server.deps, run.id)).toBe('left')
    const row = await server.deps.db.selectFrom('import_run').select(['state', 'problem']).executeTakeFirst()
    expect(row).toMatchObject({ state: 'failed', problem: { code: 'importing/not-a-clerk' } })
    expect(await matters(server)).toBe(0)
  })
})

describe('columns and options', () => {
  test('what the columns are is remembered for every file with the same headers', async () => {
    await using server = await givenOffice()
    const first = await upload(server, '甲,乙\n题,文\n')
    expect(first).toMatchObject({ mapping: [null, null], isRemembered: false })
    expect(await codeOf(server.call(`/api/imports/${first.id}/check`, { as: CLERK, method: 'POST' }))).toBe('importing/body-not-mapped')
    const mapping: ImportTarget[] = ['title', 'body']
    expect(await ask(server, first.id, 'PUT', { mapping, options: { ...first.options, source: '热线' } })).toMatchObject({ mapping, state: 'uploaded' })
    await check(server, first.id)
    const second = await upload(server, ' 甲 ,乙\n别的,文\n', { as: 'li.triage' })
    expect(second).toMatchObject({ mapping, isRemembered: true, options: { source: '热线', channel: 'Q20', historic: true } })
    const { columns } = await ask<ImportColumns>(server, `${first.id}/columns`)
    expect(columns).toEqual([{ header: '甲', samples: ['题'], target: 'title', suggested: null }, { header: '乙', samples: ['文'], target: 'body', suggested: null }])
  })

  test('refuses what cannot be meant, and a check counts no more once anything is changed', async () => {
    await using server = await givenOffice()
    const run = await upload(server, '标题,内容\na,b\n')
    const put = (body: object) => codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body }))
    expect(await put({ mapping: ['body', 'body'] })).toBe('importing/target-twice')
    expect(await put({ mapping: ['body'] })).toBe('importing/mapping-length')
    expect(await put({ options: { ...run.options, form: '777' } })).toBe('intake/form-unknown')
    expect(await put({ options: { ...run.options, channel: 'Q06' } })).toBe('intake/form-not-of-channel')
    expect(await put({ options: { ...run.options, placeCode: '999999999999' } })).toBe('intake/place-unknown')
    expect(await put({ options: { ...run.options, source: ' ' } })).toBe('input/required')
    expect(await codeOf(server.call(`/api/imports/${run.id}/start`, { as: CLERK, method: 'POST' }))).toBe('importing/check-first')
    expect(await check(server, run.id)).toMatchObject({ state: 'checked', added: 1 })
    expect(await ask(server, run.id, 'PUT', { options: { ...run.options, nameless: 'refuse' } })).toMatchObject({ state: 'uploaded', added: 0 })
    await ask(server, `${run.id}/check`, 'POST')
    expect(await codeOf(server.call(`/api/imports/${run.id}/check`, { as: CLERK, method: 'POST' }))).toBe('importing/busy')
    expect(await put({ mapping: ['title', 'body'] })).toBe('importing/busy')
    await workRun(server.deps, run.id)
    expect(await refusals(server, run.id)).toEqual([[2, null, 'importing/name-missing']])
  })

  test('an import that is done is not changed any more', async () => {
    await using server = await givenOffice()
    const { id } = await importFile(server, '标题,内容\na,b\n')
    const codes = [codeOf(server.call(`/api/imports/${id}`, { as: CLERK, method: 'PUT', body: { mapping: ['title', 'body'] } })), codeOf(server.call(`/api/imports/${id}/check`, { as: CLERK, method: 'POST' })), codeOf(server.call(`/api/imports/${id}/start`, { as: CLERK, method: 'POST' }))]
    expect(await Promise.all(codes)).toEqual(['importing/ended', 'importing/ended', 'importing/ended'])
  })

  test('of several sheets the person chooses one', async () => {
    await using server = await givenOffice()
    const run = await upload(server, await workbook([['标题', '内容'], ['a', 'b']], { 来访: [['标题', '内容', '电话'], ['c', 'd', '']] }), { name: '两张表.xlsx' })
    expect(run).toMatchObject({ sheet: null, sheets: [{ name: '表', rows: 1 }, { name: '来访', rows: 1 }], headers: [] })
    expect(await codeOf(server.call(`/api/imports/${run.id}/check`, { as: CLERK, method: 'POST' }))).toBe('importing/several-sheets')
    expect(await codeOf(server.call(`/api/imports/${run.id}/columns`, { as: CLERK }))).toBe('importing/several-sheets')
    expect(await codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body: { sheet: '来电' } }))).toBe('table/no-such-sheet')
    expect(await ask(server, run.id, 'PUT', { sheet: '来访' })).toMatchObject({ sheet: '来访', headers: ['标题', '内容', '电话'], total: 1, mapping: ['title', 'body', 'phone'] })
    expect(counts(await register(server, run.id))).toMatchObject({ state: 'done', added: 1 })
  })

  test('a file that is no table, is too large or is missing says what to do, in the reader’s language', async () => {
    await using server = await givenOffice()
    const answer = await send(server, Buffer.from('d0cf11e0a1b11ae1', 'hex'), { name: '旧.xls' })
    expect(answer.status).toBe(400)
    expect((await bodyOf<Problem>(answer)).faults).toEqual([{ field: 'file', code: 'table/old-excel', message: expect.stringContaining('另存为 .xlsx') }])
    const form = new FormData()
    form.set('other', 'x')
    expect((await server.call('/api/imports', { as: CLERK, form })).status).toBe(400)
    const broken = await server.call('/api/imports', { as: CLERK, method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    expect(broken.status).toBe(400)
    const huge = new FormData()
    huge.set('file', new File([new Uint8Array(65 << 20)], '太大.csv'))
    expect(await codeOf(server.call('/api/imports', { as: CLERK, form: huge }))).toBe('table/too-large')
  })
})

describe('what is kept, and how long', () => {
  test('after thirty days the file and the refused rows are gone, what was counted stays', async () => {
    await using server = await givenOffice()
    const file = '标题,内容\na,b\n,c\n'
    const { id, keptUntil } = await importFile(server, file)
    expect(keptUntil).toBe('2026-12-23')
    const path = () => existsSync(resolve(server.deps.config.dataFolder, 'imports', digest))
    const { file_digest: digest } = await server.deps.db.selectFrom('import_run').select('file_digest').executeTakeFirstOrThrow()
    server.setNow('2026-12-20T02:00:00Z')
    await upload(server, file)
    server.setNow('2026-12-24T02:00:00Z')
    await tidyImports(server.deps)
    // The second upload of the same file still needs it.
    expect(path()).toBe(true)
    expect(await refusals(server, id)).toEqual([])
    expect(await codeOf(server.call(`/api/imports/${id}/refused`, { as: CLERK }))).toBe('importing/file-gone')
    server.setNow('2027-01-25T02:00:00Z')
    await tidyImports(server.deps)
    expect(path()).toBe(false)
    expect(await ask(server, id)).toMatchObject({ state: 'done', added: 1, refused: 1 })
  })
})

const REAL = resolve(import.meta.dirname, '../../../../../shared/text/messages.xlsx')
test.skipIf(!existsSync(REAL))(`4,326 real messages: all in, none lost, the same file again adds nothing (skipped where ${existsSync(REAL) ? 'there is no' : 'shared/text/messages.xlsx is missing, as here: no'} file)`, async () => {
  await using server = await givenOffice()
  const bytes = readFileSync(REAL)
  expect(counts(await importFile(server, bytes, { name: 'messages.xlsx' }))).toEqual({ state: 'done', total: 4326, added: 4326, known: 0, refused: 0 })
  const { deps } = server
  const { rows } = await sql<{ n: number; words: number; numbers: number; longest: number; first: Date; last: Date }>`select count(*)::int as n, count(distinct t.body)::int as words, count(distinct e.detail->>'externalId')::int as numbers,
    max(length(t.body)) as longest, min(m.received_at) as first, max(m.received_at) as last
    from matter m join matter_text t using (home_county) join matter_event e using (home_county) where t.matter_id = m.id and e.matter_id = m.id and e.seq = 1`.execute(deps.db)
  // Copies of the same words came under numbers of their own: each is a matter.
  expect(rows[0]).toMatchObject({ n: 4326, numbers: 4326 })
  expect(rows[0]?.words).toBeLessThan(4326)
  expect(rows[0]?.longest).toBeGreaterThan(6_900)
  expect(counts(await check(server, (await upload(server, bytes, { name: 'messages.xlsx' })).id))).toEqual({ state: 'checked', total: 4326, added: 0, known: 4326, refused: 0 })
}, 120_000)
