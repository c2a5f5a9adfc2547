import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { likelihoodRatio } from '../../src/ratio.ts'
import type { BlindCheckpoint, ProfileStore } from '../../src/search/index.ts'
import { CANDIDATE, REFERENCE, appendProfiles, blindSearch, createLocalPool, profileAt, relationshipHypotheses } from '../../src/search/index.ts'
import { simulateUnrelated } from '../../src/simulate.ts'
import { STEPWISE, TEN_LOCI, emptyStore, markersNamed, unrelatedWithGaps } from './fixtures.ts'
import { familyOf } from './relatives.ts'

const markers = markersNamed(TEN_LOCI)

/** Children and parents, some of them families, in one store. */
function families(seed: number, count: number, strangers: number): ProfileStore {
  const random = createRandom(seed)
  const store = emptyStore(TEN_LOCI, ['children', 'parents'])
  const pairs = Array.from({ length: count }, () => familyOf('child', TEN_LOCI, random, { missingLocus: 0.03 }))
  const others = unrelatedWithGaps(TEN_LOCI, strangers * 2, random, { missing: 0.05, half: 0.02 })
  appendProfiles(store, [
    ...pairs.map(({ truth }, index) => ({ id: BigInt(1000 + index), profile: truth, sets: ['children'] })),
    ...others.slice(0, strangers).map((profile, index) => ({ id: BigInt(5000 + index), profile, sets: ['children'] })),
    ...others.slice(strangers).map((profile, index) => ({ id: BigInt(7000 + index), profile, sets: ['parents'] })),
    ...pairs.map(({ references }, index) => ({ id: BigInt(2000 + index), profile: references[REFERENCE], sets: ['parents'] })),
  ])
  return store
}

const SETTINGS = { markers, mutation: STEPWISE, queries: { set: 'children' }, set: 'parents', minimumLog10Ratio: 0, limit: 200 }

describe('the blind search for parents and children', () => {
  const store = families(1, 15, 25)

  test('finds what comparing every pair by the full computation finds, on both paths', async () => {
    const everyone = Array.from({ length: store.count }, (_, position) => profileAt(store, position))
    const expected = everyone
      .filter(({ sets }) => sets.includes('children'))
      .flatMap((child) => everyone.filter(({ sets }) => sets.includes('parents')).map((parent) => ({ child, parent })))
      .filter(({ child, parent }) => [child, parent].every(({ profile }) => Object.values(profile).every((genotype) => genotype.length === 2)))
      .filter(({ child, parent }) => Object.entries(child.profile).filter(([locus, genotype]) => parent.profile[locus]?.every((allele) => !genotype.includes(allele))).length <= 2)
      .map(({ child, parent }) => ({ pair: `${child.id}-${parent.id}`, log10Ratio: likelihoodRatio({ hypotheses: relationshipHypotheses('child'), markers, mutation: STEPWISE, profiles: { [CANDIDATE]: child.profile, [REFERENCE]: parent.profile } }).log10Ratio ?? 0 }))
      .filter(({ log10Ratio }) => log10Ratio >= 0)
    for (const kernels of ['auto', 'plain'] as const) {
      const { pairs, compared } = await blindSearch(createLocalPool(store, { kernels }), { ...SETTINGS, parentSex: 'male' })
      expect(compared).toBe(40 * 40)
      const found = new Map(pairs.map((pair) => [`${pair.child}-${pair.parent}`, pair.log10Ratio]))
      for (const { pair, log10Ratio } of expected) expect(found.get(pair)).toBeCloseTo(log10Ratio, 9)
      expect(pairs.map(({ log10Ratio }) => log10Ratio)).toEqual(pairs.map(({ log10Ratio }) => log10Ratio).sort((a, b) => b - a))
      expect(pairs.filter(({ child, parent }) => parent - child === 1000n).length).toBeGreaterThanOrEqual(14)
    }
    expect(expected.length).toBeGreaterThan(10)
  })

  test('finds the same pairs from the parents’ side', async () => {
    const fromChildren = await blindSearch(createLocalPool(store), SETTINGS)
    const fromParents = await blindSearch(createLocalPool(store), { ...SETTINGS, queries: { set: 'parents' }, set: 'children', queryRole: 'parent' })
    const names = ({ pairs }: typeof fromChildren): string[] => pairs.map(({ child, parent, log10Ratio }) => `${child} ${parent} ${log10Ratio.toFixed(9)}`).sort()
    expect(names(fromParents)).toEqual(names(fromChildren))
  })

  test('compares only new profiles when they are named', async () => {
    const all = await blindSearch(createLocalPool(store), SETTINGS)
    const some = await blindSearch(createLocalPool(store), { ...SETTINGS, queries: { ids: [1003n, 1007n] } })
    expect(some.compared).toBe(2 * 40)
    expect(some.pairs.map(({ child, parent }) => `${child} ${parent}`)).toEqual(all.pairs.filter(({ child }) => child === 1003n || child === 1007n).map(({ child, parent }) => `${child} ${parent}`))
  })

  test('never pairs a profile with itself', async () => {
    const { pairs, compared } = await blindSearch(createLocalPool(store), { markers, mutation: STEPWISE, minimumLog10Ratio: 0, limit: 30 })
    expect(compared).toBe(80 * 79)
    expect(pairs.filter(({ child, parent }) => child === parent)).toEqual([])
  })

  test('prints how many unrelated pairs would reach the ratio by chance', async () => {
    const random = createRandom(4)
    const strangers = emptyStore(TEN_LOCI, ['children', 'parents'])
    appendProfiles(strangers, simulateUnrelated({ markers, count: 1200 }, random).map((profile, index) => ({ id: BigInt(index + 1), profile, sets: [index < 600 ? 'children' : 'parents'] })))
    const { pairs } = await blindSearch(createLocalPool(strangers), { ...SETTINGS, limit: 1_000_000, minimumLog10Ratio: 1 })
    const nth = pairs[99]
    expect(nth.expectedChanceMatches).toBeGreaterThan(60)
    expect(nth.expectedChanceMatches).toBeLessThan(160)
  })

  test('goes on where it was interrupted, with the same result', async () => {
    const large = families(2, 30, 700)
    const settings = { ...SETTINGS, minimumLog10Ratio: 4, limit: 20 }
    const whole = await blindSearch(createLocalPool(large), settings)
    const seen: BlindCheckpoint[] = []
    const stop = new AbortController()
    const interrupted = blindSearch(createLocalPool(large), {
      ...settings,
      unitsPerCheckpoint: 1,
      signal: stop.signal,
      onCheckpoint: (checkpoint) => {
        seen.push(checkpoint)
        if (checkpoint.unitsDone === 2) stop.abort(new Error('power cut'))
      },
    })
    await expect(interrupted).rejects.toThrow('power cut')
    const checkpoint: BlindCheckpoint = JSON.parse(JSON.stringify(seen[1]))
    const resumed = await blindSearch(createLocalPool(large), { ...settings, resumeFrom: checkpoint })
    expect(resumed).toEqual(whole)
    appendProfiles(large, [{ id: 1n, profile: {}, sets: [] }])
    await expect(blindSearch(createLocalPool(large), { ...settings, resumeFrom: checkpoint })).rejects.toThrow(/resumeFrom.*changed since.*Start the search again/)
  })

  test.each([
    ['a number that the store does not have', { queries: { ids: [123456n] } }, /queries.*no profile with the number 123456/],
    ['an empty list', { queries: { ids: [] } }, /queries.*no profile to compare/],
    ['a tolerance of three', { tolerance: 3 }, /tolerance/],
    ['an unknown set', { set: 'nobody' }, /set nobody/],
    ['markers that the store lacks', { markers: markersNamed(['SE33']) }, /markers: none of them is in the store/],
  ])('refuses %s', async (_, change, message) => {
    await expect(blindSearch(createLocalPool(store), { ...SETTINGS, ...change })).rejects.toThrow(message)
  })
})
