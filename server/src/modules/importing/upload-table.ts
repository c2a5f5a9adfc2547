import type { ImportOptions } from '@hejie/contract/importing'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { TABLE_LIMITS, foldHeader } from '../../platform/documents/table.ts'
import type { TableHead } from '../../platform/documents/table.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { sm3 } from '../../platform/keys.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { mappingFault, suggestMapping } from './columns.rules.ts'
import { requireImporter } from './policy.ts'
import { REASONS } from './run.ts'
import type { Run } from './run.ts'
import { findMapping, findRunByRequest, insertRun, listFilesNeeded } from './run.store.ts'
import { headOf } from './table-of-run.ts'
import { dropUpload, keepUpload } from './upload-folder.ts'

/** How the numbers of a file are called where nobody has said it. */
const SOURCE = '历史数据'

/**
 * Takes a file, reads its columns and suggests what each is: as they were taken the last time, or by their names. Sent
 * twice with one key it is one import.
 *
 * @throws Invalid with a `table/…` fault; Forbidden `importing/not-a-clerk`
 */
export async function uploadTable(deps: Deps, actor: Actor, file: { name: string; bytes: Buffer }, requestKey: string | null): Promise<Run> {
  const [post] = requireImporter(actor)
  if (file.bytes.length > TABLE_LIMITS.fileBytes) throw new Invalid([{ field: 'file', code: 'table/too-large', facts: { max: TABLE_LIMITS.fileBytes >> 20 } }])
  const { fileDigest, head } = await keepReadable(deps, file.bytes)
  const columns = await columnsOf(deps, head)
  const now = deps.now()
  const run: Run = {
    id: newId(now.epochMilliseconds), accountId: actor.accountId, fileName: file.name.slice(-200), fileDigest, isFileKept: true, format: head.format, encoding: head.encoding, sheets: head.sheets,
    ...columns.of, options: post ? defaultOptions(post, columns.source) : null, state: 'uploaded', done: 0, added: 0, known: 0, refused: 0, problem: null,
    createdAt: now.toString({ smallestUnit: 'millisecond' }), startedAt: null, endedAt: null,
  }
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    if (await insertRun(tx, run, requestKey)) return run
    const known = requestKey === null ? null : await findRunByRequest(tx, actor.accountId, requestKey)
    if (known && known.fileDigest !== fileDigest) throw new RuleBroken('idempotency/other-body')
    return known ?? run
  })
}

/** What cannot be read is not kept: nobody would come back for it. */
async function keepReadable(deps: Deps, bytes: Buffer): Promise<{ fileDigest: string; head: TableHead }> {
  const fileDigest = await keepUpload(deps, bytes)
  try {
    return { fileDigest, head: await headOf(deps, { fileDigest, sheet: null }) }
  } catch (error) {
    const needed = await inTransaction(deps.db, { as: 'system' }, (tx) => listFilesNeeded(tx, [fileDigest]))
    if (!needed.has(fileDigest)) await dropUpload(deps, fileDigest)
    throw error
  }
}

const defaultOptions = (post: ActorPost, source: string): ImportOptions => ({ officeId: post.unitId, placeCode: post.regionCode, form: '900', channel: 'Q20', source, nameless: 'keep-sender', historic: true })

export interface Columns {
  of: Pick<Run, 'sheet' | 'headerRow' | 'headers' | 'mapping' | 'isRemembered' | 'total'>
  source: string
}

/** What the columns of a table are taken for: as the last time, else by their names. */
export async function columnsOf(deps: Pick<Deps, 'db'>, head: TableHead): Promise<Columns> {
  const remembered = await rememberedFor(deps, head.headers)
  const isRemembered = remembered !== null && mappingFault(head.headers, remembered.mapping) === null
  const mapping = isRemembered ? remembered.mapping : suggestMapping(head.headers.map(foldHeader))
  return { of: { sheet: head.sheet, headerRow: head.headerRow, headers: head.headers, mapping, isRemembered, total: head.rows }, source: isRemembered ? remembered.source : SOURCE }
}

/** Refused rows that were mended have a column more than the file they come from. */
async function rememberedFor({ db }: Pick<Deps, 'db'>, headers: readonly string[]): Promise<Awaited<ReturnType<typeof findMapping>>> {
  const same = headers.length > 0 ? await findMapping(db, headersDigest(headers)) : null
  if (same || headers.at(-1) !== REASONS) return same
  const before = await findMapping(db, headersDigest(headers.slice(0, -1)))
  return before && { ...before, mapping: [...before.mapping, null] }
}

/** One set of headers, in their order. */
export const headersDigest = (headers: readonly string[]): string => sm3(JSON.stringify(headers.map(foldHeader)))
