import type { ProfileStore } from './profile-store.ts'
import { blockCount, blockStart } from './profile-store.ts'
import { SLICE_BYTES } from './store-layout.ts'

/** How many profiles belong to a set. */
export function countSet(store: ProfileStore, set: number): number {
  let members = 0
  for (let block = 0; block < blockCount(store.count); block++) members += countSetInBlock(store, set, block)
  return members
}

/** How many profiles of a block belong to a set. */
export function countSetInBlock(store: ProfileStore, set: number, block: number): number {
  const from = (blockStart(store, block) + set * SLICE_BYTES) / 4
  let members = 0
  for (const word of store.views.u32.subarray(from, from + SLICE_BYTES / 4)) members += bitsSet(word)
  return members
}

function bitsSet(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
