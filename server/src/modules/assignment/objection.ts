import type { Deps } from '../../deps.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { issuePaper } from '../papers/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import type { UnitFacts } from './assignment.ts'
import { dayOf } from './dates.ts'
import { toRuling } from './jurisdiction.ts'
import { CONTACTS_FOR_R5, isForRuling, requireObjectionInTime } from './objection.rules.ts'
import { endAssignments, findFirstClock, findObjectionFacts, saveObjection } from './store.ts'
import type { ObjectionFacts } from './store.ts'

const REASONS: Record<ActionInput<'object'>['reason'], string> = {
  R1: '不属本单位职权', R2: '属地错误', R3: '属法定途径', R4: '重复交办', R5: '要素不全无法核查', R6: '涉密或回避',
}

/**
 * The unit objects that the matter is not its own, with reason and evidence, once and within five working days. It stays
 * responsible until the sender agrees. 信访工作条例第二十三条第三款
 */
export async function objectToAssignment(deps: Deps, actor: Actor, code: string, input: ActionInput<'object'>): Promise<Matter> {
  return performStep(deps, actor, 'object', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    const facts = await findObjectionFacts(tx, matter, input.properUnitId, today)
    requireObjectionInTime(facts.clock, today)
    if (input.reason === 'R5' && facts.contacts < CONTACTS_FOR_R5) throw new RuleBroken('matter/missing', { missing: ['assignment/contacts-too-few'] })
    const proper = properUnit(input.properUnitId, facts)
    const objection = { reason: input.reason, explanation: input.explanation, evidence: input.evidence, properUnitId: proper?.id ?? null, at, by: actor.accountId }
    await saveObjection(tx, matter, objection)
    const due = await changeClocks(deps, tx, matter, { end: [{ rule: 'DL04', on: today, by: 'object' }] })
    const letter = await issueObjection(deps, context, input, facts, proper)
    // 第二十四条: a second one is not the sender's to decide. Where nobody is set to rule it waits with the sender, who is told.
    const ruling = isForRuling(matter.objectedCount + 1) ? await toRuling(tx, matter, today) : null
    return {
      to: ruling ? 'JURIS' : 'OBJECTED', change: { holderUnitId: matter.officeId, ...ruling?.change, ...due, objectedCount: matter.objectedCount + 1 }, shownToCitizen: true,
      detail: { ...ruling?.detail, reason: input.reason, explanation: input.explanation, evidence: input.evidence, properUnit: proper?.name ?? null, letter },
      audit: { reason: input.reason, count: matter.objectedCount + 1, properUnitId: proper?.id ?? null },
    }
  })
}

function properUnit(id: string | null, facts: ObjectionFacts): UnitFacts | null {
  if (id === null) return null
  const [unit] = facts.units
  if (!unit) throw new Invalid([{ field: 'properUnitId', code: 'assignment/unit-unknown' }])
  return unit
}

async function issueObjection(deps: Deps, { tx, matter, post, actor }: StaffStepContext, input: ActionInput<'object'>, facts: ObjectionFacts, proper: UnitFacts | null): Promise<string | null> {
  const { number } = await issuePaper(deps, tx, matter, {
    kind: 'WS08', post, accountId: actor.accountId, shownToCitizen: false,
    content: {
      recipient: facts.office, code: matter.code, receivedOn: facts.receivedOn, request: matter.title, reason: `${REASONS[input.reason]}（${input.reason}）`, explanation: input.explanation,
      evidence: input.evidence, basis: '《信访工作条例》第二十三条', properUnit: proper?.name ?? null,
    },
  })
  return number
}

/** The sender has verified the objection and agrees: the matter is to be routed anew, its first limit goes on. 第二十三条第三款 */
export async function agreeToObjection(deps: Deps, actor: Actor, code: string, input: ActionInput<'agree-objection'>): Promise<Matter> {
  return performStep(deps, actor, 'agree-objection', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    requireSendersDecision(matter)
    const first = await findFirstClock(tx, matter)
    await saveObjection(tx, matter, { answer: 'agreed', answeredAt: at, answeredBy: actor.accountId, answerNote: input.note })
    await endAssignments(tx, matter, { at, outcome: 'returned' })
    const due = await changeClocks(deps, tx, matter, {
      end: ['DL02', 'DL03', 'DL31'].map((rule) => ({ rule, on: today, by: 'agree-objection' })),
      // It never stopped: what is left of the 15 days since it came in is left, and no more.
      start: [{ rule: first?.rule ?? 'DL01', on: first?.startedOn ?? dayOf(matter.receivedAt) }],
    })
    return {
      to: 'REGISTERED', note: input.note, shownToCitizen: false, detail: { returnedBy: matter.leadUnitId }, audit: { returnedBy: matter.leadUnitId },
      // The unit has no part in it any more and loses sight of it; office and others keep theirs.
      change: { ...due, holderUnitId: matter.officeId, leadUnitId: null, handlerId: null, unitIds: matter.unitIds.filter((unit) => unit === matter.officeId) },
    }
  })
}

/** The sender does not agree: the unit has to handle it and counts as having signed. 第二十三条第三款 */
export async function refuseObjection(deps: Deps, actor: Actor, code: string, input: ActionInput<'refuse-objection'>): Promise<Matter> {
  return performStep(deps, actor, 'refuse-objection', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    requireSendersDecision(matter)
    await saveObjection(tx, matter, { answer: 'refused', answeredAt: at, answeredBy: actor.accountId, answerNote: input.reason }, at)
    const due = matter.isAnonymous || matter.handlerId !== null ? {} : await changeClocks(deps, tx, matter, { start: [{ rule: 'DL31', on: today, unitId: matter.leadUnitId }] })
    return { to: 'SIGNED', change: { ...due, holderUnitId: matter.leadUnitId }, note: input.reason, detail: { unitId: matter.leadUnitId }, audit: { unitId: matter.leadUnitId } }
  })
}

/** A second objection is not for the sender to decide. 第二十四条; 本系统规定 */
function requireSendersDecision(matter: Matter): void {
  if (isForRuling(matter.objectedCount)) throw new RuleBroken('matter/missing', { missing: ['assignment/second-objection'] })
}
