import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseDesk, forwardFault, isAbout, mayKnow } from './desk.rules.ts'
import type { DeskCandidate } from './desk.rules.ts'

const candidate = fc.record({ unitId: fc.constantFrom('u1', 'u2', 'u3', 'u4'), regionPath: fc.constant('33/'), officers: fc.array(fc.constantFrom('王小明', '李红', '赵大伟', '钱'), { maxLength: 3 }) })
const about = fc.record({ accusedUnitId: fc.option(fc.constantFrom('u1', 'u2', 'u3')), words: fc.array(fc.constantFrom('王小明', '李红', '赵大伟', '钱', '收了好处', ','), { maxLength: 5 }).map((parts) => parts.join('')) })

describe('the desk that receives an accusation', () => {
  test('is never the accused unit and never one with an officer who is named, whatever the candidates', () => {
    fc.assert(fc.property(fc.array(candidate, { maxLength: 5 }), about, (candidates, one) => {
      const chosen = chooseDesk(candidates, one)
      const desk = candidates.find((unit) => unit.unitId === chosen && !isAbout(unit, one))
      if (chosen !== null) {
        expect(chosen).not.toBe(one.accusedUnitId)
        expect(desk?.officers.some((name) => name.length > 1 && one.words.includes(name))).toBe(false)
      } else expect(candidates.every((unit) => isAbout(unit, one))).toBe(true)
    }))
  })
  test('is the nearest one that may', () => {
    const units: DeskCandidate[] = [{ unitId: 'county', regionPath: '33/3302/330212/', officers: ['王小明'] }, { unitId: 'city', regionPath: '33/3302/', officers: ['李红'] }]
    expect(chooseDesk(units, { accusedUnitId: null, words: '某人' })).toBe('county')
    expect(chooseDesk(units, { accusedUnitId: null, words: '王小明收钱' })).toBe('city')
    expect(chooseDesk(units, { accusedUnitId: 'city', words: '王小明收钱' })).toBeNull()
  })
})

describe('who may know of it', () => {
  const guarded = { deskUnitId: 'd', forwardedTo: null, accusedUnitId: 'a', words: '孙某的事' }
  const reader = (unitId: string, roles: string[], name = '钱一') => ({ name, posts: [{ unitId, roles }] })
  test.each([
    [reader('d', ['ZR16']), true], [reader('d', ['ZR26']), false], [reader('x', ['ZR16']), false], [reader('d', ['ZR16'], '孙某'), false], [{ name: '钱一', posts: [{ unitId: 'd', roles: ['ZR16'] }, { unitId: 'a', roles: ['ZR06'] }] }, false],
  ])('%j: %s', (who, expected) => expect(mayKnow(who, guarded)).toBe(expected))
  test('also the desk it was forwarded to', () => expect(mayKnow(reader('f', ['ZR16']), { ...guarded, forwardedTo: 'f' })).toBe(true))
})

describe('forwarding', () => {
  const target = { unitId: 't', regionPath: '33/', officers: ['李红'], kind: 'discipline', lineCode: 'B02', chain: ['t', 'g'] }
  test.each([
    [target, { accusedUnitId: null, words: '' }, null], [target, { accusedUnitId: 't', words: '' }, 'sealed/to-the-accused'], [target, { accusedUnitId: 'g', words: '' }, 'sealed/to-the-accused'],
    [target, { accusedUnitId: null, words: '李红受贿' }, 'sealed/to-the-accused'], [{ ...target, kind: 'agency', lineCode: 'B41' }, { accusedUnitId: null, words: '' }, null],
    [{ ...target, kind: 'agency', lineCode: 'B09' }, { accusedUnitId: null, words: '' }, 'sealed/not-competent'], [{ ...target, kind: 'village', lineCode: 'G02' }, { accusedUnitId: null, words: '' }, 'sealed/not-competent'],
  ])('%#: %j', (one, whom, fault) => expect(forwardFault(one, whom)).toBe(fault))
})
