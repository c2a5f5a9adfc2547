import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { KERNELS_BASE64 } from '../../src/search/kernels-bytes.ts'
import type { Kernels } from '../../src/search/kernels.ts'
import { kernelBytes, kernelsFor } from '../../src/search/kernels.ts'
import type { ProfileStore } from '../../src/search/index.ts'
import { blockStart } from '../../src/search/profile-store.ts'
import { SLICE_BYTES } from '../../src/search/store-layout.ts'
import { SCRATCH } from '../../src/search/store-memory.ts'
import { buildKernels, kernelsModule } from '../../wasm/build.ts'
import { TEN_LOCI, storeOf, unrelatedWithGaps } from './fixtures.ts'

const store = storeOf(TEN_LOCI, unrelatedWithGaps(TEN_LOCI, 3000, createRandom(5)))
const slices = store.layout.rows / SLICE_BYTES
const block = blockStart(store, 0)
const wasm = kernelsFor(store.memory)
const plain = kernelsFor(store.memory, 'plain')

/** Slots, and ratios where there are any, that a kernel writes; slots beyond the profiles are nobody's. */
function results(run: (kernels: Kernels) => number, kernels: Kernels, { views, count }: ProfileStore): { slots: number[]; ratios: number[] } {
  const found = run(kernels)
  const slots = Array.from(views.u32.subarray(SCRATCH.slots / 4, SCRATCH.slots / 4 + found)).filter((slot) => slot < count)
  return { slots, ratios: Array.from(views.f64.subarray(SCRATCH.ratios / 8, SCRATCH.ratios / 8 + slots.length)) }
}

const slice = fc.nat(slices - 1).map((number) => number * SLICE_BYTES)
const set = fc.oneof(fc.constant(-1), slice)

describe('the scan kernels', () => {
  test('run as WebAssembly here, so that the two paths are compared at all', () => {
    expect([wasm.name, plain.name]).toEqual(['wasm-simd', 'plain'])
  })

  test('find the same profiles by two slices a step in WebAssembly and in TypeScript', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(slice, slice), { maxLength: 24 }), set, fc.nat(2), fc.nat(24), (steps, inSet, tolerance, checkFrom) => {
        store.views.u32.set(steps.flat(), SCRATCH.program / 4)
        const run = (kernels: Kernels): number => kernels.scanTwo(SCRATCH.program, steps.length, Math.min(checkFrom, steps.length), inSet, block, tolerance, SCRATCH.slots)
        const found = results(run, wasm, store)
        expect(found).toEqual({ ...results(run, plain, store), ratios: found.ratios })
      }),
    )
  })

  test('find the same profiles by four slices a step, for any tolerance up to six', () => {
    const step = fc.tuple(slice, slice, slice, slice, fc.constantFrom(0, 0xffffffff))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), set, fc.nat(6), fc.nat(24), (steps, inSet, tolerance, checkFrom) => {
        store.views.u32.set(steps.flat(), SCRATCH.program / 4)
        const run = (kernels: Kernels): number => kernels.scanCounted(SCRATCH.program, steps.length, Math.min(checkFrom, steps.length), inSet, block, tolerance, SCRATCH.slots)
        expect(results(run, wasm, store).slots).toEqual(results(run, plain, store).slots)
      }),
    )
  })

  test('count failed steps as an ordinary loop does', () => {
    const step = fc.tuple(slice, slice, slice, slice, fc.constantFrom(0, 0xffffffff))
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(6), (steps, tolerance) => {
        store.views.u32.set(steps.flat(), SCRATCH.program / 4)
        const has = (slot: number, offset: number): boolean => ((store.views.u8[block + offset + (slot >> 3)] >> (slot & 7)) & 1) === 1
        const passes = (slot: number, [p, q, r, s, either]: number[]): boolean => {
          const [left, right] = [has(slot, p) || has(slot, q), has(slot, r) || has(slot, s)]
          return either === 0 ? left && right : left || right
        }
        const expected = Array.from({ length: store.count }, (_, slot) => slot).filter((slot) => steps.filter((one) => !passes(slot, one)).length <= tolerance)
        const run = (kernels: Kernels): number => kernels.scanCounted(SCRATCH.program, steps.length, 0, -1, block, tolerance, SCRATCH.slots)
        expect(results(run, wasm, store).slots).toEqual(expected)
        if (tolerance > 2) return
        store.views.u32.set(steps.flatMap(([p, q]) => [p, q]), SCRATCH.program / 4)
        const two = Array.from({ length: store.count }, (_, slot) => slot).filter((slot) => steps.filter(([p, q]) => !has(slot, p) && !has(slot, q)).length <= tolerance)
        expect(results((kernels) => kernels.scanTwo(SCRATCH.program, steps.length, 0, -1, block, tolerance, SCRATCH.slots), wasm, store).slots).toEqual(two)
      }),
      { numRuns: 30 },
    )
  })

  test('bound the same profiles, and as adding their weights does', () => {
    const locus = fc.record({ offsets: fc.tuple(slice, slice, slice, slice), weights: fc.array(fc.nat(255), { minLength: 7, maxLength: 7 }) })
    fc.assert(
      fc.property(fc.array(locus, { minLength: 1, maxLength: 12 }), fc.nat(2047), (loci, start) => {
        const words = loci.flatMap(({ offsets, weights }) => [...offsets, weights.some((weight) => weight > 63) ? 1 : 0, ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => weights.map((weight) => ((weight >> bit) & 1 ? 0xffffffff : 0))), 0, 0, 0])
        store.views.u32.set(words, SCRATCH.program / 4)
        store.views.u32.set(Array.from({ length: 11 }, (_, bit) => ((start >> bit) & 1 ? 0xffffffff : 0)), SCRATCH.start / 4)
        const has = (slot: number, offset: number): number => (store.views.u8[block + offset + (slot >> 3)] >> (slot & 7)) & 1
        const weightOf = (slot: number, { offsets: [a, b, homozygous, rare], weights }: (typeof loci)[number]): number => {
          const [hasA, hasB, isHomozygous] = [has(slot, a), has(slot, b), has(slot, homozygous)]
          if (hasA && hasB) return weights[isHomozygous ? 5 : 0]
          if (hasA) return weights[isHomozygous ? 2 : 1]
          if (hasB) return weights[isHomozygous ? 4 : 3]
          return has(slot, rare) ? weights[6] : 0
        }
        const expected = Array.from({ length: store.count }, (_, slot) => slot).filter((slot) => loci.reduce((sum, one) => sum + weightOf(slot, one), start) >= 2048)
        const run = (kernels: Kernels): number => kernels.boundBlock(SCRATCH.program, loci.length, block, SCRATCH.start, SCRATCH.slots)
        expect(results(run, wasm, store).slots).toEqual(expected)
        expect(results(run, plain, store).slots).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('multiply to the same last bit', () => {
    const random = createRandom(9)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.double({ min: 0, max: 10, noNaN: true }), fc.integer({ min: 1, max: 3000 }), (loci, floor, count) => {
        let table = SCRATCH.tables
        store.layout.loci.slice(0, loci).forEach(({ offset, codes }, index) => {
          store.views.u32.set([offset, table, codes.bytes], SCRATCH.scoring / 4 + index * 3)
          for (let code = 0; code < codes.count; code++) store.views.f64[table / 8 + code] = random() * 4
          table += codes.count * 8
        })
        const run = (kernels: Kernels): number => kernels.scoreBlock(SCRATCH.scoring, loci, block + store.layout.rows, store.layout.rowBytes, count, floor, SCRATCH.slots, SCRATCH.ratios)
        const within = ({ slots, ratios }: { slots: number[]; ratios: number[] }) => ({ slots: slots.filter((slot) => slot < count), ratios: ratios.slice(0, slots.filter((slot) => slot < count).length) })
        expect(within(results(run, wasm, store))).toEqual(within(results(run, plain, store)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('the built kernels', () => {
  test('are what building their source gives, byte for byte', async () => {
    const built = await buildKernels()
    expect(kernelsModule(built)).toContain(KERNELS_BASE64.slice(0, 120))
    expect(kernelBytes()).toEqual(new Uint8Array(built))
  })
})
