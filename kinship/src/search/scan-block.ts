import { InputError } from '../errors.ts'
import { boundStart } from './bound.ts'
import { NOT_TYPED } from './genotype-codes.ts'
import type { Kernels } from './kernels.ts'
import type { ProfileStore } from './profile-store.ts'
import { blockStart, codeAt, isInSet } from './profile-store.ts'
import type { ScanTask } from './scan-task.ts'
import { BLOCK_SLOTS, SLICE_BYTES } from './store-layout.ts'
import { SCRATCH, TABLE_BYTES } from './store-memory.ts'
import { createTopList } from './top-list.ts'

/** What a thread scans with: the store, the inner loops, and its own working space in the store's memory. */
export interface ScanContext {
  readonly store: ProfileStore
  readonly kernels: Kernels
  /** Byte offset of the working space. */
  readonly scratch: number
}

/** What a scan found in the blocks that one thread took. */
export interface ScanOutcome {
  /** Positions and likelihood ratios, best first. */
  readonly positions: Float64Array
  readonly ratios: Float64Array
  /** Profiles whose likelihood ratio was worked out. */
  readonly survivors: number
}

/** Work of one thread: feed it units (blocks, here), then ask for what it found. */
export interface RunningJob<Outcome> {
  unit(number: number): void
  finish(): Outcome
}

/** Slots of a block with their likelihood ratios, in the working space. */
interface Found {
  readonly count: number
  readonly slots: Uint32Array
  readonly ratios: Float64Array
}

/** Puts the task into the thread's working space. @throws InputError when its tables do not fit */
export function startScan(context: ScanContext, task: ScanTask): RunningJob<ScanOutcome> {
  const { store } = context
  const best = createTopList(task.keep, task.floor)
  const isAllowed = createCheck(store, task)
  const isLimited = task.tolerance < task.loci.length || task.minimumCompared > 0
  const find = task.filter === null ? createBoundFinder(context, task) : createFilterFinder(context, task)
  let survivors = 0
  return {
    unit: (block) => {
      const { count, slots, ratios } = find(block, best.floor())
      const inBlock = Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS)
      for (let index = 0; index < count; index++) {
        if (slots[index] >= inBlock) break
        survivors++
        const position = block * BLOCK_SLOTS + slots[index]
        if (ratios[index] < best.floor() || (task.set >= 0 && !isInSet(store, position, task.set))) continue
        if (!isLimited || isAllowed(position)) best.offer(position, ratios[index])
      }
    },
    finish: () => {
      const { keys, values } = best.entries()
      return { positions: keys, ratios: values, survivors }
    },
  }
}

type Finder = (block: number, floor: number) => Found

/** Finds what passes the filter on mismatches and works out the ratios. */
function createFilterFinder(context: ScanContext, task: ScanTask): Finder {
  const { store, kernels, scratch } = context
  const { filter } = task
  const rate = createRater(context, task)
  if (filter === null) return (block) => rate(block, 0)
  store.views.u32.set(filter.words, (scratch + SCRATCH.program) / 4)
  const set = task.set < 0 ? -1 : task.set * SLICE_BYTES
  return (block) => rate(block, kernels[filter.kernel](scratch + SCRATCH.program, filter.steps, filter.checkFrom, set, blockStart(store, block), filter.tolerance, scratch + SCRATCH.slots))
}

// Above this share of profiles that pass the bound, working out the ratios of the whole block is faster.
const WORTHWHILE_SHARE = 0.15
// After a block in which the bound was of no use, so many blocks are scored whole before it is tried again.
const PAUSE_BLOCKS = 8

/** Finds what may reach the floor by the bound, then works out the ratios; or scores whole blocks where the bound lets too many pass. */
function createBoundFinder(context: ScanContext, task: ScanTask): Finder {
  const { store, kernels, scratch } = context
  const { bound } = task
  const rate = createRater(context, task)
  const score = createBlockScorer(context, task)
  if (bound === null) return score
  store.views.u32.set(bound.words, (scratch + SCRATCH.program) / 4)
  let pause = 0
  return (block, floor) => {
    const start = boundStart(bound, floor)
    if (start === null || pause-- > 0) return score(block, floor)
    store.views.u32.set(start, (scratch + SCRATCH.start) / 4)
    const count = kernels.boundBlock(scratch + SCRATCH.program, bound.loci, blockStart(store, block), scratch + SCRATCH.start, scratch + SCRATCH.slots)
    pause = count > WORTHWHILE_SHARE * BLOCK_SLOTS ? PAUSE_BLOCKS : 0
    return rate(block, count)
  }
}

/** Works out every profile of a block in the kernel. */
function createBlockScorer({ store, kernels, scratch }: ScanContext, task: ScanTask): Finder {
  const { u32, f64 } = store.views
  let table = scratch + SCRATCH.tables
  task.loci.forEach(({ index, ratios }, at) => {
    const { offset, codes } = store.layout.loci[index]
    u32.set([offset, table, codes.bytes], (scratch + SCRATCH.scoring) / 4 + at * 3)
    if (table + ratios.byteLength > scratch + SCRATCH.tables + TABLE_BYTES) throw new InputError('tables-too-large', 'loci of the search', 'their genotypes do not fit the working space', 'Search with fewer loci')
    f64.set(ratios, table / 8)
    table += ratios.byteLength
  })
  const slots = u32.subarray((scratch + SCRATCH.slots) / 4)
  const ratios = f64.subarray((scratch + SCRATCH.ratios) / 8)
  return (block, floor) => {
    const count = Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS)
    return { count: kernels.scoreBlock(scratch + SCRATCH.scoring, task.loci.length, blockStart(store, block) + store.layout.rows, store.layout.rowBytes, count, floor, scratch + SCRATCH.slots, scratch + SCRATCH.ratios), slots, ratios }
  }
}

/**
 * Works out the ratios of the slots that a filter found: locus by locus for all of them, so that the processor waits for
 * many look-ups at once instead of one after another.
 */
function createRater({ store, scratch }: ScanContext, task: ScanTask): (block: number, count: number) => Found {
  const { u8, u16, u32, f64 } = store.views
  const slots = u32.subarray((scratch + SCRATCH.slots) / 4, (scratch + SCRATCH.slots) / 4 + BLOCK_SLOTS)
  const products = f64.subarray((scratch + SCRATCH.ratios) / 8, (scratch + SCRATCH.ratios) / 8 + BLOCK_SLOTS)
  const loci = task.loci.map(({ index, ratios }) => ({ ratios, layout: store.layout.loci[index] }))
  const { rowBytes } = store.layout
  return (block, count) => {
    products.fill(1, 0, count)
    for (const { layout, ratios } of loci) {
      const first = blockStart(store, block) + store.layout.rows + layout.offset
      if (layout.codes.bytes === 1) for (let index = 0; index < count; index++) products[index] *= ratios[u8[first + slots[index] * rowBytes]]
      else for (let index = 0; index < count; index++) products[index] *= ratios[u16[(first + slots[index] * rowBytes) / 2]]
    }
    return { count, slots, ratios: products }
  }
}

/** Whether a profile keeps to the number of mismatches and of loci compared. */
function createCheck(store: ProfileStore, task: ScanTask): (position: number) => boolean {
  const loci = task.loci.map((locus) => ({ ...locus, layout: store.layout.loci[locus.index] }))
  return (position) => {
    let mismatches = 0
    let compared = 0
    for (const { layout, mismatches: isMismatch, isInformative } of loci) {
      const code = codeAt(store, position, layout)
      mismatches += isMismatch[code]
      if (isInformative && code !== NOT_TYPED) compared++
    }
    return mismatches <= task.tolerance && compared >= task.minimumCompared
  }
}
