import { InputError } from '../errors.ts'
import { NOT_TYPED } from './genotype-codes.ts'
import type { Kernels } from './kernels.ts'
import type { ProfileStore } from './profile-store.ts'
import { blockStart, codeAt, isInSet } from './profile-store.ts'
import type { FilterProgram, ScanTask } from './scan-task.ts'
import { BLOCK_SLOTS, SLICE_BYTES } from './store-layout.ts'
import { SCRATCH, TABLE_BYTES } from './store-memory.ts'
import type { TopList } from './top-list.ts'
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
  /** Profiles that passed the bit-slice filter (all of them where there is none). */
  readonly survivors: number
}

/** Work of one thread: feed it units (blocks, here), then ask for what it found. */
export interface RunningJob<Outcome> {
  unit(number: number): void
  finish(): Outcome
}

/** Puts the task into the thread's working space. @throws InputError when its tables do not fit */
export function startScan(context: ScanContext, task: ScanTask): RunningJob<ScanOutcome> {
  const { store, scratch } = context
  const best = createTopList(task.keep, task.floor)
  const scorer = createScorer(store, task)
  let survivors = 0
  if (task.filter === null) loadTables(context, task)
  else store.views.u32.set(task.filter.words, (scratch + SCRATCH.program) / 4)
  return {
    unit: (block) => {
      survivors += task.filter === null ? scoreAll(context, task, scorer, best, block) : filterThenScore(context, task, task.filter, scorer, best, block)
    },
    finish: () => {
      const { keys, values } = best.entries()
      return { positions: keys, ratios: values, survivors }
    },
  }
}

function loadTables({ store, scratch }: ScanContext, task: ScanTask): void {
  const { u32, f64 } = store.views
  let table = scratch + SCRATCH.tables
  task.loci.forEach(({ index, ratios }, at) => {
    const { column, codes } = store.layout.loci[index]
    u32.set([column, table, codes.bytes], (scratch + SCRATCH.program) / 4 + at * 3)
    if (table + ratios.byteLength > scratch + SCRATCH.tables + TABLE_BYTES) throw new InputError('tables-too-large', 'loci of the search', 'their genotypes do not fit the working space', 'Search with fewer loci')
    f64.set(ratios, table / 8)
    table += ratios.byteLength
  })
}

function filterThenScore({ store, kernels, scratch }: ScanContext, task: ScanTask, filter: FilterProgram, scorer: Scorer, best: TopList, block: number): number {
  const count = Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS)
  const set = task.set < 0 ? -1 : task.set * SLICE_BYTES
  const found = kernels[filter.kernel](scratch + SCRATCH.program, filter.steps, filter.checkFrom, set, blockStart(store, block), filter.tolerance, scratch + SCRATCH.slots)
  for (let index = 0; index < found; index++) {
    const slot = store.views.u32[(scratch + SCRATCH.slots) / 4 + index]
    if (slot >= count) return index
    const position = block * BLOCK_SLOTS + slot
    const ratio = scorer(position)
    if (ratio >= 0) best.offer(position, ratio)
  }
  return found
}

function scoreAll({ store, kernels, scratch }: ScanContext, task: ScanTask, scorer: Scorer, best: TopList, block: number): number {
  const count = Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS)
  const found = kernels.scoreBlock(scratch + SCRATCH.program, task.loci.length, blockStart(store, block), count, best.floor(), scratch + SCRATCH.slots, scratch + SCRATCH.ratios)
  const isLimited = task.tolerance < task.loci.length || task.minimumCompared > 0
  for (let index = 0; index < found; index++) {
    const slot = store.views.u32[(scratch + SCRATCH.slots) / 4 + index]
    if (slot >= count) break
    const position = block * BLOCK_SLOTS + slot
    if (task.set >= 0 && !isInSet(store, position, task.set)) continue
    if (isLimited && scorer(position) < 0) continue
    best.offer(position, store.views.f64[(scratch + SCRATCH.ratios) / 8 + index])
  }
  return count
}

/** Likelihood ratio of the profile at a position; -1 when it breaks a condition of the task. */
type Scorer = (position: number) => number

function createScorer(store: ProfileStore, task: ScanTask): Scorer {
  const loci = task.loci.map((locus) => ({ ...locus, layout: store.layout.loci[locus.index] }))
  return (position) => {
    let ratio = 1
    let mismatches = 0
    let compared = 0
    for (const { layout, ratios, mismatches: isMismatch, isInformative } of loci) {
      const code = codeAt(store, position, layout)
      ratio *= ratios[code]
      mismatches += isMismatch[code]
      if (isInformative && code !== NOT_TYPED) compared++
    }
    return mismatches > task.tolerance || compared < task.minimumCompared ? -1 : ratio
  }
}
