import { compareAlleles } from '../alleles.ts'
import { InputError } from '../errors.ts'
import type { Profile } from '../profiles.ts'
import { NOT_TYPED, UNREAD, codeOf } from './genotype-codes.ts'
import type { LocusLayout, StoreLayout } from './store-layout.ts'
import { BLOCK_SLOTS, SLICE_BYTES, alleleIndex, homozygoteSlice, sliceOf } from './store-layout.ts'
import type { StoreMemory } from './store-memory.ts'
import { BLOCKS_START, createStoreMemory } from './store-memory.ts'

/** A profile as the store keeps it: a sealed number instead of a person, genotypes, and the sets it belongs to. */
export interface StoredProfile {
  /** Sealed number, 1 … 2⁶⁴−1; who it stands for is kept elsewhere. */
  readonly id: bigint
  /** Two alleles a locus; one where only one was read and the other may have dropped out; absent where not typed. */
  readonly profile: Profile
  readonly sets: readonly string[]
}

/** Millions of profiles in one piece of memory, ready to be scanned. */
export interface ProfileStore {
  readonly layout: StoreLayout
  readonly memory: StoreMemory
  /** Whether the profiles are simulated; a store holds one kind only. */
  readonly synthetic: boolean
  count: number
  /** Goes up with every change, so that a search can tell whether the store is still the one it began with. */
  generation: number
  views: StoreViews
}

/** The store's memory as numbers of each size. */
export interface StoreViews {
  readonly u8: Uint8Array
  readonly u16: Uint16Array
  readonly u32: Uint32Array
  readonly u64: BigUint64Array
  readonly f64: Float64Array
}

/** An empty store of this shape. */
export function createStore(layout: StoreLayout, options: { readonly synthetic?: boolean; readonly memory?: StoreMemory } = {}): ProfileStore {
  const memory = options.memory ?? createStoreMemory(BLOCKS_START + layout.blockBytes)
  return { layout, memory, synthetic: options.synthetic ?? false, count: 0, generation: 0, views: viewsOf(memory) }
}

/** Views of a memory as it is now. */
export function viewsOf(memory: StoreMemory): StoreViews {
  const buffer = memory.buffer()
  return { u8: new Uint8Array(buffer), u16: new Uint16Array(buffer), u32: new Uint32Array(buffer), u64: new BigUint64Array(buffer), f64: new Float64Array(buffer) }
}

/** Byte offset of a block in the store's memory. */
export function blockStart(store: ProfileStore, block: number): number {
  return BLOCKS_START + block * store.layout.blockBytes
}

/** Blocks that so many profiles take. */
export function blockCount(profiles: number): number {
  return Math.ceil(profiles / BLOCK_SLOTS)
}

/** Makes room for so many profiles in all. */
export function reserve(store: ProfileStore, profiles: number): void {
  growStore(store, BLOCKS_START + blockCount(profiles) * store.layout.blockBytes)
}

/** Makes the memory at least this large and takes new views of it where they are out of date. */
export function growStore(store: ProfileStore, bytes: number): void {
  store.memory.grow(bytes)
  if (store.memory.buffer().byteLength !== store.views.u8.byteLength) store.views = viewsOf(store.memory)
}

/** The sealed number at a position. */
export function idAt(store: ProfileStore, position: number): bigint {
  return store.views.u64[idIndex(store, position)]
}

function idIndex(store: ProfileStore, position: number): number {
  return (blockStart(store, Math.floor(position / BLOCK_SLOTS)) + store.layout.ids) / 8 + (position % BLOCK_SLOTS)
}

/** Byte offset of the genotype codes of a profile in the store's memory. */
export function rowAt(store: ProfileStore, position: number): number {
  return blockStart(store, Math.floor(position / BLOCK_SLOTS)) + store.layout.rows + (position % BLOCK_SLOTS) * store.layout.rowBytes
}

/** The genotype code of a profile at a locus of the layout. */
export function codeAt(store: ProfileStore, position: number, locus: LocusLayout): number {
  const at = rowAt(store, position) + locus.offset
  return locus.codes.bytes === 1 ? store.views.u8[at] : store.views.u16[at / 2]
}

/** Reads a profile back. */
export function profileAt(store: ProfileStore, position: number): StoredProfile {
  if (!(position >= 0 && position < store.count)) throw new InputError('store-position', 'position', `${position} is not in a store of ${store.count} profiles`, 'Give a position from 0 to one less than the number of profiles')
  const profile: Record<string, string[]> = {}
  for (const locus of store.layout.loci) {
    const code = codeAt(store, position, locus)
    if (code === NOT_TYPED) continue
    const second = locus.codes.second[code]
    const first = locus.alleles[locus.codes.first[code]]
    profile[locus.locus] = second === UNREAD ? [first] : [first, locus.alleles[second]].sort(compareAlleles)
  }
  return { id: idAt(store, position), profile, sets: store.layout.sets.filter((_, set) => isInSet(store, position, set)) }
}

/** Whether the profile at a position belongs to the set with this number. */
export function isInSet(store: ProfileStore, position: number, set: number): boolean {
  const slot = position % BLOCK_SLOTS
  const slice = blockStart(store, Math.floor(position / BLOCK_SLOTS)) + set * SLICE_BYTES
  return (store.views.u8[slice + (slot >>> 3)] & (1 << (slot & 7))) !== 0
}

/** The position of each of these sealed numbers that the store has. */
export function positionsOf(store: ProfileStore, ids: Iterable<bigint>): Map<bigint, number> {
  const wanted = new Set(ids)
  const found = new Map<bigint, number>()
  for (let block = 0; block < blockCount(store.count) && found.size < wanted.size; block++) {
    const from = (blockStart(store, block) + store.layout.ids) / 8
    const inBlock = store.views.u64.subarray(from, from + Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS))
    if (wanted.size <= 4) {
      for (const id of wanted) {
        const slot = inBlock.indexOf(id)
        if (slot !== -1) found.set(id, block * BLOCK_SLOTS + slot)
      }
    } else inBlock.forEach((id, slot) => wanted.has(id) && found.set(id, block * BLOCK_SLOTS + slot))
  }
  return found
}

/** The number of a set by its name. @throws InputError when the store has no such set */
export function setNumber(store: ProfileStore, name: string): number {
  const set = store.layout.sets.indexOf(name)
  if (set === -1) throw new InputError('set-unknown', `set ${name}`, `the store has the sets ${store.layout.sets.join(', ') || '(none)'}`, 'Name one of them, or none for all profiles')
  return set
}

/** The genotype codes of a profile, in the order of the layout's loci; alleles not seen before enter the dictionary. */
export function encodeProfile(store: ProfileStore, entry: StoredProfile): Uint16Array {
  const codes = new Uint16Array(store.layout.loci.length)
  for (const [name, genotype] of Object.entries(entry.profile)) {
    const index = store.layout.locusIndex.get(name)
    if (index === undefined) throw new InputError('store-locus-unknown', `locus ${name} of profile ${entry.id}`, 'the store does not hold this locus', 'Rebuild the store with this locus, or leave it out of the profile')
    if (genotype.length < 1 || genotype.length > 2) throw new InputError('genotype-size', `locus ${name} of profile ${entry.id}`, `it has ${genotype.length} alleles`, 'Give two alleles, or one where the other was not read')
    const locus = store.layout.loci[index]
    const first = alleleIndex(locus, genotype[0])
    codes[index] = codeOf(locus.codes.capacity, first, genotype.length === 2 ? alleleIndex(locus, genotype[1]) : UNREAD)
  }
  return codes
}

/** Writes codes, sets and number into an empty place. */
export function writeSlot(store: ProfileStore, position: number, id: bigint, codes: ArrayLike<number>, sets: number): void {
  const { u8, u16, u64 } = store.views
  const start = blockStart(store, Math.floor(position / BLOCK_SLOTS))
  const slot = position % BLOCK_SLOTS
  const row = rowAt(store, position)
  store.layout.loci.forEach((locus, index) => {
    if (locus.codes.bytes === 1) u8[row + locus.offset] = codes[index]
    else u16[(row + locus.offset) / 2] = codes[index]
    setAlleleBits(u8, start, slot, locus, codes[index])
  })
  for (let set = 0; set < store.layout.sets.length; set++) if ((sets & (1 << set)) !== 0) setBit(u8, start + set * SLICE_BYTES, slot)
  u64[idIndex(store, position)] = id
}

/**
 * Sets the bits of the alleles a genotype may have. Where the locus was not typed, or one allele was not read,
 * the person may have any allele: all bits are set, so that the scan never counts the locus against them.
 * The homozygote's bit is set for homozygotes, and where nothing was typed, which tells that from a heterozygote.
 */
function setAlleleBits(u8: Uint8Array, start: number, slot: number, locus: LocusLayout, code: number): void {
  const first = locus.codes.first[code]
  const second = locus.codes.second[code]
  if (first === second) setBit(u8, start + homozygoteSlice(locus), slot)
  if (second >= 0) {
    setBit(u8, start + sliceOf(locus, first), slot)
    setBit(u8, start + sliceOf(locus, second), slot)
    return
  }
  for (let slice = 0; slice < locus.sliceCount; slice++) setBit(u8, start + locus.slices + slice * SLICE_BYTES, slot)
}

function setBit(u8: Uint8Array, slice: number, slot: number): void {
  u8[slice + (slot >>> 3)] |= 1 << (slot & 7)
}

/** Makes every byte and bit of a place zero. */
export function clearSlot(store: ProfileStore, position: number): void {
  const { u8, u64 } = store.views
  const start = blockStart(store, Math.floor(position / BLOCK_SLOTS))
  const slot = position % BLOCK_SLOTS
  const keep = ~(1 << (slot & 7))
  const row = rowAt(store, position)
  u8.fill(0, row, row + store.layout.rowBytes)
  for (const locus of store.layout.loci) {
    for (let slice = 0; slice <= locus.sliceCount; slice++) u8[start + locus.slices + slice * SLICE_BYTES + (slot >>> 3)] &= keep
  }
  for (let set = 0; set < store.layout.sets.length; set++) u8[start + set * SLICE_BYTES + (slot >>> 3)] &= keep
  u64[idIndex(store, position)] = 0n
}
