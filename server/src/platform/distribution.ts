import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Where every table stands on a Citus cluster. `distributed`: by home_county, all parts of a matter on one node. `reference`: whole on
 * every node. `local`: on the coordinator only. A test compares this list with the real schema.
 */
export const DISTRIBUTION = {
  distributed: [
    'matter', 'matter_text', 'matter_party', 'matter_event', 'matter_clock', 'matter_assignment', 'matter_contact', 'matter_reply', 'matter_paper', 'matter_attachment',
    'matter_evaluation', 'matter_info_request', 'matter_link', 'matter_task', 'matter_source', 'matter_review', 'matter_hearing', 'reprisal_report', 'matter_serial', 'matter_tally',
    'sealed.accusation', 'sealed.accusation_event', 'sealed.attachment',
  ],
  reference: ['region', 'line', 'unit', 'role', 'post', 'account', 'post_holder', 'code_table', 'code_row', 'duty_rule', 'competence_precedent', 'calendar_year', 'calendar_day', 'site_setting', 'time_limit_rule', 'business_hours'],
  local: [
    'audit_lane', 'audit_line', 'sealed.audit_lane', 'sealed.audit_line', 'paper_serial', 'idempotency_key', 'filing_draft', 'staff_draft', 'saved_view', 'second_factor_rule', 'attempt_limit', 'upload',
    'import_mapping', 'import_run', 'import_refusal', 'message',
  ],
} as const

/** Tables of other libraries, which stay where they are. */
export const FOREIGN_TABLES = /^(pgboss\.|kysely_|sign_in_|two_factor|auth_|user$|session$|verification$)/

/** Spreads the tables over the nodes of a Citus cluster. Safe to repeat. @returns what was done */
export async function distribute(db: Db): Promise<string[]> {
  const { rows: extension } = await sql`select 1 from pg_extension where extname = 'citus'`.execute(db)
  if (extension.length === 0) throw new RangeError('this database has no Citus extension: run "create extension citus" on the coordinator first')
  const { rows } = await sql<{ name: string }>`select logicalrelid::text as name from pg_dist_partition`.execute(db)
  const done = new Set(rows.map((row) => row.name))
  const said: string[] = []
  for (const table of DISTRIBUTION.reference.filter((name) => !done.has(name))) {
    await sql`select create_reference_table(${table})`.execute(db)
    said.push(`${table}: reference`)
  }
  for (const table of DISTRIBUTION.distributed.filter((name) => !done.has(name))) {
    await sql`select create_distributed_table(${table}, 'home_county', colocate_with => ${table === 'matter' ? 'none' : 'matter'})`.execute(db)
    said.push(`${table}: distributed by home_county`)
  }
  return said
}
