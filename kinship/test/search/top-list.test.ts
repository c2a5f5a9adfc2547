import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTopList } from '../../src/search/top-list.ts'

describe('keeping the best entries', () => {
  test('gives what sorting everything gives, in any order of arrival, ties by key', () => {
    const values = fc.array(fc.oneof(fc.constantFrom(0, 1, 1 + Number.EPSILON, 2), fc.double({ min: 0, max: 1e300, noNaN: true })), { maxLength: 3000 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 0.5), (list, size, floor) => {
        const top = createTopList(size, floor)
        list.forEach((value, index) => top.offer((index * 7919) % list.length, value))
        const expected = list
          .map((value, index) => ({ key: (index * 7919) % list.length, value }))
          .filter(({ value }) => value >= floor)
          .sort((a, b) => b.value - a.value || a.key - b.key)
          .slice(0, size)
        const { keys, values: kept } = top.entries()
        expect(Array.from(kept)).toEqual(expected.map(({ value }) => value))
        expect(Array.from(keys)).toEqual(expected.map(({ key }) => key))
      }),
      { numRuns: 60 },
    )
  })

  test('is exact after many prunings', () => {
    const top = createTopList(100, 0)
    for (let key = 0; key < 200_000; key++) top.offer(key, (key * 7_368_787) % 199_999)
    const { values } = top.entries()
    expect(Array.from(values.slice(0, 3))).toEqual([199_998, 199_997, 199_996])
    expect(values.length).toBe(100)
  })
})
