import { html } from 'hono/html'
import type { Draft } from '../draft.ts'
import { faultSummary, textField } from '../form-parts.ts'
import { placeChooser } from '../place-chooser.ts'
import type { StepPage } from './step-page.ts'
import { stepFrame } from './step-page.ts'

/** Where it happened: down the five levels by links, or by name; then the exact spot in words. */
export const placePage: StepPage = {
  title: ({ t }) => t.filing.place.title,
  take: (draft, form) => ({ ...draft, placeCode: form.text('place') || draft.placeCode, placeDetail: form.text('placeDetail') }),
  missing: ({ t }, draft) => (draft.placeCode === '' ? [{ field: 'place', message: t.filing.place.choose }] : []),
  body: async (visit, draft, faults) => {
    const { t, c } = visit
    const words = t.filing.place
    const { at, html: chooser } = await placeChooser(visit, { path: '/file/place', at: c.req.query('at') ?? draft.placeCode, hint: words.hint })
    if (!at) return html`${faultSummary(visit, faults)}${stepFrame(visit, 'place', draft, { title: words.title, faults: [], fields: html``, button: null, before: chooser })}`
    return stepFrame(visit, 'place', draft, {
      title: words.title, faults, before: chooser, action: `/file/place?at=${at.code}`,
      fields: html`<input type="hidden" name="place" value="${at.code}">
${textField({ name: 'placeDetail', label: words.detailLabel, hint: words.detailHint, optional: t.filing.optional, value: draft.placeDetail, faults })}`,
      button: html`<p class="actions"><button class="button" id="place">${words.take(at.fullName)}</button></p>`,
    })
  },
}

export const placeOf = (draft: Draft): string => [draft.placeName, draft.placeDetail].filter((part) => part !== '').join(' ')
