import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** A column of many values, sent as one parameter: tens of thousands of rows in one statement. */
type Column = readonly (string | number | boolean | null)[]

/** Inserts rows that are not there yet; what somebody has since edited stays as it is. */
async function insertColumns(tx: Tx, table: string, columns: Readonly<Record<string, { type: string; values: Column }>>): Promise<void> {
  const names = Object.keys(columns)
  const arrays: RawBuilder<unknown>[] = Object.values(columns).map(({ type, values }) => sql`${[...values]}::${sql.raw(type)}[]`)
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select * from unnest(${sql.join(arrays)}) on conflict do nothing`.execute(tx)
}

export interface RegionSeed {
  code: string
  name: string
  level: number
  parentCode: string | null
  path: string
  fullName: string
}

export async function seedRegions(tx: Tx, rows: readonly RegionSeed[]): Promise<void> {
  await insertColumns(tx, 'region', {
    code: { type: 'text', values: rows.map((row) => row.code) }, name: { type: 'text', values: rows.map((row) => row.name) },
    level: { type: 'smallint', values: rows.map((row) => row.level) }, parent_code: { type: 'text', values: rows.map((row) => row.parentCode) },
    path: { type: 'text', values: rows.map((row) => row.path) }, full_name: { type: 'text', values: rows.map((row) => row.fullName) },
  })
}

export async function seedLines(tx: Tx, rows: readonly { code: string; zh: string; en: string }[]): Promise<void> {
  await insertColumns(tx, 'line', {
    code: { type: 'text', values: rows.map((row) => row.code) }, zh: { type: 'text', values: rows.map((row) => row.zh) }, en: { type: 'text', values: rows.map((row) => row.en) },
  })
}

export interface UnitSeed {
  id: string
  code: string
  name: string
  shortName: string | null
  lineCode: string
  regionCode: string
  regionPath: string
  level: number
  kind: string
  superiorId: string | null
}

export async function listUnitIdsByCode(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('unit').select(['code', 'id']).execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}

export async function seedUnits(tx: Tx, rows: readonly UnitSeed[]): Promise<void> {
  await insertColumns(tx, 'unit', {
    id: { type: 'uuid', values: rows.map((row) => row.id) }, code: { type: 'text', values: rows.map((row) => row.code) },
    name: { type: 'text', values: rows.map((row) => row.name) }, short_name: { type: 'text', values: rows.map((row) => row.shortName) },
    line_code: { type: 'text', values: rows.map((row) => row.lineCode) }, region_code: { type: 'text', values: rows.map((row) => row.regionCode) },
    region_path: { type: 'text', values: rows.map((row) => row.regionPath) }, level: { type: 'smallint', values: rows.map((row) => row.level) },
    kind: { type: 'text', values: rows.map((row) => row.kind) }, superior_id: { type: 'uuid', values: rows.map((row) => row.superiorId) },
  })
}

export async function seedRoles(tx: Tx, rows: readonly { code: string; zh: string; en: string; can: string }[]): Promise<void> {
  await insertColumns(tx, 'role', {
    code: { type: 'text', values: rows.map((row) => row.code) }, zh: { type: 'text', values: rows.map((row) => row.zh) },
    en: { type: 'text', values: rows.map((row) => row.en) }, can: { type: 'text', values: rows.map((row) => row.can) },
  })
}

export async function seedCodeTables(tx: Tx, rows: readonly { id: string; zh: string; en: string; source: string; columns: unknown }[]): Promise<void> {
  await insertColumns(tx, 'code_table', {
    id: { type: 'text', values: rows.map((row) => row.id) }, zh: { type: 'text', values: rows.map((row) => row.zh) }, en: { type: 'text', values: rows.map((row) => row.en) },
    source: { type: 'text', values: rows.map((row) => row.source) }, columns: { type: 'jsonb', values: rows.map((row) => JSON.stringify(row.columns)) },
  })
}

export interface CodeRowSeed {
  tableId: string
  code: string
  parent: string | null
  zh: string
  en: string
  more: Readonly<Record<string, string>>
  position: number
}

export async function seedCodeRows(tx: Tx, rows: readonly CodeRowSeed[]): Promise<void> {
  await insertColumns(tx, 'code_row', {
    table_id: { type: 'text', values: rows.map((row) => row.tableId) }, code: { type: 'text', values: rows.map((row) => row.code) },
    parent: { type: 'text', values: rows.map((row) => row.parent) }, zh: { type: 'text', values: rows.map((row) => row.zh) }, en: { type: 'text', values: rows.map((row) => row.en) },
    more: { type: 'jsonb', values: rows.map((row) => JSON.stringify(row.more)) }, position: { type: 'integer', values: rows.map((row) => row.position) },
  })
}

export interface DutySeed {
  id: string
  classCode: string
  regionPath: string
  lineCode: string
  unitLevel: number
  coLines: readonly string[]
  reason: string
}

/** Duty rules have no key of their own to meet again, so they are loaded only where there is none yet. */
export async function seedDuties(tx: Tx, rows: readonly DutySeed[]): Promise<void> {
  if (await tx.selectFrom('duty_rule').select('id').limit(1).executeTakeFirst()) return
  await tx.insertInto('duty_rule').values(rows.map((row) => ({
    id: row.id, class_code: row.classCode, region_path: row.regionPath, line_code: row.lineCode, unit_level: row.unitLevel, co_lines: [...row.coLines], reason: row.reason,
  }))).execute()
}

export async function seedCalendarYears(tx: Tx, years: readonly { year: number; source: string }[], days: readonly { year: number; date: string; kind: string; name: string }[]): Promise<void> {
  const known = new Set((await tx.selectFrom('calendar_year').select('year').execute()).map((row) => row.year))
  const fresh = years.filter(({ year }) => !known.has(year))
  const freshDays = days.filter(({ year }) => !known.has(year))
  await insertColumns(tx, 'calendar_year', { year: { type: 'smallint', values: fresh.map((row) => row.year) }, source: { type: 'text', values: fresh.map((row) => row.source) } })
  await insertColumns(tx, 'calendar_day', {
    date: { type: 'date', values: freshDays.map((row) => row.date) }, kind: { type: 'text', values: freshDays.map((row) => row.kind) }, name: { type: 'text', values: freshDays.map((row) => row.name) },
  })
}

/** One loader at a time, also when two servers start together. */
export async function lockSeeding(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hejie.seed'))`.execute(tx)
}
