import { html } from 'hono/html'
import type { CitizenView } from '@hejie/contract/intake'
import { citizenView } from '../../intake/index.ts'
import { messagesForCitizen } from '../../notifications/index.ts'
import type { Message } from '../../notifications/index.ts'
import { codeInGroups, dayInWords, momentInWords, sizeInWords } from '../date-words.rules.ts'
import { mainForm } from '../form-parts.ts'
import { page } from '../layout.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import { ACTION_NAMES } from './action-page.ts'
import { ACTION_PAGES } from './action-pages.ts'
import { dueBlock } from './due-block.ts'
import { askAgain } from './find.ts'
import { EMPTY_FORM } from '../form.ts'
import { openMatter } from './session.ts'

/** Who has it, until when and why, what was done, what comes next, and what the petitioner may do now. */
export async function showProgress(visit: Visit): Promise<Response> {
  const { c, t } = visit
  const access = await openMatter(visit)
  if (!access) return askAgain(visit, null, EMPTY_FORM)
  const view = await citizenView(visit.deps, access)
  const messages = view.isSealed ? [] : await messagesForCitizen(visit.deps, access)
  const body = html`${notice(visit)}<h1>${t.follow.page.title}</h1>
${headOf(visit, view)}
${view.isSealed ? html`<section class="card"><p class="state">${t.follow.page.sealed}</p><p>${t.follow.page.sealedText}</p></section>` : nowOf(visit, view)}
${mayDo(visit, view)}
${view.isSealed ? '' : html`${timeline(visit, view)}${messagesOf(visit, messages)}${papersOf(visit, view)}`}
${mainForm(visit.formToken(), { action: '/follow/leave', body: html`<p class="actions"><button class="button second">${t.follow.page.leave}</button><button type="button" class="button plain" data-print hidden>${t.frame.print}</button></p>` })}`
  return c.html(page(visit, { title: t.follow.page.title, body }))
}

/** What was just done, or why it could not be. */
function notice(visit: Visit): Html | string {
  const { c, t } = visit
  const done = ACTION_NAMES.find((one) => one === c.req.query('done'))
  if (done) return html`<p class="note good" role="status">${ACTION_PAGES[done].done(visit)}</p>`
  return c.req.query('not') === 'now' ? html`<p class="note warn" role="status">${t.follow.page.notNow}</p>` : ''
}

function headOf({ t, language, deps }: Visit, view: CitizenView): Html {
  // What somebody is accused of stays off a screen that others may look at.
  return html`${view.isSealed ? '' : html`<p class="lead">${view.title}</p>`}<p class="small">${t.follow.page.code} <span class="number-small">${codeInGroups(view.code).join(' ')}</span> · ${t.follow.page.received(momentInWords(view.receivedAt, language, deps.today().toString()))}</p>`
}

function nowOf(visit: Visit, view: CitizenView): Html {
  const words = visit.t.follow.page
  const { holder } = view
  return html`<section class="card" aria-labelledby="now"><h2 id="now">${words.now}</h2>
<p class="state">${inLanguage(visit, view.plain)}</p>
${view.withdrawalAsked ? html`<p class="note">${words.withdrawalAsked}</p>` : ''}
<dl class="facts">${holder ? html`<dt>${words.holder}</dt><dd>${holder.name}${holder.phone ? html`, ${words.phone} <a href="tel:${holder.phone}">${holder.phone}</a>` : ''}${holder.address ? html`, ${words.address} ${holder.address}` : ''}</dd>` : ''}
${view.due ? dueBlock(visit, view.due) : ''}</dl></section>`
}

function mayDo(visit: Visit, view: CitizenView): Html {
  const { t, language, deps } = visit
  const words = t.follow.page
  const open = ACTION_NAMES.flatMap((name) => view.mayDo.filter(({ action }) => action === name).map((one) => ({ name, ...one })))
  const lastDay = (until: string | null, provisional: boolean): Html | string => (until ? html`<p class="small">${words.lastDay(dayInWords(until, language, deps.today().toString()))}${provisional ? words.lastDayProvisional : ''}</p>` : provisional ? html`<p class="small">${words.lastDayOpen}</p>` : '')
  return html`<section aria-labelledby="may-do"><h2 id="may-do">${words.mayDo}</h2>
${view.reply ? html`<p class="actions"><a class="button" href="/follow/reply">${words.reply}</a></p>` : ''}
${open.length === 0 ? (view.reply ? '' : html`<p>${words.nothingToDo}</p>`) : html`<ul class="todo">${open.map(({ name, until, provisional }) => html`<li><a class="button${name === 'supply' ? '' : ' second'}" href="/follow/${name}">${t.follow.actions[name]}</a>${lastDay(until, provisional)}</li>`)}</ul>`}</section>`
}

/** What comes next on top, then what was done, the latest first. */
function timeline(visit: Visit, view: CitizenView): Html {
  const { t, language, deps } = visit
  const today = deps.today().toString()
  const next = t.follow.next[view.status]
  return html`<section aria-labelledby="timeline"><h2 id="timeline">${t.follow.page.timeline}</h2><ol class="timeline" reversed>
${next ? html`<li class="coming"><p class="when">${t.follow.page.next}</p><p class="what">${next}</p></li>` : ''}
${view.timeline.toReversed().map((one) => html`<li><p class="when"><time datetime="${one.at}">${momentInWords(one.at, language, today)}</time></p><p class="what">${inLanguage(visit, one)}</p>${one.note ? html`<p class="said">${one.note}</p>` : ''}</li>`)}</ol></section>`
}

/** What was sent to the petitioner, word for word: there is nothing to miss for whoever gave no telephone number. */
function messagesOf(visit: Visit, messages: readonly Message[]): Html | string {
  const { t, language, deps } = visit
  const today = deps.today().toString()
  if (messages.length === 0) return ''
  return html`<section aria-labelledby="messages"><h2 id="messages">${t.follow.page.messages}</h2><ul class="list">${messages.map((one) => html`<li><span>${inLanguage(visit, one)}</span><span class="small"><time datetime="${one.at}">${momentInWords(one.at, language, today)}</time></span></li>`)}</ul></section>`
}

function papersOf(visit: Visit, view: CitizenView): Html {
  const { t, language, deps } = visit
  const words = t.follow.page
  const today = deps.today().toString()
  return html`${view.papers.length > 0 ? html`<h2>${words.papers}</h2><ul class="list">${view.papers.map((one) => html`<li><a href="/follow/papers/${one.seq}">${one.title}${one.number ? ` ${one.number}` : ''}</a><span class="small">${momentInWords(one.issuedAt, language, today)}</span></li>`)}</ul>` : ''}
${view.attachments.length > 0 ? html`<h2>${words.files}</h2><ul class="list">${view.attachments.map((one) => html`<li><a href="/follow/files/${one.id}" download>${one.name}</a><span class="small">${sizeInWords(one.bytes)}</span></li>`)}</ul>` : ''}`
}
