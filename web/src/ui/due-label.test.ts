import { expect, test } from 'vitest'
import { dueKey, dueOn, dueTone } from './due-label.ts'

test.each([
  [{ kind: 'left', days: 4 }, 'plain', 'left'],
  [{ kind: 'left', days: 3 }, 'amber', 'left'],
  [{ kind: 'left', days: 0 }, 'amber', 'today'],
  [{ kind: 'over', days: 2 }, 'red', 'over'],
  [{ kind: 'provisional', days: 8 }, 'hatched', 'provisionalLeft'],
  [{ kind: 'provisional', days: -2 }, 'hatched', 'provisionalOver'],
  [{ kind: 'done', days: 0 }, 'green', 'doneInTime'],
  [{ kind: 'done', days: 2 }, 'red', 'doneLate'],
] as const)('%o is %s and reads "%s"', (label, tone, key) => {
  expect(dueTone(label)).toBe(tone)
  expect(dueKey(label)).toBe(key)
})

test('the plain date counts while the legal one is not known', () => {
  expect(dueOn({ legal: null, strict: '2027-01-10' })).toBe('2027-01-10')
  expect(dueOn({ legal: '2026-11-30', strict: '2026-11-28' })).toBe('2026-11-30')
})
