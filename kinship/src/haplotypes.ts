import { canonicalAllele, repeatLength } from './alleles.ts'
import { InputError, requireInRange } from './errors.ts'

/**
 * Y-STR and mtDNA haplotypes are inherited whole along one line. What they say is support for that line, never an identification,
 * and it is reported beside the autosomal likelihood ratio, not multiplied into it.
 */

/** How often a haplotype was met in a reference database, with an exact confidence interval. */
export interface CountingEstimate {
  readonly observed: number
  readonly databaseSize: number
  /** (x + 1) / (N + 1): the haplotype of the case is added to the database. */
  readonly frequency: number
  /** Clopper–Pearson limits of x / N at the stated confidence, two-sided. */
  readonly lower: number
  readonly upper: number
  readonly confidence: number
  /** 1 / upper: how many times more likely the match is if the line is shared, said cautiously. */
  readonly cautiousRatio: number
}

/**
 * Counting estimate of a haplotype's frequency.
 * @param confidence two-sided, 0.5–0.9999; default 0.95
 * @see Clopper & Pearson 1934, Biometrika 26:404; SWGDAM Interpretation Guidelines for Y-Chromosome STR Typing 2022; Brenner 2010, Forensic Sci Int Genet 4:281 (augmented counts)
 */
export function countingEstimate(observed: number, databaseSize: number, confidence = 0.95): CountingEstimate {
  requireInRange('confidence', confidence, 0.5, 0.9999)
  if (!Number.isInteger(databaseSize) || databaseSize < 1) throw new InputError('count-out-of-range', 'databaseSize', `${databaseSize} haplotypes`, 'Give the number of haplotypes in the database, 1 or more')
  if (!Number.isInteger(observed) || observed < 0 || observed > databaseSize) {
    throw new InputError('count-out-of-range', 'observed', `${observed} of ${databaseSize}`, 'Give how many of them are the same as this one')
  }
  const tail = (1 - confidence) / 2
  const lower = observed === 0 ? 0 : betaQuantile(tail, observed, databaseSize - observed + 1)
  const upper = observed === databaseSize ? 1 : betaQuantile(1 - tail, observed + 1, databaseSize - observed)
  return { observed, databaseSize, frequency: (observed + 1) / (databaseSize + 1), lower, upper, confidence, cautiousRatio: 1 / upper }
}

/** p with P(X ≤ p) = probability for X ~ Beta(a, b): bisection, as it is asked for once a case. */
function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 200 && high - low > Number.EPSILON * high; step++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Regularised incomplete beta function of whole a and b, as a binomial tail: P(at least a successes in a+b−1 trials). */
function incompleteBeta(p: number, a: number, b: number): number {
  const trials = a + b - 1
  // Sums the smaller tail from its largest term downwards, in logarithms against underflow.
  const upperTail = a > trials * p
  let sum = 0
  let term = Math.exp(logBinomial(trials, upperTail ? a : a - 1) + (upperTail ? a : a - 1) * Math.log(p) + (trials - (upperTail ? a : a - 1)) * Math.log1p(-p))
  for (let k = upperTail ? a : a - 1; k >= 0 && k <= trials && term > sum * 1e-18; k += upperTail ? 1 : -1) {
    sum += term
    term *= upperTail ? ((trials - k) / (k + 1)) * (p / (1 - p)) : (k / (trials - k + 1)) * ((1 - p) / p)
  }
  return upperTail ? sum : 1 - sum
}

function logBinomial(n: number, k: number): number {
  let sum = 0
  for (let at = 1; at <= Math.min(k, n - k); at++) sum += Math.log((n - at + 1) / at)
  return sum
}

/** A Y haplotype: alleles by locus; a duplicated locus such as DYS385 has two. */
export type YHaplotype = Readonly<Record<string, readonly string[]>>

export interface HaplotypeComparison {
  readonly compared: number
  /** Loci that differ, with the repeats between them; null where the alleles are no lengths or differ in number. */
  readonly differences: readonly { readonly locus: string; readonly steps: number | null }[]
}

/** Compares two Y-STR haplotypes at the loci both have. */
export function compareYHaplotypes(one: YHaplotype, other: YHaplotype): HaplotypeComparison {
  const shared = Object.keys(one).filter((locus) => other[locus] !== undefined)
  const differences = shared.flatMap((locus) => {
    const a = one[locus].map(canonicalAllele).sort()
    const b = other[locus].map(canonicalAllele).sort()
    return a.join() === b.join() ? [] : [{ locus, steps: stepsBetween(a, b) }]
  })
  return { compared: shared.length, differences }
}

function stepsBetween(a: readonly string[], b: readonly string[]): number | null {
  if (a.length !== b.length) return null
  let steps = 0
  for (let at = 0; at < a.length; at++) {
    const one = repeatLength(a[at])
    const other = repeatLength(b[at])
    if (one === null || other === null || one.extraBases !== other.extraBases) return null
    steps += Math.abs(one.repeats - other.repeats)
  }
  return steps
}

/** An mtDNA haplotype: differences from the revised Cambridge reference sequence (`73G`, `263G`, `315.1C`, `523-`), in the ranges read. */
export interface MtHaplotype {
  readonly ranges: readonly (readonly [number, number])[]
  readonly differences: readonly string[]
}

/** Insertions in the two C-stretches (around 309 and 16193) vary within one person and are not counted. */
const LENGTH_HETEROPLASMY = /^(309|16193)\.\d/

/**
 * Differences between two mtDNA haplotypes within the ranges both have read.
 * @see Parson et al. 2014, Forensic Sci Int Genet 13:134 (ISFG guidelines: at least two differences exclude, one is inconclusive)
 */
export function compareMtHaplotypes(one: MtHaplotype, other: MtHaplotype): { readonly comparedBases: number; readonly differences: readonly string[] } {
  const shared = one.ranges.flatMap(([from, to]) => other.ranges.flatMap(([start, end]) => (Math.max(from, start) <= Math.min(to, end) ? [[Math.max(from, start), Math.min(to, end)] as const] : [])))
  const isShared = (difference: string): boolean => {
    const position = mtPosition(difference)
    return shared.some(([from, to]) => position >= from && position <= to) && !LENGTH_HETEROPLASMY.test(difference)
  }
  const a = new Set(one.differences.map(normalMt).filter(isShared))
  const b = new Set(other.differences.map(normalMt).filter(isShared))
  return {
    comparedBases: shared.reduce((sum, [from, to]) => sum + to - from + 1, 0),
    differences: [...[...a].filter((difference) => !b.has(difference)), ...[...b].filter((difference) => !a.has(difference))].sort((x, y) => mtPosition(x) - mtPosition(y)),
  }
}

function normalMt(difference: string): string {
  return difference.trim().toUpperCase().replace(/^[ACGT](?=\d)/, '').replace(/(DEL|D)$/, '-')
}

function mtPosition(difference: string): number {
  const position = Number.parseInt(difference, 10)
  if (position >= 1 && position <= 16569) return position
  throw new InputError('mt-difference-unreadable', 'mtDNA haplotype', `${difference} is no difference from the reference sequence`, 'Write position and base, such as 16189C, 315.1C or 523-')
}
