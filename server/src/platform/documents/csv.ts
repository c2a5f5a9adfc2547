import { TableFault } from './table.ts'
import type { TableRow } from './table.ts'

/** The text of a file, whatever program wrote it: UTF-8 with or without a mark, UTF-16 with one, else GB18030 (and so GBK, GB2312). */
export function decodeText(bytes: Buffer): { text: string; encoding: string } {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff') return decodeAs(bytes, mark === 'fffe' ? 'utf-16le' : 'utf-16be')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return decodeAs(bytes, 'gb18030')
  }
}

function decodeAs(bytes: Buffer, encoding: string): { text: string; encoding: string } {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding: encoding.toUpperCase() }
  } catch {
    throw new TableFault('table/encoding')
  }
}

const SEPARATORS = [',', '\t', ';'] as const

/** The separator that stands most often in the first line that has any, outside quotes. */
function separatorOf(text: string): string {
  for (const line of text.slice(0, 100_000).split('\n', 50)) {
    const bare = line.replaceAll(/"[^"]*"/g, '')
    const counted = SEPARATORS.map((one) => ({ one, count: bare.split(one).length - 1 })).sort((a, b) => b.count - a.count)
    if (counted[0] && counted[0].count > 0) return counted[0].one
  }
  return ','
}

/**
 * Rows of comma-, semicolon- or tab-separated text.
 * @throws TableFault `table/unclosed-quote` naming the row in which the quote opens
 * @see RFC 4180
 */
export function* csvRows(text: string): Generator<TableRow> {
  const separator = separatorOf(text)
  let at = 0
  for (let row = 1; at < text.length; row++) {
    const cells: string[] = []
    for (let more = true; more;) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator, row) : plainCell(text, at, separator)
      cells.push(formulaText(cell.value))
      at = cell.end
      more = text[at] === separator
      if (more) at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    yield { row, cells }
  }
}

interface Cell {
  value: string
  end: number
}

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(start, end), end }
}

function quotedCell(text: string, start: number, separator: string, row: number): Cell {
  let end = start + 1
  for (;;) {
    end = text.indexOf('"', end)
    if (end === -1) throw new TableFault('table/unclosed-quote', { row })
    if (text[end + 1] !== '"') break
    end += 2
  }
  // What stands between a closing quote and the separator belongs to the cell.
  const rest = plainCell(text, end + 1, separator)
  return { value: text.slice(start + 1, end).replaceAll('""', '"') + rest.value, end: rest.end }
}

/** `="0123"` is how a program is told to keep the zeros of a number. */
const formulaText = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell
