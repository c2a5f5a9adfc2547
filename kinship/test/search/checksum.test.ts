import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksum, startChecksum } from '../../src/search/checksum.ts'

describe('the checksum of stored bytes', () => {
  // Values published with the xxHash specification and its implementations.
  test.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('of %j is that of XXH32', (text, expected) => {
    expect(checksum(new TextEncoder().encode(text))).toBe(expected)
  })

  test('is the same in one piece and in several', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(18), fc.integer(), (bytes, cut, seed) => {
        const at = Math.min(cut * 16, bytes.length - (bytes.length % 16))
        const running = startChecksum(seed)
        running.add(bytes.slice(0, at))
        running.add(bytes.slice(at))
        expect(running.value()).toBe(checksum(bytes, seed))
      }),
    )
  })

  test('changes with any bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.nat(7), (bytes, place, bit) => {
        const changed = bytes.slice()
        changed[place % bytes.length] ^= 1 << bit
        expect(checksum(changed)).not.toBe(checksum(bytes))
      }),
    )
  })
})
