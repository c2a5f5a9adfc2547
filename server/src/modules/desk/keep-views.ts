import { z } from '@hejie/contract/common'
import { MOST_VIEWS, SavedView, ViewFilters } from '@hejie/contract/views'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { answeredOnce, onceOf, takeKey } from '../../platform/once.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { deleteView, insertView, listViewsFor, lockViewCount } from './view.store.ts'
import type { KeptView } from './view.store.ts'

/** Lists somebody named: their own, and those shared with a unit in which they hold a post today. A list shows whoever opens it only what they may see. */
export async function listViews(deps: Deps, actor: Actor): Promise<SavedView[]> {
  const kept = await listViewsFor(deps.db, actor.accountId, actor.posts.map((post) => post.unitId))
  return kept.flatMap((view) => {
    // A filter that a later version no longer knows makes no list.
    const filters = ViewFilters.safeParse(view.filters)
    return filters.success ? [present(actor, view, filters.data)] : []
  })
}

function present(actor: Actor, view: KeptView, filters: z.output<typeof ViewFilters>): SavedView {
  const post = actor.posts.find((one) => one.unitId === view.unitId)
  return { id: view.id, name: view.name, filters, isOwn: view.accountId === actor.accountId, unit: post ? { id: post.unitId, name: post.unitName } : null }
}

/**
 * Keeps the filters of a list under a name.
 * @throws RuleBroken `desk/view-name-taken`, `desk/too-many-views`; Invalid `desk/not-your-unit`
 */
export async function createView(deps: Deps, actor: Actor, input: { name: string; filters: z.output<typeof ViewFilters>; unitId: string | null }, key?: string): Promise<SavedView> {
  if (input.unitId !== null && !actor.posts.some((post) => post.unitId === input.unitId)) throw new Invalid([{ field: 'unitId', code: 'desk/not-your-unit' }])
  const view: KeptView = { id: newId(deps.now().epochMilliseconds), accountId: actor.accountId, ...input }
  const once = onceOf(deps, `view:${actor.accountId}`, key, input)
  return answeredOnce(deps, once, () => inTransaction(deps.db, accessOf(actor), async (tx) => {
    if (await lockViewCount(tx, actor.accountId) >= MOST_VIEWS) throw new RuleBroken('desk/too-many-views', { most: MOST_VIEWS })
    if (!(await insertView(tx, view))) throw new RuleBroken('desk/view-name-taken', { name: view.name })
    const made = present(actor, view, input.filters)
    if (once) await takeKey(deps, once, made).execute(tx)
    return made
  }), (answer) => SavedView.parse(answer))
}

/** @throws NotFound where it is not there, or somebody else's */
export async function removeView(deps: Deps, actor: Actor, id: string): Promise<number> {
  const removed = await inTransaction(deps.db, accessOf(actor), (tx) => deleteView(tx, actor.accountId, id))
  if (removed === 0) throw new NotFound()
  return removed
}
