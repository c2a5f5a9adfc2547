import { canonicalAllele, SILENT } from './alleles.ts'
import { InputError, requireInRange } from './errors.ts'
import type { ScaledTable } from './factor-graph.ts'
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
  const graph = buildGeneGraph(pedigree, loci.map((locus) => problemOf(locus, pedigree)), recombination, -1)
  const { values, exponent } = sumOverFounders(graph, populationsOf(loci), [])
  return { mantissa: values[0], exponent }
}

/**
 * P(genotypes seen of the others, and the candidate's ordered genotype | pedigree) for every ordered genotype of the candidate.
 * @returns a table over (paternal, maternal) state, or over one state for a male at an X marker
 */
export function candidateLikelihoods(locus: PreparedLocus, pedigree: Pedigree, candidate: number): ScaledTable {
  const graph = buildGeneGraph(pedigree, [problemOf(locus, pedigree)], [], candidate)
  return sumOverFounders(graph, populationsOf([locus]), graph.kept[0])
}

function populationsOf(loci: readonly PreparedLocus[]): { prior: Float64Array; theta: number }[] {
  return loci.map((locus) => ({ prior: locus.states.prior, theta: locus.theta }))
}
