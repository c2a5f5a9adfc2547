import { html } from 'hono/html'
import type { Receipt } from '@hejie/contract/intake'
import { openByPin } from '../../intake/index.ts'
import { codeInGroups, dayInWords, momentInWords } from '../date-words.rules.ts'
import { isYearPublished } from '../due-words.ts'
import { rememberMatter } from '../follow/session.ts'
import { mainForm } from '../form-parts.ts'
import { formFault } from '../form-guard.ts'
import { readForm } from '../form.ts'
import { findDraft, forgetDraft } from '../keep-draft.ts'
import { page } from '../layout.ts'
import type { Html, Visit } from '../visit.ts'

/** Shown as long as it is on this device: again after a reload, and to the second of two sendings. */
export async function showReceipt(visit: Visit, fault: string | null = null): Promise<Response> {
  const { c, t } = visit
  const draft = await findDraft(visit)
  if (!draft) return c.redirect('/file', 303)
  if (!draft.receipt) return c.redirect('/file/check', 303)
  const body = await receiptBody(visit, draft.receipt, draft.standing === 'anonymous')
  return c.html(page(visit, { title: t.filing.sent.title, body: html`${fault ? html`<p class="note warn" role="alert">${fault}</p>` : ''}${body}` }), fault ? 403 : 200)
}

/** On from the receipt: to the progress without typing code and PIN, to another filing, or off this device. */
export async function leaveReceipt(visit: Visit): Promise<Response> {
  const { c, deps, t } = visit
  const form = await readForm(c)
  const fault = formFault(deps, c, form.text('token'))
  if (fault) return showReceipt(visit, t.errors[fault])
  const receipt = (await findDraft(visit))?.receipt
  if (form.text('do') === 'follow' && receipt) {
    rememberMatter(visit, await openByPin(deps, { code: receipt.code, pin: receipt.pin, clientAddress: c.get('clientAddress') }))
    return c.redirect('/follow/progress', 303)
  }
  await forgetDraft(visit)
  if (form.text('do') === 'another') return c.redirect('/file', 303)
  return c.redirect('/', 303)
}

/** The code in large type, the PIN, and what happens next until when. */
async function receiptBody(visit: Visit, receipt: Receipt, isAnonymous: boolean): Promise<Html> {
  const { t, language, deps } = visit
  const words = t.filing.sent
  const today = deps.today().toString()
  return html`<section class="receipt" aria-labelledby="received">
<h1 id="received">${words.title}</h1>
${receipt.isSealed ? '' : html`<p>${receipt.title}</p>`}
<dl><dt>${words.code}</dt><dd class="number" id="code">${inGroups(receipt.code)}</dd><dt>${words.pin}</dt><dd class="number" id="pin">${receipt.pin}</dd></dl>
<p>${words.at(momentInWords(receipt.receivedAt, language, today))}</p>
</section>
<div class="note${isAnonymous ? ' warn' : ''}"><h2>${words.keep}</h2><p>${isAnonymous ? words.anonymous : ''} ${words.keepText}</p></div>
<p class="no-print"><button type="button" class="button second" data-print hidden>${t.frame.print}</button> <span class="small" data-print-hint>${words.printHint}</span></p>
<h2>${words.nextTitle}</h2>
${receipt.isSealed ? html`<p>${words.sealed}</p>` : await nextSteps(visit, receipt.noticeBy, today)}
${mainForm(visit.formToken(), { action: '/file/sent', body: html`<p class="actions"><button class="button" name="do" value="follow">${words.follow}</button><button class="button second" name="do" value="another">${words.another}</button><button class="button plain" name="do" value="done">${words.done}</button></p>` })}`
}

/** Groups are for the eye; read aloud and copied, the code is one number. */
function inGroups(code: string): Html {
  const groups = codeInGroups(code)
  const pairs = [groups.slice(0, 2), groups.slice(2)]
  return html`<span class="away">${code}</span>${pairs.map((pair) => html`<span aria-hidden="true">${pair.map((group) => html`<span>${group}</span>`)}</span>`)}`
}

async function nextSteps(visit: Visit, noticeBy: string | null, today: string): Promise<Html> {
  const { t, language, deps } = visit
  const words = t.filing.sent
  const isSure = noticeBy === null || await isYearPublished(deps, noticeBy)
  return html`<ol class="dots">${noticeBy ? html`<li>${words.notice(dayInWords(noticeBy, language, today))}${isSure ? '' : html` ${words.noticeProvisional}`}</li>` : ''}<li>${words.notice2}</li><li>${words.reply}</li></ol>`
}
