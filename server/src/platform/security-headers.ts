import type { MiddlewareHandler } from 'hono'
import type { Env } from './http.ts'

/** Own files only; no script or style inside a page, so that smuggled mark-up stays text. */
const CONTENT = [
  "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ')

/**
 * What every answer tells the browser: keep to our own files, guess no types, show us in nobody's frame, tell no other site
 * where the reader came from. The referrer stays within the site: with `no-referrer` browsers would also hide the origin
 * of our own forms, by which `same-origin.ts` and the citizens' forms tell them from another site's.
 */
export function securityHeaders(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', CONTENT)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'same-origin')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  }
}
