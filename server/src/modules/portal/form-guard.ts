import { randomBytes } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { Deps } from '../../deps.ts'
import type { HttpContext } from '../../platform/http.ts'
import { cookieOptions } from './cookies.ts'

const COOKIE = 'hejie_form'
const PURPOSE = 'portal-form'

/** The token of this device's forms: another site can make a browser send a form, but cannot know what to put here. */
export function formToken(deps: Deps, c: HttpContext): string {
  const known = getCookie(c, COOKIE)
  const secret = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url')
  if (secret !== known) setCookie(c, COOKIE, secret, { ...cookieOptions(deps), httpOnly: true })
  return deps.keys.digest(PURPOSE, secret)
}

export type FormFault = 'otherSite' | 'expired' | 'cookies'

/** What is wrong with where a form came from; null when it came from a page of ours on this device. */
export function formFault(deps: Deps, c: HttpContext, token: string): FormFault | null {
  if (cameFromElsewhere(deps.config.publicUrl, c.req.header('sec-fetch-site'), c.req.header('origin'), c.req.header('host') ?? new URL(c.req.url).host)) return 'otherSite'
  const secret = getCookie(c, COOKIE)
  if (!secret) return 'cookies'
  return deps.keys.matches(PURPOSE, secret, token) ? null : 'expired'
}

/** What the browser itself says; an old one that says nothing is judged by the token alone. */
export function cameFromElsewhere(publicUrl: string, site: string | undefined, origin: string | undefined, host: string): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  if (origin === undefined) return false
  return !URL.canParse(origin) || ![new URL(publicUrl).host, host].includes(new URL(origin).host)
}
