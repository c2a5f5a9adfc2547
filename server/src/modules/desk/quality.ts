import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { accessOf, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { countGaps } from './overview.store.ts'

const DAYS = 90
const MEASURES = [
  ['repeat', '重复件占比', 'repeated matters'], ['no-class', '内容分类缺失率', 'without a content class'], ['no-place', '问题属地缺失率', 'without a place'],
  ['no-contact', '实名件联系电话缺失率', 'named, without a phone'],
] as const

export interface RegisterQuality {
  from: string
  to: string
  total: number
  measures: { key: (typeof MEASURES)[number][0]; count: number; share: number; zh: string; en: string }[]
}

/** How complete the register is, over the matters received in the last 90 days in the regions somebody watches. */
export async function readQuality(deps: Deps, actor: Actor): Promise<RegisterQuality> {
  const paths = oversightPaths(actor)
  if (paths.length === 0) throw new Forbidden()
  const to = deps.today()
  const from = to.subtract({ days: DAYS - 1 })
  const counts = await inTransaction(deps.db, accessOf(actor), (tx) => countGaps(tx, paths, from.toString()))
  return {
    from: from.toString(), to: to.toString(), total: counts.total,
    measures: MEASURES.map(([key, zh, en]) => ({ key, zh, en, count: counts[key], share: counts.total === 0 ? 0 : counts[key] / counts.total })),
  }
}
