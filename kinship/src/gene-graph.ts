import type { Factor, FactorGraph } from './factor-graph.ts'
import type { LocusStates } from './lumping.ts'
import type { Evidence } from './observation.ts'
import type { Pedigree } from './pedigree.ts'

/** One locus of a pedigree, ready to be written as a factor graph. */
export interface LocusProblem {
  readonly states: LocusStates
  readonly isX: boolean
  /** What is known of each person, by position in the pedigree; null if untyped here. */
  readonly evidence: readonly (Evidence | null)[]
}

/** Founder genes whose alleles are still open: one entry a founder, with the variable of each of their genes. */
export interface OpenFounder {
  readonly genes: readonly number[]
}

/** The founders of one locus: alleles already known (as counts) and genes still open. */
export interface Founders {
  readonly known: Int32Array
  readonly open: readonly OpenFounder[]
}

export interface GeneGraph extends FactorGraph {
  readonly factors: Factor[]
  /** By locus. */
  readonly founders: Founders[]
  /** The candidate's gene variables, by locus (paternal and maternal, or one). */
  readonly kept: number[][]
  /** Weight of the founders whose genotype is certain: 2 for each heterozygote. */
  constant: number
}

/** A gene: a variable whose states stand for alleles, or (variable -1) one known allele. */
interface Slot {
  readonly variable: number
  readonly alleles: Int32Array
}

/** Paternal and maternal gene; null where there is none (X of a male) or where it does not matter which is which. */
interface GenePair {
  readonly paternal: Slot | null
  readonly maternal: Slot
}

/** A nonfounder with more consistent genotypes than this gets two gene variables instead of one genotype variable. */
const MAX_PAIR_STATES = 16

/** Which people matter: the typed, the candidate, and all their ancestors. Untyped people without such descendants sum to 1. */
export function relevantPeople(pedigree: Pedigree, isAnchor: (person: number) => boolean): boolean[] {
  const relevant = pedigree.people.map((_, person) => isAnchor(person))
  for (let person = pedigree.people.length - 1; person >= 0; person--) {
    if (!relevant[person]) continue
    for (const parent of parentsOf(pedigree, person)) if (parent !== -1) relevant[parent] = true
  }
  return relevant
}

/** Positions of father and mother, -1 where unknown. */
export function parentsOf(pedigree: Pedigree, person: number): readonly [number, number] {
  const { father, mother } = pedigree.people[person]
  return [father === null ? -1 : (pedigree.indexOf.get(father) ?? -1), mother === null ? -1 : (pedigree.indexOf.get(mother) ?? -1)]
}

/**
 * The factor graph of one locus, or of several linked loci joined by their meioses, without the founders' prior.
 * Variables are genes, genotypes of typed people, and meiosis switches (which grandparental gene is passed on).
 * @param recombination fraction between each locus and the next; empty for one locus
 * @param candidate position of the person whose genes are kept open, or -1
 */
export function buildGeneGraph(pedigree: Pedigree, loci: readonly LocusProblem[], recombination: readonly number[], candidate: number): GeneGraph {
  const graph: GeneGraph = { sizes: [], factors: [], founders: [], kept: [], constant: 1 }
  const isAnchor = (person: number): boolean => person === candidate || loci.some((locus) => locus.evidence[person] !== null)
  const relevant = relevantPeople(pedigree, isAnchor)
  const switches = loci.map((locus) => buildLocus(graph, { pedigree, locus, relevant, candidate, isLinked: loci.length > 1 }))
  if (loci.length > 1) for (const variable of switches[0].values()) graph.factors.push(fairCoin(variable))
  for (let at = 1; at < loci.length; at++) coupleSwitches(graph, switches[at - 1], switches[at], recombination[at - 1])
  return graph
}

interface Building {
  readonly pedigree: Pedigree
  readonly locus: LocusProblem
  readonly relevant: readonly boolean[]
  readonly candidate: number
  readonly isLinked: boolean
}

/** Switch variables of one locus by meiosis, `2 × child` for the father's and `2 × child + 1` for the mother's. */
type Switches = Map<number, number>

function buildLocus(graph: GeneGraph, building: Building): Switches {
  const { pedigree, locus, relevant } = building
  const known = new Int32Array(locus.states.size)
  const open: OpenFounder[] = []
  const pairs: GenePair[] = []
  const switches: Switches = new Map()
  pedigree.people.forEach((_, person) => {
    if (!relevant[person]) return
    pairs[person] = placeGenes(graph, building, person, known, open)
    if (person === building.candidate) graph.kept.push(slotsOf(pairs[person]).map((slot) => slot.variable))
    const [father, mother] = parentsOf(pedigree, person)
    const { paternal, maternal } = pairs[person]
    if (father !== -1 && paternal !== null) transmit(graph, building, pairs[father], paternal, locus.states.male, 2 * person, switches)
    if (mother !== -1) transmit(graph, building, pairs[mother], maternal, locus.states.female, 2 * person + 1, switches)
  })
  graph.founders.push({ known, open })
  return switches
}

function placeGenes(graph: GeneGraph, building: Building, person: number, known: Int32Array, open: OpenFounder[]): GenePair {
  const { pedigree, locus, candidate, isLinked } = building
  const evidence = locus.evidence[person]
  const isHemizygous = locus.isX && pedigree.people[person].sex === 'male'
  const [father, mother] = parentsOf(pedigree, person)
  const founderGenes = (isHemizygous || father !== -1 ? 0 : 1) + (mother === -1 ? 1 : 0)
  const genes = isHemizygous ? 1 : 2
  if (evidence !== null && founderGenes === genes && isCertain(evidence)) return knownFounder(graph, evidence, isLinked, known)
  if (evidence !== null && founderGenes === 0 && evidence.weight.length <= MAX_PAIR_STATES) return genotypeVariable(graph, evidence)
  if (evidence !== null && founderGenes === 1 && genes === 2 && evidence.weight.length === 1) return knownHalfFounder(graph, evidence, father, known)
  const isSingleGene = evidence === null && person !== candidate && founderGenes === 2 && countChildren(building, person) === 1
  const pair = openGenes(graph, locus.states.size, isHemizygous || isSingleGene)
  const slots = slotsOf(pair)
  if (evidence !== null) addEvidence(graph, slots, evidence, locus.states.size)
  if (founderGenes > 0) open.push({ genes: founderSlots(pair, father, mother).map((slot) => slot.variable) })
  return pair
}

function isCertain(evidence: Evidence): boolean {
  const { paternal, maternal, weight } = evidence
  if (weight.length === 1) return true
  return weight.length === 2 && paternal[0] === maternal[1] && maternal[0] === paternal[1] && weight[0] === weight[1]
}

function knownFounder(graph: GeneGraph, evidence: Evidence, isLinked: boolean, known: Int32Array): GenePair {
  const { paternal, maternal, weight } = evidence
  for (const allele of [paternal[0], maternal[0]]) if (allele !== -1) known[allele]++
  if (isLinked && weight.length === 2) return genotypeVariable(graph, evidence)
  graph.constant *= weight[0] * weight.length
  return { paternal: paternal[0] === -1 ? null : fixed(paternal[0]), maternal: fixed(maternal[0]) }
}

function knownHalfFounder(graph: GeneGraph, evidence: Evidence, father: number, known: Int32Array): GenePair {
  known[father === -1 ? evidence.paternal[0] : evidence.maternal[0]]++
  return genotypeVariable(graph, evidence)
}

function genotypeVariable(graph: GeneGraph, evidence: Evidence): GenePair {
  const { paternal, maternal, weight } = evidence
  if (weight.length === 1) {
    graph.constant *= weight[0]
    return { paternal: paternal[0] === -1 ? null : fixed(paternal[0]), maternal: fixed(maternal[0]) }
  }
  const variable = addVariable(graph, weight.length)
  graph.factors.push({ scope: [variable], values: weight })
  return { paternal: paternal[0] === -1 ? null : { variable, alleles: paternal }, maternal: { variable, alleles: maternal } }
}

function openGenes(graph: GeneGraph, size: number, isSingle: boolean): GenePair {
  const alleles = Int32Array.from({ length: size }, (_, allele) => allele)
  const paternal = isSingle ? null : { variable: addVariable(graph, size), alleles }
  return { paternal, maternal: { variable: addVariable(graph, size), alleles } }
}

function founderSlots(pair: GenePair, father: number, mother: number): Slot[] {
  const slots: Slot[] = []
  if (father === -1 && pair.paternal !== null) slots.push(pair.paternal)
  if (mother === -1) slots.push(pair.maternal)
  return slots
}

function addEvidence(graph: GeneGraph, slots: readonly Slot[], evidence: Evidence, size: number): void {
  const values = new Float64Array(size ** slots.length)
  evidence.weight.forEach((weight, at) => {
    const place = slots.length === 1 ? evidence.maternal[at] : evidence.paternal[at] * size + evidence.maternal[at]
    values[place] += weight
  })
  graph.factors.push({ scope: slots.map((slot) => slot.variable), values })
}

function countChildren(building: Building, person: number): number {
  return building.pedigree.people.reduce((count, _, child) => (building.relevant[child] && parentsOf(building.pedigree, child).includes(person) ? count + 1 : count), 0)
}

function transmit(graph: GeneGraph, building: Building, parent: GenePair, child: Slot, matrix: Float64Array, meiosis: number, switches: Switches): void {
  const size = building.locus.states.size
  const { paternal, maternal } = parent
  if (paternal === null) {
    addFactor(graph, [maternal, child], (genes) => matrix[genes[0] * size + genes[1]])
    if (building.isLinked) switches.set(meiosis, addSwitch(graph).variable)
    return
  }
  const isOneTable = paternal.variable === maternal.variable
  if (isOneTable && !building.isLinked) {
    addFactor(graph, [paternal, maternal, child], (genes) => 0.5 * (matrix[genes[0] * size + genes[2]] + matrix[genes[1] * size + genes[2]]))
    return
  }
  const which = addSwitch(graph)
  if (building.isLinked) switches.set(meiosis, which.variable)
  if (isOneTable) addFactor(graph, [which, paternal, maternal, child], (genes) => matrix[genes[1 + genes[0]] * size + genes[3]])
  else {
    addFactor(graph, [which, paternal, child], (genes) => (genes[0] === 0 ? matrix[genes[1] * size + genes[2]] : 1))
    addFactor(graph, [which, maternal, child], (genes) => (genes[0] === 1 ? matrix[genes[1] * size + genes[2]] : 1))
  }
  if (!building.isLinked) graph.factors.push(fairCoin(which.variable))
}

function fairCoin(variable: number): Factor {
  return { scope: [variable], values: Float64Array.of(0.5, 0.5) }
}

/** Joins the switches of neighbouring linked loci: the next locus comes from the other grandparent with the recombination fraction. */
function coupleSwitches(graph: GeneGraph, here: Switches, next: Switches, recombination: number): void {
  const stay = 1 - recombination
  const change = recombination
  for (const [meiosis, variable] of here) {
    const other = next.get(meiosis)
    if (other !== undefined) graph.factors.push({ scope: [variable, other], values: Float64Array.of(stay, change, change, stay) })
  }
}

function addSwitch(graph: GeneGraph): Slot {
  return { variable: addVariable(graph, 2), alleles: Int32Array.of(0, 1) }
}

function addVariable(graph: GeneGraph, size: number): number {
  graph.sizes.push(size)
  return graph.sizes.length - 1
}

function fixed(allele: number): Slot {
  return { variable: -1, alleles: Int32Array.of(allele) }
}

function slotsOf(pair: GenePair): Slot[] {
  return pair.paternal === null ? [pair.maternal] : [pair.paternal, pair.maternal]
}

function addFactor(graph: GeneGraph, slots: readonly Slot[], weigh: (genes: Int32Array) => number): void {
  const scope = [...new Set(slots.map((slot) => slot.variable))].filter((variable) => variable !== -1)
  const cells = scope.reduce((product, variable) => product * graph.sizes[variable], 1)
  const digit = slots.map((slot) => scope.indexOf(slot.variable))
  const digits = new Int32Array(scope.length)
  const genes = new Int32Array(slots.length)
  const values = new Float64Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    for (let at = 0; at < slots.length; at++) genes[at] = slots[at].alleles[digit[at] === -1 ? 0 : digits[digit[at]]]
    values[cell] = weigh(genes)
    for (let at = scope.length - 1; at >= 0 && ++digits[at] === graph.sizes[scope[at]]; at--) digits[at] = 0
  }
  graph.factors.push({ scope, values })
}
