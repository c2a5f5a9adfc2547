import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { newPin } from '../../platform/keys.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf, hasRole } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { lockMatter, savePin } from '../matters/index.ts'
import { pinDigest } from './pin.ts'

/**
 * Gives the petitioner at the counter a new query PIN after their papers were checked; the old one stops working at once.
 * @throws Forbidden `intake/not-a-clerk`
 */
export async function reissuePin(deps: Deps, actor: Actor, code: string, input: { checkedBy: string; note: string }): Promise<{ pin: string }> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await lockMatter(tx, code)
    if (!hasRole(actor, ['ZR04', 'ZR05'], matter.officeId)) throw new Forbidden('intake/not-a-clerk')
    const pin = newPin()
    await savePin(tx, matter, pinDigest(deps, code, pin))
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: matter.officeId, action: 'matter.reissue-pin', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: input.note || null,
      detail: { checkedBy: input.checkedBy },
    })
    return { pin }
  })
}
