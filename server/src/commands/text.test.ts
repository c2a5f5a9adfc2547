import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inventedMessages } from '../../../text/test/invented-messages.ts'
import { textCommand } from './text.ts'

/** Runs commands within this process, with files that stand in memory. */
function desk(files: Record<string, string | Uint8Array> = {}) {
  const kept = new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]))
  return async (...args: string[]) => {
    const out: string[] = []
    const errors: string[] = []
    const read = async (path: string): Promise<Buffer> => kept.get(path) ?? Buffer.alloc(0)
    const code = await textCommand(args, { read, write: (path, content) => kept.set(path, Buffer.from(content)), print: (line) => out.push(line), complain: (line) => errors.push(line), now: () => '2026-11-24T02:00:00.000Z' })
    return { code, out: out.join('\n'), errors: errors.join('\n') }
  }
}
const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n')

describe('hejie text train, evaluate, suggest', () => {
  const run = desk({ 'train.jsonl': lines(inventedMessages(600)), 'few.jsonl': lines(inventedMessages(20)), 'test.jsonl': lines(inventedMessages(100, 5)), 'cut.model': 'HEJIETXT', '-': lines([{ id: 7, text: '老板拖欠工资' }, { text: '' }]) })
  test('train writes a model, evaluate measures it, suggest answers line by line', async () => {
    expect(await run('train', 'train.jsonl', '--out', 'a.model')).toMatchObject({ code: 0, errors: '' })
    const evaluated = JSON.parse((await run('evaluate', 'a.model', 'test.jsonl', '--json')).out)
    expect(Object.keys(evaluated)).toEqual(expect.arrayContaining(['n', 'macroF1', 'accuracy', 'top3', 'perClass', 'coverageAt97']))
    expect(evaluated).toMatchObject({ n: 100 })
    const { out } = await run('suggest', 'a.model')
    const [first, second] = out.split('\n').map((line) => JSON.parse(line))
    expect(first).toMatchObject({ id: 7, suggestions: [{ category: '劳动' }, {}, {}] })
    expect(second).toMatchObject({ id: 2, suggestions: [], silent: 'nothing-known' })
  })
  test('says what is wrong and what to do, with exit code 2', async () => {
    expect(await run('train', 'few.jsonl', '--out', 'b.model')).toMatchObject({ code: 2, errors: expect.stringContaining('there are 20, fewer than 500') })
    expect(await run('train', 'train.jsonl')).toMatchObject({ code: 2, errors: expect.stringContaining('--out: it is missing') })
    expect(await run('suggest', 'cut.model')).toMatchObject({ code: 2, errors: expect.stringContaining('cut.model: this is not a model') })
    expect(await run('nonsense')).toMatchObject({ code: 2, errors: expect.stringContaining('there is no command "nonsense"') })
    const broken = desk({ 'a.jsonl': '{"text":"一","category":"二"}\n{"text":5}', 'b.jsonl': '{"text":', 'c.jsonl': Buffer.from([0xff, 0xfe, 0x41]) })
    expect((await broken('train', 'a.jsonl', '--out', 'm')).errors).toContain('a.jsonl, line 2: "text" is no text')
    expect((await broken('train', 'b.jsonl', '--out', 'm')).errors).toContain('b.jsonl, line 1: it is no JSON')
    expect((await broken('train', 'c.jsonl', '--out', 'm')).errors).toContain('c.jsonl: it is not UTF-8')
  })
})

describe('hejie text group, similar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hejie-text-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const run = desk()
  const file = (name: string, content: string): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const rows = ['甲,鄞州区云栖雅苑搅拌站噪音,2026/3/1,云栖雅苑旁边的搅拌站半夜施工噪音扰民', '乙,鄞州区云栖雅苑搅拌站噪音扰民,2026/3/20,云栖雅苑旁边的搅拌站半夜施工噪音扰民严重', '丙,咨询公积金贷款,2026/3/2,想了解公积金贷款的条件']
    .map((row, i) => `${i + 1},${row}`)
  const csv = file('messages.csv', ['留言编号,留言用户,留言主题,留言时间,留言详情', ...rows].join('\n'))
  test('group proposes one matter with its place, heat and reasons', async () => {
    const { out, errors, code } = await run('group', csv, '--json')
    expect({ errors, code }).toEqual({ errors: '', code: 0 })
    expect(JSON.parse(out)).toMatchObject({ groups: [{ ids: ['1', '2'], place: expect.stringContaining('云栖雅苑'), senders: 2, heat: 4, reasons: expect.arrayContaining([expect.objectContaining({ code: 'place' })]) }] })
  })
  test('similar marks near copies', async () => {
    const { out } = await run('similar', csv, '--id', '1', '--json')
    expect(JSON.parse(out)).toMatchObject({ id: '1', similar: [{ id: '2', copy: 'near', daysApart: 19 }] })
  })
  test('says which column, number or date is wrong', async () => {
    expect((await run('group', file('other.csv', 'a,b\n1,2\n'))).errors).toContain('it has no column for title or text; its columns are a、b')
    expect((await run('group', file('twice.csv', '编号,标题\n1,甲事\n1,乙事\n'))).errors).toContain('two messages have the number 1')
    expect((await run('group', file('empty.csv', ''))).errors).toContain('table/empty')
    expect((await run('group', csv, '--as-of', '2026-02-30')).errors).toContain('"2026-02-30" is no date')
    expect((await run('similar', csv, '--id', '9')).errors).toContain('the file has no message 9')
  })
})

describe('hejie text extract, check', () => {
  const run = desk({
    'a.jsonl': lines([{ id: 1, text: '我叫张小明,鄞州区某厂欠我3000元' }]),
    'reply.jsonl': lines([{ message: '请修好电梯', reply: '已修好电梯。', route: 'enquiry', unit: '住建局', receivedOn: '2026-03-01', repliedOn: '2026-03-02' }]),
    'route.jsonl': lines([{ message: '一', reply: '二', route: 'other' }]),
  })
  test('extract names what a text mentions, or masks it', async () => {
    expect(JSON.parse((await run('extract', 'a.jsonl')).out)).toMatchObject({ id: 1, entities: expect.arrayContaining([expect.objectContaining({ kind: 'amount', fen: 300_000 }), expect.objectContaining({ kind: 'person', text: '张小明' })]) })
    expect((await run('extract', 'a.jsonl', '--mask')).out).toContain('我叫张**')
  })
  test('check lists what to look at', async () => {
    expect(JSON.parse((await run('check', 'reply.jsonl')).out)).toMatchObject({ remarks: [{ code: 'unit-missing' }, { code: 'contact-missing' }] })
    expect(await run('check', 'route.jsonl')).toMatchObject({ code: 2, errors: expect.stringContaining('"route" is other') })
  })
})
