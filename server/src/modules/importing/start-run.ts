import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { mappingFault } from './columns.rules.ts'
import { requireImporter } from './policy.ts'
import { needsSheet } from './run.ts'
import type { Run } from './run.ts'
import { deleteRefusals, lockRun, saveMapping, saveRun } from './run.store.ts'
import { headersDigest } from './upload-table.ts'

/** Whether the work is queued for the server, or done by whoever asks (a command). */
export interface HowToWork {
  isQueued: boolean
}

const AT_NOTHING = { done: 0, added: 0, known: 0, refused: 0, problem: null, endedAt: null } as const

/**
 * Dry run: every row is checked, nothing is registered. What the columns are is remembered for the next file like this.
 *
 * @throws RuleBroken `importing/several-sheets`, `importing/options-missing`, `importing/busy`, `importing/ended`; Invalid `importing/body-not-mapped`
 */
export async function checkRun(deps: Deps, actor: Actor, id: string, how: HowToWork = { isQueued: true }): Promise<Run> {
  requireImporter(actor)
  return changeRun(deps, actor, id, how, async (tx, run) => {
    if (run.state === 'checking' || run.state === 'running') throw new RuleBroken('importing/busy')
    if (run.state !== 'uploaded' && run.state !== 'checked') throw new RuleBroken('importing/ended')
    if (needsSheet(run)) throw new RuleBroken('importing/several-sheets', { count: run.sheets.length, sheets: run.sheets.map((one) => one.name).join('、') })
    if (!run.options) throw new RuleBroken('importing/options-missing')
    const fault = mappingFault(run.headers, run.mapping)
    if (fault) throw new Invalid([{ field: 'mapping', ...fault }])
    const at = deps.now().toString()
    await saveMapping(tx, { id: newId(), accountId: actor.accountId, headersDigest: headersDigest(run.headers), mapping: run.mapping, source: run.options.source, at })
    await deleteRefusals(tx, run.id)
    return { ...run, ...AT_NOTHING, state: 'checking', startedAt: at }
  })
}

/**
 * Registers the good rows. After a stop or a failure it goes on where it was.
 *
 * @throws RuleBroken `importing/check-first`, `importing/nothing-to-import`, `importing/busy`, `importing/ended`
 */
export async function startRun(deps: Deps, actor: Actor, id: string, how: HowToWork = { isQueued: true }): Promise<Run> {
  requireImporter(actor)
  return changeRun(deps, actor, id, how, async (tx, run) => {
    switch (run.state) {
      case 'checking': case 'running': throw new RuleBroken('importing/busy')
      case 'uploaded': throw new RuleBroken('importing/check-first')
      case 'done': throw new RuleBroken('importing/ended')
      case 'checked': {
        if (run.added === 0) throw new RuleBroken('importing/nothing-to-import', { known: run.known, refused: run.refused })
        await deleteRefusals(tx, run.id)
        return { ...run, ...AT_NOTHING, state: 'running', startedAt: deps.now().toString() }
      }
      case 'cancelled': case 'failed': return { ...run, state: 'running', problem: null, endedAt: null }
    }
  })
}

/** Stops a check or an import; when neither is under way, nothing changes. */
export async function cancelRun(deps: Deps, actor: Actor, id: string): Promise<Run> {
  requireImporter(actor)
  return changeRun(deps, actor, id, { isQueued: false }, async (_tx, run) => {
    if (run.state === 'checking') return { ...run, ...AT_NOTHING, state: 'uploaded' }
    return run.state === 'running' ? { ...run, state: 'cancelled', endedAt: deps.now().toString() } : run
  })
}

async function changeRun(deps: Deps, actor: Actor, id: string, how: HowToWork, decide: (tx: Tx, run: Run) => Promise<Run>): Promise<Run> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const before = await lockRun(tx, id)
    const run = await decide(tx, before)
    if (run === before) return run
    await saveRun(tx, run, deps.now().toString())
    if (how.isQueued) await deps.jobs.queue(tx, 'import.run', { runId: run.id })
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: run.options?.officeId ?? null, action: `import.${run.state}`, subject: `import:${run.id}`, homeCounty: null, regionPath: actor.posts[0]?.regionPath ?? null, reason: null,
      detail: { file: run.fileDigest, rows: run.total, done: run.done },
    })
    return run
  })
}
