import { InputError } from '../errors.ts'
import type { ProfileStore, StoredProfile } from './profile-store.ts'
import { blockCount, clearSlot, codeAt, encodeProfile, idAt, isInSet, positionsOf, reserve, setNumber, writeSlot } from './profile-store.ts'
import { BLOCK_SLOTS } from './store-layout.ts'

/** What a change touched: the storage must write these blocks and the header, and cut the file to `blocks` blocks. */
export interface StoreChange {
  readonly blocks: number
  readonly dirtyBlocks: readonly number[]
}

/**
 * Adds profiles at the end. All of them or none: a fault in one leaves the store as it was.
 * @throws InputError for a number that is 0, comes twice or is there already; for an unknown locus or set
 */
export function appendProfiles(store: ProfileStore, entries: readonly StoredProfile[]): StoreChange {
  requireNewIds(store, entries.map((entry) => entry.id))
  const dictionaries = store.layout.loci.map((locus) => locus.alleles.length)
  try {
    const encoded = entries.map((entry) => ({ id: entry.id, codes: encodeProfile(store, entry), sets: setBits(store, entry.sets) }))
    const first = store.count
    reserve(store, first + entries.length)
    encoded.forEach((entry, index) => writeSlot(store, first + index, entry.id, entry.codes, entry.sets))
    store.count += entries.length
  } catch (cause) {
    store.layout.loci.forEach((locus, index) => locus.alleles.splice(dictionaries[index]))
    throw cause
  }
  store.generation += entries.length === 0 ? 0 : 1
  return changed(store, new Set(entries.map((_, index) => Math.floor((store.count - 1 - index) / BLOCK_SLOTS))))
}

function requireNewIds(store: ProfileStore, ids: readonly bigint[]): void {
  const seen = new Set<bigint>()
  for (const id of ids) {
    if (id < 1n || id >= 1n << 64n) throw new InputError('store-id', `number ${id}`, 'it is not from 1 to 2⁶⁴−1', 'Give each profile a positive sealed number')
    if (seen.has(id)) throw new InputError('store-id-twice', `number ${id}`, 'it comes twice in the profiles to add', 'Give each profile a number of its own')
    seen.add(id)
  }
  const [present] = positionsOf(store, seen).keys()
  if (present !== undefined) throw new InputError('store-id-twice', `number ${present}`, 'the store has a profile with this number already', 'Remove the old profile first, or give the new one another number')
}

function setBits(store: ProfileStore, sets: readonly string[]): number {
  return sets.reduce((bits, name) => bits | (1 << setNumber(store, name)), 0)
}

/**
 * Removes profiles so that no byte of them stays: the last profile moves into the hole and its old place becomes zero.
 * Numbers that the store does not have are reported, not refused, so that a withdrawal can be repeated.
 */
export function removeProfiles(store: ProfileStore, ids: Iterable<bigint>): StoreChange & { readonly removed: readonly bigint[]; readonly unknown: readonly bigint[] } {
  const wanted = [...new Set(ids)]
  const positions = positionsOf(store, wanted)
  const dirty = new Set<number>()
  for (const position of [...positions.values()].sort((a, b) => b - a)) {
    const last = store.count - 1
    if (position !== last) moveSlot(store, last, position)
    clearSlot(store, last)
    dirty.add(Math.floor(position / BLOCK_SLOTS)).add(Math.floor(last / BLOCK_SLOTS))
    store.count = last
  }
  store.generation += positions.size === 0 ? 0 : 1
  return { ...changed(store, dirty), removed: wanted.filter((id) => positions.has(id)), unknown: wanted.filter((id) => !positions.has(id)) }
}

function moveSlot(store: ProfileStore, from: number, to: number): void {
  const codes = store.layout.loci.map((locus) => codeAt(store, from, locus))
  const sets = store.layout.sets.reduce((bits, _, set) => bits | (isInSet(store, from, set) ? 1 << set : 0), 0)
  const id = idAt(store, from)
  clearSlot(store, to)
  writeSlot(store, to, id, codes, sets)
}

function changed(store: ProfileStore, dirty: ReadonlySet<number>): StoreChange {
  const blocks = blockCount(store.count)
  return { blocks, dirtyBlocks: [...dirty].filter((block) => block < blocks).sort((a, b) => a - b) }
}
