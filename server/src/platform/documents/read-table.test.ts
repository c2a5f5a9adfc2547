import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { csvRows, decodeText } from './csv.ts'
import { jsonRows } from './json-table.ts'
import { readHead, readRows } from './open-table.ts'
import { copyTableRows, readTableHead, readTableRows } from './read-table.ts'
import { TABLE_LIMITS, TableFault } from './table.ts'
import type { TableLimits } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'hejie-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
function kept(content: Buffer | string): string {
  const path = join(folder, String(++count))
  writeFileSync(path, content)
  return path
}
const source = (path: string, sheet: string | null = null, limits: Partial<TableLimits> = {}) => ({ path, sheet, knownHeaders: ['标题', '内容', '电话', '姓名'], limits: { ...TABLE_LIMITS, ...limits } })
async function rows(path: string, sheet: string | null = null): Promise<string[][]> {
  const head = await readHead(source(path, sheet))
  const all: string[][] = []
  for await (const { cells } of readRows(source(path, head.sheet), head.headerRow)) all.push(cells)
  return all
}
async function fault(work: Promise<unknown>): Promise<{ code: string; facts: object }> {
  const error: unknown = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof TableFault)) throw error ?? new Error('nothing was refused')
  return { code: error.code, facts: error.facts }
}
async function book(fill: (book: exceljs.Workbook) => void): Promise<string> {
  const made = new exceljs.Workbook()
  fill(made)
  return kept(Buffer.from(await made.xlsx.writeBuffer()))
}

/** A packed file made by hand, so that other programs' ways of writing can be tried. */
function zip(parts: Record<string, string>): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const [plain, file] = [Buffer.from(text), Buffer.from(name)]
    const packed = deflateRawSync(plain)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(plain), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(plain.length, 18)
    about.writeUInt16LE(file.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    local.push(Buffer.from('504b0304', 'hex'), about, file, packed)
    directory.push(Buffer.from('504b01021400', 'hex'), about, where, file)
    at += 30 + file.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(parts).length, 4)
  end.writeUInt16LE(Object.keys(parts).length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, list, Buffer.from('504b0506', 'hex'), end])
}
const workbook = (sheet: string, more: Record<string, string> = {}): string => kept(zip({
  'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="urn:s"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId9" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
  'xl/workbook.xml': '<workbook xmlns:r="urn:r"><sheets><sheet name="台账" sheetId="1" r:id="rId9"/></sheets></workbook>', ...more,
}))

describe('workbooks', () => {
  test('cells of every kind become what a person sees in them', async () => {
    const path = await book((one) => {
      const sheet = one.addWorksheet('表')
      sheet.addRow(['标题', '内容', '电话'])
      sheet.addRow(['文字', 12, 13_800_000_000])
      sheet.addRow([new Date(Date.UTC(2020, 0, 2, 11, 59, 8)), new Date(Date.UTC(2020, 0, 2)), true])
      sheet.addRow([{ richText: [{ text: '富' }, { text: '文本', font: { bold: true } }] }, { formula: 'A1&"x"', result: '结果' }, { text: '链接', hyperlink: 'http://x.test' }])
      sheet.addRow([0.5, 1e21, ''])
      sheet.getCell('A5').numFmt = '0%'
      sheet.getCell('C3').alignment = { horizontal: 'left' }
    })
    expect(await rows(path)).toEqual([['文字', '12', '13800000000'], ['2020-01-02T11:59:08', '2020-01-02', 'TRUE'], ['富文本', '结果', '链接'], ['0.5', '1e+21']])
  })

  test('a title and empty lines above the header do not matter; rows keep their numbers', async () => {
    const path = await book((one) => {
      const sheet = one.addWorksheet('表')
      sheet.mergeCells('A1:C1')
      sheet.getCell('A1').value = '2020年信访台账'
      sheet.getRow(4).values = ['标题', '内容', '备注 说明']
      sheet.getRow(7).values = ['一', '二']
    })
    expect(await readHead(source(path))).toMatchObject({ sheet: '表', headerRow: 4, headers: ['标题', '内容', '备注 说明'], rows: 1, samples: [{ row: 7, cells: ['一', '二'] }] })
  })

  test('what other programs write is read too: parts in any order, prefixes, absolute targets, inline texts, readings, no references', async () => {
    const path = workbook('<x:row><x:c t="inlineStr"><x:is><x:t>标题</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row><x:row><x:c t="str"><x:v>甲&amp;乙</x:v></x:c><x:c s="1"><x:v>43832.5</x:v></x:c></x:row>', {
      'xl/sharedStrings.xml': '<sst><si><r><t>内</t></r><r><t>容</t></r><rPh sb="0" eb="1"><t>nei</t></rPh></si></sst>',
      'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>',
    })
    expect(await readHead(source(path))).toMatchObject({ sheet: '台账', headers: ['标题', '内容'] })
    expect(await rows(path)).toEqual([['甲&乙', '2020-01-02T12:00:00']])
  })

  test('merged cells in the header or among the rows are refused by their range', async () => {
    const merged = (range: string) => book((one) => {
      const sheet = one.addWorksheet('表')
      sheet.addRow(['标题', '内容', '电话'])
      for (let index = 0; index < 5; index++) sheet.addRow(['一', '二', '三'])
      sheet.mergeCells(range)
    })
    expect(await fault(readHead(source(await merged('B1:C1'))))).toEqual({ code: 'table/merged-header', facts: { range: 'B1:C1', sheet: '表' } })
    expect(await fault(readHead(source(await merged('A3:A5'))))).toEqual({ code: 'table/merged-cells', facts: { range: 'A3:A5', sheet: '表' } })
  })

  test('of several sheets with anything in them none is chosen for the person; hidden and empty ones do not count', async () => {
    const path = await book((one) => {
      for (const name of ['来信', '来访']) one.addWorksheet(name).addRows([['标题', '内容'], [name, 'x']])
      one.addWorksheet('空')
      one.addWorksheet('选项', { state: 'hidden' }).addRows([['是', '否'], ['x', 'y']])
    })
    expect(await readHead(source(path))).toMatchObject({ sheet: null, sheets: [{ name: '来信', rows: 1 }, { name: '来访', rows: 1 }], headers: [] })
    expect(await readHead(source(path, '来访'))).toMatchObject({ sheet: '来访', headers: ['标题', '内容'], samples: [{ row: 2, cells: ['来访', 'x'] }] })
    expect(await fault(readHead(source(path, '来电')))).toEqual({ code: 'table/no-such-sheet', facts: { sheet: '来电', sheets: '来信、来访、空、选项' } })
  })

  test('a file made to grow without end is stopped at the limit, whatever it says of its size', async () => {
    const path = workbook(`<x:row>${' '.repeat(3_000_000)}</x:row>`)
    expect((await fault(readHead(source(path, null, { unpackedBytes: 1 << 20 })))).code).toBe('table/unpacks-too-large')
    const entities = kept(zip({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>', 'xl/_rels/workbook.xml.rels': '<Relationships/>' }))
    expect((await fault(readHead(source(entities)))).code).toBe('table/damaged')
  })

  test('damaged, foreign, old and empty files say so', async () => {
    const wrong = { 'xl/workbook.xml': '<workbook><sheets>', 'xl/_rels/workbook.xml.rels': '<Relationships/>' }
    const good = await book((one) => void one.addWorksheet('表').addRows([['标题', '内容'], ['x', 'y']]))
    const bytes = readFileSync(good)
    const codes = await Promise.all([
      bytes.subarray(0, bytes.length - 200), zip(wrong), zip({ 'word/document.xml': '<a/>' }), Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('89504e470d0a1a0a00', 'hex'), Buffer.alloc(0), Buffer.from('\n\n,,\n'), readFileSync(await book((one) => void one.addWorksheet('空'))),
    ].map(async (content) => (await fault(readHead(source(kept(content))))).code))
    expect(codes).toEqual(['table/damaged', 'table/damaged', 'table/not-a-table', 'table/old-excel', 'table/not-a-table', 'table/empty', 'table/empty', 'table/empty'])
  })

  test('a byte that was changed on the way is noticed', async () => {
    const bytes = readFileSync(workbook('<x:row><x:c t="str"><x:v>标题</x:v></x:c></x:row>'))
    const at = bytes.indexOf('xl/workbook.xml', bytes.indexOf('504b0102', 0, 'hex')) - 46 + 16
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(await fault(readHead(source(kept(bytes))))).toEqual({ code: 'table/damaged', facts: { part: 'xl/workbook.xml' } })
  })

  test('too many rows, columns and characters are refused at the row where they begin', async () => {
    const path = kept('标题,内容\na,b\nc,d\ne,f\n')
    expect(await fault(readHead(source(path, null, { rows: 2 })))).toEqual({ code: 'table/too-many-rows', facts: { max: 2 } })
    expect(await fault(readHead(source(kept('标题,内容\na,b,c,d\n'), null, { columns: 3 })))).toEqual({ code: 'table/too-many-columns', facts: { row: 2, max: 3 } })
    expect(await fault(readHead(source(kept(`标题,内容\na,${'长'.repeat(50)}\n`), null, { rowLength: 40 })))).toEqual({ code: 'table/row-too-long', facts: { row: 2, max: 40 } })
    expect(await fault(readHead(source(path, null, { fileBytes: 3 })))).toEqual({ code: 'table/too-large', facts: { max: 0 } })
  })
})

describe('CSV', () => {
  const cells = (text: string) => [...csvRows(text)].map((row) => row.cells)
  test('quotes, commas and line ends inside a cell stay in it', () => {
    expect(cells('a,"b,""c""\r\nd",e\r\n"",="0012"\n')).toEqual([['a', 'b,"c"\r\nd', 'e'], ['', '0012']])
    expect(cells('a;b;c\n1;2,5;3')).toEqual([['a', 'b', 'c'], ['1', '2,5', '3']])
    expect(cells('a\tb\n')).toEqual([['a', 'b']])
  })
  test('whatever is written as RFC 4180 says comes back', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '中', ' ') }), { minLength: 2, maxLength: 4 }), { minLength: 1 }), (table) => {
      const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      expect(cells(`x,y\n${text}`).slice(1)).toEqual(table)
    }))
  })
  test('a quote without its pair is refused by its row, not read to the end of the file', async () => {
    expect(await fault(readHead(source(kept('标题,内容\na,b\nc,"d\ne,f\n'))))).toEqual({ code: 'table/unclosed-quote', facts: { row: 3 } })
  })
  test('UTF-8 with and without its mark, UTF-16 and GB18030 are told apart', async () => {
    const gb = Buffer.from([0xb1, 0xea, 0xcc, 0xe2, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0a, 0xc2, 0xb7, 0x2c, 0xb5, 0xc6, 0x0a])
    expect(decodeText(gb)).toEqual({ text: '标题,内容\n路,灯\n', encoding: 'GB18030' })
    expect(decodeText(Buffer.from('\uFEFF标题', 'utf8'))).toEqual({ text: '标题', encoding: 'UTF-8' })
    expect(decodeText(Buffer.from('\uFEFF标题', 'utf16le'))).toEqual({ text: '标题', encoding: 'UTF-16LE' })
    expect(await rows(kept(gb))).toEqual([['路', '灯']])
    expect((await fault(readHead(source(kept(Buffer.from([0x61, 0xff, 0xff, 0x62])))))).code).toBe('table/encoding')
  })
})

describe('JSON', () => {
  const table = (text: string) => [...jsonRows(text)].map(({ row, cells }) => [row, ...cells])
  test('an array, an object around one, and one object a line are the same table', () => {
    const expected = [[0, '标题', '内容', 'n'], [1, 'a', 'b', ''], [2, 'c', '', '5']]
    expect(table('[{"标题":"a","内容":"b"},{"标题":"c","n":5}]')).toEqual(expected)
    expect(table('{"total":2,"items":[{"标题":"a","内容":"b"},{"标题":"c","n":5}]}')).toEqual(expected)
    expect(table('{"标题":"a","内容":"b"}\n{"标题":"c","n":5}\n')).toEqual(expected)
    expect(table('{"标题":"a","x":[1],"y":null}')).toEqual([[0, '标题', 'x', 'y'], [1, 'a', '[1]', '']])
  })
  test('what is broken is named', async () => {
    expect(await fault(readHead(source(kept('[{"a":1},'))))).toEqual({ code: 'table/json-wrong', facts: {} })
    expect(await fault(readHead(source(kept('{"a":1}\n{"a":'))))).toEqual({ code: 'table/json-line-wrong', facts: { row: 2 } })
    expect(await fault(readHead(source(kept('[{"a":1},5]'))))).toEqual({ code: 'table/json-not-rows', facts: { row: 2 } })
  })
})

describe('in a process of its own', () => {
  const file = (path: string) => ({ path, sheet: null, knownHeaders: [] })
  test('rows come in batches, and whoever stops early stops the reading', async () => {
    const path = kept(['标题,内容', ...Array.from({ length: 25 }, (_, index) => `t${index},b`)].join('\n'))
    const sizes: number[] = []
    for await (const batch of readTableRows(file(path), 1, 10)) sizes.push(batch.length)
    expect(sizes).toEqual([10, 10, 5])
    for await (const batch of readTableRows(file(path), 1, 10)) {
      expect(batch[0]?.cells).toEqual(['t0', 'b'])
      break
    }
    expect(await fault(readTableHead(file(kept(''))))).toEqual({ code: 'table/empty', facts: {} })
  })

  test('the process goes on answering while a large file is read', async () => {
    const path = kept(['标题,内容', ...Array.from({ length: 100_000 }, (_, index) => `t${index},${'内容'.repeat(40)}`)].join('\n'))
    let longest = 0
    let last = performance.now()
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 10)
      last = performance.now()
    }, 10)
    const head = await readTableHead(file(path))
    clearInterval(ticking)
    expect(head.rows).toBe(100_000)
    expect(longest).toBeLessThan(1000)
  })

  test('a file that fills the memory ends the reading, and nothing else', async () => {
    const path = kept(`[${'{},'.repeat(1_500_000)}{}]`)
    expect(await fault(readTableHead(file(path), 64))).toEqual({ code: 'table/needs-too-much-memory', facts: {} })
  })

  test('chosen rows are copied with a remark, and a column of remarks of before is replaced', async () => {
    const path = kept('标题,原因,内容\na,旧,b\nc,旧,=1+1\n')
    const toPath = join(folder, 'copied.xlsx')
    await copyTableRows(file(path), { headerRow: 1, headers: ['标题', '原因', '内容'], remarks: new Map([[3, '请填写']]), remarkHeader: '原因', sheetName: '退回', toPath })
    const copied = new exceljs.Workbook()
    await copied.xlsx.readFile(toPath)
    expect(copied.getWorksheet('退回')?.getSheetValues().slice(1)).toEqual([[undefined, '标题', '内容', '原因'], [undefined, 'c', '=1+1', '请填写']])
    expect(copied.getWorksheet('退回')?.getCell('B2').type).toBe(exceljs.ValueType.String)
  })
})
