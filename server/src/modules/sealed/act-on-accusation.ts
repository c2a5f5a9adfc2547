import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { answeredOnce, onceOf, takeKey } from '../../platform/once.ts'
import type { Actor } from '../identity/index.ts'
import type { Accusation } from './accusation.ts'
import { forwardFault } from './desk.rules.ts'
import { lockForDesk, presentRow, record, requireDesk } from './read-accusations.ts'
import { wordsOf } from './receive-accusation.ts'
import { findForwardTarget, findNames, insertEvent, saveForward } from './store.ts'

type Row = ReturnType<typeof presentRow>

/**
 * Forwards an accusation to the organ in charge of the cadres concerned (按管理权限). 第二十二条、第三十条
 * @throws RuleBroken `sealed/to-the-accused`, `sealed/not-competent`, `sealed/unit-unknown`, `sealed/no-step-back`, `sealed/changed-meanwhile`
 */
export async function forwardAccusation(deps: Deps, actor: Actor, code: string, input: { version: number; unitId: string; note: string }): Promise<Row> {
  return act(deps, actor, code, input.version, async (tx, one) => {
    if (one.status === 'ANSWERED') throw new RuleBroken('sealed/no-step-back', { status: one.status })
    const target = await findForwardTarget(tx, input.unitId, deps.today().toString())
    if (!target) throw new RuleBroken('sealed/unit-unknown')
    const fault = forwardFault(target, { accusedUnitId: one.accusedUnitId, words: wordsOf(one) })
    if (fault) throw new RuleBroken(fault)
    return { event: 'forward', note: input.note, after: { ...one, status: 'FORWARDED', forwardedTo: input.unitId, forwardedAt: deps.now().toString({ smallestUnit: 'millisecond' }), forwardNote: input.note }, detail: { to: input.unitId } }
  })
}

/** Marks that the organ in charge has told the outcome to the person who reported by real name. */
export async function markAnswered(deps: Deps, actor: Actor, code: string, input: { version: number; note: string }): Promise<Row> {
  return act(deps, actor, code, input.version, async (_tx, one) => {
    if (one.status !== 'FORWARDED') throw new RuleBroken('sealed/no-step-back', { status: one.status })
    return { event: 'answered', note: input.note, after: { ...one, status: 'ANSWERED' }, detail: {} }
  })
}

interface Act {
  event: string
  note: string
  after: Accusation
  detail: Record<string, unknown>
}

async function act(deps: Deps, actor: Actor, code: string, version: number, decide: (tx: Tx, one: Accusation) => Promise<Act>): Promise<Row> {
  requireDesk(actor)
  return inTransaction(deps.db, { as: 'sealed', accountId: actor.accountId }, async (tx) => {
    const one = await lockForDesk(tx, actor, code)
    if (one.version !== version) throw new RuleBroken('sealed/changed-meanwhile')
    const { event, note, after, detail } = await decide(tx, one)
    const saved = { ...after, version: one.version + 1 }
    await saveForward(tx, saved)
    await insertEvent(tx, one, { event, at: deps.now().toString({ smallestUnit: 'millisecond' }), actorId: actor.accountId, note })
    await record(deps, tx, actor, { action: `accusation.${event}`, one, detail: { ...detail, version: saved.version } })
    const names = await findNames(tx, one.regionPath, [saved.forwardedTo])
    return presentRow({ ...saved, place: names.place, forwardedToName: saved.forwardedTo === null ? null : (names.units.get(saved.forwardedTo) ?? null) })
  })
}

/** Adds a note for the desk. */
export async function noteAccusation(deps: Deps, actor: Actor, code: string, note: string, key?: string): Promise<void> {
  requireDesk(actor)
  const once = onceOf(deps, `accusation.note:${actor.accountId}`, key, [code, note])
  await answeredOnce(deps, once, () => inTransaction(deps.db, { as: 'sealed', accountId: actor.accountId }, async (tx) => {
    if (once) await takeKey(deps, once, null).execute(tx)
    const one = await lockForDesk(tx, actor, code)
    await insertEvent(tx, one, { event: 'note', at: deps.now().toString({ smallestUnit: 'millisecond' }), actorId: actor.accountId, note })
    await record(deps, tx, actor, { action: 'accusation.note', one })
  }), () => undefined)
}
