import { describe, expect, test } from 'vitest'
import { createMarker } from '../../src/markers.ts'
import { createRandom } from '../../src/random.ts'
import { likelihoodRatio } from '../../src/ratio.ts'
import type { KernelChoice, Relationship } from '../../src/search/index.ts'
import { CANDIDATE, REFERENCE, RELATIONSHIPS, appendProfiles, createLocalPool, prepareSearch, relationshipHypotheses, searchStore } from '../../src/search/index.ts'
import { simulateUnrelated } from '../../src/simulate.ts'
import { STEPWISE, TEN_LOCI, emptyStore, markersNamed, numbered, storeOf, unrelatedWithGaps } from './fixtures.ts'
import { familyOf, largeFamily } from './relatives.ts'

const markers = markersNamed(TEN_LOCI)
const PATHS: KernelChoice[] = ['auto', 'plain']

describe('a search', () => {
  test.each([...RELATIONSHIPS, 'large family'])('for a %s gives the ratios of the full computation, in order, whatever path it takes', async (relationship) => {
    const loci = TEN_LOCI.slice(0, 5)
    const markers = markersNamed(loci)
    const random = createRandom(`search ${relationship}`)
    const family = relationship === 'large family' ? largeFamily(loci, random) : familyOf(RELATIONSHIPS.find((one) => one === relationship) ?? 'child', loci, random)
    const profiles = [...simulateUnrelated({ markers, count: 40, quality: { missingLocus: 0.1 } }, random), family.truth]
    const store = storeOf(loci, profiles)
    const question = { hypotheses: family.hypotheses, candidate: family.candidate, references: family.references, markers, mutation: STEPWISE }
    const expected = profiles
      .map((profile, index) => ({ id: BigInt(index + 1), log10Ratio: likelihoodRatio({ hypotheses: family.hypotheses, markers, mutation: STEPWISE, profiles: { ...family.references, [family.candidate]: profile } }).log10Ratio ?? 0 }))
      .sort((a, b) => b.log10Ratio - a.log10Ratio)
      .slice(0, 20)
    for (const kernels of PATHS) {
      const { candidates, searched } = await searchStore(createLocalPool(store, { kernels }), question, { tolerance: null, minimumLog10Ratio: -30, limit: 20 })
      expect(searched).toBe(41)
      expect(candidates.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
      candidates.forEach(({ log10Ratio }, index) => expect(log10Ratio).toBeCloseTo(expected[index].log10Ratio, 9))
    }
  })

  test('counts as mismatches the loci that need a mutation, never missing or half-read ones', async () => {
    const store = emptyStore(['TH01', 'TPOX', 'FGA', 'vWA'])
    appendProfiles(store, [
      { id: 1n, profile: { TH01: ['6', '7'], TPOX: ['8', '8'], FGA: ['22', '23'], vWA: ['14', '17'] }, sets: [] },
      { id: 2n, profile: { TH01: ['9', '9.3'], TPOX: ['8', '8'], FGA: ['22', '23'], vWA: ['14', '17'] }, sets: [] },
      { id: 3n, profile: { TH01: ['9', '9.3'], TPOX: ['11', '11'], FGA: ['20', '23'], vWA: ['14', '17'] }, sets: [] },
      { id: 4n, profile: { TH01: ['9', '9.3'], TPOX: ['11', '11'], FGA: ['20', '21'], vWA: ['14', '17'] }, sets: [] },
      { id: 5n, profile: { TH01: ['9'], TPOX: ['11'], FGA: ['20'], vWA: ['14', '17'] }, sets: [] },
      { id: 6n, profile: { vWA: ['14', '17'] }, sets: [] },
    ])
    const question = { hypotheses: relationshipHypotheses('child'), candidate: CANDIDATE, references: { [REFERENCE]: { TH01: ['6', '8'], TPOX: ['8', '9'], FGA: ['23', '24'], vWA: ['14', '18'] } }, markers: markersNamed(['TH01', 'TPOX', 'FGA', 'vWA']), mutation: STEPWISE }
    const found = async (options: object): Promise<Record<string, string>> => {
      const { candidates } = await searchStore(createLocalPool(store), question, { minimumLog10Ratio: -30, ...options })
      return Object.fromEntries(candidates.map(({ id, mismatches, compared }) => [String(id), `${mismatches.join(' ')}/${compared}`]).sort())
    }
    expect(await found({})).toEqual({ 1: '/4', 2: 'TH01/4', 3: 'TH01 TPOX/4', 5: '/4', 6: '/1' })
    expect(await found({ tolerance: 0 })).toEqual({ 1: '/4', 5: '/4', 6: '/1' })
    expect(await found({ tolerance: 3 })).toMatchObject({ 4: 'TH01 TPOX FGA/4' })
    expect(await found({ tolerance: 1, minimumCompared: 2 })).toEqual({ 1: '/4', 2: 'TH01/4', 5: '/4' })
  })

  test('looks only at the set it is told, and counts its members', async () => {
    const random = createRandom(12)
    const family = familyOf('child', TEN_LOCI, random)
    const store = emptyStore(TEN_LOCI, ['children', 'families'])
    const people = numbered(simulateUnrelated({ markers, count: 100 }, random))
    appendProfiles(store, [...people.map((one) => ({ ...one, sets: ['families'] })), { id: 500n, profile: family.truth, sets: ['children'] }, { id: 501n, profile: family.truth, sets: ['families'] }])
    const question = { ...family, markers, mutation: STEPWISE }
    for (const kernels of PATHS) {
      const children = await searchStore(createLocalPool(store, { kernels }), question, { set: 'children' })
      expect(children.candidates.map(({ id }) => id)).toEqual([500n])
      expect(children.searched).toBe(1)
      const families = await searchStore(createLocalPool(store, { kernels }), question, { set: 'families', tolerance: null })
      expect(families.candidates[0].id).toBe(501n)
      expect(families.searched).toBe(101)
    }
  })

  test('takes an allele that its table lacks as rare as the rarest, or as the stated rule says, and changes no one else', async () => {
    const references = { [REFERENCE]: { TH01: ['6', '7'] } }
    const question = { hypotheses: relationshipHypotheses('child'), candidate: CANDIDATE, references, markers: markersNamed(['TH01']) }
    const store = storeOf(['TH01'], [{ TH01: ['6', '9'] }, { TH01: ['6', '13.2'] }])
    const before = await searchStore(createLocalPool(storeOf(['TH01'], [{ TH01: ['6', '9'] }])), question)
    const after = await searchStore(createLocalPool(store), question)
    expect(after.candidates.find(({ id }) => id === 1n)?.log10Ratio).toBe(before.candidates[0].log10Ratio)
    const [marker] = question.markers
    const extended = createMarker({ name: 'TH01', rescale: true, frequencies: { ...Object.fromEntries(marker.alleles.map((allele, index) => [allele, marker.frequencies[index]])), 13.2: Math.min(...marker.frequencies) } })
    const expected = likelihoodRatio({ hypotheses: question.hypotheses, markers: [extended], profiles: { ...references, [CANDIDATE]: { TH01: ['6', '13.2'] } } })
    expect(after.candidates.find(({ id }) => id === 2n)?.log10Ratio).toBeCloseTo(expected.log10Ratio ?? 0, 12)
    const byRule = await searchStore(createLocalPool(store), question, { rareAlleles: { rule: 'minimum', frequency: 0.01 } })
    const ruled = likelihoodRatio({ hypotheses: question.hypotheses, markers: question.markers, profiles: { ...references, [CANDIDATE]: { TH01: ['6', '13.2'] } }, rareAlleles: { rule: 'minimum', frequency: 0.01 } })
    expect(byRule.candidates.find(({ id }) => id === 2n)?.log10Ratio).toBeCloseTo(ruled.log10Ratio ?? 0, 12)
  })

  test('leaves out the person asked about, who would come first', async () => {
    const random = createRandom(14)
    const profiles = simulateUnrelated({ markers, count: 60 }, random)
    const question = { hypotheses: relationshipHypotheses('full-sibling'), candidate: CANDIDATE, references: { [REFERENCE]: profiles[4] }, markers, mutation: STEPWISE }
    const pool = createLocalPool(storeOf(TEN_LOCI, profiles))
    const [all, others] = [await searchStore(pool, question, { limit: 3, minimumLog10Ratio: -9 }), await searchStore(pool, question, { limit: 2, minimumLog10Ratio: -9, exclude: [5n] })]
    expect(all.candidates[0].id).toBe(5n)
    expect(others.candidates.map(({ id, rank }) => [id, rank])).toEqual(all.candidates.slice(1).map(({ id, rank }) => [id, rank - 1]))
  })

  test('says under which assumptions it was made', async () => {
    const family = familyOf('full-sibling', TEN_LOCI, createRandom(2))
    const { assumptions } = await searchStore(createLocalPool(storeOf(TEN_LOCI.slice(1), [Object.fromEntries(Object.entries(family.truth).slice(1))])), { ...family, markers, mutation: STEPWISE, theta: 0.01 })
    expect(assumptions).toMatchObject({ loci: TEN_LOCI.slice(1), lociNotInStore: [TEN_LOCI[0]], mutation: STEPWISE, theta: 0.01, tolerance: 2, set: null, rareAlleles: 'rarest of the locus', filter: 'upper bound of the ratio' })
  })

  test('ends when it is cancelled', async () => {
    const random = createRandom(3)
    const store = storeOf(TEN_LOCI, unrelatedWithGaps(TEN_LOCI, 100, random))
    const reason = new Error('the officer closed the window')
    await expect(searchStore(createLocalPool(store), { ...familyOf('child', TEN_LOCI, random), markers }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe('a faulty question', () => {
  const store = storeOf(TEN_LOCI, [])
  const hypotheses = relationshipHypotheses('child')
  const prepare = (references: Record<string, Record<string, string[]>>, options = {}, loci = TEN_LOCI): unknown => prepareSearch(store, { hypotheses, candidate: CANDIDATE, references, markers: markersNamed(loci) }, options)

  test.each([
    ['without a profile', () => prepare({}), /references: no relative has a typed locus.*Give the profile/],
    ['with an empty profile', () => prepare({ [REFERENCE]: {} }), /references: no relative has a typed locus/],
    ['with a locus that the frequency table lacks', () => prepare({ [REFERENCE]: { vWA: ['14', '17'], D99S9: ['9', '9'] } }), /locus D99S9.*Leave the locus out/],
    ['with no locus that the store holds', () => prepare({ [REFERENCE]: { SE33: ['20', '20'] } }, {}, ['SE33']), /markers: none of them is in the store.*Use markers/],
    ['with a tolerance below 0', () => prepare({ [REFERENCE]: { vWA: ['14', '17'] } }, { tolerance: -1 }), /tolerance/],
    ['with a limit that is no number', () => prepare({ [REFERENCE]: { vWA: ['14', '17'] } }, { limit: Number.NaN }), /limit/],
    ['about a set that the store does not have', () => prepare({ [REFERENCE]: { vWA: ['14', '17'] } }, { set: 'families' }), /set families.*Name one of them/],
    ['about someone who is in neither pedigree', () => prepare({ stranger: { vWA: ['14', '17'] } }), /stranger is not in this pedigree/],
    ['whose relatives say nothing about the candidate', () => prepareSearch(store, { hypotheses: { H1: hypotheses.H2, H2: hypotheses.H2 }, candidate: CANDIDATE, references: { [REFERENCE]: { vWA: ['14', '17'] } }, markers: markersNamed(TEN_LOCI) }), /no relative is typed at a locus that tells candidates apart/],
  ])('%s is refused with what to do', (_, ask, message) => {
    expect(ask).toThrow(message)
  })
})

describe('relationships', () => {
  test.each(RELATIONSHIPS)('a true %s is found at the top among a few hundred people, or close to it', async (relationship: Relationship) => {
    const random = createRandom(`top ${relationship}`)
    const loci = TEN_LOCI
    const family = familyOf(relationship, loci, random)
    const store = storeOf(loci, [...simulateUnrelated({ markers, count: 300 }, random), family.truth])
    const { candidates } = await searchStore(createLocalPool(store), { ...family, markers, mutation: STEPWISE }, { minimumLog10Ratio: -30, limit: 301 })
    const near = { 'parent': 5, 'child': 5, 'child-of-both': 1, 'full-sibling': 10 }[String(relationship)] ?? 200
    expect(candidates.find(({ id }) => id === 301n)?.rank).toBeLessThanOrEqual(near)
  })
})
