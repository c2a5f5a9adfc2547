import { html } from 'hono/html'
import type { Draft } from '../draft.ts'
import { firstOpenStep } from '../draft.rules.ts'
import { mainForm } from '../form-parts.ts'
import { formFault } from '../form-guard.ts'
import { readForm } from '../form.ts'
import { beginDraft, findDraft, forgetDraft } from '../keep-draft.ts'
import { page } from '../layout.ts'
import type { Html, Visit } from '../visit.ts'

/** What to have ready, and whether to go on with an earlier draft or begin. */
export async function showStart(visit: Visit, fault: string | null = null): Promise<Response> {
  const title = visit.t.filing.start.title
  return visit.c.html(page(visit, { title, body: startBody(visit, await findDraft(visit), fault) }), fault ? 403 : 200)
}

export async function start(visit: Visit): Promise<Response> {
  const fault = formFault(visit.deps, visit.c, (await readForm(visit.c)).text('token'))
  if (fault) return showStart(visit, visit.t.errors[fault])
  await beginDraft(visit)
  return visit.c.redirect('/file/kind', 303)
}

function startBody(visit: Visit, draft: Draft | null, fault: string | null): Html {
  const { t } = visit
  const words = t.filing.start
  const goOn = draft && !draft.receipt && draft.kind !== null ? draft : null
  return html`${fault ? html`<p class="note warn" role="alert">${fault}</p>` : ''}<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${goOn ? html`<p class="actions"><a class="button" href="/file/${firstOpenStep(goOn)}">${words.resume}</a> <a class="button plain" href="/file/clear">${words.clear}</a></p>` : ''}
<h2>${words.needTitle}</h2>
<ul class="ticks">${words.need.map((one) => html`<li>${one}</li>`)}</ul>
<p>${words.help}</p>
<p><a href="/guide">${words.guide}</a></p>
${mainForm(visit.formToken(), { action: '/file', body: html`<p class="actions"><button class="button${goOn ? ' second' : ''}">${goOn ? words.again : words.go}</button></p>` })}
<p class="small">${words.shared}</p>`
}

export async function showClear(visit: Visit, fault: string | null = null): Promise<Response> {
  const { t, c } = visit
  const words = t.filing.start
  return c.html(page(visit, {
    title: words.clearTitle,
    body: html`${fault ? html`<p class="note warn" role="alert">${fault}</p>` : ''}<h1>${words.clearTitle}</h1><p>${words.clearText}</p>
${mainForm(visit.formToken(), { action: '/file/clear', body: html`<p class="actions"><button class="button danger">${words.clearGo}</button><a class="button second" href="/file">${words.clearBack}</a></p>` })}`,
  }), fault ? 403 : 200)
}

export async function clear(visit: Visit): Promise<Response> {
  const fault = formFault(visit.deps, visit.c, (await readForm(visit.c)).text('token'))
  if (fault) return showClear(visit, visit.t.errors[fault])
  await forgetDraft(visit)
  return visit.c.redirect('/file', 303)
}
