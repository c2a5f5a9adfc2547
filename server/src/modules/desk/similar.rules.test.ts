import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likeness, lookedUp, piecesOf, sharedWords } from './similar.rules.ts'

describe('the telling pieces of a text', () => {
  test('come from the title first, hold no particles, and stand once', () => {
    expect(piecesOf('小区电梯停用,无人修', '小区电梯停用已经两个月')).toEqual(['小区电梯', '区电梯停', '电梯停用'])
  })
  test('are never more than the index can look up quickly', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2000, unit: 'grapheme' }), fc.string({ maxLength: 2000, unit: 'grapheme' }), (title, body) => {
      const pieces = piecesOf(title, body)
      expect(pieces.length).toBeLessThanOrEqual(48)
      expect(pieces.every((piece) => [...piece].length === 4)).toBe(true)
    }))
  })
})

test('the index is asked for the rarest pieces, ten at most, and never for what stands in every other text', () => {
  const common = new Map([['希望', 0.8], ['尽快', 0.7], ['小区', 0.3], ['物业', 0.005]])
  const frequencyOf = (pair: string) => common.get(pair) ?? 0
  expect(lookedUp(['希望尽快', 'x', '小区物业', 'x', '狮山花园'], frequencyOf)).toEqual(['狮山花园', '小区物业'])
  expect(lookedUp(Array.from({ length: 60 }, (_, index) => `狮山${10 + index}`), frequencyOf)).toHaveLength(10)
})

describe('shared words', () => {
  test('are joined where they overlap in both texts, longest first', () => {
    const pieces = piecesOf('狮山花园电梯停用', '物业公司拒绝维修')
    expect(sharedWords(pieces, '我反映物业公司,狮山花园电梯停用三周')).toEqual(['狮山花园电梯停用', '物业公司'])
    expect(sharedWords(pieces, '完全是另一件事情')).toEqual([])
  })
  test('stand in both texts, always', () => {
    const text = fc.array(fc.constantFrom('电梯停用', '物业公司', '噪声扰民', '狮山花园', ',', '拖欠工资'), { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(fc.property(text, text, (one, other) => {
      const words = sharedWords(piecesOf(one, ''), other)
      for (const word of words) expect(other).toContain(word)
      expect(likeness(words)).toBe(words.join('').length)
    }))
  })
})
