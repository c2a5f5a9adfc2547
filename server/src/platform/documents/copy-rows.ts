import exceljs from 'exceljs'
import { readRows } from './open-table.ts'
import type { TableSource } from './open-table.ts'

export interface RowsToCopy {
  headerRow: number
  headers: readonly string[]
  /** What is written beside each row, by its number; rows not named here are left out. */
  remarks: ReadonlyMap<number, string>
  remarkHeader: string
  sheetName: string
  toPath: string
}

/** Writes some rows of a table into a workbook, as they were, with a remark in a last column. Every cell is a text, so that nothing in it can run. */
export async function copyRows(source: TableSource, { headerRow, headers, remarks, remarkHeader, sheetName, toPath }: RowsToCopy): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: toPath, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
  // A file that was refused, mended and refused again has the column already.
  const kept = headers.map((_, index) => index).filter((index) => headers[index] !== remarkHeader)
  sheet.columns = [...kept.map(() => ({ width: 20 })), { width: 60 }]
  const header = sheet.addRow([...kept.map((index) => headers[index] ?? ''), remarkHeader])
  header.font = { bold: true }
  header.commit()
  for await (const { row, cells } of readRows(source, headerRow)) {
    const remark = remarks.get(row)
    if (remark !== undefined) sheet.addRow([...kept.map((index) => cells[index] ?? ''), remark]).commit()
  }
  sheet.commit()
  await book.commit()
}
