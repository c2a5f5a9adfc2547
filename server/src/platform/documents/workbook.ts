
/** Writes one sheet; every cell is text or a number, so that nothing in it can run. The first row is the header. */
export async function writeWorkbook(sheetName: string, table: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  // Loaded when the first file is written: most servers write none all day, and it is large.
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
  for (const row of table) sheet.addRow([...row])
  sheet.getRow(1).font = { bold: true }
  const widths = (table[0] ?? []).map((_, column) => Math.min(50, Math.max(8, ...table.slice(0, 200).map((row) => String(row[column] ?? '').length * 1.6))))
  sheet.columns.forEach((column, index) => {
    column.width = widths[index] ?? 12
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}
