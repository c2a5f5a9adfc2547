import type { Status } from '@hejie/contract/lifecycle'

/** One matter as rules and policies see it. Dates are civil dates YYYY-MM-DD; instants ISO texts. */
export interface Matter {
  homeCounty: string
  id: string
  code: string
  status: Status
  form: string
  channel: string
  category: 'A' | 'C' | null
  route: 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | null
  purpose: string | null
  class1: string | null
  class2: string | null
  title: string
  placeCode: string | null
  regionPath: string
  peopleCount: number
  isJoint: boolean
  isAnonymous: boolean
  isPublic: boolean
  hidesIdentity: boolean
  isUrgent: boolean
  isImportant: boolean
  isSimple: boolean
  isRepeat: boolean
  isDemo: boolean
  respondentUnitId: string | null
  respondentName: string | null
  /** The petition office that keeps it. */
  officeId: string
  /** The unit that must act now. */
  holderUnitId: string | null
  leadUnitId: string | null
  handlerId: string | null
  /** Every unit with a part in it. */
  unitIds: readonly string[]
  receivedAt: string
  registeredAt: string | null
  acceptedOn: string | null
  servedOn: string | null
  closedAt: string | null
  conclusion: string | null
  nextDueRule: string | null
  nextDueOn: string | null
  nextDueLegal: string | null
  nextDueProvisional: boolean
  routedCount: number
  objectedCount: number
  eventSeq: number
  version: number
}

/** The columns a step may change. */
export type MatterChange = Partial<Pick<Matter,
  'category' | 'route' | 'purpose' | 'class1' | 'class2' | 'title' | 'placeCode' | 'regionPath' | 'peopleCount' | 'isJoint' | 'hidesIdentity' | 'isUrgent' | 'isImportant' | 'isSimple' | 'isRepeat'
  | 'respondentUnitId' | 'respondentName' | 'holderUnitId' | 'leadUnitId' | 'handlerId' | 'unitIds' | 'registeredAt' | 'acceptedOn' | 'servedOn' | 'closedAt' | 'conclusion'
  | 'nextDueRule' | 'nextDueOn' | 'nextDueLegal' | 'nextDueProvisional' | 'routedCount' | 'objectedCount'>>
