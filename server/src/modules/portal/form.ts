import type { HttpContext } from '../../platform/http.ts'

/** What a form sent, by field; what it did not send reads as empty. */
export interface Form {
  text(name: string): string
  list(name: string): string[]
  files(name: string): File[]
  /** Every text field with its values, in order. */
  entries(): [string, string][]
}

const isText = (value: unknown): value is string => typeof value === 'string'

export async function readForm(c: HttpContext): Promise<Form> {
  const body: Record<string, unknown> = await c.req.parseBody({ all: true })
  const fields = Object.entries(body).map(([name, value]): [string, unknown[]] => [name, [value].flat()])
  const texts = fields.flatMap(([name, values]) => values.filter(isText).map((value): [string, string] => [name, value.replaceAll('\r\n', '\n')]))
  // A file field left empty sends a file without name and content.
  const files = fields.flatMap(([name, values]) => values.filter((value): value is File => value instanceof File && (value.name !== '' || value.size > 0)).map((file): [string, File] => [name, file]))
  return formOf(texts, files)
}

export function formOf(texts: readonly [string, string][], files: readonly [string, File][] = []): Form {
  const list = (name: string): string[] => texts.filter(([field]) => field === name).map(([, value]) => value)
  return { list, text: (name) => list(name).at(-1) ?? '', files: (name) => files.filter(([field]) => field === name).map(([, file]) => file), entries: () => [...texts] }
}

export const EMPTY_FORM = formOf([])
