const PRIME1 = 0x9e3779b1
const PRIME2 = 0x85ebca77
const PRIME3 = 0xc2b2ae3d
const PRIME4 = 0x27d4eb2f
const PRIME5 = 0x165667b1

/** A checksum that takes its bytes piece by piece. */
export interface RunningChecksum {
  /** The next piece; all but the last must be a multiple of 16 bytes, and lie at a multiple of 4 in their buffer. */
  add(piece: Uint8Array): void
  value(): number
}

/** XXH32 of some bytes. */
export function checksum(bytes: Uint8Array, seed = 0): number {
  const running = startChecksum(seed)
  running.add(bytes.byteOffset % 4 === 0 ? bytes : bytes.slice())
  return running.value()
}

/**
 * Begins an XXH32: it finds damaged storage, and does not protect against a forger.
 * @see Collet, xxHash fast digest algorithm, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
 */
export function startChecksum(seed = 0): RunningChecksum {
  const lanes = Int32Array.of(seed + PRIME1 + PRIME2, seed + PRIME2, seed, seed - PRIME1)
  let length = 0
  let rest = new Uint8Array(0)
  return {
    add: (piece) => {
      const whole = piece.length - (piece.length % 16)
      addStripes(lanes, new Int32Array(piece.buffer, piece.byteOffset, whole / 4))
      rest = piece.slice(whole)
      length += piece.length
    },
    value: () => {
      const start = length < 16 ? (seed + PRIME5) | 0 : (rotate(lanes[0], 1) + rotate(lanes[1], 7) + rotate(lanes[2], 12) + rotate(lanes[3], 18)) | 0
      return avalanche(addRest((start + length) | 0, rest))
    },
  }
}

function addStripes(lanes: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = lanes
  for (let at = 0; at < words.length; at += 4) {
    a = round(a, words[at])
    b = round(b, words[at + 1])
    c = round(c, words[at + 2])
    d = round(d, words[at + 3])
  }
  lanes.set([a, b, c, d])
}

function addRest(hash: number, rest: Uint8Array): number {
  const view = new DataView(rest.buffer)
  let at = 0
  let sum = hash
  for (; at + 4 <= rest.length; at += 4) sum = Math.imul(rotate((sum + Math.imul(view.getUint32(at, true), PRIME3)) | 0, 17), PRIME4)
  for (; at < rest.length; at++) sum = Math.imul(rotate((sum + Math.imul(rest[at], PRIME5)) | 0, 11), PRIME1)
  return sum
}

function round(lane: number, input: number): number {
  return Math.imul(rotate((lane + Math.imul(input, PRIME2)) | 0, 13), PRIME1)
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function avalanche(hash: number): number {
  let value = hash
  value = Math.imul(value ^ (value >>> 15), PRIME2)
  value = Math.imul(value ^ (value >>> 13), PRIME3)
  return (value ^ (value >>> 16)) >>> 0
}
