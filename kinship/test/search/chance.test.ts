import { describe, expect, test } from 'vitest'
import { prepareCandidateScan } from '../../src/candidate-scan.ts'
import { createRandom } from '../../src/random.ts'
import { genotypePairs } from '../../src/profiles.ts'
import type { Typing } from '../../src/search/chance.ts'
import { genotypeChance, ratioDistribution } from '../../src/search/chance.ts'
import { CANDIDATE, REFERENCE, createLocalPool, prepareSearch, relationshipHypotheses, searchStore } from '../../src/search/index.ts'
import { simulateFamily, simulateUnrelated } from '../../src/simulate.ts'
import { STEPWISE, TEN_LOCI, emptyStore, markersNamed, storeOf } from './fixtures.ts'
import { familyOf } from './relatives.ts'

const REFERENCE_PROFILE = { TH01: ['6', '9'], TPOX: ['8', '11'], D3S1358: ['15', '16'] }

describe('the chance of a ratio', () => {
  test('is the sum over all genotypes of unrelated people, and of true relatives', () => {
    const loci = Object.keys(REFERENCE_PROFILE)
    const markers = markersNamed(loci)
    const question = { hypotheses: relationshipHypotheses('full-sibling'), candidate: CANDIDATE, references: { [REFERENCE]: REFERENCE_PROFILE }, markers, mutation: STEPWISE, theta: 0.02 }
    const { scores } = prepareSearch(emptyStore(loci), question)
    const distribution = ratioDistribution(scores, loci.map((): Typing => 'full'), -5, 0.02)
    const sums = enumerate(prepareCandidateScan(question).tables.map((table) => {
      const { first, second } = genotypePairs(table.marker.alleles.length)
      const total = table.likelihoodH1.reduce((sum, likelihood) => sum + likelihood, 0)
      return Array.from(table.log10Ratio, (log10Ratio, genotype) => ({ log10Ratio, unrelated: genotypeChance(table.marker.frequencies, first[genotype], second[genotype], 0.02), related: table.likelihoodH1[genotype] / total }))
    }))
    for (const threshold of [-1.2, 0, 0.5, 1.3, 2]) {
      const within = (kind: 'unrelated' | 'related', slack: number): number => sums.reduce((sum, one) => sum + (one.log10Ratio >= threshold + slack ? one[kind] : 0), 0)
      // Never understated, and no more than a few hundredths of a log10 unit generous.
      expect(distribution.unrelatedReaching(threshold)).toBeGreaterThanOrEqual(within('unrelated', 0.01) * (1 - 1e-9))
      expect(distribution.unrelatedReaching(threshold)).toBeLessThanOrEqual(within('unrelated', -0.04) * (1 + 1e-9))
      expect(distribution.relatedReaching(threshold)).toBeGreaterThanOrEqual(within('related', 0.01) * (1 - 1e-9))
      expect(distribution.relatedReaching(threshold)).toBeLessThanOrEqual(within('related', -0.04) * (1 + 1e-9))
    }
  })

  test('foretells how many of 20,000 unrelated and of 2,000 related people reach a ratio', async () => {
    const random = createRandom(31)
    const markers = markersNamed(TEN_LOCI)
    const family = familyOf('half-sibling', TEN_LOCI, random)
    const question = { ...family, markers, mutation: STEPWISE }
    const { scores } = prepareSearch(emptyStore(TEN_LOCI), question)
    const distribution = ratioDistribution(scores, TEN_LOCI.map((): Typing => 'full'), 0, 0)
    const scan = prepareCandidateScan(question)
    const unrelated = simulateUnrelated({ markers, count: 20_000 }, random).map((profile) => scan.log10Ratio(profile))
    for (const threshold of [0, 0.5, 1]) {
      const chance = distribution.unrelatedReaching(threshold)
      const share = unrelated.filter((ratio) => ratio >= threshold).length / unrelated.length
      expect(Math.abs(share - chance)).toBeLessThan(4 * Math.sqrt(chance / unrelated.length) + 0.05 * chance)
    }
  })

  test('printed with a candidate is that of people typed at the same loci, times the profiles searched', async () => {
    const random = createRandom(8)
    const markers = markersNamed(TEN_LOCI)
    const family = familyOf('child', TEN_LOCI, random)
    const half = Object.fromEntries(Object.entries(family.truth).slice(0, 5))
    const store = storeOf(TEN_LOCI, [family.truth, half, ...simulateUnrelated({ markers, count: 498 }, random)])
    const { candidates } = await searchStore(createLocalPool(store), { ...family, markers, mutation: STEPWISE })
    const [whole, part] = [1n, 2n].map((id) => candidates.find((candidate) => candidate.id === id))
    const { scores } = prepareSearch(store, { ...family, markers, mutation: STEPWISE })
    const typing = scores.map(({ locus }): Typing => (half[locus.locus] === undefined ? 'none' : 'full'))
    expect(whole?.compared).toBe(10)
    expect(part?.compared).toBe(5)
    expect(part?.expectedChanceMatches).toBeCloseTo(500 * ratioDistribution(scores, typing, 0, 0).unrelatedReaching(part?.log10Ratio ?? 0), 9)
    expect(whole?.expectedChanceMatches ?? 1).toBeLessThan(part?.expectedChanceMatches ?? 0)
  })

  test('is small enough to matter: one in 10¹⁰ and less is still a number above 0', () => {
    const random = createRandom(5)
    const markers = markersNamed(TEN_LOCI)
    const { father, mother } = simulateFamily({ pedigree: relationshipHypotheses('child-of-both').H1, markers, typed: ['father', 'mother'] }, random)
    const { scores } = prepareSearch(emptyStore(TEN_LOCI), { hypotheses: relationshipHypotheses('child-of-both'), candidate: CANDIDATE, references: { father, mother }, markers, mutation: STEPWISE })
    const chance = ratioDistribution(scores, TEN_LOCI.map((): Typing => 'full'), 6, 0).unrelatedReaching(7)
    expect(chance).toBeGreaterThan(0)
    // By Markov’s inequality no ratio R is reached by more than 1/R of the unrelated.
    expect(chance).toBeLessThan(10 ** -6.9)
  })
})

interface Outcome {
  readonly log10Ratio: number
  readonly unrelated: number
  readonly related: number
}

/** Every combination of one outcome of each locus. */
function enumerate(loci: readonly (readonly Outcome[])[]): Outcome[] {
  return loci.reduce<Outcome[]>((sums, locus) => sums.flatMap((sum) => locus.map((one) => ({ log10Ratio: sum.log10Ratio + one.log10Ratio, unrelated: sum.unrelated * one.unrelated, related: sum.related * one.related }))), [{ log10Ratio: 0, unrelated: 1, related: 1 }])
}
