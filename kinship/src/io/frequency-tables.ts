import { canonicalAllele } from '../alleles.ts'
import type { FrequencyTable } from '../frequencies.ts'
import { FREQUENCY_TOLERANCE } from '../markers.ts'
import { identifyLocus } from '../loci.ts'
import type { TableRow } from './delimited.ts'
import { parseDelimited } from './delimited.ts'
import type { Fault, FaultList } from './faults.ts'
import { createFaultList } from './faults.ts'
import { isObject, isText, parseJson } from './json-values.ts'

/** What a new table is called and where it comes from; reports quote it. */
export interface TableDescription {
  readonly id: string
  readonly population: string
  readonly source: string
  readonly licence: string
}

export interface FrequencyImportOptions {
  readonly file: string
  readonly description: TableDescription
  /** Divide by the sum where a locus is further from 1 than rounding explains. Default false: such a locus is an error. */
  readonly rescale?: boolean
}

export interface FrequencyImport {
  readonly format: 'json' | 'table' | 'list' | 'familias'
  /** The loci without errors. */
  readonly table: FrequencyTable
  readonly faults: readonly Fault[]
}

/** Sums this close to 1 come from printed decimals; the locus is divided by its sum, with a warning. */
const ROUNDING = 0.002

interface Entry {
  readonly row: number
  readonly locus: string
  readonly allele: string
  readonly value: string
}

/** A frequency table from text: JSON, CSV (alleles by loci, or a list) or Familias. */
export function importFrequencyText(text: string, options: FrequencyImportOptions): FrequencyImport {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start.startsWith('{')) return fromEntries('json', jsonEntries(parseJson(text, options.file)), options, createFaultList(options.file))
  return importFrequencyRows(parseDelimited(text), options)
}

/** A frequency table from rows of cells, such as a worksheet. */
export function importFrequencyRows(rows: readonly TableRow[], options: FrequencyImportOptions): FrequencyImport {
  const faults = createFaultList(options.file)
  const [header] = rows
  if (header === undefined) {
    faults.error('no-rows', { row: 0 })
    return fromEntries('table', [], options, faults)
  }
  if (isFamilias(rows)) return fromEntries('familias', familiasEntries(rows), options, faults)
  const names = header.cells.map((cell) => cell.toLowerCase())
  const column = (wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name))
  const locus = column(['locus', 'marker', '基因座', '位点'])
  const allele = column(['allele', '等位基因', 'alleles'])
  const frequency = column(['frequency', 'freq', '频率', 'p'])
  if (locus !== -1 && allele !== -1 && frequency !== -1) {
    const entries = rows.slice(1).map(({ row, cells }) => ({ row, locus: cells[locus] ?? '', allele: cells[allele] ?? '', value: cells[frequency] ?? '' }))
    return fromEntries('list', entries, options, faults)
  }
  return fromEntries('table', gridEntries(rows, faults), options, faults)
}

/** Familias: a locus name alone on its line, then one allele and one frequency a line. */
function isFamilias(rows: readonly TableRow[]): boolean {
  const filled = (row: TableRow): string[] => row.cells.filter((cell) => cell !== '')
  return filled(rows[0]).length === 1 && rows.length > 1 && filled(rows[1]).length === 2 && rows[1].cells[1] !== ''
}

function familiasEntries(rows: readonly TableRow[]): Entry[] {
  let locus = ''
  return rows.flatMap(({ row, cells }): Entry[] => {
    const [first, second = ''] = cells
    if (second === '') {
      locus = first
      return []
    }
    return [{ row, locus, allele: first, value: second }]
  })
}

/** Alleles down, loci across; rows such as "N" or "2n" under the alleles are not alleles. */
function gridEntries(rows: readonly TableRow[], faults: FaultList): Entry[] {
  const [header, ...body] = rows
  const loci = header.cells.slice(1)
  if (!loci.some((name) => name !== '')) faults.error('no-header', { row: header.row })
  return body.flatMap(({ row, cells }) => {
    const [allele, ...values] = cells
    if (/^(2?n|n.*|sum|total|合计|样本量|h|he|ho|het|pic|dp|pe|pd|mp|p|hwe.*)$/i.test(allele) && !/^\d/.test(allele)) return []
    return values.flatMap((value, at): Entry[] => (value === '' || value === '-' || (loci[at] ?? '') === '' ? [] : [{ row, locus: loci[at], allele, value }]))
  })
}

function jsonEntries(value: unknown): Entry[] {
  const loci = isObject(value) && isObject(value.loci) ? value.loci : isObject(value) && isObject(value.frequencies) ? value.frequencies : value
  if (!isObject(loci)) return []
  return Object.entries(loci).flatMap(([locus, alleles]) =>
    isObject(alleles) ? Object.entries(alleles).map(([allele, frequency]) => ({ row: 0, locus, allele, value: isText(frequency) ? String(frequency) : JSON.stringify(frequency) })) : [],
  )
}

function fromEntries(format: FrequencyImport['format'], entries: readonly Entry[], options: FrequencyImportOptions, faults: FaultList): FrequencyImport {
  if (entries.length === 0 && faults.faults.length === 0) faults.error('no-rows', { row: 0 })
  const loci = new Map<string, { readonly row: number; readonly alleles: Map<string, number>; isWrong: boolean }>()
  for (const entry of entries) {
    const name = identifyLocus(entry.locus)?.name ?? entry.locus.trim()
    if (name === '') {
      faults.error('unknown-locus', { row: entry.row, value: entry.locus })
      continue
    }
    const locus = loci.get(name) ?? { row: entry.row, alleles: new Map(), isWrong: false }
    if (!loci.has(name) && name !== entry.locus) faults.warn('locus-spelling', { row: entry.row, locus: name, value: entry.locus })
    loci.set(name, locus)
    const frequency = readFrequency(entry, name, faults)
    const allele = canonicalAllele(entry.allele)
    if (frequency === null) locus.isWrong = true
    else if (locus.alleles.has(allele)) {
      faults.error('allele-twice', { row: entry.row, locus: name, value: allele })
      locus.isWrong = true
    } else locus.alleles.set(allele, frequency)
  }
  const good = [...loci].flatMap(([name, locus]) => {
    const frequencies = locus.isWrong ? null : summingToOne(name, locus.row, locus.alleles, options, faults)
    return frequencies === null ? [] : [[name, frequencies] as const]
  })
  return { format, table: { ...options.description, loci: Object.fromEntries(good) }, faults: faults.faults }
}

function readFrequency(entry: Entry, locus: string, faults: FaultList): number | null {
  const place = { row: entry.row, locus, value: entry.value }
  if (/^\d*,\d+$/.test(entry.value)) {
    faults.error('decimal-comma', { ...place, hint: entry.value.replace(',', '.') })
    return null
  }
  if (/^\d{1,3},\d$/.test(entry.allele)) {
    faults.error('decimal-comma', { ...place, value: entry.allele, hint: entry.allele.replace(',', '.') })
    return null
  }
  const frequency = entry.value === '' ? Number.NaN : Number(entry.value)
  if (Number.isFinite(frequency) && frequency >= 0 && frequency <= 1) return frequency
  faults.error(Number.isFinite(frequency) ? 'frequency-out-of-range' : 'frequency-unreadable', place)
  return null
}

function summingToOne(name: string, row: number, alleles: ReadonlyMap<string, number>, options: FrequencyImportOptions, faults: FaultList): Record<string, number> | null {
  const sum = [...alleles.values()].reduce((total, frequency) => total + frequency, 0)
  const off = Math.abs(sum - 1)
  const place = { row, locus: name, value: String(Number(sum.toPrecision(9))) }
  if (sum === 0 || (off > ROUNDING && options.rescale !== true)) {
    faults.error('sum-not-1', place)
    return null
  }
  if (off <= FREQUENCY_TOLERANCE) return Object.fromEntries(alleles)
  faults.warn('sum-rounded', place)
  return Object.fromEntries([...alleles].map(([allele, frequency]) => [allele, frequency / sum]))
}

/** The table as text in the list form of CSV, which every importer here reads back. */
export function frequencyTableCsv(table: FrequencyTable): string {
  const rows = Object.entries(table.loci).flatMap(([locus, alleles]) => Object.entries(alleles).map(([allele, frequency]) => `${locus},${allele},${frequency}`))
  return ['locus,allele,frequency', ...rows, ''].join('\n')
}
