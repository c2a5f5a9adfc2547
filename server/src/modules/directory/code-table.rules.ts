import { RuleBroken } from '../../platform/errors.ts'

export interface CodeColumn {
  key: string
  zh: string
  en: string
}

export interface CodeTable {
  /** T01 … T30 */
  id: string
  zh: string
  en: string
  source: string
  columns: readonly CodeColumn[]
}

export interface CodeRow {
  tableId: string
  code: string
  parent: string | null
  zh: string
  en: string | null
  /** values of the table's further columns, by their keys */
  more: Readonly<Record<string, string>>
  position: number
  isActive: boolean
  version: number
}

/**
 * Tables whose rows a place may add and switch off, with the form of their codes. All others carry the procedure: rules
 * refer to their codes, so only the wording changes.
 */
const OPEN_TABLES: Readonly<Record<string, { form: RegExp; expected: string; parentTable?: string }>> = {
  T02: { form: /^Q\d{2}$/, expected: 'Q 加两位数字' },
  T06: { form: /^\d{2}$/, expected: '两位数字' },
  T07: { form: /^\d{4}$/, expected: '四位数字，前两位是一级分类', parentTable: 'T06' },
  T08: { form: /^\d{2}$/, expected: '两位数字' },
  T11: { form: /^(E\d|\d{3})$/, expected: '大类为 E 加一位数字，小类为三位数字' },
  T13: { form: /^U\d{1,2}$/, expected: 'U 加一至两位数字' },
  T17: { form: /^H\d{2}$/, expected: 'H 加两位数字' },
  T18: { form: /^B\d{2}$/, expected: 'B 加两位数字' },
  T19: { form: /^W\d{2}$/, expected: 'W 加两位数字' },
}

export const isOpenTable = (tableId: string): boolean => tableId in OPEN_TABLES

/** The table in which a row's parent stands; null when rows of the table have none. */
export const parentTableOf = (tableId: string): string | null => OPEN_TABLES[tableId]?.parentTable ?? (tableId === 'T11' ? 'T11' : null)

/**
 * A row to be added at the end of its group.
 * @param siblings rows already in the table
 * @throws RuleBroken `directory/table-closed`, `directory/row-code-form`, `directory/column-unknown`, `directory/class-unknown`
 */
export function newCodeRow(table: CodeTable, input: Pick<CodeRow, 'code' | 'parent' | 'zh' | 'en' | 'more'> & { position: number | null }, siblings: readonly CodeRow[], parents: readonly CodeRow[]): CodeRow {
  const rule = OPEN_TABLES[table.id]
  if (!rule) throw new RuleBroken('directory/table-closed', { table: table.id })
  if (!rule.form.test(input.code)) throw new RuleBroken('directory/row-code-form', { code: input.code, expected: rule.expected })
  const parent = parentOf(table.id, input)
  if (parent !== null && !parents.some((row) => row.code === parent && row.isActive)) throw new RuleBroken('directory/class-unknown', { code: parent })
  requireKnownColumns(table, input.more)
  const group = siblings.filter((row) => row.parent === parent)
  const last = Math.max(-1, ...(group.length > 0 ? group : siblings).map((row) => row.position))
  return { tableId: table.id, code: input.code, parent, zh: input.zh, en: input.en, more: input.more, position: input.position ?? last + (group.length > 0 && parent !== null ? 0 : 1), isActive: true, version: 1 }
}

function parentOf(tableId: string, input: { code: string; parent: string | null }): string | null {
  if (tableId === 'T07') return input.code.slice(0, 2)
  if (tableId === 'T11' && !input.code.startsWith('E')) return input.parent ?? ''
  return null
}

/** @throws RuleBroken `directory/table-closed` when a row that the procedure needs would be switched off, `directory/column-unknown` */
export function changedCodeRow(table: CodeTable, row: CodeRow, change: Pick<CodeRow, 'zh' | 'en' | 'more' | 'position' | 'isActive'>): CodeRow {
  if (!change.isActive && !isOpenTable(table.id)) throw new RuleBroken('directory/table-closed', { table: table.id })
  requireKnownColumns(table, change.more)
  return { ...row, ...change, version: row.version + 1 }
}

function requireKnownColumns(table: CodeTable, more: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(more).find((key) => !table.columns.some((column) => column.key === key))
  if (unknown !== undefined) throw new RuleBroken('directory/column-unknown', { table: table.id, column: unknown })
}
