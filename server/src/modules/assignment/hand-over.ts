import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, MatterChange, StaffStepContext, Step } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import type { ClockChanges } from '../time-limits/index.ts'
import type { Warning } from './assignment.ts'
import { dayOf, endOfLimit } from './dates.ts'
import { chooseUnits, petitionerFor, requireTerm } from './hand-over.rules.ts'
import type { Chosen } from './hand-over.rules.ts'
import { missingForAssignment } from './missing.rules.ts'
import { assignmentInsert, findHandOver } from './store.ts'
import type { HandOverFacts } from './store.ts'

export interface Warned {
  matter: Matter
  warnings: Warning[]
}

interface Order {
  action: 'transfer' | 'assign'
  lead: { field: string; unitId: string }
  co: readonly { field: string; unitId: string }[]
  /** The set term of an assignment; null for a transfer. */
  dueOn: string | null
  requirement: string
}

/** Transfers a matter (转送) to the unit competent for it. 信访工作条例第二十二条第一、二项 */
export async function transferMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'transfer'>): Promise<Warned> {
  return handOver(deps, actor, { code, version: input.version, once: input.once }, { action: 'transfer', lead: { field: 'unitId', unitId: input.unitId }, co: [], dueOn: null, requirement: input.note })
}

/** Assigns a matter (交办): a lead and co-handling units, a set term, a closing report. 信访工作条例第二十二条第三项 */
export async function assignMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'assign'>): Promise<Warned> {
  const dueOn = requireTerm(input.dueOn, deps.today().toString())
  const co = input.coUnitIds.map((unitId, index) => ({ field: `coUnitIds.${index}`, unitId }))
  return handOver(deps, actor, { code, version: input.version, once: input.once }, { action: 'assign', lead: { field: 'leadUnitId', unitId: input.leadUnitId }, co, dueOn, requirement: input.requirement })
}

async function handOver(deps: Deps, actor: Actor, target: Parameters<typeof performStep>[3], order: Order): Promise<Warned> {
  const warnings: Warning[] = []
  const matter = await performStep(deps, actor, order.action, target, async (context) => {
    const { tx, matter, post, at, today } = context
    const missing = missingForAssignment(order.action, { category: matter.category, objectedCount: 0, assignments: [], mayObject: false, readerUnitIds: [] })
    if (missing.length > 0) throw new RuleBroken('matter/missing', { missing })
    const found = await findHandOver(tx, matter, [order.lead.unitId, ...order.co.map((one) => one.unitId)], today)
    const chosen = chooseUnits(order, found.units, { officePath: post.regionPath, respondentUnitId: matter.respondentUnitId, today })
    warnings.push(...chosen.warnings)
    const clocks = await planClocks(deps, matter, found.clocks, clockChanges(matter, chosen, today))
    const letter = await prepareLetter(deps, context, order, chosen, found)
    const kind = order.action === 'assign' ? 'assign' : isOwn(matter, chosen) ? 'own' : 'transfer'
    const parts = assignmentInsert(matter, [chosen.lead, ...chosen.co].map((unit, index) => ({
      unitId: unit.id, part: index === 0 ? 'lead' : 'co', kind, assignedBy: actor.accountId, assignedAt: at, dueOn: order.dueOn, requirement: order.requirement || null, letterNumber: letter?.number ?? null,
    })))
    return { ...stepOf(matter, order, chosen, letter?.number ?? null, clocks.due), also: [...clocks.writes, parts, ...(letter ? [letter.write] : [])], warnings }
  })
  return { matter, warnings }
}

const isOwn = (matter: Matter, chosen: Chosen): boolean => chosen.lead.id === matter.officeId

/** The receiving unit gives notice within 15 days and may object within 5 working days; an organ that keeps its own matter has had it since it came in. 第二十三条 */
function clockChanges(matter: Matter, chosen: Chosen, today: string): ClockChanges {
  const unitId = chosen.lead.id
  const end = ['DL01', 'DL02'].map((rule) => ({ rule, on: today, by: 'route' }))
  if (isOwn(matter, chosen)) return { end, start: [{ rule: 'DL02', on: dayOf(matter.receivedAt), unitId }] }
  return { end, start: [{ rule: 'DL03', on: today, unitId }, { rule: 'DL04', on: today, unitId }] }
}

function stepOf(matter: Matter, order: Order, chosen: Chosen, letter: string | null, due: MatterChange): Step {
  const units = [chosen.lead, ...chosen.co].map((unit) => unit.id)
  return {
    to: 'ROUTED',
    change: {
      ...due, holderUnitId: chosen.lead.id, leadUnitId: chosen.lead.id, handlerId: null, routedCount: matter.routedCount + 1, unitIds: [...new Set([...matter.unitIds, ...units])],
      // Whoever is complained of does not learn by default who complained. 第三十条、第四十六条
      ...(chosen.includesRespondent ? { hidesIdentity: true } : {}),
    },
    note: null, shownToCitizen: true,
    detail: { unit: chosen.lead.name, coUnits: chosen.co.map((unit) => unit.name), dueOn: order.dueOn, requirement: order.requirement, letter },
    audit: { units, isRespondent: chosen.includesRespondent },
    notify: { template: 'matter.routed', facts: { unit: chosen.lead.name } },
  }
}

/** WS03 or WS04. A matter the office keeps for itself needs no letter. */
async function prepareLetter(deps: Deps, { tx, matter, post, actor, today }: StaffStepContext, order: Order, chosen: Chosen, found: HandOverFacts): Promise<PreparedPaper | null> {
  if (order.action === 'transfer' && isOwn(matter, chosen)) return null
  const common = {
    code: matter.code, petitioner: petitionerFor(matter, found.petitioners, chosen.includesRespondent), receivedOn: dayOf(matter.receivedAt), request: matter.title, summary: summaryOf(found.body),
    noticeBy: await endOfLimit(deps, matter.regionPath, 'DL03', today),
  }
  const from = { post, accountId: actor.accountId, shownToCitizen: false }
  if (order.action === 'transfer') {
    return preparePaper(deps, tx, matter, { ...from, kind: 'WS03', content: { ...common, recipient: chosen.lead.name, requirement: order.requirement || '请依法按程序办理，并将办理结果答复信访人。' } })
  }
  return preparePaper(deps, tx, matter, {
    ...from, kind: 'WS04',
    content: {
      ...common, recipient: [chosen.lead, ...chosen.co].map((unit) => unit.name).join('、'), leadUnit: chosen.lead.name, coUnits: chosen.co.map((unit) => unit.name).join('、') || null,
      requirement: order.requirement, dueOn: order.dueOn ?? '', feedback: '请在办结期限内书面反馈办理结果，并提交办结报告（《信访工作条例》第二十二条第三项）。协办单位请将本单位的意见送牵头单位汇总。',
    },
  })
}

const SUMMARY = 400

export const summaryOf = (body: string): string => (body.length > SUMMARY ? `${body.slice(0, SUMMARY)}……` : body)
