import { genesOf, genotypesOf } from './descent-sums.ts'
import type { LocusProblem } from './gene-graph.ts'
import { parentsOf, relevantPeople } from './gene-graph.ts'
import type { Evidence } from './observation.ts'
import type { Pedigree } from './pedigree.ts'
import type { OpenPrior, Population } from './urn.ts'
import { chanceOfRoots, priorAfter, sumUrn } from './urn.ts'

/**
 * Exact likelihood with θ > 0 by following the genes of the typed people upwards: each meiosis passes one of two genes, so every
 * gene seen ends in one founder gene, and the founder genes that are reached draw their alleles from one Balding–Nichols urn.
 * Best where few people are typed; the other way, in founders.ts, is best where few founders are open.
 * @see Thompson 2000, Statistical Inference from Genetic Data on Pedigrees, §6 (descent of genes); Hoppe 1984, J Math Biol 20:91 (the urn)
 */

/** P(genotypes seen, pattern of meioses): '0' or '1' where a meiosis matters, '*' where it does not. One entry, '', if not asked for. */
export type DescentTable = ReadonlyMap<string, number>

export interface DescentQuestion {
  readonly pedigree: Pedigree
  readonly locus: LocusProblem
  readonly population: Population
  /** Whether the answer is wanted by pattern of meioses, for linked loci. */
  readonly byMeioses: boolean
  /** Position of the person whose genotype is left open, or -1. */
  readonly candidate: number
}

/** A gene on its way up: how likely the data below it are for each allele it may have been in the person reached. */
export interface Flow {
  readonly meiosis: number
  /** Which gene of the candidate it is (0 paternal, 1 maternal); then `values` has a column for each allele of that gene. Else -1. */
  readonly side: number
  /** [allele × width + column], width 1 or the number of alleles. */
  readonly values: Float64Array
}

interface Tracing extends DescentQuestion {
  readonly prior: OpenPrior & { readonly chances: readonly number[] }
  readonly relevant: readonly boolean[]
  readonly parents: readonly (readonly [number, number])[]
  readonly columns: { readonly male: readonly Float64Array[]; readonly female: readonly Float64Array[] }
  readonly arrivals: Flow[][]
  /** Founder genes reached. */
  readonly roots: Flow[]
  /** Where a gene of the candidate met a typed person: the chance by its allele, by side. */
  readonly ends: (Float64Array | null)[]
  readonly pattern: string[]
  readonly sums: Map<string, number>
  /** Over the candidate's ordered genotype, or over one gene. */
  readonly table: Float64Array
  /** What the candidate's children say of each ordered genotype. */
  children: Float64Array | null
  /** Set when both genes of the candidate flow into one gene, which is not followed here. */
  isBlocked: boolean
}

/** How many ways of descent there are at most; beyond some ten thousand another method may be quicker. */
export function countDescents({ pedigree, locus, byMeioses, candidate }: DescentQuestion): number {
  const relevant = relevantPeople(pedigree, (person) => person === candidate || locus.evidence[person] !== null)
  const children = new Int32Array(pedigree.people.length)
  pedigree.people.forEach((_, child) => {
    if (!relevant[child]) return
    const [father, mother] = parentsOf(pedigree, child)
    if (father !== -1 && !(locus.isX && pedigree.people[child].sex === 'male')) children[father]++
    if (mother !== -1) children[mother]++
  })
  return pedigree.people.reduce((ways, member, person) => {
    if (!relevant[person] || person === candidate) return ways
    const evidence = locus.evidence[person]
    const isSingle = locus.isX && member.sex === 'male'
    const isFounder = member.father === null && member.mother === null
    const own = evidence === null ? 1 : isFounder && !byMeioses ? distinctStates(evidence) : evidence.weight.length
    const splits = isSingle || (evidence !== null && !byMeioses) ? 0 : Math.max(children[person] - (isFounder && !byMeioses ? 1 : 0), 0)
    return ways * own * 2 ** splits
  }, 1)
}

/** Follows all ways of descent. Call it only if `countDescents` is small. */
export function traceDescent(question: DescentQuestion): DescentTable {
  return follow(question).sums
}

/**
 * The same for every ordered genotype of the candidate, or for one gene of a male at an X marker.
 * @returns null if the candidate's parents are so related that both genes may be one
 */
export function traceCandidate(question: DescentQuestion): Float64Array | null {
  const { table, isBlocked } = follow(question)
  return isBlocked ? null : table
}

function follow(question: DescentQuestion): Tracing {
  const { pedigree, locus, population, candidate } = question
  const people = pedigree.people.length
  const { male, female, size } = locus.states
  const known = new Int32Array(size)
  pedigree.people.forEach((_, person) => {
    const evidence = certainFounder(question, person)
    for (const allele of evidence === null ? [] : [evidence.paternal[0], evidence.maternal[0]]) if (allele !== -1) known[allele]++
  })
  const tracing: Tracing = {
    ...question,
    prior: priorAfter(known, population),
    relevant: relevantPeople(pedigree, (person) => person === candidate || locus.evidence[person] !== null),
    parents: pedigree.people.map((_, person) => parentsOf(pedigree, person)),
    columns: { male: columnsOf(male, size), female: male === female ? columnsOf(male, size) : columnsOf(female, size) },
    arrivals: Array.from({ length: people }, () => []),
    roots: [],
    ends: [null, null],
    pattern: Array.from({ length: question.byMeioses ? 2 * people : 0 }, () => '*'),
    sums: new Map(),
    table: new Float64Array(candidate === -1 ? 0 : isHemizygous(question, candidate) ? size : size * size),
    children: null,
    isBlocked: false,
  }
  climb(tracing, people - 1, tracing.prior.chances.reduce((product, chance) => product * chance, 1))
  return tracing
}

/** Goes from the youngest person to the oldest; each branch fixes what one person's genes are or where they come from. */
function climb(tracing: Tracing, person: number, weight: number): void {
  if (weight === 0 || tracing.isBlocked) return
  if (person < 0) arrive(tracing, weight)
  else if (!tracing.relevant[person]) climb(tracing, person - 1, weight)
  else if (person === tracing.candidate) climbCandidate(tracing, person, weight)
  else if (tracing.locus.evidence[person] === null) climbUntyped(tracing, person, weight)
  else climbTyped(tracing, person, weight, tracing.locus.evidence[person])
}

/** All genes have reached founders: adds what this way of descent gives. */
function arrive(tracing: Tracing, weight: number): void {
  const plain = tracing.roots.filter(({ side }) => side === -1).map(({ values }) => values)
  if (tracing.candidate === -1) {
    const key = tracing.pattern.join('')
    tracing.sums.set(key, (tracing.sums.get(key) ?? 0) + weight * chanceOfRoots(plain, tracing.prior))
    return
  }
  const urn = sumUrn(plain, tracing.prior)
  const size = tracing.locus.states.size
  const [paternal, maternal] = [0, 1].map((side) => tracing.roots.find((root) => root.side === side)?.values ?? null)
  const isSingle = tracing.table.length === size
  const values = isSingle ? genesOf(maternal, tracing.ends[1], urn, size) : genotypesOf([paternal, maternal], tracing.ends, urn, size)
  for (let cell = 0; cell < values.length; cell++) tracing.table[cell] += weight * values[cell] * (tracing.children === null ? 1 : tracing.children[cell])
}

function climbCandidate(tracing: Tracing, person: number, weight: number): void {
  const size = tracing.locus.states.size
  const isSingle = isHemizygous(tracing, person)
  const arrivals = tracing.arrivals[person]
  const before = tracing.children
  tracing.children = arrivals.length === 0 ? null : Float64Array.from({ length: tracing.table.length }, (_, cell) => arrivals.reduce((product, { values }) => product * (isSingle ? values[cell] : 0.5 * (values[Math.floor(cell / size)] + values[cell % size])), 1))
  const identity = Float64Array.from({ length: size * size }, (_, cell) => (cell % (size + 1) === 0 ? 1 : 0))
  withParents(tracing, person, [isSingle ? null : { side: 0, values: identity }, { side: 1, values: identity }], () => climb(tracing, person - 1, weight))
  tracing.children = before
}

function climbTyped(tracing: Tracing, person: number, weight: number, evidence: Evidence): void {
  const isKnown = certainFounder(tracing, person) !== null
  const arrivals = tracing.arrivals[person]
  // The order of a founder's two genes matters only where meioses are followed through linked loci.
  const once = isKnown && !tracing.byMeioses
  for (let state = 0; state < (once ? 1 : evidence.weight.length); state++) {
    const genes = [evidence.paternal[state], evidence.maternal[state]] as const
    const chance = weight * evidence.weight[state] * (once ? evidence.weight.length : 1)
    const above = isKnown ? ([null, null] as const) : ([genes[0] === -1 ? null : point(tracing, genes[0]), point(tracing, genes[1])] as const)
    const go = (product: number): void => withParents(tracing, person, above, () => climb(tracing, person - 1, product))
    if (!tracing.byMeioses) meetTyped(tracing, arrivals, genes, chance, go)
    else forEachSplit(tracing, arrivals, false, (mask) => go(arrivals.reduce((product, { values }, at) => product * values[genes[(mask >> at) & 1]], chance)))
  }
}

/** Genes that arrive at known ones: each came from either with chance ½. A gene of the candidate ends here. */
function meetTyped(tracing: Tracing, arrivals: readonly Flow[], genes: readonly [number, number], weight: number, go: (product: number) => void): void {
  const size = tracing.locus.states.size
  let product = weight
  for (const { side, values } of arrivals) {
    const [one, other] = genes[0] === -1 ? [genes[1], genes[1]] : genes
    if (side === -1) product *= 0.5 * (values[one] + values[other])
    else tracing.ends[side] = Float64Array.from({ length: size }, (_, allele) => 0.5 * (values[one * size + allele] + values[other * size + allele]))
  }
  go(product)
  for (const { side } of arrivals) if (side !== -1) tracing.ends[side] = null
}

function climbUntyped(tracing: Tracing, person: number, weight: number): void {
  const arrivals = tracing.arrivals[person]
  const [father, mother] = tracing.parents[person]
  if (isHemizygous(tracing, person)) {
    withParents(tracing, person, [null, merged(tracing, arrivals, () => true)], () => climb(tracing, person - 1, weight))
    return
  }
  const isMirrored = father === -1 && mother === -1 && !tracing.byMeioses && arrivals.length > 0
  const share = tracing.byMeioses ? 1 : 0.5 ** (arrivals.length - (isMirrored ? 1 : 0))
  forEachSplit(tracing, arrivals, isMirrored, (mask) => {
    const genes = [merged(tracing, arrivals, (at) => ((mask >> at) & 1) === 0), merged(tracing, arrivals, (at) => ((mask >> at) & 1) === 1)] as const
    withParents(tracing, person, genes, () => climb(tracing, person - 1, weight * share))
  })
}

function isHemizygous({ locus, pedigree }: DescentQuestion, person: number): boolean {
  return locus.isX && pedigree.people[person].sex === 'male'
}

/** Every way of sharing the arrivals among a person's two genes (bit 0: paternal); the first stays put where mirror images are equal. */
function forEachSplit(tracing: Tracing, arrivals: readonly Flow[], isMirrored: boolean, visit: (mask: number) => void): void {
  for (let mask = 0; mask < 2 ** arrivals.length; mask += isMirrored ? 2 : 1) {
    if (tracing.byMeioses) arrivals.forEach(({ meiosis }, at) => (tracing.pattern[meiosis] = String((mask >> at) & 1)))
    visit(mask)
  }
  if (tracing.byMeioses) arrivals.forEach(({ meiosis }) => (tracing.pattern[meiosis] = '*'))
}

/** What is below one gene of a person; null if the gene is not followed. */
type Below = Pick<Flow, 'side' | 'values'> | null

/** Hands a person's genes to the parents they came from, or to the founders, and takes them back afterwards. */
function withParents(tracing: Tracing, person: number, genes: readonly [Below, Below], go: () => void): void {
  const undo: Flow[][] = []
  genes.forEach((below, way) => {
    if (below === null) return
    const parent = tracing.parents[person][way]
    const { side, values } = below
    const columns = way === 0 ? tracing.columns.male : tracing.columns.female
    const list = parent === -1 ? tracing.roots : tracing.arrivals[parent]
    list.push({ meiosis: 2 * person + way, side, values: parent === -1 ? values : throughMeiosis(columns, values) })
    undo.push(list)
  })
  go()
  undo.forEach((list) => list.pop())
}

/** Σ_b M(a, b) · below(b), column by column. */
function throughMeiosis(columns: readonly Float64Array[], below: Float64Array): Float64Array {
  const width = below.length / columns.length
  const above = new Float64Array(below.length)
  for (let child = 0; child < columns.length; child++) {
    const column = columns[child]
    for (let at = 0; at < width; at++) {
      const chance = below[child * width + at]
      if (chance === 0) continue
      for (let parent = 0; parent < column.length; parent++) above[parent * width + at] += chance * column[parent]
    }
  }
  return above
}

/** The chosen arrivals as one gene, null if none is chosen. */
function merged(tracing: Tracing, arrivals: readonly Flow[], isChosen: (at: number) => boolean): Below {
  const chosen = arrivals.filter((_, at) => isChosen(at))
  if (chosen.length === 0) return null
  const open = chosen.filter(({ side }) => side !== -1)
  if (open.length > 1) tracing.isBlocked = true
  const [first, ...others] = [...open, ...chosen.filter(({ side }) => side === -1)]
  const width = first.values.length / tracing.locus.states.size
  const values = others.length === 0 ? first.values : Float64Array.from(first.values)
  for (const other of others) for (let cell = 0; cell < values.length; cell++) values[cell] *= other.values[Math.floor(cell / width)]
  return { side: first.side, values: open.length > 1 ? first.values : values }
}

function point({ locus }: Tracing, allele: number): Below {
  const values = new Float64Array(locus.states.size)
  values[allele] = 1
  return { side: -1, values }
}

const COLUMNS = new WeakMap<Float64Array, readonly Float64Array[]>()

/** The columns of a matrix, made once: both hypotheses use the same matrices. */
function columnsOf(matrix: Float64Array, size: number): readonly Float64Array[] {
  const known = COLUMNS.get(matrix)
  if (known !== undefined) return known
  const columns = Array.from({ length: size }, () => new Float64Array(size))
  columns.forEach((column, child) => {
    for (let parent = 0; parent < size; parent++) column[parent] = matrix[parent * size + child]
  })
  COLUMNS.set(matrix, columns)
  return columns
}

/** The genotype of a founder that leaves no doubt about the two alleles; null for everyone else. */
function certainFounder({ pedigree, locus }: DescentQuestion, person: number): Evidence | null {
  const { father, mother } = pedigree.people[person]
  const evidence = locus.evidence[person]
  return evidence !== null && father === null && mother === null && distinctStates(evidence) === 1 ? evidence : null
}

/** Unordered genotypes behind an observation, as far as they differ. */
function distinctStates({ paternal, maternal }: Evidence): number {
  // An observation with drop-out or error allows so many that counting mirror images is not worth it.
  if (paternal.length > 64) return paternal.length
  let distinct = 0
  for (let state = 0; state < paternal.length; state++) {
    let before = 0
    while (before < state && !(paternal[before] === maternal[state] && maternal[before] === paternal[state])) before++
    if (before === state) distinct++
  }
  return distinct
}
