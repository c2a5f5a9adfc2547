import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { recordAudit } from '../audit/index.ts'
import { findHomePlace } from './account.store.ts'

/** Something about an account that the record must show. Never a password, code or token; never what was typed as a username. */
export interface AccountEvent {
  /** `identity.what` */
  action: string
  /** The account concerned; null when the username belongs to nobody. */
  accountId: string | null
  /** The member of staff who did it; null when that is not proven, as in a failed sign-in. */
  actorId: string | null
  detail: Readonly<Record<string, unknown>>
}

/** Writes the line in the transaction of what it records. */
export async function recordAccountEvent(deps: Pick<Deps, 'now'>, tx: Tx, event: AccountEvent): Promise<void> {
  const place = event.accountId ? await findHomePlace(tx, event.accountId) : null
  await recordAudit(deps, tx, {
    actorKind: event.actorId ? 'staff' : 'system', actorId: event.actorId, unitId: place?.unitId ?? null, action: event.action,
    subject: event.accountId ? `account:${event.accountId}` : 'account:unknown',
    homeCounty: place && place.level >= 3 ? place.regionCode.slice(0, 6) : null, regionPath: place?.regionPath ?? null, reason: null, detail: event.detail,
  })
}

/** Writes the line by itself, right after what the sign-in library did in its own transaction. */
export async function recordAccountEventNow(deps: Pick<Deps, 'db' | 'now'>, event: AccountEvent): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, (tx) => recordAccountEvent(deps, tx, event))
}
