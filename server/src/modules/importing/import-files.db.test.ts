import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Problem } from '@hejie/contract/common'
import type { ImportColumns, ImportTarget, Refusal } from '@hejie/contract/importing'
import { CLERK, askImport, checkImport, codeOf, counts, givenOffice, importFile, refusals, registerImport, sendFile, uploadFile, workbook } from '../../../test/factories/imports.ts'
import { PLACES } from '../../../test/factories/places.ts'
import { bodyOf } from '../../../test/factories/staff.ts'
import { workRun } from './index.ts'

/** A text as programs of the nineties and many offices write it: two bytes a character. */
function inGbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, number[]>()
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Buffer.from([...text].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : (bytes.get(one) ?? []))))
}

describe('files as offices have them', () => {
  const text = '编号,标题,内容,收到时间,姓名,电话,住址\r\n7,龙王堂路灯不亮,"第一行\n第二行,带逗号和""引号""",2020年1月2日,王五,１３８００００００００,姜山镇\r\n'

  test.each([
    ['GBK', inGbk(text), 'GB18030'], ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), 'UTF-8'], ['UTF-16, which some programs call Unicode text', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'UTF-16LE'],
  ])('CSV in %s is read character by character', async (_, content, encoding) => {
    await using server = await givenOffice()
    const run = await uploadFile(server, content)
    expect(run).toMatchObject({ format: 'csv', encoding, total: 1, mapping: ['externalId', 'title', 'body', 'receivedAt', 'name', 'phone', 'address'] })
    expect(counts(await registerImport(server, run.id))).toMatchObject({ state: 'done', added: 1 })
    expect(await server.deps.db.selectFrom('matter').select('title').executeTakeFirst()).toEqual({ title: '龙王堂路灯不亮' })
    expect(await server.deps.db.selectFrom('matter_text').select('body').executeTakeFirst()).toEqual({ body: '第一行\n第二行,带逗号和"引号"' })
  })

  test('the same rows from Excel are the rows that came as CSV', async () => {
    await using server = await givenOffice()
    await importFile(server, text)
    const again = await workbook([['编号', '标题', '内容', '收到时间', '姓名', '电话', '住址'], [7, '龙王堂路灯不亮', '第一行\n第二行,带逗号和"引号"', new Date(Date.UTC(2020, 0, 2)), '王五', 13_800_000_000, '姜山镇']])
    expect(counts(await checkImport(server, (await uploadFile(server, again, { name: '台账.xlsx' })).id))).toMatchObject({ added: 0, known: 1 })
  })

  test('a title line and blank lines above the header do not matter; numbers, dates and texts may stand in one column', async () => {
    await using server = await givenOffice()
    const run = await uploadFile(server, await workbook([['2020年度信访台账'], [], ['编号', '标题', '内容', '收到时间'], [1, '一', '甲', new Date(Date.UTC(2020, 0, 2, 11, 59, 8))], ['A-2', '二', 22, '2020/1/3'], [3, 33, '丙', 43_834]]), { name: '混合.xlsx' })
    expect(run).toMatchObject({ headerRow: 3, total: 3 })
    expect(counts(await registerImport(server, run.id))).toMatchObject({ added: 3, refused: 0 })
    const rows = await server.deps.db.selectFrom('matter').innerJoin('matter_text', 'matter_text.matter_id', 'matter.id').select(['title', 'body', 'received_at']).orderBy('received_at').execute()
    expect(rows.map(({ title, body, received_at }) => [title, body, received_at.toISOString()])).toEqual([['一', '甲', '2020-01-02T03:59:08.000Z'], ['二', '22', '2020-01-02T16:00:00.000Z'], ['33', '丙', '2020-01-03T16:00:00.000Z']])
  })

  test('merged headers, and merged cells among the rows, are refused by their range; nothing is kept of the file', async () => {
    await using server = await givenOffice()
    const merged = (range: string) => workbook([['标题', '内容', '姓名', '电话'], ['一', '二', '三', '四'], ['五', '六', '七', '八']], {}, (book) => book.getWorksheet('表')?.mergeCells(range))
    for (const [range, code] of [['C1:D1', 'table/merged-header'], ['A2:A3', 'table/merged-cells']] as const) {
      const answer = await sendFile(server, await merged(range), { name: '合并.xlsx' })
      expect(answer.status).toBe(400)
      expect((await bodyOf<Problem>(answer)).faults).toEqual([{ field: 'file', code, message: expect.stringContaining(range) }])
    }
    expect((await bodyOf<{ items: unknown[] }>(server.call('/api/imports', { as: CLERK }))).items).toEqual([])
    expect(readdirSync(join(server.deps.config.dataFolder, 'imports'))).toEqual([])
  })

  test('a file without anything, or without rows, says so', async () => {
    await using server = await givenOffice()
    for (const content of ['', '\n\n', '标题,内容\n', '[]', await workbook([])]) expect(await codeOf(sendFile(server, content, { name: 'a.csv' }))).toBe('table/empty')
  })

  test('the code of a place that was abolished is refused by row, naming what it became', async () => {
    await using server = await givenOffice()
    await server.deps.db.updateTable('region').set({ valid_to: '2024-12-31', successor_code: '330212001005' }).where('code', '=', PLACES.village).execute()
    const run = await uploadFile(server, `编号,标题,内容,属地\n1,一,甲,${PLACES.village}\n2,二,乙,330212001005\n`)
    expect(counts(await checkImport(server, run.id))).toMatchObject({ added: 1, refused: 1 })
    const { items } = await askImport<{ items: Refusal[] }>(server, `${run.id}/refusals`)
    expect(items).toEqual([{ row: 2, column: '属地', code: 'intake/place-abolished', message: expect.stringContaining('330212001005') }])
    expect(await codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body: { options: { ...run.options, placeCode: PLACES.village } } }))).toBe('intake/place-abolished')
  })
})

describe('columns and options', () => {
  test('what the columns are is remembered for every file with the same headers', async () => {
    await using server = await givenOffice()
    const first = await uploadFile(server, '甲,乙\n题,文\n')
    expect(first).toMatchObject({ mapping: [null, null], isRemembered: false })
    expect(await codeOf(server.call(`/api/imports/${first.id}/check`, { as: CLERK, method: 'POST' }))).toBe('importing/body-not-mapped')
    const mapping: ImportTarget[] = ['title', 'body']
    expect(await askImport(server, first.id, 'PUT', { mapping, options: { ...first.options, source: '热线' } })).toMatchObject({ mapping, state: 'uploaded' })
    await checkImport(server, first.id)
    const second = await uploadFile(server, ' 甲 ,乙\n别的,文\n', { as: 'li.triage' })
    expect(second).toMatchObject({ mapping, isRemembered: true, options: { source: '热线', channel: 'Q20', historic: true } })
    const { columns } = await askImport<ImportColumns>(server, `${first.id}/columns`)
    expect(columns).toEqual([{ header: '甲', samples: ['题'], target: 'title', suggested: null }, { header: '乙', samples: ['文'], target: 'body', suggested: null }])
  })

  test('refused rows that come back mended are read by the columns of the file they come from', async () => {
    await using server = await givenOffice()
    const first = await uploadFile(server, '甲,乙\n题,文\n,无题\n')
    await askImport(server, first.id, 'PUT', { mapping: ['title', 'body'] })
    expect(counts(await registerImport(server, first.id))).toMatchObject({ added: 1, refused: 1 })
    const refused = Buffer.from(await (await server.call(`/api/imports/${first.id}/refused`, { as: CLERK })).arrayBuffer())
    const mended = await uploadFile(server, refused, { name: '甲乙-退回.xlsx' })
    expect(mended).toMatchObject({ headers: ['甲', '乙', '原因'], mapping: ['title', 'body', null], isRemembered: true })
    expect(counts(await checkImport(server, mended.id))).toMatchObject({ added: 0, refused: 1 })
  })

  test('refuses what cannot be meant, and a check counts no more once anything is changed', async () => {
    await using server = await givenOffice()
    const run = await uploadFile(server, '标题,内容\na,b\n')
    const put = (body: object) => codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body }))
    expect(await put({ mapping: ['body', 'body'] })).toBe('importing/target-twice')
    expect(await put({ mapping: ['body'] })).toBe('importing/mapping-length')
    expect(await put({ options: { ...run.options, form: '777' } })).toBe('intake/form-unknown')
    expect(await put({ options: { ...run.options, channel: 'Q06' } })).toBe('intake/form-not-of-channel')
    expect(await put({ options: { ...run.options, placeCode: '999999999999' } })).toBe('intake/place-unknown')
    expect(await put({ options: { ...run.options, source: ' ' } })).toBe('input/required')
    expect(await codeOf(server.call(`/api/imports/${run.id}/start`, { as: CLERK, method: 'POST' }))).toBe('importing/check-first')
    expect(await checkImport(server, run.id)).toMatchObject({ state: 'checked', added: 1 })
    expect(await askImport(server, run.id, 'PUT', { options: { ...run.options, nameless: 'refuse' } })).toMatchObject({ state: 'uploaded', added: 0 })
    await askImport(server, `${run.id}/check`, 'POST')
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
    const run = await uploadFile(server, await workbook([['标题', '内容'], ['a', 'b']], { 来访: [['标题', '内容', '电话'], ['c', 'd', '']] }), { name: '两张表.xlsx' })
    expect(run).toMatchObject({ sheet: null, sheets: [{ name: '表', rows: 1 }, { name: '来访', rows: 1 }], headers: [] })
    expect(await codeOf(server.call(`/api/imports/${run.id}/check`, { as: CLERK, method: 'POST' }))).toBe('importing/several-sheets')
    expect(await codeOf(server.call(`/api/imports/${run.id}/columns`, { as: CLERK }))).toBe('importing/several-sheets')
    expect(await codeOf(server.call(`/api/imports/${run.id}`, { as: CLERK, method: 'PUT', body: { sheet: '来电' } }))).toBe('table/no-such-sheet')
    expect(await askImport(server, run.id, 'PUT', { sheet: '来访' })).toMatchObject({ sheet: '来访', headers: ['标题', '内容', '电话'], total: 1, mapping: ['title', 'body', 'phone'] })
    expect(counts(await registerImport(server, run.id))).toMatchObject({ state: 'done', added: 1 })
  })

  test('a file that is no table, is too large or is missing says what to do, in the reader’s language', async () => {
    await using server = await givenOffice()
    const answer = await sendFile(server, Buffer.from('d0cf11e0a1b11ae1', 'hex'), { name: '旧.xls' })
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
