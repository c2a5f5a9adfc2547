import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { changeDirectory, changedFields } from './change-directory.ts'
import { endUnit } from './keep-units.ts'
import type { Region } from './place.ts'
import { requireAdminister } from './policy.ts'
import { fullNameWith, newRegion } from './region.rules.ts'
import type { NewRegion } from './region.rules.ts'
import { countChildrenInForce, findRegion, findSibling, insertRegion, lockRegion, renameBelow, saveRegion } from './region.store.ts'
import { requireEndable, requireFitSuccessor, requireVersion } from './term.rules.ts'
import { listUnitsAt, listUnitsOutliving } from './unit.store.ts'

/** Adds a place below another. */
export async function createRegion(deps: Deps, actor: Actor, input: Omit<NewRegion, 'validFrom'> & { parentCode: string; validFrom: string | null }, onceKey: string | null): Promise<Region> {
  return changeDirectory(deps, actor, 'create-region', async (tx) => {
    const parent = await lockRegion(tx, input.parentCode)
    requireAdminister(actor, parent.path)
    const region = newRegion({ ...input, validFrom: input.validFrom ?? deps.today().toString() }, parent)
    await requireFreeName(tx, region)
    if (!(await insertRegion(tx, region))) {
      const other = await findRegion(tx, region.code)
      throw new RuleBroken('directory/code-taken', { code: region.code, name: other.fullName })
    }
    return { result: region, subject: `region:${region.code}`, regionPath: region.path, detail: { level: region.level, parent: parent.code, from: region.validFrom } }
  }, { key: onceKey, request: input, again: findRegion })
}

/** Renames a place; the full names of everything below follow in the same transaction. */
export async function editRegion(deps: Deps, actor: Actor, code: string, input: { version: number; name: string; nameEn: string | null }): Promise<Region> {
  return changeDirectory(deps, actor, 'edit-region', async (tx) => {
    const before = await lockRegion(tx, code)
    requireAdminister(actor, before.path)
    requireVersion(before, input.version)
    const after: Region = { ...before, name: input.name, nameEn: input.nameEn, fullName: fullNameWith(before, input.name), version: before.version + 1 }
    if (after.name !== before.name) await requireFreeName(tx, after)
    await saveRegion(tx, after)
    if (after.fullName !== before.fullName) await renameBelow(tx, before.path, before.fullName, after.fullName)
    return { result: after, subject: `region:${code}`, regionPath: after.path, detail: { fields: changedFields(before, after), version: after.version } }
  })
}

/**
 * Ends a place with a day, and its own units with it; each unit is followed by the same line's unit of the successor.
 * Its code stays known and leads there.
 *
 * @throws RuleBroken `directory/has-children`, `directory/has-open-matters`, `directory/successor-unfit` …
 */
export async function abolishRegion(deps: Deps, actor: Actor, code: string, input: { version: number; on: string; successor: string | null }): Promise<Region> {
  return changeDirectory(deps, actor, 'abolish-region', async (tx) => {
    const before = await lockRegion(tx, code)
    requireAdminister(actor, before.path)
    requireVersion(before, input.version)
    requireEndable(before, input.on)
    const successor = input.successor === null ? null : await lockRegion(tx, input.successor)
    if (successor) requireFitSuccessor({ ...before, key: before.code }, { ...successor, key: successor.code }, input.on)
    const count = await countChildrenInForce(tx, code, input.on)
    if (count > 0) throw new RuleBroken('directory/has-children', { count })
    for (const unit of await listUnitsOutliving(tx, code, input.on)) {
      const heirs = successor ? await listUnitsAt(tx, [successor.path], [unit.lineCode], input.on) : []
      await endUnit(tx, actor, unit, input.on, heirs[0]?.id ?? null)
    }
    const after: Region = { ...before, validTo: input.on, successorCode: successor?.code ?? null, version: before.version + 1 }
    await saveRegion(tx, after)
    return { result: after, subject: `region:${code}`, regionPath: after.path, detail: { on: input.on, successor: after.successorCode } }
  })
}

async function requireFreeName(tx: Tx, region: Region): Promise<void> {
  const sibling = await findSibling(tx, region.parentCode, region.name, region.validFrom)
  if (sibling && sibling.code !== region.code) throw new RuleBroken('directory/name-taken', { name: region.name })
}
