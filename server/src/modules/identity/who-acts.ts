import { getCookie } from 'hono/cookie'
import type { Deps } from '../../deps.ts'
import { Forbidden } from '../../platform/errors.ts'
import type { HttpContext } from '../../platform/http.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Actor } from './actor.ts'
import { loadActor } from './load-actor.ts'
import { databaseFault } from './library-answer.ts'
import { keepRecentValues } from './recent-values.ts'
import type { SignInLibrary } from './sign-in-library.ts'
import { deleteSessions } from './sign-in.store.ts'
import { findSignInDuties } from './account.store.ts'
import type { SignInDuties } from './account.store.ts'

/** How long a resolved session is believed: a revocation reaches every server process within it. */
const BELIEVED_MILLISECONDS = 3_000
const BELIEVED_AT_MOST = 10_000
/** However busy somebody is: a session lasts no longer than one long day at work. */
const LONGEST_SESSION_MILLISECONDS = 14 * 60 * 60 * 1000

/** A session that holds, with its person. */
export interface SignedIn {
  actor: Actor
  userId: string
  sessionId: string
  endsAt: string
  duties: SignInDuties
}

export interface WhoActs {
  /** The member of staff behind a request to the API; null for everybody else. @throws Forbidden `identity/password-change-required`, `identity/second-factor-required` */
  actorOf(c: HttpContext): Promise<Actor | null>
  sessionOf(c: HttpContext): Promise<SignedIn | null>
  /** Sessions of this account changed: look again at the next request. */
  forget(userId: string): void
  /** Something changed that concerns many accounts. */
  forgetAll(): void
}

interface Answer {
  signedIn: SignedIn | null
  /** Cookies that the library renewed on the way. */
  cookies: readonly string[]
}

export function openWhoActs(deps: Deps, library: SignInLibrary): WhoActs {
  const recent = keepRecentValues<Answer>({ max: BELIEVED_AT_MOST, milliseconds: BELIEVED_MILLISECONDS })
  const sessionOf = async (c: HttpContext): Promise<SignedIn | null> => {
    const proof = await proofOf(c, library)
    if (!proof) return null
    let loadedHere = false
    const answer = await recent.find(proof.value, () => {
      loadedHere = true
      return resolve(deps, library, proof.headers)
    })
    if (loadedHere) for (const cookie of answer.cookies) c.header('set-cookie', cookie, { append: true })
    return answer.signedIn
  }
  return {
    sessionOf,
    actorOf: async (c) => {
      if (!c.req.path.startsWith('/api/')) return null
      const signedIn = await sessionOf(c)
      const isOwnAccount = /^\/api\/(me|auth)(\/|$)/.test(c.req.path)
      if (signedIn?.duties.mustChangePassword && !isOwnAccount) throw new Forbidden('identity/password-change-required')
      if (signedIn?.duties.mustTurnOnSecondFactor && !isOwnAccount) throw new Forbidden('identity/second-factor-required')
      return signedIn?.actor ?? null
    },
    forgetAll: () => recent.forget(() => true),
    forget: (userId) => recent.forget(({ signedIn }) => signedIn?.userId === userId),
  }
}

/** What a request shows as proof: a session cookie, or a program's token. Without either no question is asked at all. */
async function proofOf(c: HttpContext, library: SignInLibrary): Promise<{ value: string; headers: Headers } | null> {
  const authorization = c.req.header('authorization')
  if (authorization?.toLowerCase().startsWith('bearer ')) return { value: authorization, headers: new Headers({ authorization }) }
  if (c.req.header('cookie') === undefined) return null
  const { authCookies } = await library.$context
  const value = getCookie(c, authCookies.sessionToken.name)
  return value ? { value, headers: new Headers({ cookie: `${authCookies.sessionToken.name}=${encodeURIComponent(value)}` }) } : null
}

async function resolve(deps: Deps, library: SignInLibrary, headers: Headers): Promise<Answer> {
  const { response: found, headers: answered } = await library.api.getSession({ headers, returnHeaders: true }).catch((error: unknown) => {
    throw databaseFault(error)
  })
  const cookies = headers.has('cookie') ? (answered?.getSetCookie() ?? []) : []
  if (!found) return { signedIn: null, cookies }
  const { session, user } = found
  if (Date.now() - session.createdAt.getTime() > LONGEST_SESSION_MILLISECONDS) {
    await inTransaction(deps.db, { as: 'system' }, (tx) => deleteSessions(tx, user.id, { only: session.id }))
    return { signedIn: null, cookies: [] }
  }
  const actor = await loadActor(deps, { userId: user.id })
  if (!actor) return { signedIn: null, cookies: [] }
  const duties = await findSignInDuties(deps.db, actor.accountId, actor.posts.flatMap((post) => post.roles))
  return { signedIn: { actor, userId: user.id, sessionId: session.id, endsAt: session.expiresAt.toISOString(), duties }, cookies }
}
