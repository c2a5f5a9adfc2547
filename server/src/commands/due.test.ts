import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { dueCommand } from './due.ts'

/** Runs the command within this process, with a text as its standard input. */
async function due(args: string, input = '') {
  const out: string[] = []
  const errors: string[] = []
  const io = { readInput: async () => input, print: (line: string) => out.push(line), complain: (line: string) => errors.push(line) }
  const code = await dueCommand(args.split(' ').filter(Boolean), io)
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

/** Runs it as a user does: a process of its own, with a real standard input. */
async function run(args: string[], input = '') {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, 'due', ...args])
  child.stdin.end(input)
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, out, errors }
}

const LABOUR_DAY = {
  dueStrict: '2026-05-01',
  dueLegal: '2026-05-06',
  provisional: false,
  steps: [
    { from: '2026-03-02', to: '2026-03-02', counted: false, reason: { code: 'startDay' } },
    { from: '2026-03-03', to: '2026-04-30', counted: true, reason: { code: 'naturalDay' } },
    { from: '2026-05-01', to: '2026-05-01', counted: true, reason: { code: 'holiday', name: '劳动节' } },
    { from: '2026-05-02', to: '2026-05-05', counted: false, reason: { code: 'holiday', name: '劳动节' } },
    { from: '2026-05-06', to: '2026-05-06', counted: false, reason: { code: 'workday' } },
  ],
}

describe('hejie due', () => {
  it('prints the two dates and every step as JSON', async () => {
    const { code, out, errors } = await due('--start 2026-03-02 --length 60 --unit naturalDay --json')
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(JSON.parse(out)).toEqual(LABOUR_DAY)
  })

  it('prints null for what cannot be known', async () => {
    const known = async (args: string) => {
      const { dueStrict, dueLegal, provisional } = JSON.parse((await due(`${args} --json`)).out)
      return { dueStrict, dueLegal, provisional }
    }
    expect(await known('--start 2026-12-20 --length 15 --unit naturalDay')).toEqual({ dueStrict: '2027-01-04', dueLegal: null, provisional: true })
    expect(await known('--start 2026-12-28 --length 5 --unit workingDay')).toEqual({ dueStrict: null, dueLegal: null, provisional: true })
  })

  it('explains itself to people without --json', async () => {
    const { code, out } = await due('--start 2026-02-13 --length 5 --unit workingDay')
    expect(code).toBe(0)
    expect(out).toContain('届满 legal   2026-02-27（周五）')
    expect(out).toMatch(/2026-02-15 … 2026-02-23\s+9 {2}- {2}春节放假，不计入 holiday 春节, not counted/)
  })

  it('counts under a limit of the table and names its article', async () => {
    const { code, out } = await due('--start 2026-03-02 --rule DL05 --extension 30')
    expect(code).toBe(0)
    expect(out).toContain('信访工作条例第三十四条')
    expect(out).toContain('届满 legal   2026-06-01（周一）')
    expect(JSON.parse((await due('--start 2026-03-02 --rule DL32 --variant orange --json')).out)).toMatchObject({ dueLegal: '2026-03-04' })
  })

  it('explains every single day with its place in the count', async () => {
    const { out } = await due('--start 2026-04-30 --rule DL04 --explain')
    const days = out.split('\n').filter((line) => /^2026-0[45]-/.test(line))
    expect(days).toHaveLength(12)
    expect(days[1]).toMatch(/^2026-05-01（周五） +- {2}劳动节放假，不计入/)
    expect(days[9]).toMatch(/^2026-05-09（周六） +4 {2}\+ {2}劳动节调休上班，计入/)
    expect(days.at(-1)).toMatch(/^2026-05-11（周一） +5 {2}\+/)
    const { explanation } = JSON.parse((await due('--start 2026-04-30 --rule DL04 --explain --json')).out)
    expect(explanation.map((step: { nth: number | null }) => step.nth)).toEqual([null, null, 1, 4, null, 5])
  })

  it('shows how it is used', async () => {
    const { code, out } = await due('--help')
    expect(code).toBe(0)
    for (const flag of ['--start', '--length', '--unit', '--json', '--batch']) expect(out).toContain(flag)
    expect(out).toContain('2007–2026')
  })

  it.each([
    ['', '--start', 'missing'],
    ['--start 2026-02-30 --length 5 --unit month', '--start', '2026-02-30'],
    ['--start tomorrow --length 5 --unit month', '--start', 'tomorrow'],
    ['--start 1800-01-01 --length 5 --unit month', '--start', '1800-01-01'],
    ['--start 2026-02-03 --unit month', '--length', 'missing'],
    ['--start 2026-02-03 --length -5 --unit month', '--length', '-5'],
    ['--start 2026-02-03 --length 1.5 --unit month', '--length', '1.5'],
    ['--start 2026-02-03 --length 0 --unit month', '--length', '0'],
    ['--start 2026-02-03 --length 99999999999999999999 --unit month', '--length', 'got'],
    ['--start 2026-02-03 --length 5', '--unit', 'missing'],
    ['--start 2026-02-03 --length 5 --unit hours', '--unit', 'hours'],
    ['--start 2026-02-03 --rule DL99', '--rule', 'DL99'],
    ['--start 2026-02-03 --rule DL28', '--rule', 'minutes'],
    ['--start 2026-02-03 --rule DL05 --length 5', '--rule', 'no length'],
    ['--start 2026-02-03 --rule DL32', '--variant', 'orange'],
    ['--start 2026-02-03 --rule DL05 --variant red', '--variant', 'one length'],
    ['--start 2026-02-03 --rule DL05 --extension 31', '--extension', '30 at most'],
    ['--start 2026-02-03 --rule DL01 --extension 1', '--extension', '0 at most'],
    ['--start 2026-02-03 --length 5 --unit month --extension -1', '--extension', '-1'],
    ['--start', '--start', 'missing'],
    ['--begin 2026-02-03', '--begin', 'Unknown'],
    ['--batch --length 5', '--batch', '--length'],
  ])('refuses "%s" in one line that names %s', async (args, flag, said) => {
    const { code, out, errors } = await due(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(errors.split('\n')).toHaveLength(1)
    expect(errors).toContain(flag)
    expect(errors).toContain(said)
  })
})

describe('hejie due --batch', () => {
  it('answers every entry and keeps its fields', async () => {
    const questions = [
      { id: 7, start: '2026-03-02', length: 60, unit: 'naturalDay' },
      { id: 8, start: '2026-01-31', length: 1, unit: 'month' },
    ]
    const { code, out, errors } = await due('--batch --json', JSON.stringify(questions))
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    const answers = JSON.parse(out)
    expect(answers[0]).toEqual({ ...questions[0], ...LABOUR_DAY })
    expect(answers[1]).toMatchObject({ ...questions[1], dueStrict: '2026-02-28', dueLegal: '2026-02-28' })
  })

  it('puts the error of a bad entry in its place, answers the others and ends with 2', async () => {
    const { code, out, errors } = await due('--batch', '[{"start":"x","note":"n"},5,{"start":"2026-03-02","length":60,"unit":"naturalDay"},{"start":"2026-03-02","length":"60","unit":"month"}]')
    expect(code).toBe(2)
    expect(errors).toContain('3 of 4')
    const answers = JSON.parse(out)
    expect(answers).toHaveLength(4)
    expect(answers[0]).toEqual({ start: 'x', note: 'n', error: { code: 'due/start-invalid', message: expect.stringContaining('start'), index: 0 } })
    expect(answers[1]).toEqual({ error: { code: 'due/entry-invalid', message: expect.any(String), index: 1 } })
    expect(answers[2]).toMatchObject(LABOUR_DAY)
    expect(answers[3].error).toMatchObject({ code: 'due/length-invalid', index: 3 })
  })

  it.each(['', '{', '{"start":"2026-03-02"}', 'null'])('refuses "%s" in one line and answers nothing', async (input) => {
    const { code, out, errors } = await due('--batch', input)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(errors).toMatch(/^hejie due: 标准输入.*JSON/)
    expect(errors.split('\n')).toHaveLength(1)
  })

  it('reads a file with a byte order mark, and an empty list', async () => {
    expect(await due('--batch', '\uFEFF[]')).toEqual({ code: 0, out: '[]', errors: '' })
  })
})

describe('as a process of its own', () => {
  it('answers, and ends with the right code', async () => {
    const good = await run(['--start', '2026-03-02', '--length', '60', '--unit', 'naturalDay', '--json'])
    expect(good).toMatchObject({ code: 0, errors: '' })
    expect(JSON.parse(good.out)).toEqual(LABOUR_DAY)
    expect(await run(['--start', 'x'])).toMatchObject({ code: 2, out: '' })
  })

  it('prints a large batch whole', async () => {
    const questions = Array.from({ length: 5000 }, (_, id) => ({ id, start: '2026-03-02', length: 60, unit: 'naturalDay' }))
    const { code, out } = await run(['--batch'], JSON.stringify(questions))
    expect(code).toBe(0)
    expect(JSON.parse(out).at(-1)).toEqual({ ...questions.at(-1), ...LABOUR_DAY })
  })
})
