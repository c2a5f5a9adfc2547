import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { insertTask, performSystemStep, unlessTooLate } from '../matters/index.ts'
import type { StepContext, Step } from '../matters/index.ts'
import { findCountyDesk, findSuccessor, listStuck, passPartsOn } from './raise.store.ts'
import type { Stuck, StuckGround } from './raise.store.ts'

const BATCH = 200
/** The county's supervisor sees to a matter that nobody moves. */
export const RAISED_TASK = 'raised'

/**
 * Nothing escapes: what nobody was given, nobody signed for, whose officer or unit is gone, or whose review is late, is laid as a task on
 * the county's desk; what an abolished unit had goes on with its successor. Safe to repeat and to interrupt. 信访工作条例第十五条、第二十四条、第四十条
 *
 * @returns how many were raised, how many passed on
 */
export async function raiseStuck(deps: Deps): Promise<{ raised: number; succeeded: number }> {
  const today = deps.today().toString()
  const run = { raised: 0, succeeded: 0 }
  for (let after: string | null = null, more = true; more;) {
    const from: string | null = after
    const found: Stuck[] = await inTransaction(deps.db, { as: 'system' }, (tx) => listStuck(tx, today, from, BATCH))
    for (const { code, ground } of found) {
      if (ground === 'abolished' && await passOn(deps, code)) run.succeeded += 1
      else if (await raise(deps, code, ground)) run.raised += 1
    }
    after = found.at(-1)?.id ?? null
    more = found.length === BATCH
  }
  return run
}

const raise = (deps: Deps, code: string, ground: StuckGround): Promise<boolean> => unlessTooLate(() => performSystemStep(deps, 'raise', code, async (context) => raisedStep(context, ground)))

async function raisedStep({ tx, matter, at, today }: StepContext, ground: StuckGround): Promise<Step> {
  const desk = (await findCountyDesk(tx, matter.regionPath, today)) ?? matter.officeId
  await insertTask(tx, matter, { kind: RAISED_TASK, unitId: desk, role: 'ZR11', dueOn: today, detail: { ground, unitId: matter.leadUnitId ?? matter.officeId } }, at)
  // Whoever is gone no longer stands in the way of a colleague.
  const change = ground === 'handler-away' ? { handlerId: null } : {}
  return { change: { ...change, unitIds: [...new Set([...matter.unitIds, desk])] }, detail: { ground }, audit: { ground, desk } }
}

/** @returns false where the abolished unit has no successor, or somebody acted meanwhile */
async function passOn(deps: Deps, code: string): Promise<boolean> {
  return unlessTooLate(() => performSystemStep(deps, 'succeed', code, async ({ tx, matter, today }) => {
    const old = matter.leadUnitId
    const successor = old === null ? null : await findSuccessor(tx, old, today)
    if (!successor || old === null) throw new RuleBroken('matter/too-late', { action: 'succeed', status: matter.status })
    await passPartsOn(tx, matter, old, successor.id)
    return {
      change: { leadUnitId: successor.id, holderUnitId: matter.holderUnitId === old ? successor.id : matter.holderUnitId, handlerId: null, unitIds: [...new Set([...matter.unitIds, successor.id])] }, shownToCitizen: true,
      detail: { fromUnit: successor.from, unit: successor.name, basis: '第二十四条' }, audit: { fromUnit: old, toUnit: successor.id }, notify: { template: 'matter.routed', facts: { unit: successor.name } },
    }
  }))
}
