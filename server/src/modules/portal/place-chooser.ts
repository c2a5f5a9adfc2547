import { html } from 'hono/html'
import { listChildRegions, regionPath, searchRegions } from '../directory/index.ts'
import type { Region } from '../directory/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { inLanguage } from './visit.ts'
import type { Html, Visit } from './visit.ts'

const MOST_FOUND = 30
/** Looked at to put the best of them first. */
const MOST_LOOKED_AT = 300
/** From so many places below on, a way past them is offered. */
const MANY = 6

/** How many of the levels from the top are shown as "where I am"; the province is the only one of its level and chosen already. */
const TOP_LEVEL = 1
const COUNTY = 3

/**
 * Choosing a place without a script: a search by name, the way down to where one is, and the places below as links.
 * @param path the page the links lead back to, with `?at=` the place
 */
export async function placeChooser(visit: Visit, { path, at, hint }: { path: string; at: string; hint: string }): Promise<{ at: Region | null; html: Html }> {
  const { deps, c, t } = visit
  const today = deps.today().toString()
  const words = t.filing.place
  const q = (c.req.query('q') ?? '').trim().slice(0, 50)
  const way = await wayTo(visit, at)
  const here = way.at(-1) ?? null
  const found = q === '' ? null : bestFirst(await searchRegions(deps.db, q, today, MOST_LOOKED_AT), q)
  const below = found ? [] : await listChildRegions(deps.db, here?.code ?? null, today)
  const isChosen = here !== null && here.level > TOP_LEVEL
  const body = html`<form class="find" action="${path}" role="search"><div class="field"><label for="q">${words.searchLabel}</label><p class="hint" id="q-hint">${words.searchHint}</p><input id="q" name="q" type="search" value="${q}" aria-describedby="q-hint" autocomplete="off"></div><button class="button second">${words.search}</button></form>
${found ? results(visit, path, q, found) : html`<h2 id="chosen">${isChosen ? words.chosen : words.top}</h2>
${isChosen ? crumbs(visit, path, way) : html`<p class="hint">${hint}</p>`}
${below.length > 0 ? html`${isChosen && here ? html`${below.length > MANY && here.level >= COUNTY ? html`<p><a href="#place">${words.orHere(inLanguage(visit, { zh: here.name, en: here.nameEn }))}</a></p>` : ''}<h3>${words.below(inLanguage(visit, { zh: here.name, en: here.nameEn }))}</h3>` : ''}<ul class="places">${below.map((one) => placeLink(visit, path, one, one.name))}</ul>` : ''}`}`
  return { at: isChosen && !found ? here : null, html: body }
}

/** Places of that very name first, then the larger ones. */
function bestFirst(found: readonly Region[], q: string): Region[] {
  const rank = ({ name, level }: Region): number => (name.startsWith(q) ? 0 : 10) + level
  return found.toSorted((a, b) => rank(a) - rank(b))
}

/** The places down to a code; from the only place of the top level when nothing, or something unknown, was chosen. */
async function wayTo({ deps }: Visit, code: string): Promise<Region[]> {
  if (/^\d{12}(\d{3})?$/.test(code)) {
    try {
      return await regionPath(deps.db, code)
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
    }
  }
  const top = await listChildRegions(deps.db, null, deps.today().toString())
  return top.length === 1 ? top : []
}

function crumbs(visit: Visit, path: string, way: readonly Region[]): Html {
  const [top] = way
  return html`<nav aria-labelledby="chosen"><ol class="crumbs"><li><a href="${path}?at=${top?.code ?? ''}">${visit.t.filing.place.restart}</a></li>${way.filter(({ level }) => level > TOP_LEVEL).map((one, index, all) => html`<li>${index === all.length - 1 ? html`<strong aria-current="true">${nameOf(visit, one, one.name)}</strong>` : html`<a href="${path}?at=${one.code}">${nameOf(visit, one, one.name)}</a>`}</li>`)}</ol></nav>`
}

function results(visit: Visit, path: string, q: string, found: readonly Region[]): Html {
  const words = visit.t.filing.place
  if (found.length === 0) return html`<p class="note" role="status">${words.nothing(q)}</p><p><a href="${path}?at=">${words.restart}</a></p>`
  return html`<h2 role="status">${words.results(Math.min(found.length, MOST_FOUND))}</h2>${found.length > MOST_FOUND ? html`<p class="hint">${words.tooMany}</p>` : ''}
<ul class="places">${found.slice(0, MOST_FOUND).map((one) => placeLink(visit, path, one, one.fullName))}</ul>
<p><a href="${path}?at=">${words.restart}</a></p>`
}

const placeLink = (visit: Visit, path: string, region: Region, zh: string): Html => html`<li><a href="${path}?at=${region.code}">${nameOf(visit, region, zh)}</a></li>`

/** Chinese names stay beside English ones: signs and papers carry them. */
const nameOf = ({ language }: Visit, { nameEn }: Region, zh: string): Html => (language === 'en' ? html`<span><span lang="zh-CN">${zh}</span>${nameEn ? ` ${nameEn}` : ''}</span>` : html`${zh}`)
