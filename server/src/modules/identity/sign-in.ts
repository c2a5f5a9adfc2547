import type { Deps } from '../../deps.ts'
import { countAttempt, forgetAttempts, giveBackAttempt } from '../../platform/attempt-limit.ts'
import type { AttemptLimit } from '../../platform/attempt-limit.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { findAccountIdByUsername } from './account.store.ts'
import { askLibrary } from './library-answer.ts'
import { recordAccountEventNow } from './record-sign-in.ts'
import type { SignInLibrary } from './sign-in-library.ts'
import { findChallengedUser } from './sign-in.store.ts'

export const ACCOUNT_LIMIT: AttemptLimit = { purpose: 'sign-in', max: 5, minutes: 15 }
/** An office often has one address for everybody. */
const ADDRESS_LIMIT: AttemptLimit = { purpose: 'sign-in-address', max: 50, minutes: 15 }
export const CODE_LIMIT: AttemptLimit = { purpose: 'sign-in-code', max: 5, minutes: 15 }
/** A code of the app holds for at most 90 seconds; in that time it works once. */
const USED_CODE_LIMIT: AttemptLimit = { purpose: 'used-code', max: 1, minutes: 2 }

/** What the caller's browser or program gets. */
export interface SignInAnswer {
  state: 'signed-in' | 'second-factor'
  cookies: readonly string[]
  /** The session as a token, for programs. */
  token: string | null
}

/** Where a request comes from. */
export interface From {
  headers: Headers
  address: string
}

/**
 * Signs in by username and password. Counts before it looks, and answers the same for a wrong password and an unknown
 * name, so that nobody learns whether an account exists.
 *
 * @throws RuleBroken `identity/wrong-credentials`, `access/too-many-tries`
 * @throws Forbidden `identity/account-inactive`, only after the right password
 */
export async function signInByPassword(deps: Deps, library: SignInLibrary, from: From, input: { username: string; password: string }): Promise<SignInAnswer> {
  const username = input.username.toLowerCase()
  const accountId = await findAccountIdByUsername(deps.db, username)
  await requireSignInAttempt(deps, from.address, username, accountId)
  const facts = { max: ACCOUNT_LIMIT.max, minutes: ACCOUNT_LIMIT.minutes }
  const { headers, response } = await askLibrary(
    library.api.signInUsername({ body: { username, password: input.password }, headers: from.headers, returnHeaders: true }), { otherwise: 'identity/wrong-credentials' }, facts,
  ).catch(async (error: unknown) => {
    if (error instanceof RuleBroken) await recordAccountEventNow(deps, { action: 'identity.sign-in-failed', accountId, actorId: null, detail: { way: 'password', address: from.address } })
    throw error
  })
  await forgetAttempts(deps, ACCOUNT_LIMIT, username)
  await giveBackAttempt(deps, ADDRESS_LIMIT, from.address)
  const needsCode = 'twoFactorRedirect' in response
  if (!needsCode) await recordAccountEventNow(deps, { action: 'identity.sign-in', accountId, actorId: accountId, detail: { way: 'password', address: from.address } })
  return answerOf(headers, needsCode ? 'second-factor' : 'signed-in')
}

async function requireSignInAttempt(deps: Deps, address: string, username: string, accountId: string | null): Promise<void> {
  const byAddress = await countAttempt(deps, ADDRESS_LIMIT, address)
  // An address that is out of tries must not use up those of an account.
  const attempt = byAddress.isAllowed ? await countAttempt(deps, ACCOUNT_LIMIT, username) : byAddress
  if (attempt.isAllowed) return
  if (attempt.isFirstRefused) {
    const detail = { by: byAddress.isAllowed ? 'account' : 'address', minutes: attempt.minutesLeft, address }
    await recordAccountEventNow(deps, { action: 'identity.sign-in-paused', accountId: byAddress.isAllowed ? accountId : null, actorId: null, detail })
  }
  throw new RuleBroken('access/too-many-tries', { minutes: attempt.minutesLeft })
}

/**
 * Completes signing in with a code of the authenticator app or a backup code.
 *
 * @param challenge the signed value of the challenge cookie, which the password step left
 * @throws RuleBroken `identity/start-again`, `identity/wrong-code`, `identity/wrong-backup-code`, `access/too-many-tries`
 */
export async function signInBySecondFactor(deps: Deps, library: SignInLibrary, from: From, challenge: string, input: { code: string; kind: 'totp' | 'backup-code' }): Promise<SignInAnswer> {
  const userId = await findChallengedUser(deps.db, challenge.slice(0, challenge.lastIndexOf('.')))
  if (!userId) throw new RuleBroken('identity/start-again')
  const failed = (action: string, more: object = {}): Promise<void> => recordAccountEventNow(deps, { action, accountId: userId, actorId: null, detail: { way: input.kind, address: from.address, ...more } })
  const attempt = await countAttempt(deps, CODE_LIMIT, userId)
  if (!attempt.isAllowed) {
    if (attempt.isFirstRefused) await failed('identity.sign-in-paused', { by: 'account', minutes: attempt.minutesLeft })
    throw new RuleBroken('access/too-many-tries', { minutes: attempt.minutesLeft })
  }
  const wrong = input.kind === 'totp' ? 'identity/wrong-code' : 'identity/wrong-backup-code'
  const problems = { INVALID_CODE: wrong, INVALID_BACKUP_CODE: wrong, ACCOUNT_TEMPORARILY_LOCKED: 'access/too-many-tries', otherwise: 'identity/start-again' }
  const call = { body: { code: input.code }, headers: from.headers, returnHeaders: true } as const
  const { headers } = await (async () => {
    if (input.kind === 'backup-code') return askLibrary(library.api.verifyBackupCode(call), problems)
    if (!(await countAttempt(deps, USED_CODE_LIMIT, `${userId}:${input.code}`)).isAllowed) throw new RuleBroken(wrong)
    return askLibrary(library.api.verifyTOTP(call), problems, { minutes: CODE_LIMIT.minutes })
  })().catch(async (error: unknown) => {
    if (error instanceof RuleBroken) await failed('identity.sign-in-failed')
    throw error
  })
  await forgetAttempts(deps, CODE_LIMIT, userId)
  await recordAccountEventNow(deps, { action: 'identity.sign-in', accountId: userId, actorId: userId, detail: { way: input.kind, address: from.address } })
  return answerOf(headers, 'signed-in')
}

function answerOf(headers: Headers, state: SignInAnswer['state']): SignInAnswer {
  return { state, cookies: headers.getSetCookie(), token: headers.get('set-auth-token') }
}

/** Ends the session that the request shows. @param accountId whose it is; null when nobody is signed in */
export async function signOut(deps: Deps, library: SignInLibrary, from: From, accountId: string | null): Promise<readonly string[]> {
  const { headers } = await askLibrary(library.api.signOut({ headers: from.headers, returnHeaders: true }), { otherwise: 'access/not-signed-in' })
  if (accountId) await recordAccountEventNow(deps, { action: 'identity.sign-out', accountId, actorId: accountId, detail: { address: from.address } })
  return headers.getSetCookie()
}
