import type { Deps } from '../../deps.ts'
import { copyTableRows, readTableHead, readTableRows } from '../../platform/documents/read-table.ts'
import type { TableFile } from '../../platform/documents/read-table.ts'
import { TableFault, foldHeader } from '../../platform/documents/table.ts'
import type { TableHead, TableRow } from '../../platform/documents/table.ts'
import { Invalid } from '../../platform/errors.ts'
import { KNOWN_HEADERS } from './columns.rules.ts'
import type { Run } from './run.ts'
import { uploadPath } from './upload-folder.ts'

const KNOWN = KNOWN_HEADERS.map(foldHeader)

type FileOfRun = Pick<Run, 'fileDigest' | 'sheet'>

const fileOf = (deps: Deps, { fileDigest, sheet }: FileOfRun): TableFile => ({ path: uploadPath(deps, fileDigest), sheet, knownHeaders: KNOWN })

/** @throws Invalid with a `table/…` fault of the field `file`, also where there is a header and nothing below it */
export async function headOf(deps: Deps, file: FileOfRun): Promise<TableHead> {
  try {
    const head = await readTableHead(fileOf(deps, file))
    if (head.headers.length > 0 && head.rows === 0) throw new TableFault('table/empty')
    return head
  } catch (error) {
    throw asInvalid(error)
  }
}

export const rowsOf = (deps: Deps, run: Run, batch: number): AsyncGenerator<TableRow[]> => readTableRows(fileOf(deps, run), run.headerRow, batch)

export async function copyRows(deps: Deps, run: Run, copy: { remarks: ReadonlyMap<number, string>; remarkHeader: string; sheetName: string; toPath: string }): Promise<void> {
  await copyTableRows(fileOf(deps, run), { headerRow: run.headerRow, headers: run.headers, ...copy })
}

function asInvalid(error: unknown): unknown {
  return error instanceof TableFault ? new Invalid([{ field: 'file', code: error.code, facts: error.facts }]) : error
}
