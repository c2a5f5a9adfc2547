import type { Kernels } from './kernels.ts'
import { SLICE_BYTES } from './store-layout.ts'
import type { StoreMemory } from './store-memory.ts'

const WORDS = SLICE_BYTES / 4

/** The kernels in plain TypeScript: the same slots in the same order, and the same products to the last bit. */
export function plainKernels(memory: StoreMemory): Kernels {
  let buffer = memory.buffer()
  let words = new Uint32Array(buffer)
  let bytes = new Uint8Array(buffer)
  let doubles = new Float64Array(buffer)
  const refresh = (): void => {
    if (memory.buffer() === buffer) return
    buffer = memory.buffer()
    words = new Uint32Array(buffer)
    bytes = new Uint8Array(buffer)
    doubles = new Float64Array(buffer)
  }
  return {
    name: 'plain',
    scanTwo: (program, steps, _checkFrom, set, block, tolerance, out) => {
      refresh()
      return scanTwo(words, program / 4, steps, set, block / 4, tolerance, out / 4)
    },
    scanCounted: (program, steps, _checkFrom, set, block, tolerance, out) => {
      refresh()
      return scanCounted(words, program / 4, steps, set, block / 4, tolerance, out / 4)
    },
    boundBlock: (program, loci, block, start, out) => {
      refresh()
      return boundBlock(words, program / 4, loci, block / 4, start / 4, out / 4)
    },
    scoreBlock: (program, loci, rows, rowBytes, count, floor, slots, ratios) => {
      refresh()
      return scoreBlock({ words, bytes, doubles }, program / 4, loci, { rows, rowBytes, count }, floor, slots / 4, ratios / 8)
    },
  }
}

function scanTwo(words: Uint32Array, program: number, steps: number, set: number, block: number, tolerance: number, out: number): number {
  const p = Float64Array.from({ length: steps }, (_, step) => block + words[program + step * 2] / 4)
  const q = Float64Array.from({ length: steps }, (_, step) => block + words[program + step * 2 + 1] / 4)
  let found = 0
  for (let word = 0; word < WORDS; word++) {
    let upToTwo = set < 0 ? -1 : words[block + set / 4 + word]
    let upToOne = tolerance >= 1 ? upToTwo : 0
    let none = tolerance >= 2 ? upToTwo : 0
    for (let step = 0; step < steps && upToTwo !== 0; step++) {
      const hit = words[p[step] + word] | words[q[step] + word]
      upToTwo = (upToTwo & hit) | upToOne
      upToOne = (upToOne & hit) | none
      none &= hit
    }
    for (; upToTwo !== 0; upToTwo &= upToTwo - 1) words[out + found++] = word * 32 + lowestBit(upToTwo)
  }
  return found
}

function scanCounted(words: Uint32Array, program: number, steps: number, set: number, block: number, tolerance: number, out: number): number {
  const slices = Float64Array.from({ length: steps * 4 }, (_, index) => block + words[program + Math.floor(index / 4) * 5 + (index % 4)] / 4)
  const either = Int32Array.from({ length: steps }, (_, step) => words[program + step * 5 + 4])
  const start = 7 - tolerance
  let found = 0
  for (let word = 0; word < WORDS; word++) {
    let live = set < 0 ? -1 : words[block + set / 4 + word]
    let ones = -(start & 1)
    let twos = -((start >> 1) & 1)
    let fours = -((start >> 2) & 1)
    for (let step = 0; step < steps && live !== 0; step++) {
      const x = words[slices[step * 4] + word] | words[slices[step * 4 + 1] + word]
      const y = words[slices[step * 4 + 2] + word] | words[slices[step * 4 + 3] + word]
      const miss = ~((x & y) | ((x | y) & either[step]))
      const carry = ones & miss
      ones ^= miss
      const next = twos & carry
      twos ^= carry
      live &= ~(fours & next)
      fours ^= next
    }
    for (; live !== 0; live &= live - 1) words[out + found++] = word * 32 + lowestBit(live)
  }
  return found
}

const BOUND_WORDS = 64
const SUM_BITS = 11

function boundBlock(words: Uint32Array, program: number, loci: number, block: number, start: number, out: number): number {
  const sum = new Int32Array(SUM_BITS)
  let found = 0
  for (let word = 0; word < WORDS; word++) {
    for (let bit = 0; bit < SUM_BITS; bit++) sum[bit] = words[start + bit]
    let reached = 0
    for (let locus = 0; locus < loci; locus++) reached |= addWeights(words, program + locus * BOUND_WORDS, block + word, sum)
    for (; reached !== 0; reached &= reached - 1) words[out + found++] = word * 32 + lowestBit(reached)
  }
  return found
}

/** Adds a locus's weights to the sums of 32 profiles; the profiles whose sum overflows. */
function addWeights(words: Uint32Array, locus: number, place: number, sum: Int32Array): number {
  const a = words[place + words[locus] / 4]
  const b = words[place + words[locus + 1] / 4]
  const homozygous = words[place + words[locus + 2] / 4]
  const rare = words[place + words[locus + 3] / 4] & ~a & ~b
  const classes = [a & b & ~homozygous, a & ~b & ~homozygous, a & ~b & homozygous, b & ~a & ~homozygous, b & ~a & homozygous, a & b & homozygous, rare]
  let carry = 0
  for (let bit = 0; bit < SUM_BITS; bit++) {
    let add = 0
    if (bit < 8) for (let index = 0; index < 7; index++) add |= classes[index] & words[locus + 5 + bit * 7 + index]
    const half = sum[bit] ^ add
    const next = (sum[bit] & add) | (half & carry)
    sum[bit] = half ^ carry
    carry = next
  }
  return carry
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}

interface Numbers {
  readonly words: Uint32Array
  readonly bytes: Uint8Array
  readonly doubles: Float64Array
}

function scoreBlock({ words, bytes, doubles }: Numbers, program: number, loci: number, { rows, rowBytes, count }: { readonly rows: number; readonly rowBytes: number; readonly count: number }, floor: number, slots: number, ratios: number): number {
  const offset = Float64Array.from({ length: loci }, (_, locus) => rows + words[program + locus * 3])
  const table = Float64Array.from({ length: loci }, (_, locus) => words[program + locus * 3 + 1] / 8)
  const size = Uint8Array.from({ length: loci }, (_, locus) => words[program + locus * 3 + 2])
  let found = 0
  for (let slot = 0; slot < count; slot++) {
    let product = 1
    for (let locus = 0; locus < loci; locus++) {
      const at = offset[locus] + slot * rowBytes
      product *= doubles[table[locus] + (size[locus] === 1 ? bytes[at] : bytes[at] + (bytes[at + 1] << 8))]
    }
    if (product < floor) continue
    words[slots + found] = slot
    doubles[ratios + found++] = product
  }
  return found
}
