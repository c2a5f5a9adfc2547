import { html, raw } from 'hono/html'
import { isDatabaseAway } from '../../platform/database.ts'
import type { Draft } from './draft.ts'
import { firstOpenStep } from './draft.rules.ts'
import { findDraft } from './keep-draft.ts'
import { page } from './layout.ts'
import type { Html, Visit } from './visit.ts'

const ICONS = {
  file: '<path d="M6 3h9l5 5v13H6z"/><path d="M15 3v5h5M9.500 13h7M9.500 17h5"/>',
  follow: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.500l3.500 2"/>',
  guide: '<path d="M12 21s7-6.300 7-11.500A7 7 0 0 0 5 9.500C5 14.700 12 21 12 21z"/><circle cx="12" cy="9.500" r="2.500"/>',
} as const

/** What we can do for you: three doors, what happens afterwards, and what can be relied on. */
export async function showHome(visit: Visit): Promise<Response> {
  const { t, c } = visit
  const draft = await draftIfReachable(visit)
  const words = t.home
  return c.html(page(visit, {
    title: words.title, isWide: true,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${draft ? unfinished(visit, draft) : ''}
<ul class="doors">${door('file', '/file', words.doors.file)}${door('follow', '/follow', words.doors.follow)}${door('guide', '/guide', words.doors.guide)}</ul>
<h2>${words.stepsTitle}</h2>
<ol class="path">${words.steps.map((step) => html`<li><h3>${step.title}</h3><p>${step.text}</p></li>`)}</ol>
<p class="basis">${words.stepsNote}</p>
<h2>${words.promisesTitle}</h2>
<ul class="ticks">${words.promises.map((one) => html`<li>${one}</li>`)}</ul>`,
  }))
}

/** This page is there even when the database is not. */
async function draftIfReachable(visit: Visit): Promise<Draft | null> {
  try {
    return await findDraft(visit)
  } catch (error) {
    if (isDatabaseAway(error)) return null
    throw error
  }
}

function unfinished({ t }: Visit, draft: Draft): Html {
  const words = t.home
  if (draft.receipt) return html`<div class="note good"><h2>${t.filing.sent.title}</h2><p><a href="/file/sent">${words.draftSent}</a></p></div>`
  if (draft.kind === null) return html``
  return html`<div class="note"><h2>${words.draftTitle}</h2><p>${words.draftText} <a href="/file/${firstOpenStep(draft)}">${words.draftGo}</a></p></div>`
}

function door(icon: keyof typeof ICONS, href: string, { title, text }: { title: string; text: string }): Html {
  return html`<li${icon === 'file' ? html` class="first"` : ''}><div class="door"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">${raw(ICONS[icon])}</svg><h2><a href="${href}">${title}</a></h2><p>${text}</p></div></li>`
}
