import type { Marker } from '../markers.ts'
import { genotypePairs } from '../profiles.ts'
import type { Atoms, RatioDistribution } from './distribution.ts'
import { gatherAtoms, sumOfAtoms } from './distribution.ts'
import { NOT_TYPED, UNREAD } from './genotype-codes.ts'
import type { LocusLayout } from './store-layout.ts'
import type { LocusScores } from './score-tables.ts'
import { halfReadRatio } from './score-tables.ts'

/** How a locus of a candidate was typed: not at all, one allele of two, or fully. */
export type Typing = 'none' | 'half' | 'full'

/** How a candidate's locus was typed, by genotype code. */
export function typingOf(scores: LocusScores, code: number): Typing {
  if (code === NOT_TYPED) return 'none'
  return scores.locus.codes.second[code] === UNREAD ? 'half' : 'full'
}

/**
 * How the likelihood ratio of a question is distributed among people typed at the same loci.
 * @param lowest the least log10 ratio that will be asked for
 * @param theta coancestry, for the chance of two equal alleles in one person
 */
export function ratioDistribution(scores: readonly LocusScores[], typing: readonly Typing[], lowest: number, theta: number): RatioDistribution {
  const counts = scores.map((locus, index) => locus.isInformative && typing[index] !== 'none')
  const loci = scores.flatMap((locus, index) => (counts[index] ? [locusAtoms(locus, typing[index], theta)] : []))
  const constant = scores.reduce((sum, locus, index) => (counts[index] ? sum : sum + Math.log10(locus.ratios[NOT_TYPED])), 0)
  return sumOfAtoms(loci, constant, lowest)
}

function locusAtoms({ table }: LocusScores, typing: Typing, theta: number): Atoms {
  const { frequencies, alleles } = table.marker
  const { first, second } = genotypePairs(alleles.length)
  return gatherAtoms((add) => {
    if (typing === 'half') {
      frequencies.forEach((p, a) => {
        const ratio = halfReadRatio(table, a)
        add(Math.log10(ratio), p, p * ratio)
      })
      return
    }
    table.log10Ratio.forEach((log10Ratio, genotype) => add(log10Ratio, genotypeChance(frequencies, first[genotype], second[genotype], theta), table.likelihoodH1[genotype]))
  })
}

/** Chance of a genotype in the population. @see Balding & Nichols 1994, Forensic Sci Int 64:125 */
export function genotypeChance(frequencies: ArrayLike<number>, a: number, b: number, theta: number): number {
  return a === b ? frequencies[a] * (theta + (1 - theta) * frequencies[a]) : 2 * (1 - theta) * frequencies[a] * frequencies[b]
}

/** Chance of each genotype code of the store in the population, without coancestry; 0 for codes that are no whole genotype. */
export function codeChances(locus: LocusLayout, marker: Marker): Float64Array {
  const frequencies = Float64Array.from({ length: locus.codes.capacity }, (_, allele) => marker.frequencies[marker.indexOf.get(locus.alleles[allele] ?? '') ?? -1] ?? 0)
  const { first, second } = locus.codes
  return Float64Array.from({ length: locus.codes.count }, (_, code) => (second[code] === UNREAD ? 0 : genotypeChance(frequencies, first[code], second[code], 0)))
}
