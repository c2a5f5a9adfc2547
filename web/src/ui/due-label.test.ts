import { expect, test } from 'vitest'
import { dueKey, dueTone } from './due-label.ts'

test.each([
  [{ kind: 'left', days: 4 }, 'plain', 'left'],
  [{ kind: 'left', days: 3 }, 'amber', 'left'],
  [{ kind: 'left', days: 0 }, 'amber', 'today'],
  [{ kind: 'over', days: 2 }, 'red', 'over'],
  [{ kind: 'provisional', days: 8 }, 'hatched', 'provisionalLeft'],
  [{ kind: 'paused', days: 12 }, 'hatched', 'paused'],
  [{ kind: 'provisional', days: -2 }, 'hatched', 'provisionalOver'],
  [{ kind: 'done', days: 0 }, 'green', 'doneInTime'],
  [{ kind: 'done', days: 2 }, 'red', 'doneLate'],
] as const)('%o is %s and reads "%s"', (label, tone, key) => {
  expect(dueTone(label)).toBe(tone)
  expect(dueKey(label)).toBe(key)
})
