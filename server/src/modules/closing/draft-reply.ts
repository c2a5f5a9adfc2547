import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { findCase } from './case.store.ts'
import { missingFor } from './missing.rules.ts'
import { draftUpsert, saveReview } from './reply.store.ts'
import { replyKind, requireCompleteDraft, requireOtherReviewer } from './reply.rules.ts'

/** Keeps what is written so far; nothing is asked of it yet. */
export async function keepDraft(deps: Deps, actor: Actor, code: string, input: ActionInput<'save-draft'>): Promise<Matter> {
  return performStep(deps, actor, 'save-draft', { code, version: input.version, once: input.once }, async ({ matter, at }) => {
    const { version: _, ...words } = input
    return { also: [draftUpsert(matter, { ...words, kind: replyKind(matter.category, matter.route), state: 'draft', by: actor.accountId, at })] }
  })
}

/** Hands a complete draft to the reviewer. 信访工作条例第三十二条 */
export async function submitDraft(deps: Deps, actor: Actor, code: string, input: ActionInput<'draft'>): Promise<Matter> {
  return performStep(deps, actor, 'draft', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    requireCompleteDraft(input, matter.category, today)
    const found = await findCase(tx, matter)
    const missing = missingFor('draft', matter, found, { today, unitIds: [] })
    if (missing.length > 0) throw new RuleBroken('matter/missing', { missing })
    const { version: _, ...words } = input
    const draft = draftUpsert(matter, { ...words, kind: replyKind(matter.category, matter.route), state: 'in-review', by: actor.accountId, at })
    return { to: 'REVIEWING_DRAFT', detail: { conclusion: input.conclusion }, audit: { conclusion: input.conclusion }, also: [draft] }
  })
}

/** The reviewer sends the draft back with a reason. */
export async function returnDraft(deps: Deps, actor: Actor, code: string, input: ActionInput<'return-draft'>): Promise<Matter> {
  return performStep(deps, actor, 'return-draft', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    if (!await saveReview(tx, matter, 'in-review', { state: 'returned', by: actor.accountId, at, note: input.note })) throw new RuleBroken('matter/missing', { missing: ['closing/draft-missing'] })
    return { to: 'HANDLING', note: input.note }
  })
}

/** Another person approves the draft. @throws RuleBroken `closing/reviewer-is-drafter` */
export async function approveDraft(deps: Deps, actor: Actor, code: string, input: ActionInput<'approve'>): Promise<Matter> {
  return performStep(deps, actor, 'approve', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    const reply = await saveReview(tx, matter, 'in-review', { state: 'approved', by: actor.accountId, at, note: input.note ?? null })
    if (!reply) throw new RuleBroken('matter/missing', { missing: ['closing/draft-missing'] })
    requireOtherReviewer(reply.draftedBy, actor.accountId)
    return { to: 'SIGNING', note: input.note ?? null }
  })
}

/** The head does not sign and sends the draft back. */
export async function returnForSigning(deps: Deps, actor: Actor, code: string, input: ActionInput<'return-for-signing'>): Promise<Matter> {
  return performStep(deps, actor, 'return-for-signing', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    if (!await saveReview(tx, matter, 'approved', { state: 'returned', by: actor.accountId, at, note: input.note })) throw new RuleBroken('matter/missing', { missing: ['closing/draft-missing'] })
    return { to: 'HANDLING', note: input.note }
  })
}
