import type { FrequencyTable, UnreadCase, VectorCase } from '@hejie/kinship'
import { InputError, isObject, listVectorCases, parseJson } from '@hejie/kinship'
import { DEFAULT_TABLE, shippedTable, shippedTables } from './shipped-tables.ts'
import type { KinshipIo } from './terminal.ts'

/** One case with the table it uses. */
export interface OpenCase {
  readonly entry: VectorCase
  readonly table: Omit<FrequencyTable, 'loci'>
  /** Whether the file says that its people are invented. */
  readonly isSynthetic: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

/** The cases of a file; `frequencyTable` may name a shipped table (default: the East Asian one), or several joined by "+". */
export function listCases(text: string, path: string): UnreadCase[] {
  const file = parseJson(text, path)
  return inPlace(path, () => listVectorCases(withShippedTables(file)))
}

/** The case with this id, or the only one. @throws InputError when it is not clear which */
export async function openCase(path: string | undefined, id: string | undefined, io: KinshipIo): Promise<OpenCase> {
  if (path === undefined) throw new InputError('argument-missing', '--case', 'no file is named', 'Give --case FILE.json')
  const text = (await io.read(path)).toString('utf8')
  const cases = listCases(text, path)
  const position = id === undefined ? (cases.length === 1 ? 0 : -1) : cases.findIndex((entry) => entry.id === id)
  const unread = cases[position]
  if (unread === undefined) {
    const ids = cases.slice(0, 5).map((one) => one.id).join(', ')
    throw new InputError('case-unknown', '--id', id === undefined ? `the file has ${cases.length} cases` : `there is no case ${id}`, `Give --id with one of ${ids}${cases.length > 5 ? ' …' : ''}`)
  }
  const entry = inPlace(path, unread.read)
  const file = parseJson(text, path)
  const fields = fieldsOf(file, position)
  return { entry, table: describeTable(fields, isObject(file) ? file : {}), isSynthetic: fields.synthetic === true || (isObject(file) && file.synthetic === true), fields }
}

function fieldsOf(file: unknown, position: number): Readonly<Record<string, unknown>> {
  const cases: unknown = isObject(file) ? (file.cases ?? [file]) : file
  const found: unknown = Array.isArray(cases) ? cases[position] : undefined
  return isObject(found) ? found : {}
}

function withShippedTables(file: unknown): unknown {
  if (!isObject(file)) return file
  const own = isObject(file.frequencyTables) ? file.frequencyTables : {}
  const list: readonly unknown[] = Array.isArray(file.cases) ? file.cases : [file]
  const cases = list.map((entry) => (isObject(entry) && entry.frequencyTable === undefined && entry.loci === undefined && entry.locus === undefined ? { ...entry, frequencyTable: DEFAULT_TABLE } : entry))
  const named = new Set(cases.flatMap((entry) => (isObject(entry) && typeof entry.frequencyTable === 'string' && own[entry.frequencyTable] === undefined ? [entry.frequencyTable] : [])))
  const known = shippedTables()
  const shipped = [...named].filter((ids) => ids.split('+').every((id) => known.has(id.trim()))).map((ids) => [ids, shippedTable(ids).loci] as const)
  return { ...file, cases, frequencyTables: { ...own, ...Object.fromEntries(shipped) } }
}

function describeTable(fields: Readonly<Record<string, unknown>>, file: Readonly<Record<string, unknown>>): Omit<FrequencyTable, 'loci'> {
  const name = typeof fields.frequencyTable === 'string' ? fields.frequencyTable : isObject(fields.loci) || isObject(fields.locus) ? null : DEFAULT_TABLE
  const isOwn = name === null || (isObject(file.frequencyTables) && file.frequencyTables[name] !== undefined)
  if (!isOwn) {
    const { loci: _loci, ...described } = shippedTable(name)
    return described
  }
  const stated = (field: string): string => (isObject(fields.table) && fields.table[field] !== undefined ? String(fields.table[field]) : 'not stated')
  return { id: name ?? 'in the case file', population: stated('population'), source: stated('source'), licence: stated('licence') }
}

/** Runs a step and says where it was when the input is at fault. */
export function inPlace<Result>(place: string, compute: () => Result): Result {
  try {
    return compute()
  } catch (cause) {
    if (cause instanceof InputError) throw cause.within(place)
    throw cause
  }
}
