import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/**
 * Everybody who may know a password of these accounts: each account itself, whoever made it or last gave it a password,
 * and whoever may know theirs in turn. A password the server's operator gave ends the chain: a second person stands there.
 */
export async function listKeyGivers(tx: Tx, accountIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive giver(id) as (
      select unnest(${[...accountIds]}::text[])
      union
      select last.actor_id::text from giver g cross join lateral (
        select a.actor_id from audit_line a where a.subject = 'account:' || g.id and a.action in ('identity.create-account', 'identity.reset-password') order by a.seq desc limit 1
      ) last where last.actor_id is not null)
    select id from giver`.execute(tx)
  return rows.map((row) => row.id)
}

/** Locks accounts, active or not, so that nobody gives them a password meanwhile; always in one order. */
export async function lockAccounts(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await tx.selectFrom('account').select('id').where('id', 'in', [...accountIds]).orderBy('id').forUpdate().execute()
}
