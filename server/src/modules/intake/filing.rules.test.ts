import { FilingInput } from '@hejie/contract/intake'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Filing } from './filing.ts'
import { countOfPeople, filingFaults, isAccusation, isJointFiling, maxRepresentatives } from './filing.rules.ts'
import type { FilingFacts } from './filing.rules.ts'

const UNIT = '0197f000-0000-7000-8000-000000000001'
const WANDI = { code: '330212001212', name: '湾底村', path: '33/3302/330212/330212001/330212001212/', validFrom: '2000-01-01', validTo: null, successorCode: null, successorName: null }
const FACTS: FilingFacts = {
  by: 'staff', place: WANDI, representativeRule: 'national', now: '2026-11-23T02:00:00.000Z', today: '2026-11-23',
  known: {
    rows: new Set(['T01:100', 'T01:200', 'T01:300', 'T01:400', 'T01:900', 'T02:Q01', 'T02:Q02', 'T02:Q03', 'T02:Q06', 'T02:Q07', 'T02:Q09', 'T02:Q21', 'T05:M2', 'T05:M4', 'T06:04', 'T06:06', 'T07:0601']),
    parentOf: new Map([['0601', '06']]), unitIds: new Set([UNIT]),
  },
}
const ZHANG = { role: 'petitioner', name: '张三', phone: '13805741234', address: '湾底村1号' } as const
const filing = (over: Partial<FilingInput> = {}): Filing => FilingInput.parse({
  form: '200', channel: 'Q02', title: '拖欠工资', body: '请求支付三个月工资,2026年8月起没有发。', placeCode: WANDI.code, people: [ZHANG], ...over,
})
const faults = (over: Partial<FilingInput> = {}, facts: Partial<FilingFacts> = {}): string[] => filingFaults(filing(over), { ...FACTS, ...facts }).map(({ field, code }) => `${field}: ${code}`)
const people = (representatives: number, more: object = {}) => [{ ...ZHANG, ...more }, ...Array.from({ length: representatives }, (_, index) => ({ role: 'representative' as const, name: `代表${index}`, address: '湾底村2号' }))]

describe('what a filing needs', () => {
  test('is nothing more than name, address, request and place (第十九条)', () => expect(faults()).toEqual([]))
  test('everything wrong is said at once', () => {
    expect(faults({ title: '', body: '', placeCode: '', people: [{ role: 'petitioner', name: '', phone: '123', idKind: 'I1', idNumber: '11010519491231003X' }], form: '999', channel: 'Q99', class1: '77', receivedAt: '2027-01-01T00:00:00Z' })).toEqual([
      'title: input/required', 'body: intake/request-missing', 'placeCode: input/required', 'form: intake/form-unknown', 'channel: intake/channel-unknown', 'class1: intake/class-unknown',
      'people.0.address: intake/address-missing', 'people.0.name: input/required', 'people.0.phone: intake/phone-wrong', 'people.0.idNumber: intake/id-check-digit-wrong', 'receivedAt: intake/received-in-future',
    ])
  })
  test.each([
    ['a named one without people', { people: [] }, ['people: intake/petitioner-missing']],
    ['a named one without address', { people: [{ role: 'petitioner', name: '张三' }] }, ['people.0.address: intake/address-missing']],
    ['a call with a phone number is enough', { form: '400', people: [{ role: 'petitioner', name: '张三', phone: '13805741234' }] }, []],
    ['a call with neither', { form: '400', people: [{ role: 'petitioner', name: '张三' }] }, ['people.0.phone: intake/contact-missing']],
    ['an anonymous one', { isAnonymous: true, people: [] }, []],
    ['an anonymous one with names', { isAnonymous: true }, ['isAnonymous: intake/anonymous-with-people']],
    ['an agent for nobody', { people: [{ ...ZHANG, role: 'agent' }] }, ['people: intake/agent-without-petitioner']],
    ['an agent with petitioner', { people: [ZHANG, { role: 'agent', name: '李四' }] }, []],
    ['what a grid worker found', { form: '900', channel: 'Q09', people: [] }, []],
    ['a title of 201 characters', { title: '字'.repeat(201) }, ['title: input/too-long']],
    ['a title of 200 emoji', { title: '😀'.repeat(200) }, []],
    ['a text of 10,001 characters', { body: '字'.repeat(10_001) }, ['body: input/too-long']],
    ['a text of 10,000 characters', { body: '字'.repeat(10_000) }, []],
    ['an unknown unit complained of', { respondentUnitId: '0197f000-0000-7000-8000-000000000002' }, ['respondentUnitId: intake/unit-unknown']],
    ['a known unit complained of', { respondentUnitId: UNIT }, []],
    ['a class and one below it', { class1: '06', class2: '0601' }, []],
    ['a class below another', { class1: '04', class2: '0601' }, ['class2: intake/class-not-below']],
    ['an unknown second class', { class1: '06', class2: '0699' }, ['class2: intake/class-unknown']],
    ['an unknown purpose', { purpose: 'M9' }, ['purpose: intake/purpose-unknown']],
    ['twenty-one people', { form: '300', channel: 'Q01', peopleCount: 21, people: Array.from({ length: 21 }, () => ZHANG) }, ['people: intake/too-many-people']],
    ['nobody counted', { peopleCount: 0 }, ['peopleCount: intake/people-count-wrong']],
    ['fewer counted than named', { peopleCount: 2, people: [ZHANG, ZHANG, ZHANG, { role: 'agent', name: '代理' }] }, ['peopleCount: intake/people-count-below-named']],
    ['as many counted as named, the agent apart', { peopleCount: 2, people: [ZHANG, ZHANG, { role: 'agent', name: '代理' }] }, []],
    ['received before anybody kept records', { receivedAt: '1990-01-01T00:00:00Z' }, ['receivedAt: intake/received-too-early']],
    ['received this very moment', { receivedAt: '2026-11-23T10:00:00+08:00' }, []],
    ['received a second later', { receivedAt: '2026-11-23T10:00:01+08:00' }, ['receivedAt: intake/received-in-future']],
    ['twenty-one attachments', { attachmentIds: Array.from({ length: 21 }, () => UNIT) }, ['attachmentIds: intake/too-many-attachments']],
  ] as [string, Partial<FilingInput>, string[]][])('%s', (_name, over, expected) => expect(faults(over)).toEqual(expected))
})

describe('the papers of people', () => {
  test.each([
    ['I1', '330204620912041', []], ['I1', '110105490231002', ['people.0.idNumber: intake/id-date-wrong']], ['I1', '12', ['people.0.idNumber: intake/id-form-wrong']],
    ['I1', '', ['people.0.idNumber: intake/id-number-missing']], ['I9', '', []], [null, '', []], [null, 'E12345678', ['people.0.idKind: intake/id-kind-missing']],
    ['I9', 'E12345678', ['people.0.idKind: intake/id-kind-missing']], ['I2', 'e1234 5678', []], ['I2', 'E1', ['people.0.idNumber: intake/document-number-wrong']],
    ['I6', '91330100799655058B', []], ['I6', '913301007996550588', ['people.0.idNumber: intake/credit-code-wrong']],
  ] as [('I1' | 'I2' | 'I6' | 'I9') | null, string, string[]][])('%s %s', (idKind, idNumber, expected) => expect(faults({ people: [{ ...ZHANG, idKind, idNumber }] })).toEqual(expected))
})

describe('the place', () => {
  test('must exist', () => expect(faults({}, { place: null })).toEqual(['placeCode: intake/place-unknown']))
  test('that was abolished names its successor, or says that it has none', () => {
    const place = { ...WANDI, validTo: '2026-06-30', successorCode: '330212001213', successorName: '新湾底村' }
    expect(filingFaults(filing(), { ...FACTS, place })).toEqual([{ field: 'placeCode', code: 'intake/place-abolished', facts: { name: '湾底村', on: '2026-06-30', successor: '新湾底村', successorCode: '330212001213' } }])
    expect(faults({}, { place: { ...place, validTo: '2026-11-23' } })).toEqual([])
    expect(faults({}, { place: { ...place, successorCode: null } })).toEqual(['placeCode: intake/place-ended'])
  })
  test('is refused before its first day', () => expect(faults({}, { place: { ...WANDI, validFrom: '2026-11-24' } })).toEqual(['placeCode: intake/place-not-yet']))
})

describe('form and channel', () => {
  test.each([['Q01', '300', []], ['Q01', '200', ['form: intake/form-not-of-channel']], ['Q03', '400', ['form: intake/form-not-of-channel']], ['Q06', '100', []], ['Q07', '400', []], ['Q21', '900', []]] as [string, string, string[]][])('%s with %s', (channel, form, expected) => expect(faults({ channel, form })).toEqual(expected))
  test('a citizen uses the public ones only', () => {
    expect(faults({ channel: 'Q01', form: '300' }, { by: 'citizen' })).toEqual([])
    expect(faults({ channel: 'Q02' }, { by: 'citizen' })).toEqual(['channel: intake/channel-not-yours'])
  })
})

describe('representatives (第二十条)', () => {
  test.each([
    ['national', 8, 5, []], ['national', 8, 6, ['people: intake/too-many-representatives']], ['zhejiang', 8, 3, []], ['zhejiang', 8, 4, ['people: intake/too-many-representatives']],
    ['zhejiang', 10, 4, ['people: intake/too-many-representatives']], ['zhejiang', 11, 5, []], ['zhejiang', 11, 6, ['people: intake/too-many-representatives']],
  ] as [FilingFacts['representativeRule'], number, number, string[]][])('%s: %i people with %i in all, whether whoever files is called one of them or petitioner', (representativeRule, peopleCount, count, expected) => {
    const others = people(count - 1)
    expect(faults({ peopleCount, people: others }, { representativeRule })).toEqual(expected)
    expect(faults({ peopleCount, people: others.map((one) => ({ ...one, role: 'representative' as const })) }, { representativeRule })).toEqual(expected)
    expect(faults({ peopleCount, people: [...others, { role: 'agent', name: '代理' }] }, { representativeRule })).toEqual(expected)
  })
  test('are none where several sign a letter by name and chose nobody', () => {
    expect(faults({ form: '100', channel: 'Q06', peopleCount: 8, people: Array.from({ length: 8 }, () => ZHANG) })).toEqual([])
  })
  test('are chosen by five or more who visit, not by three, nor by those who write', () => {
    expect(faults({ peopleCount: 5 })).toEqual(['people: intake/representatives-missing'])
    expect(faults({ peopleCount: 3 })).toEqual([])
    expect(faults({ peopleCount: 50, form: '100', channel: 'Q06' })).toEqual([])
  })
  test('there are never more than five, and in Zhejiang never more than nationally', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), (count) => {
      expect(maxRepresentatives('national', count)).toBe(5)
      expect(maxRepresentatives('zhejiang', count)).toBeLessThanOrEqual(5)
    }))
  })
  test('a filing stands for at least as many people as it names, agents apart, and five are a joint one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 6 }), (peopleCount, more) => {
      const one = filing({ peopleCount, people: [...people(0), ...Array.from({ length: more }, () => ({ ...ZHANG })), { role: 'agent', name: '代理' }] })
      expect(countOfPeople(one)).toBe(Math.max(peopleCount, 1 + more))
      expect(isJointFiling(one)).toBe(Math.max(peopleCount, 1 + more) >= 5)
    }))
  })
})

test('an accusation is known by its category or its purpose (第三十条)', () => {
  expect(isAccusation(filing({ category: 'B' }))).toBe(true)
  expect(isAccusation(filing({ purpose: 'M2' }))).toBe(true)
  expect(isAccusation(filing({ purpose: 'M4', category: 'C' }))).toBe(false)
})
