/** A row of a table: its line in the file (from 1) and its cells, trimmed. */
export interface TableRow {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Rows of a CSV, semicolon- or tab-separated text (RFC 4180 quoting; the separator is the one most used in the first line that has any).
 * Empty lines are left out but counted.
 */
export function parseDelimited(text: string): TableRow[] {
  const source = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(source.split('\n', 50).find((line) => /[\t;,]/.test(line)) ?? '')
  const rows: TableRow[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let startedAt = 1
  let isQuoted = false
  const endCell = (): void => {
    cells.push(cell.trim())
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    if (cells.some((value) => value !== '')) rows.push({ row: startedAt, cells })
    cells = []
    startedAt = line
  }
  for (let at = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\n') line++
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (source[at + 1] === '"') cell += source[++at]
      else isQuoted = false
    } else if (character === '"' && cell.trim() === '') {
      isQuoted = true
      cell = ''
    } else if (character === separator) endCell()
    else if (character === '\n') endRow()
    else if (character !== '\r') cell += character
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows
}

function separatorOf(line: string): string {
  const count = (separator: string): number => line.split(separator).length - 1
  return ['\t', ';', ','].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',')
}

/** One row of CSV text; cells are quoted where needed, and never start a formula when a spreadsheet opens them. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells
    .map((value) => {
      const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value)
      return /[",;\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')
}
