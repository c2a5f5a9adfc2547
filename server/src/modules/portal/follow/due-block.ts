import { html } from 'hono/html'
import type { CitizenView } from '@hejie/contract/intake'
import { dayInWords } from '../date-words.rules.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'

/** Until when, in words: the legal date is the petitioner's right; where it cannot be known yet that is said, and why. */
export function dueBlock(visit: Visit, due: NonNullable<CitizenView['due']>): Html {
  const { t, language, deps } = visit
  const words = t.follow.page
  const today = deps.today().toString()
  const say = (date: string): string => dayInWords(date, language, today)
  const sentence = due.legal === null ? words.dueProvisional(say(due.strict)) : due.isOver ? words.dueOver(say(due.legal)) : words.dueBy(say(due.legal))
  return html`<dt>${words.until}</dt><dd>${sentence}
<details><summary>${words.why}</summary>
<p>${inLanguage(visit, due)}. ${words.basis}: ${due.basis}.</p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.steps}"><table><caption class="away">${words.steps}</caption><thead><tr><th scope="col">${words.from}</th><th scope="col">${words.to}</th><th scope="col">${words.days}</th><th scope="col">${words.reason}</th></tr></thead>
<tbody>${due.steps.map((step) => html`<tr><td>${say(step.from)}</td><td>${say(step.to)}</td><td>${step.days}</td><td>${inLanguage(visit, step)}${step.article ? html` <span class="small">(${step.article})</span>` : ''}</td></tr>`)}</tbody></table></div>
<p>${words.strict} ${say(due.strict)}. ${words.legal}: ${due.legal === null ? words.notKnown : say(due.legal)}.</p>
</details></dd>`
}
