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
<p>${words.whyOf(inLanguage(visit, due), due.basis)}</p>
<p>${words.steps}</p>
<ol class="dots">${due.steps.map((step) => html`<li>${words.stepOf(step.from === step.to ? say(step.from) : words.span(say(step.from), say(step.to), step.days), inLanguage(visit, step))}${step.article ? html` <span class="small">${words.article(step.article)}</span>` : ''}</li>`)}</ol>
<p>${words.ends(say(due.strict), due.legal === null ? null : say(due.legal))}</p>
</details><p><a href="/follow/due">${t.follow.due.link}</a></p></dd>`
}
