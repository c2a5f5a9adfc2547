import { foldText } from '../text-search/index.ts'

export interface NamedCode {
  tableId: string
  code: string
  parent: string | null
  zh: string
  en: string | null
}

/** Codes by what people call them. */
export interface CodeNames {
  /** The code that a code or name of a table means; null when there is none. */
  find(table: string, text: string): string | null
  /** The first-level class of a second-level one. */
  parentOf(class2: string): string | null
  /** What a table is called. */
  nameOf(table: string): string
}

/** @param tables their names in Chinese, by id */
export function codeNames(rows: readonly NamedCode[], tables: ReadonlyMap<string, string>): CodeNames {
  const codes = new Map<string, string>()
  const parents = new Map<string, string | null>()
  for (const { tableId, code, parent, zh, en } of rows) {
    for (const name of [zh, ...(en ? [en] : [])]) if (!codes.has(`${tableId}:${foldText(name)}`)) codes.set(`${tableId}:${foldText(name)}`, code)
    if (tableId === 'T07') parents.set(code, parent ?? code.slice(0, 2))
  }
  // A code is meant before a name that looks like one.
  for (const { tableId, code } of rows) codes.set(`${tableId}:${foldText(code)}`, code)
  return {
    find: (table, text) => (text === '' ? null : (codes.get(`${table}:${foldText(text.trim())}`) ?? null)),
    parentOf: (class2) => parents.get(class2) ?? null,
    nameOf: (table) => tables.get(table) ?? table,
  }
}
