import { describe, expect, test } from 'vitest'
import { createMarker } from '../src/markers.ts'
import { createPedigree, person } from '../src/pedigree.ts'
import { createRandom, createSampler } from '../src/random.ts'
import { createGeneDrop, observeGenotype, simulateFamily, simulateUnrelated } from '../src/simulate.ts'

const marker = createMarker({ name: 'L', frequencies: { 9: 0.1, 10: 0.2, 11: 0.3, 12: 0.4 } })
const trio = createPedigree([person('F', 'male'), person('M', 'female'), person('C', 'male', 'F', 'M')])

/** Five standard errors of a share counted in n draws. */
const within = (share: number, n: number): number => 5 * Math.sqrt((share * (1 - share)) / n)

describe('simulation', () => {
  test('gives the same families for the same seed and others for another', () => {
    const family = (seed: number) => JSON.stringify(simulateFamily({ pedigree: trio, markers: [marker, { ...marker, name: 'K' }] }, createRandom(seed)))
    expect(family(4)).toBe(family(4))
    expect([1, 2, 3, 4, 5, 6].map(family)).not.toEqual([1, 1, 1, 1, 1, 1].map(family))
  })

  test('draws alleles as often as the table says', () => {
    const random = createRandom('alleles')
    const draw = createSampler(marker.frequencies)
    const counts = [0, 0, 0, 0]
    for (let at = 0; at < 100_000; at++) counts[draw(random)]++
    counts.forEach((count, allele) => expect(Math.abs(count / 100_000 - marker.frequencies[allele])).toBeLessThan(within(marker.frequencies[allele], 100_000)))
  })

  test('passes on one allele of each parent unless they mutate, at the stated rate', () => {
    const drop = createGeneDrop({ pedigree: trio, markers: [marker], mutation: { model: 'equal', maleRate: 0.1, femaleRate: 0 } })
    const random = createRandom(9)
    let changed = 0
    for (let at = 0; at < 20_000; at++) {
      const [f1, f2, m1, m2, fromFather, fromMother] = drop(random)
      expect([m1, m2]).toContain(fromMother)
      if (fromFather !== f1 && fromFather !== f2) changed++
    }
    // A changed allele hides when it becomes the father's other one.
    expect(changed / 20_000).toBeGreaterThan(0.05)
    expect(changed / 20_000).toBeLessThan(0.1)
  })

  test('makes founders alike as theta says: P(two equal) = θ + (1−θ)Σp²', () => {
    const theta = 0.2
    const drop = createGeneDrop({ pedigree: createPedigree([person('A', 'female')]), markers: [marker], theta })
    const random = createRandom(10)
    let equal = 0
    for (let at = 0; at < 50_000; at++) {
      const [a, b] = drop(random)
      if (a === b) equal++
    }
    const expected = theta + (1 - theta) * marker.frequencies.reduce((sum, p) => sum + p * p, 0)
    expect(Math.abs(equal / 50_000 - expected)).toBeLessThan(within(expected, 50_000))
  })

  test('gives men one X, from their mother', () => {
    const x = createMarker({ name: 'DXS101', chromosome: 'X', frequencies: { 20: 0.5, 21: 0.5 } })
    const profiles = simulateFamily({ pedigree: trio, markers: [x] }, createRandom(2))
    expect(profiles.F.DXS101).toHaveLength(1)
    expect(profiles.M.DXS101).toHaveLength(2)
    expect(profiles.M.DXS101).toContain(profiles.C.DXS101[0])
  })

  test('loses alleles and loci as often as told, and never shows the silent allele', () => {
    const silent = createMarker({ name: 'L', frequencies: { 9: 0.5, 10: 0.4 }, silentFrequency: 0.1 })
    const people = simulateUnrelated({ markers: [silent], count: 20_000, quality: { missingLocus: 0.3 } }, createRandom(3))
    const missing = people.filter((profile) => profile.L === undefined).length / 20_000
    const expected = 0.3 + 0.7 * 0.01
    expect(Math.abs(missing - expected)).toBeLessThan(within(expected, 20_000))
    expect(people.some((profile) => profile.L?.includes('silent'))).toBe(false)
    const random = createRandom(6)
    const seen = Array.from({ length: 20_000 }, () => observeGenotype(marker, 0, 1, { dropOut: 0.2 }, random))
    const both = seen.filter((genotype) => genotype !== null && genotype[0] !== genotype[1]).length / 20_000
    expect(Math.abs(both - 0.64)).toBeLessThan(within(0.64, 20_000))
    expect(Math.abs(seen.filter((genotype) => genotype === null).length / 20_000 - 0.04)).toBeLessThan(within(0.04, 20_000))
  })
})
