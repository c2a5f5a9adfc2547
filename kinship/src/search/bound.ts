import { NOT_TYPED, UNREAD } from './genotype-codes.ts'
import type { LocusLayout } from './store-layout.ts'
import { SLICE_BYTES, homozygoteSlice } from './store-layout.ts'

/**
 * An upper bound on the likelihood ratio that needs only four bit slices a locus. Each locus divides the genotypes by
 * whether they have allele a, have allele b, have a rare allele, and are homozygous; a class weighs as much as its best
 * genotype, rounded up. Rare alleles stand apart because a mutation to one of them changes the ratio most.
 * A profile whose weights do not add up to the bound cannot have the ratio; the others are worked out exactly.
 */
export interface BoundProgram {
  /** As `boundBlock` reads them, 64 words a locus. */
  readonly words: Uint32Array
  readonly loci: number
  /** Weight of one unit of log10 LR. */
  readonly scale: number
  /** Log10 LR of a profile that weighs nothing. */
  readonly base: number
}

/** What one locus says, by genotype code. */
export interface BoundLocus {
  readonly layout: LocusLayout
  readonly ratios: Float64Array
  /** Chance of each genotype, to choose the alleles a and b by; need not be exact. */
  readonly chances: Float64Array
}

const WORDS_PER_LOCUS = 64
const LARGEST_WEIGHT = 255
/** A sum that reaches this overflows. */
const FULL = 2048
const FINEST_SCALE = 96
/** Log10 ratios up to this can be asked for; above it the bound is only looser. */
const HIGHEST_RATIO = 6
/** How far below the best class of its locus an impossible genotype is put, in log10 units. */
const IMPOSSIBLE = 5
const CLASSES = ['ab', 'ax', 'aa', 'bx', 'bb', 'untyped', 'rare', 'none'] as const
const NONE = 7

/** The bound for these loci. */
export function boundProgram(loci: readonly BoundLocus[]): BoundProgram {
  const classed = loci.map(classifyLocus)
  const range = Math.max(...classed.map(({ best, base }) => Math.max(...best) - base))
  const lowest = Math.min(0, classed.reduce((sum, { base }) => sum + base, 0))
  const scale = Math.min(FINEST_SCALE, LARGEST_WEIGHT / Math.max(range, 1e-9), FULL / (HIGHEST_RATIO - lowest))
  const words = new Uint32Array(loci.length * WORDS_PER_LOCUS)
  classed.forEach((locus, index) => writeLocus(words.subarray(index * WORDS_PER_LOCUS, (index + 1) * WORDS_PER_LOCUS), locus, scale))
  return { words, loci: loci.length, scale, base: classed.reduce((sum, { base }) => sum + base, 0) }
}

/** Eleven words for `boundBlock` so that only profiles that may reach the floor overflow; null when every profile may. */
export function boundStart({ scale, base }: BoundProgram, floor: number): Uint32Array | null {
  if (!(floor > 0)) return null
  // One less than the sum that the floor needs, so that rounding of the logarithms never loses a profile.
  const needed = Math.floor((Math.log10(floor) - base) * scale) - 1
  if (needed <= 0) return null
  const start = Math.max(0, FULL - needed)
  return Uint32Array.from({ length: 11 }, (_, bit) => ((start >> bit) & 1 ? 0xffffffff : 0))
}

interface ClassedLocus {
  readonly layout: LocusLayout
  /** Slices of a and b, by number in the locus. */
  readonly a: number
  readonly b: number
  /** Log10 of the best ratio in each class. */
  readonly best: Float64Array
  /** Log10 ratio that weighs 0: that of genotypes with none of these alleles. */
  readonly base: number
}

function classifyLocus({ layout, ratios, chances }: BoundLocus): ClassedLocus {
  const logs = ratios.map((ratio) => Math.log10(ratio))
  const promising = promisingSlices(layout, logs, chances)
  const pairs = promising.flatMap((a, index) => promising.slice(index + 1).map((b) => ({ a, b, excess: excessOf(layout, logs, chances, a, b) })))
  const { a, b } = pairs.reduce((best, next) => (next.excess < best.excess ? next : best))
  const best = bestOfClasses(layout, logs, a, b)
  return { layout, a, b, best, base: Math.max(best[NONE], Math.max(...best) - IMPOSSIBLE) }
}

const SLICES_TO_TRY = 4

/** The slices whose owners have the highest ratios, on average: those of the relatives' alleles; and that of the rare ones, for want of a second. */
function promisingSlices(layout: LocusLayout, logs: Float64Array, chances: Float64Array): number[] {
  const lowest = Math.max(...logs) - IMPOSSIBLE
  const sums = new Float64Array(layout.sliceCount)
  const shares = new Float64Array(layout.sliceCount).fill(Number.MIN_VALUE)
  for (let code = 1; code < logs.length; code++) {
    if (chances[code] === 0) continue
    for (const allele of new Set([layout.codes.first[code], layout.codes.second[code]])) {
      const slice = Math.min(allele, layout.sliceCount - 1)
      sums[slice] += chances[code] * Math.max(lowest, logs[code])
      shares[slice] += chances[code]
    }
  }
  const means = Array.from(sums, (sum, slice) => sum / shares[slice])
  const best = means.map((_, slice) => slice).sort((one, other) => means[other] - means[one]).slice(0, SLICES_TO_TRY)
  return [...new Set([...best, layout.sliceCount - 1])]
}

/** How much the bound exceeds the true log10 ratio, on average over the population. */
function excessOf(layout: LocusLayout, logs: Float64Array, chances: Float64Array, a: number, b: number): number {
  const best = bestOfClasses(layout, logs, a, b)
  const lowest = Math.max(...best) - IMPOSSIBLE
  let excess = 0
  for (let code = 1; code < logs.length; code++) {
    if (chances[code] > 0) excess += chances[code] * (Math.max(lowest, best[classOf(layout, code, a, b)]) - Math.max(lowest, logs[code]))
  }
  return excess
}

function bestOfClasses(layout: LocusLayout, logs: Float64Array, a: number, b: number): Float64Array {
  const best = new Float64Array(CLASSES.length).fill(-Infinity)
  const alleles = layout.alleles.length
  for (let code = 0; code < logs.length; code++) {
    if (layout.codes.first[code] >= alleles || layout.codes.second[code] >= alleles) continue
    const kind = classOf(layout, code, a, b)
    best[kind] = Math.max(best[kind], logs[code])
  }
  return best
}

/** The class that the bits of a genotype fall into; see `setAlleleBits`. */
function classOf(layout: LocusLayout, code: number, a: number, b: number): number {
  if (code === NOT_TYPED) return 5
  if (layout.codes.second[code] === UNREAD) return 0
  const first = Math.min(layout.codes.first[code], layout.sliceCount - 1)
  const second = Math.min(layout.codes.second[code], layout.sliceCount - 1)
  const isHomozygous = layout.codes.first[code] === layout.codes.second[code]
  const shared = layout.sliceCount - 1
  const hasA = first === a || second === a
  const hasB = first === b || second === b
  if (hasA && hasB) return 0
  if (hasA) return isHomozygous ? 2 : 1
  if (hasB) return isHomozygous ? 4 : 3
  return first === shared || second === shared ? 6 : NONE
}

function writeLocus(words: Uint32Array, { layout, a, b, best, base }: ClassedLocus, scale: number): void {
  const weights = Array.from(best.subarray(0, NONE), (log) => Math.max(0, Math.ceil((log - base) * scale - 1e-9)))
  words.set([layout.slices + a * SLICE_BYTES, layout.slices + b * SLICE_BYTES, homozygoteSlice(layout), layout.slices + (layout.sliceCount - 1) * SLICE_BYTES, weights.some((weight) => weight > 63) ? 1 : 0])
  for (let bit = 0; bit < 8; bit++) weights.forEach((weight, kind) => (words[5 + bit * 7 + kind] = (weight >> bit) & 1 ? 0xffffffff : 0))
}
