import { html } from 'hono/html'
import { Invalid, RuleBroken } from '../../../platform/errors.ts'
import { problemText } from '../../../platform/problem.ts'
import { citizenView } from '../../intake/index.ts'
import type { CitizenAccess } from '../../intake/index.ts'
import { fileField } from '../filing/step-files.ts'
import { sizeInWords } from '../date-words.rules.ts'
import { FORM_ID, faultSummary, mainForm } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import { formFault } from '../form-guard.ts'
import { EMPTY_FORM, formOf, readForm } from '../form.ts'
import type { Form } from '../form.ts'
import { keepFiles } from '../keep-files.ts'
import { page } from '../layout.ts'
import { changeDisplay } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import type { FollowAction, WaitingFile } from './action-page.ts'
import { ACTION_PAGES } from './action-pages.ts'
import { askAgain } from './find.ts'
import { openMatter } from './session.ts'

export async function showAction(visit: Visit, name: FollowAction): Promise<Response> {
  const access = openMatter(visit)
  return access ? render(visit, name, access, EMPTY_FORM, []) : askAgain(visit, name, EMPTY_FORM)
}

/** The page of an action with what was typed, or, when it is not open at this moment, the progress page that says what is. */
export async function render(visit: Visit, name: FollowAction, access: CitizenAccess, typed: Form, faults: readonly PageFault[]): Promise<Response> {
  const { c, t } = visit
  const view = await citizenView(visit.deps, access)
  if (!view.mayDo.some(({ action }) => action === name)) return c.redirect('/follow/progress?not=now', 303)
  const one = ACTION_PAGES[name]
  const body = html`${faultSummary(visit, faults)}<h1>${one.title(visit)}</h1><p class="small">${view.title}</p>
${mainForm(visit.formToken(), {
    action: `/follow/${name}`, isUpload: one.takesFiles,
    body: html`${await one.fields(visit, view, typed, faults)}${one.takesFiles ? fileParts(visit, typed, faults) : ''}
<p class="actions"><button class="button${name === 'withdraw' ? ' danger' : ''}">${one.go(visit)}</button><a class="button second" href="/follow/progress">${name === 'withdraw' ? t.follow.withdraw.back : t.frame.back}</a></p>`,
  })}`
  return c.html(page(visit, { title: one.title(visit), body, back: '/follow/progress', hasFaults: faults.length > 0, formId: FORM_ID }), faults.length > 0 ? 422 : 200)
}

/** Files that arrived with a form that had a fault are kept and need not be chosen again. */
function fileParts(visit: Visit, typed: Form, faults: readonly PageFault[]): Html {
  const { t, deps } = visit
  const kept = waitingFiles(typed)
  return html`${fileField(visit, faults, t.follow.add.files)}<p class="hint">${t.follow.filesHint(deps.config.maxAttachmentBytes / 1024 / 1024)}</p>
${kept.length > 0 ? html`<h2>${t.filing.files.list}</h2><ul class="list">${kept.map((one) => html`<li><input type="hidden" name="kept" value="${JSON.stringify(one)}"><span>${one.name} <span class="small">${sizeInWords(one.bytes)}</span></span></li>`)}</ul>` : ''}`
}

/** Ids of uploads prove themselves: nobody else knows them, and the rules look at them again. */
function waitingFiles(typed: Form): WaitingFile[] {
  return typed.list('kept').flatMap((text): WaitingFile[] => {
    try {
      const one: unknown = JSON.parse(text)
      return one && typeof one === 'object' && 'id' in one && 'name' in one && 'bytes' in one ? [{ id: String(one.id), name: String(one.name), bytes: Number(one.bytes) }] : []
    } catch {
      return []
    }
  })
}

/** Does it, or says what to change with everything still filled in. */
export async function act(visit: Visit, name: FollowAction): Promise<Response> {
  const { c, deps, t } = visit
  const sent = await readForm(c)
  const one = ACTION_PAGES[name]
  const kept = one.takesFiles && sent.files('file').length > 0 ? await keepFiles(visit, sent.files('file')) : { files: [], faults: [] }
  const typed = withFiles(sent, kept.files)
  const access = openMatter(visit)
  if (!access) return askAgain(visit, name, typed)
  const fault = formFault(deps, c, typed.text('token'))
  if (fault) return render(visit, name, access, typed, [{ field: FORM_ID, message: t.errors[fault] }])
  if (typed.text('display') !== '') return render(changeDisplay(visit, typed.text('display')), name, access, typed, [])
  const view = await citizenView(deps, access)
  const missing = [...one.missing(visit, view, typed), ...kept.faults]
  if (missing.length > 0) return render(visit, name, access, typed, missing)
  const faults = await attempt(visit, name, access, typed)
  return faults.length > 0 ? render(visit, name, access, typed, faults) : c.redirect(`/follow/progress?done=${name}`, 303)
}

const withFiles = (form: Form, files: readonly WaitingFile[]): Form => formOf([...form.entries(), ...files.map((one): [string, string] => ['kept', JSON.stringify(one)])])

async function attempt(visit: Visit, name: FollowAction, access: CitizenAccess, typed: Form): Promise<PageFault[]> {
  const one = ACTION_PAGES[name]
  try {
    await one.act(visit, access, typed, waitingFiles(typed))
    return []
  } catch (error) {
    if (error instanceof Invalid) return error.faults.map(({ field, code, facts }) => ({ field: one.fieldOf[field] ?? field, message: problemText(code, facts ?? {}, visit.language) }))
    if (error instanceof RuleBroken) return [{ field: FORM_ID, message: problemText(error.code, error.facts, visit.language) }]
    throw error
  }
}
