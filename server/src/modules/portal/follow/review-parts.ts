import { html } from 'hono/html'
import type { CitizenView } from '@hejie/contract/intake'
import { dayInWords } from '../date-words.rules.ts'
import type { Html, Visit } from '../visit.ts'

/** What the organs above said about a reply, and what can still be done against it. 信访工作条例第三十五条、第三十六条 */
export function reviewParts(visit: Visit, reviews: CitizenView['reviews']): Html {
  // Only what was said last can still be acted upon.
  return html`${reviews.map((one, index) => reviewPart(visit, one, index === reviews.length - 1))}`
}

function reviewPart({ t, deps, language }: Visit, one: CitizenView['reviews'][number], isLast: boolean): Html {
  const words = t.follow.reply
  const day = (date: string): string => dayInWords(date, language, deps.today().toString())
  const part = (label: string, text: string | null): Html | string => (text ? html`<h3>${label}</h3><p class="said">${text}</p>` : '')
  const head = html`<h2>${words.kinds[one.kind]}</h2>`
  if (one.state === 'REFUSED') return html`<section class="card">${head}<p class="state">${words.refused}</p><p>${one.organ}</p><p class="said">${one.refusalNote}</p></section>`
  if (one.state !== 'SERVED' || one.result === null) return html`<section class="card">${head}<p>${words.waiting(one.organ)}</p></section>`
  return html`<section class="card">${head}
<dl class="facts"><dt>${words.unit}</dt><dd>${one.organ}</dd>${one.number ? html`<dt>${words.number}</dt><dd>${one.number}</dd>` : ''}${one.servedOn ? html`<dt>${words.served}</dt><dd>${day(one.servedOn)}</dd>` : ''}<dt>${words.conclusion}</dt><dd class="state">${words.results[one.result]}</dd></dl>
${part(words.facts, one.facts)}${part(words.opinion, one.opinion)}${part(words.basis, one.legalBasis)}${part(words.correction, one.correction)}
${isLast ? html`<div class="note"><h3>${words.remedy}</h3><p class="said">${one.remedy}</p></div>` : ''}</section>`
}
