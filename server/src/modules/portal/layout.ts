import { html } from 'hono/html'
import { assetUrl } from './assets.ts'
import { inLanguage } from './visit.ts'
import type { DisplayChange, Html, Visit } from './visit.ts'

export interface PageParts {
  title: string
  body: Html
  /** Where "back" leads; pages that are reached from the menu have none. */
  back?: string | null
  /** What the way back is called where it is not the page before. */
  backWords?: string
  /** Something on the page must be changed: said in the title too, which screen readers say first. */
  hasFaults?: boolean
  /** Id of the page's main form: changing the display sends it, so that nothing typed is lost. */
  formId?: string
  isWide?: boolean
}

/** The frame of every citizens' page. */
export function page(visit: Visit, parts: PageParts): Html {
  const { t, isBig, isHighContrast, deps } = visit
  const name = inLanguage(visit, deps.config.centreName)
  const classes = [isBig ? 'big' : '', isHighContrast ? 'contrast' : ''].filter((one) => one !== '').join(' ')
  return html`<!doctype html>
<html lang="${t.htmlLang}" class="${classes}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.hasFaults ? t.errors.prefix : ''}${parts.title} – ${name}${t.frame.site}</title>
<meta name="theme-color" content="#13294b">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="${assetUrl('mark.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetUrl('style.css')}">
<script src="${assetUrl('enhance.js')}" defer></script>
</head>
<body>
${parts.formId ? html`<button form="${parts.formId}" hidden></button>` : ''}
<a class="skip" href="#main">${t.frame.skip}</a>
<header>
<div class="top"><div class="wide">
<a class="brand" href="/"><img src="${assetUrl('mark.svg')}" alt="" width="40" height="40"><span><span class="brand-name">${name}</span> <span class="brand-site">${t.frame.site}</span></span></a>
${displayButtons(visit, parts.formId)}
</div></div>
<nav class="menu" aria-label="${t.frame.navLabel}"><div class="wide">${menu(visit)}</div></nav>
${deps.config.demo ? html`<p class="demo"><span class="wide">${t.frame.demo}</span></p>` : ''}
</header>
<main id="main" class="${parts.isWide ? 'wide' : 'column'}" tabindex="-1">
${parts.back ? html`<p class="back"><a href="${parts.back}">${parts.backWords ?? t.frame.back}</a></p>` : ''}
${parts.body}
</main>
<footer class="bottom"><div class="wide">
<p class="emergency">${t.frame.emergency}</p>
<p>${t.frame.hotline}</p>
<p>${t.frame.free}</p>
<p><a href="/verify">${t.verify.title}</a> · <a href="/console/">${t.frame.staff}</a></p>
</div></footer>
</body>
</html>`
}

function menu({ t, c }: Visit): Html {
  const at = (path: string): Html | string => (c.req.path === path || c.req.path.startsWith(`${path}/`) ? html` aria-current="true"` : '')
  return html`<ul><li><a href="/file"${at('/file')}>${t.frame.file}</a></li><li><a href="/follow"${at('/follow')}>${t.frame.followUp}</a></li><li><a href="/guide"${at('/guide')}>${t.frame.guide}</a></li></ul>`
}

/** Buttons, not links: where there is a form they send it along, and the server keeps what was typed. */
function displayButtons({ t, c, isBig, isHighContrast, language }: Visit, formId: string | undefined): Html {
  const button = (change: DisplayChange, words: string, lang: string): Html => html`<button name="display" value="${change}"${lang === t.htmlLang ? '' : html` lang="${lang}"`}${formId ? html` form="${formId}" formnovalidate` : ''}>${words}</button>`
  const buttons = html`${button('big', isBig ? t.frame.bigOff : t.frame.bigOn, t.htmlLang)}${button('contrast', isHighContrast ? t.frame.contrastOff : t.frame.contrastOn, t.htmlLang)}${button('language', t.frame.otherLanguage, language === 'zh' ? 'en' : 'zh-CN')}<button type="button" class="read" data-read="${t.frame.readAloud}" data-stop="${t.frame.stopReading}" hidden>${t.frame.readAloud}</button>`
  return formId
    ? html`<div class="display" role="group" aria-label="${t.frame.displayLabel}">${buttons}</div>`
    : html`<form action="/display"><input type="hidden" name="back" value="${c.req.path}"><div class="display" role="group" aria-label="${t.frame.displayLabel}">${buttons}</div></form>`
}
