import { html } from 'hono/html'
import { citizenView } from '../../intake/index.ts'
import type { CitizenAccess } from '../../intake/index.ts'
import { sizeInWords } from '../date-words.rules.ts'
import { fileField } from '../filing/step-files.ts'
import { FORM_ID, faultSummary, mainForm } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import type { Form } from '../form.ts'
import { page } from '../layout.ts'
import type { Html, Visit } from '../visit.ts'
import type { FollowAction, WaitingFile } from './action-page.ts'
import { ACTION_PAGES } from './action-pages.ts'

/** The page of an action with what was typed, or, when it is not open at this moment, the progress page that says what is. */
export async function actionPage(visit: Visit, name: FollowAction, access: CitizenAccess, typed: Form, faults: readonly PageFault[]): Promise<Response> {
  const { c, t } = visit
  const view = await citizenView(visit.deps, access)
  if (!view.mayDo.some(({ action }) => action === name)) return c.redirect('/follow/progress?not=now', 303)
  const one = ACTION_PAGES[name]
  const body = html`${faultSummary(visit, faults)}<h1>${one.title(visit)}</h1>${view.isSealed ? '' : html`<p class="lead">${view.title}</p>`}
${mainForm(visit.formToken(), {
    action: `/follow/${name}`, isUpload: one.takesFiles,
    body: html`${await one.fields(visit, view, typed, faults, access)}${one.takesFiles ? fileParts(visit, typed, faults) : ''}
<p class="actions"><button class="button${name === 'withdraw' ? ' danger' : ''}">${one.go(visit)}</button>${name === 'withdraw' ? html`<a class="button second" href="/follow/progress">${t.follow.withdraw.back}</a>` : ''}</p>`,
  })}`
  return c.html(page(visit, { title: one.title(visit), body, back: '/follow/progress', backWords: t.follow.page.back, hasFaults: faults.length > 0, formId: FORM_ID }), faults.length > 0 ? 422 : 200)
}

/** Files that arrived with a form that had a fault are kept and need not be chosen again. */
function fileParts(visit: Visit, typed: Form, faults: readonly PageFault[]): Html {
  const { t, deps } = visit
  const kept = waitingFiles(typed)
  return html`${fileField(visit, faults, t.follow.add.files)}<p class="hint">${t.follow.filesHint(deps.config.maxAttachmentBytes / 1024 / 1024)}</p>
${kept.length > 0 ? html`<h2>${t.filing.files.list}</h2><ul class="list">${kept.map((one) => html`<li><input type="hidden" name="kept" value="${JSON.stringify(one)}"><span>${one.name} <span class="small">${sizeInWords(one.bytes)}</span></span></li>`)}</ul>` : ''}`
}

/** Ids of uploads prove themselves: nobody else knows them, and the rules look at them again. */
export function waitingFiles(typed: Form): WaitingFile[] {
  return typed.list('kept').flatMap((text): WaitingFile[] => {
    try {
      const one: unknown = JSON.parse(text)
      return one && typeof one === 'object' && 'id' in one && 'name' in one && 'bytes' in one ? [{ id: String(one.id), name: String(one.name), bytes: Number(one.bytes) }] : []
    } catch {
      return []
    }
  })
}
