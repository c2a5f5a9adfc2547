import { InputError } from '../errors.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** @throws InputError when the text is no JSON */
export function parseJson(text: string, argument: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new InputError('not-json', argument, `it is not JSON (${detail})`, 'Give a complete JSON file')
  }
}

/** @throws InputError when the value is not an object with names */
export function requireObject(value: unknown, argument: string): JsonObject {
  if (isObject(value)) return value
  throw new InputError('wrong-shape', argument, `it is ${value === undefined ? 'missing' : 'not an object'}`, 'Give an object with named fields')
}

/** @throws InputError when the value is not a list */
export function requireArray(value: unknown, argument: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new InputError('wrong-shape', argument, `it is ${value === undefined ? 'missing' : 'not a list'}`, 'Give a list')
}

/** A number, or text that is one. @throws InputError otherwise */
export function requireNumber(value: unknown, argument: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number === 'number' && Number.isFinite(number)) return number
  throw new InputError('not-a-number', argument, `${JSON.stringify(value)} is not a number`, 'Give a number with a decimal point')
}
