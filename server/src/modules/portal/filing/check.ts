import { html } from 'hono/html'
import { listCodeRows } from '../../directory/index.ts'
import { Invalid, RuleBroken } from '../../../platform/errors.ts'
import { problemText } from '../../../platform/problem.ts'
import type { Draft, Step } from '../draft.ts'
import { firstOpenStep, stepBefore, stepsFor } from '../draft.rules.ts'
import { formFault } from '../form-guard.ts'
import { readForm } from '../form.ts'
import { findDraft } from '../keep-draft.ts'
import { page } from '../layout.ts'
import { faultSummary, mainForm } from '../form-parts.ts'
import type { PageFault } from '../form-parts.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import { sendFiling } from './send-filing.ts'
import { placeOf } from './step-place.ts'
import { faultsToMend, unansweredFaults } from './steps.ts'

interface Row {
  step: Step
  label: string
  value: string
}

/** Everything that was answered, each changeable, before it is sent. */
export async function showCheck(visit: Visit): Promise<Response> {
  const { c } = visit
  const draft = await findDraft(visit)
  if (!draft) return c.redirect('/file', 303)
  if (draft.receipt) return c.redirect('/file/sent', 303)
  const open = firstOpenStep(draft)
  return open === 'check' || draft.sending ? render(visit, draft, []) : c.redirect(`/file/${open}`, 303)
}

async function render(visit: Visit, draft: Draft, faults: readonly PageFault[]): Promise<Response> {
  const before = stepBefore(draft, 'check')
  const title = visit.t.filing.check.title
  return visit.c.html(page(visit, { title, body: await checkBody(visit, draft, faults), back: before && !draft.sending ? `/file/${before}` : null, hasFaults: faults.length > 0 }), faults.length > 0 ? 422 : 200)
}

/** Registers it, once; what a rule refuses leads back to the page where it can be mended. */
export async function send(visit: Visit): Promise<Response> {
  const { c, deps, t } = visit
  const form = await readForm(c)
  const draft = await findDraft(visit)
  if (!draft) return c.redirect('/file', 303)
  if (draft.receipt) return c.redirect('/file/sent', 303)
  const fault = formFault(deps, c, form.text('token'))
  if (fault) return render(visit, draft, [{ field: 'send', message: t.errors[fault] }])
  const unanswered = draft.sending ? [] : unansweredFaults(visit, draft)
  if (unanswered.length > 0) return render(visit, draft, unanswered)
  try {
    return (await sendFiling(visit)) ? c.redirect('/file/sent', 303) : wait(visit)
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof RuleBroken)) throw error
    const faults = error instanceof Invalid ? faultsToMend(visit, draft, error.faults) : [{ field: 'send', message: problemText(error.code, error.facts, visit.language) }]
    return render(visit, { ...draft, sending: null }, faults)
  }
}

/** The other of two sendings is not done yet. */
function wait(visit: Visit): Response | Promise<Response> {
  const { check } = visit.t.filing
  return visit.c.html(page(visit, { title: check.title, body: html`<h1>${check.title}</h1><p role="status">${check.sending}</p><p class="actions"><a class="button" href="/file/sent">${check.look}</a></p>` }))
}

async function checkBody(visit: Visit, draft: Draft, faults: readonly PageFault[]): Promise<Html> {
  const { t } = visit
  const words = t.filing.check
  const rows = (await rowsOf(visit, draft)).filter(({ step }) => stepsFor(draft).includes(step))
  const count = stepsFor(draft).length + 1
  return html`${faultSummary(visit, faults)}
<p class="step">${t.filing.step(count, count)}</p>
<h1>${words.title}</h1>
${draft.sending ? html`<p class="note warn" role="status">${words.unsent}</p>` : ''}
<dl class="answers">${rows.map(({ step, label, value }) => html`<div><dt>${label}</dt><dd>${value === '' ? t.filing.none : value}</dd>${draft.sending ? '' : html`<dd class="edit"><a href="/file/${step}">${t.filing.change}<span class="away"> ${label}</span></a></dd>`}</div>`)}</dl>
<p>${words.law}</p>
${mainForm(visit.formToken(), { action: '/file/check', body: html`<p class="actions"><button class="button" id="send">${words.send}</button></p><p class="small">${words.sendNote}</p>` })}
<p class="actions no-print"><a class="button plain" href="/file/clear">${t.filing.start.clear}</a></p>`
}

async function rowsOf(visit: Visit, draft: Draft): Promise<Row[]> {
  const { t } = visit
  const words = t.filing.check.rows
  const kind = draft.kind === null ? '' : t.filing.kind.items[draft.kind].label
  return [
    { step: 'kind', label: words.kind, value: kind },
    { step: 'place', label: words.place, value: placeOf(draft) },
    { step: 'words', label: words.words, value: draft.title }, { step: 'words', label: words.body, value: draft.body },
    ...(draft.kind === 'suggestion' ? [] : [{ step: 'words', label: draft.kind === 'accusation' ? words.accused : words.about, value: draft.about } as const]),
    { step: 'topic', label: words.topic, value: await topicInWords(visit, draft) },
    { step: 'who', label: words.who, value: draft.standing === null ? '' : t.filing.who.items[draft.standing].label },
    ...personRows(visit, draft), ...togetherRows(visit, draft), ...privacyRows(visit, draft),
    { step: 'files', label: words.files, value: draft.files.map(({ name }) => name).join('\n') },
  ]
}

async function topicInWords(visit: Visit, { class1, class2 }: Draft): Promise<string> {
  const { deps, t } = visit
  if (class1 === null) return t.filing.topic.unsure
  const names = [...await listCodeRows(deps.db, 'T06'), ...await listCodeRows(deps.db, 'T07')].filter(({ code }) => code === class1 || code === class2)
  return names.map((row) => inLanguage(visit, row)).join(' › ')
}

function personRows({ t }: Visit, draft: Draft): Row[] {
  const words = t.filing.check.rows
  const { standing, petitioner, idKind, idNumber, agent } = draft
  const isOrganisation = standing === 'organisation'
  const document = isOrganisation ? idNumber : idKind === null ? '' : `${t.filing.you.idKinds[idKind] ?? ''} ${idNumber}`
  const writer = standing === 'agent' || isOrganisation ? [{ step: 'you', label: isOrganisation ? words.contact : words.agent, value: `${agent.name} ${agent.phone}`.trim() } as const] : []
  return [
    { step: 'you', label: isOrganisation ? words.orgName : words.name, value: petitioner.name }, { step: 'you', label: words.phone, value: petitioner.phone }, { step: 'you', label: words.address, value: petitioner.address },
    { step: 'you', label: isOrganisation ? t.filing.you.creditCode : words.id, value: document }, ...writer,
  ]
}

function togetherRows({ t }: Visit, draft: Draft): Row[] {
  const { rows, alone, people } = t.filing.check
  if (!draft.isJoint) return [{ step: 'together', label: rows.together, value: draft.isJoint === null ? '' : alone }]
  return [{ step: 'together', label: rows.together, value: people(Number(draft.peopleCount) || 0) }, { step: 'together', label: rows.representatives, value: [draft.petitioner, ...draft.representatives].map(({ name, phone }) => `${name} ${phone}`.trim()).join('\n') }]
}

function privacyRows({ t }: Visit, { isPublic, hidesIdentity, standing }: Draft): Row[] {
  const { rows, hidesYes, hidesNo } = t.filing.check
  const published = isPublic === null ? '' : isPublic ? t.filing.privacy.publicYes : t.filing.privacy.publicNo
  const shown: Row = { step: 'privacy', label: rows.isPublic, value: published }
  return standing === 'anonymous' ? [shown] : [shown, { step: 'privacy', label: rows.hides, value: hidesIdentity === null ? '' : hidesIdentity ? hidesYes : hidesNo }]
}
