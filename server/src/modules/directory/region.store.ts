import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Region as RegionTable } from '../../platform/schema.ts'
import type { Region } from './place.ts'

const toRegion = (row: Selectable<RegionTable>): Region => ({
  code: row.code, name: row.name, nameEn: row.name_en, level: row.level, parentCode: row.parent_code, path: row.path, fullName: row.full_name,
  validFrom: row.valid_from, validTo: row.valid_to, successorCode: row.successor_code, version: row.version,
})

/** @throws NotFound `directory/region-unknown` */
export async function findRegion(db: Db | Tx, code: string): Promise<Region> {
  const row = await db.selectFrom('region').selectAll().where('code', '=', code).executeTakeFirst()
  if (!row) throw new NotFound('directory/region-unknown')
  return toRegion(row)
}

export async function listRegionsByCode(db: Db | Tx, codes: readonly string[]): Promise<Map<string, Region>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('region').selectAll().where('code', 'in', [...codes]).execute()
  return new Map(rows.map((row) => [row.code, toRegion(row)]))
}

/** Locks the place until the end of the transaction. */
export async function lockRegion(tx: Tx, code: string): Promise<Region> {
  const row = await tx.selectFrom('region').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('directory/region-unknown')
  return toRegion(row)
}

/** The places on the way down to a path, from the top to the place itself. */
export async function listPathRegions(db: Db | Tx, path: string): Promise<Region[]> {
  const paths = pathsDownTo(path)
  const rows = await db.selectFrom('region').selectAll().where('path', 'in', paths).orderBy('level').execute()
  return rows.map(toRegion)
}

/** `33/3302/330212/` → `33/`, `33/3302/`, `33/3302/330212/`. */
export function pathsDownTo(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)
}

export interface RegionFilter {
  /** Children of this place; null for the top; undefined for any */
  parent?: string | null
  /** Only places at or below this path */
  underPath?: string
  words: readonly string[]
  withAbolished: boolean
  today: string
  /** Codes after this one */
  after: string | null
  limit: number
}

export type ListedRegion = Region & { hasChildren: boolean }

export async function listRegions(db: Db | Tx, filter: RegionFilter): Promise<ListedRegion[]> {
  let query = db.selectFrom('region as r').selectAll('r')
    .select((e) => e.exists(e.selectFrom('region as c').select('c.code').whereRef('c.parent_code', '=', 'r.code')).as('has_children'))
  if (filter.parent === null) query = query.where('r.parent_code', 'is', null)
  if (filter.parent) query = query.where('r.parent_code', '=', filter.parent)
  if (filter.underPath) query = query.where(sql<boolean>`starts_with(r.path, ${filter.underPath})`)
  for (const word of filter.words) query = query.where(sql<boolean>`strpos(r.full_name, ${word}) > 0`)
  if (!filter.withAbolished) query = query.where((e) => e.or([e('r.valid_to', 'is', null), e('r.valid_to', '>=', filter.today)]))
  if (filter.after) query = query.where('r.code', '>', filter.after)
  const rows = await query.orderBy('r.code').limit(filter.limit).execute()
  return rows.map(({ has_children, ...row }) => ({ ...toRegion(row), hasChildren: Boolean(has_children) }))
}

/** A place under the same parent with this name that is in force on a day. */
export async function findSibling(tx: Tx, parentCode: string | null, name: string, on: string): Promise<{ code: string } | null> {
  const row = await tx.selectFrom('region').select('code').where('parent_code', 'is not distinct from', parentCode).where('name', '=', name)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', on)])).executeTakeFirst()
  return row ?? null
}

export async function countChildrenInForce(tx: Db | Tx, code: string, after: string): Promise<number> {
  const row = await tx.selectFrom('region').select((e) => e.fn.countAll<number>().as('total')).where('parent_code', '=', code)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', after)])).executeTakeFirstOrThrow()
  return row.total
}

/** @returns whether it was added; false when somebody else took the code first */
export async function insertRegion(tx: Tx, region: Region): Promise<boolean> {
  const row = await tx.insertInto('region').values({
    code: region.code, name: region.name, name_en: region.nameEn, level: region.level, parent_code: region.parentCode, path: region.path,
    full_name: region.fullName, valid_from: region.validFrom, valid_to: region.validTo, successor_code: region.successorCode,
  }).onConflict((conflict) => conflict.column('code').doNothing()).returning('code').executeTakeFirst()
  return row !== undefined
}

export async function saveRegion(tx: Tx, region: Region): Promise<void> {
  await tx.updateTable('region').set({ name: region.name, name_en: region.nameEn, full_name: region.fullName, valid_to: region.validTo, successor_code: region.successorCode, version: region.version })
    .where('code', '=', region.code).execute()
}

/** Carries a new full name down to every place below. */
export async function renameBelow(tx: Tx, path: string, before: string, after: string): Promise<void> {
  await sql`update region set full_name = ${after} || substr(full_name, length(${before}) + 1), version = version + 1
    where starts_with(path, ${path}) and path <> ${path} and starts_with(full_name, ${before})`.execute(tx)
}
