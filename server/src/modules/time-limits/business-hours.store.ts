import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { BusinessHours } from './business-hours.rules.ts'

export type KeptHours = BusinessHours & { unitId: string; unitName: string; regionName: string; regionPath: string; version: number }

export async function listHours(db: Db | Tx): Promise<KeptHours[]> {
  const rows = await db.selectFrom('business_hours as h').innerJoin('unit as u', 'u.id', 'h.unit_id').innerJoin('region as r', 'r.code', 'u.region_code')
    .select(['h.unit_id', 'u.name', 'r.full_name', 'u.region_path', 'h.opens_at', 'h.closes_at', 'h.noon_from', 'h.noon_to', 'h.version']).orderBy('u.code').execute()
  return rows.map((row) => ({ unitId: row.unit_id, unitName: row.name, regionName: row.full_name, regionPath: row.region_path, opensAt: row.opens_at, closesAt: row.closes_at, noonFrom: row.noon_from, noonTo: row.noon_to, version: row.version }))
}

export async function findHours(db: Db | Tx, unitId: string): Promise<BusinessHours | null> {
  const row = await db.selectFrom('business_hours').selectAll().where('unit_id', '=', unitId).executeTakeFirst()
  return row ? { opensAt: row.opens_at, closesAt: row.closes_at, noonFrom: row.noon_from, noonTo: row.noon_to } : null
}

/** @returns false where somebody else has changed it since `version`, null: nothing stood there */
export async function saveHours(tx: Tx, unitId: string, hours: BusinessHours, version: number | null): Promise<boolean> {
  const values = sql`${hours.opensAt}, ${hours.closesAt}, ${hours.noonFrom}, ${hours.noonTo}`
  const done = version === null
    ? await sql`insert into business_hours (unit_id, opens_at, closes_at, noon_from, noon_to) values (${unitId}, ${values}) on conflict do nothing`.execute(tx)
    : await sql`update business_hours set (opens_at, closes_at, noon_from, noon_to, version) = (${values}, version + 1) where unit_id = ${unitId} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) > 0
}

export async function deleteHours(tx: Tx, unitId: string): Promise<boolean> {
  const done = await tx.deleteFrom('business_hours').where('unit_id', '=', unitId).executeTakeFirst()
  return Number(done.numDeletedRows) > 0
}
