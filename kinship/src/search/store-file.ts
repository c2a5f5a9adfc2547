import { InputError } from '../errors.ts'
import { checksum } from './checksum.ts'
import type { ProfileStore } from './profile-store.ts'
import { blockCount, blockStart, createStore, reserve } from './profile-store.ts'
import type { LocusShape, StoreLayout } from './store-layout.ts'
import { BLOCK_SLOTS, TRAILER_BYTES, layoutOf, shapesOf } from './store-layout.ts'
import type { StoreMemory } from './store-memory.ts'

/** Version of the file format; docs/store-format.md describes it byte by byte. */
export const STORE_VERSION = 1
/** Bytes of the header; the blocks follow it, each as it lies in memory. */
export const HEADER_BYTES = 131072

const MAGIC = 'HEJIEKIN'
const FIXED_BYTES = 64
const BLOCK_MAGIC = 0x4b4e4c42
const WAY_OUT = 'Restore it from a backup, or build it again from the profiles (hejie kinship store build)'

/** What the header of a store file says. */
export interface StoreHeader {
  readonly layout: StoreLayout
  readonly synthetic: boolean
  readonly count: number
  readonly generation: number
}

interface HeaderText {
  readonly loci: readonly LocusShape[]
  readonly sets: readonly string[]
  readonly synthetic: boolean
}

/** Length of the file of a store. */
export function fileBytes(header: Pick<StoreHeader, 'layout' | 'count'>): number {
  return HEADER_BYTES + blockCount(header.count) * header.layout.blockBytes
}

/** Place of a block in the file. */
export function blockFileOffset(layout: StoreLayout, block: number): number {
  return HEADER_BYTES + block * layout.blockBytes
}

/** The header of a store as it goes to the file. */
export function encodeHeader(store: ProfileStore): Uint8Array {
  const text: HeaderText = { loci: shapesOf(store.layout), sets: store.layout.sets, synthetic: store.synthetic }
  const json = new TextEncoder().encode(JSON.stringify(text))
  if (FIXED_BYTES + json.length > HEADER_BYTES) throw new InputError('store-header-full', 'profile store', 'its loci and alleles do not fit the header', 'Split the loci over two stores')
  const bytes = new Uint8Array(HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint32(8, STORE_VERSION, true)
  view.setUint32(12, HEADER_BYTES, true)
  view.setUint32(16, json.length, true)
  view.setUint32(24, store.layout.blockBytes, true)
  view.setUint32(28, blockCount(store.count), true)
  view.setBigUint64(32, BigInt(store.count), true)
  view.setBigUint64(40, BigInt(store.generation), true)
  bytes.set(json, FIXED_BYTES)
  view.setUint32(20, checksum(bytes), true)
  return bytes
}

/**
 * Reads a header.
 * @param name what to call the file in an error
 * @param actualBytes length of the whole file
 * @throws InputError when it is no store, of another version, damaged or cut short
 */
export function decodeHeader(bytes: Uint8Array, actualBytes: number, name: string): StoreHeader {
  if (bytes.length < FIXED_BYTES) throw new InputError('store-cut-short', name, `it has ${actualBytes} bytes, less than a header`, WAY_OUT)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 8)) !== MAGIC) throw new InputError('store-not-a-store', name, 'it is not a profile store', 'Give a file made by hejie kinship store build')
  const version = view.getUint32(8, true)
  if (version !== STORE_VERSION) throw new InputError('store-version', name, `it has format version ${version}, this program reads version ${STORE_VERSION}`, 'Build it again from the profiles with this program (hejie kinship store build)')
  if (bytes.length < HEADER_BYTES) throw new InputError('store-cut-short', name, `it has ${actualBytes} bytes, less than a header`, WAY_OUT)
  const stored = view.getUint32(20, true)
  const copy = bytes.slice(0, HEADER_BYTES)
  new DataView(copy.buffer).setUint32(20, 0, true)
  if (view.getUint32(12, true) !== HEADER_BYTES || checksum(copy) !== stored) throw new InputError('store-damaged', name, 'the checksum of its header is wrong', WAY_OUT)
  const header = readHeaderFields(copy)
  const expected = fileBytes(header)
  if (actualBytes !== expected) throw new InputError(actualBytes < expected ? 'store-cut-short' : 'store-too-long', name, `it has ${actualBytes} bytes and should have ${expected} for ${header.count} profiles`, WAY_OUT)
  return header
}

function readHeaderFields(bytes: Uint8Array): StoreHeader {
  const view = new DataView(bytes.buffer)
  const text: HeaderText = JSON.parse(new TextDecoder().decode(bytes.subarray(FIXED_BYTES, FIXED_BYTES + view.getUint32(16, true))))
  return { layout: layoutOf(text.loci, text.sets), synthetic: text.synthetic, count: Number(view.getBigUint64(32, true)), generation: Number(view.getBigUint64(40, true)) }
}

/** A store with room for the blocks that the header announces; the caller reads them into memory and checks each. */
export function storeForHeader(header: StoreHeader, memory?: StoreMemory): ProfileStore {
  const store = createStore(header.layout, { synthetic: header.synthetic, memory })
  reserve(store, header.count)
  store.count = header.count
  store.generation = header.generation
  return store
}

/** Writes the block's number, count and checksum into its trailer and returns its bytes, ready for the file. */
export function sealBlock(store: ProfileStore, block: number): Uint8Array {
  const bytes = blockBytes(store, block)
  const trailer = trailerView(store, block)
  trailer.setUint32(0, BLOCK_MAGIC, true)
  trailer.setUint32(4, block, true)
  trailer.setUint32(8, Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS), true)
  trailer.setUint32(12, checksum(bytes.subarray(0, store.layout.trailer), block), true)
  return bytes
}

/**
 * Checks that a block in memory is what was sealed.
 * @param sum checksum of its bytes up to the trailer, begun with the block's number
 * @throws InputError naming the block
 */
export function checkBlock(store: ProfileStore, block: number, name: string, sum: number): void {
  const trailer = trailerView(store, block)
  const count = Math.min(BLOCK_SLOTS, store.count - block * BLOCK_SLOTS)
  const isWhole = trailer.getUint32(0, true) === BLOCK_MAGIC && trailer.getUint32(4, true) === block && trailer.getUint32(8, true) === count && trailer.getUint32(12, true) === sum
  if (!isWhole) throw new InputError('store-damaged', name, `the checksum of block ${block} (profiles ${block * BLOCK_SLOTS} to ${block * BLOCK_SLOTS + count - 1}) is wrong`, WAY_OUT)
}

/** The bytes of a block in memory. */
export function blockBytes(store: ProfileStore, block: number): Uint8Array {
  const start = blockStart(store, block)
  return store.views.u8.subarray(start, start + store.layout.blockBytes)
}

function trailerView(store: ProfileStore, block: number): DataView {
  return new DataView(store.memory.buffer(), blockStart(store, block) + store.layout.trailer, TRAILER_BYTES)
}

/** The whole store as one file image, for platforms without files and for tests. */
export function encodeStore(store: ProfileStore): Uint8Array {
  const image = new Uint8Array(fileBytes({ layout: store.layout, count: store.count }))
  image.set(encodeHeader(store))
  for (let block = 0; block < blockCount(store.count); block++) image.set(sealBlock(store, block), blockFileOffset(store.layout, block))
  return image
}

/** Opens a file image. @throws InputError when it is cut short, damaged or of another version */
export function decodeStore(image: Uint8Array, name: string, memory?: StoreMemory): ProfileStore {
  const header = decodeHeader(image.subarray(0, Math.min(HEADER_BYTES, image.length)), image.length, name)
  const store = storeForHeader(header, memory)
  for (let block = 0; block < blockCount(store.count); block++) {
    const offset = blockFileOffset(store.layout, block)
    blockBytes(store, block).set(image.subarray(offset, offset + store.layout.blockBytes))
    checkBlock(store, block, name, checksum(blockBytes(store, block).subarray(0, store.layout.trailer), block))
  }
  return store
}
