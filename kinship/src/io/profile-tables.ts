import { identifyLocus } from '../loci.ts'
import type { TableRow } from './delimited.ts'
import type { FaultList } from './faults.ts'
import { createFaultList } from './faults.ts'
import type { Ladder, ProfileImport, Reading } from './readings.ts'
import { gatherReadings } from './readings.ts'

export interface ProfileImportOptions {
  readonly file: string
  readonly ladder: Ladder
  /** Loci of the frequency table to be used. */
  readonly table: ReadonlySet<string>
}

const SAMPLE_NAMES = ['sample name', 'sample', 'sample id', 'sampleid', 'sample no', 'sample number', 'specimen', 'specimen id', 'specimenid', 'id', 'name', '样本', '样本编号', '样本号', '样品编号', '编号', '检材编号', 'sample file']
const LOCUS_NAMES = ['marker', 'locus', 'locus name', '基因座', '位点']
const GENOTYPE_NAMES = ['genotype', 'alleles', '基因型', '等位基因']
const ALLELE_COLUMN = /^(?:allele|等位基因|a)[\s_-]*(\d)$/i
const OTHER_NAMES = /^(no|nr|row|序号|kit|试剂盒|category|类别|样本类别|case|case id|案件编号|date|日期|remark|remarks|comment|comments|备注|sex|gender|性别|population|panel|dye|size|height|peak|run|well|lab|实验室|operator|sample type|样本类型|family|家系|role|关系|ae|gq|qc|ol|ade|adj|bin|mix|notes?)\b/i

/**
 * Profiles from a table: one row a sample (two columns a locus, or one with both alleles), or one row a sample and locus
 * (a list, or a GeneMapper genotypes export).
 */
export function importProfileTable(rows: readonly TableRow[], options: ProfileImportOptions): ProfileImport {
  const faults = createFaultList(options.file)
  const [header, ...body] = rows
  const layout = header === undefined ? null : layoutOf(header, options, faults)
  if (layout === null) faults.error('no-header', { row: header?.row ?? 0 })
  else if (body.length === 0) faults.error('no-rows', { row: header.row })
  if (layout === null) return { format: 'table', samples: [], confirmed: 0, faults: faults.faults }
  const readings = layout.kind === 'wide' ? wideReadings(body, layout, options, faults) : listReadings(body, layout, faults)
  const isGeneMapper = layout.kind === 'list' && layout.isGeneMapper
  const gathered = gatherReadings(readings, { ...options, isHomozygoteWrittenOnce: isGeneMapper, isLocusOnce: false }, faults)
  return { format: layout.kind === 'wide' ? 'table' : isGeneMapper ? 'genemapper' : 'list', ...gathered, faults: faults.faults }
}

interface WideLayout {
  readonly kind: 'wide'
  readonly sample: number
  readonly loci: readonly { readonly locus: string; readonly columns: readonly number[] }[]
}

interface ListLayout {
  readonly kind: 'list'
  readonly isGeneMapper: boolean
  readonly sample: number
  readonly sampleType: number
  readonly locus: number
  readonly alleles: readonly number[]
  readonly genotype: number
}

function layoutOf(header: TableRow, options: ProfileImportOptions, faults: FaultList): WideLayout | ListLayout | null {
  const names = header.cells.map((cell) => cell.toLowerCase().replace(/[\s_]+/g, ' '))
  const find = (wanted: readonly string[]): number => names.indexOf(wanted.find((name) => names.includes(name)) ?? '\n')
  const sample = find(SAMPLE_NAMES)
  if (sample === -1) return null
  const locus = find(LOCUS_NAMES)
  const alleles = names.flatMap((name, column) => (ALLELE_COLUMN.test(name) ? [column] : []))
  const genotype = find(GENOTYPE_NAMES)
  if (locus !== -1 && (alleles.length > 0 || genotype !== -1)) {
    const isGeneMapper = names.includes('marker') && alleles.length > 0 && ['sample file', 'panel', 'dye', 'sample name'].some((name) => names.includes(name))
    return { kind: 'list', isGeneMapper, sample, sampleType: names.indexOf('sample type'), locus, alleles, genotype }
  }
  const loci = wideLoci(header, sample, options, faults)
  return loci.length === 0 ? null : { kind: 'wide', sample, loci }
}

function wideLoci(header: TableRow, sample: number, options: ProfileImportOptions, faults: FaultList): WideLayout['loci'] {
  const columns = new Map<string, number[]>()
  let last: string | null = null
  header.cells.forEach((cell, column) => {
    if (column === sample || (cell !== '' && OTHER_NAMES.test(cell))) return
    const locus: string | null = cell === '' ? last : locusOfHeader(cell, options)
    if (locus === null) {
      if (cell !== '') faults.error('unknown-locus', { row: header.row, locus: cell, value: cell })
    } else columns.set(locus, [...(columns.get(locus) ?? []), column])
    last = locus
  })
  return [...columns].map(([locus, list]) => ({ locus, columns: list }))
}

/** The name in a header as written, without a mark for the first or second allele; null if it is no locus. */
function locusOfHeader(cell: string, options: ProfileImportOptions): string | null {
  if (identifyLocus(cell, options.table) !== null) return cell.trim()
  const stem = cell.replace(/[\s_.\-(]*(?:allele|等位基因)?[\s_.\-(]*[1-4ab]\)?$/i, '').trim()
  return stem !== '' && identifyLocus(stem, options.table) !== null ? stem : null
}

function wideReadings(body: readonly TableRow[], layout: WideLayout, options: ProfileImportOptions, faults: FaultList): Reading[] {
  return body.flatMap(({ row, cells }) => {
    const sample = cells[layout.sample] ?? ''
    if (sample === '') {
      faults.error('sample-missing', { row })
      return []
    }
    return layout.loci.flatMap(({ locus, columns }): Reading[] => {
      const written = columns.map((column) => cells[column] ?? '').filter(isWritten)
      if (columns.length > 2 && written.length > 2) {
        faults.error('locus-twice', { row, sample, locus, value: written.join(' '), hint: ` (${columns.length} columns)` })
        return []
      }
      const values = columns.length === 1 ? written.flatMap((cell) => splitCell(cell, locus, options)) : written
      return [{ row, sample, locus, values }]
    })
  })
}

function listReadings(body: readonly TableRow[], layout: ListLayout, faults: FaultList): Reading[] {
  return body.flatMap(({ row, cells }): Reading[] => {
    const sample = cells[layout.sample] ?? ''
    if (layout.sampleType !== -1 && /ladder|control|blank|对照|阶梯/i.test(cells[layout.sampleType] ?? '')) return []
    if (sample === '') {
      faults.error('sample-missing', { row })
      return []
    }
    const values = layout.alleles.length > 0 ? layout.alleles.map((column) => cells[column] ?? '') : splitSeparated(cells[layout.genotype] ?? '')
    return [{ row, sample, locus: cells[layout.locus] ?? '', values: values.filter(isWritten) }]
  })
}

function isWritten(cell: string): boolean {
  return !['', '-', '--', 'na', 'n/a', '.', '?', '-9'].includes(cell.trim().toLowerCase())
}

function splitSeparated(cell: string): string[] {
  const parts = /[/;|、\s]/.test(cell.trim()) ? cell.split(/[/;|、\s]+/) : cell.split(/[,，]/)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Both alleles in one cell. "9,3" is two alleles, unless the locus has 9.3 and lacks one of them: then it is a decimal comma. */
function splitCell(cell: string, locus: string, options: ProfileImportOptions): string[] {
  const parts = splitSeparated(cell)
  const known = options.ladder.get(identifyLocus(locus, options.table)?.name ?? locus)
  const isDecimal = /^\d{1,3},\d$/.test(cell.trim()) && known?.has(cell.trim().replace(',', '.')) === true && parts.some((part) => !known.has(part))
  return isDecimal ? [cell.trim()] : parts
}
