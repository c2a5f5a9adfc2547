import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext, Step } from '../matters/index.ts'
import { issuePaper } from '../papers/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import type { ClockChanges } from '../time-limits/index.ts'
import type { UnitFacts } from './assignment.ts'
import { dayOf, endOfLimit } from './dates.ts'
import { petitionerFor } from './hand-over.rules.ts'
import { summaryOf } from './hand-over.ts'
import type { Warned } from './hand-over.ts'
import { requireCommonSuperior } from './objection.rules.ts'
import { insertPrecedent } from './precedent.store.ts'
import { endAssignments, findDispute, findRulingUnit, insertAssignments, saveObjection } from './store.ts'
import type { DisputeFacts } from './store.ts'

/**
 * The question of competence goes to the nearest common superior that has a post to rule (ZR14), and from there, passed on, to the next above,
 * up to the joint meeting (联席会议). 信访工作条例第二十四条
 */
export async function disputeCompetence(deps: Deps, actor: Actor, code: string, input: ActionInput<'dispute'>): Promise<Matter> {
  return performStep(deps, actor, 'dispute', { code, version: input.version, once: input.once }, async ({ tx, matter, today }) => {
    const step = await toRuling(tx, matter, today)
    if (!step) throw new RuleBroken('assignment/no-ruling-organ')
    return { ...step, note: input.reason }
  })
}

/** The step that lays the question before who rules; null where the directory names nobody. */
export async function toRuling(tx: Tx, matter: Matter, today: string): Promise<Step | null> {
  const { parties } = await findDispute(tx, matter, null, today)
  const passedOnBy = matter.status === 'JURIS' && matter.holderUnitId !== null ? [matter.holderUnitId] : []
  const ruling = await findRulingUnit(tx, { regionPath: matter.regionPath, partyPaths: parties.map((party) => party.regionPath), parties: [...parties.map((party) => party.id), ...passedOnBy], today, above: passedOnBy[0] ?? null })
  if (!ruling) return null
  return {
    to: 'JURIS', change: { holderUnitId: ruling.id, unitIds: [...new Set([...matter.unitIds, ruling.id])] }, shownToCitizen: false,
    detail: { ruling: ruling.name, parties: parties.map((party) => party.name) }, audit: { rulingUnitId: ruling.id, parties: parties.map((party) => party.id) },
  }
}

/**
 * Rules which unit handles the matter; that unit leads from now on and cannot object again. 信访工作条例第二十四条
 *
 * @throws RuleBroken `assignment/not-common-superior`; Invalid on `unitId`
 */
export async function ruleOnCompetence(deps: Deps, actor: Actor, code: string, input: ActionInput<'rule'>): Promise<Warned> {
  const warnings: Warned['warnings'] = []
  const matter = await performStep(deps, actor, 'rule', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, post, at, today } = context
    const facts = await findDispute(tx, matter, input.unitId, today)
    const unit = ruledUnit(facts, today)
    requireCommonSuperior(post, [unit, ...facts.parties])
    const isRespondent = unit.id === matter.respondentUnitId
    if (isRespondent) warnings.push({ code: 'assignment/is-respondent', facts: { unit: unit.name, superior: unit.superiorName ?? '' } })
    const isNew = unit.id !== matter.leadUnitId
    const due = await changeClocks(deps, tx, matter, clockChanges(matter, unit, isNew, today))
    const letter = isNew ? await handToRuledUnit(deps, context, facts, unit, input.reason) : null
    await insertPrecedent(tx, matter, { unitId: unit.id, ruledBy: post.unitId, regionPath: post.regionPath, parties: facts.parties.map((party) => party.name), reason: input.reason, on: today })
    if (!isNew) await saveObjection(tx, matter, { answer: 'ruled', answeredAt: at, answeredBy: actor.accountId }, at)
    return {
      to: 'SIGNED', note: input.reason, shownToCitizen: true, detail: { unit: unit.name, letter }, audit: { unitId: unit.id },
      change: {
        ...due, leadUnitId: unit.id, holderUnitId: unit.id, handlerId: isNew ? null : matter.handlerId, routedCount: matter.routedCount + (isNew ? 1 : 0), unitIds: unitsAfter(matter, unit, isNew),
        ...(isRespondent ? { hidesIdentity: true } : {}),
      },
      warnings, notify: { template: 'matter.routed', facts: { unit: unit.name } },
    }
  })
  return { matter, warnings }
}

function ruledUnit({ units }: DisputeFacts, today: string): UnitFacts {
  const [unit] = units
  if (!unit) throw new Invalid([{ field: 'unitId', code: 'assignment/unit-unknown' }])
  if (unit.validTo !== null && unit.validTo < today) throw new Invalid([{ field: 'unitId', code: 'assignment/unit-abolished', facts: { unit: unit.name } }])
  return unit
}

/** Who was ruled out loses sight of it. */
function unitsAfter(matter: Matter, unit: UnitFacts, isNew: boolean): string[] {
  const kept = matter.unitIds.filter((one) => !isNew || one !== matter.leadUnitId || one === matter.officeId)
  return [...new Set([...kept, unit.id])]
}

/** A unit ruled competent has received the matter today; for one that had it already nothing begins anew. */
function clockChanges(matter: Matter, unit: UnitFacts, isNew: boolean, today: string): ClockChanges {
  const contact = matter.isAnonymous || (!isNew && matter.handlerId !== null) ? [] : [{ rule: 'DL31', on: today, unitId: unit.id }]
  if (!isNew) return { start: contact }
  return { end: ['DL02', 'DL03', 'DL31'].map((rule) => ({ rule, on: today, by: 'rule' })), start: [{ rule: 'DL03', on: today, unitId: unit.id }, ...contact] }
}

/** Ends the old lead's part, makes the ruled unit the lead (also one that was a co-unit so far), and tells it in writing. */
async function handToRuledUnit(deps: Deps, { tx, matter, post, actor, at, today }: StaffStepContext, facts: DisputeFacts, unit: UnitFacts, reason: string): Promise<string | null> {
  const former = facts.assignments.find((one) => one.part === 'lead')
  await endAssignments(tx, matter, { at, outcome: 'ruled-away', units: [...new Set([matter.leadUnitId ?? unit.id, unit.id])] })
  const { number } = await issuePaper(deps, tx, matter, {
    kind: 'WS03', post, accountId: actor.accountId, shownToCitizen: false,
    content: {
      recipient: unit.name, code: matter.code, petitioner: petitionerFor(matter, facts.petitioners, unit.id === matter.respondentUnitId), receivedOn: dayOf(matter.receivedAt), request: matter.title,
      summary: summaryOf(facts.body), requirement: '请依法按程序办理，并将办理结果答复信访人。', noticeBy: await endOfLimit(deps, matter.regionPath, 'DL03', today),
      explanation: `本件经依照《信访工作条例》第二十四条裁定由你单位办理，不再适用异议程序。裁定理由：${reason}`,
    },
  })
  await insertAssignments(tx, matter, [{
    unitId: unit.id, part: 'lead', kind: former?.kind === 'assign' ? 'assign' : 'transfer', assignedBy: actor.accountId, assignedAt: at, dueOn: former?.dueOn ?? null, requirement: reason.slice(0, 1000),
    letterNumber: number, signedAt: at,
  }])
  return number
}
