import { InputError } from './errors.ts'
import type { GeneticModel, PreparedLocus } from './likelihood.ts'
import { allelePositions, candidateLikelihoods, prepareLocus } from './likelihood.ts'
import type { Marker } from './markers.ts'
import { evidenceOf, observationOf } from './observation.ts'
import type { Pedigree } from './pedigree.ts'
import type { Profile, Profiles } from './profiles.ts'
import { genotypeCount, genotypeIndex, genotypePairs } from './profiles.ts'

/** Two accounts of the same people. The ratio is always likelihood under H1 over likelihood under H2. */
export interface Hypotheses {
  readonly H1: Pedigree
  readonly H2: Pedigree
}

export interface CandidateScanInput extends GeneticModel {
  readonly hypotheses: Hypotheses
  /** Who the candidates stand for; a person of both pedigrees. */
  readonly candidate: string
  /** What is typed of the reference relatives (people of the pedigrees, without the candidate). */
  readonly references: Profiles
  readonly markers: readonly Marker[]
}

/** The likelihood ratio of one locus for every genotype the candidate may have. */
export interface CandidateTable {
  readonly marker: Marker
  /** log10 LR by `genotypeIndex` of the two allele positions in `marker.alleles`; -Infinity where H1 cannot be (a silent allele is never seen). */
  readonly log10Ratio: Float64Array
  /** log10 LR when the candidate is not typed here: what the references alone say (0 in most questions). */
  readonly log10RatioUntyped: number
  /** P(candidate's genotype, references | H1) and the same for H2, by `genotypeIndex`. */
  readonly likelihoodH1: Float64Array
  readonly likelihoodH2: Float64Array
}

export interface CandidateScan {
  readonly tables: readonly CandidateTable[]
  /** Total log10 LR of one candidate: one look-up a locus. */
  log10Ratio(candidate: Profile): number
}

/**
 * Does all pedigree work once, so that each candidate costs one table look-up a locus.
 * Loci are taken as independent here; rescore the best candidates with `likelihoodRatio` where linked loci are used together.
 * @throws InputError when the candidate or a reference is not in both pedigrees, or the references contradict H2 themselves
 */
export function prepareCandidateScan(input: CandidateScanInput): CandidateScan {
  checkPeople(input)
  const tables = input.markers.map((marker) => candidateTable(input, marker))
  return { tables, log10Ratio: (candidate) => tables.reduce((sum, table) => sum + log10RatioAt(table, candidate), 0) }
}

function checkPeople(input: CandidateScanInput): void {
  const { candidate, references, hypotheses } = input
  if (Object.hasOwn(references, candidate)) {
    throw new InputError('candidate-is-reference', 'candidate', `${candidate} is among the references`, 'Leave the candidate out of the reference profiles')
  }
  for (const id of [candidate, ...Object.keys(references)]) {
    for (const [name, pedigree] of Object.entries(hypotheses)) {
      if (!pedigree.indexOf.has(id)) throw new InputError('person-unknown', name, `${id} is not in this pedigree`, `Add ${id} to ${name}, without parents if unrelated there`)
    }
  }
}

function candidateTable(input: CandidateScanInput, marker: Marker): CandidateTable {
  const locus = prepareLocus(marker, input.references, input, true)
  const one = observedLikelihoods(locus, input, input.hypotheses.H1)
  const two = observedLikelihoods(locus, input, input.hypotheses.H2)
  if (two.total === 0) {
    throw new InputError('references-impossible', `references at ${marker.name}`, 'they contradict each other under H2', 'Check the typing and the pedigree, or use a mutation model')
  }
  const shift = (one.exponent - two.exponent) * Math.log10(2)
  const log10Ratio = one.values.map((value, at) => (value === 0 ? -Infinity : Math.log10(value / two.values[at]) + shift))
  return {
    marker,
    log10Ratio,
    log10RatioUntyped: one.total === 0 ? -Infinity : Math.log10(one.total / two.total) + shift,
    likelihoodH1: one.values.map((value) => value * 2 ** one.exponent),
    likelihoodH2: two.values.map((value) => value * 2 ** two.exponent),
  }
}

interface ObservedLikelihoods {
  /** By `genotypeIndex` of what is seen. */
  readonly values: Float64Array
  readonly exponent: number
  /** P(references). */
  readonly total: number
}

function observedLikelihoods(locus: PreparedLocus, input: CandidateScanInput, pedigree: Pedigree): ObservedLikelihoods {
  const position = pedigree.indexOf.get(input.candidate) ?? -1
  const { values, exponent } = candidateLikelihoods(locus, pedigree, position)
  const size = locus.states.size
  const isHemizygous = values.length === size && size > 1
  const chances = observationOf(input.observation, input.candidate)
  const observed = new Float64Array(genotypeCount(size))
  const { first, second } = genotypePairs(size)
  const isPlain = !isHemizygous && locus.states.silent === -1 && chances.dropOut === 0 && chances.typingError === 0
  for (let at = 0; at < observed.length; at++) {
    const seen = [first[at], second[at]]
    if (seen.includes(locus.states.silent) || (isHemizygous && seen[0] !== seen[1])) continue
    if (isPlain) {
      // What is seen is what there is: the two orders of the alleles, without weighing other genotypes.
      observed[at] = values[seen[0] * size + seen[1]] + (seen[0] === seen[1] ? 0 : values[seen[1] * size + seen[0]])
      continue
    }
    const { paternal, maternal, weight } = evidenceOf(locus.states, { seen, isHemizygous, ...chances })
    for (let state = 0; state < weight.length; state++) {
      const cell = isHemizygous ? maternal[state] : paternal[state] * size + maternal[state]
      observed[at] += weight[state] * values[cell]
    }
  }
  return { values: observed, exponent, total: values.reduce((sum, value) => sum + value, 0) }
}

function log10RatioAt(table: CandidateTable, candidate: Profile): number {
  const genotype = candidate[table.marker.name]
  if (genotype === undefined) return table.log10RatioUntyped
  const [a, b] = allelePositions(table.marker, genotype, 'candidate')
  return table.log10Ratio[genotypeIndex(a, b ?? a)]
}
