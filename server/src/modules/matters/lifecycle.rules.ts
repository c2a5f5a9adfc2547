import { ACTIONS, STATUSES } from '@hejie/contract/lifecycle'
import type { ActionName, CitizenActionName, RoleCode, Status, SystemActionName } from '@hejie/contract/lifecycle'

/*
 * The life of a petition matter (信访事项). One row per thing that can happen, in the order of the procedure.
 *
 *   DRAFT → SUBMITTED → REGISTERED ⇄ NEED_INFO
 *   REGISTERED → ROUTED → SIGNED → HANDLING → REVIEWING_DRAFT → SIGNING → SERVING → SERVED → (EXECUTING) → CLOSED → FINAL → ARCHIVED
 *   ROUTED/SIGNED → OBJECTED → REGISTERED | SIGNED | JURIS → SIGNED
 *   HANDLING ⇄ MEDIATING, HANDLING ⇄ HEARING; MEDIATING → SERVING with an agreement
 *   SERVED/EXECUTING/CLOSED → IN_REVIEW → … → IN_REREVIEW → …: where a review stands is a machine of its own (`reviewing/review.rules.ts`)
 *   side ends: NOT_ACCEPTED, DIVERTED, WITHDRAWN, MERGED, SEALED
 */

export type Actors = 'office' | 'holder' | 'lead' | 'co' | 'superior' | 'province' | 'outsider' | 'citizen' | 'system'

export interface Transition {
  /** The row of the procedure this is (machine M1); null for acts beside the course. */
  no: number | null
  from: readonly Status[]
  /** Null: the state stays. Several: the use case decides among them. */
  to: readonly Status[] | null
  /** Roles that may. */
  who: readonly RoleCode[]
  /** In which unit the role must be held, relative to the matter. */
  as: Actors
  /** Article of 信访工作条例 (2022), or the source of the house rule. */
  basis: string
}

const OFFICE_OPEN = ['REGISTERED', 'NEED_INFO', 'ROUTED', 'OBJECTED', 'JURIS', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING', 'SERVING'] as const satisfies readonly Status[]
const UNDER_REVIEW = ['IN_REVIEW', 'IN_REREVIEW'] as const satisfies readonly Status[]
/** States a petitioner may ask for a review from; from FINAL only with a reason for being late. */
const REPLIED = ['SERVED', 'EXECUTING', 'CLOSED', 'FINAL'] as const satisfies readonly Status[]
const WITH_UNIT = ['ROUTED', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING', 'SERVING', 'SERVED', 'EXECUTING'] as const satisfies readonly Status[]

export const STAFF_TRANSITIONS = {
  'register': { no: 2, from: ['SUBMITTED'], to: ['REGISTERED'], who: ['ZR04', 'ZR05'], as: 'office', basis: '第二十二条' },
  'ask-info': { no: 3, from: ['REGISTERED'], to: ['NEED_INFO'], who: ['ZR05', 'ZR04'], as: 'office', basis: '第二十三条' },
  'proceed-without-info': { no: 3, from: ['NEED_INFO'], to: ['REGISTERED'], who: ['ZR05', 'ZR04'], as: 'office', basis: '第二十三条' },
  'classify': { no: null, from: ['REGISTERED'], to: null, who: ['ZR05', 'ZR04'], as: 'office', basis: '第二十九条、第三十一条' },
  'seal': { no: 4, from: ['SUBMITTED', 'REGISTERED', 'NEED_INFO'], to: ['SEALED'], who: ['ZR05'], as: 'office', basis: '第三十条' },
  'divert': { no: 5, from: ['REGISTERED', 'SIGNED'], to: ['DIVERTED'], who: ['ZR05', 'ZR07'], as: 'holder', basis: '第三十一条' },
  'propose-refusal': { no: 6, from: ['REGISTERED', 'SIGNED'], to: null, who: ['ZR05', 'ZR07'], as: 'holder', basis: '第十九条、第二十三条、第三十六条' },
  'confirm-refusal': { no: 6, from: ['REGISTERED', 'SIGNED'], to: ['NOT_ACCEPTED'], who: ['ZR05', 'ZR07', 'ZR08'], as: 'holder', basis: '第十九条、第二十三条、第三十六条' },
  'reject-refusal': { no: 6, from: ['REGISTERED', 'SIGNED'], to: null, who: ['ZR05', 'ZR07', 'ZR08'], as: 'holder', basis: '第二十三条' },
  'merge': { no: 7, from: ['REGISTERED'], to: ['MERGED'], who: ['ZR05'], as: 'office', basis: '第十九条' },
  'transfer': { no: 8, from: ['REGISTERED'], to: ['ROUTED'], who: ['ZR05'], as: 'office', basis: '第二十二条' },
  'assign': { no: 9, from: ['REGISTERED'], to: ['ROUTED'], who: ['ZR05'], as: 'office', basis: '第二十二条' },
  'report-up': { no: 10, from: [...OFFICE_OPEN], to: null, who: ['ZR05', 'ZR18'], as: 'office', basis: '第二十二条、第二十五条' },
  // A co-unit signs for its own part at any time while the matter is with the units; only the lead's signature moves the state.
  'sign': { no: 11, from: ['ROUTED', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING', 'SERVING'], to: ['SIGNED'], who: ['ZR03', 'ZR06'], as: 'co', basis: '第二十三条、第二十八条' },
  // The first objection is the sender's to decide; the second goes straight to those who rule.
  'object': { no: 12, from: ['ROUTED', 'SIGNED'], to: ['OBJECTED', 'JURIS'], who: ['ZR07', 'ZR08'], as: 'lead', basis: '第二十三条' },
  'agree-objection': { no: 13, from: ['OBJECTED'], to: ['REGISTERED'], who: ['ZR05'], as: 'office', basis: '第二十三条' },
  'refuse-objection': { no: 14, from: ['OBJECTED'], to: ['SIGNED'], who: ['ZR05'], as: 'office', basis: '第二十三条' },
  // Whoever is to rule may pass it on, up to the joint meeting above.
  'dispute': { no: 15, from: ['OBJECTED', 'JURIS'], to: ['JURIS'], who: ['ZR05', 'ZR14'], as: 'holder', basis: '第二十四条' },
  'rule': { no: 16, from: ['JURIS'], to: ['SIGNED'], who: ['ZR14'], as: 'superior', basis: '第二十四条' },
  'accept': { no: 17, from: ['SIGNED'], to: ['HANDLING'], who: ['ZR03', 'ZR06'], as: 'lead', basis: '第二十三条' },
  'contact': { no: null, from: [...WITH_UNIT, 'REGISTERED', 'NEED_INFO', 'CLOSED'], to: null, who: ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR11', 'ZR12'], as: 'co', basis: '第二十三条' },
  // Until it is closed: closing asks for every co-unit's part.
  'co-opinion': { no: null, from: [...WITH_UNIT], to: null, who: ['ZR06', 'ZR07'], as: 'co', basis: '第五条' },
  'extend': { no: 20, from: ['HANDLING', 'MEDIATING', 'HEARING', 'REVIEWING_DRAFT', 'SIGNING'], to: null, who: ['ZR08'], as: 'lead', basis: '第三十四条' },
  'save-draft': { no: null, from: ['HANDLING'], to: null, who: ['ZR03', 'ZR06'], as: 'lead', basis: '第三十二条' },
  'draft': { no: 24, from: ['HANDLING'], to: ['REVIEWING_DRAFT'], who: ['ZR03', 'ZR06'], as: 'lead', basis: '第三十二条' },
  'return-draft': { no: 25, from: ['REVIEWING_DRAFT'], to: ['HANDLING'], who: ['ZR07'], as: 'lead', basis: '第三十二条' },
  'approve': { no: 26, from: ['REVIEWING_DRAFT'], to: ['SIGNING'], who: ['ZR07'], as: 'lead', basis: '第三十二条' },
  'return-for-signing': { no: 25, from: ['SIGNING'], to: ['HANDLING'], who: ['ZR08'], as: 'lead', basis: '第三十二条' },
  'issue': { no: 27, from: ['SIGNING'], to: ['SERVING'], who: ['ZR08'], as: 'lead', basis: '第三十二条' },
  'serve': { no: 28, from: ['SERVING'], to: ['SERVED'], who: ['ZR03', 'ZR06'], as: 'lead', basis: '第三十二条、第三十五条' },
  'execute': { no: 32, from: ['SERVED'], to: ['EXECUTING'], who: ['ZR03', 'ZR06'], as: 'lead', basis: '第三十二条' },
  'close': { no: 33, from: ['SERVED', 'EXECUTING'], to: ['CLOSED'], who: ['ZR05'], as: 'office', basis: '第二十七条、第三十二条' },
  'archive': { no: 35, from: ['FINAL', 'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN'], to: ['ARCHIVED'], who: ['ZR05'], as: 'office', basis: '档案法第三十七条' },
  'confirm-withdrawal': { no: 36, from: [...OFFICE_OPEN, 'SUBMITTED'], to: ['WITHDRAWN'], who: ['ZR04', 'ZR05', 'ZR11'], as: 'outsider', basis: '本系统规定' },
  'decline-withdrawal': { no: 36, from: [...OFFICE_OPEN, 'SUBMITTED'], to: null, who: ['ZR04', 'ZR05', 'ZR11'], as: 'outsider', basis: '本系统规定' },
  'reopen': { no: 37, from: ['CLOSED'], to: ['HANDLING'], who: ['ZR11', 'ZR14'], as: 'outsider', basis: '第四十条' },
  'note': { no: null, from: [...OFFICE_OPEN, 'SUBMITTED', 'SERVED', 'EXECUTING', 'CLOSED', 'IN_REVIEW', 'IN_REREVIEW'], to: null, who: ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR11', 'ZR12', 'ZR13', 'ZR14'], as: 'co', basis: '本系统规定' },
  // 信访事项简易办理办法(试行): what turns out not to be simple is handled in the ordinary way, and the 60 days run from the first acceptance.
  'to-ordinary': { no: 19, from: ['HANDLING'], to: null, who: ['ZR07'], as: 'lead', basis: '信访事项简易办理办法（试行）；第三十四条' },
  'to-mediation': { no: 21, from: ['HANDLING'], to: ['MEDIATING'], who: ['ZR03', 'ZR06'], as: 'lead', basis: '第三十三条' },
  'mediation-done': { no: 22, from: ['MEDIATING'], to: ['HANDLING', 'SERVING'], who: ['ZR06', 'ZR09'], as: 'co', basis: '第三十三条' },
  'hear': { no: 23, from: ['HANDLING'], to: ['HEARING'], who: ['ZR07'], as: 'lead', basis: '第三十一条第六项' },
  'end-hearing': { no: 23, from: ['HEARING'], to: ['HANDLING'], who: ['ZR06', 'ZR07'], as: 'lead', basis: '第三十一条第六项' },
  'lift': { no: 38, from: ['ROUTED', 'SIGNED', 'HANDLING'], to: null, who: ['ZR05'], as: 'office', basis: '第十五条' },
  'supervise': { no: 39, from: [...OFFICE_OPEN, ...UNDER_REVIEW, 'SERVED', 'EXECUTING'], to: null, who: ['ZR11'], as: 'outsider', basis: '第四十条' },
  // Same facts of several petitioners: one answer, but each of them gets a reply, a clock and a remedy of their own.
  'answer-jointly': { no: null, from: ['HANDLING'], to: ['SERVING'], who: ['ZR08'], as: 'lead', basis: '第三十二条' },
  'conclude': { no: 34, from: ['CLOSED'], to: ['FINAL'], who: ['ZR14'], as: 'province', basis: '第三十六条' },
  'review-accept': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR15'], as: 'holder', basis: '第二十八条、第三十五条、第三十六条' },
  'review-refuse': { no: null, from: [...UNDER_REVIEW], to: [...REPLIED], who: ['ZR15'], as: 'holder', basis: '第三十五条、第三十六条' },
  'review-hear': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR15'], as: 'holder', basis: '第三十六条第二款' },
  'review-heard': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR15'], as: 'holder', basis: '第三十六条第二款' },
  'review-draft': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR15'], as: 'holder', basis: '第三十五条、第三十六条' },
  'review-return': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR07', 'ZR08', 'ZR15'], as: 'holder', basis: '第三十五条、第三十六条' },
  'review-approve': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR07', 'ZR15'], as: 'holder', basis: '第三十五条、第三十六条' },
  'review-issue': { no: null, from: [...UNDER_REVIEW], to: null, who: ['ZR08'], as: 'holder', basis: '第三十五条、第三十六条' },
  'review-serve': { no: null, from: [...UNDER_REVIEW], to: ['SERVED', 'EXECUTING', 'CLOSED', 'HANDLING'], who: ['ZR15'], as: 'holder', basis: '第三十五条、第三十六条' },
  'finish-task': { no: null, from: [...STATUSES], to: null, who: ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR11', 'ZR12'], as: 'co', basis: '本系统规定' },
} as const satisfies Record<ActionName, Transition>

export const CITIZEN_TRANSITIONS = {
  'submit': { no: 1, from: ['DRAFT'], to: ['SUBMITTED', 'REGISTERED'], who: ['ZR01', 'ZR02'], as: 'citizen', basis: '第十九条、第二十条' },
  'supply': { no: 3, from: ['NEED_INFO'], to: ['REGISTERED'], who: ['ZR01', 'ZR02'], as: 'citizen', basis: '第二十三条' },
  'add-material': { no: null, from: [...OFFICE_OPEN, 'SUBMITTED'], to: null, who: ['ZR01', 'ZR02'], as: 'citizen', basis: '第二十一条' },
  'evaluate': { no: 29, from: ['SERVED', 'EXECUTING', 'CLOSED', 'FINAL', 'ARCHIVED'], to: null, who: ['ZR01'], as: 'citizen', basis: '第二十一条' },
  'withdraw': { no: 36, from: [...OFFICE_OPEN, 'SUBMITTED'], to: null, who: ['ZR01'], as: 'citizen', basis: '本系统规定' },
  'ask-review': { no: 30, from: [...REPLIED], to: ['IN_REVIEW'], who: ['ZR01'], as: 'citizen', basis: '第三十五条' },
  // Goes to supervision by a way of its own; the matter and its units learn nothing of it.
  'report-reprisal': { no: null, from: STATUSES.filter((status) => status !== 'DRAFT' && status !== 'SEALED'), to: null, who: ['ZR01'], as: 'citizen', basis: '第十八条、第四十六条' },
  'ask-rereview': { no: 31, from: [...REPLIED], to: ['IN_REREVIEW'], who: ['ZR01'], as: 'citizen', basis: '第三十六条' },
} as const satisfies Record<CitizenActionName, Transition>

export const SYSTEM_TRANSITIONS = {
  'finalise': { no: 34, from: ['CLOSED'], to: ['FINAL'], who: [], as: 'system', basis: '第三十五条、第三十六条' },
  'info-overdue': { no: 3, from: ['NEED_INFO'], to: ['REGISTERED'], who: [], as: 'system', basis: '第二十三条' },
  'escalate': { no: 38, from: ['ROUTED', 'SIGNED', 'HANDLING'], to: null, who: [], as: 'system', basis: '第十五条' },
  // An organ that is merged or abolished is followed by its successor, which goes on where it stood.
  'succeed': { no: null, from: [...OFFICE_OPEN, ...UNDER_REVIEW, 'SERVED', 'EXECUTING'], to: null, who: [], as: 'system', basis: '第二十四条' },
  // Nothing escapes: what nobody took, signed for or can take any more is laid on the county's desk.
  'raise': { no: 38, from: [...OFFICE_OPEN, ...UNDER_REVIEW, 'SERVED', 'EXECUTING'], to: null, who: [], as: 'system', basis: '第十五条、第四十条' },
} as const satisfies Record<SystemActionName, Transition>

/** The expected next step of the ordinary course: the main button in each state. */
export const MAIN_ACTION: Partial<Record<Status, ActionName>> = {
  SUBMITTED: 'register', REGISTERED: 'transfer', NEED_INFO: 'proceed-without-info', ROUTED: 'sign', OBJECTED: 'agree-objection', JURIS: 'rule', SIGNED: 'accept', HANDLING: 'draft',
  REVIEWING_DRAFT: 'approve', SIGNING: 'issue', SERVING: 'serve', SERVED: 'close', EXECUTING: 'close', FINAL: 'archive', NOT_ACCEPTED: 'archive', DIVERTED: 'archive', WITHDRAWN: 'archive',
}

/** The expected steps of a review; which of them is open is told by where the review stands. */
const REVIEW_COURSE: readonly ActionName[] = ['review-accept', 'review-draft', 'review-approve', 'review-issue', 'review-serve']

/** Whether an action is the expected next step of a state. */
export function isMainAction(status: Status, action: ActionName): boolean {
  return MAIN_ACTION[status] === action || (UNDER_REVIEW.some((one) => one === status) && REVIEW_COURSE.includes(action))
}

/** What the state allows, before asking who. */
export function actionsFrom(status: Status): ActionName[] {
  return ACTIONS.filter((action) => (STAFF_TRANSITIONS[action].from as readonly Status[]).includes(status))
}
