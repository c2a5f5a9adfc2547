import type { ActionName } from '@hejie/contract/lifecycle'
import { missingForAssignment } from '../assignment/index.ts'
import { LASTING_TASKS, isSupported } from './handling-facts.ts'
import type { HandlingFacts } from './handling-facts.ts'

/** The matter as far as these rules look at it. */
export interface MatterFacts {
  category: 'A' | 'C' | null
  route: string | null
  status: string
  isAnonymous: boolean
  objectedCount: number
  isSimple?: boolean
  /** What stands now: the unit's decision, or what a review put in its place. */
  conclusion?: string | null
}

export interface Reader {
  /** Civil date, YYYY-MM-DD. */
  today: string
  /** Units in which the reader works on matters. */
  unitIds: readonly string[]
}

/**
 * What stands in the way of an action before anybody fills in its form, in codes of the problem table; empty when
 * nothing does. The same rules stop the action itself.
 */
export function missingFor(action: ActionName, matter: MatterFacts, facts: HandlingFacts, reader: Reader): string[] {
  switch (action) {
    case 'accept': return missingForAccept(matter, facts)
    case 'extend': return runningLimit(facts) === 'DL05' ? [] : ['closing/not-extendable']
    case 'draft': return missingForDraft(matter, facts, reader.today)
    case 'approve': case 'issue': return facts.reply ? [] : ['closing/draft-missing']
    case 'to-ordinary': return matter.isSimple ? [] : ['matter/not-at-this-stage']
    case 'execute': return isSupported(matter.conclusion ?? facts.reply?.conclusion) ? [] : ['closing/not-supported']
    case 'close': return missingForClose(matter, facts)
    case 'archive': return missingForArchive(matter, facts)
    default: return missingForAssignment(action, {
      category: matter.category, objectedCount: matter.objectedCount, assignments: facts.assignments, readerUnitIds: reader.unitIds, mayObject: mayObject(facts, reader.today),
    })
  }
}

function mayObject({ clocks }: HandlingFacts, today: string): boolean {
  const clock = clocks.findLast((one) => one.rule === 'DL04')
  return clock !== undefined && clock.endedOn === null && (clock.dueLegal === null || today <= clock.dueLegal)
}

const LIMITS_OF_HANDLING = ['DL05', 'DL10', 'DL34', 'DL35']

/** The running limit to decide by; null when none runs. */
export function runningLimit({ clocks }: Pick<HandlingFacts, 'clocks'>): string | null {
  return clocks.findLast((one) => LIMITS_OF_HANDLING.includes(one.rule) && one.endedOn === null)?.rule ?? null
}

/** 第二十八条 (recusal), 第三十一条 (what belongs to a lawful route is led there, not accepted) */
function missingForAccept(matter: MatterFacts, facts: HandlingFacts): string[] {
  const lead = facts.assignments.find((one) => one.part === 'lead' && one.endedAt === null)
  return [
    ...(matter.category === 'C' && ['C1', 'C2', 'C3', 'C4'].includes(matter.route ?? '') ? ['closing/lawful-route-first'] : []),
    ...(lead?.hasDeclaredRecusal ? [] : ['assignment/recusal-not-declared']),
  ]
}

/**
 * Before it is drafted the unit has spoken with the petitioner, or tried, and the co-units have given their parts. It waits
 * for them until their set term; after that the petitioner's own limit goes first, and closing still asks for the parts.
 */
function missingForDraft(matter: MatterFacts, facts: HandlingFacts, today: string): string[] {
  const isWaiting = facts.assignments.some((one) => isOwing(one) && one.dueOn !== null && today <= one.dueOn)
  return [...contactMissing(matter, facts), ...(isWaiting ? ['closing/co-opinion-missing'] : [])]
}

/** A co-unit of an assignment (交办) owes its part by the set term; one that stays on after a matter rose to a higher level was asked for none. */
const isOwing = (one: HandlingFacts['assignments'][number]): boolean => one.part === 'co' && one.dueOn !== null && one.endedAt === null && one.opinionAt === null

/** Who left no name cannot be contacted. */
const contactMissing = (matter: MatterFacts, facts: HandlingFacts): string[] => (matter.isAnonymous || facts.contacts > 0 ? [] : ['closing/contact-missing'])

/** Nothing is closed without reply, service, execution or a dated plan, contact, every part. 第二十七条、第三十二条; 闭环管理 */
function missingForClose(matter: MatterFacts, facts: HandlingFacts): string[] {
  const { reply } = facts
  return [
    ...(reply?.state === 'served' || reply?.state === 'issued' ? [] : ['closing/reply-missing']),
    ...(reply?.servedOn && facts.paperKinds.includes('WS18') ? [] : ['closing/service-proof-missing']),
    ...contactMissing(matter, facts),
    ...(facts.assignments.some(isOwing) ? ['closing/co-opinion-missing'] : []),
    ...(facts.openTasks.some((kind) => !LASTING_TASKS.includes(kind)) ? ['closing/task-open'] : []),
  ]
}

/** Whether what was promised is done, or has a plan with a date. */
export function hasExecution(matter: Pick<MatterFacts, 'status' | 'conclusion'>, facts: HandlingFacts, proof: string): boolean {
  const { reply } = facts
  if (!isSupported(matter.conclusion ?? reply?.conclusion)) return true
  return proof.trim() !== '' || facts.isExecuted || matter.status === 'EXECUTING' || Boolean(reply?.commitments && reply.commitmentsDue)
}

/** What closing asks for besides, in the form itself: the four points of article 27, execution, the closing report of an assigned matter. */
export function missingInClosing(matter: Pick<MatterFacts, 'status' | 'conclusion'>, facts: HandlingFacts, form: { fourInPlace: Partial<Record<FourPoint, string>>; executionProof: string; closingReport: string }): string[] {
  const isAssigned = facts.assignments.some((one) => one.kind === 'assign')
  return [
    ...FOUR_POINTS.filter((point) => !form.fourInPlace[point]?.trim()).map((point) => `closing/${point}-missing`),
    ...(hasExecution(matter, facts, form.executionProof) ? [] : ['closing/execution-missing']),
    ...(isAssigned && form.closingReport.trim() === '' ? ['closing/report-missing'] : []),
  ]
}

/** 四个到位 (第二十七条) */
export const FOUR_POINTS = ['reasonable', 'unreasonable', 'hardship', 'unlawful'] as const
export type FourPoint = (typeof FOUR_POINTS)[number]

const REPLIES = ['WS10', 'WS11', 'WS12', 'WS40']

/** The papers a file must hold, by how the matter ended. 档案法第三十七条 */
function missingForArchive(matter: MatterFacts, { paperKinds }: HandlingFacts): string[] {
  const lacks = (kind: string, code: string): string[] => (paperKinds.includes(kind) ? [] : [code])
  switch (matter.status) {
    case 'FINAL': return [
      ...lacks('WS05', 'closing/acceptance-notice-missing'), ...(REPLIES.some((kind) => paperKinds.includes(kind)) ? [] : ['closing/reply-missing']), ...lacks('WS18', 'closing/service-proof-missing'),
      ...(paperKinds.includes('WS04') ? lacks('WS21', 'closing/report-missing') : []),
    ]
    case 'NOT_ACCEPTED': return lacks('WS06', 'closing/refusal-notice-missing')
    case 'DIVERTED': return lacks('WS07', 'closing/route-notice-missing')
    case 'WITHDRAWN': return lacks('WS17', 'closing/withdrawal-record-missing')
    default: return []
  }
}
