/** One unit's part in a matter (转送, 交办, 本机关办理). Dates are civil dates, instants ISO texts. */
export interface Assignment {
  seq: number
  unitId: string
  unit: string
  part: 'lead' | 'co'
  kind: 'transfer' | 'assign' | 'own'
  assignedAt: string
  /** The set term of an assignment (交办). */
  dueOn: string | null
  letterNumber: string | null
  signedAt: string | null
  hasDeclaredRecusal: boolean
  /** When a co-handling unit gave its part. */
  opinionAt: string | null
  endedAt: string | null
  outcome: string | null
}

/** A unit as the rules of handing over see it. */
export interface UnitFacts {
  id: string
  name: string
  kind: string
  regionPath: string
  superiorId: string | null
  superiorName: string | null
  /** Last day in force; null: in force. */
  validTo: string | null
  /** The unit that was asked for; another one than `id` when that was abolished and this is its successor. */
  askedId: string
  askedName: string
}

/** What an officer should know though the step is done; its words stand in the problem table. */
export interface Warning {
  code: string
  facts: Record<string, string>
}
