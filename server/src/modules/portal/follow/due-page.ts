import type { ClockExplanation } from '@hejie/contract/time-limits'
import { html } from 'hono/html'
import { explainToPetitioner } from '../../time-limits/index.ts'
import { dayInWords } from '../date-words.rules.ts'
import { EMPTY_FORM } from '../form.ts'
import { page } from '../layout.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import { askAgain } from './find.ts'
import { openMatter } from './session.ts'

/** Every date that concerns the petitioner, day by day with its article: what an officer sees, in plain words. 民法典第二百条至第二百零三条 */
export async function showDue(visit: Visit): Promise<Response> {
  const { c, t, deps } = visit
  const access = await openMatter(visit)
  if (!access) return askAgain(visit, null, EMPTY_FORM)
  const words = t.follow.due
  const clocks = access.kind === 'sealed' ? [] : await explainToPetitioner(deps, access)
  // What still runs comes first, the nearest on top.
  const sorted = clocks.toSorted((a, b) => rank(a) - rank(b) || ((a.legal ?? a.strict ?? '') < (b.legal ?? b.strict ?? '') ? -1 : 1))
  return c.html(page(visit, {
    title: words.title, back: '/follow/progress', backWords: t.follow.page.back, isWide: true,
    body: html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>${sorted.length === 0 ? html`<p>${words.none}</p>` : sorted.map((one) => clockOf(visit, one))}
<p class="actions"><button type="button" class="button plain" data-print hidden>${t.frame.print}</button></p>`,
  }))
}

const rank = ({ phase }: ClockExplanation): number => (phase === 'ended' ? 1 : 0)

function clockOf(visit: Visit, clock: ClockExplanation): Html {
  const { t, language, deps } = visit
  const words = t.follow.due
  const say = (date: string | null): string => (date ? dayInWords(date, language, deps.today().toString()) : words.open)
  const state = clock.endedOn ? words.ended(say(clock.endedOn)) : clock.isLate ? words.late : clock.phase === 'paused' ? words.paused : words.running
  return html`<section class="card" aria-labelledby="clock-${clock.seq}"><h2 id="clock-${clock.seq}">${inLanguage(visit, clock.rule)}</h2>
<p class="state">${state}</p>
<dl class="facts"><dt>${words.legal}</dt><dd><strong>${say(clock.legal)}</strong></dd><dt>${words.strict}</dt><dd>${say(clock.strict ?? clock.notBefore)}</dd>
<dt>${words.from}</dt><dd>${words.fromDay(inLanguage(visit, clock.rule.startsAt), say(clock.startedOn))}</dd><dt>${words.rule}</dt><dd>${inLanguage(visit, clock.rule.lengthText)}</dd><dt>${words.basis}</dt><dd>${clock.rule.basis}</dd>
${clock.closing ? html`<dt>${words.counter}</dt><dd>${inLanguage(visit, clock.closing)}${t.follow.page.article(clock.closing.article)}</dd>` : ''}</dl>
${clock.provisional ? html`<p class="note">${words.provisional}</p>` : ''}${clock.unit?.endedOn ? html`<p class="note">${words.dissolved(clock.unit.name, clock.unit.successor)}</p>` : ''}
${clock.events.length > 1 ? html`<h3>${words.history}</h3><ul class="list">${clock.events.map((one) => html`<li>${t.follow.page.stepOf(say(one.on), inLanguage(visit, one))}</li>`)}</ul>` : ''}
${stepsOf(visit, clock, say)}</section>`
}

function stepsOf(visit: Visit, clock: ClockExplanation, say: (date: string | null) => string): Html {
  const words = visit.t.follow.due
  const { span, article } = visit.t.follow.page
  const nth = (step: ClockExplanation['steps'][number]): string => (step.nth === null ? '' : step.days === 1 ? String(step.nth) : `${step.nth}–${step.nth + step.days - 1}`)
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${inLanguage(visit, clock.rule)}"><table class="days"><thead><tr><th scope="col">${words.days}</th><th scope="col">${words.counted}</th><th scope="col">${words.nth}</th><th scope="col">${words.reason}</th></tr></thead>
<tbody>${clock.steps.map((step) => html`<tr${step.counted ? '' : html` class="skipped"`}><td>${step.from === step.to ? say(step.from) : span(say(step.from), say(step.to), step.days)}</td><td>${step.counted ? words.yes : words.no}</td><td>${nth(step)}</td><td>${inLanguage(visit, step)}${step.article ? html` <span class="small">${article(step.article)}</span>` : ''}</td></tr>`)}</tbody></table></div>`
}
