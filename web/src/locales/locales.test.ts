import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const FOLDER = import.meta.dirname
const LANGUAGES = ['zh-CN', 'en'] as const

/** Every text of a file by its path: `due.left`. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([name, inner]) => textsOf(inner, path ? `${path}.${name}` : name)) : []
}

const read = (language: string, file: string): [string, string][] => textsOf(JSON.parse(readFileSync(join(FOLDER, language, file), 'utf8')))
const files = readdirSync(join(FOLDER, 'zh-CN'))

test.each(files)('%s says the same things in both languages', (file) => {
  const [chinese, english] = LANGUAGES.map((language) => read(language, file))
  expect(chinese?.length).toBeGreaterThan(3)
  expect(english?.map(([path]) => path)).toEqual(chinese?.map(([path]) => path))
  const places = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()
  for (const [index, [path, text]] of (chinese ?? []).entries()) expect([path, [...new Set(places(english?.[index]?.[1] ?? ''))]]).toEqual([path, [...new Set(places(text))]])
})

test.each(files)('Chinese in %s has full-width punctuation', (file) => {
  expect(read('zh-CN', file).filter(([, text]) => /[一-鿿]/.test(text) && /[,:;?!()]/.test(text.replaceAll(/\{\{.*?\}\}/g, '')))).toEqual([])
})
