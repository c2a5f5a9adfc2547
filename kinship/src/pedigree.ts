import { InputError } from './errors.ts'

export type Sex = 'male' | 'female' | 'unknown'

/** A person of a pedigree. A parent that is null is an unknown person outside the pedigree: the gene comes straight from the population. */
export interface Person {
  readonly id: string
  readonly father: string | null
  readonly mother: string | null
  readonly sex: Sex
}

/** A checked pedigree: parents before children. Build it with `createPedigree`. */
export interface Pedigree {
  readonly people: readonly Person[]
  readonly indexOf: ReadonlyMap<string, number>
}

/** More people than this in one hypothesis is taken as a mistake in the input. */
export const MAX_PEOPLE = 256

/** @throws InputError for a person twice, an unknown parent, a parent of the wrong sex, a cycle, or more than 256 people. */
export function createPedigree(people: readonly Person[], name = 'pedigree'): Pedigree {
  if (people.length === 0) throw new InputError('pedigree-empty', name, 'it has no people', 'List at least one person')
  if (people.length > MAX_PEOPLE) throw new InputError('pedigree-too-large', name, `${people.length} people, the limit is ${MAX_PEOPLE}`, 'Keep the typed people and the ancestors that join them')
  const byId = new Map<string, Person>()
  for (const person of people) {
    if (byId.has(person.id)) throw new InputError('person-twice', name, `${person.id} is listed twice`, 'Give each person one row and one name')
    byId.set(person.id, person)
  }
  for (const person of people) checkParents(person, byId, name)
  const ordered = parentsFirst(people, byId, name)
  return { people: ordered, indexOf: new Map(ordered.map((person, index) => [person.id, index])) }
}

function checkParents(person: Person, byId: ReadonlyMap<string, Person>, name: string): void {
  const parents = [
    { role: 'father', id: person.father, wrong: 'female', sex: 'male' },
    { role: 'mother', id: person.mother, wrong: 'male', sex: 'female' },
  ]
  for (const { role, id, wrong, sex } of parents) {
    if (id === null) continue
    const parent = byId.get(id)
    if (parent === undefined) throw new InputError('parent-missing', name, `the ${role} of ${person.id}, ${id}, is not in the pedigree`, `Add a row for ${id} or leave the ${role} of ${person.id} open`)
    if (parent.sex === wrong) throw new InputError('parent-of-wrong-sex', name, `${id} is the ${role} of ${person.id} but is ${wrong}`, `Correct the sex of ${id} to ${sex} or give another ${role}`)
  }
  if (person.father !== null && person.father === person.mother) {
    throw new InputError('parent-of-wrong-sex', name, `${person.father} is both father and mother of ${person.id}`, 'Give two different parents')
  }
}

function parentsFirst(people: readonly Person[], byId: ReadonlyMap<string, Person>, name: string): Person[] {
  const ordered: Person[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (person: Person): void => {
    const seen = state.get(person.id)
    if (seen === 'done') return
    if (seen === 'open') throw new InputError('pedigree-cycle', name, `${person.id} is an ancestor of themselves`, 'Correct the parents so that no one descends from themselves')
    state.set(person.id, 'open')
    for (const id of [person.father, person.mother]) {
      const parent = id === null ? undefined : byId.get(id)
      if (parent !== undefined) visit(parent)
    }
    state.set(person.id, 'done')
    ordered.push(person)
  }
  people.forEach(visit)
  return ordered
}

/** Short way to write a person: `person('C', 'male', 'F', 'M')`. */
export function person(id: string, sex: Sex, father: string | null = null, mother: string | null = null): Person {
  return { id, sex, father, mother }
}
