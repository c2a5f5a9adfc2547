import { html } from 'hono/html'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../platform/errors.ts'
import type { HttpContext } from '../../platform/http.ts'
import { toProblem } from '../../platform/problem.ts'
import { readForm } from './form.ts'
import { mainForm } from './form-parts.ts'
import { page } from './layout.ts'
import { visitOf } from './visit.ts'
import type { Html, Visit } from './visit.ts'

/** Everything but the API and the console is a page for citizens, also when it goes wrong. */
export const isPortalPath = (path: string): boolean => !/^\/(api|console)(\/|$)|^\/health$/.test(path)

/** Whatever was thrown, as a page in the same style that says what to do next. */
export async function errorPage(deps: Deps, c: HttpContext, error: unknown): Promise<Response> {
  const visit = visitOf(deps, c)
  const problem = toProblem(error, visit.language, deps.log)
  const { title, body } = problem.status === 404 && problem.code === 'access/not-found' ? notFound(visit)
    : problem.status === 503 ? await away(visit, problem.detail)
      : problem.status === 500 ? broken(visit, problem.detail) : refused(visit, problem.status, problem.detail)
  const { body: text, headers } = await c.html(page(visit, { title, body }))
  headers.set('cache-control', 'no-store')
  return new Response(text, { status: problem.status, headers })
}

export const notFoundPage = (deps: Deps, c: HttpContext): Promise<Response> => errorPage(deps, c, new NotFound())

/** More was sent than is ever read; what was answered before is kept, only this page is not. */
export function tooMuchPage(deps: Deps, c: HttpContext, megabytes: number | null): Response | Promise<Response> {
  const visit = visitOf(deps, c)
  const { errors, frame } = visit.t
  c.status(413)
  return c.html(page(visit, { title: errors.refusedTitle, body: html`<h1>${errors.refusedTitle}</h1><p class="note warn" role="alert">${megabytes === null ? errors.tooBig : errors.filesTooBig(megabytes)}</p><p class="actions"><a class="button" href="${c.req.path}">${frame.back}</a></p>` }))
}

interface Parts {
  title: string
  body: Html
}

function notFound({ t }: Visit): Parts {
  const words = t.errors
  return { title: words.notFoundTitle, body: html`<h1>${words.notFoundTitle}</h1><p>${words.notFoundText}</p><p>${words.notFoundHint}</p>${ways(t)}` }
}

function broken({ t }: Visit, detail: string): Parts {
  const title = t.errors.brokenTitle
  return { title, body: html`<h1>${title}</h1><p class="note warn" role="alert">${detail}</p>${ways(t)}` }
}

function refused({ t }: Visit, status: number, detail: string): Parts {
  const title = status === 429 ? t.errors.tooManyTitle : t.errors.refusedTitle
  return { title, body: html`<h1>${title}</h1><p class="note warn" role="alert">${detail}</p><p>${t.errors.refusedHint}</p>${ways(t)}` }
}

const ways = (t: Visit['t']): Html => html`<ul class="dots"><li><a href="/file">${t.frame.file}</a></li><li><a href="/follow">${t.frame.followUp}</a></li><li><a href="/guide">${t.frame.guide}</a></li></ul>`

/** Nothing typed is lost: what was sent comes back in a form of its own, to be sent again when the database is there. */
async function away(visit: Visit, detail: string): Promise<Parts> {
  const { t, c } = visit
  const words = t.errors
  if (c.req.method !== 'POST') return { title: words.awayTitle, body: html`<h1>${words.awayTitle}</h1><p class="note warn" role="alert">${detail}</p><p>${words.awayNothing}</p>` }
  const form = await readForm(c)
  const fields = form.entries().filter(([name]) => name !== 'token' && name !== 'quiet')
  const long = fields.filter(([, value]) => value.length > 20)
  return {
    title: words.awayTitle,
    body: html`<h1>${words.awayTitle}</h1><p class="note warn" role="alert">${words.awayText}</p>${form.files('file').length > 0 ? html`<p>${words.awayFiles}</p>` : ''}
${mainForm(visit.formToken(), {
    action: `${c.req.path}${new URL(c.req.url).search}`,
    body: html`${fields.map(([name, value]) => html`<textarea name="${name}" hidden>
${value}</textarea>`)}<p class="actions"><button class="button">${words.tryAgain}</button></p>`,
  })}
${long.length > 0 ? html`<h2>${words.kept}</h2>${long.map(([, value]) => html`<p class="card said">${value}</p>`)}` : ''}`,
  }
}
