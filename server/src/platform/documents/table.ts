/*
 * A table somebody sends: a workbook, CSV or JSON, brought to one form: rows of cells, every cell a text. What cannot be
 * read for sure is refused with words that say what to do in the program the file came from.
 */

/** One row of the file. Every cell is a text; '' where it is empty. */
export interface TableRow {
  /** As the person sees it in their program: the first row of the file is 1. */
  row: number
  cells: string[]
}

export interface TableSheet {
  name: string
  /** Rows that hold anything. */
  rows: number
}

/** What a file holds, before its rows are used. */
export interface TableHead {
  format: 'xlsx' | 'csv' | 'json'
  /** UTF-8, GB18030 …; null where the format settles it. */
  encoding: string | null
  /** Sheets with anything in them, in the order of the workbook; none for CSV and JSON. */
  sheets: TableSheet[]
  /** The sheet that was read; null when there are several and none was named. */
  sheet: string | null
  headerRow: number
  headers: string[]
  /** Rows below the header that hold anything. */
  rows: number
  /** The first rows, for whoever maps the columns. */
  samples: TableRow[]
}

export interface TableLimits {
  fileBytes: number
  /** Of a workbook, unpacked. */
  unpackedBytes: number
  rows: number
  columns: number
  /** Characters of one row; a cell of Excel holds 32,767. */
  rowLength: number
}

export const TABLE_LIMITS: TableLimits = { fileBytes: 64 << 20, unpackedBytes: 768 << 20, rows: 200_000, columns: 200, rowLength: 200_000 }

/** Codes of `TableFault`; their words stand in the problem table. */
export type TableFaultCode =
  | 'table/empty' | 'table/too-large' | 'table/too-many-rows' | 'table/too-many-columns' | 'table/row-too-long' | 'table/unpacks-too-large' | 'table/needs-too-much-memory' | 'table/takes-too-long'
  | 'table/not-a-table' | 'table/old-excel' | 'table/damaged' | 'table/encoding' | 'table/unclosed-quote' | 'table/json-wrong' | 'table/json-line-wrong' | 'table/json-not-rows'
  | 'table/no-such-sheet' | 'table/merged-header' | 'table/merged-cells'

/** The file cannot be read; nothing was taken from it. */
export class TableFault extends Error {
  readonly code: TableFaultCode
  readonly facts: Readonly<Record<string, string | number>>
  constructor(code: TableFaultCode, facts: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

/** Whether a row holds anything. */
export const isFilled = ({ cells }: TableRow): boolean => cells.some((cell) => cell.trim() !== '')

/** A header as it is compared: no blanks, full-width and half-width alike. */
export const foldHeader = (text: string): string => text.normalize('NFKC').replaceAll(/[\s*:]/g, '').toLowerCase()

/** A header stands within the first rows, below a title and blank lines. */
const HEADER_WITHIN = 30

/**
 * The row that names the columns: the one with most names that are known; where none is known, the first with two cells
 * or more. Null when there is nothing.
 * @param known folded names, see `foldHeader`
 */
export function findHeader(first: readonly TableRow[], known: ReadonlySet<string>): TableRow | null {
  const near = first.slice(0, HEADER_WITHIN).filter(isFilled)
  const knownIn = (row: TableRow): number => new Set(row.cells.map(foldHeader).filter((name) => known.has(name))).size
  const best = near.reduce<TableRow | null>((found, row) => (knownIn(row) > (found ? knownIn(found) : 0) ? row : found), null)
  if (best && knownIn(best) > 1) return best
  return near.find((row) => row.cells.filter((cell) => cell.trim() !== '').length > 1) ?? near[0] ?? null
}
