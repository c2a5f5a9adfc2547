import type { CitizenActionName, Status } from '@hejie/contract/lifecycle'
import { CITIZEN_TRANSITIONS } from '../matters/index.ts'
import { decidedIn, isPetitionProcedure } from '../reviewing/index.ts'
import type { Review } from '../reviewing/index.ts'

/** A clock as far as a petitioner's rights hang on it. */
interface Window {
  rule: string
  dueLegal: string | null
  isProvisional: boolean
  endedOn: string | null
}

export interface PetitionerFacts {
  status: Status
  category: 'A' | 'C' | null
  route: string | null
  clocks: readonly Window[]
  /** The day by which an open request for information is to be answered; null when none is open */
  answerBy: string | null
  withdrawalAsked: boolean
  /** Objects still to be evaluated: office, unit */
  toEvaluate: number
  reviews: readonly Review[]
  /** The reply that was served; null before */
  replySeq: number | null
  today: string
}

export interface Permitted {
  action: CitizenActionName
  /** Last day; null where the law sets none or the calendar is not published yet */
  until: string | null
  provisional: boolean
  /** The last day has passed; only a good cause helps */
  isLate?: boolean
}

const newest = (clocks: readonly Window[], rule: string): Window | undefined => clocks.findLast((one) => one.rule === rule)
const isOpen = (window: Window | undefined, today: string): window is Window => window !== undefined && window.endedOn === null && (window.dueLegal === null || today <= window.dueLegal)

/** What a petitioner may do now. 第二十一条 (评价), 第三十五条 (复查) */
export function permittedToPetitioner(facts: PetitionerFacts): Permitted[] {
  const { status, clocks, today } = facts
  const allows = (action: CitizenActionName): boolean => (CITIZEN_TRANSITIONS[action].from as readonly Status[]).includes(status)
  const plain = (action: CitizenActionName): Permitted => ({ action, until: null, provisional: false })
  const within = (action: CitizenActionName, window: Window): Permitted => ({ action, until: window.dueLegal, provisional: window.isProvisional })
  const permitted: Permitted[] = []
  if (allows('supply') && facts.answerBy !== null) permitted.push({ action: 'supply', until: facts.answerBy, provisional: false })
  if (allows('add-material')) permitted.push(plain('add-material'))
  const evaluation = newest(clocks, 'DL25')
  if (allows('evaluate') && isOpen(evaluation, today) && facts.toEvaluate > 0) permitted.push(within('evaluate', evaluation))
  const remedy = openRemedy(facts)
  if (remedy && allows(remedy.action)) permitted.push(remedy)
  if (allows('withdraw') && !facts.withdrawalAsked) permitted.push(plain('withdraw'))
  if (allows('report-reprisal')) permitted.push(plain('report-reprisal'))
  return permitted
}

/** The remedy that is next: a review of the reply, then a re-review of the opinion, then none. Late, it needs a good cause, which the organ above judges. 第三十五条、第三十六条 */
function openRemedy({ category, route, clocks, reviews, replySeq, today }: PetitionerFacts): Permitted | null {
  if (!isPetitionProcedure({ category, route }) || replySeq === null) return null
  const decided = decidedIn(reviews, replySeq)
  if (decided?.isFinal) return null
  const window = newest(clocks, decided ? 'DL08' : 'DL06')
  if (!window) return null
  const isLate = window.dueLegal !== null && today > window.dueLegal
  return { action: decided ? 'ask-rereview' : 'ask-review', until: window.dueLegal, provisional: window.isProvisional, ...(isLate ? { isLate } : {}) }
}
