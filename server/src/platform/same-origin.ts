import type { MiddlewareHandler } from 'hono'
import { Forbidden } from './errors.ts'
import type { Env, HttpContext } from './http.ts'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses changes that another site's page makes a signed-in browser send. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin). What says nothing is no browser of the last years; with a cookie it must at least send JSON,
 * which no form of another site can, without one it carries nobody's rights.
 *
 * @param publicUrl the address people type; behind a proxy the request itself may carry another one
 */
export function sameOriginOnly(publicUrl: string): MiddlewareHandler<Env> {
  const publicHost = new URL(publicUrl).host
  return async (c, next) => {
    if (!SAFE.includes(c.req.method) && c.req.path.startsWith('/api/') && !isOurs(c, publicHost)) throw new Forbidden('access/cross-site')
    await next()
  }
}

function isOurs(c: HttpContext, publicHost: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin !== undefined) return [publicHost, c.req.header('host') ?? new URL(c.req.url).host].includes(hostOf(origin))
  return c.req.header('cookie') === undefined || /^application\/([\w.-]+\+)?json\b/.test(c.req.header('content-type') ?? '')
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
