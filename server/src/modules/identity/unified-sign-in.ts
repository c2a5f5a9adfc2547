import type { Deps } from '../../deps.ts'
import { NotFound, RuleBroken } from '../../platform/errors.ts'
import { refusalOf, databaseFault } from './library-answer.ts'
import { recordAccountEventNow } from './record-sign-in.ts'
import type { From } from './sign-in.ts'
import type { openUnifiedLibrary } from './sign-in-library.ts'
import type { UnifiedIdentity } from './unified-identity.ts'

/** Where people land who could not be signed in; the page shows the problem's text. */
const SIGN_IN_PAGE = '/console/sign-in'
const PATIENCE_MILLISECONDS = 15_000

/** Signing in through a unified identity of the deployment (统一身份认证, OpenID Connect). */
export interface UnifiedSignIn {
  identities: readonly UnifiedIdentity[]
  /** Where to send the browser, and the cookie that ties its return to this start. */
  start(from: From, way: string, returnTo: string): Promise<{ url: string; cookies: readonly string[] }>
  /** Takes the browser back. @returns the library's redirect with the session cookie, or one to the sign-in page with `?problem=` */
  finish(request: Request, from: From, way: string): Promise<Response>
}

/** @param ownerOf the account behind a session cookie just made */
export function openUnifiedSignIn(deps: Deps, identities: readonly UnifiedIdentity[], ownerOf: (cookies: readonly string[]) => Promise<string | null>): UnifiedSignIn {
  let opened: Promise<ReturnType<typeof openUnifiedLibrary>> | null = null
  const library = async (way: string): Promise<ReturnType<typeof openUnifiedLibrary>> => {
    if (!identities.some((one) => one.id === way)) throw new NotFound('identity/way-unknown')
    opened ??= import('./sign-in-library.ts').then((made) => made.openUnifiedLibrary(deps, identities))
    return opened
  }
  return {
    identities,
    async start(from, way, returnTo) {
      const body = { provider: way, callbackURL: returnTo, errorCallbackURL: SIGN_IN_PAGE, disableRedirect: true }
      const asked = (await library(way)).api.signInSocial({ body, headers: from.headers, returnHeaders: true })
      const { headers, response } = await withinPatience(asked).catch((error: unknown) => {
        // The one refusal possible here: the provider's own description could not be read.
        throw refusalOf(error) === null ? databaseFault(error) : new RuleBroken('identity/unified-away')
      })
      if (!response.url) throw new RuleBroken('identity/unified-away')
      return { url: response.url, cookies: headers.getSetCookie() }
    },
    async finish(request, from, way) {
      const answer = await (await library(way)).handler(request)
      const problem = problemOf(answer)
      if (problem) {
        await recordAccountEventNow(deps, { action: 'identity.sign-in-failed', accountId: null, actorId: null, detail: { way, address: from.address, problem } })
        return new Response(null, { status: 302, headers: { location: `${SIGN_IN_PAGE}?problem=${encodeURIComponent(problem)}` } })
      }
      const accountId = await ownerOf(answer.headers.getSetCookie())
      await recordAccountEventNow(deps, { action: 'identity.sign-in', accountId, actorId: accountId, detail: { way, address: from.address } })
      return answer
    },
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new RuleBroken('identity/unified-away')), PATIENCE_MILLISECONDS)
  })
  return Promise.race([work, patience]).finally(() => clearTimeout(timer))
}

const NO_ACCOUNT = ['signup_disabled', 'account_not_linked', 'unable_to_link_account']

/** Our code for what the library put into its redirect; null when the sign-in succeeded. */
function problemOf(answer: Response): string | null {
  const error = new URL(answer.headers.get('location') ?? '/?error=none', 'http://here').searchParams.get('error')
  if (error === null) return null
  if (NO_ACCOUNT.includes(error)) return 'identity/unified-unknown'
  return error === 'ACCOUNT_INACTIVE' ? 'identity/account-inactive' : 'identity/unified-refused'
}
