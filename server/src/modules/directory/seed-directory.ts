import { inTransaction } from '../../platform/database.ts'
import type { Db } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { readSeedAgencies, readSeedCalendar, readSeedCodeTables, readSeedRegions, seedDigest } from './seed-files.ts'
import { unitsOf } from './seed-units.rules.ts'
import type { SeedUnit } from './seed-units.rules.ts'
import { listUnitIdsByCode, lockSeeding, seedCalendarYears, seedCodeRows, seedCodeTables, seedDuties, seedLines, seedRegions, seedRoles, seedUnits } from './seed.store.ts'
import type { CodeRowSeed } from './seed.store.ts'
import { readSetting, saveSetting } from './setting.store.ts'
import type { Tx } from '../../platform/database.ts'

const SETTING = 'seed.directory'
const LEVELS = { province: 1, city: 2, county: 3, town: 4, village: 5 } as const

/**
 * Loads divisions, lines, units, roles, code tables, duty rules and calendars into an installation that does not have
 * them. Safe to repeat: adds what is missing, changes nothing that is there, and does nothing while the files are the
 * same as last time.
 *
 * @returns whether anything was loaded
 */
export async function seedDirectory(db: Db): Promise<boolean> {
  const digest = seedDigest()
  return inTransaction(db, { as: 'system' }, async (tx) => {
    await lockSeeding(tx)
    if ((await readSetting(tx, SETTING)) === digest) return false
    await loadPlacesAndUnits(tx)
    await loadCodeTables(tx)
    await loadCalendar(tx)
    await saveSetting(tx, SETTING, digest)
    return true
  })
}

async function loadPlacesAndUnits(tx: Tx): Promise<void> {
  const regions = readSeedRegions()
  const { lines, duties, ...options } = readSeedAgencies()
  await seedRegions(tx, regions)
  await seedLines(tx, lines)
  const known = await listUnitIdsByCode(tx)
  const missing = unitsOf(regions, lines, options).filter((unit) => !known.has(unit.code))
  const ids = new Map([...known, ...missing.map((unit): [string, string] => [unit.code, newId()])])
  const idOf = (code: string | null): string | null => (code === null ? null : (ids.get(code) ?? null))
  await seedUnits(tx, missing.map(({ superiorCode, ...unit }: SeedUnit) => ({ ...unit, id: idOf(unit.code) ?? newId(), superiorId: idOf(superiorCode) })))
  const top = regions.find((region) => region.level === 1)?.path ?? ''
  await seedDuties(tx, duties.map((duty) => ({
    id: newId(), classCode: duty.class, regionPath: top, lineCode: duty.line, unitLevel: LEVELS[duty.level], coLines: duty.co, reason: duty.reason,
  })))
}

async function loadCodeTables(tx: Tx): Promise<void> {
  const tables = readSeedCodeTables()
  await seedCodeTables(tx, tables.map(({ table, zh, en, source, columns }) => ({ id: table, zh, en, source, columns })))
  await seedCodeRows(tx, tables.flatMap(({ table, rows }) => rows.map(({ code, parent, zh, en, ...more }, position): CodeRowSeed => (
    { tableId: table, code, parent: parent ?? null, zh, en, more, position }))))
  const roles = tables.find(({ table }) => table === 'T26')?.rows ?? []
  await seedRoles(tx, roles.map(({ code, zh, en, can }) => ({ code, zh, en, can: can ?? '' })))
}

async function loadCalendar(tx: Tx): Promise<void> {
  const { years } = readSeedCalendar()
  const days = years.flatMap(({ year, holidays, makeUpWorkdays }) => [
    ...holidays.map((day) => ({ year, ...day, kind: 'holiday' })),
    ...makeUpWorkdays.map((day) => ({ year, ...day, kind: 'workday' })),
  ])
  await seedCalendarYears(tx, years.map(({ year, papers }) => ({ year, source: papers.join(' ') })), days)
}
