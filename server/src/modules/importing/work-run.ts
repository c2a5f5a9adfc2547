import { randomBytes } from 'node:crypto'
import type { FilingInput } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import { inTransaction, isDatabaseAway } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { TableFault } from '../../platform/documents/table.ts'
import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import { fileMatter, insertMany, prepareMany } from '../intake/index.ts'
import type { PreparedMatter } from '../intake/index.ts'
import { basisOf } from './basis.ts'
import type { Basis } from './basis.ts'
import type { RefusedField, Run } from './run.ts'
import { findRun, insertRefusals, lockRun, saveRun } from './run.store.ts'
import { nothingMet, siftRows } from './sift-rows.ts'
import type { GoodRow } from './sift-rows.ts'
import { claimSources, listKnownSources } from './source.store.ts'
import { rowsOf } from './table-of-run.ts'

/** Rows of one transaction: large enough to be fast, small enough that the server answers others in between. */
const BATCH = 100

/** How a stretch of work ended: `through`, stopped because its time was over, or because the run was cancelled or is worked on elsewhere. */
export type Stretch = 'through' | 'more' | 'left'

/** Somebody stopped the run, or another process is ahead. */
class Left extends Error {}

/**
 * Works on a run from where it stands: checks rows, or registers them. Each batch commits its matters together with how far
 * the run is, so that a process that is killed loses nothing and registers nothing twice, and two at once do not either.
 *
 * @param until when to stop and leave the rest to another stretch, milliseconds since 1970
 */
export async function workRun(deps: Deps, runId: string, options: { until?: number; onProgress?: (run: Run) => void } = {}): Promise<Stretch> {
  const run = await inTransaction(deps.db, { as: 'system' }, (tx) => findRun(tx, runId))
  if (run.state !== 'checking' && run.state !== 'running') return 'left'
  try {
    return await workThrough(deps, run, options)
  } catch (error) {
    if (error instanceof Left) return 'left'
    if (isDatabaseAway(error)) throw error
    await giveUp(deps, run, error)
    return 'left'
  }
}

async function workThrough(deps: Deps, start: Run, { until = Infinity, onProgress }: { until?: number; onProgress?: (run: Run) => void }): Promise<Stretch> {
  const basis = await basisOf(deps, start)
  let run = start
  for await (const batch of oneAhead(batchesOf(deps, basis, start))) {
    run = await (start.state === 'checking' ? keepChecked : register)(deps, basis, run, batch)
    onProgress?.(run)
    if (Date.now() > until) return 'more'
  }
  await finish(deps, basis, run)
  return 'through'
}

interface Batch {
  rows: number
  /** Not there when it was looked; another import may be faster. */
  fresh: GoodRow[]
  known: number
  refused: RefusedField[]
  /** The fresh ones with their numbers and search words; none while only checking. */
  prepared: { row: GoodRow; ready: PreparedMatter }[]
}

/** Batches of the file from where the run stands, read, checked and made ready to be written. */
async function* batchesOf(deps: Deps, basis: Basis, start: Run): AsyncGenerator<Batch> {
  const met = nothingMet()
  let passed = 0
  for await (const rows of rowsOf(deps, start, BATCH)) {
    const sifted = await siftRows(deps, basis, met, rows)
    passed += rows.length
    // What an earlier stretch has done is looked at again only to know the numbers in it.
    if (passed <= start.done) continue
    if (passed - rows.length < start.done) throw new Error(`run ${start.id} stands at row ${start.done}, inside a batch`)
    const { fresh, known, taken } = await inTransaction(deps.db, accessOf(basis.actor), (tx) => tellApart(tx, basis, sifted.good))
    const ordinary = start.state === 'checking' ? [] : fresh.filter((one) => !one.isSealed)
    const ready = await prepareMany(deps, basis, ordinary)
    yield { rows: rows.length, fresh, known: sifted.known + known, refused: [...sifted.refused, ...taken], prepared: ordinary.flatMap((row, index) => (ready[index] ? [{ row, ready: ready[index] }] : [])) }
  }
}

/** Makes the next one while the last one is used: reading and writing then wait for each other less. */
async function* oneAhead<T>(things: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = things.next()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = things.next()
      // It is looked at in its turn; until then a failure of it must not count as unheard.
      next.catch(() => undefined)
      yield value
    }
  } finally {
    await next.catch(() => undefined)
    await things.return(undefined)
  }
}

async function keepChecked(deps: Deps, { actor }: Basis, run: Run, { rows, fresh, known, refused }: Batch): Promise<Run> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => advance(deps, tx, await lockOwn(tx, run), rows, { added: fresh.length, known }, refused))
}

async function register(deps: Deps, basis: Basis, run: Run, { rows, fresh, known, refused, prepared }: Batch): Promise<Run> {
  for (const row of fresh) if (row.isSealed) await fileSealed(deps, basis, row)
  return inTransaction(deps.db, accessOf(basis.actor), async (tx) => {
    // First of all, as whoever stops it does: two who lock run and record in different orders would wait for each other.
    const locked = await lockOwn(tx, run)
    const claimed = await claimSources(tx, basis.homeCounty, basis.source, fresh)
    await insertMany(deps, tx, basis, prepared.filter(({ row }) => claimed.has(row.key)).map(({ ready }) => ready))
    return advance(deps, tx, locked, rows, { added: claimed.size, known: known + (fresh.length - claimed.size) }, refused)
  })
}

/** Rows that are new, and rows that were registered from another file; one whose number was used for other words is refused. */
async function tellApart(tx: Tx, basis: Basis, good: readonly GoodRow[]): Promise<{ fresh: GoodRow[]; known: number; taken: RefusedField[] }> {
  const registered = await listKnownSources(tx, basis.homeCounty, basis.source, good.map(({ key }) => key))
  const fresh = good.filter(({ key }) => !registered.has(key))
  const same = good.filter(({ key, content }) => registered.get(key) === content)
  const taken = good.filter(({ key, content }) => registered.has(key) && registered.get(key) !== content)
    .map(({ row, origin }) => ({ row, field: 'externalId', code: 'importing/id-taken', facts: { id: String(origin.externalId ?? '') } }))
  return { fresh, known: same.length, taken }
}

/** An accusation goes through the one door that seals it; sent again after a crash, it is there already. 第三十条 */
async function fileSealed(deps: Deps, { actor }: Basis, { filing, key }: GoodRow): Promise<void> {
  const input: FilingInput = filing
  await fileMatter(deps, { kind: 'staff', actor }, input, `import-${key}`)
}

/** Locks the run, unless somebody stopped it or is ahead. */
async function lockOwn(tx: Tx, run: Run): Promise<Run> {
  const locked = await lockRun(tx, run.id)
  if (locked.state !== run.state || locked.done !== run.done) throw new Left()
  return locked
}

async function advance(deps: Deps, tx: Tx, run: Run, rows: number, counts: { added: number; known: number }, refused: readonly RefusedField[]): Promise<Run> {
  await insertRefusals(tx, run.id, refused)
  const next: Run = {
    ...run, done: run.done + rows, added: run.added + counts.added, known: run.known + counts.known, refused: run.refused + new Set(refused.map(({ row }) => row)).size,
  }
  await saveRun(tx, next, deps.now().toString())
  return next
}

async function finish(deps: Deps, { actor, post }: Basis, run: Run): Promise<void> {
  await inTransaction(deps.db, accessOf(actor), async (tx) => {
    const locked = await lockOwn(tx, run)
    const at = deps.now().toString()
    await saveRun(tx, { ...locked, total: locked.done, state: run.state === 'checking' ? 'checked' : 'done', endedAt: at }, at)
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: post.unitId, action: run.state === 'checking' ? 'import.checked' : 'import.done', subject: `import:${run.id}`, homeCounty: null, regionPath: post.regionPath, reason: null,
      detail: { file: run.fileDigest, rows: run.done, added: run.added, known: run.known, refused: run.refused },
    })
  })
}

/** Says why it cannot go on, so that the person can mend it and go on; a check falls back to before it was asked for. */
async function giveUp(deps: Deps, run: Run, error: unknown): Promise<void> {
  const problem = problemOf(deps, error)
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const locked = await lockRun(tx, run.id)
    if (locked.state !== run.state) return
    const at = deps.now().toString()
    const back = run.state === 'checking' ? { done: 0, added: 0, known: 0, refused: 0, state: 'uploaded' } as const : { state: 'failed', endedAt: at } as const
    await saveRun(tx, { ...locked, ...back, problem }, at)
  })
}

function problemOf(deps: Deps, error: unknown): Run['problem'] {
  if (error instanceof TableFault || error instanceof RuleBroken) return { code: error.code, facts: error.facts }
  if (error instanceof Forbidden) return { code: error.code, facts: {} }
  const reference = randomBytes(4).toString('hex')
  deps.log.error({ reference, stack: error instanceof Error ? error.stack : String(error) }, 'an import stopped unexpectedly')
  return { code: 'importing/stopped-unexpectedly', facts: { reference } }
}
