import { InputError } from '../errors.ts'
import type { LinkedLoci, MapFunction } from '../linkage.ts'
import { recombinationFraction } from '../linkage.ts'
import type { Chromosome, Marker } from '../markers.ts'
import { createMarker } from '../markers.ts'
import type { ObservationModel } from '../observation.ts'
import type { Profiles } from '../profiles.ts'
import type { RatioInput, RatioResult } from '../ratio.ts'
import { likelihoodRatio } from '../ratio.ts'
import type { JsonObject } from './json-values.ts'
import { isObject, requireArray, requireNumber, requireObject } from './json-values.ts'
import { readGenotypes } from './read-genotypes.ts'
import { readMutation } from './read-mutation.ts'
import { readPedigree } from './read-pedigree.ts'

/** One case of a file of the form `kinship-lr-vector/1` or its relatives for linked, X and published cases. */
export interface VectorCase {
  readonly id: string
  readonly input: RatioInput
}

/** A case of a file that is not read yet, so that one faulty case need not stop the others. */
export interface UnreadCase {
  readonly id: string
  /** @throws InputError that names the case and the field */
  readonly read: () => VectorCase
}

/** The cases of a file, unread. @throws InputError when the file has none */
export function listVectorCases(file: unknown): UnreadCase[] {
  const top = Array.isArray(file) ? { cases: file } : requireObject(file, 'file')
  const cases = requireArray(top.cases ?? (top.H1 === undefined ? undefined : [top]), 'cases')
  if (cases.length === 0) throw new InputError('no-cases', 'cases', 'the list is empty', 'Give at least one case')
  return cases.map((value, at) => {
    const id = isObject(value) && value.id !== undefined ? String(value.id) : String(at + 1)
    return { id, read: () => within(`case ${id}`, () => ({ id, input: readCase(requireObject(value, 'case'), top) })) }
  })
}

/** Reads all cases. @throws InputError that names the first faulty case and the field */
export function readVectorCases(file: unknown): VectorCase[] {
  return listVectorCases(file).map((entry) => entry.read())
}

function within<Result>(place: string, read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof InputError) throw cause.within(place)
    throw cause
  }
}

function readCase(entry: JsonObject, top: JsonObject): RatioInput {
  const markers = readMarkers(entry, top)
  const H1 = readPedigree(entry.H1, 'H1')
  const H2 = readPedigree(entry.H2, 'H2')
  const people = new Set([...H1.indexOf.keys(), ...H2.indexOf.keys()])
  const names = markers.map((marker) => marker.name)
  const profiles = readGenotypes(entry.genotypes ?? entry.profiles, names, people, 'genotypes')
  return {
    hypotheses: { H1, H2 },
    markers,
    profiles: Array.isArray(entry.loci) ? onlyLoci(profiles, new Set(names)) : profiles,
    mutation: readMutation(entry.mutation),
    theta: requireNumber(entry.theta ?? 0, 'theta'),
    linkage: readLinkage(entry, names),
    observation: readObservation(entry),
    rareAlleles: entry.minimumFrequency === undefined ? { rule: 'refuse' } : { rule: 'minimum', frequency: requireNumber(entry.minimumFrequency, 'minimumFrequency') },
  }
}

/** A case that lists its loci is computed at these alone. */
function onlyLoci(profiles: Profiles, loci: ReadonlySet<string>): Profiles {
  const listed = Object.entries(profiles).map(([id, profile]) => [id, Object.fromEntries(Object.entries(profile).filter(([locus]) => loci.has(locus)))] as const)
  return Object.fromEntries(listed)
}

function readMarkers(entry: JsonObject, top: JsonObject): Marker[] {
  if (isObject(entry.locus)) return [readMarker(entry, String(entry.locus.name ?? 'L'), entry.locus)]
  const table = requireObject(frequencyTable(entry, top), 'frequency table')
  const listed = entry.markers ?? (Array.isArray(entry.loci) ? entry.loci : isObject(entry.loci) ? Object.keys(table) : typedLoci(entry, table))
  return requireArray(listed, 'loci').map((name) => {
    const locus = String(name)
    const row = table[locus]
    if (row === undefined) throw new InputError('locus-not-in-table', `locus ${locus}`, 'the frequency table does not have it', 'Leave the locus out or use a table that has it')
    return readMarker(entry, locus, requireObject(row, `frequencies of ${locus}`))
  })
}

/** Without a list of loci, those of the table at which someone is typed; all if nobody is. */
function typedLoci(entry: JsonObject, table: JsonObject): string[] {
  const genotypes = entry.genotypes ?? entry.profiles
  const inner = isObject(genotypes) ? Object.values(genotypes).flatMap((value) => (isObject(value) ? Object.keys(value) : [])) : []
  const outer = isObject(genotypes) ? Object.keys(genotypes) : []
  const typed = new Set([...inner, ...outer])
  const loci = Object.keys(table).filter((locus) => typed.has(locus))
  const unknown = inner.filter((name) => table[name] === undefined && !outer.some((id) => table[id] !== undefined))
  return loci.length === 0 ? Object.keys(table) : [...loci, ...new Set(unknown)]
}

function frequencyTable(entry: JsonObject, top: JsonObject): unknown {
  if (isObject(entry.loci)) return entry.loci
  const named = entry.frequencyTable ?? entry.frequencies
  if (isObject(named)) return named.loci ?? named
  const tables = requireObject(top.frequencyTables ?? top.frequencies, 'frequencyTables')
  const table = tables[String(named)]
  if (table === undefined) throw new InputError('table-unknown', 'frequencyTable', `there is no table ${String(named)}`, `Use one of ${Object.keys(tables).join(', ')}`)
  return isObject(table) && isObject(table.loci) ? table.loci : table
}

function readMarker(entry: JsonObject, name: string, row: JsonObject): Marker {
  const chromosomes = isObject(entry.chromosomes) ? entry.chromosomes : {}
  const table = requireObject(row.freqs ?? row.frequencies ?? row, `frequencies of ${name}`)
  const frequencies = Object.fromEntries(Object.entries(table).map(([allele, value]) => [allele, requireNumber(value, `frequency of ${name} allele ${allele}`)]))
  const hasSilent = Object.keys(frequencies).some((allele) => allele.toLowerCase() === 'silent')
  const silent = hasSilent ? null : (row.silentAlleleFrequency ?? row.silentFrequency ?? entry.silentFrequency ?? null)
  return createMarker({ name, frequencies, silentFrequency: silent === null ? null : requireNumber(silent, `silent frequency of ${name}`), chromosome: readChromosome(row.chrom ?? row.chromosome ?? chromosomes[name] ?? entry.chrom ?? entry.chromosome) })
}

function readChromosome(value: unknown): Chromosome {
  const name = String(value ?? '').toUpperCase()
  return name === 'X' || name === '23' ? 'X' : 'autosomal'
}

function readLinkage(entry: JsonObject, names: readonly string[]): LinkedLoci[] {
  if (Array.isArray(entry.linked)) {
    return entry.linked.map((group: unknown) => {
      const fields = requireObject(group, 'linked')
      return { loci: requireArray(fields.loci ?? fields.markers, 'linked loci').map(String), recombination: [fractionOf(fields)].flat() }
    })
  }
  if (entry.rho === undefined && entry.distanceCM === undefined) return []
  return [{ loci: names, recombination: [fractionOf(entry)].flat() }]
}

function fractionOf(fields: JsonObject): number | number[] {
  const rho = fields.rho ?? fields.recombination
  if (Array.isArray(rho)) return rho.map((value: unknown) => requireNumber(value, 'rho'))
  if (rho !== undefined) return requireNumber(rho, 'rho')
  const map: MapFunction = String(fields.mapFunction ?? 'haldane').toLowerCase() === 'kosambi' ? 'kosambi' : 'haldane'
  const distance = fields.distanceCM
  if (Array.isArray(distance)) return distance.map((value: unknown) => recombinationFraction(requireNumber(value, 'distanceCM'), map))
  return recombinationFraction(requireNumber(distance, 'distanceCM'), map)
}

function readObservation(entry: JsonObject): ObservationModel {
  const chances = (value: unknown, name: string): number | Record<string, number> => {
    if (!isObject(value)) return requireNumber(value ?? 0, name)
    return Object.fromEntries(Object.entries(value).map(([id, chance]) => [id, requireNumber(chance, `${name} of ${id}`)]))
  }
  return { dropOut: chances(entry.dropOut ?? entry.dropout, 'dropOut'), typingError: chances(entry.typingError, 'typingError') }
}

/** What `hejie kinship lr --vectors` prints for a case; infinite logs are the texts "Infinity" and "-Infinity", as JSON has none. */
export interface VectorAnswer {
  readonly id: string
  readonly log10LR: number | string | null
  readonly LR: number | string | null
  readonly perLocus: Readonly<Record<string, { readonly lH1: number; readonly lH2: number; readonly LR: number | string | null }>>
  /** Likelihoods of the whole case where it is one locus or one group of linked loci. */
  readonly lH1?: number
  readonly lH2?: number
  /** Loci at which two people or more are typed. */
  readonly compared: number
  /** Loci with LR below 1, the strongest objection first. */
  readonly against: readonly string[]
  readonly problem?: string
}

/** Computes one case. */
export function answerVectorCase(vectorCase: VectorCase): VectorAnswer {
  const result = likelihoodRatio(vectorCase.input)
  const perLocus = Object.fromEntries(result.loci.map((locus) => [locus.loci.join('+'), { lH1: locus.likelihoodH1, lH2: locus.likelihoodH2, LR: writable(locus.ratio) }]))
  const [only] = result.loci
  return {
    id: vectorCase.id,
    log10LR: writable(result.log10Ratio),
    LR: writable(totalRatio(result)),
    perLocus,
    ...(result.loci.length === 1 ? { lH1: only.likelihoodH1, lH2: only.likelihoodH2 } : {}),
    compared: result.compared.length,
    against: result.against.map((locus) => locus.loci.join('+')),
    ...(result.impossible.length > 0 ? { problem: `impossible under both hypotheses at ${result.impossible.join(', ')}` } : {}),
  }
}

function totalRatio(result: RatioResult): number | null {
  if (result.log10Ratio === null) return null
  return result.loci.reduce((product, locus) => product * (locus.ratio ?? 1), 1)
}

function writable(value: number | null): number | string | null {
  return value === null || Number.isFinite(value) ? value : String(value)
}
