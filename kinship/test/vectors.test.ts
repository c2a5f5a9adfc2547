import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerVectorCase, readVectorCases } from '../src/io/vectors.ts'

// Reference cases computed with other programs; they lie beside the project and are not part of it.
const folder = new URL('../../../shared/kinship/vectors/', import.meta.url)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))

type Expected = { log10LR?: number | string; LR?: number; lH1?: number; lH2?: number; perLocus?: Record<string, { lH1: number; lH2: number; LR: number }> }

function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (expected === undefined || String(actual) === String(expected)) return
  const difference = Math.abs(Number(actual) - Number(expected)) / Math.abs(Number(expected))
  expect(difference, `${what}: ${String(actual)} for ${String(expected)}`).toBeLessThan(1e-9)
}

describe('reference cases', () => {
  test('are all there', () => {
    const counts = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).cases.length as number)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(192)
  })

  test.each(files)('of %s are equal to 1e-9, in all and at every locus', (name) => {
    const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: { expected?: Expected; recomputed?: Expected }[] }
    readVectorCases(file).forEach((entry, at) => {
      const expected = file.cases[at].expected ?? file.cases[at].recomputed!
      const answer = answerVectorCase(entry)
      for (const field of ['log10LR', 'LR', 'lH1', 'lH2'] as const) expectEqual(answer[field], expected[field], `${entry.id} ${field}`)
      for (const [locus, values] of Object.entries(expected.perLocus ?? {})) {
        for (const field of ['lH1', 'lH2', 'LR'] as const) expectEqual(answer.perLocus[locus][field], values[field], `${entry.id} ${locus} ${field}`)
      }
    })
  })
})
