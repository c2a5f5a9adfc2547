import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Deps } from '../../deps.ts'
import { forgetAttempts, requireAttempt } from '../../platform/attempt-limit.ts'
import type { AttemptLimit } from '../../platform/attempt-limit.ts'
import { inTransaction } from '../../platform/database.ts'
import { Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { clearMustChangePassword } from './account.store.ts'
import type { Actor } from './actor.ts'
import { accessOf } from './actor.ts'
import { passwordFault } from './password.rules.ts'
import { recordAccountEvent } from './record-sign-in.ts'
import { deleteSessions, findPasswordHash, savePasswordHash } from './sign-in.store.ts'

/** The current password, asked again before something weighty. */
const PASSWORD_LIMIT: AttemptLimit = { purpose: 'own-password', max: 5, minutes: 15 }

/** Makes sure that the person at the keyboard is still the owner of the account. @throws RuleBroken `identity/wrong-password`, `identity/no-password`, `access/too-many-tries` */
export async function requireOwnPassword(deps: Deps, userId: string, password: string): Promise<void> {
  await requireAttempt(deps, PASSWORD_LIMIT, userId)
  const hash = await findPasswordHash(deps.db, userId)
  if (!hash) throw new RuleBroken('identity/no-password')
  if (!(await verifyPassword({ hash, password }))) throw new RuleBroken('identity/wrong-password', { max: PASSWORD_LIMIT.max, minutes: PASSWORD_LIMIT.minutes })
  await forgetAttempts(deps, PASSWORD_LIMIT, userId)
}

/** Changes one's own password and ends all other sessions. @param sessionId the one that stays @returns how many sessions ended */
export async function changePassword(deps: Deps, actor: Actor, session: { userId: string; sessionId: string | null }, input: { current: string; next: string }): Promise<number> {
  await requireOwnPassword(deps, session.userId, input.current)
  const fault = passwordFault(input.next, actor.username)
  if (fault) throw new Invalid([{ field: 'next', ...fault }])
  if (input.next === input.current) throw new Invalid([{ field: 'next', code: 'identity/password-same' }])
  const hash = await hashPassword(input.next)
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    await savePasswordHash(tx, session.userId, hash)
    await clearMustChangePassword(tx, actor.accountId)
    const ended = await deleteSessions(tx, session.userId, { except: session.sessionId })
    await recordAccountEvent(deps, tx, { action: 'identity.change-password', accountId: actor.accountId, actorId: actor.accountId, detail: { ended } })
    return ended
  })
}

/** Ends one session of one's own, or all but the present one. @throws NotFound `identity/session-unknown` */
export async function revokeOwnSessions(deps: Deps, actor: Actor, userId: string, which: { only: string } | { except: string | null }): Promise<number> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const ended = await deleteSessions(tx, userId, which)
    if ('only' in which && ended === 0) throw new NotFound('identity/session-unknown')
    await recordAccountEvent(deps, tx, { action: 'identity.revoke-sessions', accountId: actor.accountId, actorId: actor.accountId, detail: { ended } })
    return ended
  })
}
