import { UploadResult } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import { requireAttempt } from '../../platform/attempt-limit.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { answeredOnce, onceOf, takeKey } from '../../platform/once.ts'
import type { Once } from '../../platform/once.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMatter, insertAttachments, mayDo } from '../matters/index.ts'
import { findCitizenFile } from './citizen.store.ts'
import { checkFile, extensionOf, safeFileName } from './file-type.rules.ts'
import type { FileFault } from './file-type.rules.ts'
import type { CitizenAccess } from './open-by-pin.ts'
import { findFile, insertUpload } from './upload.store.ts'
import type { KeptFile } from './upload.store.ts'

export interface Uploaded {
  id: string
  name: string
  bytes: number
  mediaType: string
}

/** Files sent without an account; a hall of people behind one address stays below it. */
const FROM_ADDRESS = { purpose: 'upload', max: 200, minutes: 60 } as const
const REFUSALS: Record<FileFault, string> = { empty: 'intake/upload-empty', type: 'intake/upload-type', 'not-what-it-says': 'intake/upload-not-what-it-says', 'has-macros': 'intake/upload-has-macros' }

/**
 * Keeps one file: for a filing or a citizen's addition, which name it by its id, or at once with a matter the officer
 * works on. Sent twice with one key it is one file.
 *
 * @throws RuleBroken `intake/upload-too-big`, `intake/upload-type`, `intake/upload-not-what-it-says`, `intake/upload-has-macros`, `intake/upload-empty`, `access/too-many-tries`
 */
export async function uploadFile(deps: Deps, by: { actor: Actor | null; clientAddress: string }, file: { name: string; bytes: Buffer }, to: { matterCode?: string | undefined; key?: string | undefined } = {}): Promise<Uploaded> {
  requireSize(deps, file.bytes.length)
  const checked = checkFile(file.name, file.bytes)
  if ('fault' in checked) throw new RuleBroken(REFUSALS[checked.fault], { extension: extensionOf(file.name) })
  if (!by.actor) await requireAttempt(deps, FROM_ADDRESS, by.clientAddress)
  const kept = { id: newId(deps.now().epochMilliseconds), name: safeFileName(file.name), bytes: file.bytes.length, mediaType: checked.mediaType }
  const digest = await deps.files.keep(file.bytes)
  const once = onceOf(deps, `upload:${by.actor?.accountId ?? 'citizen'}`, to.key, [kept.name, digest, to.matterCode])
  return answeredOnce(deps, once, async () => {
    await (to.matterCode === undefined ? keepForLater(deps, by.actor, { ...kept, digest }, once) : attachNow(deps, by.actor, to.matterCode, { ...kept, digest }, once))
    return kept
  }, (answer) => UploadResult.parse(answer))
}

/** @throws RuleBroken `intake/upload-too-big` */
export function requireSize(deps: Pick<Deps, 'config'>, bytes: number): void {
  const { maxAttachmentBytes } = deps.config
  if (bytes > maxAttachmentBytes) throw new RuleBroken('intake/upload-too-big', { max: Math.floor(maxAttachmentBytes / 1024 / 1024) })
}

async function keepForLater(deps: Deps, actor: Actor | null, { name, ...file }: Uploaded & { digest: string }, once: Once | null): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    if (once) await takeKey(deps, once, { ...file, name }).execute(tx)
    await insertUpload(tx, { ...file, nameSealed: deps.keys.seal(name), uploadedBy: actor?.accountId ?? null }, deps.now().toString())
  })
}

async function attachNow(deps: Deps, actor: Actor | null, code: string, file: Uploaded & { digest: string }, once: Once | null): Promise<void> {
  if (!actor) throw new Forbidden('access/not-signed-in')
  await inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    if (once) await takeKey(deps, once, file).execute(tx)
    if (!mayDo(actor, matter, 'note')) throw new Forbidden('matter/not-your-part')
    await insertAttachments(tx, matter, [file], { at: deps.now().toString(), by: { kind: 'staff', id: actor.accountId }, purpose: 'file' })
    const post = actor.posts.find((one) => matter.unitIds.includes(one.unitId)) ?? actor.posts[0]
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: 'matter.attach', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null,
      detail: { file: file.id, bytes: file.bytes, mediaType: file.mediaType },
    })
  })
}

/** A file of a matter, for staff who may see the matter. Recorded. */
export async function readAttachment(deps: Deps, actor: Actor, code: string, id: string): Promise<KeptFile> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    const file = await findFile(tx, matter, id)
    if (!file) throw new NotFound()
    const post = actor.posts.find((one) => matter.unitIds.includes(one.unitId)) ?? actor.posts[0]
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: 'matter.read-attachment', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null, detail: { file: id },
    })
    return file
  })
}

/** A file that the petitioner sent in, for the petitioner. */
export async function readOwnAttachment(deps: Deps, access: CitizenAccess, id: string): Promise<KeptFile> {
  if (access.kind === 'sealed') throw new NotFound()
  return inTransaction(deps.db, { as: 'citizen', matterId: access.id }, async (tx) => {
    const file = await findCitizenFile(tx, access, id)
    if (!file) throw new NotFound()
    return file
  })
}

/** @throws Invalid `intake/file-missing` when the form has no file */
export function requireFile(value: unknown): File {
  if (value instanceof File && value.name !== '') return value
  throw new Invalid([{ field: 'file', code: 'intake/file-missing' }])
}
