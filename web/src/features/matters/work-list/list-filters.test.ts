import { expect, test } from 'vitest'
import { bare, filtersOf, searchOf, usedFilters, withFilter } from './list-filters.ts'

const read = (text: string) => filtersOf(new URLSearchParams(text))

test('an address without anything is the to-do list by due date', () => {
  expect(read('')).toEqual({ scope: 'todo', sort: 'due' })
  expect(searchOf(read(''))).toBe('scope=todo')
})

test('every filter survives the way into the address and back', () => {
  const address = 'scope=region&text=%E7%89%A9%E4%B8%9A&status=ROUTED%2CSIGNED&due=3days&category=C&route=C6&class=0903&form=200&channel=Q02&region=330212110000&extent=itself&unit=01890000-0000-7000-8000-000000000001&holder=01890000-0000-7000-8000-000000000002&receivedFrom=2026-01-01&receivedTo=2026-11-24&mark=repeat&sort=received'
  expect(searchOf(read(address))).toBe(address)
  expect(usedFilters(read(address))).toHaveLength(15)
})

test('what means nothing in an address is left out instead of failing', () => {
  expect(read('scope=world&due=never&class=abc&region=1&receivedFrom=yesterday&mark=person&text=%20%20')).toEqual({ scope: 'todo', sort: 'due' })
})

test('taking a filter away leaves the others in place', () => {
  const list = read('scope=unit&status=open&due=overdue')
  expect(searchOf(withFilter(list, 'due', null))).toBe('scope=unit&status=open')
  expect(searchOf(withFilter(list, 'class', '0903'))).toBe('scope=unit&status=open&due=overdue&class=0903')
  expect(searchOf(bare(list))).toBe('scope=unit')
})
