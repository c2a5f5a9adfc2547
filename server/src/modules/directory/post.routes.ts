import * as contract from '@hejie/contract/directory'
import type { Deps } from '../../deps.ts'
import { Forbidden } from '../../platform/errors.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { HttpContext } from '../../platform/http.ts'
import { abolishPost, appoint, createPost, editPost, endAppointment } from './keep-posts.ts'
import { administeredPaths } from './policy.ts'
import type { Post } from './post.ts'
import { listHolders, listRoles, listStaff } from './post.store.ts'
import { pageOf, presentPost } from './present.ts'
import { findUnit } from './unit.store.ts'

/** Posts and who holds them. */
export function postRoutes(deps: Deps) {
  const today = (): string => deps.today().toString()
  const present = async (c: HttpContext, post: Post) =>
    presentPost(requireActor(c), await findUnit(deps.db, post.unitId), post, await listHolders(deps.db, [post.id]), today())
  return newRouter()
    .openapi(contract.listRoles, async (c) => {
      requireActor(c)
      return c.json({ items: await listRoles(deps.db) }, 200)
    })
    .openapi(contract.listStaff, async (c) => {
      const paths = administeredPaths(requireActor(c))
      if (paths.length === 0) throw new Forbidden('directory/not-administrator')
      const { q, cursor, limit } = c.req.valid('query')
      return c.json(pageOf(await listStaff(deps.db, { paths, q: q ?? null, today: today(), after: cursor ?? null, limit: limit + 1 }), limit, (row) => row.username), 200)
    })
    .openapi(contract.createPost, async (c) => c.json(await present(c, await createPost(deps, requireActor(c), c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key'] ?? null)), 201))
    .openapi(contract.editPost, async (c) => c.json(await present(c, await editPost(deps, requireActor(c), c.req.valid('param').id, c.req.valid('json'))), 200))
    .openapi(contract.abolishPost, async (c) => c.json(await present(c, await abolishPost(deps, requireActor(c), c.req.valid('param').id, c.req.valid('json'))), 200))
    .openapi(contract.appoint, async (c) => c.json(await present(c, await appoint(deps, requireActor(c), c.req.valid('param').id, c.req.valid('json'))), 200))
    .openapi(contract.endAppointment, async (c) => {
      const { id, accountId } = c.req.valid('param')
      return c.json(await present(c, await endAppointment(deps, requireActor(c), id, accountId, c.req.valid('json').on)), 200)
    })
}
