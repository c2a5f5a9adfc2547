import type { Db } from '../../platform/database.ts'

/** Names of staff and units for the lines of one page. */
export async function listNames(db: Db, ids: { accountIds: readonly string[]; unitIds: readonly string[] }): Promise<{ accounts: Map<string, string>; units: Map<string, string> }> {
  const accounts = ids.accountIds.length === 0 ? [] : await db.selectFrom('account').select(['id', 'name']).where('id', 'in', [...ids.accountIds]).execute()
  const units = ids.unitIds.length === 0 ? [] : await db.selectFrom('unit').select(['id', 'name']).where('id', 'in', [...ids.unitIds]).execute()
  return { accounts: new Map(accounts.map((row) => [row.id, row.name])), units: new Map(units.map((row) => [row.id, row.name])) }
}
