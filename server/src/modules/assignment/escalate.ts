import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep, performSystemStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { findSuperior, keepAsCoUnit, listOverdueInVillages } from './escalate.store.ts'
import type { Overdue } from './escalate.store.ts'
import { insertAssignments } from './store.ts'

const BATCH = 200

/**
 * 大事不出镇: what a village has not settled in its term is lifted to the town, which leads from then on; the village stays as co-handler. No matter is
 * skipped: where no unit above is set, the petition office that keeps the matter takes it. Safe to repeat and to interrupt. 信访工作条例第十五条
 *
 * @returns how many were lifted
 */
export async function escalateOverdue(deps: Deps): Promise<number> {
  const today = deps.today().toString()
  let lifted = 0
  for (let after: Overdue | null = null, more = true; more;) {
    const from: Overdue | null = after
    const found: Overdue[] = await inTransaction(deps.db, { as: 'system' }, (tx) => listOverdueInVillages(tx, today, from, BATCH))
    for (const { code } of found) lifted += await liftMatter(deps, code)
    after = found.at(-1) ?? null
    more = found.length === BATCH
  }
  return lifted
}

async function liftMatter(deps: Deps, code: string): Promise<number> {
  try {
    await performSystemStep(deps, 'escalate', code, async ({ tx, matter, at, today }) => {
      const village = matter.leadUnitId
      if (!village || !matter.nextDueLegal || matter.nextDueLegal >= today) throw new RuleBroken('matter/too-late', { action: 'escalate', status: matter.status })
      const above = await findSuperior(tx, village)
      const unitId = above?.id ?? matter.officeId
      await keepAsCoUnit(tx, matter, village)
      await insertAssignments(tx, matter, [{ unitId, part: 'lead', kind: 'transfer', assignedBy: null, assignedAt: at }])
      return {
        change: { leadUnitId: unitId, holderUnitId: unitId, handlerId: null, unitIds: [...new Set([...matter.unitIds, unitId])] }, note: '升级原因：到期', shownToCitizen: true,
        detail: { reason: 'expired', fromUnit: above?.from ?? null, unit: above?.name ?? null, dueLegal: matter.nextDueLegal, basis: '第十五条' }, audit: { fromUnit: village, toUnit: unitId },
        notify: { template: 'matter.escalated', facts: { unit: above?.name ?? '' } },
      }
    })
    return 1
  } catch (error) {
    // Somebody acted between the list and the lock: nothing is overdue in the village any more.
    if (error instanceof RuleBroken && error.code === 'matter/too-late') return 0
    throw error
  }
}

/** 提级办理: the office lifts a matter to the level above before its term is over, because it grew graver or somebody asked; the first unit stays jointly responsible. 信访工作条例第十五条 */
export async function liftByOffice(deps: Deps, actor: Actor, code: string, input: ActionInput<'lift'>): Promise<Matter> {
  return performStep(deps, actor, 'lift', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    const above = matter.leadUnitId === null ? null : await findSuperior(tx, matter.leadUnitId)
    if (!above || matter.leadUnitId === null) throw new RuleBroken('assignment/nobody-above')
    await keepAsCoUnit(tx, matter, matter.leadUnitId)
    await insertAssignments(tx, matter, [{ unitId: above.id, part: 'lead', kind: 'transfer', assignedBy: actor.accountId, assignedAt: at, requirement: input.reason }])
    return {
      change: { leadUnitId: above.id, holderUnitId: above.id, handlerId: null, unitIds: [...new Set([...matter.unitIds, above.id])] }, note: input.reason, shownToCitizen: true,
      detail: { ground: input.ground, fromUnit: above.from, unit: above.name }, audit: { ground: input.ground, fromUnit: matter.leadUnitId, toUnit: above.id }, notify: { template: 'matter.routed', facts: { unit: above.name } },
    }
  })
}
