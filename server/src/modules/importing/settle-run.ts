import type { ImportOptions, ImportTarget } from '@hejie/contract/importing'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { resolveRegion } from '../directory/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { checkMany } from '../intake/index.ts'
import { mappingFault } from './columns.rules.ts'
import { importingPosts, requireImporter } from './policy.ts'
import type { Run } from './run.ts'
import { findRun, lockRun, saveRun } from './run.store.ts'
import { headOf } from './table-of-run.ts'
import { columnsOf } from './upload-table.ts'

export interface Settled {
  sheet?: string | undefined
  mapping?: (ImportTarget | null)[] | undefined
  options?: ImportOptions | undefined
}

/**
 * Says which sheet is read, what each column is, and what holds for all rows. A check that was made before counts no more.
 *
 * @throws Invalid naming the field; RuleBroken `importing/busy`, `importing/ended`
 */
export async function settleRun(deps: Deps, actor: Actor, id: string, settled: Settled): Promise<Run> {
  requireImporter(actor)
  const before = await inTransaction(deps.db, accessOf(actor), (tx) => findRun(tx, id))
  requireOpen(before)
  const sheet = settled.sheet === undefined || settled.sheet === before.sheet ? {} : await readSheet(deps, before, settled.sheet)
  if (settled.options) await requireOptions(deps, actor, settled.options)
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const run = await lockRun(tx, id)
    requireOpen(run)
    return keep(deps, tx, { ...run, ...sheet }, settled)
  })
}

async function keep(deps: Deps, tx: Tx, run: Run, { mapping = [...run.mapping], options }: Settled): Promise<Run> {
  const fault = mapping.length === run.headers.length ? twice(run, mapping) : mappingFault(run.headers, mapping)
  if (fault) throw new Invalid([{ field: 'mapping', ...fault }])
  const changed: Run = { ...run, mapping, options: options ?? run.options, isRemembered: run.isRemembered && String(mapping) === String(run.mapping), state: 'uploaded', problem: null, done: 0, added: 0, known: 0, refused: 0, startedAt: null, endedAt: null }
  await saveRun(tx, changed, deps.now().toString())
  return changed
}

/** A mapping may be kept half done; only what cannot be meant is refused. */
function twice(run: Run, mapping: readonly (ImportTarget | null)[]): ReturnType<typeof mappingFault> {
  const fault = mappingFault(run.headers, mapping)
  return fault?.code === 'importing/body-not-mapped' ? null : fault
}

async function readSheet(deps: Deps, run: Run, sheet: string): Promise<Partial<Run>> {
  return (await columnsOf(deps, await headOf(deps, { fileDigest: run.fileDigest, sheet }))).of
}

function requireOpen(run: Run): void {
  if (run.state === 'checking' || run.state === 'running') throw new RuleBroken('importing/busy')
  if (run.state !== 'uploaded' && run.state !== 'checked') throw new RuleBroken('importing/ended')
}

/** The office is one's own; place, form and channel are what the rules of registration accept. */
async function requireOptions(deps: Deps, actor: Actor, options: ImportOptions): Promise<void> {
  if (!importingPosts(actor).some((post) => post.unitId === options.officeId)) throw new Invalid([{ field: 'options.officeId', code: 'importing/not-your-office' }])
  await resolveRegion(deps.db, options.placeCode, deps.today().toString()).catch(() => {
    throw new Invalid([{ field: 'options.placeCode', code: 'intake/place-unknown' }])
  })
  const [probe] = await checkMany(deps, new Map(), [{ form: options.form, channel: options.channel, placeCode: options.placeCode, title: '-', body: '-', isAnonymous: true }])
  const faults = probe?.faults.filter(({ field }) => field === 'form' || field === 'channel' || field === 'placeCode') ?? []
  if (faults.length > 0) throw new Invalid(faults.map((fault) => ({ ...fault, field: `options.${fault.field}` })))
}
