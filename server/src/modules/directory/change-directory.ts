import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMadeBefore, saveMade } from './once.store.ts'

/** What a change leaves behind besides itself: one line of the record, identifiers and codes only. */
export interface Change<T> {
  result: T
  /** `region:330212000000`, `unit:…` */
  subject: string
  regionPath: string
  detail: Readonly<Record<string, unknown>>
}

/** A key that makes sending a create twice harmless. */
export interface Once<T> {
  /** as the sender chose it; null: no key was sent */
  key: string | null
  request: unknown
  /** Reads what the first sending made, by the id in its subject. */
  again: (tx: Tx, id: string) => Promise<T>
}

/**
 * Makes one change of the directory and its audit line in one transaction. The directory holds nothing about a matter,
 * so it runs with the system's access; the use case has to ask the policy itself.
 *
 * @throws RuleBroken `idempotency/other-body` when the key was used for something else
 */
export async function changeDirectory<T>(deps: Deps, actor: Actor, action: string, work: (tx: Tx) => Promise<Change<T>>, once?: Once<T>): Promise<T> {
  return inTransaction(deps.db, { as: 'system' }, async (tx) => {
    if (!once || once.key === null) return change(deps, actor, action, tx, work)
    const made = { scope: `directory.${action}:${actor.accountId}`, key: once.key, requestDigest: deps.keys.digest('idempotency', JSON.stringify(once.request)) }
    const before = await findMadeBefore(tx, made.scope, made.key)
    if (before && before.requestDigest !== made.requestDigest) throw new RuleBroken('idempotency/other-body')
    if (before) return once.again(tx, before.subject.slice(before.subject.indexOf(':') + 1))
    return change(deps, actor, action, tx, work, (subject) => saveMade(tx, { ...made, subject }))
  })
}

async function change<T>(deps: Deps, actor: Actor, action: string, tx: Tx, work: (tx: Tx) => Promise<Change<T>>, keep?: (subject: string) => Promise<void>): Promise<T> {
  const { result, subject, regionPath, detail } = await work(tx)
  await keep?.(subject)
  const post = actor.posts.find((one) => one.roles.includes('ZR25')) ?? null
  await recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: `directory.${action}`, subject, homeCounty: null, regionPath, reason: null, detail,
  })
  return result
}

/** The names of what differs, for the audit line; values of names and phones stay out of it. */
export function changedFields(before: object, after: object): string[] {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).filter(([key, value]) => key !== 'version' && JSON.stringify(old.get(key)) !== JSON.stringify(value)).map(([key]) => key)
}
