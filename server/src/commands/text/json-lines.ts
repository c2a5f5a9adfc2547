import { InputError } from '@hejie/text'
import type { LabelledMessage } from '@hejie/text'

export interface JsonLine {
  readonly line: number
  readonly value: Readonly<Record<string, unknown>>
}

/** The objects of a JSONL file. @throws InputError naming file and line */
export function readJsonLines(bytes: Buffer, file: string): JsonLine[] {
  const text = decode(bytes, file)
  return text.split('\n').flatMap((content, i): JsonLine[] => {
    if (content.trim() === '') return []
    const place = `${file}, line ${i + 1}`
    const value = parse(content, place)
    if (!isRecord(value)) throw new InputError('not-an-object', place, 'it is no JSON object', 'Write one object a line, such as {"text":"…"}')
    return [{ line: i + 1, value }]
  })
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new InputError('not-utf-8', file, 'it is not UTF-8', 'Save it as UTF-8')
  }
}

function parse(content: string, place: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new InputError('not-json', place, 'it is no JSON', 'Write one object a line, such as {"text":"…"}')
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text of a line; absent and null are '' where it may be left out. */
export function textField({ line, value }: JsonLine, name: string, file: string, isNeeded: boolean): string {
  const found = value[name]
  if (typeof found === 'string') return found
  if (!isNeeded && (found === undefined || found === null)) return ''
  throw new InputError('no-text', `${file}, line ${line}`, `"${name}" is ${found === undefined ? 'missing' : 'no text'}`, `Give "${name}" as a text in quotation marks`)
}

/** Rows of `{"text", "category", "title"?}`. */
export const labelledMessages = (bytes: Buffer, file: string): LabelledMessage[] => readJsonLines(bytes, file).map((line) => ({
  title: textField(line, 'title', file, false), text: textField(line, 'text', file, true), category: textField(line, 'category', file, true).trim(),
}))
