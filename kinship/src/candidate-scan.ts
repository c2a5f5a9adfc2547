import type { Marker } from './markers.ts'
import type { MutationModels } from './mutation.ts'
import type { Pedigree } from './pedigree.ts'
import type { Profile, Profiles } from './profiles.ts'

/** Two accounts of the same people. The ratio is always likelihood under H1 over likelihood under H2. */
export interface Hypotheses {
  readonly H1: Pedigree
  readonly H2: Pedigree
}

export interface CandidateScanInput {
  readonly hypotheses: Hypotheses
  /** Who the candidates stand for; a person of both pedigrees. */
  readonly candidate: string
  /** What is typed of the reference relatives (people of the pedigrees, without the candidate). */
  readonly references: Profiles
  readonly markers: readonly Marker[]
  readonly mutation?: MutationModels
  /** Coancestry, 0 ≤ θ < 1. Default 0. */
  readonly theta?: number
}

/** The likelihood ratio of one locus for every genotype the candidate may have. */
export interface CandidateTable {
  readonly marker: Marker
  /** log10 LR by `genotypeIndex` of the two allele positions in `marker.alleles`; -Infinity where H1 cannot be. */
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

/** Does all pedigree work once, so that each candidate costs one table look-up a locus. */
export declare function prepareCandidateScan(input: CandidateScanInput): CandidateScan
