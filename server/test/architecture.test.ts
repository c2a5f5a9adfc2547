import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROBLEMS } from '@hejie/contract/all-problems'

const ROOT = resolve(import.meta.dirname, '../..')
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

interface Cruise {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] }
}

function cruise(folder: string): Cruise['summary'] {
  const args = [CRUISER, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...['server/src', 'contract/src', 'kinship/src', 'text/src', 'web/src'].filter((one) => readdirSync(folder).includes(one.split('/')[0] ?? ''))]
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  } catch (error) {
    // Violations end it with an exit code; the report is complete all the same.
    output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
  }
  const report: Cruise = JSON.parse(output)
  return report.summary
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => pattern.test(name) && !name.includes('node_modules')).map((name) => join(folder, name))
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

describe('the direction of dependencies', () => {
  test('holds in the whole project', () => {
    const { totalCruised, violations } = cruise(ROOT)
    // A cruise that saw nothing would be green too.
    expect(totalCruised).toBeGreaterThan(150)
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  })

  const BREACHES: Record<string, Record<string, string>> = {
    'no-cycles': { 'server/src/modules/audit/a.ts': "import { b } from './b.ts'\nexport const a = b", 'server/src/modules/audit/b.ts': "import { a } from './a.ts'\nexport const b = a" },
    'other-modules-only-through-index': { 'server/src/modules/audit/store.ts': 'export const x = 1', 'server/src/modules/desk/list.ts': "import { x } from '../audit/store.ts'\nexport const y = x" },
    'tier-of-audit': { 'server/src/modules/matters/index.ts': 'export const x = 1', 'server/src/modules/audit/a.ts': "import { x } from '../matters/index.ts'\nexport const y = x" },
    'rules-are-pure': { 'server/src/modules/audit/store.ts': 'export const x = 1', 'server/src/modules/audit/a.rules.ts': "import { x } from './store.ts'\nexport const y = x" },
    'sql-only-in-store': { 'server/src/modules/audit/a.ts': "import { sql } from 'kysely'\nexport const y = sql" },
    'http-only-in-routes': { 'server/src/modules/audit/a.ts': "import { Hono } from 'hono'\nexport const y = Hono" },
    'platform-knows-no-module': { 'server/src/modules/audit/index.ts': 'export const x = 1', 'server/src/platform/a.ts': "import { x } from '../modules/audit/index.ts'\nexport const y = x" },
    'contract-stands-alone': { 'server/src/platform/a.ts': 'export const x = 1', 'contract/src/a.ts': "import { x } from '../../server/src/platform/a.ts'\nexport const y = x" },
    'libraries-stand-alone': { 'kinship/src/a.ts': "import { sql } from 'kysely'\nexport const y = sql" },
    'web-features-are-apart': { 'web/src/features/a/a.ts': "import { x } from '../b/b.ts'\nexport const y = x", 'web/src/features/b/b.ts': 'export const x = 1' },
  }
  test.each(Object.keys(BREACHES))('%s fires when it is broken', (rule) => {
    const folder = mkdtempSync(join(tmpdir(), 'hejie-breach-'))
    try {
      cpSync(join(ROOT, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'))
      writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true}}')
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
      for (const [file, text] of Object.entries(BREACHES[rule] ?? {})) {
        mkdirSync(join(folder, dirname(file)), { recursive: true })
        writeFileSync(join(folder, file), text)
      }
      expect(cruise(folder).violations.map((one) => one.rule.name)).toContain(rule)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the shape of the code', () => {
  const sources = [...filesBelow('server/src', /\.ts$/), ...filesBelow('contract/src', /\.ts$/), ...filesBelow('web/src', /\.tsx?$/), ...filesBelow('kinship/src', /\.ts$/), ...filesBelow('text/src', /\.ts$/)]
    .filter((file) => !/schema\.ts$|\.test\.ts$|texts?\/|locales\/|generated|kernels/.test(file))

  test('no file is longer than 300 lines', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter((file) => read(file).split('\n').length > 301)).toEqual([])
  })

  test('each table is written by one module', () => {
    const stores = filesBelow('server/src/modules', /store\.ts$/)
    const writers = new Map<string, Set<string>>()
    for (const file of stores) {
      const module = relative('server/src/modules', file).split('/')[0] ?? ''
      const text = read(file)
      const written = [
        ...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\('([a-z_.]+)(?: as \w+)?'\)/g),
        ...text.matchAll(/\b(?:insert into|update|delete from) ((?:sealed\.)?[a-z_]+)(?= |\n|\()/g),
      ]
      for (const [, table = ''] of written) if (!['set', 'of', 'skip'].includes(table)) writers.set(table, (writers.get(table) ?? new Set()).add(module))
    }
    expect(writers.size).toBeGreaterThan(15)
    expect([...writers].filter(([, modules]) => modules.size > 1).map(([table, modules]) => `${table}: ${[...modules].join(', ')}`)).toEqual([])
  })

  test('every refusal has its words in both languages, and only such codes are thrown', () => {
    const thrown = new Map<string, string>()
    for (const file of sources.filter((one) => one.startsWith('server/src'))) {
      for (const [, code = ''] of read(file).matchAll(/new (?:RuleBroken|Forbidden|NotFound)\(\s*'([a-z-]+\/[a-z-]+)'/g)) thrown.set(code, file)
    }
    expect(thrown.size).toBeGreaterThan(20)
    expect([...thrown].filter(([code]) => !(code in PROBLEMS))).toEqual([])
  })

  test('no column, anywhere, marks a natural person with a risk, a score, a level or a list', () => {
    const schema = read('server/src/platform/schema.ts')
    const tables = [...schema.matchAll(/export interface (\w+) \{([^}]*)\}/g)]
    expect(tables.length).toBeGreaterThan(30)
    const forbidden = /risk|score|level|colou?r|rank|blacklist|watch|frequent|zhongdian|threat/
    for (const [, name = '', body = ''] of tables) {
      if (!/Party|Account|PostHolder/.test(name)) continue
      expect(body.split('\n').filter((line) => forbidden.test(line)), name).toEqual([])
    }
    expect([...schema.matchAll(/blacklist|frequent_petition|watch_list/g)]).toEqual([])
  })
})
