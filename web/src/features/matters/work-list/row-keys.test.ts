import { expect, test } from 'vitest'
import { moveTo, rowCommand, toggled } from './row-keys.ts'

test.each([
  ['j', { move: 1 }], ['k', { move: -1 }], ['PageDown', { move: 12 }], ['Enter', 'open'], ['x', 'select'], ['X', 'select-range'], ['/', 'search'], ['?', 'help'], ['q', null],
])('%s means %o', (key, command) => expect(rowCommand({ key }, 12)).toEqual(command))

test('a key pressed with Control belongs to the browser', () => {
  expect(rowCommand({ key: 'j', ctrlKey: true }, 12)).toBeNull()
})

test('the mark never leaves the list', () => {
  expect(moveTo(-1, 1, 5)).toBe(0)
  expect(moveTo(4, 1, 5)).toBe(4)
  expect(moveTo(1, -12, 5)).toBe(0)
  expect(moveTo(0, 1, 0)).toBe(-1)
})

test('selecting twice takes the row out, selecting a range puts all rows between in', () => {
  const codes = ['a', 'b', 'c', 'd']
  const one = toggled(new Set(), codes, 1, null)
  expect([...one]).toEqual(['b'])
  expect([...toggled(one, codes, 1, null)]).toEqual([])
  expect([...toggled(one, codes, 3, 1)].toSorted()).toEqual(['b', 'c', 'd'])
  expect([...toggled(one, codes, 0, 1)].toSorted()).toEqual(['a', 'b'])
})
