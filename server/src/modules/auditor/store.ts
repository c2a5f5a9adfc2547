import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

/** Names of staff and units for the lines of one page. */
export async function listNames(db: Db, ids: { accountIds: readonly string[]; unitIds: readonly string[] }): Promise<{ accounts: Map<string, string>; units: Map<string, string> }> {
  const accounts = ids.accountIds.length === 0 ? [] : await db.selectFrom('account').select(['id', 'name']).where('id', 'in', [...ids.accountIds]).execute()
  const units = ids.unitIds.length === 0 ? [] : await db.selectFrom('unit').select(['id', 'name']).where('id', 'in', [...ids.unitIds]).execute()
  return { accounts: new Map(accounts.map((row) => [row.id, row.name])), units: new Map(units.map((row) => [row.id, row.name])) }
}

/** The id of the matter with a code; null where there is none, a sealed one included. */
export async function findMatterId(tx: Tx, code: string): Promise<string | null> {
  const row = await tx.selectFrom('matter').select('id').where('home_county', '=', code.slice(0, 6)).where('code', '=', code).executeTakeFirst()
  return row?.id ?? null
}

/** Codes of matters by id, and nothing else of them. */
export async function listMatterCodes(tx: Tx, matters: readonly { homeCounty: string; id: string }[]): Promise<Map<string, string>> {
  if (matters.length === 0) return new Map()
  const rows = await tx.selectFrom('matter').select(['id', 'code']).where(sql<boolean>`(home_county, id) in (${sql.join(matters.map((one) => sql`(${one.homeCounty}, ${one.id}::uuid)`))})`).execute()
  return new Map(rows.map((row) => [row.id, row.code]))
}
