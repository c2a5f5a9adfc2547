import { InputError } from '../errors.ts'
import { repeatLength } from '../alleles.ts'
import { NOT_TYPED, UNREAD, codeOf } from './genotype-codes.ts'
import type { ProfileStore } from './profile-store.ts'
import { blockCount, blockStart, reserve } from './profile-store.ts'
import type { RunningJob, ScanContext } from './scan-block.ts'
import type { ScanPool } from './scan-pool.ts'
import type { StoreChange } from './store-changes.ts'
import type { LocusLayout } from './store-layout.ts'
import { BLOCK_SLOTS, SLICE_BYTES, alleleIndex } from './store-layout.ts'

/**
 * Many profiles as plain numbers, the form in which a register can keep them for a fast rebuild.
 * Shared arrays go to the threads without a copy.
 */
export interface ProfileRows {
  /** Sealed numbers. */
  readonly ids: BigUint64Array
  /**
   * Two numbers for each locus of the store's layout, profile after profile: ten times the repeats plus the extra bases
   * (9.3 is 93), 0 where nothing was read. One allele and a 0 mean that the other was not read.
   */
  readonly repeats: Uint16Array
  /** Sets by bit, in the order of the layout. */
  readonly sets: Uint8Array
}

/** Largest number that `repeats` may hold: 99.9 repeats. */
export const MAX_REPEATS = 1023

const ROWS_AT_A_TIME = 2048

/** Some of the rows for each thread: write the blocks that they fall into. */
export interface RowsTask extends ProfileRows {
  /** Position of the first row in the store. */
  readonly first: number
  /** Allele position by locus × 1024 + repeats, -1 where the dictionary does not have it. */
  readonly lookup: Int16Array
}

/** Which alleles the rows show: one flag by locus × 1024 + repeats. */
export interface SurveyOutcome {
  readonly seen: Uint8Array
}

/**
 * Adds rows at the end of the pool's store, all threads writing at once.
 * @throws InputError for a number that is 0, comes twice or is there already, or an array of the wrong length; the store is then unchanged
 */
export async function addRows(pool: ScanPool, rows: ProfileRows, options: { readonly signal?: AbortSignal } = {}): Promise<StoreChange> {
  const { store } = pool
  const first = store.count
  const count = rows.ids.length
  checkLengths(store, rows)
  requireNewIds(store, rows.ids)
  const task = { ...rows, first, lookup: new Int16Array(0) }
  const units = { from: Math.floor(first / BLOCK_SLOTS), to: blockCount(first + count), signal: options.signal }
  const surveys = await pool.run('survey', task, units)
  const lookup = learnAlleles(store, surveys)
  reserve(store, first + count)
  await pool.run('rows', { ...task, lookup }, { from: units.from, to: units.to })
  store.count = first + count
  store.generation += count === 0 ? 0 : 1
  const blocks = blockCount(store.count)
  return { blocks, dirtyBlocks: Array.from({ length: blocks - units.from }, (_, index) => units.from + index) }
}

function checkLengths(store: ProfileStore, { ids, repeats, sets }: ProfileRows): void {
  const width = store.layout.loci.length * 2
  if (repeats.length !== ids.length * width) throw new InputError('rows-length', 'repeats', `there are ${repeats.length} numbers for ${ids.length} profiles`, `Give ${width} numbers a profile, two for each locus of the store`)
  if (sets.length !== ids.length) throw new InputError('rows-length', 'sets', `there are ${sets.length} for ${ids.length} profiles`, 'Give one number a profile')
}

/** Numbers in ascending order and above all in the store, as a register gives them, are new; others are looked up in a hash table. */
function requireNewIds(store: ProfileStore, ids: BigUint64Array): void {
  const halves = new Uint32Array(ids.buffer, ids.byteOffset, ids.length * 2)
  if (isAscending(halves, highestId(store))) return
  const size = 2 ** Math.ceil(Math.log2(ids.length * 2 + 2))
  const table = new Uint32Array(size)
  const find = (low: number, high: number): number => {
    let at = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high ^ (low >>> 15), 0x85ebca77)) >>> 0
    at = (at ^ (at >>> 15)) & (size - 1)
    while (table[at] !== 0 && (halves[table[at] * 2 - 2] !== low || halves[table[at] * 2 - 1] !== high)) at = (at + 1) & (size - 1)
    return at
  }
  for (let row = 0; row < ids.length; row++) {
    const low = halves[row * 2]
    const high = halves[row * 2 + 1]
    if (low === 0 && high === 0) throw new InputError('store-id', `row ${row + 1}`, 'its number is 0', 'Give each profile a positive sealed number')
    const at = find(low, high)
    if (table[at] !== 0) throw new InputError('store-id-twice', `rows ${table[at]} and ${row + 1}`, `both have the number ${ids[row]}`, 'Give each profile a number of its own')
    table[at] = row + 1
  }
  for (let block = 0; block < blockCount(store.count); block++) {
    const from = (blockStart(store, block) + store.layout.ids) / 4
    const here = Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS)
    for (let slot = 0; slot < here; slot++) {
      const row = table[find(store.views.u32[from + slot * 2], store.views.u32[from + slot * 2 + 1])]
      if (row !== 0) throw new InputError('store-id-twice', `row ${row}`, `the store has a profile with the number ${ids[row - 1]} already`, 'Remove the old profile first, or give the new one another number')
    }
  }
}

/** Whether 64-bit numbers, given as halves, low half first, are above a number and go up. */
function isAscending(halves: Uint32Array, above: { readonly low: number; readonly high: number }): boolean {
  let { low, high } = above
  for (let at = 0; at < halves.length; at += 2) {
    if (halves[at + 1] < high || (halves[at + 1] === high && halves[at] <= low)) return false
    low = halves[at]
    high = halves[at + 1]
  }
  return true
}

function highestId(store: ProfileStore): { low: number; high: number } {
  let low = 0
  let high = 0
  for (let block = 0; block < blockCount(store.count); block++) {
    const from = (blockStart(store, block) + store.layout.ids) / 4
    const to = from + Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS) * 2
    for (let at = from; at < to; at += 2) {
      const upper = store.views.u32[at + 1]
      if (upper < high || (upper === high && store.views.u32[at] < low)) continue
      low = store.views.u32[at]
      high = upper
    }
  }
  return { low, high }
}

/** Enters new alleles into the dictionaries and gives the position of every allele. All loci or none. */
function learnAlleles(store: ProfileStore, surveys: readonly SurveyOutcome[]): Int16Array {
  const before = store.layout.loci.map((locus) => locus.alleles.length)
  const lookup = new Int16Array(store.layout.loci.length * (MAX_REPEATS + 1)).fill(-1)
  try {
    store.layout.loci.forEach((locus, index) => {
      for (let repeats = 1; repeats <= MAX_REPEATS; repeats++) {
        const at = index * (MAX_REPEATS + 1) + repeats
        if (surveys.some(({ seen }) => seen[at] === 1)) lookup[at] = alleleIndex(locus, repeats % 10 === 0 ? String(repeats / 10) : (repeats / 10).toFixed(1))
      }
    })
  } catch (cause) {
    store.layout.loci.forEach((locus, index) => locus.alleles.splice(before[index]))
    throw cause
  }
  return lookup
}

/** The number that `ProfileRows.repeats` holds for an allele. @throws InputError when its name is no length */
export function repeatsOf(allele: string, locus: string): number {
  const length = repeatLength(allele)
  const repeats = length === null ? 0 : length.repeats * 10 + length.extraBases
  if (repeats > 0 && repeats <= MAX_REPEATS) return repeats
  throw new InputError('rows-allele', `locus ${locus}`, `allele ${allele} is no number of repeats from 0.1 to 99.9`, 'Add profiles with such alleles by appendProfiles')
}

/** First pass: which alleles come. */
export function startSurvey({ store }: ScanContext, task: RowsTask): RunningJob<SurveyOutcome> {
  const loci = store.layout.loci.length
  const seen = new Uint8Array(loci * (MAX_REPEATS + 1))
  return {
    unit: (block) => {
      const { from, to } = rowsOfBlock(task, block)
      const { repeats } = task
      for (let row = from, at = from * loci * 2; row < to; row++) {
        for (let flags = 0; flags < seen.length; flags += MAX_REPEATS + 1, at += 2) {
          const a = repeats[at]
          const b = repeats[at + 1]
          if ((a | b) > MAX_REPEATS) throw repeatsTooLarge(store, row, flags, Math.max(a, b))
          seen[flags + a] = 1
          seen[flags + b] = 1
        }
      }
    },
    finish: () => ({ seen }),
  }
}

function repeatsTooLarge({ layout }: ProfileStore, row: number, flags: number, repeats: number): InputError {
  return new InputError('rows-allele', `row ${row + 1}, locus ${layout.loci[flags / (MAX_REPEATS + 1)].locus}`, `${repeats} is above ${MAX_REPEATS}`, 'Give ten times the repeats plus the extra bases')
}

/** Second pass: writes codes, bits and numbers. */
export function startRows({ store }: ScanContext, task: RowsTask): RunningJob<null> {
  const writers = store.layout.loci.map((locus, index) => locusWriter(store, task, locus, index))
  return {
    unit: (block) => {
      const { from, to } = rowsOfBlock(task, block)
      const start = blockStart(store, block)
      const slot = task.first + from - block * BLOCK_SLOTS
      // A few rows at a time, locus by locus, so that they and their bits stay in the cache.
      for (let row = from; row < to; row += ROWS_AT_A_TIME) {
        const last = Math.min(to, row + ROWS_AT_A_TIME)
        writers.forEach((writer) => writer(start, slot + row - from, row, last))
      }
      store.views.u64.set(task.ids.subarray(from, to), (start + store.layout.ids) / 8 + slot)
      for (let set = 0; set < store.layout.sets.length; set++) {
        for (let row = from; row < to; row++) if ((task.sets[row] & (1 << set)) !== 0) setBit(store, start + set * SLICE_BYTES, slot + row - from)
      }
    },
    finish: () => null,
  }
}

function rowsOfBlock(task: RowsTask, block: number): { from: number; to: number } {
  return { from: Math.max(0, block * BLOCK_SLOTS - task.first), to: Math.min(task.ids.length, (block + 1) * BLOCK_SLOTS - task.first) }
}

/** Writes one locus of the rows `from` … `to - 1` to a block, the first of them at `slot`. */
type LocusWriter = (start: number, slot: number, from: number, to: number) => void

/** Bits are gathered for 32 profiles before they go to their slices, which lie far apart. */
function locusWriter({ layout, views: { u8, u16, u32 } }: ProfileStore, { repeats, lookup: lookups }: RowsTask, locus: LocusLayout, index: number): LocusWriter {
  const { capacity, bytes } = locus.codes
  const lookup = lookups.subarray(index * (MAX_REPEATS + 1), (index + 1) * (MAX_REPEATS + 1))
  const width = layout.loci.length * 2
  const homozygotes = locus.sliceCount
  const sliceNumber = Uint8Array.from({ length: capacity }, (_, allele) => Math.min(allele, locus.sliceCount - 1))
  // Tables instead of conditions: which allele is larger, and whether they are equal, no processor can foretell.
  const pairCodes = Uint16Array.from({ length: capacity * capacity }, (_, pair) => codeOf(capacity, Math.floor(pair / capacity), pair % capacity))
  const isSame = Uint8Array.from({ length: 256 }, (_, difference) => (difference === 0 ? 1 : 0))
  const words = new Uint32Array(locus.sliceCount + 1)
  const flush = (place: number): void => {
    for (let slice = 0; slice <= homozygotes; slice++) {
      if (words[slice] !== 0) u32[place + (slice * SLICE_BYTES) / 4] |= words[slice]
      words[slice] = 0
    }
  }
  return (start, slot, from, to) => {
    const slices = (start + locus.slices) / 4
    let cell = start + layout.rows + slot * layout.rowBytes + locus.offset
    for (let row = from, at = slot; row < to; row++, at++, cell += layout.rowBytes) {
      const a = repeats[row * width + index * 2]
      const b = repeats[row * width + index * 2 + 1]
      const bit = 1 << (at & 31)
      let code = NOT_TYPED
      if (a !== 0 && b !== 0) {
        const first = lookup[a]
        const second = lookup[b]
        code = pairCodes[first * capacity + second]
        words[sliceNumber[first]] |= bit
        words[sliceNumber[second]] |= bit
        words[homozygotes] |= isSame[first ^ second] << (at & 31)
      } else {
        // As `setAlleleBits`: any allele is possible, and the homozygotes' bit tells "not typed" from "one allele read".
        if (a !== 0 || b !== 0) code = codeOf(capacity, lookup[a + b], UNREAD)
        for (let slice = 0; slice < homozygotes + (code === NOT_TYPED ? 1 : 0); slice++) words[slice] |= bit
      }
      if (bytes === 1) u8[cell] = code
      else u16[cell / 2] = code
      if ((at & 31) === 31 || row === to - 1) flush(slices + (at >>> 5))
    }
  }
}

function setBit({ views: { u8 } }: ProfileStore, slice: number, slot: number): void {
  u8[slice + (slot >>> 3)] |= 1 << (slot & 7)
}
