import type { Deps } from '../../deps.ts'
import { forgetAttempts, requireAttempt } from '../../platform/attempt-limit.ts'
import type { Actor } from './actor.ts'
import { askLibrary } from './library-answer.ts'
import { requireOwnPassword } from './own-account.ts'
import { recordAccountEventNow } from './record-sign-in.ts'
import { CODE_LIMIT } from './sign-in.ts'
import type { SignInLibrary } from './sign-in-library.ts'

/** What the library says, in our codes. */
const PROBLEMS = {
  TOTP_ALREADY_ENABLED: 'identity/second-factor-on', TOTP_NOT_ENABLED: 'identity/second-factor-off', TWO_FACTOR_NOT_ENABLED: 'identity/second-factor-off',
  INVALID_CODE: 'identity/wrong-code', UNAUTHORIZED: 'access/not-signed-in', otherwise: 'identity/start-again',
} as const

interface Owner {
  actor: Actor
  userId: string
  /** Headers that show the session to the library. */
  headers: Headers
}

/** Makes a secret for an authenticator app (TOTP, RFC 6238). It counts only after `confirmSecondFactor`. */
export async function startSecondFactor(deps: Deps, library: SignInLibrary, owner: Owner, password: string): Promise<{ uri: string; secret: string; backupCodes: string[] }> {
  await requireOwnPassword(deps, owner.userId, password)
  const { response } = await askLibrary(library.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: owner.headers, returnHeaders: true }), PROBLEMS)
  if (response.method !== 'totp') throw new Error('the sign-in library made no authenticator secret')
  // The library labels it with the address that stands for the account; people look for their username.
  const uri = new URL(response.totpURI)
  const issuer = uri.searchParams.get('issuer') ?? 'Hejie'
  const labelled = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(owner.actor.username)}?${uri.searchParams.toString()}`
  return { uri: labelled, secret: uri.searchParams.get('secret') ?? '', backupCodes: response.backupCodes }
}

/** Turns the second factor on. @returns cookies of the session that goes on */
export async function confirmSecondFactor(deps: Deps, library: SignInLibrary, owner: Owner, code: string): Promise<readonly string[]> {
  await requireAttempt(deps, CODE_LIMIT, owner.userId)
  const { headers } = await askLibrary(library.api.verifyTOTP({ body: { code }, headers: owner.headers, returnHeaders: true }), PROBLEMS)
  await forgetAttempts(deps, CODE_LIMIT, owner.userId)
  await recordAccountEventNow(deps, { action: 'identity.second-factor-on', accountId: owner.actor.accountId, actorId: owner.actor.accountId, detail: {} })
  return headers.getSetCookie()
}

/** Turns the second factor off. @returns cookies of the session that goes on */
export async function removeSecondFactor(deps: Deps, library: SignInLibrary, owner: Owner, password: string): Promise<readonly string[]> {
  await requireOwnPassword(deps, owner.userId, password)
  const { headers } = await askLibrary(library.api.disableTwoFactor({ body: { password }, headers: owner.headers, returnHeaders: true }), PROBLEMS)
  await recordAccountEventNow(deps, { action: 'identity.second-factor-off', accountId: owner.actor.accountId, actorId: owner.actor.accountId, detail: {} })
  return headers.getSetCookie()
}

export async function renewBackupCodes(deps: Deps, library: SignInLibrary, owner: Owner, password: string): Promise<string[]> {
  await requireOwnPassword(deps, owner.userId, password)
  const { backupCodes } = await askLibrary(library.api.generateBackupCodes({ body: { password }, headers: owner.headers }), PROBLEMS)
  await recordAccountEventNow(deps, { action: 'identity.renew-backup-codes', accountId: owner.actor.accountId, actorId: owner.actor.accountId, detail: {} })
  return backupCodes
}
