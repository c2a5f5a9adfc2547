import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from './database.ts'

/*
 * A create that is sent twice happens once: the key is inserted in the transaction of what it creates, so that the
 * second sender waits for the first to commit, runs into the key, and is given the first one's answer.
 */

/** One use of a key. `requestDigest` is keyed: what was sent cannot be guessed from it. `answer` must hold no secret in clear. */
export interface IdempotencyEntry {
  scope: string
  key: string
  requestDigest: string
  status: number
  answer: object
}

/** The constraint that a second use runs into; see `isUniqueViolation`. */
export const IDEMPOTENCY_CONSTRAINT = 'idempotency_key_pkey'

/** The statement that takes the key, to run together with what is created. */
export function idempotencyInsert({ scope, key, requestDigest, status, answer }: IdempotencyEntry): RawBuilder<unknown> {
  return sql`insert into idempotency_key (scope, key, request_digest, status, response) values (${scope}, ${key}, ${requestDigest}, ${status}, ${JSON.stringify(answer)}::jsonb)`
}

/** What was answered when the key was used; null when it was not. */
export async function findAnswer(db: Db | Tx, scope: string, key: string): Promise<{ requestDigest: string; status: number; answer: unknown } | null> {
  const row = await db.selectFrom('idempotency_key').select(['request_digest', 'status', 'response']).where('scope', '=', scope).where('key', '=', key).executeTakeFirst()
  return row ? { requestDigest: row.request_digest, status: row.status ?? 200, answer: row.response } : null
}

/** Forgets keys nobody will send again. */
export async function deleteOldKeys(db: Db | Tx, before: string): Promise<void> {
  await db.deleteFrom('idempotency_key').where('created_at', '<', new Date(before)).execute()
}
