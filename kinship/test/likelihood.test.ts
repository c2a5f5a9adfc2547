import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceDescent } from '../src/descent.ts'
import { sumOverFounders } from '../src/founders.ts'
import { buildGeneGraph } from '../src/gene-graph.ts'
import { linkedLikelihood, locusLikelihood, log10Of, numberOf, prepareLocus, problemOf } from '../src/likelihood.ts'
import type { Marker } from '../src/markers.ts'
import { createMarker } from '../src/markers.ts'
import { createPedigree, person } from '../src/pedigree.ts'
import type { Profiles } from '../src/profiles.ts'
import { likelihoodRatio } from '../src/ratio.ts'
import { mutationModels, pedigrees, profilesFor, smallMarkers } from './arbitraries.ts'
import { bruteForceLikelihood, bruteForceLinked } from './brute-force.ts'

const thetas = fc.constantFrom(0, 0, 0.02, 0.2)
const RUNS = { numRuns: 300, seed: 20261123 }

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected) + 1e-300)
}

const cases = (chromosome: 'autosomal' | 'X') =>
  fc.record({ pedigree: pedigrees(6), marker: smallMarkers({ chromosome }), mutation: mutationModels, theta: thetas }).chain((setting) => fc.record({ setting: fc.constant(setting), profiles: profilesFor(setting.pedigree, [setting.marker]) }))

describe('the likelihood of a pedigree', () => {
  test('equals the sum over all genotypes of up to six people, with loops, silent alleles, mutation and theta', () => {
    fc.assert(
      fc.property(cases('autosomal'), ({ setting: { pedigree, marker, mutation, theta }, profiles }) => {
        const actual = numberOf(locusLikelihood(prepareLocus(marker, profiles, { mutation, theta }), pedigree))
        expectClose(actual, bruteForceLikelihood(marker, pedigree, profiles, { mutation, theta }))
      }),
      RUNS,
    )
  })

  test('equals the same sum for markers on X', () => {
    fc.assert(
      fc.property(cases('X'), ({ setting: { pedigree, marker, mutation, theta }, profiles }) => {
        const actual = numberOf(locusLikelihood(prepareLocus(marker, profiles, { mutation, theta }), pedigree))
        expectClose(actual, bruteForceLikelihood(marker, pedigree, profiles, { mutation, theta }))
      }),
      RUNS,
    )
  })

  test('equals the same sum when alleles drop out and genotypes are misread', () => {
    const settings = fc.record({ pedigree: pedigrees(4), marker: smallMarkers(), mutation: mutationModels, theta: thetas, dropOut: fc.constantFrom(0, 0.1), typingError: fc.constantFrom(0, 0.02) })
    fc.assert(
      fc.property(settings.chain((setting) => fc.record({ setting: fc.constant(setting), profiles: profilesFor(setting.pedigree, [setting.marker]) })), ({ setting, profiles }) => {
        const { pedigree, marker, mutation, theta, dropOut, typingError } = setting
        const locus = prepareLocus(marker, profiles, { mutation, theta, observation: { dropOut, typingError } })
        expectClose(numberOf(locusLikelihood(locus, pedigree)), bruteForceLikelihood(marker, pedigree, profiles, setting))
      }),
      RUNS,
    )
  })

  test('equals the sum over all phases and recombinations of two linked loci', () => {
    const settings = fc.record({ pedigree: pedigrees(4), one: smallMarkers({ name: 'A', most: 2 }), two: smallMarkers({ name: 'B', most: 2 }), mutation: mutationModels, rho: fc.constantFrom(0, 0.1, 0.5), theta: thetas })
    fc.assert(
      fc.property(settings.chain((setting) => fc.record({ setting: fc.constant(setting), profiles: profilesFor(setting.pedigree, [setting.one, setting.two]) })), ({ setting, profiles }) => {
        const { pedigree, one, two, mutation, rho, theta } = setting
        const loci = [one, two].map((marker) => prepareLocus(marker, profiles, { mutation, theta }))
        expectClose(numberOf(linkedLikelihood(loci, [rho], pedigree)), bruteForceLinked([one, two], rho, pedigree, profiles, mutation, theta))
      }),
      { ...RUNS, numRuns: 60 },
    )
  })

  test('at linked loci with recombination one half is the product of the loci, with theta too', () => {
    const settings = fc.record({ pedigree: pedigrees(5), one: smallMarkers({ name: 'A' }), two: smallMarkers({ name: 'B' }), mutation: mutationModels, theta: thetas })
    fc.assert(
      fc.property(settings.chain((setting) => fc.record({ setting: fc.constant(setting), profiles: profilesFor(setting.pedigree, [setting.one, setting.two]) })), ({ setting, profiles }) => {
        const { pedigree, one, two, mutation, theta } = setting
        const loci = [one, two].map((marker) => prepareLocus(marker, profiles, { mutation, theta }))
        const apart = loci.map((locus) => numberOf(locusLikelihood(locus, pedigree)))
        expectClose(numberOf(linkedLikelihood(loci, [0.5], pedigree)), apart[0] * apart[1])
      }),
      { ...RUNS, numRuns: 80 },
    )
  })

  test('is the same by following genes, by tables, and by grouping the founders', () => {
    const settings = fc.record({ pedigree: pedigrees(8), marker: smallMarkers({ most: 4 }), mutation: mutationModels, theta: thetas })
    fc.assert(
      fc.property(settings.chain((setting) => fc.record({ setting: fc.constant(setting), profiles: profilesFor(setting.pedigree, [setting.marker]) })), ({ setting, profiles }) => {
        const { pedigree, marker, mutation, theta } = setting
        const locus = prepareLocus(marker, profiles, { mutation, theta }, true)
        const problem = problemOf(locus, pedigree)
        const population = { prior: locus.states.prior, theta }
        const traced = traceDescent({ pedigree, locus: problem, population, byMeioses: false, candidate: -1 }).get('') ?? 0
        const { values, exponent } = sumOverFounders(buildGeneGraph(pedigree, [problem], [], -1), [population], [])
        expectClose(traced, values[0] * 2 ** exponent)
      }),
      RUNS,
    )
  })

  test('is the same for three linked loci in a chain as for two when the third has no data', () => {
    fc.assert(
      fc.property(pedigrees(4).chain((pedigree) => fc.record({ pedigree: fc.constant(pedigree), one: smallMarkers({ name: 'A', most: 2 }), two: smallMarkers({ name: 'B', most: 2 }) })), fc.nat(), ({ pedigree, one, two }, seed) => {
        const [profiles] = fc.sample(profilesFor(pedigree, [one, two]), { seed, numRuns: 1 })
        const [first, last] = [one, two].map((marker) => prepareLocus(marker, profiles, {}))
        const middle = prepareLocus(createMarker({ name: 'K', frequencies: { 10: 0.5, 11: 0.5 } }), profiles, {})
        expectClose(numberOf(linkedLikelihood([first, middle, last], [0.1, 0.2], pedigree)), numberOf(linkedLikelihood([first, last], [0.1 + 0.2 - 2 * 0.1 * 0.2], pedigree)))
      }),
      { ...RUNS, numRuns: 60 },
    )
  })

  test('does not change when people or alleles get other names', () => {
    fc.assert(
      fc.property(cases('autosomal'), ({ setting: { pedigree, marker, theta }, profiles }) => {
        const mutation = { model: 'proportional', maleRate: 0.03, femaleRate: 0.01 } as const
        const before = log10Of(locusLikelihood(prepareLocus(marker, profiles, { mutation, theta }), pedigree))
        const newName = (id: string): string => `name of ${id}`
        const people = pedigree.people.map((one) => ({ ...one, id: newName(one.id), father: one.father && newName(one.father), mother: one.mother && newName(one.mother) })).reverse()
        const renamed = new Map(marker.alleles.map((allele, at) => [allele, allele === 'silent' ? 'silent' : String(40 - at)]))
        const frequencies = Object.fromEntries(marker.alleles.map((allele, at) => [renamed.get(allele)!, marker.frequencies[at]]))
        const others: Profiles = Object.fromEntries(Object.entries(profiles).map(([id, profile]) => [newName(id), { L: [...profile.L].reverse().map((allele) => renamed.get(allele)!) }]))
        const after = log10Of(locusLikelihood(prepareLocus(createMarker({ name: 'L', frequencies }), others, { mutation, theta }), createPedigree(people)))
        if (Number.isFinite(before)) expect(after).toBeCloseTo(before, 10)
        else expect(after).toBe(before)
      }),
      RUNS,
    )
  })

  test('does not change when an untyped child is added, whatever the mutation model', () => {
    fc.assert(
      fc.property(cases('autosomal'), ({ setting: { pedigree, marker, mutation, theta }, profiles }) => {
        const men = pedigree.people.filter((one) => one.sex === 'male')
        const women = pedigree.people.filter((one) => one.sex === 'female')
        const larger = createPedigree([...pedigree.people, person('untyped', 'male', men[0]?.id ?? null, women[0]?.id ?? null)])
        const locus = prepareLocus(marker, profiles, { mutation, theta })
        expectClose(numberOf(locusLikelihood(locus, larger)), numberOf(locusLikelihood(locus, pedigree)))
      }),
      RUNS,
    )
  })

  test('does not change without mutation when founders get untyped parents', () => {
    fc.assert(
      fc.property(cases('autosomal'), ({ setting: { pedigree, marker }, profiles }) => {
        const founder = pedigree.people.find((one) => one.father === null && one.mother === null)!
        const people = pedigree.people.map((one) => (one === founder ? { ...one, father: 'new father', mother: 'new mother' } : one))
        const larger = createPedigree([...people, person('new father', 'male'), person('new mother', 'female')])
        const locus = prepareLocus(marker, profiles, {})
        expectClose(numberOf(locusLikelihood(locus, larger)), numberOf(locusLikelihood(locus, pedigree)))
      }),
      RUNS,
    )
  })

  test('is 1 without data, so the ratio is 1', () => {
    fc.assert(
      fc.property(pedigrees(6), mutationModels, thetas, (pedigree, mutation, theta) => {
        const marker: Marker = createMarker({ name: 'L', frequencies: { 10: 0.3, 11: 0.7 } })
        const result = likelihoodRatio({ hypotheses: { H1: pedigree, H2: createPedigree([person('x', 'male')]) }, markers: [marker], profiles: {}, mutation, theta })
        expect(result.log10Ratio).toBe(0)
        expect(result.loci[0].ratio).toBe(1)
        expect(result.compared).toEqual([])
      }),
      { ...RUNS, numRuns: 30 },
    )
  })

  test('keeps its digits for 200 typed people, where the probability is below the smallest number', () => {
    const marker = createMarker({ name: 'L', frequencies: { 10: 0.001, 11: 0.999 } })
    const people = [person('P0', 'male'), ...Array.from({ length: 199 }, (_, at) => person(`P${at + 1}`, 'male', `P${at}`))]
    const profiles = Object.fromEntries(people.map((one) => [one.id, { L: ['10', '10'] }]))
    const log10 = log10Of(locusLikelihood(prepareLocus(marker, profiles, {}), createPedigree(people)))
    expect(log10).toBeCloseTo(-3 * 201, 6)
  })
})
