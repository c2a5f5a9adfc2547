import { html } from 'hono/html'
import { radios } from '../form-parts.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

const answerOf = (value: string, before: boolean | null): boolean | null => (value === 'yes' ? true : value === 'no' ? false : before)
const valueOf = (answer: boolean | null): string | null => (answer === null ? null : answer ? 'yes' : 'no')

/** What others may know. */
export const privacyPage: StepPage = {
  title: ({ t }) => t.filing.privacy.title,
  take: (draft, form) => ({ ...draft, isPublic: answerOf(form.text('isPublic'), draft.isPublic), hidesIdentity: answerOf(form.text('hidesIdentity'), draft.hidesIdentity) }),
  missing: ({ t }, draft) => [
    ...(draft.isPublic === null ? [{ field: 'isPublic', message: t.filing.privacy.publicMissing }] : []),
    ...(draft.standing !== 'anonymous' && draft.hidesIdentity === null ? [{ field: 'hidesIdentity', message: t.filing.privacy.hideMissing }] : []),
  ],
  body: (visit, draft, faults) => {
    const words = visit.t.filing.privacy
    return stepFrame(visit, 'privacy', draft, {
      title: words.title, faults,
      fields: html`${radios({ name: 'isPublic', legend: words.publicLegend, hint: words.publicHint, items: [{ value: 'no', label: words.publicNo }, { value: 'yes', label: words.publicYes }], value: valueOf(draft.isPublic), faults })}
${draft.standing === 'anonymous' ? '' : radios({ name: 'hidesIdentity', legend: words.hideLegend, hint: words.hideHint, items: [{ value: 'no', label: words.hideNo }, { value: 'yes', label: words.hideYes }], value: valueOf(draft.hidesIdentity), faults })}`,
    })
  },
}
