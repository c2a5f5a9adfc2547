import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, NotFound, RuleBroken } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { mayAdminister, requireUnit } from '../directory/index.ts'
import type { Actor } from '../identity/index.ts'
import { requireHours } from './business-hours.rules.ts'
import type { BusinessHours } from './business-hours.rules.ts'
import { deleteHours, saveHours } from './business-hours.store.ts'

/** Sets the hours of an agency. @throws Invalid as `requireHours`; RuleBroken `time-limit/changed-meanwhile` */
export async function keepHours(deps: Deps, actor: Actor, unitId: string, input: BusinessHours & { version: number | null }): Promise<void> {
  const { version, ...hours } = input
  requireHours(hours)
  await change(deps, actor, unitId, { action: 'set-business-hours', detail: { ...hours } }, async (tx) => {
    if (!(await saveHours(tx, unitId, hours, version))) throw new RuleBroken('time-limit/changed-meanwhile')
  })
}

/** The usual hours hold again. @throws NotFound `time-limit/no-hours` */
export async function forgetHours(deps: Deps, actor: Actor, unitId: string): Promise<void> {
  await change(deps, actor, unitId, { action: 'remove-business-hours', detail: {} }, async (tx) => {
    if (!(await deleteHours(tx, unitId))) throw new NotFound('time-limit/no-hours')
  })
}

async function change(deps: Deps, actor: Actor, unitId: string, line: { action: string; detail: Record<string, unknown> }, work: (tx: Tx) => Promise<void>): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const unit = await requireUnit(tx, unitId, deps.today().toString())
    if (!mayAdminister(actor, unit.regionPath)) throw new Forbidden('directory/not-administrator')
    await work(tx)
    await recordAudit(deps, tx, { actorKind: 'staff', actorId: actor.accountId, unitId: actor.posts[0]?.unitId ?? null, action: `time-limit.${line.action}`, subject: `unit:${unitId}`, homeCounty: null, regionPath: unit.regionPath, reason: null, detail: line.detail })
  })
}
