import { html } from 'hono/html'
import { FILING_LIMITS } from '../../intake/index.ts'
import { textArea, textField } from '../form-parts.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

/** What happened: a line, the whole story, and whom it is about. */
export const wordsPage: StepPage = {
  title: ({ t }, { kind }) => t.filing.words.title[kind ?? 'unsure'],
  take: (draft, form) => ({ ...draft, title: form.text('title'), body: form.text('body'), about: form.text('about') }),
  missing: () => [],
  body: (visit, draft, faults) => {
    const words = visit.t.filing.words
    const isAccusation = draft.kind === 'accusation'
    return stepFrame(visit, 'words', draft, {
      title: words.title[draft.kind ?? 'unsure'], faults,
      fields: html`${textField({ name: 'title', label: words.titleLabel, hint: words.titleHint, value: draft.title, faults })}
${textArea({ name: 'body', label: words.bodyLabel, hint: draft.kind === 'suggestion' ? words.bodyHintSuggestion : words.bodyHint, value: draft.body, faults, rows: 12, counter: { max: FILING_LIMITS.body, left: words.counter, over: words.counterOver } })}
${draft.kind === 'suggestion' ? '' : textField({ name: 'about', label: isAccusation ? words.accusedLabel : words.aboutLabel, hint: isAccusation ? words.accusedHint : words.aboutHint, optional: visit.t.filing.optional, value: draft.about, faults })}`,
    })
  },
}
