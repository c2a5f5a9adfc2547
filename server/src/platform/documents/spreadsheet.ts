import { SaxesParser } from 'saxes'
import { TableFault } from './table.ts'
import type { TableRow } from './table.ts'
import type { Zip } from './zip.ts'

/*
 * Rows of a workbook (Office Open XML), read as a stream: 200,000 rows need no more memory than their shared texts. The
 * library that writes our workbooks is not used for reading: whole, it takes 9 kB a row; as a stream, it loses merged
 * ranges and the names of sheets that other programs write.
 * @see ECMA-376 part 1, 18.2 (workbook), 18.3 (sheets), 18.4 (shared strings), 18.8.30 (number formats)
 */

export interface Sheet {
  name: string
  isHidden: boolean
  part: string
}

export interface Workbook {
  sheets: Sheet[]
  /** Rows of a sheet; when they are through, the ranges of merged cells (`B2:D2`). */
  rows(sheet: Sheet): AsyncGenerator<TableRow, string[]>
}

/** @throws TableFault when it is no workbook or a damaged one */
export async function openWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.has('xl/workbook.xml')) throw new TableFault('table/not-a-table')
  const parts = await readRelations(zip)
  const { sheets, from1904 } = await readSheets(zip, parts)
  const texts = zip.has('xl/sharedStrings.xml') ? await readSharedTexts(zip) : []
  const isDateStyle = zip.has('xl/styles.xml') ? await readDateStyles(zip) : []
  return { sheets, rows: (sheet) => readRows(zip.read(sheet.part), { texts, isDateStyle, from1904 }) }
}

interface Handlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Parses a part; after each piece the caller may take what the handlers have gathered. */
async function* parseXml(pieces: AsyncIterable<Buffer>, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)))
  // A document type could define entities that grow without end; no spreadsheet program writes one.
  parser.on('doctype', () => {
    throw new TableFault('table/damaged')
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of pieces) {
    feed(() => parser.write(decoder.decode(piece, { stream: true })))
    yield
  }
  feed(() => parser.close())
}

function feed(step: () => void): void {
  try {
    step()
  } catch (error) {
    if (error instanceof TableFault) throw error
    throw new TableFault('table/damaged')
  }
}

async function parseWhole(pieces: AsyncIterable<Buffer>, handlers: Handlers): Promise<void> {
  for await (const _ of parseXml(pieces, handlers));
}

/** Where the parts that the workbook speaks of lie, by relation id. */
async function readRelations(zip: Zip): Promise<Map<string, string>> {
  const parts = new Map<string, string>()
  await parseWhole(zip.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) parts.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    },
  })
  return parts
}

async function readSheets(zip: Zip, parts: ReadonlyMap<string, string>): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const sheets: Sheet[] = []
  let from1904 = false
  await parseWhole(zip.read('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.includes(':') && local(key) === 'id')?.[1]
      const part = parts.get(id ?? '')
      // Charts and macros stand among the sheets too, but have no rows.
      if (part && zip.has(part) && part.includes('worksheets/')) sheets.push({ name: attributes.name ?? '', isHidden: (attributes.state ?? 'visible') !== 'visible', part })
    },
  })
  return { sheets, from1904 }
}

/** Gathers the words of one text: its runs, without the readings above them (rPh). */
function textGatherer(): Required<Handlers> & { take(): string } {
  let words = ''
  let isWords = false
  let isReading = false
  return {
    open: (name) => {
      if (name === 't') isWords = true
      if (name === 'rPh') isReading = true
    },
    text: (piece) => {
      if (isWords && !isReading) words += piece
    },
    close: (name) => {
      if (name === 't') isWords = false
      if (name === 'rPh') isReading = false
    },
    take: () => {
      const whole = unescape(words)
      words = ''
      return whole
    },
  }
}

/** Characters that XML cannot hold are written _x000D_. */
const unescape = (text: string): string => (text.includes('_x') ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text)

async function readSharedTexts(zip: Zip): Promise<string[]> {
  const texts: string[] = []
  const { open, text, close, take } = textGatherer()
  await parseWhole(zip.read('xl/sharedStrings.xml'), {
    open, text,
    close: (name) => {
      close(name)
      if (name === 'si') texts.push(take())
    },
  })
  return texts
}

/** Formats of dates that need no definition. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** Whether a format shows days or hours, its literal parts left out. */
const isDateFormat = (code: string): boolean => /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|General/gi, ''))

/** For each cell style, whether it shows its number as a date. */
async function readDateStyles(zip: Zip): Promise<boolean[]> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCellStyles = false
  await parseWhole(zip.read('xl/styles.xml'), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId)
      if (name === 'numFmt') custom.set(id, isDateFormat(formatCode))
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'xf' && inCellStyles) styles.push(custom.get(id) ?? isBuiltInDate(id))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}

interface Known {
  texts: readonly string[]
  isDateStyle: readonly boolean[]
  from1904: boolean
}

async function* readRows(pieces: AsyncIterable<Buffer>, known: Known): AsyncGenerator<TableRow, string[]> {
  const ready: TableRow[] = []
  const merges: string[] = []
  const words = textGatherer()
  let current: TableRow = { row: 0, cells: [] }
  let cell = { column: 0, type: '', style: 0 }
  let value = ''
  let isValue = false
  const sheet = parseXml(pieces, {
    open: (name, attributes) => {
      if (name === 'row') current = { row: Number(attributes.r) || current.row + 1, cells: [] }
      if (name === 'c') {
        cell = { column: attributes.r ? columnIndex(attributes.r) : current.cells.length, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0) }
        value = ''
      }
      if (name === 'v') isValue = true
      if (name === 'mergeCell' && attributes.ref) merges.push(attributes.ref)
      words.open(name, attributes)
    },
    text: (piece) => {
      if (isValue) value += piece
      words.text(piece)
    },
    close: (name) => {
      words.close(name)
      if (name === 'v') isValue = false
      if (name === 'c') {
        const inline = words.take()
        put(current.cells, cell.column, cell.type === 'inlineStr' ? inline : cellText(cell, value, known))
      }
      if (name === 'row') ready.push(current)
    },
  })
  for await (const _ of sheet) yield* ready.splice(0)
  yield* ready.splice(0)
  return merges
}

function put(cells: string[], column: number, text: string): void {
  if (text === '') return
  // Sixteen thousand columns are what a sheet can have; more is no sheet.
  if (column > 16_383) throw new TableFault('table/damaged')
  while (cells.length < column) cells.push('')
  cells[column] = text
}

function columnIndex(reference: string): number {
  let index = 0
  for (const letter of reference) {
    const digit = letter.charCodeAt(0) - 64
    if (digit < 1 || digit > 26) break
    index = index * 26 + digit
  }
  return index - 1
}

function cellText({ type, style }: { type: string; style: number }, value: string, { texts, isDateStyle, from1904 }: Known): string {
  switch (type) {
    case 's': return texts[Number(value)] ?? ''
    case 'b': return value === '1' ? 'TRUE' : 'FALSE'
    case 'str': case 'e': case 'd': return unescape(value)
    default: return value === '' ? '' : isDateStyle[style] ? dateText(Number(value), from1904) : numberText(value)
  }
}

/** As people read it: no exponent for long numbers such as telephone numbers. */
const numberText = (value: string): string => (/^-?\d+(\.\d+)?$/.test(value) ? value : String(Number(value)))

/** Days since the end of 1899 (or the beginning of 1904) as a civil date, with the time of day where there is one. */
function dateText(serial: number, from1904: boolean): string {
  if (!(serial >= 0 && serial < 2_958_466)) return String(serial)
  const seconds = Math.round(serial * 86_400)
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const text = new Date(epoch + seconds * 1000).toISOString()
  if (seconds < 86_400) return text.slice(11, 19)
  return seconds % 86_400 === 0 ? text.slice(0, 10) : text.slice(0, 19)
}
