import { describe, expect, test } from 'vitest'
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
