import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atLeast, inRows, inWords, mayBeTold, STEP } from './small-numbers.rules.ts'
import type { Division } from './small-numbers.rules.ts'

const told = (rows: readonly number[]): string => rows.map(atLeast).join()
const divisionOf = (rows: readonly number[], key = 'x'): Division => ({ key, counts: new Map(rows.map((count, index) => [String(index), count])) })
const sumOf = (rows: readonly number[]): number => rows.reduce((sum, one) => sum + one, 0)

/** Every way to divide a sum among so many rows. */
function* dividings(sum: number, rows: number): Generator<number[]> {
  if (rows === 1) return yield [sum]
  for (let first = 0; first <= sum; first++) for (const rest of dividings(sum - first, rows - 1)) yield [first, ...rest]
}

describe('numbers told to those who only count', () => {
  test('are "<5" below five, zero included, and a span of five above', () => {
    expect([0, 1, 4, 5, 9, 10, 1234].map((count) => inWords(atLeast(count)))).toEqual(['<5', '<5', '<5', '5–9', '5–9', '10–14', '1230–1234'])
  })

  test('give away no number: whatever two tables of the same matters say, other numbers would have said the same', () => {
    // All that somebody with both tables and the sum can know is tried out: every other pair of tables that reads alike.
    const rows = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    fc.assert(fc.property(fc.integer({ min: 2, max: 4 }).chain(rows), fc.integer({ min: 0, max: 40 }), (one, cut) => {
      const sum = sumOf(one)
      const other = [Math.min(cut, sum), sum - Math.min(cut, sum)]
      fc.pre(mayBeTold(sum, [divisionOf(one), divisionOf(other)]))
      const possible: Set<number>[] = [...one, ...other].map(() => new Set())
      for (let candidate = atLeast(sum); candidate < atLeast(sum) + STEP; candidate++) {
        const ones = [...dividings(candidate, one.length)].filter((each) => told(each) === told(one))
        const others = [...dividings(candidate, other.length)].filter((each) => told(each) === told(other))
        if (ones.length === 0 || others.length === 0) continue
        for (const each of ones) each.forEach((count, index) => possible[index]?.add(count))
        for (const each of others) each.forEach((count, index) => possible[one.length + index]?.add(count))
      }
      expect(possible.every((values) => values.size > 1)).toBe(true)
    }), { numRuns: 300 })
  })

  test('are withheld where the tables together would give them away: five rows of four, and a sum of exactly twenty', () => {
    expect(mayBeTold(20, [divisionOf([4, 4, 4, 4, 4])])).toBe(false)
    expect(mayBeTold(21, [divisionOf([4, 4, 4, 4, 5])])).toBe(true)
    expect(mayBeTold(30, [divisionOf([10, 20]), divisionOf([9, 9, 4, 4, 4])])).toBe(false)
    expect(mayBeTold(8, [divisionOf([4, 4])])).toBe(true)
  })

  test('stand in every row of the table, and each matter in exactly one', () => {
    const rows = inRows(['01', '02'], [{ code: '02', count: 7 }, { code: '77', count: 2 }, { code: null, count: 3 }])
    expect([...rows]).toEqual([['01', 0], ['02', 7], ['', 5]])
  })
})
