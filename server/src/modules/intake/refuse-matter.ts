import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { dayOf, endAssignments } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMatter, insertTask, performStep, saveTaskDone } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { issuePaper } from '../papers/index.ts'
import { findFinalOpinion } from '../reviewing/index.ts'
import type { FinalOpinion } from '../reviewing/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { recipientOf } from './letter-words.ts'
import { isMatterCode, readMatterCode } from './matter-code.rules.ts'
import { refuseFaults } from './read-filing.ts'
import { REFUSAL_PROPOSAL } from './task-kinds.ts'
import { FIRST_LIMITS, REFUSAL_BASIS, refusalFaults } from './triage.rules.ts'
import { findCodeName, findOpenTask, listPetitioners } from './triage.store.ts'

/** Proposes not to accept a matter; it counts once another person agrees. 第十九条、第二十三条、第三十六条 */
export async function proposeRefusal(deps: Deps, actor: Actor, code: string, input: ActionInput<'propose-refusal'>): Promise<Matter> {
  return performStep(deps, actor, 'propose-refusal', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at }) => {
    const people = await listPetitioners(tx, matter)
    refuseFaults(refusalFaults(input, { code: matter.code, canBeContacted: people.some((one) => one.hasContact) }))
    if (await findProposal(tx, matter)) throw new RuleBroken('intake/refusal-pending')
    if (input.reason === 'N2') await finalOpinionOf(tx, input.originalCode)
    const { reason, explanation, originalCode, organ } = input
    await insertTask(tx, matter, {
      kind: REFUSAL_PROPOSAL, unitId: post.unitId, role: post.roles.includes('ZR05') ? 'ZR05' : 'ZR07', dueOn: matter.nextDueOn, detail: { reason, explanation, originalCode, organ, proposedBy: actor.accountId },
    }, at)
    return { note: explanation, detail: { reason, originalCode, organ }, audit: { reason } }
  })
}

/**
 * The final opinion a refusal by N2 rests on, where the earlier matter is one of this register; null for older numbers, which are taken as they are.
 * @throws Invalid `reviewing/not-concluded` on `originalCode`
 */
async function finalOpinionOf(tx: Tx, original: string | null): Promise<FinalOpinion | null> {
  const code = readMatterCode(original?.trim() ?? '')
  if (!isMatterCode(code)) return null
  try {
    const final = await findFinalOpinion(tx, await findMatter(tx, code))
    if (final) return final
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
  }
  throw new Invalid([{ field: 'originalCode', code: 'reviewing/not-concluded' }])
}

interface Proposal {
  taskId: string
  reason: keyof typeof REFUSAL_BASIS
  explanation: string
  originalCode: string | null
  organ: string | null
  proposedBy: string
}

/** The proposal that waits at the unit which has the matter now; one of a unit that had it before no longer counts. */
async function findProposal(tx: Tx, matter: Matter): Promise<Proposal | null> {
  const task = await findOpenTask(tx, matter, REFUSAL_PROPOSAL)
  if (!task || task.unitId !== matter.holderUnitId) return null
  const { reason, explanation, originalCode, organ, proposedBy } = task.detail
  const known = Object.keys(REFUSAL_BASIS).find((one): one is keyof typeof REFUSAL_BASIS => one === reason)
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  return known ? { taskId: task.id, reason: known, explanation: text(explanation) ?? '', originalCode: text(originalCode), organ: text(organ), proposedBy: String(proposedBy) } : null
}

/** Agrees to a proposal, as somebody else than who made it; the petitioner is told the reason and where to go. */
export async function confirmRefusal(deps: Deps, actor: Actor, code: string, input: ActionInput<'confirm-refusal'>): Promise<Matter> {
  return performStep(deps, actor, 'confirm-refusal', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    const proposal = await requireProposal(tx, matter, actor)
    await saveTaskDone(tx, matter, { id: proposal.taskId, by: actor.accountId, at, outcome: 'confirmed' })
    const due = await changeClocks(deps, tx, matter, { end: FIRST_LIMITS.map((rule) => ({ rule, on: today, by: 'refuse' })) })
    await endAssignments(tx, matter, { at, outcome: 'done' })
    const paper = await issueNotice(deps, tx, matter, proposal, { post, accountId: actor.accountId })
    return {
      to: 'NOT_ACCEPTED', change: { ...due, holderUnitId: null }, shownToCitizen: true, note: input.note ?? null, detail: { reason: proposal.reason, originalCode: proposal.originalCode, organ: proposal.organ, paper },
      audit: { reason: proposal.reason, proposedBy: proposal.proposedBy, paper }, notify: { template: 'matter.not-accepted', facts: { reason: proposal.reason } },
    }
  })
}

async function requireProposal(tx: Tx, matter: Matter, actor: Actor): Promise<Proposal> {
  const proposal = await findProposal(tx, matter)
  if (!proposal) throw new RuleBroken('intake/no-refusal-pending')
  if (proposal.proposedBy === actor.accountId) throw new RuleBroken('intake/second-person-needed')
  return proposal
}

/** WS06. Whoever cannot be contacted (N8) is sent nothing; the reason stands in the register. */
async function issueNotice(deps: Deps, tx: Tx, matter: Matter, proposal: Proposal, from: { post: { unitId: string; unitName: string }; accountId: string }): Promise<string | null> {
  if (proposal.reason === 'N8') return null
  const final = proposal.reason === 'N2' ? await finalOpinionOf(tx, proposal.originalCode) : null
  const { number } = await issuePaper(deps, tx, matter, {
    ...from, kind: 'WS06', shownToCitizen: true,
    content: {
      recipient: recipientOf(await listPetitioners(tx, matter)), code: matter.code, request: matter.title, receivedOn: dayOf(matter.receivedAt), reason: await findCodeName(tx, 'T14', proposal.reason),
      basis: REFUSAL_BASIS[proposal.reason], explanation: proposal.explanation, original: final ? `${proposal.originalCode ?? ''}，复核意见${final.number}（${final.servedOn}送达）` : proposal.originalCode, organ: proposal.organ,
    },
  })
  return number
}

/** Does not agree: the matter goes on. The one who proposed may also take it back. */
export async function rejectRefusal(deps: Deps, actor: Actor, code: string, input: ActionInput<'reject-refusal'>): Promise<Matter> {
  return performStep(deps, actor, 'reject-refusal', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    const proposal = await findProposal(tx, matter)
    if (!proposal) throw new RuleBroken('intake/no-refusal-pending')
    await saveTaskDone(tx, matter, { id: proposal.taskId, by: actor.accountId, at, outcome: 'rejected' })
    return { note: input.note, detail: { reason: proposal.reason }, audit: { reason: proposal.reason } }
  })
}
