import type { ActionName } from '@hejie/contract/lifecycle'
import { isAtStage, isReviewAction, stateAfter } from './review.rules.ts'

interface Parts {
  events: readonly { event: string }[]
  tasks: readonly { kind: string; done_at: string | null }[]
}

/** What stands in the way of a step of a review; steps of another stage are not shown. */
export function missingForReview(action: ActionName, parts: Parts): string[] {
  if (action === 'conclude') return parts.tasks.some((task) => task.kind === 'termination-check' && task.done_at === null) ? [] : ['reviewing/not-final']
  if (!isReviewAction(action)) return []
  const state = stateAfter(parts.events.map((one) => one.event))
  return state !== null && isAtStage(state, action) ? [] : ['matter/not-at-this-stage']
}
