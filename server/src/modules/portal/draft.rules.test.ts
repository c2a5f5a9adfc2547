import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FilingInput } from '@hejie/contract/intake'
import { KINDS, STANDINGS, STEPS, newDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { countTyped, filingOf, firstOpenStep, stepAfter, stepBefore, stepsFor, whereToMend, withAnswer, withoutAnswer } from './draft.rules.ts'

const person = fc.record({ name: fc.string(), phone: fc.string(), address: fc.string() })
const drafts: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom(...KINDS, null), standing: fc.constantFrom(...STANDINGS, null), title: fc.string(), body: fc.string(), about: fc.string(), placeCode: fc.string(), class1: fc.constantFrom('05', null), class2: fc.constantFrom('0503', null),
  petitioner: person, agent: person, idKind: fc.constantFrom('I1' as const, null), idNumber: fc.string(), isJoint: fc.constantFrom(true, false, null), peopleCount: fc.string(), representatives: fc.array(person, { maxLength: 7 }),
  isPublic: fc.constantFrom(true, false, null), hidesIdentity: fc.constantFrom(true, false, null), answered: fc.subarray([...STEPS]),
}).map((given) => ({ ...newDraft('id'), ...given }))

test('answering whatever page comes next always ends at the page to check, each page once', () => {
  fc.assert(fc.property(drafts, (given) => {
    let draft: Draft = { ...given, answered: [] }
    let step = firstOpenStep(draft)
    const seen: string[] = []
    while (step !== 'check') {
      seen.push(step)
      draft = withAnswer(draft, step)
      step = stepAfter(draft, step)
    }
    expect(seen).toEqual(stepsFor(draft))
  }))
})

test('mending one page leads back to the check, or to the next page that is still open', () => {
  const done: Draft = { ...newDraft('id'), kind: 'request', standing: 'self', answered: [...STEPS] }
  expect(stepAfter(done, 'words')).toBe('check')
  expect(stepAfter(withoutAnswer(done, 'you'), 'kind')).toBe('you')
  expect(stepAfter(withoutAnswer(done, 'kind'), 'you')).toBe('kind')
  expect(stepBefore(done, 'kind')).toBeNull()
  expect(stepBefore(done, 'check')).toBe('files')
  expect(stepBefore({ ...done, standing: 'anonymous' }, 'privacy')).toBe('who')
})

test('any answers make a filing the contract understands, from the portal, and never more than was asked', () => {
  fc.assert(fc.property(drafts, (draft) => {
    const filing = FilingInput.parse(filingOf(draft))
    expect([filing.form, filing.channel]).toEqual(['300', 'Q01'])
    if (draft.kind === 'accusation') expect([filing.category, filing.class1, filing.isPublic, filing.respondentName]).toEqual(['B', null, false, ''])
    else expect([filing.category === 'B', filing.accused]).toEqual([false, ''])
    if (draft.standing === 'anonymous') expect([filing.people, filing.isAnonymous, filing.hidesIdentity]).toEqual([[], true, false])
    else expect(filing.people[0]?.role).toBe(draft.isJoint ? 'representative' : 'petitioner')
    expect(filing.people.filter((one) => one.role === 'representative')).toHaveLength(draft.standing !== 'anonymous' && draft.isJoint ? draft.representatives.length + 1 : 0)
  }))
})

test('a fault of any person leads to the field where that person was typed', () => {
  const draft: Draft = { ...newDraft('id'), kind: 'request', standing: 'agent', isJoint: true, representatives: [{ name: 'B', phone: '', address: '' }], agent: { name: 'C', phone: '', address: '' } }
  expect(filingOf(draft).people?.map((one) => one.role)).toEqual(['representative', 'representative', 'agent'])
  expect(whereToMend(draft, 'people.0.phone', 'intake/phone-wrong')).toEqual({ step: 'you', field: 'phone' })
  expect(whereToMend(draft, 'people.1.name', 'input/required')).toEqual({ step: 'together', field: 'representative-1' })
  expect(whereToMend(draft, 'people.2.phone', 'intake/phone-wrong')).toEqual({ step: 'you', field: 'agent-phone' })
  expect(whereToMend(draft, 'people', 'intake/too-many-representatives')).toEqual({ step: 'together', field: 'representative-name' })
  expect(whereToMend(draft, 'people', 'intake/petitioner-missing')).toEqual({ step: 'you', field: 'name' })
  expect(whereToMend(draft, 'accused', 'input/too-long')).toEqual({ step: 'words', field: 'about' })
})

test('a number of people that is none counts as none, so that the rules refuse it', () => {
  expect(['', 'viele', '-3', '3.5', '12'].map((peopleCount) => countTyped({ isJoint: true, peopleCount }))).toEqual([0, 0, 0, 0, 12])
  expect(countTyped({ isJoint: false, peopleCount: '12' })).toBe(1)
})
