import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Actor } from '../identity/index.ts'
import { changeDirectory, changedFields } from './change-directory.ts'
import { requireRegion } from './look-up-places.ts'
import type { Unit, UnitKind } from './place.ts'
import { requireAdminister, requireOthersPost } from './policy.ts'
import { endPosts, listHolders, listPostsOf } from './post.store.ts'
import { lockRegion } from './region.store.ts'
import { requireEndable, requireFitSuccessor, requireVersion } from './term.rules.ts'
import { nextUnitCode, requireCreditCode, requireFitSuperior, requirePaperWord } from './unit.rules.ts'
import { countOpenMatters, findUnit, findUnitOfPaperWord, insertUnit, isUnitNameTaken, listCodesLike, listLines, listSuperiorIds, lockUnit, saveUnit } from './unit.store.ts'

export type UnitFields = Pick<Unit, 'name' | 'nameEn' | 'shortName' | 'superiorId' | 'creditCode' | 'address' | 'phone' | 'paperWord'>

/** Adds a unit of a line at a place. */
export async function createUnit(deps: Deps, actor: Actor, input: UnitFields & { regionCode: string; lineCode: string; kind: UnitKind; validFrom: string | null }, onceKey: string | null): Promise<Unit> {
  return changeDirectory(deps, actor, 'create-unit', async (tx) => {
    const today = deps.today().toString()
    // Units of a place are added and renamed one after another, so that no name is given twice.
    await lockRegion(tx, input.regionCode)
    const region = await requireRegion(tx, input.regionCode, today)
    requireAdminister(actor, region.path)
    if (!(await listLines(tx)).some((line) => line.code === input.lineCode)) throw new RuleBroken('directory/line-unknown', { code: input.lineCode })
    const unit: Unit = {
      ...input, id: newId(), code: nextUnitCode(region.code, input.lineCode, await listCodesLike(tx, `${region.code}-${input.lineCode}`)), regionPath: region.path, level: region.level,
      validFrom: input.validFrom ?? today, validTo: null, successorId: null, version: 1,
    }
    await requireSound(tx, unit, today)
    if (!(await insertUnit(tx, unit))) throw new RuleBroken('directory/changed-meanwhile')
    return { result: unit, subject: `unit:${unit.id}`, regionPath: unit.regionPath, detail: { code: unit.code, kind: unit.kind, superior: unit.superiorId } }
  }, { key: onceKey, request: input, again: findUnit })
}

/** Changes names, superior and addresses of a unit. Line, place and kind stay: a unit that changes those is another unit. */
export async function editUnit(deps: Deps, actor: Actor, id: string, input: UnitFields & { version: number }): Promise<Unit> {
  return changeDirectory(deps, actor, 'edit-unit', async (tx) => {
    await lockRegion(tx, (await findUnit(tx, id)).regionCode)
    const before = await lockUnit(tx, id)
    requireAdminister(actor, before.regionPath)
    requireVersion(before, input.version)
    const after: Unit = { ...before, ...input, version: before.version + 1 }
    await requireSound(tx, after, deps.today().toString())
    await saveUnit(tx, after)
    return { result: after, subject: `unit:${id}`, regionPath: after.regionPath, detail: { fields: changedFields(before, after), version: after.version } }
  })
}

/** Ends a unit, its posts and the appointments to them with a day. Refused while it has a part in an open matter. */
export async function abolishUnit(deps: Deps, actor: Actor, id: string, input: { version: number; on: string; successor: string | null }): Promise<Unit> {
  return changeDirectory(deps, actor, 'abolish-unit', async (tx) => {
    const before = await lockUnit(tx, id)
    requireAdminister(actor, before.regionPath)
    requireVersion(before, input.version)
    requireEndable(before, input.on)
    const successor = input.successor === null ? null : await findUnit(tx, input.successor)
    if (successor) requireFitSuccessor({ ...before, key: before.id }, { ...successor, key: successor.id }, input.on)
    const { after, posts } = await endUnit(tx, actor, before, input.on, successor?.id ?? null)
    return { result: after, subject: `unit:${id}`, regionPath: after.regionPath, detail: { on: input.on, successor: after.successorId, posts } }
  })
}

/** The part of an abolition that a place shares with a unit. The caller holds the lock and has asked the policy. */
export async function endUnit(tx: Tx, actor: Actor, unit: Unit, on: string, successorId: string | null): Promise<{ after: Unit; posts: number }> {
  const count = await countOpenMatters(tx, unit.id)
  if (count > 0) throw new RuleBroken('directory/has-open-matters', { name: unit.name, count })
  const holders = await listHolders(tx, (await listPostsOf(tx, unit.id)).map((post) => post.id))
  requireOthersPost(actor, { accountIds: holders.filter((holder) => holder.validTo === null || holder.validTo > on).map((holder) => holder.accountId) })
  const posts = await endPosts(tx, { unitId: unit.id }, on)
  const after: Unit = { ...unit, validTo: on, successorId, version: unit.version + 1 }
  await saveUnit(tx, after)
  return { after, posts }
}

async function requireSound(tx: Tx, unit: Unit, today: string): Promise<void> {
  requireCreditCode(unit.creditCode)
  requirePaperWord(unit.paperWord)
  const other = unit.paperWord === null ? null : await findUnitOfPaperWord(tx, unit.paperWord, unit.id)
  if (other) throw new RuleBroken('directory/paper-word-taken', { word: unit.paperWord, unit: other })
  if (await isUnitNameTaken(tx, unit, today)) throw new RuleBroken('directory/name-taken', { name: unit.name })
  if (unit.superiorId === null) return
  requireFitSuperior(unit, await findUnit(tx, unit.superiorId), await listSuperiorIds(tx, unit.superiorId), today)
}
