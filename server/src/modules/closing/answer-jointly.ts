import type { Deps } from '../../deps.ts'
import { Invalid } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { findCase } from './case.store.ts'
import { prepareDecision } from './issue-reply.ts'
import { listOrgansAbove } from './organ.store.ts'
import { findSharedReply, issuedReplyInsert } from './reply.store.ts'
import { remedyOf, replyKind } from './reply.rules.ts'

/**
 * Answers a matter as one of the same kind was answered (同类事项统一答复): the words that were drafted, reviewed and issued there, under
 * a number of its own. Receipt, clocks, service, remedy and evaluation stay each petitioner's own. 信访工作条例第三十二条
 *
 * @throws Invalid on `fromCode`: not linked, not issued, another unit's, or of another route
 */
export async function answerJointly(deps: Deps, actor: Actor, code: string, input: ActionInput<'answer-jointly'>): Promise<Matter> {
  return performStep(deps, actor, 'answer-jointly', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    const shared = await findSharedReply(tx, matter, input.fromCode)
    if (!shared) throw new Invalid([{ field: 'fromCode', code: 'closing/no-shared-reply' }])
    const kind = replyKind(matter.category, matter.route)
    if (shared.leadUnitId !== matter.leadUnitId || shared.kind !== kind) throw new Invalid([{ field: 'fromCode', code: 'closing/shared-reply-unfit' }])
    const found = await findCase(tx, matter)
    const above = await listOrgansAbove(tx, matter.leadUnitId, today)
    const remedy = remedyOf(matter.category, matter.route, above.map((one) => one.name).join('或者') || null)
    const words = { seq: 0, state: 'approved' as const, kind, conclusion: shared.conclusion, requestSummary: shared.requestSummary, facts: shared.facts, opinion: shared.opinion, legalBasis: shared.legalBasis, commitments: shared.commitments, commitmentsDue: shared.commitmentsDue, draftedBy: shared.draftedBy, number: null, issuedAt: null, servedOn: null }
    const { number, write } = await prepareDecision(deps, context, found, words, remedy)
    await deps.jobs.queue(tx, 'search.index', { homeCounty: matter.homeCounty, matterId: matter.id })
    const detail = { number, conclusion: shared.conclusion, from: input.fromCode }
    return {
      to: 'SERVING', change: { conclusion: shared.conclusion }, shownToCitizen: false, detail, audit: detail,
      also: [write, issuedReplyInsert(matter, { ...shared, kind, by: actor.accountId, at, number, remedy })],
    }
  })
}
