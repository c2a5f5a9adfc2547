import { sql } from 'kysely'
import type { ViewFilters } from '@hejie/contract/views'
import type { z } from '@hejie/contract/common'
import type { Db, Tx } from '../../platform/database.ts'

export interface KeptView {
  id: string
  accountId: string
  name: string
  filters: z.input<typeof ViewFilters>
  unitId: string | null
}

/** Own views in the order they were kept, then those shared with these units, by name. */
export async function listViewsFor(db: Db, accountId: string, unitIds: readonly string[]): Promise<KeptView[]> {
  const rows = await db.selectFrom('saved_view').select(['id', 'account_id', 'name', 'query', 'unit_id'])
    .where((is) => is.or([is('account_id', '=', accountId), is('unit_id', 'in', unitIds.length > 0 ? [...unitIds] : ['00000000-0000-0000-0000-000000000000'])]))
    .orderBy((is) => is.case().when('account_id', '=', accountId).then(0).else(1).end()).orderBy('position').orderBy('name').limit(200).execute()
  return rows.map((row) => ({ id: row.id, accountId: row.account_id, name: row.name, filters: row.query as KeptView['filters'], unitId: row.unit_id }))
}

/** How many views an account keeps; no other request of the account adds one until the transaction ends. */
export async function lockViewCount(tx: Tx, accountId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('saved_view'), hashtext(${accountId}))`.execute(tx)
  const { count } = await tx.selectFrom('saved_view').select((is) => is.fn.countAll<number>().as('count')).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  return Number(count)
}

/** @returns false where the account has a view of this name */
export async function insertView(tx: Tx, view: KeptView): Promise<boolean> {
  const rows = await sql`insert into saved_view (id, account_id, name, query, position, unit_id)
    select ${view.id}::uuid, ${view.accountId}::uuid, ${view.name}, ${JSON.stringify(view.filters)}::jsonb, coalesce(max(position), 0) + 1, ${view.unitId}::uuid from saved_view where account_id = ${view.accountId}::uuid
    on conflict (account_id, name) do nothing returning id`.execute(tx)
  return rows.rows.length === 1
}

export async function deleteView(tx: Tx, accountId: string, id: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('saved_view').where('id', '=', id).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
