import type { Deps } from '../../deps.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { endOfLimit, petitionerFor } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { limitOfHandling } from './acceptance.rules.ts'
import { findCase, findUnitInForce } from './case.store.ts'
import type { Case } from './case.store.ts'
import { issuedReplyInsert } from './reply.store.ts'

/**
 * What turns out not to be simple is handled in the ordinary way; the ordinary limit counts from the day the matter was first
 * accepted, not from today. 信访事项简易办理办法（试行）; 信访工作条例第三十四条
 */
export async function changeToOrdinary(deps: Deps, actor: Actor, code: string, input: ActionInput<'to-ordinary'>): Promise<Matter> {
  return performStep(deps, actor, 'to-ordinary', { code, version: input.version, once: input.once }, async ({ tx, matter, today }) => {
    if (!matter.isSimple) throw new RuleBroken('closing/not-simplified')
    const found = await findCase(tx, matter)
    const { rule } = limitOfHandling(matter.category, matter.route, false)
    const on = matter.acceptedOn ?? today
    const clocks = await planClocks(deps, matter, found.clocks, { end: [{ rule: 'DL10', on: today, by: 'to-ordinary' }], start: [{ rule, on, unitId: matter.leadUnitId }] })
    const dueOn = await endOfLimit(deps, matter.regionPath, rule, on)
    return {
      change: { ...clocks.due, isSimple: false }, also: clocks.writes, note: input.reason, shownToCitizen: true, detail: { dueOn }, audit: { rule, dueOn }, notify: { template: 'matter.to-ordinary', facts: { dueOn } },
    }
  })
}

/** Sends a matter to mediation, with the consent of both sides; the limit to decide runs on. 信访工作条例第三十三条 */
export async function sendToMediation(deps: Deps, actor: Actor, code: string, input: ActionInput<'to-mediation'>): Promise<Matter> {
  return performStep(deps, actor, 'to-mediation', { code, version: input.version, once: input.once }, async ({ tx, matter, today }) => {
    const mediator = input.mediatorUnitId === null ? null : await findUnitInForce(tx, input.mediatorUnitId, today)
    if (input.mediatorUnitId !== null && !mediator) throw new Invalid([{ field: 'mediatorUnitId', code: 'assignment/unit-unknown' }])
    const detail = { mediator: mediator?.name ?? null }
    return {
      to: 'MEDIATING', note: input.consents, shownToCitizen: true, detail, audit: { mediatorUnitId: mediator?.id ?? null },
      change: mediator ? { unitIds: [...new Set([...matter.unitIds, mediator.id])] } : {}, notify: { template: 'matter.mediating', facts: { unit: mediator?.name ?? '' } },
    }
  })
}

/**
 * Ends a mediation. With an agreement the deed (WS40) takes the place of a decision and is served like one; without, the handling goes on.
 *
 * @throws Invalid naming every part an agreement lacks
 */
export async function endMediation(deps: Deps, actor: Actor, code: string, input: ActionInput<'mediation-done'>): Promise<Matter> {
  return performStep(deps, actor, 'mediation-done', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    if (input.outcome === 'failed') return { to: 'HANDLING', note: input.facts, shownToCitizen: true, detail: { outcome: input.outcome }, audit: { outcome: input.outcome } }
    requireAgreement(input, today)
    const found = await findCase(tx, matter)
    const paper = await prepareDeed(deps, context, found, input)
    const reply = {
      kind: 'WS40', conclusion: 'V5', requestSummary: matter.title, facts: input.facts, opinion: input.agreement, legalBasis: '《信访工作条例》第三十三条', commitments: input.performance, commitmentsDue: input.performBy,
      draftedBy: actor.accountId, reviewedBy: null, by: actor.accountId, at, number: paper.number, remedy: null,
    }
    const detail = { outcome: input.outcome, number: paper.number }
    return { to: 'SERVING', change: { conclusion: 'V5', holderUnitId: matter.leadUnitId }, shownToCitizen: true, detail, audit: detail, also: [paper.write, issuedReplyInsert(matter, reply)] }
  })
}

function requireAgreement(input: ActionInput<'mediation-done'>, today: string): void {
  const faults: FieldFault[] = []
  for (const field of ['otherParty', 'agreement', 'performance'] as const) if (input[field] === '') faults.push({ field, code: 'input/required' })
  if (input.performBy === null) faults.push({ field: 'performBy', code: 'input/required' })
  else if (input.performBy < today) faults.push({ field: 'performBy', code: 'closing/date-past', facts: { today } })
  if (faults.length > 0) throw new Invalid(faults)
}

function prepareDeed(deps: Deps, { tx, matter, post, actor }: StaffStepContext, found: Case, input: ActionInput<'mediation-done'>): Promise<PreparedPaper> {
  return preparePaper(deps, tx, matter, {
    kind: 'WS40', post, accountId: actor.accountId, shownToCitizen: true,
    content: {
      petitioner: petitionerFor(matter, found.words.petitioners, false), otherParty: input.otherParty, code: matter.code, request: matter.title, facts: input.facts, agreement: input.agreement, performance: input.performance,
      performBy: input.performBy ?? '', basis: '《信访工作条例》第三十三条',
    },
  })
}
