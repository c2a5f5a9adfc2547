import { foldText } from '../language/fold.ts'

/*
 * Finds near copies among very many texts: one hash a shingle, the smallest of each of 80 bins kept (one-permutation
 * MinHash), 20 bands of 4 bins looked up. @see Li, Owen & Zhang 2012, One permutation hashing; Shrivastava 2017, Optimal
 * densification for fast and accurate minwise hashing
 */
const SHINGLE = 4
const BANDS = 20
const ROWS = 4
export const SKETCH_LENGTH = BANDS * ROWS
/** At least this share of two sketches agrees in near copies; it estimates the share of common shingles (Jaccard). */
export const NEAR_COPY = 0.6
/** In a larger bucket, which some stock phrase fills, a text is compared with those next to it only. */
const NEIGHBOURS_COMPARED = 40

/** Folded unit by unit of UTF-16; 0 where nothing is compared (blanks, signs, halves of rare characters). */
const PLAIN = new Uint16Array(65536)
const known = new Uint8Array(65536)

function plainUnit(unit: number): number {
  if (known[unit] === 0) {
    known[unit] = 1
    const folded = foldText(String.fromCharCode(unit))
    PLAIN[unit] = /[\p{Letter}\p{Number}]/u.test(folded) ? folded.charCodeAt(0) : 0
  }
  return PLAIN[unit]
}

const mix = (value: number): number => {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

const smallest = new Uint32Array(SKETCH_LENGTH)
const EMPTY = 0xffffffff

/** Writes the sketch of a text into 80 numbers. @returns false for a text of fewer than four letters, which has none */
export function writeSketch(text: string, into: Uint16Array): boolean {
  smallest.fill(EMPTY)
  let units = 0
  let one = 0
  let two = 0
  let three = 0
  for (let i = 0; i < text.length; i++) {
    const unit = plainUnit(text.charCodeAt(i))
    if (unit === 0) continue
    if (++units >= SHINGLE) {
      const hash = mix(Math.imul(Math.imul(Math.imul(one, 0x9e3779b1) ^ two, 0x85ebca6b) ^ three, 0xc2b2ae35) ^ unit)
      const bin = hash % SKETCH_LENGTH
      if (hash < smallest[bin]) smallest[bin] = hash
    }
    one = two
    two = three
    three = unit
  }
  if (units < SHINGLE) return false
  for (let bin = 0; bin < SKETCH_LENGTH; bin++) into[bin] = mix(filled(bin)) & 0xffff
  return true
}

/** The smallest hash of a bin; of an empty one that of another bin, the same for every text. */
function filled(bin: number): number {
  let from = bin
  for (let attempt = 1; smallest[from] === EMPTY; attempt++) from = mix(bin * 0x10001 + attempt) % SKETCH_LENGTH
  return smallest[from]
}

/** The sketch of a text, null for fewer than four letters. */
export function sketchOf(text: string): Uint16Array | null {
  const sketch = new Uint16Array(SKETCH_LENGTH)
  return writeSketch(text, sketch) ? sketch : null
}

/** Keys to look near copies up by: two near copies share at least one of the twenty, nearly always. Signed 32-bit numbers. */
export const bandKeys = (sketch: Uint16Array): Int32Array => Int32Array.from({ length: BANDS }, (_, band) => bandKey(sketch, 0, band))

function bandKey(sketches: Uint16Array, start: number, band: number): number {
  let key = band
  for (let row = 0; row < ROWS; row++) key = Math.imul(key ^ sketches[start + band * ROWS + row], 0x9e3779b1) ^ (key >>> 13)
  return key | 0
}

/** Estimated share of common shingles, 0–1. */
export const sketchLikeness = (a: Uint16Array, b: Uint16Array): number => agreement(a, 0, b, 0) / SKETCH_LENGTH

function agreement(a: Uint16Array, startA: number, b: Uint16Array, startB: number): number {
  let same = 0
  for (let i = 0; i < SKETCH_LENGTH; i++) if (a[startA + i] === b[startB + i]) same++
  return same
}

export interface CopyGroups {
  /** By text: the number of the first text of its group; its own where it has no near copy. */
  readonly first: Int32Array
  readonly compared: number
}

/** Groups near copies among texts that are asked for one by one. @param textOf called once for each number below `count` */
export function groupNearCopies(count: number, textOf: (i: number) => string): CopyGroups {
  const sketches = new Uint16Array(count * SKETCH_LENGTH)
  const isSketched = new Uint8Array(count)
  for (let i = 0; i < count; i++) isSketched[i] = writeSketch(textOf(i), sketches.subarray(i * SKETCH_LENGTH, (i + 1) * SKETCH_LENGTH)) ? 1 : 0
  const first = Int32Array.from({ length: count }, (_, i) => i)
  const enough = Math.ceil(NEAR_COPY * SKETCH_LENGTH)
  let compared = 0
  const keys = new Float64Array(count)
  for (let band = 0; band < BANDS; band++) {
    // Key and number in one float, so that the fastest sort there is brings equal keys together.
    for (let i = 0; i < count; i++) keys[i] = isSketched[i] ? (bandKey(sketches, i * SKETCH_LENGTH, band) >>> 0) * 2097152 + i : -1
    keys.sort()
    for (let from = 0, to = 1; to <= count; to++) {
      if (to < count && Math.floor(keys[to] / 2097152) === Math.floor(keys[from] / 2097152)) continue
      if (keys[from] >= 0) compared += joinBucket(keys.subarray(from, to), sketches, first, enough)
      from = to
    }
  }
  return { first: first.map((_, i) => rootOf(first, i)), compared }
}

function joinBucket(bucket: Float64Array, sketches: Uint16Array, first: Int32Array, enough: number): number {
  let compared = 0
  for (let x = 1; x < bucket.length; x++) {
    const a = bucket[x] % 2097152
    for (let y = Math.max(0, x - NEIGHBOURS_COMPARED); y < x; y++) {
      const b = bucket[y] % 2097152
      const [rootA, rootB] = [rootOf(first, a), rootOf(first, b)]
      if (rootA === rootB) continue
      compared++
      if (agreement(sketches, a * SKETCH_LENGTH, sketches, b * SKETCH_LENGTH) >= enough) first[Math.max(rootA, rootB)] = Math.min(rootA, rootB)
    }
  }
  return compared
}

function rootOf(first: Int32Array, item: number): number {
  let root = item
  while (first[root] !== root) root = first[root]
  // Shorter ways for later; keeps long chains from being walked again and again.
  while (first[item] !== root) {
    const next = first[item]
    first[item] = root
    item = next
  }
  return root
}
