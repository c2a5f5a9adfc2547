import { NotFound } from '../../../platform/errors.ts'
import { findRegion } from '../../directory/index.ts'
import { newDraft } from '../draft.ts'
import type { Draft, Step } from '../draft.ts'
import { firstOpenStep, stepAfter, stepBefore, stepsFor, withAnswer, withoutAnswer } from '../draft.rules.ts'
import { FORM_ID } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import { formFault } from '../form-guard.ts'
import { readForm } from '../form.ts'
import type { Form } from '../form.ts'
import { beginDraft, changeDraft, findDraft } from '../keep-draft.ts'
import { keepFiles } from '../keep-files.ts'
import { page } from '../layout.ts'
import { changeDisplay } from '../visit.ts'
import type { Visit } from '../visit.ts'
import { STEP_PAGES, faultsOnStep } from './steps.ts'

/** One question, with what was answered before. */
export async function showStep(visit: Visit, step: Step): Promise<Response> {
  const draft = await findDraft(visit)
  if (!draft) return visit.c.redirect('/file', 303)
  return elsewhere(visit, draft, step) ?? render(visit, step, draft, [])
}

/** Where this draft belongs instead: sent ones to their receipt, one being sent to its check page, a page that does not apply to the next that does. */
function elsewhere({ c }: Visit, draft: Draft, step: Step): Response | null {
  if (draft.receipt) return c.redirect('/file/sent', 303)
  if (draft.sending) return c.redirect('/file/check', 303)
  return stepsFor(draft).includes(step) ? null : c.redirect(`/file/${firstOpenStep(draft)}`, 303)
}

async function render(visit: Visit, step: Step, draft: Draft, faults: readonly PageFault[]): Promise<Response> {
  const { c } = visit
  const one = STEP_PAGES[step]
  const before = stepBefore(draft, step)
  return c.html(page(visit, { title: one.title(visit, draft), body: await one.body(visit, draft, faults), back: before ? `/file/${before}` : '/file', hasFaults: faults.length > 0, formId: FORM_ID }), faults.length > 0 ? 422 : 200)
}

/** Keeps what was typed, whatever it is; goes on when the rules have nothing against it. */
export async function takeStep(visit: Visit, step: Step): Promise<Response> {
  const { c, deps, t } = visit
  const form = await readForm(c)
  const known = await findDraft(visit)
  const fault = formFault(deps, c, form.text('token'))
  if (fault) return render(visit, step, STEP_PAGES[step].take(known ?? newDraft(''), form, false), [{ field: FORM_ID, message: t.errors[fault] }])
  // A draft may have been cleared, or forgotten after a week, while its page stayed open: what is typed there begins a new one.
  const draft = known ?? await beginDraft(visit)
  const away = elsewhere(visit, draft, step)
  if (away) return away
  if (form.text('quiet') !== '' || form.text('display') !== '') return keepOnly(visit, step, form)
  return answer(visit, step, form)
}

/** Saved on the way: by the browser every few seconds, or because the reader wants larger type. */
async function keepOnly(visit: Visit, step: Step, form: Form): Promise<Response> {
  const { c } = visit
  await changeDraft(visit, (draft) => (draft.sending || draft.receipt ? draft : STEP_PAGES[step].take(draft, form, false)))
  if (form.text('quiet') !== '') return c.body(null, 204)
  changeDisplay(visit, form.text('display'))
  return c.redirect(`${c.req.path}${new URL(c.req.url).search}`, 303)
}

async function answer(visit: Visit, step: Step, form: Form): Promise<Response> {
  const { c } = visit
  const one = STEP_PAGES[step]
  const kept = step === 'files' ? await keepFiles(visit, form.files('file')) : { files: [], faults: [] }
  const placeName = step === 'place' ? await nameOfPlace(visit, form.text('place')) : null
  const draft = await changeDraft(visit, (before) => {
    if (before.sending || before.receipt) return before
    const typed = one.take(before, form, true)
    return { ...typed, files: [...typed.files, ...kept.files], placeName: placeName ?? typed.placeName }
  })
  if (!draft) return c.redirect('/file', 303)
  const missing = [...one.missing(visit, draft, form), ...kept.faults]
  const faults = missing.length > 0 ? missing : await faultsOnStep(visit, draft, step)
  if (faults.length > 0) {
    await changeDraft(visit, (before) => withoutAnswer(before, step))
    return render(visit, step, draft, faults)
  }
  const stay = one.stay?.(draft, form) ?? null
  if (stay) return c.redirect(stay, 303)
  const done = (await changeDraft(visit, (before) => withAnswer(before, step))) ?? draft
  return c.redirect(`/file/${stepAfter(done, step)}`, 303)
}

/** The full name as it is today, to show it again without asking the directory each time. */
async function nameOfPlace({ deps }: Visit, code: string): Promise<string | null> {
  if (!/^\d{12}(\d{3})?$/.test(code)) return null
  try {
    return (await findRegion(deps.db, code)).fullName
  } catch (error) {
    // A code nobody knows is the rules' to refuse.
    if (error instanceof NotFound) return null
    throw error
  }
}
