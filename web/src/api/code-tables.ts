import { queryOptions, useQuery } from '@tanstack/react-query'
import type { CodeRow, readCodeTable } from '@hejie/contract/directory'
import { call } from './client.ts'

/** Code tables whose names the screens show. */
export const TABLES = { form: 'T01', channel: 'T02', category: 'T03', route: 'T04', purpose: 'T05', class1: 'T06', class2: 'T07', grade: 'T12', dissatisfaction: 'T13', refusal: 'T14', objection: 'T15', conclusion: 'T16', document: 'T30' } as const
export type TableName = keyof typeof TABLES

/** All rows of a code table; changes seldom, so it is asked for once an hour. */
export const codeTable = (name: TableName) => queryOptions({
  queryKey: ['code-table', TABLES[name]], staleTime: 3_600_000, gcTime: 3_600_000,
  queryFn: ({ signal }) => call<typeof readCodeTable>('get', '/api/directory/code-tables/{table}', { params: { table: TABLES[name] }, signal }),
})

export interface Codes {
  rows: readonly CodeRow[]
  /** What a code is called in the reader's language; the code itself while the table is not there. */
  nameOf: (code: string | null | undefined) => string
}

const wording = (row: CodeRow, language: string): string => (language === 'en' ? (row.en ?? row.zh) : row.zh)

const NO_ROWS: readonly CodeRow[] = []

/** A code table in the reader's language; asked for only where it is needed. */
export function useCodes(name: TableName, language: string, isNeeded = true): Codes {
  const { data } = useQuery({ ...codeTable(name), enabled: isNeeded })
  const rows = data?.rows ?? NO_ROWS
  return {
    rows,
    nameOf: (code) => {
      const row = code ? rows.find((one) => one.code === code) : undefined
      return row ? wording(row, language) : (code ?? '')
    },
  }
}

/** Rows that may still be chosen, as a select shows them. */
export function choices(codes: Codes, language: string): { value: string; label: string }[] {
  return codes.rows.filter((row) => row.isActive).map((row) => ({ value: row.code, label: wording(row, language) }))
}
