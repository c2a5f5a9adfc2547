import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

export interface KeptReprisal {
  homeCounty: string
  id: string
  matterId: string
  code: string
  deskUnitId: string
  aboutUnitId: string | null
  words: string
  at: string
}

/**
 * The office whose supervisor sees to reports about a matter: the one that keeps it, or, where that is itself the unit that handles it or is
 * complained of, the office above.
 */
export async function findSupervisionDesk(tx: Tx, matter: { officeId: string; leadUnitId: string | null; respondentUnitId: string | null }, today: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select u.id from unit own join unit u on u.kind in ('petition-office', 'centre') and (u.id = own.id or (u.kind = 'petition-office' and u.level < own.level and own.region_path ^@ u.region_path))
    where own.id = ${matter.officeId}::uuid and u.id is distinct from ${matter.leadUnitId}::uuid and u.id is distinct from ${matter.respondentUnitId}::uuid and (u.valid_to is null or u.valid_to >= ${today}::date)
    order by u.level desc, u.code limit 1`.execute(tx)
  return rows[0]?.id ?? matter.officeId
}

export async function insertReprisal(tx: Tx, report: KeptReprisal): Promise<void> {
  await sql`insert into reprisal_report (home_county, id, matter_id, matter_code, desk_unit_id, about_unit_id, words, reported_at)
    values (${report.homeCounty}, ${report.id}::uuid, ${report.matterId}::uuid, ${report.code}, ${report.deskUnitId}::uuid, ${report.aboutUnitId}::uuid, ${report.words}, ${report.at}::timestamptz)`.execute(tx)
}

export interface ReprisalLine {
  id: string
  code: string
  about: string | null
  words: string
  reportedAt: string
  outcome: string | null
  answeredBy: string | null
  answeredAt: string | null
  version: number
}

export async function listReprisalLines(tx: Tx, query: { units: readonly string[]; isOpen: boolean; after: { at: string; id: string } | null; limit: number }): Promise<ReprisalLine[]> {
  const { units, isOpen, after, limit } = query
  const { rows } = await sql<ReprisalLine>`select r.id, r.matter_code as code, u.name as about, r.words, to_json(r.reported_at)#>>'{}' as "reportedAt", r.outcome, a.name as "answeredBy", to_json(r.answered_at)#>>'{}' as "answeredAt", r.version
    from reprisal_report r left join unit u on u.id = r.about_unit_id left join account a on a.id = r.answered_by
    where r.desk_unit_id = any(${units}::uuid[]) and r.answered_at is ${isOpen ? sql`null` : sql`not null`} ${after ? sql`and (r.reported_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by r.reported_at desc, r.id desc limit ${limit}`.execute(tx)
  return rows
}

/** @returns the report as it was locked; null when there is none at these desks */
export async function lockReprisal(tx: Tx, id: string, units: readonly string[]): Promise<{ homeCounty: string; version: number; isAnswered: boolean; deskUnitId: string } | null> {
  const { rows } = await sql<{ homeCounty: string; version: number; isAnswered: boolean; deskUnitId: string }>`select home_county as "homeCounty", version, answered_at is not null as "isAnswered", desk_unit_id as "deskUnitId"
    from reprisal_report where id = ${id}::uuid and desk_unit_id = any(${units}::uuid[]) for update`.execute(tx)
  return rows[0] ?? null
}

export async function saveReprisalAnswer(tx: Tx, report: { homeCounty: string; id: string; by: string; at: string; outcome: string }): Promise<void> {
  await sql`update reprisal_report set answered_by = ${report.by}::uuid, answered_at = ${report.at}::timestamptz, outcome = ${report.outcome}, version = version + 1
    where home_county = ${report.homeCounty} and id = ${report.id}::uuid`.execute(tx)
}

/** Takes every report about a matter out of the ordinary tables: the matter turns out to be an accusation, and goes with all its parts. */
export async function takeReprisals(tx: Tx, matter: { homeCounty: string; id: string }): Promise<{ words: string; at: string; outcome: string | null }[]> {
  const { rows } = await sql<{ words: string; at: string; outcome: string | null }>`delete from reprisal_report where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid
    returning words, to_json(reported_at)#>>'{}' as at, outcome`.execute(tx)
  return rows
}
