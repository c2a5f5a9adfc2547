import type { CandidateScanInput, CandidateTable, Hypotheses } from './candidate-scan.ts'
import { prepareCandidateScan } from './candidate-scan.ts'
import { InputError } from './errors.ts'
import type { GeneticModel } from './likelihood.ts'
import type { Marker } from './markers.ts'
import { NO_MUTATION, mutationModelAt } from './mutation.ts'
import type { Genotype, Profile, Profiles } from './profiles.ts'
import { genotypePairs } from './profiles.ts'
import type { Random } from './random.ts'
import { createSampler } from './random.ts'

/** What to expect of one comparison before the candidate is typed. */
export interface ExpectedRatio {
  /** Mean log10 LR over candidates for whom H1 is true, and over those for whom H2 is. */
  readonly meanLog10IfH1: number
  readonly meanLog10IfH2: number
  /** P(log10 LR ≥ threshold) by threshold, for either truth, from simulation. */
  readonly reaches: readonly { readonly threshold: number; readonly ifH1: number; readonly ifH2: number }[]
}

export interface PowerResult extends ExpectedRatio {
  /** P(a candidate for whom H2 is true is incompatible with H1 at one locus or more), without mutation. */
  readonly exclusionPower: number
  readonly loci: readonly { readonly locus: string; readonly exclusionPower: number; readonly meanLog10IfH1: number }[]
}

export interface PowerOptions {
  readonly thresholds?: readonly number[]
  /** Simulated candidates for each truth. Default 2000. */
  readonly draws?: number
}

/**
 * Exclusion power (exact) and expected LR of typing the candidate, given what is typed of the relatives.
 * @see Egeland, Pinto & Vigeland 2014, Forensic Sci Int Genet 8:104 (exclusion power); Egeland, Kling & Mostad 2016, Relationship Inference with Familias and R, ch. 8
 */
export function comparisonPower(input: CandidateScanInput, random: Random, options: PowerOptions = {}): PowerResult {
  const { tables } = prepareCandidateScan(input)
  const exclusions = tables.map((table) => exclusionAt({ ...input, markers: [table.marker] }, table))
  const means = tables.map((table) => meanLog10(table, table.likelihoodH1))
  return {
    exclusionPower: 1 - exclusions.reduce((stay, power) => stay * (1 - power), 1),
    loci: tables.map((table, at) => ({ locus: table.marker.name, exclusionPower: exclusions[at], meanLog10IfH1: means[at] })),
    meanLog10IfH1: means.reduce((sum, mean) => sum + mean, 0),
    meanLog10IfH2: tables.reduce((sum, table) => sum + meanLog10(table, table.likelihoodH2), 0),
    reaches: reaching(tables, random, options),
  }
}

/** P(candidate's genotype is impossible under H1 without mutation, silent allele or error | H2). 0 where the references alone need one. */
function exclusionAt(input: CandidateScanInput, table: CandidateTable): number {
  const isPlain = mutationModelAt(input.mutation ?? NO_MUTATION, table.marker.name).model === 'none' && input.observation === undefined
  const plain = isPlain ? table : withoutMutation(input)
  if (plain === null) return 0
  let excluded = 0
  let total = 0
  plain.likelihoodH2.forEach((likelihood, genotype) => {
    total += likelihood
    if (plain.likelihoodH1[genotype] === 0) excluded += likelihood
  })
  return excluded / total
}

function withoutMutation(input: CandidateScanInput): CandidateTable | null {
  try {
    return prepareCandidateScan({ ...input, mutation: NO_MUTATION, observation: undefined }).tables[0]
  } catch (cause) {
    if (cause instanceof InputError && cause.code === 'kinship/references-impossible') return null
    throw cause
  }
}

/** Mean of log10 LR at a locus when genotypes come with the given weights; -Infinity when some have LR 0. */
function meanLog10(table: CandidateTable, weights: Float64Array): number {
  let sum = 0
  let total = 0
  weights.forEach((weight, genotype) => {
    total += weight
    if (weight > 0) sum += weight * table.log10Ratio[genotype]
  })
  return total === 0 ? -Infinity : sum / total
}

function reaching(tables: readonly CandidateTable[], random: Random, options: PowerOptions): ExpectedRatio['reaches'] {
  const draws = options.draws ?? 2000
  const scores = (weightsOf: (table: CandidateTable) => Float64Array): Float64Array => {
    const samplers = tables.map((table) => createSampler(weightsOf(table)))
    return Float64Array.from({ length: draws }, () => tables.reduce((sum, table, at) => sum + table.log10Ratio[samplers[at](random)], 0))
  }
  const one = scores((table) => table.likelihoodH1)
  const two = scores((table) => table.likelihoodH2)
  const share = (values: Float64Array, threshold: number): number => values.reduce((count, value) => (value >= threshold ? count + 1 : count), 0) / draws
  return (options.thresholds ?? [0, 2, 4, 6, 8]).map((threshold) => ({ threshold, ifH1: share(one, threshold), ifH2: share(two, threshold) }))
}

/** What one more relative's sample would add. */
export interface RelativeGain {
  /** The relatives sampled anew; empty for the present state. */
  readonly relatives: readonly string[]
  /** Expected log10 LR and exclusion power once these are typed too, H1 being true; averaged over what they may turn out to be. */
  readonly meanLog10IfH1: number
  readonly exclusionPower: number
  /** Standard error of the mean (0 where every genotype was counted). */
  readonly standardError: number
}

export interface GainInput extends GeneticModel {
  readonly hypotheses: Hypotheses
  readonly candidate: string
  readonly references: Profiles
  readonly markers: readonly Marker[]
  /** People who could give a sample, each tried alone. */
  readonly relatives: readonly string[]
  /** Genotypes drawn of a relative at a locus with more genotypes than this. Default 40. */
  readonly draws?: number
}

/**
 * Which relative's sample would help most: the expected log10 LR for the true candidate after typing each, best first.
 * A relative's genotype is summed over all possibilities at small loci and drawn from P(genotype | references, H1) at large ones.
 */
export function compareRelatives(input: GainInput, random: Random): RelativeGain[] {
  const gains = [undefined, ...input.relatives].map((relative): RelativeGain => {
    if (relative !== undefined) checkRelative(input, relative)
    const loci = input.markers.map((marker) => gainAt(input, marker, relative, random))
    return {
      relatives: relative === undefined ? [] : [relative],
      meanLog10IfH1: loci.reduce((sum, locus) => sum + locus.mean, 0),
      exclusionPower: 1 - loci.reduce((stay, locus) => stay * (1 - locus.exclusion), 1),
      standardError: Math.sqrt(loci.reduce((sum, locus) => sum + locus.variance, 0)),
    }
  })
  return gains.sort((a, b) => b.meanLog10IfH1 - a.meanLog10IfH1)
}

function checkRelative(input: GainInput, relative: string): void {
  const { H1, H2 } = input.hypotheses
  if (relative === input.candidate || Object.hasOwn(input.references, relative)) throw new InputError('relative-already-typed', 'relatives', `${relative} is the candidate or already typed`, 'Name relatives who are not typed yet')
  if (!H1.indexOf.has(relative) || !H2.indexOf.has(relative)) throw new InputError('person-unknown', 'relatives', `${relative} is not in both pedigrees`, 'Add the relative to H1 and H2')
}

interface LocusGain {
  readonly mean: number
  readonly variance: number
  readonly exclusion: number
}

function gainAt(input: GainInput, marker: Marker, relative: string | undefined, random: Random): LocusGain {
  if (relative === undefined) return { ...expectedAt(input, marker, input.references), variance: 0 }
  const prior = prepareCandidateScan({ ...scanInput(input, marker, input.references), candidate: relative }).tables[0]
  const weights = prior.likelihoodH1
  const possible = [...weights.keys()].filter((genotype) => weights[genotype] > 0)
  const draws = input.draws ?? 40
  const isCounted = possible.length <= draws
  const sampler = createSampler(weights)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const chosen = isCounted ? possible : Array.from({ length: draws }, () => sampler(random))
  const results = memoised((genotype) => expectedAt(input, marker, withGenotype(input.references, relative, marker, genotype)))
  const shares = chosen.map((genotype) => (isCounted ? weights[genotype] / total : 1 / draws))
  const mean = chosen.reduce((sum, genotype, at) => sum + shares[at] * results(genotype).mean, 0)
  const spread = chosen.reduce((sum, genotype, at) => sum + shares[at] * (results(genotype).mean - mean) ** 2, 0)
  return { mean, variance: isCounted ? 0 : spread / draws, exclusion: chosen.reduce((sum, genotype, at) => sum + shares[at] * results(genotype).exclusion, 0) }
}

function expectedAt(input: GainInput, marker: Marker, references: Profiles): { readonly mean: number; readonly exclusion: number } {
  const scan = scanInput(input, marker, references)
  const table = prepareCandidateScan(scan).tables[0]
  return { mean: meanLog10(table, table.likelihoodH1), exclusion: exclusionAt(scan, table) }
}

function scanInput(input: GainInput, marker: Marker, references: Profiles): CandidateScanInput {
  const atLocus = Object.fromEntries(Object.entries(references).flatMap(([id, profile]) => (profile[marker.name] === undefined ? [] : [[id, { [marker.name]: profile[marker.name] }] as const])))
  return { hypotheses: input.hypotheses, candidate: input.candidate, references: atLocus, markers: [marker], mutation: input.mutation, theta: input.theta, observation: input.observation }
}

function withGenotype(references: Profiles, relative: string, marker: Marker, genotype: number): Profiles {
  const { first, second } = genotypePairs(marker.alleles.length)
  const alleles: Genotype = [marker.alleles[first[genotype]], marker.alleles[second[genotype]]]
  const profile: Profile = { [marker.name]: alleles }
  return { ...references, [relative]: profile }
}

function memoised<Result>(compute: (key: number) => Result): (key: number) => Result {
  const known = new Map<number, Result>()
  return (key) => {
    const found = known.get(key) ?? compute(key)
    known.set(key, found)
    return found
  }
}
