import type { Hypotheses } from './candidate-scan.ts'
import type { Person } from './pedigree.ts'
import { createPedigree, person } from './pedigree.ts'

/** A common question: who is related in H1 (C is the person in question), and who is usually typed. In H2 C is unrelated. */
export interface NamedFamily {
  readonly name: string
  readonly nameZh: string
  readonly people: readonly Person[]
  readonly typed: readonly string[]
}

const COUPLE = [person('F', 'male'), person('M', 'female')]
const GRANDPARENTS = [person('GF', 'male'), person('GM', 'female')]

/** The families that `hejie kinship simulate` knows by name. */
export const NAMED_FAMILIES: readonly NamedFamily[] = [
  { name: 'duo', nameZh: '父与子女', people: [...COUPLE, person('C', 'male', 'F', 'M')], typed: ['F', 'C'] },
  { name: 'trio', nameZh: '父母与子女', people: [...COUPLE, person('C', 'male', 'F', 'M')], typed: ['F', 'M', 'C'] },
  { name: 'full-siblings', nameZh: '全同胞', people: [...COUPLE, person('S', 'male', 'F', 'M'), person('C', 'male', 'F', 'M')], typed: ['S', 'C'] },
  { name: 'half-siblings', nameZh: '同父异母', people: [...COUPLE, person('M2', 'female'), person('H', 'male', 'F', 'M2'), person('C', 'male', 'F', 'M')], typed: ['H', 'C'] },
  { name: 'grandparents', nameZh: '祖父母与孙辈', people: [...GRANDPARENTS, person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('C', 'male', 'F', 'M')], typed: ['GF', 'GM', 'C'] },
  { name: 'uncle', nameZh: '叔侄', people: [...GRANDPARENTS, person('U', 'male', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('C', 'male', 'F', 'M')], typed: ['U', 'C'] },
  { name: 'mother-and-siblings', nameZh: '母与两兄弟姐妹', people: [...COUPLE, person('S1', 'male', 'F', 'M'), person('S2', 'female', 'F', 'M'), person('C', 'male', 'F', 'M')], typed: ['M', 'S1', 'S2', 'C'] },
  { name: 'first-cousins', nameZh: '堂表亲', people: [...GRANDPARENTS, person('A', 'male', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('X', 'female'), person('M', 'female'), person('K', 'female', 'A', 'X'), person('C', 'male', 'F', 'M')], typed: ['K', 'C'] },
]

/** H1: C belongs to the family. H2: C has no parents in it. */
export function hypothesesOf(family: NamedFamily): Hypotheses {
  const apart = family.people.map((one) => (one.id === 'C' ? person('C', one.sex) : one))
  return { H1: createPedigree(family.people, 'H1'), H2: createPedigree(apart, 'H2') }
}
