import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
/** A half-width mark beside a Chinese character. */
const HALF_WIDTH = /[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]|\([\u4e00-\u9fff]/
/** Patterns that read what others wrote, English texts with a Chinese term in brackets, made-up words for measuring. */
const OTHERWISE = /importing\/(read-date|place-match|draft)|commands\/|-en\.ts$|schema\.ts$|contract\/src\/openapi/

/** Chinese texts as they stand between quotes; comments and descriptions of the API are English prose. */
function textsIn(file: string): string[] {
  const code = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, quoted, template]) => (quoted ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, ''))
    .filter((text) => (text.match(/[\u4e00-\u9fff]/g) ?? []).length > (text.match(/[A-Za-z]+/g) ?? []).length)
}

describe('Chinese is set with full-width marks', () => {
  test('in every text of the server and the contract', () => {
    const files = ['server/src', 'contract/src'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !OTHERWISE.test(file))
    expect(files.length).toBeGreaterThan(200)
    expect(files.flatMap((file) => textsIn(file).filter((text) => HALF_WIDTH.test(text)).map((text) => `${file}: ${text.slice(0, 60)}`))).toEqual([])
  })

  test.each(['code-tables.json', 'agencies.json'])('in what %s shows', (file) => {
    const found: string[] = []
    JSON.parse(readFileSync(join(ROOT, 'server/data', file), 'utf8'), (key, value: unknown) => {
      if (typeof value === 'string' && !['about', 'source', 'en'].includes(key) && HALF_WIDTH.test(value)) found.push(`${key}: ${value}`)
      return value
    })
    expect(found).toEqual([])
  })
})
