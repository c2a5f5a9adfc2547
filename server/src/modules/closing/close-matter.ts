import type { Deps } from '../../deps.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { assignmentsEnd, dayOf, reopenAssignments } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { cancelTasks, insertTask, performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { changeClocks } from '../time-limits/index.ts'
import { limitOfHandling } from './acceptance.rules.ts'
import { findCase } from './case.store.ts'
import type { Case } from './case.store.ts'
import { EXECUTION_TASK } from './handling-facts.ts'
import { FOUR_POINTS, missingFor, missingInClosing } from './missing.rules.ts'
import type { FourPoint } from './missing.rules.ts'
import { chineseDate } from './paper-words.ts'
import { CONCLUSION_NAMES } from './reply.rules.ts'

/** The unit carries out what was supported: a plan with a date, which becomes a task of its own. 信访工作条例第三十二条第二款 */
export async function executeDecision(deps: Deps, actor: Actor, code: string, input: ActionInput<'execute'>): Promise<Matter> {
  return performStep(deps, actor, 'execute', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    if (input.dueOn < today) throw new Invalid([{ field: 'dueOn', code: 'closing/date-past', facts: { today } }])
    const missing = missingFor('execute', matter, await findCase(tx, matter), { today, unitIds: [] })
    if (missing.length > 0) throw new RuleBroken('matter/missing', { missing })
    await insertTask(tx, matter, { kind: EXECUTION_TASK, unitId: post.unitId, role: 'ZR06', dueOn: input.dueOn, detail: { plan: input.plan } }, at)
    return { to: 'EXECUTING', note: input.plan, detail: { dueOn: input.dueOn }, shownToCitizen: true, audit: { dueOn: input.dueOn } }
  })
}

/**
 * Closes the matter when nothing is missing; names every item otherwise. 信访工作条例第二十七条 (四个到位), 第三十二条; 闭环管理
 *
 * @throws RuleBroken `matter/missing` with the list
 */
export async function closeMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'close'>): Promise<Matter> {
  return performStep(deps, actor, 'close', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    const found = await findCase(tx, matter)
    const missing = [...missingFor('close', matter, found, { today, unitIds: [] }), ...missingInClosing(matter, found, input)]
    if (missing.length > 0) throw new RuleBroken('matter/missing', { missing })
    const report = found.assignments.some((one) => one.kind === 'assign') ? [(await prepareClosingReport(deps, context, found, input)).write] : []
    return {
      also: [assignmentsEnd(matter, { at, outcome: 'done' }), ...report],
      to: 'CLOSED', change: { closedAt: at, holderUnitId: matter.officeId }, shownToCitizen: true, detail: { fourInPlace: input.fourInPlace, executionProof: input.executionProof, closingReport: input.closingReport },
      audit: { conclusion: matter.conclusion }, notify: { template: 'matter.closed', facts: { closedOn: today } },
    }
  })
}

const POINT_NAMES: Readonly<Record<FourPoint, string>> = { reasonable: '诉求合理的解决问题到位', unreasonable: '诉求无理的思想教育到位', hardship: '生活困难的帮扶救助到位', unlawful: '行为违法的依法处理到位' }

/** 办结报告 of an assigned matter, in the name of the unit that leads. 第二十二条第三项 */
function prepareClosingReport(deps: Deps, { tx, matter, post, actor }: StaffStepContext, found: Case, input: ActionInput<'close'>): Promise<PreparedPaper> {
  const { reply, words } = found
  const lead = found.assignments.findLast((one) => one.part === 'lead')
  const co = found.assignments.filter((one) => one.part === 'co').map((one) => one.unit)
  return preparePaper(deps, tx, matter, {
    kind: 'WS21', post: { unitId: matter.leadUnitId ?? post.unitId, unitName: words.lead ?? post.unitName }, accountId: actor.accountId, shownToCitizen: false,
    content: {
      recipient: words.office ?? post.unitName, code: matter.code, request: matter.title, letter: lead?.letterNumber ?? null,
      situation: `${chineseDate(dayOf(matter.receivedAt))}收到，${matter.acceptedOn ? `${chineseDate(matter.acceptedOn)}受理，` : ''}${words.lead ?? ''}牵头${co.length > 0 ? `，${co.join('、')}协办` : ''}。`,
      investigation: input.closingReport, result: `${CONCLUSION_NAMES[reply?.conclusion ?? ''] ?? ''}。${reply?.opinion ?? ''}`,
      execution: [reply?.commitments, input.executionProof].filter(Boolean).join('\n') || null,
      service: reply?.servedOn ? `${reply.number ?? ''}已于${chineseDate(reply.servedOn)}送达。` : '',
      fourInPlace: FOUR_POINTS.map((point) => `${POINT_NAMES[point]}：${input.fourInPlace[point] ?? ''}`).join('\n'),
    },
  })
}

/**
 * Takes a closed matter up again: what was agreed is not carried out, there are new facts, or it was closed falsely. A new limit
 * runs; a new reply opens the petitioner's windows anew. 信访工作条例第四十条
 */
export async function reopenMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'reopen'>): Promise<Matter> {
  return performStep(deps, actor, 'reopen', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    await reopenAssignments(tx, matter)
    await cancelTasks(tx, matter, [EXECUTION_TASK], at)
    const { rule } = limitOfHandling(matter.category, matter.route, false)
    const due = await changeClocks(deps, tx, matter, {
      end: ['DL06', 'DL20', 'DL25'].map((window) => ({ rule: window, on: today, by: 'reopen' })), start: [{ rule, on: today, unitId: matter.leadUnitId }],
    })
    return {
      to: 'HANDLING', change: { ...due, holderUnitId: matter.leadUnitId, closedAt: null, servedOn: null, conclusion: null, isSimple: false }, note: input.reason, shownToCitizen: true,
      detail: { ground: input.ground }, audit: { ground: input.ground }, notify: { template: 'matter.reopened', facts: {} },
    }
  })
}

