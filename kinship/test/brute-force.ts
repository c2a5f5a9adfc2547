import { canonicalAllele } from '../src/alleles.ts'
import type { Marker } from '../src/markers.ts'
import type { MutationModels } from '../src/mutation.ts'
import { NO_MUTATION, mutationMatrices, mutationModelAt } from '../src/mutation.ts'
import type { Pedigree } from '../src/pedigree.ts'
import type { Profiles } from '../src/profiles.ts'

export interface BruteForceModel {
  readonly mutation?: MutationModels
  readonly theta?: number
  readonly dropOut?: number
  readonly typingError?: number
}

/**
 * The definition itself: every person gets every ordered genotype in turn; founders' alleles come from one Balding–Nichols urn,
 * each child's from its parents, and each observation weighs in. Nothing is shared with the engine but the mutation matrices.
 */
export function bruteForceLikelihood(marker: Marker, pedigree: Pedigree, profiles: Profiles, model: BruteForceModel): number {
  const people = pedigree.people
  const n = marker.alleles.length
  const { male, female } = mutationMatrices(marker, mutationModelAt(model.mutation ?? NO_MUTATION, marker.name))
  const genes: [number, number][] = []
  const urn: number[] = []
  const theta = model.theta ?? 0
  const draw = (allele: number): number => {
    const same = urn.filter((other) => other === allele).length
    const chance = urn.length === 0 ? marker.frequencies[allele] : (same * theta + (1 - theta) * marker.frequencies[allele]) / (1 + (urn.length - 1) * theta)
    urn.push(allele)
    return chance
  }
  const from = (parent: string, matrix: Float64Array, allele: number): number => {
    const [a, b] = genes[pedigree.indexOf.get(parent)!]
    return a === -1 ? matrix[b * n + allele] : 0.5 * (matrix[a * n + allele] + matrix[b * n + allele])
  }
  const visit = (at: number): number => {
    if (at === people.length) return 1
    const person = people[at]
    const isHemizygous = marker.chromosome === 'X' && person.sex === 'male'
    let sum = 0
    for (let paternal = isHemizygous ? -1 : 0; paternal < (isHemizygous ? 0 : n); paternal++) {
      for (let maternal = 0; maternal < n; maternal++) {
        const before = urn.length
        let chance = observationChance(marker, profiles[person.id]?.[marker.name], [paternal, maternal], model)
        if (chance > 0 && paternal !== -1) chance *= person.father === null ? draw(paternal) : marker.chromosome === 'X' ? male[genes[pedigree.indexOf.get(person.father)!][1] * n + paternal] : from(person.father, male, paternal)
        if (chance > 0) chance *= person.mother === null ? draw(maternal) : from(person.mother, female, maternal)
        genes[at] = [paternal, maternal]
        if (chance > 0) sum += chance * visit(at + 1)
        urn.length = before
      }
    }
    return sum
  }
  return visit(0)
}

function observationChance(marker: Marker, seen: readonly string[] | undefined, genes: readonly number[], model: BruteForceModel): number {
  if (seen === undefined) return 1
  const target = setText(seen.map(canonicalAllele))
  const error = model.typingError ?? 0
  const visible = genes.filter((gene) => gene !== -1 && marker.alleles[gene] !== 'silent')
  let chance = 0
  for (let subset = 0; subset < 2 ** visible.length; subset++) {
    const kept = visible.filter((_, at) => (subset >> at) & 1)
    if (setText(kept.map((gene) => marker.alleles[gene])) !== target) continue
    const missed = visible.length - kept.length
    chance += (1 - (model.dropOut ?? 0)) ** kept.length * (model.dropOut ?? 0) ** missed
  }
  if (error === 0) return chance
  let random = 0
  const n = marker.alleles.length
  for (let a = genes[0] === -1 ? -1 : 0; a < (genes[0] === -1 ? 0 : n); a++) {
    for (let b = 0; b < n; b++) {
      const shown = [a, b].filter((gene) => gene !== -1).map((gene) => marker.alleles[gene]).filter((allele) => allele !== 'silent')
      if (setText(shown) === target) random += (a === -1 ? 1 : marker.frequencies[a]) * marker.frequencies[b]
    }
  }
  return (1 - error) * chance + error * random
}

function setText(alleles: readonly string[]): string {
  return [...new Set(alleles)].sort().join(',')
}

/** Two linked loci by definition: every phase, every meiosis switch of every child, an urn for each locus. */
export function bruteForceLinked(markers: readonly [Marker, Marker], rho: number, pedigree: Pedigree, profiles: Profiles, mutation: MutationModels, theta: number): number {
  const people = pedigree.people
  const urns: number[][] = [[], []]
  const draw = (locus: number, allele: number): number => {
    const urn = urns[locus]
    const same = urn.filter((other) => other === allele).length
    const frequency = markers[locus].frequencies[allele]
    urn.push(allele)
    return urn.length === 1 ? frequency : (same * theta + (1 - theta) * frequency) / (1 + (urn.length - 2) * theta)
  }
  const matrices = markers.map((marker) => mutationMatrices(marker, mutationModelAt(mutation, marker.name)))
  const genes: number[][][] = []
  const transmit = (parent: string | null, sex: 'male' | 'female', alleles: readonly number[]): number => {
    if (parent === null) return draw(0, alleles[0]) * draw(1, alleles[1])
    const haplotypes = genes[pedigree.indexOf.get(parent)!]
    let sum = 0
    for (const [s1, s2] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
      const chance = 0.5 * (s1 === s2 ? 1 - rho : rho)
      const passed = [haplotypes[0][s1], haplotypes[1][s2]]
      sum += chance * passed.reduce((product, gene, locus) => product * matrices[locus][sex][gene * markers[locus].alleles.length + alleles[locus]], 1)
    }
    return sum
  }
  const visit = (at: number): number => {
    if (at === people.length) return 1
    const person = people[at]
    let sum = 0
    const [m, n] = markers.map((marker) => marker.alleles.length)
    for (let code = 0; code < m * m * n * n; code++) {
      const pair = [[code % m, Math.floor(code / m) % m], [Math.floor(code / (m * m)) % n, Math.floor(code / (m * m * n))]]
      const isSeen = pair.every((ordered, locus) => observationChance(markers[locus], profiles[person.id]?.[markers[locus].name], ordered, {}) === 1)
      if (!isSeen) continue
      genes[at] = pair
      const before = urns[0].length
      const chance = transmit(person.father, 'male', [pair[0][0], pair[1][0]]) * transmit(person.mother, 'female', [pair[0][1], pair[1][1]])
      if (chance > 0) sum += chance * visit(at + 1)
      urns.forEach((urn) => (urn.length = before))
    }
    return sum
  }
  return visit(0)
}
