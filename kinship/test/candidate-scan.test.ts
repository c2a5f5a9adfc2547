import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareCandidateScan } from '../src/candidate-scan.ts'
import { locusLikelihood, log10Of, prepareLocus } from '../src/likelihood.ts'
import { createMarker } from '../src/markers.ts'
import { createPedigree, person } from '../src/pedigree.ts'
import { comparisonPower, compareRelatives } from '../src/power.ts'
import { genotypeCount, genotypeIndex, genotypePairs } from '../src/profiles.ts'
import { createRandom } from '../src/random.ts'
import { likelihoodRatio } from '../src/ratio.ts'
import { mutationModels, pedigrees, profilesFor, smallMarkers } from './arbitraries.ts'

const family = [person('GF', 'male'), person('GM', 'female'), person('U', 'male', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('M', 'female')]
const hypotheses = { H1: createPedigree([...family, person('C', 'male', 'F', 'M')]), H2: createPedigree([...family, person('C', 'male')]) }

describe('scanning candidates', () => {
  test('gives each candidate the same ratio as the full computation', () => {
    const settings = fc.record({ marker: smallMarkers({ most: 4 }), mutation: mutationModels, theta: fc.constantFrom(0, 0.03), picks: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), dropOut: fc.constantFrom(0, 0.1) })
    fc.assert(
      fc.property(settings, ({ marker, mutation, theta, picks, dropOut }) => {
        const visible = marker.alleles.filter((allele) => allele !== 'silent')
        const pick = (at: number): string => visible[picks[at] % visible.length]
        const references = { GM: { L: [pick(0), pick(1)] }, U: { L: [pick(2), pick(3)] } }
        const candidate = { L: [pick(4), pick(5)] }
        const model = { mutation, theta, observation: { dropOut: { C: dropOut } } }
        const together = prepareLocus(marker, { ...references, C: candidate }, model)
        const [one, two] = [hypotheses.H1, hypotheses.H2].map((pedigree) => log10Of(locusLikelihood(together, pedigree)))
        const expected = one === -Infinity ? -Infinity : one - two
        let scanned: number
        try {
          scanned = prepareCandidateScan({ hypotheses, candidate: 'C', references, markers: [marker], ...model }).log10Ratio(candidate)
        } catch {
          expect(two).toBe(-Infinity)
          return
        }
        if (Number.isFinite(expected)) expect(scanned).toBeCloseTo(expected, 9)
        else expect(scanned).toBe(expected)
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  test('gives the same for any place of the candidate in any pedigree, inbred ones too', () => {
    const settings = fc.record({ pedigree: pedigrees(6), marker: smallMarkers({ most: 4 }), mutation: mutationModels, theta: fc.constantFrom(0, 0.03), pick: fc.nat() })
    fc.assert(
      fc.property(settings.chain((setting) => fc.record({ setting: fc.constant(setting), profiles: profilesFor(setting.pedigree, [setting.marker]) })), ({ setting, profiles }) => {
        const { pedigree, marker, mutation, theta, pick } = setting
        const candidate = pedigree.people[pick % pedigree.people.length].id
        const { [candidate]: _own, ...references } = profiles
        const H2 = createPedigree(pedigree.people.map((one) => (one.id === candidate ? { ...one, father: null, mother: null } : one)))
        if (likelihoodRatio({ hypotheses: { H1: H2, H2 }, markers: [marker], profiles: references, mutation, theta }).log10Ratio === null) return
        const { tables } = prepareCandidateScan({ hypotheses: { H1: pedigree, H2 }, candidate, references, markers: [marker], mutation, theta })
        const { first, second } = genotypePairs(marker.alleles.length)
        first.forEach((a, at) => {
          if (marker.alleles[second[at]] === 'silent') return
          const seen = { ...references, [candidate]: { L: [marker.alleles[a], marker.alleles[second[at]]] } }
          const [locus] = likelihoodRatio({ hypotheses: { H1: pedigree, H2 }, markers: [marker], profiles: seen, mutation, theta }).loci
          expect(Math.abs(tables[0].likelihoodH1[at] - locus.likelihoodH1)).toBeLessThanOrEqual(1e-11 * locus.likelihoodH1)
          expect(Math.abs(tables[0].likelihoodH2[at] - locus.likelihoodH2)).toBeLessThanOrEqual(1e-11 * locus.likelihoodH2)
        })
      }),
      { numRuns: 200, seed: 17 },
    )
  })

  test('counts a locus that the candidate lacks as silent, and every genotype once', () => {
    const marker = createMarker({ name: 'L', frequencies: { 9: 0.2, 10: 0.3, 11: 0.5 } })
    const scan = prepareCandidateScan({ hypotheses, candidate: 'C', references: { M: { L: ['9', '10'] } }, markers: [marker] })
    expect(scan.log10Ratio({})).toBeCloseTo(0, 12)
    expect(scan.tables[0].log10Ratio).toHaveLength(6)
    const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
    expect(sum(scan.tables[0].likelihoodH1)).toBeCloseTo(0.12, 12)
    expect(sum(scan.tables[0].likelihoodH2)).toBeCloseTo(0.12, 12)
  })

  test('numbers genotypes without gaps', () => {
    const { first, second } = genotypePairs(5)
    expect(first).toHaveLength(genotypeCount(5))
    first.forEach((a, at) => expect(genotypeIndex(second[at], a)).toBe(at))
  })
})

describe('power before sampling', () => {
  const marker = createMarker({ name: 'L', frequencies: { 9: 0.1, 10: 0.2, 11: 0.3, 12: 0.4 } })
  const duo = { H1: createPedigree([person('F', 'male'), person('C', 'male', 'F')]), H2: createPedigree([person('F', 'male'), person('C', 'male')]) }

  test('excludes by the sum of squared chances that no allele is shared', () => {
    // A father 9/10 excludes children without 9 and 10: (1 − 0.1 − 0.2)².
    const power = comparisonPower({ hypotheses: duo, candidate: 'C', references: { F: { L: ['9', '10'] } }, markers: [marker] }, createRandom(3), { draws: 200 })
    expect(power.exclusionPower).toBeCloseTo(0.49, 12)
    expect(power.meanLog10IfH2).toBe(-Infinity)
    expect(power.reaches[0].ifH1).toBe(1)
  })

  test('says of the mean ratio what the definition says', () => {
    const references = { F: { L: ['9', '10'] } }
    const power = comparisonPower({ hypotheses: duo, candidate: 'C', references, markers: [marker] }, createRandom(3), { draws: 10 })
    const { first, second } = genotypePairs(4)
    let mean = 0
    first.forEach((a, at) => {
      const ratio = likelihoodRatio({ hypotheses: duo, markers: [marker], profiles: { ...references, C: { L: [marker.alleles[a], marker.alleles[second[at]]] } } })
      if (ratio.loci[0].likelihoodH1 > 0) mean += (ratio.loci[0].likelihoodH1 / (2 * 0.1 * 0.2)) * (ratio.log10Ratio ?? 0)
    })
    expect(power.meanLog10IfH1).toBeCloseTo(mean, 12)
  })

  test('ranks a parent above an uncle, and an uncle above nobody', () => {
    const gains = compareRelatives({ hypotheses, candidate: 'C', references: {}, markers: [marker], relatives: ['U', 'M'] }, createRandom(5))
    expect(gains.map(({ relatives }) => relatives.join())).toEqual(['M', 'U', ''])
    expect(gains.every(({ standardError }) => standardError === 0)).toBe(true)
  })
})
