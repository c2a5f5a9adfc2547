import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from '@hejie/contract/common'
import { isStillOpen } from '../../intake/index.ts'
import type { CitizenAccess } from '../../intake/index.ts'
import { cookieOptions } from '../cookies.ts'
import type { Visit } from '../visit.ts'

const COOKIE = 'hejie_matter'
const PURPOSE = 'portal-session'
const IDLE_MINUTES = 30

const Session = z.object({ kind: z.enum(['matter', 'sealed']), homeCounty: z.string(), id: z.string(), code: z.string(), pinMark: z.string(), until: z.number() })

/** Remembers, in a signed cookie, which one matter this device has opened with code and PIN; the PIN itself is nowhere in it. */
export function rememberMatter(visit: Visit, access: CitizenAccess): void {
  const { deps, c } = visit
  const until = deps.now().epochMilliseconds + IDLE_MINUTES * 60_000
  const value = Buffer.from(JSON.stringify({ ...access, until })).toString('base64url')
  setCookie(c, COOKIE, `${value}.${deps.keys.digest(PURPOSE, value)}`, { ...cookieOptions(deps), path: '/follow', httpOnly: true })
}

/** The matter this device has open, or null: none, half an hour without a click, a cookie that was altered, a PIN that is no longer good. Each look prolongs it. */
export async function openMatter(visit: Visit): Promise<CitizenAccess | null> {
  const { deps, c } = visit
  const [value = '', signature = ''] = (getCookie(c, COOKIE) ?? '').split('.')
  if (value === '' || !deps.keys.matches(PURPOSE, value, signature)) return null
  const session = Session.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()))
  if (!session.success || session.data.until < deps.now().epochMilliseconds) return null
  const { until: _until, ...access } = session.data
  if (!(await isStillOpen(deps, access))) return null
  rememberMatter(visit, access)
  return access
}

export const hadMatterOpen = ({ c }: Visit): boolean => getCookie(c, COOKIE) !== undefined

export function forgetMatter({ deps, c }: Visit): void {
  deleteCookie(c, COOKIE, { ...cookieOptions(deps), path: '/follow' })
}
