import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReadStream } from 'node:fs'
import type { ImportColumns } from '@hejie/contract/importing'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { foldHeader } from '../../platform/documents/table.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { problemText } from '../../platform/problem.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { suggestMapping } from './columns.rules.ts'
import { requireImporter } from './policy.ts'
import { columnOf } from './present.ts'
import { REASONS, needsSheet } from './run.ts'
import type { RefusedField, Run } from './run.ts'
import { findRun, listReasons, listRefusals, listRuns } from './run.store.ts'
import { copyRows, headOf } from './table-of-run.ts'

export async function readRun(deps: Deps, actor: Actor, id: string): Promise<Run> {
  requireImporter(actor)
  return inTransaction(deps.db, accessOf(actor), (tx) => findRun(tx, id))
}

interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** The caller's own runs, newest first. */
export async function pageOfRuns(deps: Deps, actor: Actor, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Page<Run>> {
  requireImporter(actor)
  const [createdAt = '', id = ''] = readCursor(cursor, /^(\d{4}-[\d:.TZ-]+),([\da-f-]{36})$/)
  const runs = await inTransaction(deps.db, accessOf(actor), (tx) => listRuns(tx, actor.accountId, cursor ? { createdAt, id } : null, limit + 1))
  return pageOf(runs, limit, (run) => `${run.createdAt},${run.id}`)
}

/** Why rows were refused, in the order of the file. */
export async function pageOfRefusals(deps: Deps, actor: Actor, id: string, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Page<RefusedField> & { run: Run }> {
  requireImporter(actor)
  const [row, seq] = readCursor(cursor, /^(\d{1,9}),(\d{1,5})$/).map(Number)
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const run = await findRun(tx, id)
    const found = await listRefusals(tx, id, row !== undefined && seq !== undefined ? { row, seq } : null, limit + 1)
    return { run, ...pageOf(found, limit, (one) => `${one.row},${one.seq}`) }
  })
}

/** More reasons than anybody reads. */
const MOST_KINDS = 50

/** The refusals by column and reason, the most frequent first. */
export async function summaryOfRefusals(deps: Deps, actor: Actor, id: string): Promise<{ run: Run; reasons: (RefusedField & { rows: number })[] }> {
  requireImporter(actor)
  return inTransaction(deps.db, accessOf(actor), async (tx) => ({ run: await findRun(tx, id), reasons: await listReasons(tx, id, MOST_KINDS) }))
}

function readCursor(cursor: string | undefined, form: RegExp): string[] {
  if (cursor === undefined) return []
  const found = form.exec(cursor)
  if (!found) throw new Invalid([{ field: 'cursor', code: 'input/wrong-form', facts: { expected: 'nextCursor' } }])
  return found.slice(1)
}

function pageOf<T>(found: T[], limit: number, cursorOf: (item: T) => string): Page<T> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: found.length > limit && last ? cursorOf(last) : null }
}

/** The columns with their first values. @throws RuleBroken `importing/several-sheets` while no sheet is chosen */
export async function readColumns(deps: Deps, actor: Actor, id: string): Promise<ImportColumns> {
  const run = await readRun(deps, actor, id)
  if (needsSheet(run)) throw new RuleBroken('importing/several-sheets', { count: run.sheets.length, sheets: run.sheets.map((one) => one.name).join('、') })
  const { samples } = await headOf(deps, run)
  const suggested = suggestMapping(run.headers.map(foldHeader))
  return { columns: run.headers.map((header, index) => ({ header, samples: samples.map(({ cells }) => cells[index] ?? ''), target: run.mapping[index] ?? null, suggested: suggested[index] ?? null })) }
}

export interface RefusedFile {
  name: string
  bytes: number
  content: ReadStream
}

const MOST_REASONS = 1_000_000

/** The refused rows as they were, with the reasons in a last column. Recorded: it holds personal data. */
export async function readRefusedFile(deps: Deps, actor: Actor, id: string, language: 'zh' | 'en'): Promise<RefusedFile> {
  const run = await readRun(deps, actor, id)
  if (run.refused === 0) throw new RuleBroken('importing/nothing-refused')
  if (!run.isFileKept) throw new RuleBroken('importing/file-gone')
  const folder = await mkdtemp(join(tmpdir(), 'hejie-refused-'))
  try {
    await writeRefusedFile(deps, actor, run, join(folder, 'refused.xlsx'), language)
    const path = join(folder, 'refused.xlsx')
    const { size } = await stat(path)
    const content = createReadStream(path)
    content.once('close', () => void rm(folder, { recursive: true, force: true }))
    return { name: `${run.fileName.replace(/\.[^.]*$/, '')}-退回.xlsx`, bytes: size, content }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** The same into a file. */
export async function writeRefusedFile(deps: Deps, actor: Actor, run: Run, toPath: string, language: 'zh' | 'en'): Promise<void> {
  const refused = await inTransaction(deps.db, accessOf(actor), async (tx) => {
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: run.options?.officeId ?? null, action: 'import.read-refused', subject: `import:${run.id}`, homeCounty: null, regionPath: actor.posts[0]?.regionPath ?? null, reason: null, detail: { rows: run.refused },
    })
    return listRefusals(tx, run.id, null, MOST_REASONS)
  })
  const remarks = new Map<number, string>()
  for (const one of refused) {
    const column = columnOf(run, one.field)
    const reason = `${column === null ? '' : `${column}${language === 'zh' ? '：' : ': '}`}${problemText(one.code, one.facts, language)}`
    remarks.set(one.row, remarks.has(one.row) ? `${remarks.get(one.row)}\n${reason}` : reason)
  }
  await copyRows(deps, run, { remarks, remarkHeader: REASONS, sheetName: '退回', toPath })
}
