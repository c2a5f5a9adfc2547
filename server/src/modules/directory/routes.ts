import * as contract from '@hejie/contract/directory'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { HttpContext } from '../../platform/http.ts'
import { problemText } from '../../platform/problem.ts'
import { abolishRegion, createRegion, editRegion } from './keep-regions.ts'
import { abolishUnit, createUnit, editUnit } from './keep-units.ts'
import { regionPath, resolveRegion, suggestUnits } from './look-up-places.ts'
import type { Region } from './place.ts'
import { postRoutes } from './post.routes.ts'
import { listHolders, listPostsOf } from './post.store.ts'
import { pageOf, presentPost, presentRegion, presentUnit, wordsOf } from './present.ts'
import { countChildrenInForce, findRegion, listRegions } from './region.store.ts'
import { dictionaryRoutes } from './dictionary.routes.ts'
import { findUnit, listLines, listUnits, listUnitsById } from './unit.store.ts'

/** The directory over HTTP: every member of staff may look things up, the administrator of a place changes it. */
export function directoryRoutes(deps: Deps) {
  return newRouter().route('/', regionRoutes(deps)).route('/', unitRoutes(deps)).route('/', postRoutes(deps)).route('/', dictionaryRoutes(deps))
}

const today = (deps: Deps): string => deps.today().toString()

function regionRoutes(deps: Deps) {
  const present = async (c: HttpContext, region: Region) =>
    presentRegion(requireActor(c), { ...region, hasChildren: (await countChildrenInForce(deps.db, region.code, today(deps))) > 0 })
  return newRouter()
    .openapi(contract.listRegions, async (c) => {
      const actor = requireActor(c)
      const query = c.req.valid('query')
      const words = wordsOf(query.q)
      const under = query.under ? await findRegion(deps.db, query.under) : null
      const rows = await listRegions(deps.db, {
        ...(words.length > 0 ? {} : { parent: query.parent ?? null }), ...(under ? { underPath: under.path } : {}),
        words, withAbolished: query.abolished === 'yes', today: today(deps), after: query.cursor ?? null, limit: query.limit + 1,
      })
      const { items, nextCursor } = pageOf(rows, query.limit, (row) => row.code)
      return c.json({ items: items.map((row) => presentRegion(actor, row)), nextCursor }, 200)
    })
    .openapi(contract.readRegion, async (c) => {
      const { asked, current, notice } = await resolveRegion(deps.db, c.req.valid('param').code, today(deps))
      const ancestors = (await regionPath(deps.db, asked.code)).map(({ code, name, level }) => ({ code, name, level }))
      const successor = current && current.code !== asked.code ? { code: current.code, fullName: current.fullName } : null
      return c.json({ ...(await present(c, asked)), ancestors, successor, message: notice && problemText(notice.code, notice.facts, c.get('language')) }, 200)
    })
    .openapi(contract.createRegion, async (c) => {
      const { level, validFrom, ...input } = c.req.valid('json')
      return c.json(await present(c, await createRegion(deps, requireActor(c), { ...input, level: level ?? null, validFrom: validFrom ?? null }, c.req.valid('header')['idempotency-key'] ?? null)), 201)
    })
    .openapi(contract.editRegion, async (c) => c.json(await present(c, await editRegion(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json'))), 200))
    .openapi(contract.abolishRegion, async (c) => c.json(await present(c, await abolishRegion(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json'))), 200))
}

function unitRoutes(deps: Deps) {
  return newRouter()
    .openapi(contract.listLines, async (c) => {
      requireActor(c)
      return c.json({ items: await listLines(deps.db) }, 200)
    })
    .openapi(contract.listUnits, async (c) => {
      const actor = requireActor(c)
      const { region, below, line, kind, level, q, abolished, near, cursor, limit } = c.req.valid('query')
      const place = region ? await findRegion(deps.db, region) : null
      const rows = await listUnits(deps.db, {
        ...(place && below === 'yes' ? { underPath: place.path } : {}), ...(place && below === 'no' ? { regionCode: place.code } : {}), ...(line ? { lineCode: line } : {}),
        ...(kind ? { kind } : {}), ...(level ? { level } : {}), words: wordsOf(q), withAbolished: abolished === 'yes', today: today(deps), after: cursor ?? null, limit: limit + 1,
        nearPath: near === 'yes' ? (actor.posts[0]?.regionPath ?? null) : null,
      })
      const { items, nextCursor } = pageOf(rows, limit, (row) => row.code)
      return c.json({ items: items.map((row) => presentUnit(actor, row)), nextCursor: near === 'yes' ? null : nextCursor }, 200)
    })
    .openapi(contract.readUnit, async (c) => {
      const actor = requireActor(c)
      const unit = await findUnit(deps.db, c.req.valid('param').id)
      const named = await listUnitsById(deps.db, [unit.superiorId, unit.successorId].filter((id) => id !== null))
      const posts = await listPostsOf(deps.db, unit.id)
      const holders = await listHolders(deps.db, posts.map((post) => post.id))
      const [region, lines] = await Promise.all([findRegion(deps.db, unit.regionCode), listLines(deps.db)])
      return c.json({
        ...presentUnit(actor, unit), regionName: region.fullName, lineName: lines.find((line) => line.code === unit.lineCode)?.zh ?? unit.lineCode,
        superiorName: named.get(unit.superiorId ?? '')?.name ?? null, successorName: named.get(unit.successorId ?? '')?.name ?? null,
        posts: posts.map((post) => presentPost(actor, unit, post, holders.filter((holder) => holder.postId === post.id), today(deps))),
      }, 200)
    })
    .openapi(contract.createUnit, async (c) => {
      const actor = requireActor(c)
      const { validFrom, ...input } = c.req.valid('json')
      return c.json(presentUnit(actor, await createUnit(deps, actor, { ...input, validFrom: validFrom ?? null }, c.req.valid('header')['idempotency-key'] ?? null)), 201)
    })
    .openapi(contract.editUnit, async (c) => {
      const actor = requireActor(c)
      return c.json(presentUnit(actor, await editUnit(deps, actor, c.req.valid('param').id, c.req.valid('json'))), 200)
    })
    .openapi(contract.abolishUnit, async (c) => {
      const actor = requireActor(c)
      return c.json(presentUnit(actor, await abolishUnit(deps, actor, c.req.valid('param').id, c.req.valid('json'))), 200)
    })
    .openapi(contract.suggestUnits, async (c) => {
      requireActor(c)
      const { classCode, region } = c.req.valid('query')
      const items = (await suggestUnits(deps.db, classCode, region, today(deps))).map(({ unit, ...rest }) => ({ unitId: unit.id, unitName: unit.name, level: unit.level, ...rest }))
      return c.json({ items }, 200)
    })
}
