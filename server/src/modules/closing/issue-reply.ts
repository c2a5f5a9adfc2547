import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { findCase } from './case.store.ts'
import type { Case } from './case.store.ts'
import type { ReplyFacts } from './handling-facts.ts'
import { listOrgansAbove } from './organ.store.ts'
import { acceptanceOf, recipientOf } from './paper-words.ts'
import { replyIssued } from './reply.store.ts'
import { CONCLUSION_NAMES, remedyOf, replyKind } from './reply.rules.ts'

/**
 * The head signs: the decision gets its number, the remedy its route prints, and is frozen. 信访工作条例第三十二条、第三十五条
 */
export async function issueReply(deps: Deps, actor: Actor, code: string, input: ActionInput<'issue'>): Promise<Matter> {
  return performStep(deps, actor, 'issue', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at } = context
    const found = await findCase(tx, matter)
    const { reply } = found
    if (!reply || reply.state !== 'approved') throw new RuleBroken('matter/missing', { missing: ['closing/draft-missing'] })
    const above = await listOrgansAbove(tx, matter.leadUnitId, context.today)
    const remedy = remedyOf(matter.category, matter.route, above.map((one) => one.name).join('或者') || null)
    const { number, write } = await prepareDecision(deps, context, found, reply, remedy)
    // The reply's words become searchable.
    await deps.jobs.queue(tx, 'search.index', { homeCounty: matter.homeCounty, matterId: matter.id })
    const also = [write, replyIssued(matter, reply, { by: actor.accountId, at, number, remedy })]
    return { to: 'SERVING', change: { conclusion: reply.conclusion }, detail: { number, conclusion: reply.conclusion }, audit: { number, conclusion: reply.conclusion }, also }
  })
}

/** The decision as a paper: WS10, WS11 or WS12 by its route. */
export async function prepareDecision(deps: Deps, { tx, matter, post, actor }: StaffStepContext, found: Case, reply: ReplyFacts, remedy: string | null): Promise<PreparedPaper> {
  const kind = replyKind(matter.category, matter.route)
  const from = { post, accountId: actor.accountId, shownToCitizen: true, title: titleOf(kind, matter.title) }
  const content = {
    recipient: recipientOf(matter, found), code: matter.code, acceptance: acceptanceOf(matter, found), requestSummary: reply.requestSummary ?? '', facts: reply.facts ?? '', opinion: reply.opinion ?? '',
    conclusion: CONCLUSION_NAMES[reply.conclusion ?? ''] ?? '', commitments: reply.commitments, commitmentsDue: reply.commitmentsDue, signedBy: actor.name,
  }
  switch (kind) {
    case 'WS10': return preparePaper(deps, tx, matter, { ...from, kind, content: { ...content, legalBasis: reply.legalBasis, remedy: remedy ?? '' } })
    case 'WS11': return preparePaper(deps, tx, matter, { ...from, kind, content: { ...content, legalBasis: reply.legalBasis || '《信访工作条例》第三十一条第五项', remedy: remedy ?? '' } })
    case 'WS12': return preparePaper(deps, tx, matter, { ...from, kind, content: { ...content, legalBasis: reply.legalBasis } })
  }
}

function titleOf(kind: 'WS10' | 'WS11' | 'WS12', title: string): string {
  const what = { WS10: '信访事项的答复意见', WS11: '申请的依法履职答复', WS12: '建议的答复' }[kind]
  return `关于“${title}”${what}`
}
