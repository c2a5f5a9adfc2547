import type { ImportOptions, ImportState, ImportTarget } from '@hejie/contract/importing'
import type { Facts } from '../../platform/errors.ts'

/** One file on its way into the register; belongs to the person who uploaded it. */
export interface Run {
  id: string
  accountId: string
  fileName: string
  fileDigest: string
  isFileKept: boolean
  format: 'xlsx' | 'csv' | 'json'
  encoding: string | null
  sheets: readonly { name: string; rows: number }[]
  sheet: string | null
  headerRow: number
  headers: readonly string[]
  mapping: readonly (ImportTarget | null)[]
  isRemembered: boolean
  options: ImportOptions | null
  /*
   * uploaded ⇄ checking → checked → running → done; running → cancelled | failed → running. A check that is stopped or
   * fails leads back to `uploaded`; so does a change of columns or options after a check.
   */
  state: ImportState
  total: number
  done: number
  added: number
  known: number
  refused: number
  problem: { code: string; facts: Facts } | null
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}

/** Days the uploaded file and its refused rows are kept. */
export const KEPT_DAYS = 30

/** The column that the list of refused rows has besides those of the file. */
export const REASONS = '原因'

/** Several sheets and none chosen yet. */
export const needsSheet = (run: Pick<Run, 'sheets' | 'sheet'>): boolean => run.sheets.length > 0 && run.sheet === null

export interface RefusedField {
  row: number
  field: string
  code: string
  facts: Facts
}
