import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { accessOf, caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { countMatters } from './list-matters.ts'
import type { ListFilter } from './list-conditions.store.ts'
import { openByChildRegion, openByUnit } from './overview.store.ts'
import type { RegionLoad, UnitLoad } from './overview.store.ts'

export interface Overview {
  tiles: { key: string; total: number; query: Record<string, string> }[]
  byRegion: RegionLoad[]
  byUnit: UnitLoad[]
}

/** What is due, overdue and returned where somebody watches or works. Every number is the total of a list they can open. */
export async function readOverview(deps: Deps, actor: Actor): Promise<Overview> {
  const paths = oversightPaths(actor)
  const scope = paths.length > 0 ? 'region' : 'unit'
  const wanted: [string, Partial<ListFilter>][] = [
    ['todo', { scope: 'todo' }], ['tasks', { scope: 'tasks' }], ['overdue', { scope, due: 'overdue' }], ['today', { scope, due: 'today' }], ['3days', { scope, due: '3days' }],
    ['unsigned', { scope, status: 'ROUTED' }], ['objected', { scope, status: 'OBJECTED,JURIS' }], ['open', { scope, status: 'open' }],
  ]
  const tiles: Overview['tiles'] = []
  for (const [key, filter] of wanted) {
    const { total } = await countMatters(deps, actor, { scope: 'todo', ...filter })
    tiles.push({ key, total, query: Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)])) })
  }
  const today = deps.today()
  return inTransaction(deps.db, accessOf(actor), async (tx) => ({
    tiles,
    byRegion: paths.length > 0 ? await openByChildRegion(tx, paths, today.toString(), today.add({ days: 3 }).toString()) : [],
    byUnit: await openByUnit(tx, { paths, unitIds: caseUnitIds(actor) }, today.toString(), today.add({ days: 3 }).toString()),
  }))
}
