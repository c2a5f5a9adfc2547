import { SILENT } from './alleles.ts'
import { InputError, requireInRange } from './errors.ts'
import type { Marker } from './markers.ts'
import type { MutationModels } from './mutation.ts'
import { NO_MUTATION, mutationMatrices, mutationModelAt } from './mutation.ts'
import type { Pedigree } from './pedigree.ts'
import type { Genotype, Profile, Profiles } from './profiles.ts'
import type { Random } from './random.ts'
import { createSampler } from './random.ts'

/** Where a family's alleles come from. */
export interface FamilyModel {
  readonly pedigree: Pedigree
  readonly markers: readonly Marker[]
  readonly mutation?: MutationModels
  /** Coancestry of the founders, 0 ≤ θ < 1. Default 0. */
  readonly theta?: number
}

/** What the laboratory loses or gets wrong; each a chance from 0 to 1. */
export interface SampleQuality {
  /** That one copy of an allele is not seen. */
  readonly dropOut?: number
  /** That a whole locus gives no result. */
  readonly missingLocus?: number
  /** That a locus is read as the genotype of an unrelated person. */
  readonly typingError?: number
}

/**
 * True genotypes of a family as allele positions: person p (in the order of `pedigree.people`) has the alleles
 * `genes[(locus * people + p) * 2]` from the father and `+ 1` from the mother; -1 where a male has no paternal X.
 */
export type GeneDrop = (random: Random) => Int16Array

/**
 * Drops genes through a pedigree: founders draw from the population (Balding–Nichols urn when θ > 0),
 * each child gets one gene of either parent at random, changed by the mutation model.
 * @see MacCluer et al. 1986, Zoo Biology 5:147 (gene dropping)
 */
export function createGeneDrop(model: FamilyModel): GeneDrop {
  const theta = model.theta ?? 0
  requireInRange('theta', theta, 0, 1 - 1e-9)
  const loci = model.markers.map((marker) => locusSampler(marker, model.mutation ?? NO_MUTATION))
  const people = model.pedigree.people.map((person) => ({
    father: person.father === null ? -1 : (model.pedigree.indexOf.get(person.father) ?? -1),
    mother: person.mother === null ? -1 : (model.pedigree.indexOf.get(person.mother) ?? -1),
    isMale: person.sex === 'male',
  }))
  return (random) => {
    const genes = new Int16Array(loci.length * people.length * 2)
    loci.forEach((locus, at) => dropLocus(locus, people, theta, random, genes.subarray(at * people.length * 2, (at + 1) * people.length * 2)))
    return genes
  }
}

interface Place {
  readonly father: number
  readonly mother: number
  readonly isMale: boolean
}

interface LocusSampler {
  readonly isX: boolean
  readonly founder: (random: Random) => number
  readonly fromFather: readonly ((random: Random) => number)[]
  readonly fromMother: readonly ((random: Random) => number)[]
}

function locusSampler(marker: Marker, mutation: MutationModels): LocusSampler {
  const matrices = mutationMatrices(marker, mutationModelAt(mutation, marker.name))
  const size = marker.alleles.length
  const rows = (matrix: Float64Array): ((random: Random) => number)[] => Array.from({ length: size }, (_, from) => createSampler(matrix.subarray(from * size, (from + 1) * size)))
  const fromFather = rows(matrices.male)
  return {
    isX: marker.chromosome === 'X',
    founder: createSampler(marker.frequencies),
    fromFather,
    fromMother: matrices.female === matrices.male ? fromFather : rows(matrices.female),
  }
}

function dropLocus(locus: LocusSampler, people: readonly Place[], theta: number, random: Random, genes: Int16Array): void {
  const urn: number[] = []
  const founder = (): number => {
    const isCopy = theta > 0 && random() * (1 + (urn.length - 1) * theta) < urn.length * theta
    const allele = isCopy ? urn[Math.floor(random() * urn.length)] : locus.founder(random)
    if (theta > 0) urn.push(allele)
    return allele
  }
  people.forEach((place, person) => {
    if (locus.isX && place.isMale) genes[person * 2] = -1
    else if (place.father === -1) genes[person * 2] = founder()
    else genes[person * 2] = locus.fromFather[genes[place.father * 2 + (locus.isX || random() < 0.5 ? 1 : 0)]](random)
    genes[person * 2 + 1] = place.mother === -1 ? founder() : locus.fromMother[genes[place.mother * 2 + (random() < 0.5 ? 0 : 1)]](random)
  })
}

/** Synthetic profiles of one family, as a laboratory would report them. `typed` says who gave a sample (default: everyone). */
export function simulateFamily(model: FamilyModel & { readonly quality?: SampleQuality; readonly typed?: readonly string[] }, random: Random): Profiles {
  const genes = createGeneDrop(model)(random)
  const profiles: Record<string, Profile> = {}
  for (const id of model.typed ?? model.pedigree.people.map((member) => member.id)) {
    const person = model.pedigree.indexOf.get(id)
    if (person === undefined) throw new InputError('person-unknown', 'typed', `${id} is not in the pedigree`, 'Name people of the pedigree')
    profiles[id] = observeProfile(model, genes, person, model.quality ?? {}, random)
  }
  return profiles
}

/** Synthetic profiles of people who are not related to each other. */
export function simulateUnrelated(model: { readonly markers: readonly Marker[]; readonly count: number; readonly quality?: SampleQuality }, random: Random): Profile[] {
  const founders = model.markers.map((marker) => createSampler(marker.frequencies))
  return Array.from({ length: model.count }, () => {
    const isMale = random() < 0.5
    const profile: Record<string, Genotype> = {}
    model.markers.forEach((marker, locus) => {
      const paternal = marker.chromosome === 'X' && isMale ? -1 : founders[locus](random)
      const seen = observeGenotype(marker, paternal, founders[locus](random), model.quality ?? {}, random)
      if (seen !== null) profile[marker.name] = seen
    })
    return profile
  })
}

function observeProfile(model: FamilyModel, genes: Int16Array, person: number, quality: SampleQuality, random: Random): Profile {
  const profile: Record<string, Genotype> = {}
  model.markers.forEach((marker, locus) => {
    const at = (locus * model.pedigree.people.length + person) * 2
    const seen = observeGenotype(marker, genes[at], genes[at + 1], quality, random)
    if (seen !== null) profile[marker.name] = seen
  })
  return profile
}

/** What is seen of a true genotype (allele positions; paternal -1 for a male at X); null when nothing is. */
export function observeGenotype(marker: Marker, paternal: number, maternal: number, quality: SampleQuality, random: Random): Genotype | null {
  if (random() < (quality.missingLocus ?? 0)) return null
  let pair = [paternal, maternal]
  if (random() < (quality.typingError ?? 0)) {
    const draw = createSampler(marker.frequencies)
    pair = [paternal === -1 ? -1 : draw(random), draw(random)]
  }
  const seen = pair.filter((gene) => gene !== -1 && marker.alleles[gene] !== SILENT && random() >= (quality.dropOut ?? 0)).map((gene) => marker.alleles[gene])
  if (seen.length === 0) return null
  if (paternal === -1) return seen
  return seen.length === 2 ? seen : [seen[0], seen[0]]
}
