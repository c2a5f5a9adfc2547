import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/pedigree.ts'
import { createPedigree, person } from '../../src/pedigree.ts'
import { createRandom } from '../../src/random.ts'
import { likelihoodRatio } from '../../src/ratio.ts'
import type { Family, ProfileStore } from '../../src/search/index.ts'
import { appendProfiles, createLocalPool, idAt, profileAt, searchFamilies, searchForArrival } from '../../src/search/index.ts'
import { simulateFamily, simulateUnrelated } from '../../src/simulate.ts'
import { STEPWISE, TEN_LOCI, emptyStore, markersNamed, numbered, storeOf } from './fixtures.ts'
import { familyOf } from './relatives.ts'

const LOCI = TEN_LOCI.slice(0, 6)
const markers = markersNamed(LOCI)

const COUPLE = [person('F', 'male'), person('M', 'female')]
const SHAPES: { readonly people: readonly Person[]; readonly typed: readonly string[] }[] = [
  { people: [...COUPLE, person('C', 'unknown', 'F', 'M')], typed: ['F', 'M'] },
  { people: [...COUPLE, person('C', 'unknown', 'F', 'M')], typed: ['M'] },
  { people: [...COUPLE, person('S', 'male', 'F', 'M'), person('C', 'unknown', 'F', 'M')], typed: ['S'] },
  { people: [...COUPLE, person('S', 'male', 'F', 'M'), person('T', 'female', 'F', 'M'), person('C', 'unknown', 'F', 'M')], typed: ['S', 'T'] },
]

/** Families of each shape in one store; the first child truly belongs to family 0, the second to family 1 … */
function registry(seed: number, count: number): { store: ProfileStore; families: Family[]; children: Record<string, readonly string[]>[] } {
  const random = createRandom(seed)
  const store = emptyStore(LOCI)
  const children: Record<string, readonly string[]>[] = []
  const families = Array.from({ length: count }, (_, index): Family => {
    const { people, typed } = SHAPES[index % SHAPES.length]
    const { C, ...relatives } = simulateFamily({ pedigree: createPedigree(people), markers, mutation: STEPWISE, typed: [...typed, 'C'], quality: { missingLocus: 0.03 } }, random)
    children.push(C)
    const ids = typed.map((_, at) => BigInt(index * 10 + at + 1))
    appendProfiles(store, typed.map((name, at) => ({ id: ids[at], profile: relatives[name], sets: [] })))
    return { id: `family ${index}`, H1: people, H2: people.map((one) => (one.id === 'C' ? person('C', 'unknown') : one)), candidate: 'C', members: Object.fromEntries(typed.map((name, at) => [name, ids[at]])) }
  })
  return { store, families, children }
}

describe('a child against all families', () => {
  const { store, families, children } = registry(1, 24)

  test('gives every family the ratio of the full computation, and only leaves out those whose parent cannot be', async () => {
    const { matches, searched, worked } = await searchFamilies(createLocalPool(store), { child: children[3], families, markers, mutation: STEPWISE, minimumLog10Ratio: -60, tolerance: null, limit: 24 })
    expect([searched, worked]).toEqual([24, 24])
    const profileOf = new Map(Array.from({ length: store.count }, (_, position) => [idAt(store, position), profileAt(store, position).profile]))
    for (const family of families) {
      const profiles = { C: children[3], ...Object.fromEntries(Object.entries(family.members).map(([name, id]) => [name, profileOf.get(id) ?? {}])) }
      const expected = likelihoodRatio({ hypotheses: { H1: createPedigree(family.H1), H2: createPedigree(family.H2) }, markers, mutation: STEPWISE, profiles }).log10Ratio
      expect(matches.find((match) => match.family === family.id)?.log10Ratio).toBeCloseTo(expected ?? 0, 9)
    }
    expect(matches.map(({ log10Ratio }) => log10Ratio)).toEqual(matches.map(({ log10Ratio }) => log10Ratio).sort((a, b) => b - a))
    const strict = await searchFamilies(createLocalPool(store), { child: children[3], families, markers, mutation: STEPWISE, minimumLog10Ratio: -60, limit: 24 })
    expect(strict.worked).toBeLessThan(24)
    expect(strict.matches.map(({ family }) => family)).toEqual(matches.filter(({ mismatches }) => mismatches.length <= 2).map(({ family }) => family))
  })

  test('puts the child’s own family first, or close to it', async () => {
    for (const [index, child] of children.slice(0, 6).entries()) {
      const { matches } = await searchFamilies(createLocalPool(store), { child, families, markers, mutation: STEPWISE, minimumLog10Ratio: -10, limit: 8 })
      const own = matches.find(({ family }) => family === `family ${index}`)
      expect(own?.rank).toBeLessThanOrEqual(index % SHAPES.length < 2 ? 2 : 8)
      if (own !== undefined) expect(own.expectedChanceMatches).toBeLessThanOrEqual(24)
    }
  })

  test.each([
    ['an empty profile', { child: {} }, /child: it has no typed locus/],
    ['no family', { families: [] }, /families: there are none/],
    ['a locus without frequencies', { child: { D99S9: ['9', '9'] } }, /locus D99S9/],
    ['a member who is not in the store', { families: [{ ...families[0], members: { F: 99_999n } }] }, /family family 0, F: the store has no profile with the number 99999/],
    ['a member who is not in the pedigree', { families: [{ ...families[0], members: { G: 1n } }] }, /G is not in both pedigrees/],
    ['a family without samples', { families: [{ ...families[0], members: {} }] }, /family family 0: no member is typed/],
  ])('refuses %s', async (_, change, message) => {
    await expect(searchFamilies(createLocalPool(store), { child: children[0], families, markers, ...change })).rejects.toThrow(message)
  })
})

describe('a profile that comes in', () => {
  test('is searched for every relationship of its side', async () => {
    const random = createRandom(6)
    const all = markersNamed(TEN_LOCI)
    const parent = familyOf('parent', TEN_LOCI, random)
    const store = storeOf(TEN_LOCI, simulateUnrelated({ markers: all, count: 200 }, random))
    appendProfiles(store, numbered([parent.truth], 900n))
    const results = await searchForArrival(createLocalPool(store), { profile: parent.references.reference, arrival: 'seeker', markers: all, mutation: STEPWISE })
    expect(results.map(({ relationship }) => relationship)).toEqual(['parent', 'full-sibling', 'half-sibling', 'grandparent', 'uncle-or-aunt'])
    expect(results[0].result.candidates[0].id).toBe(900n)
    const relative = await searchForArrival(createLocalPool(store), { profile: parent.truth, arrival: 'relative', relationships: ['child'], markers: all, mutation: STEPWISE })
    expect(relative).toHaveLength(1)
  })
})
