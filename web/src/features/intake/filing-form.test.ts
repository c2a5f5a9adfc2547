import { FilingInput } from '@hejie/contract/intake'
import { expect, test } from 'vitest'
import { atLeastNamed, EMPTY_FILING, EMPTY_PERSON, filingOf, titleOf } from './filing-form.ts'

const person = { ...EMPTY_PERSON, name: '张建国', phone: '13800001000', address: '湾底村1号' }
const filled = { ...EMPTY_FILING, people: [person, EMPTY_PERSON], body: '楼上夜间施工。请求制止。', placeCode: '330212001212', class: '0503', receivedAt: '2026-11-20T09:30' }

test('what the counter typed is what the contract takes', () => {
  expect(FilingInput.safeParse(filingOf(filled)).error?.issues ?? []).toEqual([])
})

test('rows nobody filled in are no people, but an empty first row is kept so that the refusal has its place', () => {
  expect(filingOf(filled).people).toHaveLength(1)
  expect(filingOf(EMPTY_FILING).people).toHaveLength(1)
  expect(filingOf({ ...EMPTY_FILING, isAnonymous: true }).people).toEqual([])
})

test('the number of people follows the names, agents and blank rows apart, and never falls below what was typed', () => {
  const people = [person, { ...person, role: 'representative' as const }, { ...person, role: 'agent' as const }, EMPTY_PERSON]
  expect([atLeastNamed('1', people), atLeastNamed('40', people), atLeastNamed('', people)]).toEqual(['2', '40', ''])
})

test('a filing without a title takes the first sentence, shortened', () => {
  expect(filingOf(filled).title).toBe('楼上夜间施工')
  expect(titleOf('长'.repeat(80))).toHaveLength(40)
  expect(filingOf({ ...filled, title: '夜间施工扰民' }).title).toBe('夜间施工扰民')
})

test('an accusation carries the accused and no respondent; others the other way round', () => {
  const both = { ...filled, accused: '某主任', respondentName: '某公司' }
  expect(filingOf({ ...both, category: 'B' as const })).toMatchObject({ category: 'B', purpose: 'M2', accused: '某主任' })
  expect(filingOf({ ...both, category: 'B' as const }).respondentName).toBeUndefined()
  expect(filingOf(both).accused).toBeUndefined()
})

test('the time it was received is read as China\'s clock, wherever the browser stands', () => {
  expect(filingOf(filled).receivedAt).toBe('2026-11-20T09:30:00+08:00')
  expect(filingOf(EMPTY_FILING).receivedAt).toBeNull()
})
