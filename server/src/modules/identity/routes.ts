import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import * as contract from '@hejie/contract/identity'
import type { Me } from '@hejie/contract/identity'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env, HttpContext } from '../../platform/http.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { areasOf } from './areas.rules.ts'
import { hasOversight } from './actor.ts'
import type { Actor } from './actor.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts'
import { ADDRESS_HEADER } from './library-answer.ts'
import { changePassword, revokeOwnSessions } from './own-account.ts'
import { confirmSecondFactor, removeSecondFactor, renewBackupCodes, startSecondFactor } from './second-factor.ts'
import { signInByPassword, signInBySecondFactor, signOut } from './sign-in.ts'
import type { From, SignInAnswer } from './sign-in.ts'
import type { SignInDesk } from './sign-in-desk.ts'
import { hasSecondFactor, listLiveSessions } from './sign-in.store.ts'
import type { SignedIn } from './who-acts.ts'

const DEMO_HINT = { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS.map(({ username, name, posts }) => ({ username, name, post: posts.map((post) => post.name).join('、') })) }

/** Signing in and out, and everything about oneself. */
export function identityRoutes(deps: Deps, desk: SignInDesk) {
  const router = newRouter()
  // What is said here, tokens and temporary passwords above all, is for the person at the keyboard alone.
  for (const path of ['/api/auth/*', '/api/me', '/api/me/*', '/api/accounts', '/api/accounts/*']) router.use(path, notKept)
  return router.route('/', signInRoutes(deps, desk)).route('/', ownRoutes(deps, desk)).route('/', secondFactorRoutes(deps, desk))
}

const notKept: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  c.header('cache-control', 'no-store')
}

function signInRoutes(deps: Deps, desk: SignInDesk) {
  return newRouter()
    .openapi(contract.signIn, async (c) => {
      const { asToken, ...input } = c.req.valid('json')
      return c.json(handOver(c, await signInByPassword(deps, desk.library, fromOf(c), input), asToken), 200)
    })
    .openapi(contract.signInSecondFactor, async (c) => {
      const { asToken, ...input } = c.req.valid('json')
      const { name } = (await desk.library.$context).createAuthCookie('two_factor')
      const challenge = getCookie(c, name)
      if (!challenge) throw new RuleBroken('identity/start-again')
      const from = fromOf(c)
      // The challenge alone: a session that happens to be open in the same browser is none of its business.
      from.headers.set('cookie', `${name}=${encodeURIComponent(challenge)}`)
      return c.json(handOver(c, await signInBySecondFactor(deps, desk.library, from, challenge, input), asToken), 200)
    })
    .openapi(contract.signOut, async (c) => {
      const signedIn = await desk.whoActs.sessionOf(c)
      const cookies = await signOut(deps, desk.library, fromOf(c), signedIn?.actor.accountId ?? null)
      if (signedIn) desk.whoActs.forget(signedIn.userId)
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
      return c.json({ wasSignedIn: signedIn !== null }, 200)
    })
    .openapi(contract.signInWays, (c) => c.json({ unified: desk.unified.identities.map(({ id, name }) => ({ id, name })), demo: deps.config.demo ? DEMO_HINT : null }, 200))
    .openapi(contract.signInUnified, async (c) => {
      const { way, returnTo } = c.req.valid('json')
      const { url, cookies } = await desk.unified.start(fromOf(c), way, returnTo)
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
      return c.json({ url }, 200)
    })
    // The provider sends the browser here; its address is registered there, so it is no part of the documented API.
    .get('/api/auth/callback/:way', async (c) => desk.unified.finish(requestFor(c), fromOf(c), c.req.param('way')))
}

/** Gives a browser its cookies, a program its token; never both. */
function handOver(c: HttpContext, answer: SignInAnswer, asToken: boolean): { state: SignInAnswer['state']; token: string | null } {
  const isSession = (cookie: string): boolean => /session_token=[^;]/.test(cookie)
  for (const cookie of answer.cookies) if (!asToken || !isSession(cookie)) c.header('set-cookie', cookie, { append: true })
  return { state: answer.state, token: asToken && answer.state === 'signed-in' ? answer.token : null }
}

/** What the library may know of a request: who shows what, from where, with which program. */
function fromOf(c: HttpContext): From {
  const headers = new Headers({ [ADDRESS_HEADER]: c.get('clientAddress') })
  for (const name of ['cookie', 'authorization', 'user-agent']) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, name === 'user-agent' ? value.slice(0, 300) : value)
  }
  return { headers, address: c.get('clientAddress') }
}

function requestFor(c: HttpContext): Request {
  return new Request(c.req.url, { headers: fromOf(c).headers })
}

function ownRoutes(deps: Deps, desk: SignInDesk) {
  return newRouter()
    .openapi(contract.readMe, async (c) => c.json(await presentMe(deps, requireActor(c), await desk.whoActs.sessionOf(c), c.get('language')), 200))
    .openapi(contract.listSessions, async (c) => {
      const signedIn = await desk.whoActs.sessionOf(c)
      const rows = await listLiveSessions(deps.db, requireActor(c).accountId)
      return c.json({ items: rows.map((row) => ({ ...row, isCurrent: row.id === signedIn?.sessionId })) }, 200)
    })
    .openapi(contract.revokeOtherSessions, async (c) => {
      const { actor, userId, sessionId } = await requireSession(c, desk)
      const ended = await revokeOwnSessions(deps, actor, userId, { except: sessionId })
      desk.whoActs.forget(userId)
      return c.json({ ended }, 200)
    })
    .openapi(contract.revokeSession, async (c) => {
      const { actor, userId } = await requireSession(c, desk)
      const ended = await revokeOwnSessions(deps, actor, userId, { only: c.req.valid('param').id })
      desk.whoActs.forget(userId)
      return c.json({ ended }, 200)
    })
    .openapi(contract.changePassword, async (c) => {
      const session = await requireSession(c, desk)
      const ended = await changePassword(deps, session.actor, session, c.req.valid('json'))
      desk.whoActs.forget(session.userId)
      return c.json({ ended }, 200)
    })
}

function secondFactorRoutes(deps: Deps, desk: SignInDesk) {
  const ownerOf = async (c: HttpContext): Promise<{ actor: Actor; userId: string; headers: Headers; needsSecondFactor: boolean }> => {
    const { actor, userId, duties } = await requireSession(c, desk)
    return { actor, userId, headers: fromOf(c).headers, needsSecondFactor: duties.needsSecondFactor }
  }
  const goOn = (c: HttpContext, userId: string, cookies: readonly string[]): void => {
    desk.whoActs.forget(userId)
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
  }
  return newRouter()
    .openapi(contract.startSecondFactor, async (c) => c.json(await startSecondFactor(deps, desk.library, await ownerOf(c), c.req.valid('json').password), 200))
    .openapi(contract.confirmSecondFactor, async (c) => {
      const owner = await ownerOf(c)
      goOn(c, owner.userId, await confirmSecondFactor(deps, desk.library, owner, c.req.valid('json').code))
      return c.json({ hasSecondFactor: true as const }, 200)
    })
    .openapi(contract.removeSecondFactor, async (c) => {
      const owner = await ownerOf(c)
      if (owner.needsSecondFactor) throw new RuleBroken('identity/second-factor-by-rule')
      goOn(c, owner.userId, await removeSecondFactor(deps, desk.library, owner, c.req.valid('json').password))
      return c.json({ hasSecondFactor: false as const }, 200)
    })
    .openapi(contract.renewBackupCodes, async (c) => c.json({ backupCodes: await renewBackupCodes(deps, desk.library, await ownerOf(c), c.req.valid('json').password) }, 200))
}

async function requireSession(c: HttpContext, desk: SignInDesk): Promise<SignedIn> {
  const signedIn = await desk.whoActs.sessionOf(c)
  if (!signedIn) throw new RuleBroken('access/not-signed-in')
  return signedIn
}

async function presentMe(deps: Deps, actor: Actor, signedIn: SignedIn | null, language: 'zh' | 'en'): Promise<Me> {
  const roles = [...new Set(actor.posts.flatMap((post) => post.roles))].sort()
  return {
    accountId: actor.accountId, username: actor.username, name: actor.name, roles, areas: areasOf(roles), language, isDemo: deps.config.demo, centreName: deps.config.centreName,
    posts: actor.posts.map((post) => ({ ...post, roles: [...post.roles], hasOversight: hasOversight(post) })),
    today: deps.today().toString(), now: deps.now().toString({ smallestUnit: 'second' }),
    mustChangePassword: signedIn?.duties.mustChangePassword ?? false, mustTurnOnSecondFactor: signedIn?.duties.mustTurnOnSecondFactor ?? false, hasSecondFactor: await hasSecondFactor(deps.db, actor.accountId), sessionEndsAt: signedIn?.endsAt ?? null,
  }
}
