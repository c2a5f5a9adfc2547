import { Invalid, RuleBroken } from '../../../platform/errors.ts'
import { problemText } from '../../../platform/problem.ts'
import { citizenView } from '../../intake/index.ts'
import type { CitizenAccess } from '../../intake/index.ts'
import { FORM_ID } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import { formFault } from '../form-guard.ts'
import { EMPTY_FORM, formOf, readForm } from '../form.ts'
import type { Form } from '../form.ts'
import { keepFiles } from '../keep-files.ts'
import { changeDisplay } from '../visit.ts'
import type { Visit } from '../visit.ts'
import type { FollowAction, WaitingFile } from './action-page.ts'
import { ACTION_PAGES } from './action-pages.ts'
import { actionPage, waitingFiles } from './action-view.ts'
import { askAgain } from './find.ts'
import { openMatter } from './session.ts'

export async function showAction(visit: Visit, name: FollowAction): Promise<Response> {
  const access = await openMatter(visit)
  return access ? actionPage(visit, name, access, EMPTY_FORM, []) : askAgain(visit, name, EMPTY_FORM)
}

/** Does it, or says what to change with everything still filled in. */
export async function act(visit: Visit, name: FollowAction): Promise<Response> {
  const { c, deps, t } = visit
  const sent = await readForm(c)
  const one = ACTION_PAGES[name]
  const kept = one.takesFiles && sent.files('file').length > 0 ? await keepFiles(visit, sent.files('file')) : { files: [], faults: [] }
  const typed = withFiles(sent, kept.files)
  const access = await openMatter(visit)
  if (!access) return askAgain(visit, name, typed)
  const fault = formFault(deps, c, typed.text('token'))
  if (fault) return actionPage(visit, name, access, typed, [{ field: FORM_ID, message: t.errors[fault] }])
  if (typed.text('display') !== '') return actionPage(changeDisplay(visit, typed.text('display')), name, access, typed, [])
  const view = await citizenView(deps, access)
  const missing = [...one.missing(visit, view, typed), ...kept.faults]
  if (missing.length > 0) return actionPage(visit, name, access, typed, missing)
  const faults = await attempt(visit, name, access, typed)
  return faults.length > 0 ? actionPage(visit, name, access, typed, faults) : c.redirect(`/follow/progress?done=${name}`, 303)
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
