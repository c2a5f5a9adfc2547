import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { secondOpinion } from '../../test/second-opinion.ts'
import { STATUTORY_LIMITS } from '../modules/time-limits/shipped-limits.ts'
import { dueCommand } from './due.ts'

interface Answer {
  start: string
  length?: number
  unit?: string
  rule?: string
  variant?: string
  extension?: number
  dueStrict: string | null
  dueLegal: string | null
}

/** `hejie due --batch`, as another program uses it. */
async function batch(questions: readonly object[]): Promise<Answer[]> {
  const out: string[] = []
  const code = await dueCommand(['--batch'], { readInput: async () => JSON.stringify(questions), print: (line) => out.push(line), complain: () => undefined })
  expect(code).toBe(0)
  return JSON.parse(out.join('\n')) as Answer[]
}

/** The same numbers every time: a run that fails can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const own = new URL('../../data/calendar-cn.json', import.meta.url)
const shared = (name: string) => new URL(`../../../../shared/domain/${name}`, import.meta.url)
const day = (offset: number): string => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10)

describe('hejie due and a second, independent implementation', () => {
  it('agree on three thousand random starts of a year, units, lengths and extensions', async () => {
    const next = numbers(20_261_124)
    const units = ['naturalDay', 'workingDay', 'month', 'year']
    const questions = Array.from({ length: 3_000 }, () => {
      const unit = units[next(4)] ?? 'naturalDay'
      return { start: day(next(365)), unit, length: 1 + next(unit === 'year' ? 3 : unit === 'month' ? 14 : 120), extension: next(3) === 0 ? next(31) : 0 }
    })
    const opinion = secondOpinion(own)
    const differing = (await batch(questions)).filter(({ start, length = 0, unit = '', extension, dueStrict, dueLegal }) => {
      const { strict, legal } = opinion.due(start, length, unit, extension)
      return strict !== dueStrict || legal !== dueLegal
    })
    expect(differing).toEqual([])
  })

  it('agree on every limit of the table, from every day of the year', async () => {
    const limits = STATUTORY_LIMITS.filter((limit) => limit.unit !== 'minute' && limit.validTo === null)
    const questions = limits.flatMap((limit) => {
      const variants = typeof limit.length === 'number' ? [undefined] : Object.keys(limit.length)
      return variants.flatMap((variant) => Array.from({ length: 365 }, (_, offset) => ({ start: day(offset), rule: limit.code, variant })))
    })
    const opinion = secondOpinion(own)
    const answers = await batch(questions)
    expect(answers.length).toBeGreaterThan(12_000)
    const differing = answers.filter(({ start, rule, variant, dueStrict, dueLegal }) => {
      const limit = limits.find((one) => one.code === rule)
      const length = limit ? (typeof limit.length === 'number' ? limit.length : (limit.length[variant ?? ''] ?? 0)) : 0
      const { strict, legal } = opinion.due(start, length, limit?.unit ?? '')
      return strict !== dueStrict || legal !== dueLegal
    })
    expect(differing).toEqual([])
  })

  it.runIf(existsSync(shared('deadline-vectors.json')))('agree with the published vectors, and so does the second one on a calendar of its own', async () => {
    const vectors = JSON.parse(readFileSync(shared('deadline-vectors.json'), 'utf8')) as (Answer & { expect?: string })[]
    const complete = vectors.filter((one) => one.expect === undefined)
    expect(complete.length).toBeGreaterThan(15)
    const answers = await batch(vectors.map(({ start, length, unit }) => ({ start, length, unit })))
    const opinion = secondOpinion(shared('calendar-2007-2026.json'))
    for (const [index, { start, length = 0, unit = '', dueStrict, dueLegal, expect: other }] of vectors.entries()) {
      const found = [answers[index]?.dueStrict, answers[index]?.dueLegal]
      const second = opinion.due(start, length, unit)
      if (other === undefined) expect([start, ...found, second.strict, second.legal]).toEqual([start, dueStrict, dueLegal, dueStrict, dueLegal])
      else expect([found[1], second.legal]).toEqual([null, null])
    }
  })
})
