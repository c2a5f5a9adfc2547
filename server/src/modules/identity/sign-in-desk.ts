import type { Deps } from '../../deps.ts'
import type { SignInLibrary } from './sign-in-library.ts'
import { readUnifiedIdentities } from './unified-identity.ts'
import { openUnifiedSignIn } from './unified-sign-in.ts'
import type { UnifiedSignIn } from './unified-sign-in.ts'
import { openWhoActs } from './who-acts.ts'
import type { WhoActs } from './who-acts.ts'

/** Everything that signing in needs, opened once for a server. */
export interface SignInDesk {
  library: SignInLibrary
  unified: UnifiedSignIn
  whoActs: WhoActs
}

/** @throws CannotStart when the file of unified identities is not right */
export async function openSignInDesk(deps: Deps): Promise<SignInDesk> {
  const identities = readUnifiedIdentities(deps.config.oidcFile)
  // Loaded here and not above: other modules want to know who acts, and need no sign-in library for that.
  const { openSignInLibrary } = await import('./sign-in-library.ts')
  const library = openSignInLibrary(deps)
  const ownerOf = async (cookies: readonly string[]): Promise<string | null> => {
    const headers = new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0] ?? '').join('; ') })
    return (await library.api.getSession({ headers }))?.user.id ?? null
  }
  return { library, whoActs: openWhoActs(deps, library), unified: openUnifiedSignIn(deps, identities, ownerOf) }
}
