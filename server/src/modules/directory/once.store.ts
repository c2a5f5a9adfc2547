import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { findAnswer, idempotencyInsert } from '../../platform/idempotency.store.ts'

/** What an earlier use of the key made; a sender who comes while the first is still at work waits for it. */
export async function findMadeBefore(tx: Tx, scope: string, key: string): Promise<{ requestDigest: string; subject: string } | null> {
  await sql`select pg_advisory_xact_lock(hashtext(${scope}), hashtext(${key}))`.execute(tx)
  const found = await findAnswer(tx, scope, key)
  return found ? { requestDigest: found.requestDigest, subject: (found.answer as { subject: string }).subject } : null
}

export async function saveMade(tx: Tx, made: { scope: string; key: string; requestDigest: string; subject: string }): Promise<void> {
  await idempotencyInsert({ scope: made.scope, key: made.key, requestDigest: made.requestDigest, status: 201, answer: { subject: made.subject } }).execute(tx)
}
