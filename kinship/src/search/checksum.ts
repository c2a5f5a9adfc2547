const PRIME1 = 0x9e3779b1
const PRIME2 = 0x85ebca77
const PRIME3 = 0xc2b2ae3d
const PRIME4 = 0x27d4eb2f
const PRIME5 = 0x165667b1

/**
 * XXH32 of some bytes: finds damaged storage, does not protect against a forger.
 * @see Collet, xxHash fast digest algorithm, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
 */
export function checksum(bytes: Uint8Array, seed = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.byteLength
  const stripes = length - (length % 16)
  let hash = length < 16 ? (seed + PRIME5) | 0 : stripeHash(bytes, view, stripes, seed)
  hash = (hash + length) | 0
  let at = length < 16 ? 0 : stripes
  for (; at + 4 <= length; at += 4) hash = Math.imul(rotate((hash + Math.imul(view.getUint32(at, true), PRIME3)) | 0, 17), PRIME4)
  for (; at < length; at++) hash = Math.imul(rotate((hash + Math.imul(bytes[at], PRIME5)) | 0, 11), PRIME1)
  return avalanche(hash)
}

function stripeHash(bytes: Uint8Array, view: DataView, end: number, seed: number): number {
  let a = (seed + PRIME1 + PRIME2) | 0
  let b = (seed + PRIME2) | 0
  let c = seed | 0
  let d = (seed - PRIME1) | 0
  if (bytes.byteOffset % 4 === 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, end >>> 2)
    for (let at = 0; at < words.length; at += 4) {
      a = round(a, words[at])
      b = round(b, words[at + 1])
      c = round(c, words[at + 2])
      d = round(d, words[at + 3])
    }
  } else {
    for (let at = 0; at < end; at += 16) {
      a = round(a, view.getInt32(at, true))
      b = round(b, view.getInt32(at + 4, true))
      c = round(c, view.getInt32(at + 8, true))
      d = round(d, view.getInt32(at + 12, true))
    }
  }
  return joinLanes(a, b, c, d)
}

/** One 32-bit hash of the four lanes. */
export function joinLanes(a: number, b: number, c: number, d: number): number {
  return (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0
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
