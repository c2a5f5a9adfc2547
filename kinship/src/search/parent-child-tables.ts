import { InputError, requireInRange } from '../errors.ts'
import type { Marker } from '../markers.ts'
import type { MutationModels } from '../mutation.ts'
import { NO_MUTATION, mutationMatrices, mutationModelAt } from '../mutation.ts'
import { genotypeCount, genotypePairs } from '../profiles.ts'
import { genotypeChance } from './chance.ts'
import type { Atoms } from './distribution.ts'
import { gatherAtoms } from './distribution.ts'
import { UNREAD } from './genotype-codes.ts'
import type { LocusLayout } from './store-layout.ts'

/** How parent and child are compared when neither is known. */
export interface ParentChildModel {
  readonly mutation?: MutationModels
  /** Coancestry, 0 ≤ θ < 1. Default 0. */
  readonly theta?: number
  /** Sex of the parents, for the mutation rate; `unknown` takes the mean of both rates. Default unknown. */
  readonly parentSex?: 'male' | 'female' | 'unknown'
}

/**
 * One locus of every parent against every child.
 * Genotypes are numbered: 0 not typed, 1 … n(n+1)/2 as in `genotypeIndex`, then one number for each allele of which the
 * other was not read.
 */
export interface ParentChildTable {
  readonly locus: LocusLayout
  readonly marker: Marker
  /** Genotypes, 0 included. */
  readonly size: number
  /** Genotype number by store code. */
  readonly numberOf: Uint16Array
  /** Likelihood ratio by child × size + parent. */
  readonly ratios: Float64Array
}

/**
 * The table of a locus: P(child, parent | parent and child) ÷ P(child, parent | unrelated). The gene that is not the parent's
 * comes from the population; with θ > 0 all founder genes of either hypothesis follow the Balding–Nichols urn.
 * @param marker with a frequency for every allele that the store shows here
 * @see docs/formulas.md §2, §3 and §4
 */
export function parentChildTable(locus: LocusLayout, marker: Marker, model: ParentChildModel): ParentChildTable {
  const theta = model.theta ?? 0
  requireInRange('theta', theta, 0, 1 - 1e-9)
  if (marker.chromosome !== 'autosomal' || marker.silentIndex !== -1) throw new InputError('search-not-autosomal', `locus ${marker.name}`, 'it is not autosomal or has a silent allele', 'Leave the locus out here and use it in the likelihood ratio of each pair')
  const alleles = locus.alleles.length
  const whole = genotypeCount(alleles)
  const size = 1 + whole + alleles
  const joint = jointChances(locus, marker, model)
  const ratios = new Float64Array(new SharedArrayBuffer(size * size * 8)).fill(1)
  const { h1, h2 } = withHalfRead(joint, alleles)
  const untyped = overParents(joint, alleles)
  for (let child = 1; child < size; child++) {
    // A child alone says a little too, where mutation shifts the frequencies from one generation to the next.
    ratios[child * size] = untyped.h1[child - 1] / untyped.h2[child - 1]
    for (let parent = 1; parent < size; parent++) {
      const at = (child - 1) * (size - 1) + parent - 1
      ratios[child * size + parent] = h1[at] / h2[at]
    }
  }
  return { locus, marker, size, numberOf: genotypeNumbers(locus), ratios }
}

function genotypeNumbers(locus: LocusLayout): Uint16Array {
  const { count, first, second, capacity } = locus.codes
  const whole = genotypeCount(locus.alleles.length)
  return Uint16Array.from({ length: count }, (_, code) => {
    if (code === 0 || first[code] >= locus.alleles.length || second[code] >= locus.alleles.length) return 0
    return second[code] === UNREAD ? code - genotypeCount(capacity) + whole : code
  })
}

interface Joint {
  /** P(child, parent) by child × genotypes + parent, under H1 and H2. */
  readonly h1: Float64Array
  readonly h2: Float64Array
}

function jointChances(locus: LocusLayout, marker: Marker, model: ParentChildModel): Joint {
  const theta = model.theta ?? 0
  const alleles = locus.alleles.length
  const frequency = Float64Array.from(locus.alleles, (allele) => marker.frequencies[marker.indexOf.get(allele) ?? -1])
  const passes = transmission(locus, marker, model)
  const { first, second } = genotypePairs(alleles)
  const genotypes = first.length
  const h1 = new Float64Array(genotypes * genotypes)
  const h2 = new Float64Array(genotypes * genotypes)
  // Chance that the next founder gene is `allele`, once some genes were seen, of which so many were `allele`.
  const next = (allele: number, copies: number, seen: number): number => (copies * theta + (1 - theta) * frequency[allele]) / (1 + (seen - 1) * theta)
  for (let parent = 0; parent < genotypes; parent++) {
    const [a, b] = [first[parent], second[parent]]
    const parentChance = genotypeChance(frequency, a, b, theta)
    const copies = (allele: number): number => (allele === a ? 1 : 0) + (allele === b ? 1 : 0)
    const gives = (allele: number): number => (passes[a * alleles + allele] + passes[b * alleles + allele]) / 2
    for (let child = 0; child < genotypes; child++) {
      const [c, d] = [first[child], second[child]]
      const isHomozygote = c === d
      const fromParent = isHomozygote ? gives(c) * next(c, copies(c), 2) : gives(c) * next(d, copies(d), 2) + gives(d) * next(c, copies(c), 2)
      const atRandom = (isHomozygote ? 1 : 2) * next(c, copies(c), 2) * next(d, copies(d) + (isHomozygote ? 1 : 0), 3)
      h1[child * genotypes + parent] = parentChance * fromParent
      h2[child * genotypes + parent] = parentChance * atRandom
    }
  }
  return { h1, h2 }
}

/** Chance that a parent's allele arrives as another, by store position of both. */
function transmission(locus: LocusLayout, marker: Marker, model: ParentChildModel): Float64Array {
  const { male, female } = mutationMatrices(marker, mutationModelAt(model.mutation ?? NO_MUTATION, marker.name))
  const alleles = locus.alleles.length
  const positions = locus.alleles.map((allele) => marker.indexOf.get(allele) ?? -1)
  return Float64Array.from({ length: alleles * alleles }, (_, at) => {
    const cell = positions[Math.floor(at / alleles)] * marker.alleles.length + positions[at % alleles]
    if (model.parentSex === 'male') return male[cell]
    return model.parentSex === 'female' ? female[cell] : (male[cell] + female[cell]) / 2
  })
}

/** P(child) under H1 and H2 when the parent was not typed, half-read children included. */
function overParents({ h1, h2 }: Joint, alleles: number): Joint {
  const genotypes = genotypeCount(alleles)
  const { first, second } = genotypePairs(alleles)
  const overChildren = (chances: Float64Array): Float64Array => {
    const whole = Float64Array.from({ length: genotypes }, (_, child) => chances.subarray(child * genotypes, (child + 1) * genotypes).reduce((sum, chance) => sum + chance, 0))
    const half = Float64Array.from({ length: alleles }, (_, allele) => whole.reduce((sum, chance, genotype) => sum + (chance * ((first[genotype] === allele ? 1 : 0) + (second[genotype] === allele ? 1 : 0))) / 2, 0))
    return Float64Array.of(...whole, ...half)
  }
  return { h1: overChildren(h1), h2: overChildren(h2) }
}

/** Adds genotypes of which one allele, taken at random, was read: a/a counts 1 and a/b counts ½, over all b. */
function withHalfRead(joint: Joint, alleles: number): Joint {
  const genotypes = genotypeCount(alleles)
  const size = genotypes + alleles
  const { first, second } = genotypePairs(alleles)
  const members = Array.from({ length: alleles }, (_, allele) =>
    Array.from({ length: genotypes }, (__, genotype) => ({ genotype, weight: ((first[genotype] === allele ? 1 : 0) + (second[genotype] === allele ? 1 : 0)) / 2 })).filter(({ weight }) => weight > 0),
  )
  const group = (at: number): readonly { genotype: number; weight: number }[] => (at < genotypes ? [{ genotype: at, weight: 1 }] : members[at - genotypes])
  const expand = (chances: Float64Array): Float64Array =>
    Float64Array.from({ length: size * size }, (_, at) => {
      let sum = 0
      for (const child of group(Math.floor(at / size))) for (const parent of group(at % size)) sum += child.weight * parent.weight * chances[child.genotype * genotypes + parent.genotype]
      return sum
    })
  return { h1: expand(joint.h1), h2: expand(joint.h2) }
}

/** What a locus typed in both contributes to the ratio of a pair. */
export function pairAtoms({ locus, marker, size, ratios }: ParentChildTable, theta: number): Atoms {
  const { first, second } = genotypePairs(locus.alleles.length)
  const frequency = Float64Array.from(locus.alleles, (allele) => marker.frequencies[marker.indexOf.get(allele) ?? -1])
  const chances = Float64Array.from(first, (a, genotype) => genotypeChance(frequency, a, second[genotype], theta))
  return gatherAtoms((add) => {
    for (let child = 0; child < chances.length; child++) {
      for (let parent = 0; parent < chances.length; parent++) {
        const ratio = ratios[(child + 1) * size + parent + 1]
        add(Math.log10(ratio), chances[child] * chances[parent], chances[child] * chances[parent] * ratio)
      }
    }
  })
}

/** Whether two genotypes, given as store codes, share no allele: parent and child then need a mutation. */
export function isMismatch(locus: LocusLayout, child: number, parent: number): boolean {
  const { first, second } = locus.codes
  if (second[child] < 0 || second[parent] < 0) return false
  return first[child] !== first[parent] && first[child] !== second[parent] && second[child] !== first[parent] && second[child] !== second[parent]
}
