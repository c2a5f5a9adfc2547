import fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowOf } from './virtual-rows.ts'

test('the drawn rows cover what is in sight and the spaces make up for the rest', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 20, max: 120 }), fc.integer({ min: 0, max: 10_000 }), (top, height, rowHeight, count) => {
    const { start, end, above, below } = windowOf(top, height, rowHeight, count)
    expect(above + Math.max(0, end - start) * rowHeight + below).toBe(Math.max(start, count) * rowHeight)
    if (top + height <= count * rowHeight) {
      expect(start * rowHeight).toBeLessThanOrEqual(top)
      expect(end * rowHeight).toBeGreaterThanOrEqual(top + height)
    }
    expect(end - start).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 14)
  }))
})

test('ten thousand rows draw a few dozen', () => {
  const { start, end } = windowOf(220_000, 900, 44, 10_000)
  expect(end - start).toBeLessThan(50)
})
