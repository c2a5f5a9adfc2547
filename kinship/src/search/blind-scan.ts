import { NOT_TYPED } from './genotype-codes.ts'
import { isMismatch } from './parent-child-tables.ts'
import { blockCount, blockStart, codeAt } from './profile-store.ts'
import type { RunningJob, ScanContext } from './scan-block.ts'
import type { LocusLayout } from './store-layout.ts'
import { BLOCK_SLOTS, SLICE_BYTES, sliceOf } from './store-layout.ts'
import { countSetInBlock } from './set-count.ts'
import { SCRATCH } from './store-memory.ts'
import { createTopList } from './top-list.ts'

/** Profiles that a unit of work compares with the whole store. */
export const QUERIES_PER_UNIT = 256

/** A comparison of many profiles with a whole store, in numbers only. */
export interface BlindTask {
  readonly loci: readonly BlindLocus[]
  /** Genotype code by query × loci + locus. */
  readonly codes: Uint16Array
  /** Position of each query in the store. */
  readonly positions: Float64Array
  readonly tolerance: number
  readonly minimumCompared: number
  readonly set: number
  readonly keep: number
  readonly floor: number
}

/** One locus, by its number in the store's layout, with the ratio of every genotype of a query against every genotype. */
export interface BlindLocus {
  readonly index: number
  readonly size: number
  readonly numberOf: Uint16Array
  /** By query × size + other. */
  readonly ratios: Float64Array
  /** Share of unrelated people who share an allele, by genotype code. */
  readonly passing: Float64Array
}

/** Pairs found by one thread, best first. */
export interface BlindOutcome {
  /** Query × profiles in the store + position. */
  readonly pairs: Float64Array
  readonly ratios: Float64Array
  /** Pairs that passed the bit-slice filter. */
  readonly survivors: number
}

/** Compares queries with the store: a unit is a batch of queries against every block. */
export function startBlindScan(context: ScanContext, task: BlindTask): RunningJob<BlindOutcome> {
  const { store, kernels, scratch } = context
  const best = createTopList(task.keep, task.floor)
  const writeProgram = createProgramWriter(context, task)
  const rate = createRater(context, task)
  const isAllowed = createCheck(context, task)
  const set = task.set < 0 ? -1 : task.set * SLICE_BYTES
  const blocks = Array.from({ length: blockCount(store.count) }, (_, block) => block).filter((block) => task.set < 0 || countSetInBlock(store, task.set, block) > 0)
  const slots = (scratch + SCRATCH.slots) / 4
  let survivors = 0
  const compare = (query: number, { address, steps }: Program, block: number): void => {
    const found = kernels.scanTwo(address, steps, Math.min(steps, CHECK_FROM), set, blockStart(store, block), task.tolerance, scratch + SCRATCH.slots)
    const ratios = rate(query, block, found)
    for (let index = 0; index < found; index++) {
      const slot = store.views.u32[slots + index]
      const position = block * BLOCK_SLOTS + slot
      if (position >= store.count || position === task.positions[query]) continue
      survivors++
      if (ratios[index] >= best.floor() && isAllowed(query, block, slot)) best.offer(query * store.count + position, ratios[index])
    }
  }
  return {
    unit: (unit) => {
      const from = unit * QUERIES_PER_UNIT
      const to = Math.min(task.positions.length, from + QUERIES_PER_UNIT)
      const programs = Array.from({ length: to - from }, (_, index) => writeProgram(from + index, index))
      for (const block of blocks) programs.forEach((program, index) => compare(from + index, program, block))
    },
    finish: () => {
      const { keys, values } = best.entries()
      return { pairs: keys, ratios: values, survivors }
    },
  }
}

// Looking whether a line is dead costs about a quarter of a step; before this many steps it hardly ever is.
const CHECK_FROM = 8

interface Program {
  readonly address: number
  readonly steps: number
}

/** Writes the filter of a query into the working space: loci that few unrelated people pass come first. */
function createProgramWriter({ store, scratch }: ScanContext, task: BlindTask): (query: number, place: number) => Program {
  const layouts = task.loci.map(({ index }) => store.layout.loci[index])
  const order = new Uint8Array(layouts.length)
  const shares = new Float64Array(layouts.length)
  return (query, place) => {
    const address = scratch + SCRATCH.tables + place * layouts.length * 8
    const codes = task.codes.subarray(query * layouts.length, (query + 1) * layouts.length)
    let steps = 0
    codes.forEach((code, locus) => {
      if (layouts[locus].codes.second[code] < 0) return
      const share = task.loci[locus].passing[code]
      let at = steps++
      for (; at > 0 && shares[at - 1] > share; at--) {
        shares[at] = shares[at - 1]
        order[at] = order[at - 1]
      }
      shares[at] = share
      order[at] = locus
    })
    for (let step = 0; step < steps; step++) writeStep(store.views.u32, address / 4 + step * 2, layouts[order[step]], codes[order[step]])
    return { address, steps }
  }
}

function writeStep(u32: Uint32Array, at: number, locus: LocusLayout, code: number): void {
  u32[at] = sliceOf(locus, locus.codes.first[code])
  u32[at + 1] = sliceOf(locus, locus.codes.second[code])
}

/**
 * Likelihood ratios of a query with the slots that the filter just found.
 * Locus by locus for all slots, so that the processor waits for many of them at once instead of one after another.
 */
function createRater({ store, scratch }: ScanContext, task: BlindTask): (query: number, block: number, found: number) => Float64Array {
  const { u8, u16, u32 } = store.views
  const loci = task.loci.map((locus) => ({ ...locus, layout: store.layout.loci[locus.index] }))
  const slots = (scratch + SCRATCH.slots) / 4
  const products = new Float64Array(BLOCK_SLOTS)
  const { rowBytes } = store.layout
  return (query, block, found) => {
    const start = blockStart(store, block) + store.layout.rows
    products.fill(1, 0, found)
    loci.forEach(({ layout, numberOf, ratios, size }, locus) => {
      const own = numberOf[task.codes[query * loci.length + locus]] * size
      const first = start + layout.offset
      if (layout.codes.bytes === 1) for (let index = 0; index < found; index++) products[index] *= ratios[own + numberOf[u8[first + u32[slots + index] * rowBytes]]]
      else for (let index = 0; index < found; index++) products[index] *= ratios[own + numberOf[u16[(first + u32[slots + index] * rowBytes) / 2]]]
    })
    return products
  }
}

/** Whether a pair keeps to the number of mismatches and of loci compared. */
function createCheck({ store }: ScanContext, task: BlindTask): (query: number, block: number, slot: number) => boolean {
  const layouts = task.loci.map((locus) => store.layout.loci[locus.index])
  return (query, block, slot) => {
    let mismatches = 0
    let compared = 0
    layouts.forEach((layout, locus) => {
      const own = task.codes[query * layouts.length + locus]
      const other = codeAt(store, block * BLOCK_SLOTS + slot, layout)
      if (own === NOT_TYPED || other === NOT_TYPED) return
      compared++
      if (isMismatch(layout, own, other)) mismatches++
    })
    return mismatches <= task.tolerance && compared >= task.minimumCompared
  }
}
