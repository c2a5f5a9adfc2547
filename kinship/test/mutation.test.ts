import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lumpAlleles } from '../src/lumping.ts'
import type { Marker } from '../src/markers.ts'
import { createMarker } from '../src/markers.ts'
import type { MutationModel } from '../src/mutation.ts'
import { mutationMatrices } from '../src/mutation.ts'
import { mutationModels } from './arbitraries.ts'

const marker = createMarker({ name: 'L', frequencies: { 9: 0.1, '9.3': 0.2, 10: 0.3, 11: 0.25, 13: 0.1, '13.2': 0.05 } })
const rates = { maleRate: 0.01, femaleRate: 0.004 }
const entry = (matrix: Float64Array, from: string, to: string, of: Marker = marker): number => matrix[of.indexOf.get(from)! * of.alleles.length + of.indexOf.get(to)!]

describe('a mutation matrix', () => {
  test('has rows that sum to 1 for every model, with and without a silent allele', () => {
    const withSilent = createMarker({ name: 'L', frequencies: { 9: 0.3, '9.3': 0.3, 10: 0.35 }, silentFrequency: 0.05 })
    fc.assert(
      fc.property(mutationModels, fc.constantFrom(marker, withSilent), (model, of) => {
        const { male, female } = mutationMatrices(of, model)
        for (const matrix of [male, female]) {
          of.alleles.forEach((_, from) => {
            const row = matrix.subarray(from * of.alleles.length, (from + 1) * of.alleles.length)
            expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 14)
            expect(Math.min(...row)).toBeGreaterThanOrEqual(0)
          })
        }
      }),
      { seed: 1, numRuns: 30 },
    )
  })

  test('of equal steps gives every other allele the same share', () => {
    const { male, female } = mutationMatrices(marker, { model: 'equal', ...rates })
    expect(entry(male, '9', '13.2')).toBeCloseTo(0.01 / 5, 15)
    expect(entry(female, '9', '9')).toBeCloseTo(0.996, 15)
  })

  test('in proportion to frequency keeps the population as it is, at the stated rate', () => {
    const { male } = mutationMatrices(marker, { model: 'proportional', ...rates })
    marker.alleles.forEach((to) => expect(marker.alleles.reduce((sum, from, at) => sum + marker.frequencies[at] * entry(male, from, to), 0)).toBeCloseTo(marker.frequencies[marker.indexOf.get(to)!], 14))
    const changed = marker.alleles.reduce((sum, allele, at) => sum + marker.frequencies[at] * (1 - entry(male, allele, allele)), 0)
    expect(changed).toBeCloseTo(0.01, 14)
  })

  test('of one step shares the rate among neighbours of the table and leaves lone alleles alone', () => {
    const { male } = mutationMatrices(marker, { model: 'onestep', ...rates })
    expect(entry(male, '10', '9')).toBeCloseTo(0.005, 15)
    expect(entry(male, '10', '11')).toBeCloseTo(0.005, 15)
    expect(entry(male, '9', '10')).toBeCloseTo(0.01, 15)
    expect(entry(male, '9.3', '9.3')).toBe(1)
    expect(entry(male, '13', '13')).toBe(1)
  })

  test('of many steps falls by the range with each step and crosses to microvariants at the second rate', () => {
    const { male } = mutationMatrices(marker, { model: 'stepwise', ...rates, rate2: 0.001, range: 0.1 })
    const inside = 0.1 + 0.01 + 0.001
    expect(entry(male, '10', '11')).toBeCloseTo((0.01 * 0.1) / (0.1 + 0.1 + 0.001), 15)
    expect(entry(male, '13', '11')).toBeCloseTo((0.01 * 0.01) / (0.01 + 0.001 + 0.0001), 15)
    expect(entry(male, '9', '10')).toBeCloseTo((0.01 * 0.1) / (inside + 0.0001 - 0.001), 15)
    expect(entry(male, '9', '9.3')).toBeCloseTo(0.001 / 2, 15)
    expect(entry(male, '9.3', '9.3')).toBeCloseTo(0.999, 15)
  })

  test('never leads to or from the silent allele', () => {
    const withSilent = createMarker({ name: 'L', frequencies: { 9: 0.4, 10: 0.5 }, silentFrequency: 0.1 })
    const { male } = mutationMatrices(withSilent, { model: 'equal', ...rates })
    expect(entry(male, 'silent', 'silent', withSilent)).toBe(1)
    expect(entry(male, '9', 'silent', withSilent)).toBe(0)
    expect(entry(male, '9', '10', withSilent)).toBeCloseTo(0.01, 15)
  })

  test('given by the user is taken allele by allele, in whatever order it is written', () => {
    const two = createMarker({ name: 'L', frequencies: { 9: 0.5, 10: 0.5 } })
    const model: MutationModel = { model: 'matrix', loci: { L: { alleles: ['10', '9'], male: [[0.98, 0.02], [0.01, 0.99]], female: [[1, 0], [0, 1]] } } }
    const { male, female } = mutationMatrices(two, model)
    expect(entry(male, '10', '9', two)).toBe(0.02)
    expect(entry(male, '9', '10', two)).toBe(0.01)
    expect(entry(female, '9', '9', two)).toBe(1)
  })
})

describe('lumping unseen alleles', () => {
  test('merges all of them where the model treats them alike, and none that a step tells apart', () => {
    const sizeOf = (model: MutationModel): number => lumpAlleles(marker, mutationMatrices(marker, model), new Set([marker.indexOf.get('10')!])).size
    expect(sizeOf({ model: 'none' })).toBe(2)
    expect(sizeOf({ model: 'equal', ...rates })).toBe(2)
    expect(sizeOf({ model: 'proportional', ...rates })).toBe(2)
    // 9.3 and 13.2 are each alone in a class of their own length and behave alike; 9, 11 and 13 do not.
    expect(sizeOf({ model: 'stepwise', ...rates, rate2: 0.001, range: 0.1 })).toBe(5)
    // 9 and 11 have 10 as their only neighbour; 9.3, 13 and 13.2 never change.
    expect(sizeOf({ model: 'onestep', ...rates })).toBe(3)
  })
})
