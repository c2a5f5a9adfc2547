import type { RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import { RuleBroken } from './errors.ts'
import { findAnswer, idempotencyInsert } from './idempotency.store.ts'
import type { Keys } from './keys.ts'

/** One request that may be sent twice, under the key its sender chose. The digest is keyed: what was sent cannot be guessed from it. */
export interface Once {
  scope: string
  key: string
  requestDigest: string
}

/** @param key as it was sent; without one nothing is remembered */
export function onceOf({ keys }: { keys: Keys }, scope: string, key: string | undefined, request: unknown): Once | null {
  return key === undefined ? null : { scope, key, requestDigest: keys.digest('idempotency', JSON.stringify(request)) }
}

/** The statement that takes the key, to run with what is done; the answer waits closed with a key outside the database. */
export function takeKey({ keys }: { keys: Keys }, once: Once, answer: unknown): RawBuilder<unknown> {
  return idempotencyInsert({ ...once, status: 200, answer: { sealed: keys.seal(JSON.stringify(answer)).toString('base64') } })
}

/**
 * Does the work, which takes the key in its own transaction. A second sending fails there on the key, or before on what
 * the first has changed (the version, a name taken, an upload used up), and is given the answer of the first.
 *
 * @param read the answer as `takeKey` kept it
 * @throws RuleBroken `idempotency/other-body`; what the work throws, when the key was never used
 */
export async function answeredOnce<T>({ db, keys }: { db: Db; keys: Keys }, once: Once | null, work: () => Promise<T>, read: (answer: unknown) => T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const known = once && await findAnswer(db, once.scope, once.key)
    if (!known) throw error
    if (known.requestDigest !== once.requestDigest) throw new RuleBroken('idempotency/other-body')
    if (known.answer === null || typeof known.answer !== 'object' || !('sealed' in known.answer)) throw new RuleBroken('idempotency/still-running')
    return read(JSON.parse(keys.open(Buffer.from(String(known.answer.sealed), 'base64'))))
  }
}
