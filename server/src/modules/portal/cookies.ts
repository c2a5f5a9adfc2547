import type { Deps } from '../../deps.ts'

/** Cookies travel by HTTPS only where the site is served by it; a plain-HTTP office network has none. */
export function cookieOptions(deps: Deps): { path: string; sameSite: 'Lax'; secure: boolean } {
  return { path: '/', sameSite: 'Lax', secure: deps.config.publicUrl.startsWith('https:') }
}
