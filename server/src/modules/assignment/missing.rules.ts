import type { ActionName } from '@hejie/contract/lifecycle'
import type { Assignment } from './assignment.ts'
import { isForRuling } from './objection.rules.ts'

/** What the rules need to know of a matter to say what a step of assignment still lacks. */
export interface AssignmentFacts {
  category: 'A' | 'C' | null
  objectedCount: number
  assignments: readonly Pick<Assignment, 'unitId' | 'part' | 'signedAt' | 'hasDeclaredRecusal' | 'endedAt'>[]
  /** Whether the five working days to object still run. */
  mayObject: boolean
  /** Units in which the reader works on matters. */
  readerUnitIds: readonly string[]
}

const isOpenPartOf = (units: readonly string[]) => (one: AssignmentFacts['assignments'][number]): boolean => one.endedAt === null && units.includes(one.unitId)

/** Codes of what is missing before the step can be done; empty when nothing is. */
export function missingForAssignment(action: ActionName, facts: AssignmentFacts): string[] {
  const own = facts.assignments.filter(isOpenPartOf(facts.readerUnitIds))
  switch (action) {
    case 'transfer': case 'assign': return facts.category === null ? ['assignment/not-classified'] : []
    case 'sign': return own.some((one) => one.signedAt === null || !one.hasDeclaredRecusal) ? [] : ['assignment/nothing-to-sign']
    case 'object': return facts.mayObject ? [] : ['assignment/no-objection-left']
    case 'agree-objection': case 'refuse-objection': return isForRuling(facts.objectedCount) ? ['assignment/second-objection'] : []
    case 'co-opinion': {
      const part = own.find((one) => one.part === 'co')
      if (!part) return ['assignment/not-a-co-unit']
      return part.signedAt === null ? ['assignment/not-signed'] : []
    }
    default: return []
  }
}
