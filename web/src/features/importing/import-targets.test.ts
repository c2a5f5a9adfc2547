import { expect, test } from 'vitest'
import { IMPORT_TARGETS } from '@hejie/contract/importing'
import { GROUP_NAMES, TARGET_GROUPS, givenTwice, targetOf } from './import-targets.ts'

test('everything that a column can be is offered once', () => {
  expect(GROUP_NAMES.flatMap((name): readonly string[] => TARGET_GROUPS[name]).toSorted()).toEqual(IMPORT_TARGETS.toSorted())
})

test('what is chosen is a meaning, or nothing', () => {
  expect(targetOf('body')).toBe('body')
  expect(targetOf('')).toBeNull()
  expect(targetOf('whatever')).toBeNull()
})

test('a meaning that two columns were given is found, columns left out are not', () => {
  expect([...givenTwice(['body', null, 'title', 'body', null])]).toEqual(['body'])
  expect([...givenTwice([null, null, 'title'])]).toEqual([])
})
