import { genotypePairs } from '../profiles.ts'
import type { CandidateTable } from '../candidate-scan.ts'
import type { LocusLayout } from './store-layout.ts'
import { sliceOf } from './store-layout.ts'

/**
 * A locus turned into a question about bit slices: a candidate who needs no mutation has a bit in (p or q) and/or (r or s).
 * Answering yes is necessary, not sufficient, so the scan never loses a candidate; it only lets some pass too many.
 */
export interface FilterStep {
  readonly locus: LocusLayout
  /** Byte offsets of four slices in a block; fewer are repeated. */
  readonly slices: readonly [number, number, number, number]
  readonly joined: 'and' | 'or'
  /** Share of unrelated people who pass, by the frequency table. */
  readonly passing: number
}

const MAX_COVER = 4

/**
 * The best question for one locus, or null when every genotype is possible.
 * The genotypes possible under H1 without mutation are the edges of a graph of alleles. A set of alleles that touches every
 * edge is one of which each possible candidate has at least one: the step asks for two small such sets at once, or one larger.
 * @param strict candidate table without mutation, drop-out and typing errors
 */
export function filterStep(locus: LocusLayout, strict: CandidateTable): FilterStep | null {
  const edges = possiblePairs(strict)
  if (edges.length === 0) return null
  const covers = minimalCovers(edges)
  const steps = [
    ...covers.flatMap((x, index) => (x.length > 2 ? [] : covers.slice(index).flatMap((y) => (y.length > 2 ? [] : [makeStep(locus, strict, x, y, 'and')])))),
    ...covers.flatMap((cover) => (cover.length > 2 ? [makeStep(locus, strict, cover.slice(0, 2), cover.slice(2), 'or')] : [])),
  ]
  return steps.reduce<FilterStep | null>((best, step) => (best === null || step.passing < best.passing ? step : best), null)
}

function possiblePairs(strict: CandidateTable): [number, number][] {
  const { first, second } = genotypePairs(strict.marker.alleles.length)
  const edges: [number, number][] = []
  strict.likelihoodH1.forEach((likelihood, genotype) => likelihood > 0 && edges.push([first[genotype], second[genotype]]))
  return edges
}

/** Minimal sets of at most four alleles that touch every edge; a homozygote is an edge from an allele to itself. */
function minimalCovers(edges: readonly (readonly [number, number])[]): number[][] {
  const found: number[][] = []
  const grow = (cover: readonly number[]): void => {
    const open = edges.find(([a, b]) => !cover.includes(a) && !cover.includes(b))
    if (open === undefined) found.push([...cover].sort((a, b) => a - b))
    else if (cover.length < MAX_COVER) for (const allele of new Set(open)) grow([...cover, allele])
  }
  grow([])
  const isSubset = (small: readonly number[], large: readonly number[]): boolean => small.every((allele) => large.includes(allele))
  const distinct = found.filter((cover, index) => !found.slice(0, index).some((other) => other.length === cover.length && isSubset(other, cover)))
  return distinct.filter((cover) => !distinct.some((other) => other.length < cover.length && isSubset(other, cover)))
}

function makeStep(locus: LocusLayout, strict: CandidateTable, x: readonly number[], y: readonly number[], joined: 'and' | 'or'): FilterStep {
  const left = slicesOf(locus, strict, x)
  const right = slicesOf(locus, strict, y)
  return { locus, slices: [left[0], left[left.length - 1], right[0], right[right.length - 1]], joined, passing: passingShare(locus, strict, left, right, joined) }
}

function slicesOf(locus: LocusLayout, strict: CandidateTable, alleles: readonly number[]): number[] {
  return alleles.map((allele) => sliceOf(locus, storePosition(locus, strict.marker.alleles[allele])))
}

/** An allele that the store has never seen lies in the shared slice, where it would be put. */
function storePosition(locus: LocusLayout, allele: string): number {
  const position = locus.alleles.indexOf(allele)
  return position === -1 ? locus.sliceCount : position
}

function passingShare(locus: LocusLayout, strict: CandidateTable, left: readonly number[], right: readonly number[], joined: 'and' | 'or'): number {
  const { alleles, frequencies } = strict.marker
  let either = 0
  let onlyLeft = 0
  let onlyRight = 0
  alleles.forEach((allele, index) => {
    const slice = sliceOf(locus, storePosition(locus, allele))
    if (left.includes(slice) && right.includes(slice)) either += frequencies[index]
    else if (left.includes(slice)) onlyLeft += frequencies[index]
    else if (right.includes(slice)) onlyRight += frequencies[index]
  })
  const rest = 1 - either - onlyLeft - onlyRight
  if (joined === 'or') return 1 - rest ** 2
  return 1 - (1 - either - onlyLeft) ** 2 - (1 - either - onlyRight) ** 2 + rest ** 2
}
