import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareCandidateScan } from '../../src/candidate-scan.ts'
import { createMarker } from '../../src/markers.ts'
import type { MutationModel } from '../../src/mutation.ts'
import { codeOf } from '../../src/search/genotype-codes.ts'
import { isMismatch, parentChildTable } from '../../src/search/parent-child-tables.ts'
import { CANDIDATE, REFERENCE, relationshipHypotheses } from '../../src/search/index.ts'
import { halfReadRatio } from '../../src/search/score-tables.ts'
import { planLayout } from '../../src/search/store-layout.ts'

const FREQUENCIES = { 6: 0.3, 7: 0.25, 8: 0.2, 9: 0.15, '9.3': 0.08, 11: 0.02 }
const locus = planLayout({ L: FREQUENCIES }).loci[0]
const mutations: fc.Arbitrary<MutationModel> = fc.constantFrom<MutationModel>(
  { model: 'none' },
  { model: 'equal', maleRate: 0.01, femaleRate: 0.002 },
  { model: 'stepwise', maleRate: 0.003, femaleRate: 0.001, rate2: 1e-4, range: 0.2 },
)

describe('the table of parents and children', () => {
  test('holds the ratios of the full computation, with mutation of either parent and coancestry', () => {
    const table = createMarker({ name: 'L', frequencies: FREQUENCIES })
    const pair = fc.tuple(fc.nat(5), fc.nat(5))
    fc.assert(
      fc.property(pair, pair, mutations, fc.constantFrom(0, 0.01, 0.05), fc.constantFrom('male', 'female'), (parent, child, mutation, theta, parentSex) => {
        const { ratios, size, numberOf } = parentChildTable(locus, table, { mutation, theta, parentSex: parentSex === 'male' ? 'male' : 'female' })
        const numberOfPair = ([a, b]: readonly number[]): number => numberOf[codeOf(locus.codes.capacity, a, b)]
        const names = (positions: readonly number[]): string[] => positions.map((position) => locus.alleles[position])
        const scan = prepareCandidateScan({ hypotheses: relationshipHypotheses('child', { elder: parentSex === 'male' ? 'male' : 'female' }), candidate: CANDIDATE, references: { [REFERENCE]: { L: names(parent) } }, markers: [table], mutation, theta })
        const expected = 10 ** scan.log10Ratio({ L: names(child) })
        expect(ratios[numberOfPair(child) * size + numberOfPair(parent)]).toBeCloseTo(expected, 9)
        const halfChild = numberOf[codeOf(locus.codes.capacity, child[0], -1)]
        expect(ratios[halfChild * size + numberOfPair(parent)]).toBeCloseTo(halfReadRatio(scan.tables[0], table.alleles.indexOf(locus.alleles[child[0]])), 9)
        const alone = prepareCandidateScan({ hypotheses: relationshipHypotheses('child', { elder: parentSex === 'male' ? 'male' : 'female' }), candidate: CANDIDATE, references: {}, markers: [table], mutation, theta })
        expect(ratios[numberOfPair(child) * size]).toBeCloseTo(10 ** alone.log10Ratio({ L: names(child) }), 9)
        expect(ratios[numberOfPair(parent)]).toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  test('takes the mean of both rates where the sex is unknown', () => {
    const table = createMarker({ name: 'L', frequencies: FREQUENCIES })
    const mutation: MutationModel = { model: 'equal', maleRate: 0.01, femaleRate: 0.002 }
    const at = (parentSex: 'male' | 'female' | 'unknown'): Float64Array => parentChildTable(locus, table, { mutation, parentSex }).ratios
    const [male, female, unknown] = [at('male'), at('female'), at('unknown')]
    expect(Math.max(...unknown.map((ratio, index) => Math.abs(ratio - (male[index] + female[index]) / 2)))).toBeLessThan(1e-12)
  })

  test('refuses a locus on X or with a silent allele', () => {
    expect(() => parentChildTable(locus, createMarker({ name: 'L', frequencies: FREQUENCIES, chromosome: 'X' }), {})).toThrow(/locus L.*autosomal/)
    expect(() => parentChildTable(locus, createMarker({ name: 'L', frequencies: FREQUENCIES, silentFrequency: 0.01, rescale: true }), {})).toThrow(/locus L.*silent/)
  })

  test('calls a mismatch only what shares no allele', () => {
    const code = (a: number, b: number): number => codeOf(locus.codes.capacity, a, b)
    expect(isMismatch(locus, code(0, 1), code(2, 3))).toBe(true)
    expect(isMismatch(locus, code(0, 1), code(1, 3))).toBe(false)
    expect(isMismatch(locus, code(0, 1), code(2, -1))).toBe(false)
    expect(isMismatch(locus, code(0, 1), 0)).toBe(false)
  })
})
