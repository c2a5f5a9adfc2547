import { InputError } from './errors.ts'
import type { Factor, FactorGraph, ScaledTable } from './factor-graph.ts'
import { renameVariables, scaledProduct, sumProduct } from './factor-graph.ts'
import type { GeneGraph, OpenFounder } from './gene-graph.ts'
import type { OpenPrior, Population } from './urn.ts'
import { priorAfter } from './urn.ts'

/** Up to this many cells, a joint table over the open founder genes is the quickest way; up to the second limit it is possible. */
const SMALL_TABLE = 1024
const LARGE_TABLE = 1 << 21
/** Up to this many groupings of the genes they are quicker than a large table; up to the second limit they are possible. */
const FEW_GROUPINGS = 1000
const MANY_GROUPINGS = 20_000

/**
 * Sums the pedigree's graph over the founders' alleles, drawn from the population with coancestry θ.
 *
 * With θ > 0 all founder genes of a hypothesis depend on each other (Balding–Nichols): a new gene is a copy of one of the n
 * before it with chance nθ/(1+(n−1)θ), else a fresh draw. The known genes change the population that open genes are drawn
 * from; the open ones are summed either over a joint table or over every way of being copies of each other.
 * @returns the table over the kept variables
 * @see Balding & Nichols 1994, Forensic Sci Int 64:125; Hoppe 1984, J Math Biol 20:91 (the urn)
 */
export function sumOverFounders(graph: GeneGraph, populations: readonly Population[], keep: readonly number[]): ScaledTable {
  const priors = graph.founders.map((founders, locus) => priorAfter(founders.known, populations[locus]))
  const known = scaledProduct(priors.flatMap((prior) => prior.chances))
  const total = emptyTotal(graph, keep)
  const isSwappable = graph.founders.length === 1
  const next = (locus: number, chance: number, rename: ReadonlyMap<number, number>, extra: readonly Factor[]): void => {
    if (locus === graph.founders.length) {
      const renamed = rename.size === 0 ? graph : renameVariables(graph, rename)
      const kept = [...new Set(keep.map((variable) => rename.get(variable) ?? variable))]
      addTable(total, chance, sumProduct({ sizes: graph.sizes, factors: [...renamed.factors, ...extra] }, kept), kept.length < keep.length)
      return
    }
    const { open } = graph.founders[locus]
    const prior = priors[locus]
    const found = planFor(open, prior, isSwappable)
    if (found === 'independent') next(locus + 1, chance, rename, [...extra, ...independent(open, prior)])
    else if (found === 'joint') next(locus + 1, chance, rename, [...extra, jointTable(open, prior)])
    else {
      for (const { share, groups } of found) {
        const factors = groups.map((genes) => ({ scope: [genes[0]], values: prior.frequencies }))
        const grouped = new Map([...rename, ...groups.flatMap((genes) => genes.map((gene) => [gene, genes[0]] as const))])
        next(locus + 1, chance * share, grouped, [...extra, ...factors])
      }
    }
  }
  next(0, graph.constant * known.mantissa, new Map(), [])
  return { values: total.values, exponent: total.exponent + known.exponent }
}

/** How the open genes of a locus are summed: the quickest exact way. */
function planFor(open: readonly OpenFounder[], prior: OpenPrior, isSwappable: boolean): 'independent' | 'joint' | readonly Grouping[] {
  const genes = countGenes(open)
  if (prior.mass === Infinity || genes < 2) return 'independent'
  const cells = prior.frequencies.length ** genes
  if (cells <= SMALL_TABLE) return 'joint'
  const few = groupings(open, prior.mass, isSwappable, FEW_GROUPINGS)
  if (few !== null) return few
  if (cells <= LARGE_TABLE) return 'joint'
  const many = groupings(open, prior.mass, isSwappable, MANY_GROUPINGS)
  if (many !== null) return many
  throw new InputError('theta-too-many-founders', 'theta', `${open.length} untyped founders are too many for an exact computation with θ above 0`, 'Use θ 0, or leave out branches that join few typed people')
}

function independent(open: readonly OpenFounder[], prior: OpenPrior): Factor[] {
  return open.flatMap((founder) => founder.genes.map((gene) => ({ scope: [gene], values: prior.frequencies })))
}

function countGenes(open: readonly OpenFounder[]): number {
  return open.reduce((count, founder) => count + founder.genes.length, 0)
}

function jointTable(open: readonly OpenFounder[], prior: OpenPrior): Factor {
  const scope = open.flatMap((founder) => founder.genes)
  const size = prior.frequencies.length
  const values = new Float64Array(size ** scope.length)
  const counts = new Int32Array(size)
  for (let cell = 0; cell < values.length; cell++) {
    counts.fill(0)
    let chance = 1
    for (let gene = 0, rest = cell; gene < scope.length; gene++) {
      const state = rest % size
      rest = Math.floor(rest / size)
      chance *= (prior.mass * prior.frequencies[state] + counts[state]) / (prior.mass + gene)
      counts[state]++
    }
    values[cell] = chance
  }
  return { scope, values }
}

/** One way of being copies of each other: the groups, and its chance. */
interface Grouping {
  readonly share: number
  readonly groups: readonly (readonly number[])[]
}

/**
 * Every way in which the open genes may be copies of each other; the chances sum to 1.
 * The two genes of a founder are interchangeable where nothing tells them apart, so of two mirror images only one is listed.
 * @returns null when there are more than `limit`
 */
function groupings(open: readonly OpenFounder[], mass: number, isSwappable: boolean, limit: number): Grouping[] | null {
  const found: Grouping[] = []
  const place = (founder: number, drawn: number, share: number, groups: number[][]): void => {
    if (found.length > limit) return
    if (founder === open.length) {
      found.push({ share, groups })
      return
    }
    const [one, two] = open[founder].genes
    forEachPlace(groups, one, mass, drawn, (first, afterFirst, groupOfFirst) => {
      if (two === undefined) {
        place(founder + 1, drawn + 1, share * first, afterFirst)
        return
      }
      forEachPlace(afterFirst, two, mass, drawn + 1, (second, afterBoth, groupOfSecond) => {
        if (isSwappable && groupOfSecond < groupOfFirst) return
        const mirrored = isSwappable && groupOfSecond > groupOfFirst && groupOfFirst < groups.length ? 2 : 1
        place(founder + 1, drawn + 2, share * first * second * mirrored, afterBoth)
      })
    })
  }
  place(0, 0, 1, [])
  return found.length > limit ? null : found
}

/** Puts a gene into each existing group, or alone. */
function forEachPlace(groups: readonly number[][], gene: number, mass: number, drawn: number, visit: (chance: number, groups: number[][], group: number) => void): void {
  groups.forEach((genes, at) => visit(genes.length / (mass + drawn), groups.map((other, index) => (index === at ? [...other, gene] : other)), at))
  visit(mass / (mass + drawn), [...groups, [gene]], groups.length)
}

/** Running sum of tables over the kept variables, some of which may have become one. */
interface Total {
  values: Float64Array
  exponent: number
}

function emptyTotal(graph: FactorGraph, keep: readonly number[]): Total {
  return { values: new Float64Array(keep.reduce((cells, variable) => cells * graph.sizes[variable], 1)), exponent: -Infinity }
}

function addTable(total: Total, chance: number, table: ScaledTable, isDiagonal: boolean): void {
  if (table.exponent > total.exponent) {
    const shrink = total.exponent === -Infinity ? 0 : 2 ** (total.exponent - table.exponent)
    total.values = total.values.map((value) => value * shrink)
    total.exponent = table.exponent
  }
  const scale = chance * 2 ** (table.exponent - total.exponent)
  const size = table.values.length
  // Two kept genes that are copies of each other have the same allele.
  table.values.forEach((value, cell) => (total.values[isDiagonal ? cell * size + cell : cell] += scale * value))
}
