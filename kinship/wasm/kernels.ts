// The inner loops of the search, in AssemblyScript (https://www.assemblyscript.org), which builds them to WebAssembly SIMD.
// `npm run build:kernels -w kinship` writes the result to src/search/kernels-bytes.ts; plain-kernels.ts does the same work
// in TypeScript, and tests hold the two equal. Addresses are byte offsets in the store's memory.

/** Bytes of a bit slice: one bit for each of a block's 32768 profiles. */
const SLICE_BYTES: usize = 4096
/** Bytes of a step of `scanTwo`: two slice offsets. */
const TWO_BYTES: usize = 8
/** Bytes of a step of `scanCounted`: four slice offsets and the joining mask. */
const FOUR_BYTES: usize = 20
/** Bytes of a locus of `boundBlock`: four slice offsets, a flag, seven words for each of eight bits, and a gap. */
const BOUND_BYTES: usize = 256
/** Bytes of a locus of `scoreBlock`: offset in the row, table address, code size. */
const LOCUS_BYTES: usize = 12

// @ts-ignore: decorator
@inline
function emitHalf(bits: u64, slot: u32, out: usize): usize {
  while (bits != 0) {
    store<u32>(out, slot + <u32>ctz(bits))
    out += 4
    bits &= bits - 1
  }
  return out
}

// @ts-ignore: decorator
@inline
function emit(bits: v128, slot: u32, out: usize): usize {
  return emitHalf(v128.extract_lane<u64>(bits, 1), slot + 64, emitHalf(v128.extract_lane<u64>(bits, 0), slot, out))
}

// @ts-ignore: decorator
@inline
function members(block: usize, set: i32, at: usize): v128 {
  return set < 0 ? i32x4.splat(-1) : v128.load(block + <usize>set + at)
}

/**
 * Slots of a block that have, at all but `tolerance` (0–2) of the steps, a bit in one of the step's two slices.
 * Per group of 128 profiles it keeps which are still at no, at most one, and at most two failed steps;
 * four groups make a cache line, and the line is left as soon as no profile of it can pass.
 * @param checkFrom steps to take before looking whether the line is dead
 * @param set offset of the slice of the set to search, -1 for all
 * @returns how many slots were written to `out`
 */
export function scanTwo(program: usize, steps: u32, checkFrom: u32, set: i32, block: usize, tolerance: u32, out: usize): u32 {
  let cursor = out
  const end = program + <usize>steps * TWO_BYTES
  const check = program + <usize>checkFrom * TWO_BYTES
  const allowsOne: v128 = i32x4.splat(tolerance >= 2 ? -1 : 0)
  const allowsNone: v128 = i32x4.splat(tolerance >= 1 ? -1 : 0)
  for (let at: usize = 0; at < SLICE_BYTES; at += 64) {
    let a2 = members(block, set, at)
    let b2 = members(block, set, at + 16)
    let c2 = members(block, set, at + 32)
    let d2 = members(block, set, at + 48)
    // With a smaller tolerance the same three counters start further on.
    let a1 = v128.and(a2, allowsNone), a0 = v128.and(a2, allowsOne)
    let b1 = v128.and(b2, allowsNone), b0 = v128.and(b2, allowsOne)
    let c1 = v128.and(c2, allowsNone), c0 = v128.and(c2, allowsOne)
    let d1 = v128.and(d2, allowsNone), d0 = v128.and(d2, allowsOne)
    const here = block + at
    let isDead = false
    for (let step = program; step < end; step += TWO_BYTES) {
      const p = here + load<u32>(step)
      const q = here + load<u32>(step, 4)
      const a = v128.or(v128.load(p), v128.load(q))
      a2 = v128.or(v128.and(a2, a), a1)
      a1 = v128.or(v128.and(a1, a), a0)
      a0 = v128.and(a0, a)
      const b = v128.or(v128.load(p, 16), v128.load(q, 16))
      b2 = v128.or(v128.and(b2, b), b1)
      b1 = v128.or(v128.and(b1, b), b0)
      b0 = v128.and(b0, b)
      const c = v128.or(v128.load(p, 32), v128.load(q, 32))
      c2 = v128.or(v128.and(c2, c), c1)
      c1 = v128.or(v128.and(c1, c), c0)
      c0 = v128.and(c0, c)
      const d = v128.or(v128.load(p, 48), v128.load(q, 48))
      d2 = v128.or(v128.and(d2, d), d1)
      d1 = v128.or(v128.and(d1, d), d0)
      d0 = v128.and(d0, d)
      if (step >= check && !v128.any_true(v128.or(v128.or(a2, b2), v128.or(c2, d2)))) {
        isDead = true
        break
      }
    }
    if (isDead) continue
    const slot = <u32>at << 3
    cursor = emit(d2, slot + 384, emit(c2, slot + 256, emit(b2, slot + 128, emit(a2, slot, cursor))))
  }
  return <u32>((cursor - out) >> 2)
}

/**
 * As `scanTwo`, for steps of four slices (p or q) and/or (r or s) and a tolerance of 0–6: the failed steps are counted
 * in three bit slices that start so that one failure too many overflows.
 * A step's last word is all ones where the two halves are joined by "or".
 */
export function scanCounted(program: usize, steps: u32, checkFrom: u32, set: i32, block: usize, tolerance: u32, out: usize): u32 {
  let cursor = out
  const end = program + <usize>steps * FOUR_BYTES
  const check = program + <usize>checkFrom * FOUR_BYTES
  const start = 7 - tolerance
  const bit0: v128 = i32x4.splat(start & 1 ? -1 : 0)
  const bit1: v128 = i32x4.splat(start & 2 ? -1 : 0)
  const bit2: v128 = i32x4.splat(start & 4 ? -1 : 0)
  for (let at: usize = 0; at < SLICE_BYTES; at += 32) {
    let aLive = members(block, set, at)
    let bLive = members(block, set, at + 16)
    let a0 = bit0, a1 = bit1, a2 = bit2
    let b0 = bit0, b1 = bit1, b2 = bit2
    const here = block + at
    let isDead = false
    for (let step = program; step < end; step += FOUR_BYTES) {
      const p = here + load<u32>(step)
      const q = here + load<u32>(step, 4)
      const r = here + load<u32>(step, 8)
      const s = here + load<u32>(step, 12)
      const either = v128.load32_splat(step, 16)
      let x = v128.or(v128.load(p), v128.load(q))
      let y = v128.or(v128.load(r), v128.load(s))
      let hit = v128.or(v128.and(x, y), v128.and(v128.or(x, y), either))
      let carry = v128.andnot(a0, hit)
      a0 = v128.xor(a0, v128.not(hit))
      let next = v128.and(a1, carry)
      a1 = v128.xor(a1, carry)
      carry = v128.and(a2, next)
      a2 = v128.xor(a2, next)
      aLive = v128.andnot(aLive, carry)
      x = v128.or(v128.load(p, 16), v128.load(q, 16))
      y = v128.or(v128.load(r, 16), v128.load(s, 16))
      hit = v128.or(v128.and(x, y), v128.and(v128.or(x, y), either))
      carry = v128.andnot(b0, hit)
      b0 = v128.xor(b0, v128.not(hit))
      next = v128.and(b1, carry)
      b1 = v128.xor(b1, carry)
      carry = v128.and(b2, next)
      b2 = v128.xor(b2, next)
      bLive = v128.andnot(bLive, carry)
      if (step >= check && !v128.any_true(v128.or(aLive, bLive))) {
        isDead = true
        break
      }
    }
    if (isDead) continue
    const slot = <u32>at << 3
    cursor = emit(bLive, slot + 128, emit(aLive, slot, cursor))
  }
  return <u32>((cursor - out) >> 2)
}

// @ts-ignore: decorator
@inline
function plane(words: usize, ab: v128, ax: v128, aa: v128, bx: v128, bb: v128, untyped: v128, rare: v128): v128 {
  return v128.or(
    v128.or(v128.or(v128.and(ab, v128.load32_splat(words)), v128.and(ax, v128.load32_splat(words, 4))), v128.or(v128.and(aa, v128.load32_splat(words, 8)), v128.and(bx, v128.load32_splat(words, 12)))),
    v128.or(v128.or(v128.and(bb, v128.load32_splat(words, 16)), v128.and(untyped, v128.load32_splat(words, 20))), v128.and(rare, v128.load32_splat(words, 24))),
  )
}

/**
 * Slots of a block whose sum of weights, one a locus, reaches 2048. A locus's weight (0–255) depends on whether the profile
 * has allele a, has allele b, has a rare allele, and is homozygous; profiles with none of these alleles weigh 0.
 * The sums are kept as eleven bit slices, so that one addition serves 128 profiles; they start at a value given from outside,
 * and what overflows has reached it.
 * A locus is: offsets of the slices of a, b, homozygotes and rare alleles, whether some weight is above 63, then for each of
 * the eight bits of a weight seven words, all ones where a/b, a/x, a/a, b/x, b/b, not typed, rare have that bit.
 * @param start eleven words, all ones where the starting value has that bit
 */
export function boundBlock(program: usize, loci: u32, block: usize, start: usize, out: usize): u32 {
  let cursor = out
  const end = program + <usize>loci * BOUND_BYTES
  const s0 = v128.load32_splat(start), s1 = v128.load32_splat(start, 4), s2 = v128.load32_splat(start, 8), s3 = v128.load32_splat(start, 12)
  const s4 = v128.load32_splat(start, 16), s5 = v128.load32_splat(start, 20), s6 = v128.load32_splat(start, 24), s7 = v128.load32_splat(start, 28)
  const s8 = v128.load32_splat(start, 32), s9 = v128.load32_splat(start, 36), s10 = v128.load32_splat(start, 40)
  for (let at: usize = 0; at < SLICE_BYTES; at += 16) {
    let x0 = s0, x1 = s1, x2 = s2, x3 = s3, x4 = s4, x5 = s5, x6 = s6, x7 = s7, x8 = s8, x9 = s9, x10 = s10
    let reached: v128 = i32x4.splat(0)
    const here = block + at
    for (let locus = program; locus < end; locus += BOUND_BYTES) {
      const a = v128.load(here + load<u32>(locus))
      const b = v128.load(here + load<u32>(locus, 4))
      const homozygous = v128.load(here + load<u32>(locus, 8))
      const rare = v128.andnot(v128.andnot(v128.load(here + load<u32>(locus, 12)), a), b)
      const both = v128.and(a, b), untyped = v128.and(both, homozygous), ab = v128.andnot(both, homozygous)
      const onlyA = v128.andnot(a, b), aa = v128.and(onlyA, homozygous), ax = v128.andnot(onlyA, homozygous)
      const onlyB = v128.andnot(b, a), bb = v128.and(onlyB, homozygous), bx = v128.andnot(onlyB, homozygous)
      const words = locus + 20
      let add = plane(words, ab, ax, aa, bx, bb, untyped, rare)
      let carry = v128.and(x0, add)
      x0 = v128.xor(x0, add)
      add = plane(words + 28, ab, ax, aa, bx, bb, untyped, rare)
      let half = v128.xor(x1, add)
      let next = v128.or(v128.and(x1, add), v128.and(half, carry))
      x1 = v128.xor(half, carry)
      carry = next
      add = plane(words + 56, ab, ax, aa, bx, bb, untyped, rare)
      half = v128.xor(x2, add)
      next = v128.or(v128.and(x2, add), v128.and(half, carry))
      x2 = v128.xor(half, carry)
      carry = next
      add = plane(words + 84, ab, ax, aa, bx, bb, untyped, rare)
      half = v128.xor(x3, add)
      next = v128.or(v128.and(x3, add), v128.and(half, carry))
      x3 = v128.xor(half, carry)
      carry = next
      add = plane(words + 112, ab, ax, aa, bx, bb, untyped, rare)
      half = v128.xor(x4, add)
      next = v128.or(v128.and(x4, add), v128.and(half, carry))
      x4 = v128.xor(half, carry)
      carry = next
      add = plane(words + 140, ab, ax, aa, bx, bb, untyped, rare)
      half = v128.xor(x5, add)
      next = v128.or(v128.and(x5, add), v128.and(half, carry))
      x5 = v128.xor(half, carry)
      carry = next
      if (load<u32>(locus, 16) != 0) {
        add = plane(words + 168, ab, ax, aa, bx, bb, untyped, rare)
        half = v128.xor(x6, add)
        next = v128.or(v128.and(x6, add), v128.and(half, carry))
        x6 = v128.xor(half, carry)
        carry = next
        add = plane(words + 196, ab, ax, aa, bx, bb, untyped, rare)
        half = v128.xor(x7, add)
        next = v128.or(v128.and(x7, add), v128.and(half, carry))
        x7 = v128.xor(half, carry)
        carry = next
      } else {
        next = v128.and(x6, carry)
        x6 = v128.xor(x6, carry)
        carry = v128.and(x7, next)
        x7 = v128.xor(x7, next)
      }
      next = v128.and(x8, carry)
      x8 = v128.xor(x8, carry)
      carry = v128.and(x9, next)
      x9 = v128.xor(x9, next)
      next = v128.and(x10, carry)
      x10 = v128.xor(x10, carry)
      reached = v128.or(reached, next)
    }
    if (v128.any_true(reached)) cursor = emit(reached, <u32>at << 3, cursor)
  }
  return <u32>((cursor - out) >> 2)
}

// @ts-ignore: decorator
@inline
function ratio(table: usize, code: u32): f64 {
  return load<f64>(table + (<usize>code << 3))
}

// @ts-ignore: decorator
@inline
function keep(slot: u32, value: f64, floor: f64, slots: usize, ratios: usize, found: u32): u32 {
  if (value >= floor) {
    store<u32>(slots + (<usize>found << 2), slot)
    store<f64>(ratios + (<usize>found << 3), value)
    return found + 1
  }
  return found
}

/**
 * Slots of a block whose product of table values, one a locus, is at least `floor`; the products beside them.
 * Four profiles at a time, so that the multiplications of one do not wait for another.
 * @param rows address of the first profile's codes
 * @param count profiles in the block
 */
export function scoreBlock(program: usize, loci: u32, rows: usize, rowBytes: u32, count: u32, floor: f64, slots: usize, ratios: usize): u32 {
  let found: u32 = 0
  const end = program + <usize>loci * LOCUS_BYTES
  for (let slot: u32 = 0; slot < count; slot += 4) {
    let a: f64 = 1, b: f64 = 1, c: f64 = 1, d: f64 = 1
    const rowA = rows + slot * rowBytes
    const rowB = rowA + rowBytes
    const rowC = rowB + rowBytes
    const rowD = rowC + rowBytes
    for (let locus = program; locus < end; locus += LOCUS_BYTES) {
      const offset = <usize>load<u32>(locus)
      const table = <usize>load<u32>(locus, 4)
      if (load<u32>(locus, 8) == 1) {
        a *= ratio(table, load<u8>(rowA + offset))
        b *= ratio(table, load<u8>(rowB + offset))
        c *= ratio(table, load<u8>(rowC + offset))
        d *= ratio(table, load<u8>(rowD + offset))
      } else {
        a *= ratio(table, load<u16>(rowA + offset))
        b *= ratio(table, load<u16>(rowB + offset))
        c *= ratio(table, load<u16>(rowC + offset))
        d *= ratio(table, load<u16>(rowD + offset))
      }
    }
    if (max(max(a, b), max(c, d)) < floor) continue
    found = keep(slot, a, floor, slots, ratios, found)
    found = keep(slot + 1, b, floor, slots, ratios, found)
    found = keep(slot + 2, c, floor, slots, ratios, found)
    found = keep(slot + 3, d, floor, slots, ratios, found)
  }
  return found
}
