import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from '@hejie/contract/common'
import { sm3 } from '../../platform/keys.ts'
import { UNIT_KINDS, stemOf } from './place.ts'
import type { SeedRegion } from './seed-units.rules.ts'

const FOLDER = resolve(import.meta.dirname, '../../../data')
const REGIONS = 'regions-zhejiang.tsv.gz'
const CODE_TABLES = 'code-tables.json'
const AGENCIES = 'agencies.json'
const CALENDAR = 'calendar-cn.json'

const read = (file: string): Buffer => readFileSync(resolve(FOLDER, file))

/** Changes whenever one of the files does, so that a later start needs to look no further. */
export function seedDigest(): string {
  return sm3([REGIONS, CODE_TABLES, AGENCIES, CALENDAR].map((file) => sm3(read(file))).join())
}

export interface SeedRegionRow extends SeedRegion {
  fullName: string
}

/** The divisions, parents before children. @throws Error naming the row, when the file is damaged */
export function readSeedRegions(): SeedRegionRow[] {
  const [, ...lines] = gunzipSync(read(REGIONS)).toString('utf8').trimEnd().split('\n')
  const known = new Map<string, SeedRegionRow>()
  for (const line of lines) {
    const [code = '', level = '', name = '', committee = ''] = line.split('\t')
    const parentCode = Number(level) === 1 ? null : stemOf(code, Number(level) - 1).padEnd(12, '0')
    const parent = parentCode === null ? null : known.get(parentCode)
    if (parent === undefined) throw new Error(`${REGIONS}: ${line} stands before its parent ${parentCode}`)
    const path = `${parent?.path ?? ''}${stemOf(code, Number(level))}/`
    known.set(code, { code, level: Number(level), name, committee, parentCode, path, fullName: `${parent?.fullName ?? ''}${name}` })
  }
  return [...known.values()]
}

const Text = z.string().min(1)
const SeedCodeTables = z.array(z.object({
  table: z.string().regex(/^T\d\d$/), zh: Text, en: Text, source: Text,
  columns: z.array(z.object({ key: Text, zh: Text, en: Text })),
  rows: z.array(z.object({ code: Text, parent: Text.optional(), zh: Text, en: Text }).catchall(z.string())),
}))

const Names = z.partialRecord(z.enum(['province', 'city', 'county', 'district', 'town', 'township', 'street', 'area', 'village', 'residents']), Text)
const SeedAgencies = z.object({
  withoutUnits: z.array(Text), displayNames: z.record(Text, Text),
  lines: z.array(z.object({ code: Text, zh: Text, en: Text, kind: z.enum(UNIT_KINDS), superior: z.enum(['line', 'government']), names: Names })),
  duties: z.array(z.object({ class: Text, level: z.enum(['province', 'city', 'county', 'town', 'village']), line: Text, co: z.array(Text), reason: Text })),
})

const NamedDays = z.array(z.object({ date: z.iso.date(), name: Text }))
const SeedCalendar = z.object({ years: z.array(z.object({ year: z.int(), papers: z.array(Text), holidays: NamedDays, makeUpWorkdays: NamedDays })) })

export const readSeedCodeTables = () => SeedCodeTables.parse(JSON.parse(read(CODE_TABLES).toString('utf8')))
export const readSeedAgencies = () => SeedAgencies.parse(JSON.parse(read(AGENCIES).toString('utf8')))
export const readSeedCalendar = () => SeedCalendar.parse(JSON.parse(read(CALENDAR).toString('utf8')))
