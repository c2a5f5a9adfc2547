import type { OpenAPIHono } from '@hono/zod-openapi'
import { html } from 'hono/html'
import type { Deps } from '../../deps.ts'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { isInForce, listUnitsAt, pathsDownTo } from '../directory/index.ts'
import type { Region, Unit } from '../directory/index.ts'
import { page } from './layout.ts'
import { placeChooser } from './place-chooser.ts'
import { inLanguage, visitOf } from './visit.ts'
import type { Html, Visit } from './visit.ts'

/** Whom to turn to: lawful routes, rules of the hall, places and times. 信访工作条例第十八条、第三十一条 */
export function guideRoutes(deps: Deps): OpenAPIHono<Env> {
  const router = newRouter()
  router.get('/guide', (c) => showRoutes(visitOf(deps, c)))
  router.get('/guide/rules', (c) => showRules(visitOf(deps, c)))
  router.get('/guide/channels', (c) => showChannels(visitOf(deps, c)))
  return router
}

function showRoutes(visit: Visit): Response | Promise<Response> {
  const { t, c } = visit
  const words = t.guide
  return c.html(page(visit, {
    title: words.title,
    body: html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>
<h2>${words.routesTitle}</h2>
<ol class="dots">${words.routes.map((route) => html`<li><a href="#${route.id}">${route.name}</a></li>`)}</ol>
${words.routes.map((route) => html`<section class="card" id="${route.id}"><h3>${route.name}</h3>
<dl class="facts"><dt>${words.examples}</dt><dd>${route.examples}</dd><dt>${words.where}</dt><dd>${route.where}</dd><dt>${words.limit}</dt><dd>${route.limit}</dd><dt>${words.papers}</dt><dd>${route.papers}</dd></dl>
<p class="small">${words.official}${route.official}</p>
${route.id === 'c6' ? html`<p class="actions"><a class="button" href="/file">${words.fileHere}</a></p>` : ''}</section>`)}
<h2>${words.helpTitle}</h2><ul class="dots">${words.help.map((one) => html`<li>${one}</li>`)}</ul>
<p><a href="/guide/rules">${words.rulesLink}</a></p><p><a href="/guide/channels">${words.channelsLink}</a></p>`,
  }))
}

function showRules(visit: Visit): Response | Promise<Response> {
  const { c } = visit
  const words = visit.t.guide.rules
  const list = (items: readonly string[], look: 'ticks' | 'dots'): Html => html`<ul class="${look}">${items.map((one) => html`<li>${one}</li>`)}</ul>`
  return c.html(page(visit, {
    title: words.title, back: '/guide',
    body: html`<h1>${words.title}</h1>
<h2>${words.rightsTitle}</h2>${list(words.rights, 'ticks')}
<h2>${words.hallTitle}</h2>${list(words.hall, 'dots')}
<h2>${words.forbiddenTitle}</h2>${list(words.forbidden, 'dots')}
<p class="basis">${words.basis}</p>`,
  }))
}

async function showChannels(visit: Visit): Promise<Response> {
  const { c, t } = visit
  const words = t.guide.channels
  const { at, html: chooser } = await placeChooser(visit, { path: '/guide/channels', at: c.req.query('at') ?? '', hint: words.lead })
  return c.html(page(visit, {
    title: words.title, back: '/guide',
    body: html`<h1>${words.title}</h1>
<h2>${words.hoursTitle}</h2><p>${words.hours}</p>
<h2>${words.waysTitle}</h2><ul class="dots">${words.ways.map((one) => html`<li>${one}</li>`)}</ul>
${at ? await officesAt(visit, at) : ''}
<div class="group">${chooser}</div>`,
  }))
}

/** Petition offices (信访局) and centres stand for receiving people: lines B01 and C01 of the directory. */
const RECEIVING_LINES = ['B01', 'C01']

async function officesAt(visit: Visit, region: Region): Promise<Html> {
  const { deps, t } = visit
  const words = t.guide.channels
  const today = deps.today().toString()
  const units = (await listUnitsAt(deps.db, pathsDownTo(region.path), RECEIVING_LINES, today)).filter((unit) => isInForce(unit, today)).toSorted((a, b) => b.level - a.level)
  return html`<section><h2>${words.officesIn(inLanguage(visit, { zh: region.name, en: region.nameEn }))}</h2>
${units.length === 0 ? html`<p>${words.noOffice}</p>` : html`<ul class="list">${units.map((unit) => officeRow(visit, unit))}</ul>`}</section>`
}

function officeRow(visit: Visit, unit: Unit): Html {
  const words = visit.t.guide.channels
  return html`<li><strong>${inLanguage(visit, { zh: unit.name, en: unit.nameEn })}</strong><span>${unit.address ?? html`<span class="small">${words.noAddress}</span>`}${unit.phone ? html` <a href="tel:${unit.phone}">${unit.phone}</a>` : ''}</span></li>`
}
