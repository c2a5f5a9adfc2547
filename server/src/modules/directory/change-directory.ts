import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { recordAudit } from '../audit/index.ts'
import type { Actor } from '../identity/index.ts'

/** What a change leaves behind besides itself: one line of the record, identifiers and codes only. */
export interface Change<T> {
  result: T
  /** `region:330212000000`, `unit:…` */
  subject: string
  regionPath: string
  detail: Readonly<Record<string, unknown>>
}

/**
 * Makes one change of the directory and its audit line in one transaction. The directory holds nothing about a matter,
 * so it runs with the system's access; the use case has to ask the policy itself.
 */
export async function changeDirectory<T>(deps: Deps, actor: Actor, action: string, work: (tx: Tx) => Promise<Change<T>>): Promise<T> {
  return inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const { result, subject, regionPath, detail } = await work(tx)
    const post = actor.posts.find((one) => one.roles.includes('ZR25')) ?? null
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: `directory.${action}`, subject, homeCounty: null, regionPath, reason: null, detail,
    })
    return result
  })
}

/** The names of what differs, for the audit line; values of names and phones stay out of it. */
export function changedFields(before: object, after: object): string[] {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).filter(([key, value]) => key !== 'version' && JSON.stringify(old.get(key)) !== JSON.stringify(value)).map(([key]) => key)
}
