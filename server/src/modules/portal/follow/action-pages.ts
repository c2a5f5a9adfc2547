import { html } from 'hono/html'
import { DISSATISFACTION_REASONS, EvaluationInput, GRADES } from '@hejie/contract/closing'
import type { CitizenView } from '@hejie/contract/intake'
import { ReprisalInput, ReviewRequestInput } from '@hejie/contract/reviewing'
import type { ReviewKind } from '@hejie/contract/reviewing'
import { Invalid } from '../../../platform/errors.ts'
import { validationProblem } from '../../../platform/problem.ts'
import { evaluateMatter } from '../../closing/index.ts'
import { listCodeRows } from '../../directory/index.ts'
import { addMaterial, askWithdrawal, supplyInfo } from '../../intake/index.ts'
import { askRereview, askReview, organsToAsk, reportReprisal } from '../../reviewing/index.ts'
import { dayInWords } from '../date-words.rules.ts'
import { checkboxes, radios, textArea } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import type { Form } from '../form.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import type { ActionPage, FollowAction } from './action-page.ts'

const idsOf = (files: readonly { id: string }[]): string[] => files.map(({ id }) => id)
const day = ({ deps, language }: Visit, date: string): string => dayInWords(date, language, deps.today().toString())
const nothingMissing = (): PageFault[] => []

const supply: ActionPage = {
  title: ({ t }) => t.follow.supply.title, go: ({ t }) => t.follow.supply.go, done: ({ t }) => t.follow.supply.done, takesFiles: true, missing: nothingMissing,
  fieldOf: { answer: 'answer', attachmentIds: 'file' },
  fields: (visit, view, typed, faults) => {
    const words = visit.t.follow.supply
    const open = view.infoRequests.filter(({ answeredAt }) => answeredAt === null)
    return html`${open.map((one) => html`<div class="note"><h2>${words.asked}</h2><p class="said">${one.question}</p><p>${words.by(day(visit, one.answerBy))}</p></div>`)}
${textArea({ name: 'answer', label: words.answer, value: typed.text('answer'), faults, rows: 7 })}`
  },
  act: async ({ deps }, access, typed, files) => {
    await supplyInfo(deps, access, { answer: typed.text('answer'), attachmentIds: idsOf(files) })
  },
}

const addMore: ActionPage = {
  title: ({ t }) => t.follow.add.title, go: ({ t }) => t.follow.add.go, done: ({ t }) => t.follow.add.done, takesFiles: true, missing: nothingMissing,
  fieldOf: { text: 'text', attachmentIds: 'file' },
  fields: ({ t }, _view, typed, faults) => html`<p>${t.follow.add.hint}</p>${textArea({ name: 'text', label: t.follow.add.text, value: typed.text('text'), faults, rows: 7 })}`,
  // The same words twice on one day are one addition sent twice: a tap too many, or a line that broke.
  act: ({ deps }, access, typed, files) => {
    const input = { text: typed.text('text'), attachmentIds: idsOf(files) }
    return addMaterial(deps, access, input, deps.keys.digest('portal-material', JSON.stringify([deps.today().toString(), input])))
  },
}

const withdraw: ActionPage = {
  title: ({ t }) => t.follow.withdraw.title, go: ({ t }) => t.follow.withdraw.go, done: ({ t }) => t.follow.withdraw.done, takesFiles: false, missing: nothingMissing,
  fieldOf: { reason: 'reason' },
  fields: ({ t }, _view, typed, faults) => html`<p>${t.follow.withdraw.text}</p><p class="note warn">${t.follow.withdraw.pressed}</p>${textArea({ name: 'reason', label: t.follow.withdraw.reason, optional: t.filing.optional, value: typed.text('reason'), faults, rows: 4 })}`,
  act: async ({ deps }, access, typed) => {
    await askWithdrawal(deps, access, { reason: typed.text('reason') })
  },
}

const review = (kind: ReviewKind): ActionPage => ({
  title: ({ t }) => t.follow[kind].title, go: ({ t }) => t.follow[kind].go, done: ({ t }) => t.follow[kind].done, takesFiles: false, missing: nothingMissing,
  fieldOf: { reasons: 'reasons', organId: 'organ', lateReason: 'late' },
  fields: async (visit, view, typed, faults, access) => {
    const words = visit.t.follow[kind]
    const open = view.mayDo.find(({ action }) => action === `ask-${kind}`)
    const organs = await organsToAsk(visit.deps, { code: access.code, matterId: access.id }, kind)
    return html`<p>${words.text} ${open?.until && !open.isLate ? words.last(day(visit, open.until)) : ''}</p>
${organs.length > 1 ? radios({ name: 'organ', legend: words.organ, hint: words.organHint, items: organs.map(({ id, name }) => ({ value: id, label: name })), value: typed.text('organ') || null, faults }) : html`<p><strong>${words.organIs(organs[0]?.name ?? '')}</strong></p>`}
${textArea({ name: 'reasons', label: words.reason, hint: words.reasonHint, value: typed.text('reasons'), faults, rows: 9 })}
${open?.isLate && open.until ? html`<p class="note warn">${words.over(day(visit, open.until))}</p>${textArea({ name: 'late', label: words.late, hint: words.lateHint, value: typed.text('late'), faults, rows: 3 })}` : ''}`
  },
  act: async ({ deps }, access, typed) => {
    const input = ReviewRequestInput.safeParse({ reasons: typed.text('reasons'), organId: typed.text('organ') || null, lateReason: typed.text('late') })
    if (!input.success) throw validationProblem(input.error.issues)
    await (kind === 'review' ? askReview : askRereview)(deps, { code: access.code, matterId: access.id }, input.data)
  },
})

const reprisal: ActionPage = {
  title: ({ t }) => t.follow.reprisal.title, go: ({ t }) => t.follow.reprisal.go, done: ({ t }) => t.follow.reprisal.done, takesFiles: false, missing: nothingMissing,
  fieldOf: { words: 'words' },
  fields: ({ t }, _view, typed, faults) => html`<p>${t.follow.reprisal.text}</p><p class="note warn">${t.follow.reprisal.urgent}</p>${textArea({ name: 'words', label: t.follow.reprisal.words, hint: t.follow.reprisal.hint, value: typed.text('words'), faults, rows: 7 })}`,
  act: async ({ deps }, access, typed) => {
    const input = ReprisalInput.safeParse({ words: typed.text('words') })
    if (!input.success) throw validationProblem(input.error.issues)
    await reportReprisal(deps, { code: access.code, matterId: access.id }, input.data)
  },
}

type Evaluated = CitizenView['evaluations'][number]
const waiting = (view: CitizenView): Evaluated[] => view.evaluations.filter(({ grade }) => grade === null)
const DISSATISFIED = '3'

const evaluate: ActionPage = {
  title: ({ t }) => t.follow.evaluate.title, go: ({ t }) => t.follow.evaluate.go, done: ({ t }) => t.follow.evaluate.done, takesFiles: false, fieldOf: {},
  fields: async (visit, view, typed, faults) => {
    const rows = await listCodeRows(visit.deps.db, 'T13', { onlyActive: true })
    const reasons = rows.map((row) => ({ value: row.code, label: inLanguage(visit, row) }))
    return html`<p>${visit.t.follow.evaluate.hint}</p>${waiting(view).map((one) => evaluationFields(visit, one, typed, faults, reasons))}`
  },
  missing: ({ t }, view, typed) => {
    const words = t.follow.evaluate
    const open = waiting(view)
    if (open.every(({ object }) => typed.text(`${object}-grade`) === '')) return [{ field: `${open[0]?.object ?? 'office'}-grade`, message: words.chooseGrade }]
    return open.filter(({ object }) => typed.text(`${object}-grade`) === DISSATISFIED && typed.list(`${object}-reasons`).length === 0)
      .map(({ object, unit }) => ({ field: `${object}-reasons`, message: `${unit}: ${words.chooseReason}` }))
  },
  act: async ({ deps }, access, typed) => {
    // Both are read before either is written: a slip in the second must not leave the first half done.
    const given = (['office', 'unit'] as const).filter((object) => typed.text(`${object}-grade`) !== '').map((object) => {
      const input = EvaluationInput.safeParse({ object, grade: typed.text(`${object}-grade`), reasons: typed.list(`${object}-reasons`), words: typed.text(`${object}-words`) })
      if (!input.success) throw new Invalid(validationProblem(input.error.issues).faults.map((fault) => ({ ...fault, field: `${object}-${fault.field}` })))
      return input.data
    })
    for (const one of given) await evaluateMatter(deps, { code: access.code, matterId: access.id }, one)
  },
}

function evaluationFields({ t }: Visit, { object, unit }: Evaluated, typed: Form, faults: readonly PageFault[], reasons: readonly { value: string; label: string }[]): Html {
  const words = t.follow.evaluate
  return html`<section class="group evaluation"><h2>${unit}</h2><p class="hint">${words[object]}</p>
${radios({ name: `${object}-grade`, legend: words.grade, items: GRADES.map((value) => ({ value, label: words.grades[value] ?? value })), value: typed.text(`${object}-grade`) || null, faults })}
<div class="only-dissatisfied">${checkboxes({ name: `${object}-reasons`, legend: words.reasons, hint: words.reasonsHint, items: reasons.filter(({ value }) => DISSATISFACTION_REASONS.some((one) => one === value)), values: typed.list(`${object}-reasons`), faults, isDense: true })}</div>
${textArea({ name: `${object}-words`, label: words.words, optional: t.filing.optional, value: typed.text(`${object}-words`), faults, rows: 3 })}</section>`
}

export const ACTION_PAGES: Record<FollowAction, ActionPage> = { supply, 'add-material': addMore, withdraw, evaluate, 'ask-review': review('review'), 'ask-rereview': review('rereview'), 'report-reprisal': reprisal }
