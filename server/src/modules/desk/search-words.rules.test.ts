import { expect, test } from 'vitest'
import { isPersonalNumber, maskNumbers } from './search-words.rules.ts'

test.each([
  ['13777776666', true], ['137 7777 6666', true], ['电话１３７７７７７６６６６', true], ['212199001011232', true], ['33021219900101123X', true], ['0574-88888888', true],
  ['3302122600000234', false], ['58车贷', false], ['2026', false], ['3号线', false], ['137777', false],
])('words %s ask for a number of somebody: %s', (words, expected) => {
  expect(isPersonalNumber(words)).toBe(expected)
})

test('numbers of people in a passage are hidden, amounts and codes stay', () => {
  expect(maskNumbers('电话13777776666，身份证33021219900101123X，编号3302122600000234，共58000元')).toBe('电话*********66，身份证****************3X，编号3302122600000234，共58000元')
})
