import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Unit as UnitTable } from '../../platform/schema.ts'
import type { Line, Unit, UnitKind } from './place.ts'

const toUnit = (row: Selectable<UnitTable>): Unit => ({
  id: row.id, code: row.code, name: row.name, nameEn: row.name_en, shortName: row.short_name, lineCode: row.line_code, regionCode: row.region_code,
  regionPath: row.region_path, level: row.level, kind: row.kind as UnitKind, superiorId: row.superior_id, creditCode: row.credit_code, paperWord: row.paper_word, address: row.address,
  phone: row.phone, validFrom: row.valid_from, validTo: row.valid_to, successorId: row.successor_id, version: row.version,
})

/** @throws NotFound `directory/unit-unknown` */
export async function findUnit(db: Db | Tx, id: string): Promise<Unit> {
  const row = await db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('directory/unit-unknown')
  return toUnit(row)
}

export async function lockUnit(tx: Tx, id: string): Promise<Unit> {
  const row = await tx.selectFrom('unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('directory/unit-unknown')
  return toUnit(row)
}

/** Units by id, whether in force or not, for names beside ids; unknown ids are left out. */
export async function listUnitsById(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Unit>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('unit').selectAll().where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, toUnit(row)]))
}

export interface UnitFilter {
  regionCode?: string
  underPath?: string
  lineCode?: string
  kind?: UnitKind
  level?: number
  words: readonly string[]
  withAbolished: boolean
  today: string
  /** Unit codes after this one: a place's units stand together */
  after: string | null
  limit: number
  /** Units near this place first, instead of in order of code. */
  nearPath: string | null
}

export type ListedUnit = Unit & { regionName: string }

export async function listUnits(db: Db | Tx, filter: UnitFilter): Promise<ListedUnit[]> {
  let query = db.selectFrom('unit as u').innerJoin('region as r', 'r.code', 'u.region_code').selectAll('u').select('r.full_name')
  if (filter.regionCode) query = query.where('u.region_code', '=', filter.regionCode)
  if (filter.underPath) query = query.where(sql<boolean>`starts_with(u.region_path, ${filter.underPath})`)
  if (filter.lineCode) query = query.where('u.line_code', '=', filter.lineCode)
  if (filter.kind) query = query.where('u.kind', '=', filter.kind)
  if (filter.level) query = query.where('u.level', '=', filter.level)
  // People say 住建局 for 住房和城乡建设局: the signs of a word may stand apart.
  for (const word of filter.words) query = query.where(sql<boolean>`(u.name like ${apart(word)} or strpos(coalesce(u.short_name, ''), ${word}) > 0 or strpos(r.full_name, ${word}) > 0)`)
  if (!filter.withAbolished) query = query.where((e) => e.or([e('u.valid_to', 'is', null), e('u.valid_to', '>=', filter.today)]))
  if (filter.after) query = query.where('u.code', '>', filter.after)
  if (filter.nearPath !== null) query = nearestFirst(query, filter.nearPath, filter.words)
  const rows = await query.orderBy('u.code').limit(filter.limit).execute()
  return rows.map(({ full_name, ...row }) => ({ ...toUnit(row), regionName: full_name }))
}

const apart = (word: string): string => `%${[...word].map((sign) => (/[%_\\]/.test(sign) ? `\\${sign}` : sign)).join('%')}%`

/** Whole words before words with gaps; then one's own county and what lies below, its city, its province. */
function nearestFirst<Q extends { orderBy(by: RawBuilder<unknown>): Q }>(query: Q, path: string, words: readonly string[]): Q {
  const parts = path.split('/').filter(Boolean)
  const [county, city] = [3, 2].map((depth) => `${parts.slice(0, depth).join('/')}/`)
  const byWords = words.reduce((found, word) => found.orderBy(sql`strpos(u.name, ${word}) = 0`), query)
  return byWords.orderBy(sql`case when starts_with(u.region_path, ${county}) then 0 when starts_with(u.region_path, ${city}) then 1 else 2 end`)
}

/** Units of these lines standing at one of these places, in force on a day. */
export async function listUnitsAt(db: Db | Tx, regionPaths: readonly string[], lineCodes: readonly string[], on: string): Promise<Unit[]> {
  if (regionPaths.length === 0 || lineCodes.length === 0) return []
  const rows = await db.selectFrom('unit').selectAll().where('region_path', 'in', [...regionPaths]).where('line_code', 'in', [...lineCodes])
    .where('valid_from', '<=', on).where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', on)])).orderBy('code').execute()
  return rows.map(toUnit)
}

/** Units standing in one place that are still in force after a day. */
export async function listUnitsOutliving(tx: Tx, regionCode: string, after: string): Promise<Unit[]> {
  const rows = await tx.selectFrom('unit').selectAll().where('region_code', '=', regionCode)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', after)])).orderBy('code').forUpdate().execute()
  return rows.map(toUnit)
}

/** The unit and everything it answers to, nearest first; ends also where the data goes round in a circle. */
export async function listSuperiorIds(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive chain as (
      select id, superior_id, 0 as depth from unit where id = ${id}
      union select u.id, u.superior_id, depth + 1 from unit u join chain c on u.id = c.superior_id where depth < 20)
    select id from chain order by depth`.execute(tx)
  return rows.map((row) => row.id)
}

export async function isUnitNameTaken(tx: Tx, unit: Pick<Unit, 'id' | 'regionCode' | 'name'>, on: string): Promise<boolean> {
  const row = await tx.selectFrom('unit').select('id').where('region_code', '=', unit.regionCode).where('name', '=', unit.name).where('id', '<>', unit.id)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', on)])).executeTakeFirst()
  return row !== undefined
}

export async function listCodesLike(tx: Tx, stem: string): Promise<string[]> {
  const rows = await tx.selectFrom('unit').select('code').where(sql<boolean>`starts_with(code, ${stem})`).execute()
  return rows.map((row) => row.code)
}

/** @returns whether it was added; false when somebody else took the code first */
export async function insertUnit(tx: Tx, unit: Unit): Promise<boolean> {
  const row = await tx.insertInto('unit').values({
    id: unit.id, code: unit.code, name: unit.name, name_en: unit.nameEn, short_name: unit.shortName, line_code: unit.lineCode, region_code: unit.regionCode,
    region_path: unit.regionPath, level: unit.level, kind: unit.kind, superior_id: unit.superiorId, credit_code: unit.creditCode, paper_word: unit.paperWord, address: unit.address, phone: unit.phone, valid_from: unit.validFrom,
  }).onConflict((conflict) => conflict.column('code').doNothing()).returning('id').executeTakeFirst()
  return row !== undefined
}

export async function saveUnit(tx: Tx, unit: Unit): Promise<void> {
  await tx.updateTable('unit').set({
    name: unit.name, name_en: unit.nameEn, short_name: unit.shortName, superior_id: unit.superiorId, credit_code: unit.creditCode, paper_word: unit.paperWord, address: unit.address,
    phone: unit.phone, valid_to: unit.validTo, successor_id: unit.successorId, version: unit.version,
  }).where('id', '=', unit.id).execute()
}

/** Open matters in which a unit has a part. Needs access as the system: a number only, no matter is shown. */
export async function countOpenMatters(tx: Tx, unitId: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from matter where is_open and unit_ids @> array[${unitId}]::uuid[]`.execute(tx)
  return rows[0]?.total ?? 0
}

export async function listLines(db: Db | Tx): Promise<Line[]> {
  return db.selectFrom('line').select(['code', 'zh', 'en']).orderBy('code').execute()
}

/** The unit in force whose papers already begin with a word; null where it is free. Asked one after another, so that two do not take it at once. */
export async function findUnitOfPaperWord(tx: Tx, word: string, besides: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtext('unit.paper_word'))`.execute(tx)
  const row = await tx.selectFrom('unit').select('name').where('paper_word', '=', word).where('id', '<>', besides).where('valid_to', 'is', null).limit(1).executeTakeFirst()
  return row?.name ?? null
}
