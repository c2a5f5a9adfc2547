import { canonicalAllele, SILENT } from './alleles.ts'
import { InputError, requireInRange } from './errors.ts'
import type { ScaledTable } from './factor-graph.ts'
import type { DescentQuestion } from './descent.ts'
import { countDescents, traceCandidate, traceDescent } from './descent.ts'
import { combineLinked } from './descent-sums.ts'
import { sumOverFounders } from './founders.ts'
import type { LocusProblem } from './gene-graph.ts'
import { buildGeneGraph } from './gene-graph.ts'
import type { LocusStates } from './lumping.ts'
import { lumpAlleles } from './lumping.ts'
import type { Marker } from './markers.ts'
import type { MutationMatrices, MutationModel, MutationModels } from './mutation.ts'
import { NO_MUTATION, mutationMatrices, mutationModelAt } from './mutation.ts'
import type { Evidence, ObservationModel } from './observation.ts'
import { evidenceOf, observationOf } from './observation.ts'
import type { Pedigree } from './pedigree.ts'
import type { Genotype, Profiles } from './profiles.ts'
import type { Population } from './urn.ts'

/** All that a likelihood depends on besides the pedigree and the profiles. */
export interface GeneticModel {
  readonly mutation?: MutationModels
  /** Coancestry of the founders of a hypothesis, 0 ≤ θ < 1. Default 0. */
  readonly theta?: number
  readonly observation?: ObservationModel
}

/** A probability that may be too small for a number: mantissa × 2^exponent. */
export interface Probability {
  readonly mantissa: number
  readonly exponent: number
}

/** Log10 of a probability; -Infinity for 0. */
export function log10Of(probability: Probability): number {
  return Math.log10(probability.mantissa) + probability.exponent * Math.LOG10E * Math.LN2
}

/** As a plain number; 0 below 5e-324. */
export function numberOf(probability: Probability): number {
  return probability.mantissa * 2 ** probability.exponent
}

/** One locus with everything that does not depend on a pedigree: made once, used for all hypotheses. */
export interface PreparedLocus {
  readonly marker: Marker
  readonly matrices: MutationMatrices
  readonly states: LocusStates
  readonly theta: number
  /** What was seen of each person typed here, as states. */
  readonly seen: ReadonlyMap<string, readonly number[]>
  readonly observation: ObservationModel | undefined
}

/**
 * Gets one locus ready: mutation matrices, and unseen alleles merged where exact.
 * @param keepAllApart true when the likelihood of every genotype is wanted
 * @throws InputError for an allele that the table does not have
 */
export function prepareLocus(marker: Marker, profiles: Profiles, model: GeneticModel, keepAllApart = false): PreparedLocus {
  requireInRange('theta', model.theta ?? 0, 0, 1 - 1e-9)
  const matrices = knownMatrices(marker, mutationModelAt(model.mutation ?? NO_MUTATION, marker.name))
  const typed = new Map<string, number[]>()
  for (const [id, profile] of Object.entries(profiles)) {
    const genotype = profile[marker.name]
    if (genotype !== undefined) typed.set(id, allelePositions(marker, genotype, id))
  }
  const states = lumpAlleles(marker, matrices, keepAllApart ? null : new Set([...typed.values()].flat()))
  const seen = new Map([...typed].map(([id, alleles]) => [id, alleles.map((allele) => states.stateOf[allele])]))
  return { marker, matrices, states, theta: model.theta ?? 0, seen, observation: model.observation }
}

const MATRICES = new WeakMap<Marker, WeakMap<MutationModel, MutationMatrices>>()

/** The matrices of a marker and model, made once: markers and models never change. */
function knownMatrices(marker: Marker, model: MutationModel): MutationMatrices {
  const byModel = MATRICES.get(marker) ?? new WeakMap<MutationModel, MutationMatrices>()
  MATRICES.set(marker, byModel)
  const matrices = byModel.get(model) ?? mutationMatrices(marker, model)
  byModel.set(model, matrices)
  return matrices
}

/** Positions of the alleles seen. @throws InputError for none, three, a silent or an unknown allele */
export function allelePositions(marker: Marker, genotype: Genotype, id: string): number[] {
  const argument = `genotype of ${id} at ${marker.name}`
  if (genotype.length === 0 || genotype.length > 2) {
    throw new InputError('not-one-or-two-alleles', argument, `${genotype.length} alleles (${genotype.join(' ')})`, 'Give two alleles, or leave the locus out')
  }
  if (genotype.length === 1 && marker.chromosome === 'autosomal') {
    throw new InputError('not-one-or-two-alleles', argument, `one allele (${genotype[0]})`, 'Write a homozygote twice, or leave the locus out')
  }
  return genotype.map((name) => {
    const allele = canonicalAllele(name)
    const position = marker.indexOf.get(allele)
    if (allele === SILENT) throw new InputError('silent-allele-seen', argument, 'a silent allele cannot be seen', 'Write the visible allele twice')
    if (position === undefined || marker.frequencies[position] === 0) {
      throw new InputError('allele-not-in-table', argument, `the frequency table has no allele ${allele}`, 'Check the typing, or state a minimum frequency for rare alleles')
    }
    return position
  })
}

/** The locus as seen by one hypothesis. @throws InputError when a typed person is not in the pedigree or a male shows two X alleles */
export function problemOf(locus: PreparedLocus, pedigree: Pedigree): LocusProblem {
  const isX = locus.marker.chromosome === 'X'
  const evidence = pedigree.people.map((member): Evidence | null => {
    const seen = locus.seen.get(member.id)
    if (isX && member.sex === 'unknown') throw new InputError('sex-unknown', `person ${member.id}`, `an X marker (${locus.marker.name}) needs the sex of everyone`, 'State male or female')
    if (seen === undefined) return null
    const isHemizygous = isX && member.sex === 'male'
    if (isHemizygous && new Set(seen).size > 1) {
      throw new InputError('two-x-alleles-in-a-male', `genotype of ${member.id} at ${locus.marker.name}`, 'a male has one X', 'Check the sex and the typing')
    }
    if (isX && !isHemizygous && seen.length === 1) {
      throw new InputError('not-one-or-two-alleles', `genotype of ${member.id} at ${locus.marker.name}`, 'one allele for a female', 'Write a homozygote twice, or leave the locus out')
    }
    return evidenceOf(locus.states, { seen, isHemizygous, ...observationOf(locus.observation, member.id) })
  })
  return { states: locus.states, isX, evidence }
}

/**
 * P(all genotypes seen at the locus | pedigree): unordered genotypes, a heterozygote counts both orders.
 * @see Elston & Stewart 1971, Hum Hered 21:523, doi:10.1159/000152448
 */
export function locusLikelihood(locus: PreparedLocus, pedigree: Pedigree): Probability {
  return linkedLikelihood([locus], [], pedigree)
}

/**
 * P(all genotypes seen at linked loci | pedigree): founders in linkage equilibrium, phase unknown, no interference.
 * @param recombination fraction between each locus and the next, 0–0.5
 */
export function linkedLikelihood(loci: readonly PreparedLocus[], recombination: readonly number[], pedigree: Pedigree): Probability {
  const problems = loci.map((locus) => problemOf(locus, pedigree))
  const populations = populationsOf(loci)
  const traced = traceLikelihood(problems, recombination, pedigree, populations, FEW_DESCENTS)
  if (traced !== null) return { mantissa: traced, exponent: 0 }
  try {
    const { values, exponent } = sumOverFounders(buildGeneGraph(pedigree, problems, recombination, -1), populations, [])
    return { mantissa: values[0], exponent }
  } catch (cause) {
    const patiently = cause instanceof InputError && cause.code === 'kinship/theta-too-many-founders' ? traceLikelihood(problems, recombination, pedigree, populations, MANY_DESCENTS) : null
    if (patiently === null) throw cause
    return { mantissa: patiently, exponent: 0 }
  }
}

/** Up to this many ways of descent, following them one by one is quicker than tables, or with θ above 0 than grouping founders. */
const FEW_DESCENTS = { independent: 64, urn: 20_000 }
/** Up to this many, some seconds a locus, following them is possible where founders are too many to group. */
const MANY_DESCENTS = { independent: 0, urn: 1_000_000 }
/** With more people typed, the product of their chances may fall below the smallest number; tables keep a scale. */
const FEW_TYPED = 24

/** The likelihood of one locus, or of two linked ones with θ above 0, by following genes where that is quick; else null. */
function traceLikelihood(problems: readonly LocusProblem[], recombination: readonly number[], pedigree: Pedigree, populations: readonly Population[], most: typeof FEW_DESCENTS): number | null {
  const isLinked = problems.length === 2
  if (problems.length > 2 || (isLinked && populations[0].theta === 0)) return null
  const questions = problems.map((locus, at) => ({ pedigree, locus, population: populations[at], byMeioses: isLinked, candidate: -1 }))
  if (!questions.every((question) => isQuicklyTraced(question, most, isLinked ? 0.1 : 1))) return null
  const [one, two] = questions.map(traceDescent)
  return two === undefined ? (one.get('') ?? 0) : combineLinked(one, two, recombination[0])
}

function isQuicklyTraced(question: DescentQuestion, most: typeof FEW_DESCENTS, share: number): boolean {
  const { locus, population } = question
  if (locus.evidence.reduce((count, evidence) => (evidence === null ? count : count + 1), 0) > FEW_TYPED) return false
  return countDescents(question) <= share * (population.theta === 0 ? most.independent : most.urn)
}

/**
 * P(genotypes seen of the others, and the candidate's ordered genotype | pedigree) for every ordered genotype of the candidate.
 * @returns a table over (paternal, maternal) state, or over one state for a male at an X marker
 */
export function candidateLikelihoods(locus: PreparedLocus, pedigree: Pedigree, candidate: number): ScaledTable {
  const problem = problemOf(locus, pedigree)
  const [population] = populationsOf([locus])
  const question = { pedigree, locus: problem, population, byMeioses: false, candidate }
  const traced = isQuicklyTraced(question, FEW_DESCENTS, population.theta === 0 ? 1 : 0.1) ? traceCandidate(question) : null
  if (traced !== null) return { values: traced, exponent: 0 }
  const graph = buildGeneGraph(pedigree, [problem], [], candidate)
  return sumOverFounders(graph, [population], graph.kept[0])
}

function populationsOf(loci: readonly PreparedLocus[]): Population[] {
  return loci.map((locus) => ({ prior: locus.states.prior, theta: locus.theta }))
}
