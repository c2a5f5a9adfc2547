import { html } from 'hono/html'
import { listCodeRows } from '../../directory/index.ts'
import type { CodeRow } from '../../directory/index.ts'
import type { Draft } from '../draft.ts'
import { radios } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import { stepFrame } from './step-page.ts'
import type { StepPage } from './step-page.ts'

const UNSURE = '-'

/** Two short questions: the field of life (T06), then the kind of trouble in it (T07); "I cannot tell" answers both. */
export const topicPage: StepPage = {
  title: ({ t }) => t.filing.topic.title,
  take: (draft, form) => {
    const [first, second] = [form.text('class1'), form.text('class2')]
    if (second !== '') return { ...draft, class2: second === UNSURE ? null : second }
    if (first === '' || first === draft.class1) return draft
    return { ...draft, class1: first === UNSURE ? null : first, class2: null }
  },
  missing: ({ t }, draft, form) => (form.text('class1') === '' && form.text('class2') === '' ? [{ field: isSecond(form.text('in')) ? 'class2' : 'class1', message: t.filing.topic.missing }] : []),
  stay: (draft, form) => (form.text('class1') !== '' && draft.class1 !== null ? `/file/topic?in=${draft.class1}` : null),
  body: async (visit, draft, faults) => {
    const { deps, c } = visit
    const chosen = (await listCodeRows(deps.db, 'T06', { onlyActive: true })).find(({ code }) => code === c.req.query('in'))
    return chosen ? secondQuestion(visit, draft, faults, chosen) : firstQuestion(visit, draft, faults)
  },
}

const isSecond = (code: string): boolean => code !== ''

async function firstQuestion(visit: Visit, draft: Draft, faults: readonly PageFault[]): Promise<Html> {
  const { t, deps } = visit
  const words = t.filing.topic
  const rows = await listCodeRows(deps.db, 'T06', { onlyActive: true })
  const items = [...rows.map((row) => ({ value: row.code, label: words.plain[row.code] ?? inLanguage(visit, row), hint: words.plain[row.code] ? inLanguage(visit, row) : undefined })), { value: UNSURE, label: words.unsure }]
  const value = draft.class1 ?? (draft.answered.includes('topic') ? UNSURE : null)
  return stepFrame(visit, 'topic', draft, { title: words.title, faults, fields: radios({ name: 'class1', legend: words.legend, items, value, faults, isDense: true }) })
}

async function secondQuestion(visit: Visit, draft: Draft, faults: readonly PageFault[], chosen: CodeRow): Promise<Html> {
  const { t, deps } = visit
  const words = t.filing.topic
  const rows = (await listCodeRows(deps.db, 'T07', { onlyActive: true })).filter(({ parent }) => parent === chosen.code)
  const items = [...rows.map((row) => ({ value: row.code, label: inLanguage(visit, row) })), { value: UNSURE, label: words.secondUnsure }]
  const value = draft.class2 ?? (draft.answered.includes('topic') ? UNSURE : null)
  return stepFrame(visit, 'topic', draft, {
    title: words.secondTitle(inLanguage(visit, chosen)), faults, action: `/file/topic?in=${chosen.code}`,
    fields: html`<input type="hidden" name="in" value="${chosen.code}">${radios({ name: 'class2', legend: words.legend, items, value, faults })}`,
  })
}
