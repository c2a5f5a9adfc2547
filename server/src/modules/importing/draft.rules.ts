import type { ImportOptions, ImportTarget } from '@hejie/contract/importing'
import type { FilingInput } from '@hejie/contract/intake'
import type { FieldFault } from '../../platform/errors.ts'
import type { CodeNames } from './code-names.rules.ts'
import type { PlaceFinder } from './place-match.rules.ts'
import { readInstant } from './read-date.rules.ts'

/** One row of a file as it would be filed. */
export interface Draft {
  row: number
  /** Its number where it came from; null when the file has none. */
  externalId: string | null
  sender: string | null
  filing: FilingInput
  reply: { text: string; on: string | null } | null
  /** What cannot be understood; `field` is the kind of column. */
  faults: FieldFault[]
}

/** What holds for all rows of a file. */
export interface DraftBasis {
  mapping: readonly (ImportTarget | null)[]
  options: ImportOptions
  codes: CodeNames
  places: PlaceFinder
}

const MAX_EXTERNAL_ID = 200
/** How a source says that somebody gave no name. */
const NO_NAME = /^(匿名|无|无名|未留名|不详|网友|-|\/)$/

/** Reads one row by its columns. Full-width digits, blanks around words and several forms of dates are understood. */
export function draftOf({ row, cells }: { row: number; cells: readonly string[] }, basis: DraftBasis): Draft {
  const faults: FieldFault[] = []
  const cell = (target: ImportTarget): string => {
    const at = basis.mapping.indexOf(target)
    return at < 0 ? '' : (cells[at] ?? '').trim()
  }
  const extra = cells.slice(basis.mapping.length).find((one) => one.trim() !== '')
  if (extra !== undefined) faults.push({ field: '', code: 'importing/extra-cells', facts: { value: extra.slice(0, 30) } })
  const externalId = cell('externalId').normalize('NFKC')
  if (externalId.length > MAX_EXTERNAL_ID) faults.push({ field: 'externalId', code: 'importing/id-too-long', facts: { max: MAX_EXTERNAL_ID } })
  const reply = cell('reply')
  const repliedAt = dateOf(cell('repliedAt'), 'repliedAt', faults)
  return {
    row, externalId: externalId === '' ? null : externalId, sender: cell('sender').normalize('NFKC') || null,
    filing: filingOf(cell, basis, faults), reply: reply === '' ? null : { text: reply, on: repliedAt ? chinaDay(repliedAt) : null }, faults,
  }
}

type Cells = (target: ImportTarget) => string

function filingOf(cell: Cells, { mapping, options, codes, places }: DraftBasis, faults: FieldFault[]): FilingInput {
  const code = (target: ImportTarget, table: string): string | null => codeOf(cell(target), target, table, codes, faults)
  const body = cell('body')
  const people = peopleOf(cell)
  if (people.length === 0 && options.nameless === 'refuse') faults.push({ field: 'name', code: 'importing/name-missing' })
  const { placeCode, placeDetail } = placeOf(cell, options, places)
  const classes = classesOf(cell, codes, faults)
  const category = code('category', 'T03')
  return {
    form: code('form', 'T01') ?? options.form, channel: options.channel, category: category === 'A' || category === 'B' || category === 'C' ? category : null, purpose: code('purpose', 'T05'), ...classes,
    title: mapping.includes('title') ? cell('title') : titleOf(body), body, placeCode, placeDetail, peopleCount: countOf(cell('peopleCount'), faults),
    people, isAnonymous: people.length === 0, respondentName: cell('respondentName'), receivedAt: receivedAt(cell, mapping, faults), register: true,
  }
}

/** Where no column holds a title: the first sentence. */
function titleOf(body: string): string {
  const [sentence = ''] = body.split(/[。!?！？\n]/, 1)
  return [...(sentence.trim() || body)].slice(0, 60).join('')
}

function peopleOf(cell: Cells): NonNullable<FilingInput['people']> {
  const [name, phone, address, idNumber] = [cell('name'), cell('phone'), cell('address'), cell('idNumber')]
  const known = NO_NAME.test(name) ? '' : name
  if ([known, phone, address, idNumber].every((one) => one === '')) return []
  return [{ role: 'petitioner', name: known, phone, address, idKind: idNumber === '' ? null : 'I1', idNumber }]
}

/** A place that is not in the directory stays in the detail, so that no word is lost. */
function placeOf(cell: Cells, options: ImportOptions, places: PlaceFinder): { placeCode: string; placeDetail: string } {
  const [text, detail] = [cell('place'), cell('placeDetail')]
  const code = places.find(text)
  const isCode = /^\d+$/.test(text.normalize('NFKC'))
  return { placeCode: code ?? options.placeCode, placeDetail: [...(isCode && code ? [] : [text]), detail].filter((part, index, all) => part !== '' && all.indexOf(part) === index).join(' ') }
}

function codeOf(value: string, field: ImportTarget, table: string, codes: CodeNames, faults: FieldFault[]): string | null {
  if (value === '') return null
  const code = codes.find(table, value)
  if (code === null) faults.push({ field, code: 'importing/code-unknown', facts: { value: value.slice(0, 30), table: codes.nameOf(table) } })
  return code
}

/** A class of the second level brings the one above it along. */
function classesOf(cell: Cells, codes: CodeNames, faults: FieldFault[]): { class1: string | null; class2: string | null } {
  const first = cell('class1')
  const second = codes.find('T07', cell('class2') || first)
  if (second !== null && (cell('class2') !== '' || codes.find('T06', first) === null)) return { class1: codes.parentOf(second), class2: second }
  return { class1: codeOf(first, 'class1', 'T06', codes, faults), class2: codeOf(cell('class2'), 'class2', 'T07', codes, faults) }
}

function countOf(text: string, faults: FieldFault[]): number {
  const plain = text.normalize('NFKC').replace(/[人名]$/, '').trim()
  if (plain === '') return 1
  if (/^\d{1,7}(\.0+)?$/.test(plain)) return Math.trunc(Number(plain))
  faults.push({ field: 'peopleCount', code: 'importing/number-unclear', facts: { value: text.slice(0, 30) } })
  return 1
}

function receivedAt(cell: Cells, mapping: readonly (ImportTarget | null)[], faults: FieldFault[]): string | null {
  if (!mapping.includes('receivedAt')) return null
  const text = cell('receivedAt')
  // An old matter whose day is lost would look as if it came in today.
  if (text === '') faults.push({ field: 'receivedAt', code: 'importing/date-missing' })
  return dateOf(text, 'receivedAt', faults)
}

function dateOf(text: string, field: ImportTarget, faults: FieldFault[]): string | null {
  if (text === '') return null
  const instant = readInstant(text)
  if (instant === null) faults.push({ field, code: 'importing/date-unclear', facts: { value: text.slice(0, 30) } })
  return instant
}

/** China keeps one zone, eight hours ahead. */
const chinaDay = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)

/** What makes a row without a number the same row in another file. */
export function identityOf({ filing, sender }: Draft): string {
  const [person] = filing.people ?? []
  return JSON.stringify([filing.title, filing.body, filing.receivedAt, sender, person?.name ?? '', person?.phone ?? ''])
}

/** The words by which two rows of one number are compared. */
export const contentOf = ({ filing }: Draft): string => JSON.stringify([filing.title, filing.body])

/** Which kind of column a fault of the registration rules is about. */
export function targetOfField(field: string): ImportTarget | '' {
  const part = /^people(?:\.\d+\.(\w+))?$/.exec(field)
  if (part) return part[1] === 'phone' || part[1] === 'address' || part[1] === 'idNumber' ? part[1] : part[1] === 'idKind' ? 'idNumber' : 'name'
  switch (field) {
    case 'placeCode': return 'place'
    case 'isAnonymous': return 'name'
    case 'title': case 'body': case 'receivedAt': case 'peopleCount': case 'form': case 'category': case 'purpose': case 'class1': case 'class2': case 'placeDetail': case 'respondentName': return field
    default: return ''
  }
}
