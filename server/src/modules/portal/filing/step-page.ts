import { html } from 'hono/html'
import type { Draft, Step } from '../draft.ts'
import { stepsFor } from '../draft.rules.ts'
import { faultSummary, mainForm } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import type { Form } from '../form.ts'
import type { Html, Visit } from '../visit.ts'

/** One page of the journey: how it looks, what it takes from a form, and what it finds missing before the rules are asked. */
export interface StepPage {
  title(visit: Visit, draft: Draft): string
  body(visit: Visit, draft: Draft, faults: readonly PageFault[]): Html | Promise<Html>
  /** What was typed, right or wrong; `isAnswer` when it was sent as the answer and not only kept on the way. */
  take(draft: Draft, form: Form, isAnswer: boolean): Draft
  /** Choices nobody made. */
  missing(visit: Visit, draft: Draft, form: Form): PageFault[]
  /** Where to go when this page is not finished with what was sent; null when it is. */
  stay?(draft: Draft, form: Form): string | null
}

/** A step's number, title, faults and form. */
export function stepFrame(visit: Visit, step: Step, draft: Draft, parts: { title: string; faults: readonly PageFault[]; fields: Html; before?: Html; after?: Html; action?: string; isUpload?: boolean; button?: Html | string | null }): Html {
  const { t } = visit
  const steps = stepsFor(draft)
  const button = parts.button === undefined ? html`<p class="actions"><button class="button">${t.filing.next}</button></p>` : (parts.button ?? '')
  return html`${faultSummary(visit, parts.faults)}
<p class="step">${t.filing.step(steps.indexOf(step) + 1, steps.length + 1)}</p>
<h1>${parts.title}</h1>
${parts.before ?? ''}
${mainForm(visit.formToken(), { action: parts.action ?? `/file/${step}`, isUpload: parts.isUpload, saves: !parts.isUpload, body: html`${parts.fields}${button}` })}
${parts.after ?? ''}
<p class="actions no-print"><a class="button plain" href="/file/clear">${t.filing.start.clear}</a></p>`
}
