import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'

/** Chinese first: English only when the reader chose it, or their browser asks for it and not for Chinese. */
export function languageOf(c: Context): 'zh' | 'en' {
  const chosen = c.req.query('lang') ?? getCookie(c, 'hejie_lang')
  if (chosen === 'en' || chosen === 'zh') return chosen
  const accepted = c.req.header('accept-language')?.toLowerCase() ?? ''
  return accepted.startsWith('en') && !accepted.includes('zh') ? 'en' : 'zh'
}

/** The other end's address, for rate limits. Behind a proxy of our own, set HEJIE_TRUST_PROXY=1. */
export function addressOf(c: Context): string {
  const forwarded = process.env.HEJIE_TRUST_PROXY === '1' ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const incoming: unknown = c.env?.incoming
  const socket = incoming && typeof incoming === 'object' && 'socket' in incoming ? incoming.socket : null
  const direct = socket && typeof socket === 'object' && 'remoteAddress' in socket ? String(socket.remoteAddress) : 'local'
  return forwarded ?? direct
}
