import { TableFault } from './table.ts'
import type { TableRow } from './table.ts'

/** Rows of a JSON array of objects, of an object that holds one, or of lines with an object each. The first row names the fields; rows keep the place they have in the file. */
export function* jsonRows(text: string): Generator<TableRow> {
  const records = text.trimStart().startsWith('[') ? arrayOf(text) : objectOrLines(text)
  const names = new Map<string, number>()
  for (const { record } of records) for (const name of Object.keys(record)) if (!names.has(name)) names.set(name, names.size)
  yield { row: 0, cells: [...names.keys()] }
  for (const { row, record } of records) yield { row, cells: [...names.keys()].map((name) => cellOf(record[name])) }
}

interface Placed {
  row: number
  record: Record<string, unknown>
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function arrayOf(text: string): Placed[] {
  const value = parse(text)
  if (!Array.isArray(value)) throw new TableFault('table/json-wrong')
  return placed(value)
}

function placed(values: readonly unknown[]): Placed[] {
  return values.map((record, index) => {
    if (!isRecord(record)) throw new TableFault('table/json-not-rows', { row: index + 1 })
    return { row: index + 1, record }
  })
}

function objectOrLines(text: string): Placed[] {
  const whole = parse(text)
  if (isRecord(whole)) {
    const rows = Object.values(whole).find((value) => Array.isArray(value) && value.some(isRecord))
    return Array.isArray(rows) ? placed(rows) : [{ row: 1, record: whole }]
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const record = parse(line)
    if (!isRecord(record)) throw new TableFault('table/json-line-wrong', { row: index + 1 })
    return { row: index + 1, record }
  })
}
