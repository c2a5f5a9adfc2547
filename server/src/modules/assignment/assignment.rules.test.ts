import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { UnitFacts } from './assignment.ts'
import { chooseUnits, petitionerFor, requireTerm } from './hand-over.rules.ts'
import { missingForAssignment } from './missing.rules.ts'
import type { AssignmentFacts } from './missing.rules.ts'
import { isForRuling, requireCommonSuperior, requireObjectionInTime } from './objection.rules.ts'

const COUNTY = '33/3302/330212/'
const unit = (id: string, over: Partial<UnitFacts> = {}): UnitFacts => ({
  id, name: `单位${id}`, kind: 'agency', regionPath: COUNTY, superiorId: 's', superiorName: '市局', validTo: null, askedId: id, askedName: `单位${id}`, ...over,
})
const place = { officePath: COUNTY, respondentUnitId: null, today: '2026-11-23' }
const asked = (...ids: string[]) => ({ lead: { field: 'leadUnitId', unitId: ids[0] ?? '' }, co: ids.slice(1).map((unitId, index) => ({ field: `coUnitIds.${index}`, unitId })) })

function faultsOf(work: () => unknown): [string, string][] {
  try {
    work()
  } catch (error) {
    if (error instanceof Invalid) return error.faults.map((one) => [one.field, one.code])
    throw error
  }
  return []
}

function brokenBy(work: () => unknown): { code: string; facts: unknown } | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof RuleBroken) return { code: error.code, facts: error.facts }
    throw error
  }
}

describe('the units a matter goes to', () => {
  test('are the lead and the co-units that were asked for', () => {
    const chosen = chooseUnits(asked('a', 'b', 'c'), [unit('c'), unit('a'), unit('b')], place)
    expect([chosen.lead.id, ...chosen.co.map((one) => one.id)]).toEqual(['a', 'b', 'c'])
    expect(chosen.warnings).toEqual([])
  })

  test('lie at the office\'s own level or below, never beside or above it', () => {
    const found = [unit('own'), unit('below', { regionPath: `${COUNTY}330212110/` }), unit('beside', { regionPath: '33/3302/330203/' }), unit('above', { regionPath: '33/3302/' })]
    expect(faultsOf(() => chooseUnits(asked('own', 'below'), found, place))).toEqual([])
    expect(faultsOf(() => chooseUnits(asked('beside', 'above'), found, place))).toEqual([['leadUnitId', 'assignment/outside-region'], ['coUnitIds.0', 'assignment/outside-region']])
  })

  test('are named each with its field when one is unknown, abolished or named twice', () => {
    const found = [unit('a'), unit('gone', { validTo: '2026-11-22' })]
    expect(faultsOf(() => chooseUnits(asked('a', 'nowhere', 'gone', 'a'), found, place))).toEqual([
      ['coUnitIds.1', 'assignment/unit-abolished'], ['coUnitIds.0', 'assignment/unit-unknown'], ['coUnitIds.2', 'assignment/unit-named-twice']].sort((x, y) => (x[0]! < y[0]! ? -1 : 1)) as [string, string][])
  })

  test('are still the same on the last day of a unit, and its successor from the day after', () => {
    expect(chooseUnits(asked('a'), [unit('a', { validTo: '2026-11-23' })], place).lead.id).toBe('a')
    const chosen = chooseUnits(asked('old'), [unit('new', { askedId: 'old', askedName: '原局' })], place)
    expect(chosen.lead.id).toBe('new')
    expect(chosen.warnings).toEqual([{ code: 'assignment/successor-used', facts: { unit: '原局', successor: '单位new' } }])
  })

  test('cannot be one unit twice through its predecessor', () => {
    expect(faultsOf(() => chooseUnits(asked('a', 'old'), [unit('a'), unit('a', { askedId: 'old' })], place))).toEqual([['coUnitIds.0', 'assignment/unit-named-twice']])
  })

  test('warn, and offer the superior, when one is the unit complained of', () => {
    const chosen = chooseUnits(asked('a', 'b'), [unit('a'), unit('b')], { ...place, respondentUnitId: 'b' })
    expect(chosen.includesRespondent).toBe(true)
    expect(chosen.warnings).toEqual([{ code: 'assignment/is-respondent', facts: { unit: '单位b', superior: '市局' } }])
  })

  test('are always all inside the office\'s region, whatever is asked', () => {
    const paths = [COUNTY, '33/3302/', `${COUNTY}330212110/`, '33/3302/330203/']
    fc.assert(fc.property(fc.array(fc.record({ path: fc.constantFrom(...paths), gone: fc.boolean() }), { minLength: 1, maxLength: 5 }), (given) => {
      const found = given.map((one, index) => unit(String(index), { regionPath: one.path, validTo: one.gone ? '2020-01-01' : null }))
      const isFine = given.every((one) => one.path.startsWith(COUNTY) && !one.gone)
      return (faultsOf(() => chooseUnits(asked(...found.map((one) => one.id)), found, place)).length === 0) === isFine
    }))
  })
})

describe('the set term of an assignment', () => {
  test.each([[null, 'assignment/term-required'], ['2026-11-22', 'assignment/term-not-ahead'], ['2026-11-23', 'assignment/term-not-ahead']])('%s is refused', (dueOn, code) => {
    expect(faultsOf(() => requireTerm(dueOn, '2026-11-23'))).toEqual([['dueOn', code]])
  })
  test('is any later day', () => {
    expect(requireTerm('2026-11-24', '2026-11-23')).toBe('2026-11-24')
  })
})

describe('who brought the matter', () => {
  const open = { isAnonymous: false, hidesIdentity: false, respondentUnitId: null }
  test.each([
    ['is named to the units', open, ['张三'], false, '张三'],
    ['is one of several', open, ['张三', '李四'], false, '张三等2人'],
    ['left no name', { ...open, isAnonymous: true }, [], false, '匿名信访人'],
    ['complains of a unit that has it', { ...open, respondentUnitId: 'r' }, ['张三'], true, '信访人（要求不公开身份）'],
    ['asked not to be known to the unit complained of, which has it', { ...open, hidesIdentity: true, respondentUnitId: 'r' }, ['张三'], true, '信访人（要求不公开身份）'],
    ['asked so, and another unit has it', { ...open, hidesIdentity: true, respondentUnitId: 'r' }, ['张三'], false, '张三'],
    ['asked so, and who is complained of is not in the directory', { ...open, hidesIdentity: true }, ['张三'], false, '信访人（要求不公开身份）'],
  ])('%s', (_, matter, names, includesRespondent, expected) => {
    expect(petitionerFor(matter, names, includesRespondent)).toBe(expected)
  })
})

describe('an objection', () => {
  test.each([
    ['on the last day', { dueLegal: '2026-11-30', isRunning: true }, '2026-11-30', null],
    ['the day after', { dueLegal: '2026-11-30', isRunning: true }, '2026-12-01', 'assignment/objection-too-late'],
    ['while the calendar is not published', { dueLegal: null, isRunning: true }, '2027-03-01', null],
    ['a second time', { dueLegal: '2026-11-30', isRunning: false }, '2026-11-24', 'matter/missing'],
    ['by a unit that was ruled competent and never had the right', null, '2026-11-24', 'matter/missing'],
  ])('%s', (_, clock, today, code) => {
    expect(brokenBy(() => requireObjectionInTime(clock, today))?.code ?? null).toBe(code)
  })

  test('goes to those who rule when it is the second', () => {
    expect([0, 1, 2, 3].map(isForRuling)).toEqual([false, false, true, true])
  })
})

describe('whoever rules', () => {
  const parties = [unit('a'), unit('b', { regionPath: '33/3302/330203/' })]
  test('stands above all parties', () => {
    expect(brokenBy(() => requireCommonSuperior({ unitId: 'city', regionPath: '33/3302/' }, parties))).toBeNull()
  })
  test('is not from inside one party\'s county', () => {
    expect(brokenBy(() => requireCommonSuperior({ unitId: 'county', regionPath: COUNTY }, parties))).toEqual({ code: 'assignment/not-common-superior', facts: { unit: '单位b' } })
  })
  test('is no party', () => {
    expect(brokenBy(() => requireCommonSuperior({ unitId: 'a', regionPath: '33/3302/' }, parties))?.code).toBe('assignment/not-common-superior')
  })
})

describe('what a step of assignment lacks', () => {
  const part = (over: Partial<AssignmentFacts['assignments'][number]>) => ({ unitId: 'u', part: 'lead' as const, signedAt: null, hasDeclaredRecusal: false, endedAt: null, ...over })
  const facts = (over: Partial<AssignmentFacts>): AssignmentFacts => ({ category: 'C', objectedCount: 0, assignments: [], mayObject: true, readerUnitIds: ['u'], ...over })
  test.each([
    ['transfer', facts({ category: null }), ['assignment/not-classified']],
    ['assign', facts({ category: null }), ['assignment/not-classified']],
    ['transfer', facts({}), []],
    ['sign', facts({ assignments: [part({})] }), []],
    ['sign', facts({ assignments: [part({ unitId: 'other' })] }), ['assignment/nothing-to-sign']],
    ['sign', facts({ assignments: [part({ signedAt: 'x', hasDeclaredRecusal: true })] }), ['assignment/nothing-to-sign']],
    ['sign', facts({ assignments: [part({ signedAt: 'x' })] }), []],
    ['sign', facts({ assignments: [part({ endedAt: 'x' })] }), ['assignment/nothing-to-sign']],
    ['object', facts({ mayObject: false }), ['assignment/no-objection-left']],
    ['object', facts({}), []],
    ['agree-objection', facts({ objectedCount: 1 }), []],
    ['agree-objection', facts({ objectedCount: 2 }), ['assignment/second-objection']],
    ['refuse-objection', facts({ objectedCount: 2 }), ['assignment/second-objection']],
    ['dispute', facts({ objectedCount: 2 }), []],
    ['co-opinion', facts({ assignments: [part({ signedAt: 'x' })] }), ['assignment/not-a-co-unit']],
    ['co-opinion', facts({ assignments: [part({ part: 'co' })] }), ['assignment/not-signed']],
    ['co-opinion', facts({ assignments: [part({ part: 'co', signedAt: 'x' })] }), []],
  ] as const)('%s: %#', (action, given, expected) => {
    expect(missingForAssignment(action, given)).toEqual(expected)
  })
})
