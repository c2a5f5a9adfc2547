import type { ActionName } from '@hejie/contract/lifecycle'
import { CALL_BACK, REFUSAL_PROPOSAL } from './task-kinds.ts'

/** What these rules look at of a matter's parts. */
export interface IntakeParts {
  tasks: readonly { kind: string; done_at: string | null; detail: Readonly<Record<string, unknown>> }[]
  infoRequests: number
}

/** What stands in the way of an action of this part before anybody fills in its form, in codes of the problem table. */
export function missingForIntake(action: ActionName, parts: IntakeParts, reader: { accountId: string }): string[] {
  const open = (kind: string) => parts.tasks.find((task) => task.kind === kind && task.done_at === null)
  const proposal = open(REFUSAL_PROPOSAL)
  switch (action) {
    case 'ask-info': return parts.infoRequests > 0 ? ['intake/info-asked-already'] : []
    case 'propose-refusal': return proposal ? ['intake/refusal-pending'] : []
    case 'confirm-refusal':
      if (!proposal) return ['intake/no-refusal-pending']
      return proposal.detail.proposedBy === reader.accountId ? ['intake/second-person-needed'] : []
    case 'reject-refusal': return proposal ? [] : ['intake/no-refusal-pending']
    case 'confirm-withdrawal': case 'decline-withdrawal': return open(CALL_BACK) ? [] : ['intake/no-withdrawal-asked']
    default: return []
  }
}
