import { html } from 'hono/html'
import { Forbidden, RuleBroken } from '../../../platform/errors.ts'
import { problemText } from '../../../platform/problem.ts'
import { openByPin } from '../../intake/index.ts'
import { FORM_ID, faultSummary, mainForm, textField } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import { formFault } from '../form-guard.ts'
import { EMPTY_FORM, formOf, readForm } from '../form.ts'
import type { Form } from '../form.ts'
import { page } from '../layout.ts'
import { changeDisplay } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import { ACTION_NAMES } from './action-page.ts'
import type { FollowAction } from './action-page.ts'
import { actionPage } from './action-view.ts'
import { forgetMatter, hadMatterOpen, rememberMatter } from './session.ts'

/** Code and PIN; in `then` and `kept` what somebody was writing when half an hour had passed. */
export async function showFind(visit: Visit): Promise<Response> {
  const { c, t } = visit
  const note = c.req.query('left') !== undefined ? t.follow.find.left : null
  return render(visit, EMPTY_FORM, [], note)
}

/** Nobody is let in without code and PIN, and nothing typed is lost on the way. */
export async function askAgain(visit: Visit, then: FollowAction | null, typed: Form): Promise<Response> {
  const kept = typed.entries().filter(([name]) => !['token', 'display', 'code', 'pin'].includes(name)).map(([name, value]): [string, string] => ['typed', JSON.stringify([name, value])])
  return render(visit, formOf([...(then ? [['then', then] as [string, string]] : []), ...kept]), [], hadMatterOpen(visit) || kept.length > 0 ? visit.t.follow.find.expired : null)
}

async function render(visit: Visit, typed: Form, faults: readonly PageFault[], note: string | null, status: 200 | 401 | 422 | 429 = 200): Promise<Response> {
  const { c, t } = visit
  const words = t.follow.find
  const body = html`${faultSummary(visit, faults)}${note ? html`<p class="note" role="status">${note}</p>` : ''}
<h1>${words.title}</h1><p class="lead">${words.lead}</p>
${mainForm(visit.formToken(), {
    action: '/follow',
    body: html`${textField({ name: 'code', label: words.code, hint: words.codeHint, value: typed.text('code'), faults, inputmode: 'numeric', width: 'middle' })}
${textField({ name: 'pin', label: words.pin, hint: words.pinHint, value: typed.text('pin'), faults, inputmode: 'numeric', width: 'short' })}
${carried(typed)}<p class="actions"><button class="button">${words.go}</button></p>`,
  })}
<h2>${words.lost}</h2><p>${words.lostText}</p>`
  return c.html(page(visit, { title: words.title, body, hasFaults: faults.length > 0, formId: FORM_ID }), status)
}

const carried = (typed: Form): Html => html`${['then', 'typed'].map((name) => typed.list(name).map((value) => html`<input type="hidden" name="${name}" value="${value}">`))}`

export async function find(visit: Visit): Promise<Response> {
  const { c, deps, t } = visit
  const typed = await readForm(c)
  const fault = formFault(deps, c, typed.text('token'))
  if (fault) return render(visit, typed, [{ field: FORM_ID, message: t.errors[fault] }], null, 422)
  if (typed.text('display') !== '') return render(changeDisplay(visit, typed.text('display')), typed, [], null)
  const words = t.follow.find
  const missing = [...(typed.text('code').trim() === '' ? [{ field: 'code', message: words.codeMissing }] : []), ...(typed.text('pin').trim() === '' ? [{ field: 'pin', message: words.pinMissing }] : [])]
  if (missing.length > 0) return render(visit, typed, missing, null, 422)
  try {
    const access = await openByPin(deps, { code: typed.text('code'), pin: typed.text('pin'), clientAddress: c.get('clientAddress') })
    rememberMatter(visit, access)
    const then = ACTION_NAMES.find((one) => one === typed.text('then'))
    return then ? actionPage(visit, then, access, formOf(typed.list('typed').flatMap(carriedBack)), []) : c.redirect('/follow/progress', 303)
  } catch (error) {
    if (!(error instanceof Forbidden || error instanceof RuleBroken)) throw error
    // One answer, whichever of the two is wrong, and the PIN is not sent back.
    const message = problemText(error.code, error instanceof RuleBroken ? error.facts : {}, visit.language)
    return render(visit, formOf(typed.entries().filter(([name]) => name !== 'pin')), [{ field: 'code', message }], null, error instanceof Forbidden ? 401 : 429)
  }
}

function carriedBack(text: string): [string, string][] {
  const pair: unknown = JSON.parse(text)
  return Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string' ? [[pair[0], pair[1]]] : []
}

export async function leave(visit: Visit): Promise<Response> {
  const { c, deps } = visit
  if (!formFault(deps, c, (await readForm(c)).text('token'))) forgetMatter(visit)
  return c.redirect('/follow?left', 303)
}
