import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCodeFault, normaliseIdNumber, normalisePhone, residentIdFault } from './personal-numbers.ts'

const TODAY = '2026-11-23'

describe('a resident identity number', () => {
  test.each([
    ['11010519491231002X', null], // the sample of GB 11643
    ['330204620912041', null], // an old card of 15 digits
    ['11010519491231003X', 'check-digit'],
    ['110105194912310021', 'check-digit'],
    ['110105194902310021', 'date'],
    ['330204620931041', 'date'],
    ['110105202712310026', 'date'],
    ['11010519491231002', 'form'],
    ['01010519491231002X', 'form'],
    ['1101051949123100XX', 'form'],
    ['', 'form'],
  ])('%s is %s', (number, fault) => expect(residentIdFault(number, TODAY)).toBe(fault))

  test('is compared without blanks, width and case', () => {
    expect(normaliseIdNumber(' １１０１０５ 19491231 002x ')).toBe('11010519491231002X')
  })
  test('tells every single wrong digit', () => {
    const sample = '11010519491231002X'
    fc.assert(fc.property(fc.integer({ min: 14, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, plus) => {
      const wrong = [...sample]
      wrong[at] = String((Number(sample[at]) + plus) % 10)
      expect(residentIdFault(wrong.join(''), TODAY)).toBe('check-digit')
    }))
  })
})

describe('a unified social credit code', () => {
  test.each([
    ['91330100799655058B', null], ['9144030071526726XG', null], ['914403001922038216', null],
    ['914403001922038217', 'check-digit'], ['91330100799655058I', 'form'], ['9133010079965505', 'form'],
  ])('%s is %s', (code, fault) => expect(creditCodeFault(code)).toBe(fault))
})

describe('a telephone number', () => {
  test.each([
    ['138 0574 1234', '13805741234'], ['+86 13805741234', '13805741234'], ['0086-138-0574-1234', '13805741234'], ['１３８０５７４１２３４', '13805741234'],
    ['0574-88101234', '057488101234'], ['(0574)8810 1234转12', '057488101234-12'], ['88101234', '88101234'], ['400-820-8820', '4008208820'], ['+852 2810 2022', '+85228102022'],
    ['12345678901', null], ['没有', null], ['', null], ['1380574123', null], ['138057412345', null],
  ])('%s is kept as %s', (text, kept) => expect(normalisePhone(text)).toBe(kept))
  test('keeps its form when kept again', () => {
    fc.assert(fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (phone) => {
      expect(normalisePhone(phone)).toBe(phone)
    }))
  })
})
