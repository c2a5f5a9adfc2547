import { FilingInput } from '@hejie/contract/intake'
import type { Receipt } from '@hejie/contract/intake'
import { Invalid, RuleBroken } from '../../../platform/errors.ts'
import { fileMatter } from '../../intake/index.ts'
import { newDraft } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { filingOf } from '../draft.rules.ts'
import { changeDraft } from '../keep-draft.ts'
import type { Visit } from '../visit.ts'

/**
 * Registers the draft once, however often and from however many windows it is sent. What is sent is set down first, so
 * that after a break in the middle the very same is sent again, under the same key.
 *
 * @returns null when another sending of the same draft is still under way
 * @throws Invalid when a rule refuses; the draft is open for changes again
 */
export async function sendFiling(visit: Visit): Promise<Receipt | null> {
  const { deps, c } = visit
  const draft = await changeDraft(visit, (one) => (one.receipt || one.sending ? one : { ...one, sending: FilingInput.parse(filingOf(one)) }))
  if (!draft?.sending) return draft?.receipt ?? null
  try {
    const receipt = await fileMatter(deps, { kind: 'citizen', clientAddress: c.get('clientAddress') }, draft.sending, draft.id)
    // Only the receipt stays, and only for a short while.
    await changeDraft(visit, (one) => ({ ...newDraft(one.id), standing: one.standing, receipt }))
    return receipt
  } catch (error) {
    if (error instanceof RuleBroken && error.code === 'idempotency/still-running') return null
    if (error instanceof Invalid || error instanceof RuleBroken) await changeDraft(visit, reopen)
    throw error
  }
}

/** A refusal by rule is an answer: nothing was registered, and the answers may be changed again. */
const reopen = (draft: Draft): Draft => (draft.receipt ? draft : { ...draft, sending: null })
