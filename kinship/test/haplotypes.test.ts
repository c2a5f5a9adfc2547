import { describe, expect, test } from 'vitest'
import { compareMtHaplotypes, compareYHaplotypes, countingEstimate } from '../src/haplotypes.ts'

describe('a haplotype count', () => {
  test('has the exact upper limit 1 − (α/2)^(1/N) when nobody has it', () => {
    const estimate = countingEstimate(0, 1000)
    expect(estimate.upper).toBeCloseTo(1 - 0.025 ** (1 / 1000), 12)
    expect(estimate.lower).toBe(0)
    expect(estimate.frequency).toBeCloseTo(1 / 1001, 15)
  })

  test('has the published Clopper–Pearson limits: 3 of 1000, 10 of 100', () => {
    expect(countingEstimate(3, 1000).lower).toBeCloseTo(0.000619, 6)
    expect(countingEstimate(3, 1000).upper).toBeCloseTo(0.008742, 6)
    expect(countingEstimate(10, 100).lower).toBeCloseTo(0.04900, 4)
    expect(countingEstimate(10, 100).upper).toBeCloseTo(0.17622, 4)
  })

  test('keeps its limits apart in a database of 300,000 and reaches 1 when all have it', () => {
    const large = countingEstimate(150_000, 300_000)
    expect(large.lower).toBeGreaterThan(0.498)
    expect(large.upper).toBeLessThan(0.502)
    expect(countingEstimate(5, 5).upper).toBe(1)
  })
})

describe('comparing haplotypes', () => {
  test('counts Y loci that differ with their steps, and takes DYS385 as a pair in any order', () => {
    const one = { DYS19: ['14'], DYS385: ['11', '14'], DYS390: ['24'], DYS391: ['10'], DYS458: ['17.2'] }
    const other = { DYS19: ['14'], DYS385: ['14', '11'], DYS390: ['26'], DYS458: ['17'], DYS439: ['12'] }
    expect(compareYHaplotypes(one, other)).toEqual({ compared: 4, differences: [{ locus: 'DYS390', steps: 2 }, { locus: 'DYS458', steps: null }] })
  })

  test('compares mtDNA within the ranges both have, without the C-stretches', () => {
    const one = { ranges: [[16024, 16365], [73, 340]], differences: ['A16129G', '73G', '263G', '309.1C', '315.1C', '16362C'] } as const
    const other = { ranges: [[16024, 16300], [73, 340]], differences: ['73G', '263G', '315.1C', '146C'] } as const
    expect(compareMtHaplotypes(one, other)).toEqual({ comparedBases: 277 + 268, differences: ['146C', '16129G'] })
  })
})
