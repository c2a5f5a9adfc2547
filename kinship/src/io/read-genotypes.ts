import { canonicalAllele } from '../alleles.ts'
import { InputError } from '../errors.ts'
import type { Genotype, Profile, Profiles } from '../profiles.ts'
import type { JsonObject } from './json-values.ts'
import { isObject, isText, requireObject } from './json-values.ts'

const MISSING = new Set(['', '-', 'na', 'n/a', 'nan', 'null', '.', '?'])

/**
 * Genotypes as `{ person: { locus: [a, b] } }`, `{ locus: { person: [a, b] } }` or, for a single locus, `{ person: [a, b] }`.
 * Alleles may be numbers or text; null, [] and "-" mean not typed.
 */
export function readGenotypes(value: unknown, loci: readonly string[], people: ReadonlySet<string>, argument: string): Profiles {
  const outer = requireObject(value, argument)
  const keys = Object.keys(outer)
  const isByLocus = keys.length > 0 && keys.every((key) => loci.includes(key)) && !keys.some((key) => people.has(key))
  const profiles: Record<string, Record<string, Genotype>> = {}
  const keep = (id: string, locus: string, cell: unknown): void => {
    const genotype = readGenotype(cell, `${argument} of ${id} at ${locus}`)
    if (genotype !== null) (profiles[id] ??= {})[locus] = genotype
  }
  for (const [key, inner] of Object.entries(outer)) {
    if (isByLocus) for (const [id, cell] of Object.entries(requireObject(inner, `${argument} at ${key}`))) keep(id, key, cell)
    else if (isObject(inner)) readProfileInto(profiles, key, inner, keep)
    else if (loci.length === 1) keep(key, loci[0], inner)
    else if (inner !== null) throw new InputError('wrong-shape', `${argument} of ${key}`, 'it is not a list of loci', 'Give { locus: [allele, allele] } for each person')
  }
  return profiles
}

function readProfileInto(profiles: Record<string, Profile>, id: string, inner: JsonObject, keep: (id: string, locus: string, cell: unknown) => void): void {
  profiles[id] ??= {}
  for (const [locus, cell] of Object.entries(inner)) keep(id, locus, cell)
}

function readGenotype(cell: unknown, argument: string): Genotype | null {
  if (cell === null || cell === undefined) return null
  const parts = Array.isArray(cell) ? cell : isText(cell) ? String(cell).split(/[,/;|\s]+/) : [cell]
  const alleles = parts.map((part: unknown) => {
    if (part === null || part === undefined) return ''
    if (!isText(part)) throw new InputError('wrong-shape', argument, `${JSON.stringify(part)} is not an allele`, 'Give two alleles')
    return String(part).trim()
  })
  const present = alleles.filter((allele) => !MISSING.has(allele.toLowerCase()))
  if (present.length === 0) return null
  if (present.length < alleles.length) throw new InputError('not-one-or-two-alleles', argument, `only one allele (${present.join(' ')})`, 'Write a homozygote twice, or leave the locus out')
  return present.map(canonicalAllele)
}
