import type { Deps } from '../../deps.ts'
import { forgetOldDrafts } from './keep-draft.ts'

/** Drafts nobody went on with are forgotten every night, also where no new ones begin. */
export function registerPortalJobs(deps: Deps): void {
  deps.jobs.handle('portal.tidy', () => forgetOldDrafts(deps))
}
