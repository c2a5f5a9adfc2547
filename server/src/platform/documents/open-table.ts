import { readFileSync, statSync } from 'node:fs'
import { csvRows, decodeText } from './csv.ts'
import { jsonRows } from './json-table.ts'
import { openWorkbook } from './spreadsheet.ts'
import type { Workbook } from './spreadsheet.ts'
import { TableFault, findHeader, isFilled } from './table.ts'
import type { TableHead, TableLimits, TableRow } from './table.ts'
import { openZip } from './zip.ts'

/*
 * Reads a table out of a file that nobody vouches for. Runs in a process of its own, see `read-table.ts`.
 */

export interface TableSource {
  path: string
  /** Sheet to read; null: the only one that holds anything. */
  sheet: string | null
  limits: TableLimits
  /** Names of columns the reader knows, folded: they help to find the header. */
  knownHeaders: readonly string[]
}

/** Rows one by one; when they are through, the ranges of merged cells. */
type Rows = AsyncGenerator<TableRow, string[]>
type Opened =
  | { format: 'xlsx'; book: Workbook }
  | { format: 'csv' | 'json'; encoding: string; rows: () => Rows }

async function open({ path, limits }: TableSource): Promise<Opened> {
  const { size } = statSync(path)
  if (size === 0) throw new TableFault('table/empty')
  if (size > limits.fileBytes) throw new TableFault('table/too-large', { max: limits.fileBytes >> 20 })
  const bytes = readFileSync(path)
  const magic = bytes.subarray(0, 4).toString('hex')
  if (magic === '504b0304') return { format: 'xlsx', book: await openWorkbook(openZip(bytes, limits.unpackedBytes)) }
  // Workbooks of before 2007, and encrypted ones of today, share this form.
  if (magic === 'd0cf11e0') throw new TableFault('table/old-excel')
  const isWide = /^(fffe|feff)/.test(magic)
  if (!isWide && bytes.subarray(0, 4096).includes(0)) throw new TableFault('table/not-a-table')
  const { text, encoding } = decodeText(bytes)
  const isJson = /^\s*[[{]/.test(text.slice(0, 1000))
  return { format: isJson ? 'json' : 'csv', encoding, rows: () => oneByOne(isJson ? jsonRows(text) : csvRows(text)) }
}

async function* oneByOne(rows: Iterable<TableRow>): Rows {
  yield* rows
  return []
}

/** What the file holds: looks at every row once, so that whatever cannot be read is known before anything is done with it. */
export async function readHead(source: TableSource): Promise<TableHead> {
  const opened = await open(source)
  if (opened.format !== 'xlsx') {
    const found = await scan(source, opened.rows(), { isNamed: opened.format === 'json', sheet: '' })
    if (!found) throw new TableFault('table/empty')
    return { format: opened.format, encoding: opened.encoding, sheets: [], sheet: null, ...found.table }
  }
  const about = { format: 'xlsx', encoding: null } as const
  const found = new Map<string, Found>()
  for (const sheet of opened.book.sheets) {
    // Hidden sheets hold the lists of drop-downs and the like; one is read only when it is asked for by name.
    if (source.sheet === null ? sheet.isHidden : sheet.name !== source.sheet) continue
    const one = await scan(source, opened.book.rows(sheet), { isNamed: false, sheet: sheet.name })
    if (one) found.set(sheet.name, one)
  }
  const sheets = [...found].map(([name, { table }]) => ({ name, rows: table.rows }))
  const [only, ...others] = found
  if (only && others.length === 0) {
    const [name, { table, fault }] = only
    if (fault) throw fault
    return { ...about, sheets, sheet: name, ...table }
  }
  if (source.sheet !== null) throw noSuchSheet(source.sheet, opened.book)
  if (!only) throw new TableFault('table/empty')
  return { ...about, sheets, sheet: null, headerRow: 0, headers: [], rows: 0, samples: [] }
}

const noSuchSheet = (sheet: string, book: Workbook): TableFault => new TableFault('table/no-such-sheet', { sheet, sheets: book.sheets.map((one) => one.name).join('、') })

interface Found {
  table: Pick<TableHead, 'headerRow' | 'headers' | 'rows' | 'samples'>
  /** Why this sheet cannot be read; the others may be. */
  fault: TableFault | null
}

const SAMPLES = 5
const SAMPLE_LENGTH = 300
const LOOK_FOR_HEADER = 60

/** @param isNamed the first row is the header, whatever it holds */
async function scan({ limits, knownHeaders }: TableSource, rows: Rows, { isNamed, sheet }: { isNamed: boolean; sheet: string }): Promise<Found | null> {
  const first: TableRow[] = []
  let filled = 0
  let step = await rows.next()
  for (; !step.done; step = await rows.next()) {
    if (!isFilled(step.value)) continue
    filled += 1
    check(step.value, filled, limits)
    if (first.length < LOOK_FOR_HEADER) first.push(step.value)
  }
  const header = isNamed ? first[0] : findHeader(first, new Set(knownHeaders))
  if (!header) return null
  const below = first.filter((one) => one.row > header.row)
  const samples = below.slice(0, SAMPLES).map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.slice(0, SAMPLE_LENGTH)) }))
  const headers = header.cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim())
  return { table: { headerRow: header.row, headers, rows: filled - (first.length - below.length), samples }, fault: mergedFault(step.value, header, sheet) }
}

function check({ row, cells }: TableRow, filled: number, limits: TableLimits): void {
  // One more than the rows: the header.
  if (filled > limits.rows + 1) throw new TableFault('table/too-many-rows', { max: limits.rows })
  if (cells.length > limits.columns) throw new TableFault('table/too-many-columns', { row, max: limits.columns })
  const length = cells.reduce((sum, cell) => sum + cell.length, 0)
  if (length > limits.rowLength) throw new TableFault('table/row-too-long', { row, max: limits.rowLength })
}

/** A merged range hides which column or row its content belongs to. One above the header is only a title. */
function mergedFault(merges: readonly string[], header: TableRow, sheet: string): TableFault | null {
  for (const range of merges) {
    const [from = 0, to = from] = [...range.matchAll(/\d+/g)].map(Number)
    if (to >= header.row) return new TableFault(from <= header.row ? 'table/merged-header' : 'table/merged-cells', { range, sheet })
  }
  return null
}

/** Rows below the header that hold anything. */
export async function* readRows(source: TableSource, headerRow: number): AsyncGenerator<TableRow> {
  for await (const row of rowsOf(await open(source), source.sheet)) if (row.row > headerRow && isFilled(row)) yield row
}

function rowsOf(opened: Opened, name: string | null): Rows {
  if (opened.format !== 'xlsx') return opened.rows()
  const sheet = opened.book.sheets.find((one) => one.name === name)
  if (!sheet) throw noSuchSheet(name ?? '', opened.book)
  return opened.book.rows(sheet)
}
