import type { z } from '@hejie/contract/common'
import type { CITIZEN_INPUTS } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { answeredOnce, onceOf, takeKey } from '../../platform/once.ts'
import type { Once } from '../../platform/once.ts'
import { insertAttachments, insertTask, performCitizenStep } from '../matters/index.ts'
import type { NewAttachment, StepContext } from '../matters/index.ts'
import { findByCode, insertEvent, insertFiles, recordSealedAudit } from '../sealed/index.ts'
import { findCitizenParts, findOfficeAbove, saveAnswer } from './citizen.store.ts'
import { MAX, lengthOf } from './filing.ts'
import type { CitizenAccess } from './open-by-pin.ts'
import { cleanText } from './read-filing.ts'
import { CALL_BACK } from './task-kinds.ts'
import { takeUploads } from './upload.store.ts'

type Inputs = { [K in keyof typeof CITIZEN_INPUTS]: z.output<(typeof CITIZEN_INPUTS)[K]> }

/** Most characters of what is added later; kept whole in the timeline. */
const MAX_ADDED = 4000

function requireWords(field: string, text: string, files: readonly string[]): string {
  const clean = cleanText(text)
  if (clean === '' && files.length === 0) throw new Invalid([{ field, code: 'intake/nothing-to-add' }])
  if (lengthOf(clean) > MAX_ADDED) throw new Invalid([{ field, code: 'input/too-long', facts: { max: MAX_ADDED, length: lengthOf(clean) } }])
  return clean
}

async function takeFiles(deps: Deps, tx: Tx, ids: readonly string[]): Promise<NewAttachment[]> {
  if (ids.length > MAX.attachments) throw new Invalid([{ field: 'attachmentIds', code: 'intake/too-many-attachments', facts: { max: MAX.attachments } }])
  const uploads = await takeUploads(tx, ids, null)
  if (uploads.length !== new Set(ids).size) throw new Invalid([{ field: 'attachmentIds', code: 'intake/attachment-unknown' }])
  return uploads.map(({ nameSealed, ...upload }) => ({ ...upload, name: deps.keys.open(nameSealed) }))
}

const BY_CITIZEN = { kind: 'citizen', id: null } as const
const stepTarget = ({ code, id }: CitizenAccess, once: Once | null): { code: string; matterId: string; once: Once | null } => ({ code, matterId: id, once })
const onceFor = (deps: Deps, access: CitizenAccess, key: string | undefined, what: string, input: object): Once | null => onceOf(deps, `citizen:${access.id}`, key, [what, input])
const nothing = (): void => undefined

/** Only a matter has a course that a petitioner can act in; an accusation says nothing about itself. */
function requireMatter(access: CitizenAccess): void {
  if (access.kind === 'sealed') throw new NotFound('matter/not-found')
}

/** Answers a request for more information; the work goes on. 第二十三条 */
export async function supplyInfo(deps: Deps, access: CitizenAccess, input: Inputs['supply'], key?: string): Promise<void> {
  requireMatter(access)
  const text = requireWords('answer', input.answer, input.attachmentIds)
  const once = onceFor(deps, access, key, 'supply', input)
  await answeredOnce(deps, once, async () => void await performCitizenStep(deps, 'supply', stepTarget(access, once), async ({ tx, matter, at }) => {
    const files = await takeFiles(deps, tx, input.attachmentIds)
    await saveAnswer(tx, matter, { text: text === '' ? '（见附件）' : text, at })
    await insertAttachments(tx, matter, files, { at, by: BY_CITIZEN, purpose: 'supplied' })
    return { to: 'REGISTERED', note: text || null, detail: { attachments: files.length }, shownToCitizen: true, change: { holderUnitId: matter.officeId } }
  }), nothing)
}

/** Adds words or files before the reply is served; for an accusation they go to the sealed file. */
export async function addMaterial(deps: Deps, access: CitizenAccess, input: Inputs['add-material'], key?: string): Promise<void> {
  const text = requireWords('text', input.text, input.attachmentIds)
  const once = onceFor(deps, access, key, 'add-material', input)
  await answeredOnce(deps, once, () => (access.kind === 'sealed' ? addToAccusation : addToMatter)(deps, access, { text, ids: input.attachmentIds, once }), nothing)
}

interface Addition {
  text: string
  ids: readonly string[]
  once: Once | null
}

async function addToMatter(deps: Deps, access: CitizenAccess, { text, ids, once }: Addition): Promise<void> {
  await performCitizenStep(deps, 'add-material', stepTarget(access, once), async ({ tx, matter, at }) => {
    const files = await takeFiles(deps, tx, ids)
    await insertAttachments(tx, matter, files, { at, by: BY_CITIZEN, purpose: 'material' })
    return { note: text || null, detail: { attachments: files.length }, shownToCitizen: true }
  })
}

async function addToAccusation(deps: Deps, access: CitizenAccess, { text, ids, once }: Addition): Promise<void> {
  await inTransaction(deps.db, { as: 'sealed', accountId: '' }, async (tx) => {
    if (once) await takeKey(deps, once, null).execute(tx)
    const one = await findByCode(tx, access.code)
    if (!one) throw new NotFound('matter/not-found')
    const files = await takeFiles(deps, tx, ids)
    await insertFiles(tx, one, files)
    await insertEvent(tx, one, { event: 'material', at: deps.now().toString({ smallestUnit: 'millisecond' }), actorId: null, note: text || null })
    await recordSealedAudit(deps, tx, { actorKind: 'citizen', actorId: null, unitId: null, action: 'accusation.material', subject: `accusation:${one.id}`, homeCounty: one.homeCounty, regionPath: one.regionPath, reason: null, detail: { files: files.length } })
  })
}

/**
 * Asks to withdraw. It counts only after somebody outside the handling unit has called back and heard that nobody pressed
 * for it; until then the work goes on.
 */
export async function askWithdrawal(deps: Deps, access: CitizenAccess, input: Inputs['withdraw'], key?: string): Promise<void> {
  requireMatter(access)
  const reason = cleanText(input.reason)
  if (lengthOf(reason) > MAX_ADDED) throw new Invalid([{ field: 'reason', code: 'input/too-long', facts: { max: MAX_ADDED, length: lengthOf(reason) } }])
  const once = onceFor(deps, access, key, 'withdraw', input)
  await answeredOnce(deps, once, async () => void await performCitizenStep(deps, 'withdraw', stepTarget(access, once), async (context) => {
    const { tx, matter, at } = context
    if ((await findCitizenParts(tx, matter)).withdrawalAsked) throw new RuleBroken('intake/withdrawal-asked-already')
    const unitId = await callBackUnit(context)
    await insertTask(tx, matter, { kind: CALL_BACK, unitId, role: unitId === matter.officeId ? 'ZR05' : 'ZR11', dueOn: deps.today().add({ days: 5 }).toString(), detail: { reason } }, at)
    return { note: reason || null, shownToCitizen: true, change: { unitIds: [...new Set([...matter.unitIds, unitId])] } }
  }), nothing)
}

async function callBackUnit({ tx, matter, today }: StepContext): Promise<string> {
  if (matter.officeId !== matter.leadUnitId) return matter.officeId
  return (await findOfficeAbove(tx, matter.officeId, today)) ?? matter.officeId
}
