import { genotypeCount, genotypeIndex, genotypePairs } from '../profiles.ts'

/** Code of a locus that was not typed. */
export const NOT_TYPED = 0

/** Stands for the second allele of a genotype of which only one allele was read (the other may have dropped out). */
export const UNREAD = -1

/**
 * How the genotypes of a locus become small integers in the store.
 * Code 0 is "not typed"; 1 … n(n+1)/2 are the genotypes in the order of `genotypeIndex`, so that a new allele never moves
 * an old code; the last n codes are "allele a was read, the other one was not".
 */
export interface GenotypeCodes {
  /** Alleles the locus has room for. */
  readonly capacity: number
  /** Number of codes, 0 included. */
  readonly count: number
  /** Bytes a code takes in the store. */
  readonly bytes: 1 | 2
  /** Allele positions by code; both `UNREAD` where the locus is not typed, the second where one allele was read. */
  readonly first: Int16Array
  readonly second: Int16Array
}

/** Most alleles a locus may have room for. */
export const MAX_CAPACITY = 254

/** @param capacity alleles the locus has room for, 1–254 */
export function genotypeCodes(capacity: number): GenotypeCodes {
  const pairs = genotypePairs(capacity)
  const whole = genotypeCount(capacity)
  const count = 1 + whole + capacity
  const first = new Int16Array(count).fill(UNREAD)
  const second = new Int16Array(count).fill(UNREAD)
  first.set(pairs.first, 1)
  second.set(pairs.second, 1)
  for (let allele = 0; allele < capacity; allele++) first[1 + whole + allele] = allele
  return { capacity, count, bytes: count <= 256 ? 1 : 2, first, second }
}

/** Code of the genotype with allele positions a and b; b is `UNREAD` where only a was read. */
export function codeOf(capacity: number, a: number, b: number): number {
  return b === UNREAD ? 1 + genotypeCount(capacity) + a : 1 + genotypeIndex(a, b)
}

/**
 * Room that a locus with so many known alleles gets: the codes of up to 21 alleles fit one byte, so that small loci
 * share that room, larger ones get a dozen alleles to spare.
 */
export function capacityFor(alleles: number): number {
  return alleles <= 20 ? 21 : Math.min(MAX_CAPACITY, alleles + 12)
}
