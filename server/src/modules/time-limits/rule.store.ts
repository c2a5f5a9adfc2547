import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { PauseCause, TimeUnit } from './due-date.rules.ts'
import type { Extension, LimitStart, StatutoryLimit } from './statutory-limits.ts'

/** Every row of the table, planned and past ones too, by code and day. */
export async function listRules(db: Db | Tx): Promise<StatutoryLimit[]> {
  const rows = await db.selectFrom('time_limit_rule').selectAll().orderBy('code').orderBy('valid_from').execute()
  return rows.map((row) => ({
    code: row.code, zh: row.zh, en: row.en, startsAt: row.starts_at as LimitStart, length: row.length as unknown as StatutoryLimit['length'], unit: row.unit as TimeUnit, bound: row.bound as StatutoryLimit['bound'],
    extension: row.extension as unknown as Extension | null, pausedBy: row.paused_by as PauseCause[], basis: row.basis, force: row.force as StatutoryLimit['force'], isOn: row.is_on, beside: row.beside, warnDays: row.warn_days,
    validFrom: String(row.valid_from), validTo: row.valid_to === null ? null : String(row.valid_to), note: row.note, doubt: row.doubt, isShipped: row.is_shipped, version: row.version,
  }))
}

const valuesOf = (row: StatutoryLimit) => sql`(${row.code}, ${row.validFrom}::date, ${row.validTo}::date, ${row.zh}, ${row.en}, ${row.startsAt}, ${JSON.stringify(row.length)}::jsonb, ${row.unit}, ${row.bound},
  ${row.extension === null ? null : JSON.stringify(row.extension)}::jsonb, ${[...row.pausedBy]}::text[], ${row.basis}, ${row.force}, ${row.isOn}::boolean, ${[...row.beside]}::text[], ${row.warnDays}::smallint, ${row.note}, ${row.doubt}, ${row.isShipped}::boolean, ${row.version}::int)`

const COLUMNS = sql.raw('code, valid_from, valid_to, zh, en, starts_at, length, unit, bound, extension, paused_by, basis, force, is_on, beside, warn_days, note, doubt, is_shipped, version')

/** Rows of the release whose code the installation has never had: what it keeps itself is left alone. @returns how many */
export async function insertUnknownRules(tx: Tx, rows: readonly StatutoryLimit[]): Promise<number> {
  const done = await sql`insert into time_limit_rule (${COLUMNS}) select * from (values ${sql.join(rows.map(valuesOf))}) as given (${COLUMNS})
    where not exists (select from time_limit_rule known where known.code = given.code) on conflict do nothing`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

export async function insertRule(tx: Tx, row: StatutoryLimit): Promise<void> {
  await sql`insert into time_limit_rule (${COLUMNS}) values ${valuesOf(row)}`.execute(tx)
}

/** One change of the rows of a code at a time: whoever comes second sees the first one's. */
export async function lockRules(tx: Tx, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('time_limit_rule'), hashtext(${code}))`.execute(tx)
}

export async function endRule(tx: Tx, key: { code: string; validFrom: string }, validTo: string | null): Promise<void> {
  await tx.updateTable('time_limit_rule').set({ valid_to: validTo, version: sql<number>`version + 1` }).where('code', '=', key.code).where('valid_from', '=', key.validFrom).execute()
}

export async function deleteRule(tx: Tx, key: { code: string; validFrom: string }): Promise<void> {
  await tx.deleteFrom('time_limit_rule').where('code', '=', key.code).where('valid_from', '=', key.validFrom).execute()
}

/** Clocks that run under each code now. */
export async function countRunning(tx: Tx, code: string | null): Promise<Map<string, number>> {
  const { rows } = await sql<{ rule: string; running: number }>`select rule, count(*)::int as running from matter_clock where ended_on is null ${code === null ? sql`` : sql`and rule = ${code}`} group by rule`.execute(tx)
  return new Map(rows.map((row) => [row.rule, row.running]))
}
