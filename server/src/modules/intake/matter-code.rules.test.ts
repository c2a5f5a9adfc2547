import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigitOf, formatMatterCode, isMatterCode, matterCode, readMatterCode } from './matter-code.rules.ts'

const code = fc.tuple(fc.stringMatching(/^\d{6}$/), fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 9_999_999 })).map(([county, year, serial]) => matterCode(county, year, serial))

describe('the code of a matter', () => {
  test('holds county, year, serial and check digit', () => {
    // The sample of ISO/IEC 7064 for MOD 11,10.
    expect(checkDigitOf('0794')).toBe('5')
    expect(matterCode('330212', 2026, 1)).toMatch(/^330212260000001\d$/)
  })
  test('is known by its check digit', () => {
    fc.assert(fc.property(code, (one) => {
      expect(isMatterCode(one)).toBe(true)
    }))
  })
  test('a single wrong digit is found, always', () => {
    fc.assert(fc.property(code, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (one, at, plus) => {
      const wrong = [...one]
      wrong[at] = String((Number(one[at]) + plus) % 10)
      expect(isMatterCode(wrong.join(''))).toBe(false)
    }))
  })
  test('is read back from the groups in which it is printed', () => {
    expect(formatMatterCode('3302122600000015')).toBe('3302 1226 0000 0015')
    fc.assert(fc.property(code, (one) => {
      expect(readMatterCode(formatMatterCode(one))).toBe(one)
    }))
    expect(readMatterCode('３３０２-1226 00000015')).toBe('3302122600000015')
  })
  test('refuses a county of five digits and a serial of eight', () => {
    expect(() => matterCode('33021', 2026, 1)).toThrow(RangeError)
    expect(() => matterCode('330212', 2026, 10_000_000)).toThrow(RangeError)
    expect(() => matterCode('330212', 2026, 0)).toThrow(RangeError)
  })
})
