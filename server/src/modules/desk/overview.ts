import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { accessOf, caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { countMatters } from './list-matters.ts'
import { openLoad } from './overview.store.ts'
import type { RegionLoad, UnitLoad } from './overview.store.ts'

export interface Overview {
  tiles: { key: string; total: number; query: Record<string, string> }[]
  byRegion: RegionLoad[]
  byUnit: UnitLoad[]
}

/**
 * What is due, overdue and returned where somebody watches or works. Every number is the total of a list they can open.
 * @throws Forbidden for whoever sees no matters (an analyst, an administrator): to them nought would be untrue
 */
export async function readOverview(deps: Deps, actor: Actor): Promise<Overview> {
  const paths = oversightPaths(actor)
  const unitIds = caseUnitIds(actor)
  if (paths.length === 0 && unitIds.length === 0) throw new Forbidden()
  const scope = paths.length > 0 ? 'region' : 'unit'
  const mine = await Promise.all((['todo', 'tasks'] as const).map(async (key) => ({ key, total: (await countMatters(deps, actor, { scope: key })).total, query: { scope: key } })))
  const today = deps.today()
  const { all, byRegion, byUnit } = await inTransaction(deps.db, accessOf(actor), (tx) => openLoad(tx, { paths, unitIds }, today.toString(), today.add({ days: 3 }).toString()), { plans: 'each' })
  const tiles: Overview['tiles'] = [
    ...mine,
    { key: 'overdue', total: all.overdue, query: { scope, due: 'overdue' } }, { key: 'today', total: all.today, query: { scope, due: 'today' } }, { key: '3days', total: all.dueIn3Days, query: { scope, due: '3days' } },
    { key: 'unsigned', total: all.unsigned, query: { scope, status: 'ROUTED' } }, { key: 'objected', total: all.objected, query: { scope, status: 'OBJECTED,JURIS' } }, { key: 'open', total: all.open, query: { scope, status: 'open' } },
  ]
  return { tiles, byRegion, byUnit }
}
