import { STANDINGS } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { withoutAnswer } from '../draft.rules.ts'
import { radios } from '../form-parts.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

function withStanding(draft: Draft, standing: Draft['standing']): Draft {
  if (standing === null || standing === draft.standing) return draft
  // An organisation has another kind of number and of address than a person: the next page is asked again.
  const isOtherKind = (standing === 'organisation') !== (draft.standing === 'organisation')
  return { ...withoutAnswer(draft, 'you'), standing, ...(isOtherKind ? { idKind: null, idNumber: '' } : {}) }
}

/** In whose name it is sent. */
export const whoPage: StepPage = {
  title: ({ t }) => t.filing.who.title,
  take: (draft, form) => withStanding(draft, STANDINGS.find((one) => one === form.text('standing')) ?? null),
  missing: ({ t }, draft) => (draft.standing === null ? [{ field: 'standing', message: t.filing.who.missing }] : []),
  body: (visit, draft, faults) => {
    const { t } = visit
    return stepFrame(visit, 'who', draft, {
      title: t.filing.who.title, faults,
      fields: radios({ name: 'standing', legend: t.filing.who.legend, items: STANDINGS.map((value) => ({ value, ...t.filing.who.items[value] })), value: draft.standing, faults }),
    })
  },
}
