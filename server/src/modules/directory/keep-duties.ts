import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Actor } from '../identity/index.ts'
import { changeDirectory, changedFields } from './change-directory.ts'
import { listCodeRows } from './code-table.store.ts'
import { findDuty, hasTwin, insertDuty, lockDuty, saveDuty } from './duty.store.ts'
import { requireRegion, requireUnit } from './look-up-places.ts'
import { requireAdminister } from './policy.ts'
import type { Duty } from './suggestion.rules.ts'
import { requireEndable, requireVersion } from './term.rules.ts'
import { listLines } from './unit.store.ts'

export type DutyFields = Pick<Duty, 'lineCode' | 'unitId' | 'unitLevel' | 'coLines' | 'reason'>

/** Says who is competent for a class of matter at a place and everything below it. */
export async function createDuty(deps: Deps, actor: Actor, input: DutyFields & { classCode: string; regionCode: string }, onceKey: string | null): Promise<Duty> {
  return changeDirectory(deps, actor, 'create-duty', async (tx) => {
    const today = deps.today().toString()
    const region = await requireRegion(tx, input.regionCode, today)
    requireAdminister(actor, region.path)
    const { regionCode: _, ...fields } = input
    const duty: Duty = { ...fields, id: newId(), regionPath: region.path, validFrom: today, validTo: null, version: 1 }
    await requireSound(tx, duty, today)
    if (await hasTwin(tx, duty, today)) throw new RuleBroken('directory/duty-twice', { name: region.fullName, classCode: duty.classCode })
    await insertDuty(tx, duty)
    return { result: duty, subject: `duty:${duty.id}`, regionPath: duty.regionPath, detail: { class: duty.classCode, line: duty.lineCode, unit: duty.unitId, co: duty.coLines } }
  }, { key: onceKey, request: input, again: findDuty })
}

/** Changes who is suggested by a rule, or the reason. */
export async function editDuty(deps: Deps, actor: Actor, id: string, input: DutyFields & { version: number }): Promise<Duty> {
  return changeDirectory(deps, actor, 'edit-duty', async (tx) => {
    const before = await lockDuty(tx, id)
    requireAdminister(actor, before.regionPath)
    requireVersion(before, input.version)
    if (before.validTo !== null) throw new RuleBroken('directory/already-ended', { on: before.validTo })
    const after: Duty = { ...before, ...input, version: before.version + 1 }
    await requireSound(tx, after, deps.today().toString())
    await saveDuty(tx, after)
    return { result: after, subject: `duty:${id}`, regionPath: after.regionPath, detail: { fields: changedFields(before, after), line: after.lineCode, unit: after.unitId, co: after.coLines } }
  })
}

/** A rule no longer holds after a day; the next wider rule counts from then on. */
export async function endDuty(deps: Deps, actor: Actor, id: string, input: { version: number; on: string }): Promise<Duty> {
  return changeDirectory(deps, actor, 'end-duty', async (tx) => {
    const before = await lockDuty(tx, id)
    requireAdminister(actor, before.regionPath)
    requireVersion(before, input.version)
    requireEndable(before, input.on)
    await saveDuty(tx, { ...before, validTo: input.on, version: before.version + 1 })
    return { result: await findDuty(tx, id), subject: `duty:${id}`, regionPath: before.regionPath, detail: { on: input.on } }
  })
}

async function requireSound(tx: Tx, duty: Duty, today: string): Promise<void> {
  if ((duty.lineCode === null) === (duty.unitId === null)) throw new RuleBroken('directory/duty-target')
  const classes = await listCodeRows(tx, duty.classCode.length === 2 ? 'T06' : 'T07', { onlyActive: true })
  if (!classes.some((row) => row.code === duty.classCode)) throw new RuleBroken('directory/class-unknown', { code: duty.classCode })
  const lines = new Set((await listLines(tx)).map((line) => line.code))
  const unknown = [...(duty.lineCode === null ? [] : [duty.lineCode]), ...duty.coLines].find((code) => !lines.has(code))
  if (unknown !== undefined) throw new RuleBroken('directory/line-unknown', { code: unknown })
  if (duty.unitId !== null) await requireUnit(tx, duty.unitId, today)
}
