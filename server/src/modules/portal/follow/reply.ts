import { html } from 'hono/html'
import { stream } from 'hono/streaming'
import { NotFound } from '../../../platform/errors.ts'
import { listCodeRows } from '../../directory/index.ts'
import { citizenView, readOwnAttachment } from '../../intake/index.ts'
import type { CitizenAccess } from '../../intake/index.ts'
import { readPaperAsCitizen, renderPaper } from '../../papers/index.ts'
import { dayInWords } from '../date-words.rules.ts'
import { EMPTY_FORM } from '../form.ts'
import { page } from '../layout.ts'
import { reviewParts } from './review-parts.ts'
import { inLanguage } from '../visit.ts'
import type { Html, Visit } from '../visit.ts'
import { askAgain } from './find.ts'
import { openMatter } from './session.ts'

/** The reply as it was served, with what to do for whoever disagrees. 信访工作条例第三十二条 */
export async function showReply(visit: Visit): Promise<Response> {
  const { c, t, deps, language } = visit
  const access = await openMatter(visit)
  if (!access) return askAgain(visit, null, EMPTY_FORM)
  const words = t.follow.reply
  const { reply, papers, title, reviews } = await citizenView(deps, access)
  if (!reply) return c.html(page(visit, { title: words.title, back: '/follow/progress', backWords: t.follow.page.back, body: html`<h1>${words.title}</h1><p>${words.none}</p>` }))
  const day = (date: string): string => dayInWords(date.slice(0, 10), language, deps.today().toString())
  const conclusion = (await listCodeRows(deps.db, 'T16')).find(({ code }) => code === reply.conclusion)
  const part = (label: string, text: string | null): Html | string => (text ? html`<h2>${label}</h2><p class="said">${text}</p>` : '')
  const paper = papers.findLast(({ kind }) => kind === reply.kind)
  return c.html(page(visit, {
    title: words.title, back: '/follow/progress', backWords: t.follow.page.back,
    body: html`<h1>${words.title}</h1><p class="lead">${title}</p>
<dl class="facts card"><dt>${words.unit}</dt><dd>${reply.unit}</dd>${reply.number ? html`<dt>${words.number}</dt><dd>${reply.number}</dd>` : ''}${reply.servedOn ? html`<dt>${words.served}</dt><dd>${day(reply.servedOn)}</dd>` : ''}${conclusion ? html`<dt>${words.conclusion}</dt><dd class="state">${inLanguage(visit, conclusion)}</dd>` : ''}</dl>
${part(words.request, reply.requestSummary)}${part(words.facts, reply.facts)}${part(words.opinion, reply.opinion)}${part(words.basis, reply.legalBasis)}
${part(words.commitments, reply.commitments)}${reply.commitmentsDue ? html`<p>${words.commitmentsDue(day(reply.commitmentsDue))}</p>` : ''}
${reviews.length === 0 ? html`<div class="note"><h2>${words.remedy}</h2><p class="said">${reply.remedy}</p></div>` : reviewParts(visit, reviews)}
${paper ? html`<p class="actions"><a class="button" href="/follow/papers/${paper.seq}">${words.paper}</a></p>` : ''}`,
  }))
}

/** Printed pages carry their own style and load nothing. */
const NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** An official paper meant for the petitioner, as it was issued. */
export async function showPaper(visit: Visit, seq: number): Promise<Response> {
  const { c, deps, language } = visit
  const access = await openMatter(visit)
  if (!access) return askAgain(visit, null, EMPTY_FORM)
  requireOrdinary(access)
  const paper = await readPaperAsCitizen(deps, { code: access.code, matterId: access.id }, seq)
  return c.html(renderPaper(paper, { language, demo: paper.isDemo || deps.config.demo, isIntact: paper.isIntact, verifyAt: `${deps.config.publicUrl}/verify` }), 200, { 'content-security-policy': NOTHING_FROM_ELSEWHERE })
}

/** A file the petitioner sent in, given back as it came; never shown inside a page of ours. */
export async function showFile(visit: Visit, id: string): Promise<Response> {
  const { c, deps } = visit
  const access = await openMatter(visit)
  if (!access) return askAgain(visit, null, EMPTY_FORM)
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound()
  const file = await readOwnAttachment(deps, access, id)
  c.header('content-type', 'application/octet-stream')
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  return stream(c, async (out) => {
    for await (const chunk of deps.files.read(file.digest)) await out.write(chunk)
  })
}

/** An accusation has no papers for anybody to see. */
function requireOrdinary(access: CitizenAccess): void {
  if (access.kind === 'sealed') throw new NotFound()
}
