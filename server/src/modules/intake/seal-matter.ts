import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { takeKey } from '../../platform/once.ts'
import { forgetPrecedents } from '../assignment/index.ts'
import { caseUnitIds, oversightPaths } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { STAFF_TRANSITIONS, deleteMatter, lockMatter, mayDo, maySee } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { takeReprisals } from '../reviewing/index.ts'
import { findDesk, receiveAccusation, takeSealedRole } from '../sealed/index.ts'
import type { NewAccusation } from '../sealed/index.ts'
import { findFilingFacts } from './filing-facts.store.ts'
import { readWholeMatter } from './seal.store.ts'
import type { WholeMatter } from './seal.store.ts'

/**
 * Moves a matter that turns out to be an accusation into the sealed channel: every row of it leaves the ordinary tables in
 * the same transaction, its code and PIN go on working for whoever reported, and only the sealed record says that it
 * happened. 第三十条、第四十六条第五项
 */
export async function sealMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'seal'>): Promise<Matter> {
  await requireUnit(deps, input.accusedUnitId)
  // As the system: parts and links of it may stand where the officer cannot see. Who may is asked below, by the same policy as any step.
  return inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const matter = await lockMatter(tx, code)
    if (!maySee({ paths: oversightPaths(actor), unitIds: caseUnitIds(actor) }, matter)) throw new NotFound('matter/not-found')
    if (matter.version !== input.version) throw new RuleBroken('matter/changed-meanwhile', { action: 'seal', status: matter.status, version: matter.version })
    if (!STAFF_TRANSITIONS.seal.from.some((status) => status === matter.status)) throw new RuleBroken('matter/too-late', { action: 'seal', status: matter.status })
    if (!mayDo(actor, matter, 'seal')) throw new Forbidden('matter/not-your-part')
    const whole = await readWholeMatter(tx, matter)
    const accusation = toAccusation(matter, whole, input)
    const deskUnitId = await findDesk(deps, accusation)
    const reprisals = await takeReprisals(tx, matter)
    await forgetPrecedents(tx, matter.code)
    await deleteMatter(tx, matter)
    if (input.once) await takeKey(deps, input.once, { status: 'SEALED', version: matter.version + 1, warnings: [] }).execute(tx)
    await takeSealedRole(tx)
    const at = deps.now().toString({ smallestUnit: 'millisecond' })
    const post = actor.posts.find((one) => one.unitId === matter.officeId)
    await receiveAccusation(deps, tx, { ...accusation, deskUnitId, events: [...whole.events, ...reprisals.map((one) => ({ event: 'reprisal', at: one.at, actorId: null, note: [one.words, one.outcome].filter(Boolean).join('\n') })), { event: 'seal', at, actorId: actor.accountId, note: null }] }, { kind: 'staff', accountId: actor.accountId, unitId: post?.unitId ?? null })
    return { ...matter, status: 'SEALED', version: matter.version + 1 }
  })
}

async function requireUnit(deps: Deps, unitId: string | null): Promise<void> {
  if (unitId === null) return
  const { known } = await findFilingFacts(deps.db, { placeCode: '', form: '', channel: '', purpose: null, class1: null, class2: null, respondentUnitId: null, accusedUnitId: unitId })
  if (!known.unitIds.has(unitId)) throw new Invalid([{ field: 'accusedUnitId', code: 'intake/unit-unknown' }])
}

function toAccusation(matter: Matter, whole: WholeMatter, input: ActionInput<'seal'>): NewAccusation {
  return {
    homeCounty: matter.homeCounty, id: matter.id, code: matter.code, pinDigest: whole.pinDigest, form: matter.form, channel: matter.channel, title: matter.title, body: whole.body,
    accused: input.accused ?? matter.respondentName, accusedUnitId: input.accusedUnitId ?? matter.respondentUnitId, regionPath: matter.regionPath, isAnonymous: matter.isAnonymous, parties: whole.people,
    receivedAt: matter.receivedAt, registeredBy: null, deskUnitId: null, events: [], files: whole.files,
    filing: {
      placeDetail: whole.placeDetail, peopleCount: matter.peopleCount, purpose: matter.purpose, class1: matter.class1, class2: matter.class2, isPublic: matter.isPublic, hidesIdentity: matter.hidesIdentity,
      respondentName: matter.respondentName, isDemo: matter.isDemo, registeredAt: matter.registeredAt,
    },
  }
}
