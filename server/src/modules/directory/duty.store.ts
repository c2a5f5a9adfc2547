import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { DutyRule } from '../../platform/schema.ts'
import { pathsDownTo } from './region.store.ts'
import type { Duty } from './suggestion.rules.ts'

const toDuty = (row: Selectable<DutyRule>): Duty => ({
  id: row.id, classCode: row.class_code, regionPath: row.region_path, lineCode: row.line_code, unitId: row.unit_id, unitLevel: row.unit_level,
  coLines: row.co_lines, reason: row.reason, validFrom: row.valid_from, validTo: row.valid_to, version: row.version,
})

/** Rules in force that cover a class of matter at a place. */
export async function listDutiesFor(db: Db | Tx, classCode: string, regionPath: string, on: string): Promise<Duty[]> {
  const rows = await db.selectFrom('duty_rule').selectAll().where('class_code', 'in', [...new Set([classCode, classCode.slice(0, 2)])])
    .where('region_path', 'in', pathsDownTo(regionPath)).where('valid_from', '<=', on).where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', on)])).execute()
  return rows.map(toDuty)
}

/** @throws NotFound `directory/duty-unknown` */
export async function findDuty(db: Db | Tx, id: string): Promise<Duty> {
  const row = await db.selectFrom('duty_rule').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('directory/duty-unknown')
  return toDuty(row)
}

export async function lockDuty(tx: Tx, id: string): Promise<Duty> {
  const row = await tx.selectFrom('duty_rule').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('directory/duty-unknown')
  return toDuty(row)
}

/** A second rule for the same class and place would leave the choice to chance. Locks the pair against a twin being added. */
export async function hasTwin(tx: Tx, duty: Pick<Duty, 'id' | 'classCode' | 'regionPath'>, on: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('duty'), hashtext(${`${duty.classCode} ${duty.regionPath}`}))`.execute(tx)
  const row = await tx.selectFrom('duty_rule').select('id').where('class_code', '=', duty.classCode).where('region_path', '=', duty.regionPath).where('id', '<>', duty.id)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', on)])).executeTakeFirst()
  return row !== undefined
}

export async function insertDuty(tx: Tx, duty: Duty): Promise<void> {
  await tx.insertInto('duty_rule').values({
    id: duty.id, class_code: duty.classCode, region_path: duty.regionPath, line_code: duty.lineCode, unit_id: duty.unitId, unit_level: duty.unitLevel,
    co_lines: [...duty.coLines], reason: duty.reason, valid_from: duty.validFrom,
  }).execute()
}

export async function saveDuty(tx: Tx, duty: Duty): Promise<void> {
  await tx.updateTable('duty_rule').set({
    line_code: duty.lineCode, unit_id: duty.unitId, unit_level: duty.unitLevel, co_lines: [...duty.coLines], reason: duty.reason, valid_to: duty.validTo, version: duty.version,
  }).where('id', '=', duty.id).execute()
}

export interface DutyFilter {
  id?: string
  /** Rules of this place, of those on the way down to it, and of those below */
  regionPath: string | null
  classCode: string | null
  withEnded: boolean
  today: string
  after: string | null
  limit: number
}

export type ListedDuty = Duty & { className: string | null; regionCode: string; regionName: string; lineName: string | null; unitName: string | null }

/** Where a rule stands in the list; the key of the last one shown begins the next page. */
export const dutyKey = (duty: Pick<Duty, 'classCode' | 'regionPath' | 'id'>): string => `${duty.classCode} ${duty.regionPath} ${duty.id}`

export async function listDuties(db: Db | Tx, filter: DutyFilter): Promise<ListedDuty[]> {
  const sortKey = sql<string>`d.class_code || ' ' || d.region_path || ' ' || d.id`
  let query = db.selectFrom('duty_rule as d').innerJoin('region as r', 'r.path', 'd.region_path').leftJoin('line as l', 'l.code', 'd.line_code').leftJoin('unit as u', 'u.id', 'd.unit_id')
    .leftJoin('code_row as c', (join) => join.on((e) => e.and([e('c.code', '=', e.ref('d.class_code')), e('c.table_id', '=', sql<string>`case length(d.class_code) when 2 then 'T06' else 'T07' end`)])))
    .selectAll('d').select(['c.zh as class_name', 'r.code as region_code', 'r.full_name as region_name', 'l.zh as line_name', 'u.name as unit_name'])
  if (filter.regionPath) query = query.where((e) => e.or([e('d.region_path', 'in', pathsDownTo(filter.regionPath ?? '')), sql<boolean>`starts_with(d.region_path, ${filter.regionPath})`]))
  if (filter.id) query = query.where('d.id', '=', filter.id)
  if (filter.classCode) query = query.where(sql<boolean>`starts_with(d.class_code, ${filter.classCode})`)
  if (!filter.withEnded) query = query.where((e) => e.or([e('d.valid_to', 'is', null), e('d.valid_to', '>=', filter.today)]))
  if (filter.after) query = query.where(sql<boolean>`${sortKey} > ${filter.after}`)
  const rows = await query.orderBy(sortKey).limit(filter.limit).execute()
  return rows.map((row) => ({
    ...toDuty(row), className: row.class_name, regionCode: row.region_code, regionName: row.region_name, lineName: row.line_name, unitName: row.unit_name,
  }))
}
