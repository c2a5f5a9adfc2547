import type { OpenAPIHono } from '@hono/zod-openapi'
import { html } from 'hono/html'
import type { Deps } from '../../deps.ts'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { problemText } from '../../platform/problem.ts'
import { Temporal, civilDate } from '../../platform/time.ts'
import { digitsOfCode, verifyPaper } from '../papers/index.ts'
import type { PaperCheck } from '../papers/index.ts'
import { faultSummary, textField } from './form-parts.ts'
import type { PageFault } from './form-parts.ts'
import { page } from './layout.ts'
import { inLanguage, visitOf } from './visit.ts'
import type { Html, Visit } from './visit.ts'

/** Whoever holds a paper can check that it was issued here (文书核验). Nothing personal is asked or shown. */
export function verifyRoutes(deps: Deps): OpenAPIHono<Env> {
  const router = newRouter()
  router.get('/verify', (c) => showVerify(visitOf(deps, c)))
  return router
}

type Found = { status: 200 | 404 | 422 | 429; faults: PageFault[]; result: Html | string }

async function showVerify(visit: Visit): Promise<Response> {
  const { c, t } = visit
  const words = t.verify
  const typed = c.req.query('code')?.trim().slice(0, 60) ?? ''
  const { status, faults, result } = c.req.query('code') === undefined ? { status: 200 as const, faults: [], result: '' } : await check(visit, typed)
  c.header('cache-control', 'no-store')
  return c.html(page(visit, {
    title: words.title, hasFaults: faults.length > 0,
    body: html`${faultSummary(visit, faults)}<h1>${words.title}</h1><p class="lead">${words.lead}</p>
${result}
<form action="/verify" id="check">${textField({ name: 'code', label: words.code, hint: words.codeHint, value: typed, faults, width: 'middle' })}<p class="actions"><button class="button">${words.go}</button></p></form>
<p class="small">${words.shown}</p>`,
  }), status)
}

async function check(visit: Visit, typed: string): Promise<Found> {
  const { c, deps, t, language } = visit
  const fault = (status: 422 | 429, message: string): Found => ({ status, faults: [{ field: 'code', message }], result: '' })
  const digits = digitsOfCode(typed)
  if (digits === null) return fault(422, t.verify.wrongForm)
  try {
    const paper = await verifyPaper(deps, digits, c.get('clientAddress'))
    if (!paper) return { status: 404, faults: [], result: html`<div class="note warn" role="status"><h2>${t.verify.unknown}</h2><p>${t.verify.unknownText}</p></div>` }
    return { status: 200, faults: [], result: found(visit, paper) }
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    return fault(429, problemText(error.code, error.facts, language))
  }
}

function found(visit: Visit, paper: PaperCheck): Html {
  const words = visit.t.verify
  const day = fullDay(civilDate(Temporal.Instant.from(paper.issuedAt)), visit.language)
  return html`<div class="note ${paper.isIntact ? 'good' : 'warn'}" role="status"><h2>${paper.isIntact ? words.genuine : words.altered}</h2><p>${paper.isIntact ? words.genuineText : words.alteredText}</p></div>
<dl class="facts card"><dt>${words.kind}</dt><dd>${inLanguage(visit, paper.name)}</dd><dt>${words.number}</dt><dd>${paper.number ?? words.noNumber}</dd><dt>${words.issuer}</dt><dd>${paper.issuer}</dd><dt>${words.day}</dt><dd>${day}</dd></dl>
${paper.isDemo ? html`<p class="note warn">${words.demo}</p>` : ''}`
}

/** With its year, as it stands on the paper. */
const fullDay = (day: Temporal.PlainDate, language: 'zh' | 'en'): string => day.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long' })
