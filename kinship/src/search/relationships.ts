import type { Hypotheses } from '../candidate-scan.ts'
import type { Person } from '../pedigree.ts'
import { createPedigree, person } from '../pedigree.ts'

/** What the candidate may be to the reference relatives. */
export type Relationship = 'parent' | 'child' | 'child-of-both' | 'full-sibling' | 'half-sibling' | 'grandparent' | 'grandchild' | 'uncle-or-aunt' | 'nephew-or-niece' | 'first-cousin'

/** All relationships that `relationshipHypotheses` knows. */
export const RELATIONSHIPS: readonly Relationship[] = ['parent', 'child', 'child-of-both', 'full-sibling', 'half-sibling', 'grandparent', 'grandchild', 'uncle-or-aunt', 'nephew-or-niece', 'first-cousin']

export interface RelationshipOptions {
  /** Sex of the one who is parent, grandparent, uncle or aunt; sets the mutation rate. Default male. */
  readonly elder?: 'male' | 'female'
  /** The parent through whom half-siblings, grandparents, uncles and cousins are related. Default father. */
  readonly line?: 'father' | 'mother'
}

/** Name of the candidate in the pedigrees made here. */
export const CANDIDATE = 'candidate'
/** Name of the one reference relative; of `child-of-both` the references are `father` and `mother`. */
export const REFERENCE = 'reference'

/** H1: the candidate has this relationship to the reference. H2: they are unrelated. */
export function relationshipHypotheses(relationship: Relationship, options: RelationshipOptions = {}): Hypotheses {
  const elder = options.elder ?? 'male'
  const line = options.line ?? 'father'
  const H1 = createPedigree(related(relationship, elder, line), `H1 (${relationship})`)
  const founders = [...new Set([CANDIDATE, ...(relationship === 'child-of-both' ? ['father', 'mother'] : [REFERENCE])])]
  const H2 = createPedigree(founders.map((id) => person(id, H1.people.find((one) => one.id === id)?.sex ?? 'unknown')), 'H2 (unrelated)')
  return { H1, H2 }
}

function related(relationship: Relationship, elder: 'male' | 'female', line: 'father' | 'mother'): Person[] {
  switch (relationship) {
    case 'parent':
      return [person(CANDIDATE, elder), childOf(REFERENCE, CANDIDATE, elder)]
    case 'child':
      return [person(REFERENCE, elder), childOf(CANDIDATE, REFERENCE, elder)]
    case 'child-of-both':
      return [person('father', 'male'), person('mother', 'female'), person(CANDIDATE, 'unknown', 'father', 'mother')]
    case 'full-sibling':
      return [person('father', 'male'), person('mother', 'female'), person(REFERENCE, 'unknown', 'father', 'mother'), person(CANDIDATE, 'unknown', 'father', 'mother')]
    case 'half-sibling':
      return [person('shared parent', sexOf(line)), childOf(REFERENCE, 'shared parent', sexOf(line)), childOf(CANDIDATE, 'shared parent', sexOf(line))]
    case 'grandparent':
      return grandparent(CANDIDATE, REFERENCE, elder, line)
    case 'grandchild':
      return grandparent(REFERENCE, CANDIDATE, elder, line)
    case 'uncle-or-aunt':
      return uncle(CANDIDATE, REFERENCE, elder, line)
    case 'nephew-or-niece':
      return uncle(REFERENCE, CANDIDATE, elder, line)
    case 'first-cousin':
      return [...uncle('second parent', REFERENCE, sexOf(line), line), childOf(CANDIDATE, 'second parent', sexOf(line))]
  }
}

function grandparent(elderId: string, youngId: string, elder: 'male' | 'female', line: 'father' | 'mother'): Person[] {
  return [person(elderId, elder), childOf('linking parent', elderId, elder, sexOf(line)), childOf(youngId, 'linking parent', sexOf(line))]
}

function uncle(uncleId: string, youngId: string, elder: 'male' | 'female', line: 'father' | 'mother'): Person[] {
  return [
    person('grandfather', 'male'),
    person('grandmother', 'female'),
    person(uncleId, elder, 'grandfather', 'grandmother'),
    person('linking parent', sexOf(line), 'grandfather', 'grandmother'),
    childOf(youngId, 'linking parent', sexOf(line)),
  ]
}

function childOf(id: string, parent: string, parentSex: 'male' | 'female', sex: 'male' | 'female' | 'unknown' = 'unknown'): Person {
  return parentSex === 'male' ? person(id, sex, parent, null) : person(id, sex, null, parent)
}

function sexOf(line: 'father' | 'mother'): 'male' | 'female' {
  return line === 'father' ? 'male' : 'female'
}
