import fc from 'fast-check'
import type { Marker } from '../src/markers.ts'
import { createMarker } from '../src/markers.ts'
import type { MutationModel } from '../src/mutation.ts'
import type { Pedigree, Person, Sex } from '../src/pedigree.ts'
import { createPedigree } from '../src/pedigree.ts'
import type { Profile, Profiles } from '../src/profiles.ts'

/** Pedigrees of up to `most` people: any earlier man and woman may be parents, so sibs and parents may have children together. */
export function pedigrees(most: number): fc.Arbitrary<Pedigree> {
  const place = fc.record({ isMale: fc.boolean(), father: fc.nat(), mother: fc.nat(), known: fc.constantFrom('both', 'both', 'both', 'none', 'father', 'mother') })
  return fc.array(place, { minLength: 2, maxLength: most }).map((places) => {
    const people: Person[] = []
    places.forEach(({ isMale, father, mother, known }, at) => {
      const men = people.filter((one) => one.sex === 'male')
      const women = people.filter((one) => one.sex === 'female')
      const hasFather = men.length > 0 && (known === 'both' || known === 'father')
      const hasMother = women.length > 0 && (known === 'both' || known === 'mother')
      const sex: Sex = isMale ? 'male' : 'female'
      people.push({ id: `P${at}`, sex, father: hasFather ? men[father % men.length].id : null, mother: hasMother ? women[mother % women.length].id : null })
    })
    return createPedigree(people)
  })
}

/** A small marker: numeric alleles with a microvariant, perhaps a silent allele. */
export function smallMarkers(options: { readonly chromosome?: 'autosomal' | 'X'; readonly name?: string; readonly most?: number } = {}): fc.Arbitrary<Marker> {
  const names = ['10', '11', '11.3', '12'].slice(0, options.most ?? 3)
  return fc.record({ weights: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: names.length }), silent: fc.constantFrom(0, 0, 0, 3) }).map(({ weights, silent }) => {
    const sum = weights.reduce((total, weight) => total + weight, silent)
    const frequencies = Object.fromEntries(weights.map((weight, at) => [names[at], weight / sum]))
    return createMarker({ name: options.name ?? 'L', frequencies, silentFrequency: silent / sum, chromosome: options.chromosome })
  })
}

export const mutationModels: fc.Arbitrary<MutationModel> = fc.constantFrom<MutationModel>(
  { model: 'none' },
  { model: 'equal', maleRate: 0.03, femaleRate: 0.01 },
  { model: 'proportional', maleRate: 0.05, femaleRate: 0.02 },
  { model: 'onestep', maleRate: 0.04, femaleRate: 0.01 },
  { model: 'stepwise', maleRate: 0.04, femaleRate: 0.02, rate2: 0.003, range: 0.2 },
)

/** Visible genotypes of some of the people. */
export function profilesFor(pedigree: Pedigree, markers: readonly Marker[]): fc.Arbitrary<Profiles> {
  const cell = fc.tuple(fc.nat(), fc.nat(), fc.boolean())
  return fc.array(fc.array(cell, { minLength: markers.length, maxLength: markers.length }), { minLength: pedigree.people.length, maxLength: pedigree.people.length }).map((cells) => {
    const profiles: Record<string, Profile> = {}
    pedigree.people.forEach((member, at) => {
      const profile: Record<string, string[]> = {}
      markers.forEach((marker, locus) => {
        const [a, b, isTyped] = cells[at][locus]
        const visible = marker.alleles.filter((allele) => allele !== 'silent')
        const isHemizygous = marker.chromosome === 'X' && member.sex === 'male'
        const genotype = [visible[a % visible.length], visible[b % visible.length]]
        if (isTyped) profile[marker.name] = isHemizygous ? [genotype[0]] : genotype
      })
      if (Object.keys(profile).length > 0) profiles[member.id] = profile
    })
    return profiles
  })
}
