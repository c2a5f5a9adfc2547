import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { KEPT_DAYS } from './run.ts'
import { deleteRefusals, isFileNeeded, listRunsToForget, listStalledRuns, saveFileForgotten } from './run.store.ts'
import { dropUpload } from './upload-folder.ts'

/** A run that has not moved for so long has lost its process. */
const STALLED_SECONDS = 60

/** Takes up runs whose process was killed, and deletes files and refused rows whose days are over. */
export async function tidyImports(deps: Deps): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    for (const runId of await listStalledRuns(tx, deps.now().subtract({ seconds: STALLED_SECONDS }).toString())) await deps.jobs.queue(tx, 'import.run', { runId })
  })
  const before = deps.now().subtract({ hours: KEPT_DAYS * 24 }).toString()
  for (const { id, fileDigest } of await inTransaction(deps.db, { as: 'system' }, (tx) => listRunsToForget(tx, before))) {
    const isNeeded = await inTransaction(deps.db, { as: 'system' }, async (tx) => {
      await saveFileForgotten(tx, id)
      await deleteRefusals(tx, id)
      return isFileNeeded(tx, fileDigest)
    })
    if (!isNeeded) await dropUpload(deps, fileDigest)
  }
}
