import { getCookie, setCookie } from 'hono/cookie'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Deps } from '../../deps.ts'
import type { HttpContext, Language } from '../../platform/http.ts'
import { cookieOptions } from './cookies.ts'
import { formToken } from './form-guard.ts'
import { textsOf } from './texts/index.ts'
import type { Texts } from './texts/index.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** One request of a citizen: language, how they like to see it, and the words for it. */
export interface Visit {
  deps: Deps
  c: HttpContext
  language: Language
  t: Texts
  isBig: boolean
  isHighContrast: boolean
  /** The token every form of ours carries; making it sets a cookie, so pages without a form do not ask. */
  formToken(): string
}

export function visitOf(deps: Deps, c: HttpContext): Visit {
  const language = c.get('language')
  let token: string | null = null
  return {
    deps, c, language, t: textsOf(language), isBig: getCookie(c, 'hejie_big') === '1', isHighContrast: getCookie(c, 'hejie_contrast') === '1',
    formToken: () => (token ??= formToken(deps, c)),
  }
}

export const inLanguage = (visit: Visit, words: { zh: string; en: string | null }): string => (visit.language === 'en' && words.en ? words.en : words.zh)

/** What a reader may change about every page. */
export type DisplayChange = 'big' | 'contrast' | 'language'

const A_YEAR = 365 * 86_400

/** Remembers how somebody likes to read; says nothing about who they are. @returns the visit as it looks from now on */
export function changeDisplay(visit: Visit, change: string): Visit {
  const { deps, c, isBig, isHighContrast } = visit
  const keep = (name: string, value: string): void => setCookie(c, name, value, { ...cookieOptions(deps), maxAge: A_YEAR })
  switch (change) {
    case 'big': keep('hejie_big', isBig ? '0' : '1'); return { ...visit, isBig: !isBig }
    case 'contrast': keep('hejie_contrast', isHighContrast ? '0' : '1'); return { ...visit, isHighContrast: !isHighContrast }
    case 'language': {
      const language = visit.language === 'zh' ? 'en' : 'zh'
      keep('hejie_lang', language)
      return { ...visit, language, t: textsOf(language) }
    }
    default: return visit
  }
}

/** A page of this site, or the home page for anything else: nobody is sent elsewhere by a link of ours. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/'
}
