import { html } from 'hono/html'
import { KINDS } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { radios } from '../form-parts.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

const kindOf = (value: string): Draft['kind'] => KINDS.find((one) => one === value) ?? null

/** What it is: in everyday words, the official term in brackets. */
export const kindPage: StepPage = {
  title: ({ t }) => t.filing.kind.title,
  take: (draft, form) => ({ ...draft, kind: kindOf(form.text('kind')) ?? draft.kind }),
  missing: ({ t }, draft) => (draft.kind === null ? [{ field: 'kind', message: t.filing.kind.missing }] : []),
  body: (visit, draft, faults) => {
    const { t } = visit
    return stepFrame(visit, 'kind', draft, {
      title: t.filing.kind.title, faults,
      fields: radios({ name: 'kind', legend: t.filing.kind.legend, items: KINDS.map((value) => ({ value, ...t.filing.kind.items[value] })), value: draft.kind, faults }),
      after: html`<p class="small">${t.filing.kind.court} <a href="/guide">${t.filing.kind.courtLink}</a></p>`,
    })
  },
}
