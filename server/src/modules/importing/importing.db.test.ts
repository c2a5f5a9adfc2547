import exceljs from 'exceljs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { ImportRun, RefusalReason } from '@hejie/contract/importing'
import { CLERK, askImport, checkImport, codeOf, counts, countMatters, givenOffice, importFile, refusals, registerImport, sendFile, uploadFile, workbook } from '../../../test/factories/imports.ts'
import type { Cells } from '../../../test/factories/imports.ts'
import { PLACES, UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { verifyRecord } from '../audit/index.ts'
import { workRun } from './index.ts'

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
    const run = await uploadFile(server, await workbook(rows), { name: '台账.xlsx' })
    expect(run).toMatchObject({ state: 'uploaded', format: 'xlsx', sheet: '表', headerRow: 1, total: 20, mapping: ['externalId', 'title', 'body', 'receivedAt', 'name', 'phone', 'address', 'idNumber', 'place', 'form', 'class1', 'peopleCount'] })
    expect(counts(await checkImport(server, run.id))).toEqual({ state: 'checked', total: 20, added: 2, known: 1, refused: 17 })
    expect(await refusals(server, run.id)).toEqual([
      [3, '标题', 'input/required'], [4, '内容', 'intake/request-missing'], [5, '内容', 'input/too-long'], [6, '收到时间', 'importing/date-unclear'], [7, '收到时间', 'importing/date-missing'], [8, '收到时间', 'intake/received-in-future'],
      [9, '姓名', 'input/required'], [10, '电话', 'intake/phone-wrong'], [11, '身份证号', 'intake/id-check-digit-wrong'], [12, '属地', 'intake/place-unknown'], [13, '信访形式', 'importing/code-unknown'], [14, '一级分类', 'importing/code-unknown'],
      [15, '人数', 'importing/number-unclear'], [16, '标题', 'input/too-long'], [16, '人数', 'intake/people-count-wrong'], [18, '编号', 'importing/id-taken'], [19, null, 'importing/extra-cells'], [21, '编号', 'importing/id-too-long'],
    ])
    expect(await countMatters(server)).toBe(0)
  })

  test('sums its refusals up by column and reason, the most frequent first, each with its first row', async () => {
    await using server = await givenOffice()
    const run = await uploadFile(server, `标题,内容,收到时间\n一,甲,去年\n二,,2020-01-02\n三,乙,前天\n${'题'.repeat(201)},丙,昨天\n五,丁,2020-01-03\n`)
    await checkImport(server, run.id)
    const { items } = await askImport<{ items: RefusalReason[] }>(server, `${run.id}/refusal-reasons`)
    expect(items.map(({ column, code, rows: count, example }) => [column, code, count, example.row])).toEqual([['收到时间', 'importing/date-unclear', 3, 2], ['内容', 'intake/request-missing', 1, 3], ['标题', 'input/too-long', 1, 5]])
    expect(items[0]?.example.message).toContain('去年')
    expect(await codeOf(server.call(`/api/imports/${run.id}/refusal-reasons`, { as: 'li.triage' }))).toBe('importing/not-found')
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
    expect(String(sheet.getCell('M15').value)).toBe('标题：内容太长：最多 200 个字，现在 201 个字，请缩短。\n人数：人数应在 1 到 100000 之间。')
    for (let index = 2; index <= sheet.rowCount; index++) sheet.getRow(index).values = [...good(`m${index}`), '']
    const mended = await importFile(server, Buffer.from(await book.xlsx.writeBuffer()), { name: '台账-退回.xlsx' })
    expect(counts(mended)).toEqual({ state: 'done', total: 17, added: 17, known: 0, refused: 0 })
    expect(await countMatters(server)).toBe(19)
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
    const run = await uploadFile(server, '标题,内容,收到时间,姓名,住址\n路灯,路灯坏了,2026-11-20 08:00,张三,姜山镇\n')
    await askImport(server, run.id, 'PUT', { options: { ...run.options, channel: 'Q07', form: '400', historic: false } })
    expect(counts(await registerImport(server, run.id))).toMatchObject({ added: 1 })
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
    const again = await checkImport(server, (await uploadFile(server, file)).id)
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

describe('who', () => {
  test('clerks and triage officers import; administrators, handlers and visitors do not', async () => {
    await using server = await givenOffice()
    for (const as of ['admin', 'auditor', 'wang.handler', 'zheng.supervisor']) expect(await codeOf(sendFile(server, '标题,内容\na,b\n', { as }))).toBe('importing/not-a-clerk')
    expect((await sendFile(server, '标题,内容\na,b\n', { as: 'li.triage' })).status).toBe(201)
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
    const run = await uploadFile(server, '标题,内容\na,b\n')
    expect(await codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body: { options: { ...run.options, officeId: await unitId(server, UNITS.housing) } } }))).toBe('importing/not-your-office')
    await checkImport(server, run.id)
    await askImport(server, `${run.id}/start`, 'POST')
    await sql`update post_holder set valid_to = '2026-01-01' where account_id = (select id from account where username = ${CLERK})`.execute(server.deps.db)
    expect(await workRun(server.deps, run.id)).toBe('left')
    const row = await server.deps.db.selectFrom('import_run').select(['state', 'problem']).executeTakeFirst()
    expect(row).toMatchObject({ state: 'failed', problem: { code: 'importing/not-a-clerk' } })
    expect(await countMatters(server)).toBe(0)
  })
})
