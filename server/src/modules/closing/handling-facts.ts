import type { Assignment } from '../assignment/index.ts'

export interface ClockFacts {
  rule: string
  startedOn: string
  length: number
  unit: string
  dueStrict: string | null
  /** Null while the calendar is not published. */
  dueLegal: string | null
  extendedDays: number
  endedOn: string | null
}

export interface ReplyFacts {
  seq: number
  state: 'draft' | 'in-review' | 'returned' | 'approved' | 'issued' | 'served'
  kind: string
  conclusion: string | null
  requestSummary: string | null
  facts: string | null
  opinion: string | null
  legalBasis: string | null
  commitments: string | null
  commitmentsDue: string | null
  draftedBy: string | null
  number: string | null
  issuedAt: string | null
  servedOn: string | null
}

/** A matter's parts as the rules of handling and closing see them. */
export interface HandlingFacts {
  assignments: readonly Assignment[]
  clocks: readonly ClockFacts[]
  /** The newest one; null before anything was drafted. */
  reply: ReplyFacts | null
  paperKinds: readonly string[]
  contacts: number
  /** Kinds of open tasks. */
  openTasks: readonly string[]
  /** Whether the unit has reported the plan as carried out. */
  isExecuted: boolean
}

/** The task of carrying out what was promised; it goes on after the matter is closed with a dated plan. */
export const EXECUTION_TASK = 'execution'
/** The unit answers a letter of supervision in writing. */
export const SUPERVISION_TASK = 'supervision'
/** Somebody asks a petitioner who was not satisfied. */
export const CALL_BACK_TASK = 'call-back'
/** Tasks that go on after the matter is closed: carrying out a dated plan, and the province's check of what was re-reviewed. */
export const LASTING_TASKS: readonly string[] = [EXECUTION_TASK, 'termination-check']

export const isSupported = (conclusion: string | null | undefined): boolean => conclusion === 'V1' || conclusion === 'V2'
