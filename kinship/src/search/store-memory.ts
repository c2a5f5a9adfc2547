import { InputError } from '../errors.ts'
import type { SharedWasmMemory } from './web-assembly.ts'
import { wasmPlatform } from './web-assembly.ts'

const PAGE = 65536
const MOST_PAGES = 65536

/** Threads that may scan one store at a time, the caller's own included. */
export const MAX_SCANNERS = 16
/** Working space of each thread, before the blocks. */
export const SCRATCH_BYTES = 2 ** 21

/** Byte offset of the first block. */
export const BLOCKS_START = MAX_SCANNERS * SCRATCH_BYTES

/** Memory a store lives in: shared with WebAssembly and other threads where the platform allows, otherwise plain. */
export interface StoreMemory {
  /** The WebAssembly memory around the buffer, or null where there is none. */
  readonly wasm: SharedWasmMemory | null
  /** The bytes; ask again after `grow`. */
  buffer(): ArrayBufferLike
  /** Makes room for at least this many bytes. */
  grow(bytes: number): void
}

/** Memory for `bytes` bytes, shared if it can be. @throws InputError above 4 GiB, the reach of a 32-bit address */
export function createStoreMemory(bytes: number): StoreMemory {
  requireReach(bytes)
  if (wasmPlatform === null) return plainMemory(bytes)
  return sharedMemory(new wasmPlatform.Memory({ initial: pages(bytes), maximum: MOST_PAGES, shared: true }))
}

/** The memory of a store that another thread made. */
export function sharedMemory(wasm: SharedWasmMemory): StoreMemory {
  return {
    wasm,
    buffer: () => wasm.buffer,
    grow: (bytes) => {
      requireReach(bytes)
      if (bytes <= wasm.buffer.byteLength) return
      // Another thread may have grown it already: growing by nothing brings the buffer up to date.
      wasm.grow(0)
      wasm.grow(Math.max(0, pages(bytes) - wasm.buffer.byteLength / PAGE))
    },
  }
}

/** Memory of this thread alone; the scan then runs in plain TypeScript. */
export function plainMemory(bytes: number): StoreMemory {
  let buffer = new ArrayBuffer(pages(bytes) * PAGE)
  return {
    wasm: null,
    buffer: () => buffer,
    grow: (needed) => {
      requireReach(needed)
      if (needed <= buffer.byteLength) return
      const larger = new ArrayBuffer(Math.min(MOST_PAGES, Math.max(pages(needed), pages(buffer.byteLength * 1.5))) * PAGE)
      new Uint8Array(larger).set(new Uint8Array(buffer))
      buffer = larger
    },
  }
}

function pages(bytes: number): number {
  return Math.ceil(bytes / PAGE)
}

function requireReach(bytes: number): void {
  if (bytes <= MOST_PAGES * PAGE) return
  throw new InputError('store-too-large', 'profile store', `it needs ${(bytes / 2 ** 30).toFixed(1)} GiB and one store reaches 4 GiB`, 'Split the profiles over several stores and search each')
}

const PROGRAM_BYTES = 2 ** 15
const SLOT_BYTES = 2 ** 17
const RATIO_BYTES = 2 ** 18

/** Byte offsets inside a thread's working space. */
export const SCRATCH = {
  /** Steps or loci of the filter at hand. */
  program: 0,
  /** Loci of `scoreBlock`. */
  scoring: PROGRAM_BYTES - 3072,
  /** Where the bound of `boundBlock` starts, eleven words. */
  start: PROGRAM_BYTES - 64,
  /** Slots found in a block. */
  slots: PROGRAM_BYTES,
  /** Likelihood ratios of those slots. */
  ratios: PROGRAM_BYTES + SLOT_BYTES,
  /** Likelihood-ratio tables by genotype code. */
  tables: PROGRAM_BYTES + SLOT_BYTES + RATIO_BYTES,
} as const

/** Bytes for the tables of a query. */
export const TABLE_BYTES = SCRATCH_BYTES - SCRATCH.tables
