import { basename } from 'node:path'
import ExcelJS from 'exceljs'
import type { TableRow } from '@hejie/kinship'
import { InputError } from '@hejie/kinship'

/** Larger files are refused before they fill the memory. */
const MAX_BYTES = 200_000_000

/** The content of an input file: text, or the rows of a workbook's first sheet. */
export type InputFile = { readonly kind: 'text'; readonly name: string; readonly text: string } | { readonly kind: 'rows'; readonly name: string; readonly rows: readonly TableRow[] }

/** Tells a workbook from text by its first bytes; text is UTF-8, UTF-16 or, as older Chinese Excel writes it, GB 18030. */
export async function openInput(path: string, bytes: Buffer): Promise<InputFile> {
  const name = basename(path)
  if (bytes.length > MAX_BYTES) throw new InputError('file-too-large', path, `${Math.round(bytes.length / 1e6)} MB`, 'Split the file into parts of at most 200 MB')
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return { kind: 'rows', name, rows: await workbookRows(path, bytes) }
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new InputError('old-excel', path, 'this is an .xls workbook of Excel 97–2003', 'Save it as .xlsx or CSV')
  return { kind: 'text', name, text: decode(bytes) }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function workbookRows(path: string, bytes: Buffer): Promise<TableRow[]> {
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
  } catch (cause) {
    throw new InputError('not-a-workbook', path, `it cannot be read as a workbook (${cause instanceof Error ? cause.message : String(cause)})`, 'Save it again as .xlsx or CSV')
  }
  const sheet = workbook.worksheets.find((one) => one.actualRowCount > 0)
  if (sheet === undefined) throw new InputError('no-rows', path, 'the workbook has no filled sheet', 'Give a sheet with a header row and data')
  const rows: TableRow[] = []
  sheet.eachRow((row, number) => {
    const cells: string[] = []
    for (let column = 1; column <= row.cellCount; column++) cells.push(cellText(row.getCell(column)))
    if (cells.some((cell) => cell !== '')) rows.push({ row: number, cells })
  })
  return rows
}

/** What a person sees in the cell; a date as YYYY-MM-DD, so that an allele which Excel turned into a date is noticed. */
function cellText(cell: ExcelJS.Cell): string {
  // The second cell of a merged header is empty, as it would be in CSV.
  if (cell.isMerged && cell.master.address !== cell.address) return ''
  const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return String(Number(value.toPrecision(12)))
  return cell.text.trim()
}
