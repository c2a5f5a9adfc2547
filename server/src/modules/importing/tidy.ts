import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { KEPT_DAYS } from './run.ts'
import { deleteRefusals, listFilesNeeded, listRunsToForget, listStalledRuns, saveFileForgotten } from './run.store.ts'
import { dropUpload, listUploads } from './upload-folder.ts'

/** A run that has not moved for so long has lost its process. */
const STALLED_SECONDS = 60

/** An upload whose process was killed before the run stood belongs to nobody. */
const ORPHAN_HOURS = 1

/** Takes up runs whose process was killed, and deletes files and refused rows whose days are over. */
export async function tidyImports(deps: Deps): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    for (const runId of await listStalledRuns(tx, deps.now().subtract({ seconds: STALLED_SECONDS }).toString())) await deps.jobs.queue(tx, 'import.run', { runId })
  })
  const before = deps.now().subtract({ hours: KEPT_DAYS * 24 }).toString()
  for (const { id } of await inTransaction(deps.db, { as: 'system' }, (tx) => listRunsToForget(tx, before))) {
    await inTransaction(deps.db, { as: 'system' }, async (tx) => {
      await saveFileForgotten(tx, id)
      await deleteRefusals(tx, id)
    })
  }
  const old = await listUploads(deps, deps.now().subtract({ hours: ORPHAN_HOURS }).epochMilliseconds)
  const needed = await inTransaction(deps.db, { as: 'system' }, (tx) => listFilesNeeded(tx, old))
  for (const name of old) if (!needed.has(name)) await dropUpload(deps, name)
}
