import type { BoundProgram } from './bound.ts'
import type { FilterStep } from './prefilter.ts'
import type { LocusScores } from './score-tables.ts'

/** A question to the store in numbers only, so that it can be sent to other threads. */
export interface ScanTask {
  readonly loci: readonly ScanLocus[]
  /** Bit-slice filter on mismatches to pass first, or null for the bound. */
  readonly filter: FilterProgram | null
  /** Bound on the likelihood ratio, for questions that no filter narrows down; null to score every profile. */
  readonly bound: BoundProgram | null
  /** Loci at which H1 may need a mutation; `Infinity` for no limit. */
  readonly tolerance: number
  /** Loci that must be typed in both. */
  readonly minimumCompared: number
  /** Number of the set to search, -1 for all profiles. */
  readonly set: number
  /** How many candidates to keep. */
  readonly keep: number
  /** Least likelihood ratio worth keeping. */
  readonly floor: number
}

/** One locus of the question, by its number in the store's layout. */
export interface ScanLocus {
  readonly index: number
  readonly ratios: Float64Array
  readonly mismatches: Uint8Array
  readonly isInformative: boolean
}

/** The steps of a filter as the kernels read them. */
export interface FilterProgram {
  readonly kernel: 'scanTwo' | 'scanCounted'
  readonly words: Uint32Array
  readonly steps: number
  readonly checkFrom: number
  readonly tolerance: number
}

/** Largest tolerance that the filter kernels count. */
export const MAX_FILTER_TOLERANCE = 6

// Above this share of survivors, scoring all profiles in the kernel is faster than looking at each survivor.
const WORTHWHILE_SHARE = 0.05

/** The scores of each locus with its number in the store's layout. */
export function scanLoci(scores: readonly LocusScores[], locusIndex: ReadonlyMap<string, number>): ScanLocus[] {
  return scores.map(({ locus, ratios, mismatches, isInformative }) => ({ index: locusIndex.get(locus.locus) ?? -1, ratios, mismatches, isInformative }))
}

/**
 * The filter for these steps, strictest first, or null where it would let too many pass to be of use.
 * @param tolerance steps that a candidate may fail
 */
export function filterProgram(steps: readonly FilterStep[], tolerance: number): FilterProgram | null {
  if (tolerance > MAX_FILTER_TOLERANCE || steps.length <= tolerance) return null
  const ordered = [...steps].sort((a, b) => a.passing - b.passing)
  if (shareWithin(ordered.map((step) => step.passing), tolerance) > WORTHWHILE_SHARE) return null
  const isTwo = tolerance <= 2 && ordered.every(({ slices, joined }) => joined === 'and' && slices[0] === slices[2] && slices[1] === slices[3])
  const words = ordered.flatMap(({ slices, joined }) => (isTwo ? [slices[0], slices[1]] : [...slices, joined === 'or' ? 0xffffffff : 0]))
  return { kernel: isTwo ? 'scanTwo' : 'scanCounted', words: Uint32Array.from(words), steps: ordered.length, checkFrom: Math.min(ordered.length, tolerance + 3), tolerance }
}

/** Chance that at most `tolerance` of independent steps fail, by the chance of passing each. */
export function shareWithin(passing: readonly number[], tolerance: number): number {
  const failed = new Float64Array(tolerance + 1)
  failed[0] = 1
  for (const pass of passing) {
    for (let count = tolerance; count >= 0; count--) failed[count] = failed[count] * pass + (count > 0 ? failed[count - 1] * (1 - pass) : 0)
  }
  return failed.reduce((sum, chance) => sum + chance, 0)
}
