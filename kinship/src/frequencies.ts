import { InputError } from './errors.ts'
import type { Chromosome, Marker } from './markers.ts'
import { createMarker } from './markers.ts'

/** Allele frequencies of one population at many loci. */
export interface FrequencyTable {
  /** Short name that reports quote, such as `norstr-east-asia`. */
  readonly id: string
  readonly population: string
  readonly source: string
  readonly licence: string
  /** People typed, where the source says so. */
  readonly sampleSize?: number
  readonly loci: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** The markers of a table, all or the named ones. */
export function markersOf(table: FrequencyTable, loci: readonly string[] = Object.keys(table.loci), options: { readonly rescale?: boolean; readonly chromosome?: Chromosome } = {}): Marker[] {
  return loci.map((name) => {
    const frequencies = table.loci[name]
    if (frequencies === undefined) {
      throw new InputError('locus-not-in-table', `locus ${name}`, `the frequency table ${table.id} does not have it`, 'Leave the locus out or use a table that has it')
    }
    return createMarker({ name, frequencies, ...options })
  })
}

/** One table out of several: each locus comes from the first that has it, and `source` says which. */
export function combineTables(tables: readonly FrequencyTable[]): FrequencyTable {
  const [first, ...others] = tables
  if (first === undefined) throw new InputError('table-unknown', 'frequency tables', 'none is named', 'Name at least one table')
  if (others.length === 0) return first
  const loci: Record<string, Readonly<Record<string, number>>> = {}
  const sources = tables.map((table) => {
    const taken = Object.keys(table.loci).filter((locus) => loci[locus] === undefined)
    for (const locus of taken) loci[locus] = table.loci[locus]
    return table === first ? `${table.id}: ${table.source}` : `${table.id} for ${taken.join(', ') || 'no locus'}: ${table.source}`
  })
  return {
    id: tables.map((table) => table.id).join('+'),
    population: [...new Set(tables.map((table) => table.population))].join(', '),
    source: sources.join('; '),
    licence: [...new Set(tables.map((table) => table.licence))].join(', '),
    loci,
  }
}
