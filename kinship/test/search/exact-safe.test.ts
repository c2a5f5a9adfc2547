import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareCandidateScan } from '../../src/candidate-scan.ts'
import { createMarker } from '../../src/markers.ts'
import type { Person } from '../../src/pedigree.ts'
import { createPedigree, person } from '../../src/pedigree.ts'
import { genotypePairs } from '../../src/profiles.ts'
import { createRandom } from '../../src/random.ts'
import { boundProgram, boundStart } from '../../src/search/bound.ts'
import { codeChances } from '../../src/search/chance.ts'
import { kernelsFor } from '../../src/search/kernels.ts'
import { filterStep } from '../../src/search/prefilter.ts'
import { blockStart, codeAt } from '../../src/search/profile-store.ts'
import { scoreLocus } from '../../src/search/score-tables.ts'
import { shareWithin } from '../../src/search/scan-task.ts'
import { planLayout, sliceOf } from '../../src/search/store-layout.ts'
import { SCRATCH } from '../../src/search/store-memory.ts'
import { STEPWISE, TEN_LOCI, markersNamed, storeOf, unrelatedWithGaps } from './fixtures.ts'

const FREQUENCIES = { 6: 0.3, 7: 0.25, 8: 0.2, 9: 0.15, '9.3': 0.1 }
const marker = createMarker({ name: 'L', frequencies: FREQUENCIES })
const layout = planLayout({ L: FREQUENCIES }).loci[0]

/** A few relatives around the candidate C, joined at random: ancestors first, each child of two earlier people or of one. */
const pedigrees = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 3, maxLength: 5 }).map((links) => {
  const people: Person[] = [person('F', 'male'), person('M', 'female')]
  links.forEach(([father, mother], index) => {
    const fathers = people.filter((one) => one.sex === 'male')
    const mothers = people.filter((one) => one.sex === 'female')
    const isMale = index % 2 === 0
    people.push(person(index === links.length - 1 ? 'C' : `P${index}`, isMale ? 'male' : 'female', fathers[father % fathers.length].id, mother % 4 === 0 ? null : mothers[mother % mothers.length].id))
  })
  return people
})

describe('the filter on mismatches', () => {
  test('lets every genotype pass that needs no mutation, in any family', () => {
    let narrowing = 0
    fc.assert(
      fc.property(pedigrees, fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 3 }), (people, typed) => {
        const others = people.filter(({ id }) => id !== 'C')
        const references = Object.fromEntries(typed.map(([who, a, b]) => [others[who % others.length].id, { L: [marker.alleles[a], marker.alleles[b]] }]))
        const H1 = createPedigree(people)
        const H2 = createPedigree(people.map(({ id, sex }) => person(id, sex)))
        const [strict] = prepareCandidateScan({ hypotheses: { H1, H2 }, candidate: 'C', references, markers: [marker] }).tables
        const step = filterStep(layout, strict)
        if (step === null) return
        narrowing++
        const { first, second } = genotypePairs(marker.alleles.length)
        strict.likelihoodH1.forEach((likelihood, genotype) => {
          if (likelihood === 0) return
          const bits = [first[genotype], second[genotype]].map((allele) => sliceOf(layout, layout.alleles.indexOf(marker.alleles[allele])))
          const [left, right] = [step.slices.slice(0, 2), step.slices.slice(2)].map((half) => half.some((slice) => bits.includes(slice)))
          expect(step.joined === 'and' ? left && right : left || right).toBe(true)
        })
        expect(step.passing).toBeGreaterThan(0)
        expect(step.passing).toBeLessThanOrEqual(1 + 1e-12)
      }),
      { numRuns: 300 },
    )
    expect(narrowing).toBeGreaterThan(50)
  })

  test('expects the share of passers that independent steps give', () => {
    expect(shareWithin([0.5, 0.2], 0)).toBeCloseTo(0.1, 12)
    expect(shareWithin([0.5, 0.2], 1)).toBeCloseTo(0.6, 12)
    expect(shareWithin([0.5, 0.2], 2)).toBeCloseTo(1, 12)
  })
})

describe('the bound on the ratio', () => {
  test('keeps every profile that reaches the floor, whatever the tables', () => {
    const store = storeOf(TEN_LOCI, unrelatedWithGaps(TEN_LOCI, 2000, createRandom(8)))
    const kernels = kernelsFor(store.memory)
    const random = createRandom(21)
    let tried = 0
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 2.5, noNaN: true }), fc.constantFrom(0, 0.2), fc.double({ min: -3, max: 6, noNaN: true }), (spread, zeros, log10Floor) => {
        // Tables made of two alleles that matter and some noise, as those of a pedigree are.
        const loci = store.layout.loci.map((locus) => {
          const [a, b] = [Math.floor(random() * 4), Math.floor(random() * 4)]
          const worth = (allele: number): number => (allele === a ? 1 : allele === b ? 0.7 : 0)
          const ratios = Float64Array.from({ length: locus.codes.count }, (_, code) => (random() < zeros ? 0 : 10 ** (spread * (worth(locus.codes.first[code]) + worth(locus.codes.second[code]) - 0.4) + random() * 0.05)))
          ratios[0] = 1
          return { layout: locus, ratios, chances: codeChances(locus, markersNamed([locus.locus])[0]) }
        })
        const bound = boundProgram(loci)
        const floor = 10 ** log10Floor
        const start = boundStart(bound, floor)
        const products = Array.from({ length: store.count }, (_, position) => loci.reduce((product, { layout: locus, ratios }) => product * ratios[codeAt(store, position, locus)], 1))
        const reaching = products.flatMap((product, slot) => (product >= floor ? [slot] : []))
        if (start === null) return
        store.views.u32.set(bound.words, SCRATCH.program / 4)
        store.views.u32.set(start, SCRATCH.start / 4)
        const found = kernels.boundBlock(SCRATCH.program, bound.loci, blockStart(store, 0), SCRATCH.start, SCRATCH.slots)
        const kept = new Set(store.views.u32.subarray(SCRATCH.slots / 4, SCRATCH.slots / 4 + found))
        expect(reaching.filter((slot) => !kept.has(slot))).toEqual([])
        if (reaching.length > 0) tried++
      }),
      { numRuns: 60 },
    )
    expect(tried).toBeGreaterThan(10)
  })

  test('lets hardly more siblings pass than reach the floor', () => {
    const store = storeOf(TEN_LOCI, unrelatedWithGaps(TEN_LOCI, 2000, createRandom(8), { missing: 0.02, half: 0 }))
    const H1 = createPedigree([person('F', 'male'), person('M', 'female'), person('R', 'male', 'F', 'M'), person('C', 'male', 'F', 'M')])
    const H2 = createPedigree([person('R', 'male'), person('C', 'male')])
    const question = { hypotheses: { H1, H2 }, candidate: 'C', references: { R: unrelatedWithGaps(TEN_LOCI, 1, createRandom(77), { missing: 0, half: 0 })[0] }, markers: markersNamed(TEN_LOCI), mutation: STEPWISE }
    const scores = question.markers.map((one) => scoreLocus(store.layout.loci[store.layout.locusIndex.get(one.name) ?? -1], one, question, null))
    const bound = boundProgram(scores.map(({ locus, ratios, table }) => ({ layout: locus, ratios, chances: codeChances(locus, table.marker) })))
    store.views.u32.set(bound.words, SCRATCH.program / 4)
    store.views.u32.set(boundStart(bound, 1) ?? [], SCRATCH.start / 4)
    const reaching = Array.from({ length: store.count }, (_, position) => scores.reduce((product, { locus, ratios }) => product * ratios[codeAt(store, position, locus)], 1)).filter((product) => product >= 1).length
    expect(reaching).toBeGreaterThan(20)
    expect(kernelsFor(store.memory).boundBlock(SCRATCH.program, bound.loci, blockStart(store, 0), SCRATCH.start, SCRATCH.slots)).toBeLessThan(1.5 * reaching + 10)
  })

  test('cannot be asked below what everyone reaches', () => {
    const ratios = new Float64Array(layout.codes.count).fill(2)
    const bound = boundProgram([{ layout, ratios, chances: codeChances(layout, marker) }])
    expect(boundStart(bound, 0)).toBeNull()
    expect(boundStart(bound, 1.5)).toBeNull()
  })
})

describe('the bits of a genotype', () => {
  test('are all set where nothing was typed, and all but the homozygote’s where one allele was read', () => {
    const store = storeOf(['TH01'], [{}, { TH01: ['6'] }, { TH01: ['6', '6'] }, { TH01: ['6', '9.3'] }])
    const [locus] = store.layout.loci
    const bits = (slot: number): number[] => Array.from({ length: locus.sliceCount + 1 }, (_, slice) => (store.views.u8[blockStart(store, 0) + locus.slices + slice * 4096] >> slot) & 1)
    const only = (alleles: readonly string[], homozygote: number): number[] => [...Array.from({ length: locus.sliceCount }, (_, slice) => (alleles.includes(locus.alleles[slice]) ? 1 : 0)), homozygote]
    expect(bits(0)).toEqual(only(locus.alleles, 1))
    expect(bits(1)).toEqual(only(locus.alleles, 0))
    expect(bits(2)).toEqual(only(['6'], 1))
    expect(bits(3)).toEqual(only(['6', '9.3'], 0))
  })
})
