import { NO_MUTATION } from '../mutation.ts'
import type { Pedigree } from '../pedigree.ts'
import type { RatioInput } from '../ratio.ts'
import type { Roles } from './roles.ts'

/** The whole input as one case of the form kinship-lr-vector/1, people named by their roles, so that it can be computed again. */
export function repeatableCase(input: RatioInput, roles: Roles, caseId: string): Readonly<Record<string, unknown>> {
  const name = (id: string | null): string => (id === null ? '0' : (roles.get(id)?.en ?? id))
  const rows = (pedigree: Pedigree): unknown[] => pedigree.people.map((one) => ({ id: name(one.id), fid: name(one.father), mid: name(one.mother), sex: one.sex === 'male' ? 1 : one.sex === 'female' ? 2 : 0 }))
  const renamed = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> => Object.fromEntries(Object.entries(values).map(([id, value]) => [name(id), value]))
  const chances = (value: number | Readonly<Record<string, number>> | undefined): unknown => (typeof value === 'object' ? renamed(value) : (value ?? 0))
  return {
    schema: 'kinship-lr-vector/1',
    cases: [
      {
        id: caseId,
        theta: input.theta ?? 0,
        mutation: input.mutation ?? NO_MUTATION,
        dropOut: chances(input.observation?.dropOut),
        typingError: chances(input.observation?.typingError),
        linked: (input.linkage ?? []).map((group) => ({ loci: group.loci, rho: group.recombination })),
        ...(input.rareAlleles?.rule === 'minimum' ? { minimumFrequency: input.rareAlleles.frequency } : {}),
        chromosomes: Object.fromEntries(input.markers.filter((marker) => marker.chromosome === 'X').map((marker) => [marker.name, 'X'])),
        loci: Object.fromEntries(input.markers.map((marker) => [marker.name, Object.fromEntries(marker.alleles.map((allele, at) => [allele, marker.frequencies[at]]))])),
        H1: rows(input.hypotheses.H1),
        H2: rows(input.hypotheses.H2),
        genotypes: renamed(input.profiles),
      },
    ],
  }
}
