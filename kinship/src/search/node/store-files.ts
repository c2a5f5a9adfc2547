import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { InputError } from '../../errors.ts'
import { checksum, startChecksum } from '../checksum.ts'
import type { ProfileStore } from '../profile-store.ts'
import { blockCount, blockStart } from '../profile-store.ts'
import type { StoreChange } from '../store-changes.ts'
import { HEADER_BYTES, blockFileOffset, checkBlock, decodeHeader, encodeHeader, fileBytes, sealBlock, storeForHeader } from '../store-file.ts'

// Small enough that a piece is still in the cache when it is checked.
const PIECE_BYTES = 2 ** 18

const JOURNAL_MAGIC = 0x4c4e524a

/**
 * Opens a store file: finishes an interrupted change, reads the blocks straight into shared memory and checks every one.
 * @throws InputError when the file is missing, no store, of another version, damaged or cut short
 */
export async function openStoreFile(path: string, options: { readonly signal?: AbortSignal } = {}): Promise<ProfileStore> {
  await finishInterruptedChange(path)
  const file = await openExisting(path)
  try {
    const header = decodeHeader(await readAt(file, 0, HEADER_BYTES), (await file.stat()).size, path)
    const store = storeForHeader(header)
    await readBlocks(file, store, path, options.signal)
    return store
  } finally {
    await file.close()
  }
}

/** While one piece is being checked the next is read. */
async function readBlocks(file: FileHandle, store: ProfileStore, path: string, signal?: AbortSignal): Promise<void> {
  const pieces = piecesOf(store)
  const read = (piece: BlockPiece | undefined): Promise<unknown> =>
    piece === undefined ? Promise.resolve() : file.read(store.views.u8, piece.start, piece.length, blockFileOffset(store.layout, piece.block) + piece.offset)
  let running = startChecksum()
  let reading = read(pieces[0])
  for (const [index, piece] of pieces.entries()) {
    signal?.throwIfAborted()
    await reading
    reading = read(pieces[index + 1])
    if (piece.offset === 0) running = startChecksum(piece.block)
    const end = Math.min(piece.offset + piece.length, store.layout.trailer)
    running.add(store.views.u8.subarray(piece.start, piece.start + end - piece.offset))
    if (piece.offset + piece.length === store.layout.blockBytes) checkBlock(store, piece.block, path, running.value())
  }
}

interface BlockPiece {
  readonly block: number
  /** Place in the block and in memory. */
  readonly offset: number
  readonly start: number
  readonly length: number
}

function piecesOf(store: ProfileStore): BlockPiece[] {
  const { blockBytes } = store.layout
  const offsets = Array.from({ length: Math.ceil(blockBytes / PIECE_BYTES) }, (_, index) => index * PIECE_BYTES)
  return Array.from({ length: blockCount(store.count) }, (_, block) =>
    offsets.map((offset) => ({ block, offset, start: blockStart(store, block) + offset, length: Math.min(PIECE_BYTES, blockBytes - offset) })),
  ).flat()
}

async function openExisting(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    const error = new InputError('store-missing', path, 'there is no store that can be read', 'Build one (hejie kinship store build) or give the path of an existing one')
    error.cause = cause
    throw error
  }
}

/** Writes a whole store beside the old file and then takes its place, so that a crash leaves one of the two whole. */
export async function writeStoreFile(store: ProfileStore, path: string): Promise<void> {
  const fresh = `${path}.new`
  const file = await open(fresh, 'w')
  try {
    await file.write(encodeHeader(store), 0, HEADER_BYTES, 0)
    for (let block = 0; block < blockCount(store.count); block++) {
      await writeAt(file, sealBlock(store, block), blockFileOffset(store.layout, block))
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(fresh, path)
}

/**
 * Brings the file up to date after a change. The new bytes go to a journal first, so that a crash in between is finished
 * at the next opening; the file then is cut to its new length. Removed profiles are in neither.
 */
export async function writeStoreChange(store: ProfileStore, change: StoreChange, path: string): Promise<void> {
  const pieces = [{ offset: 0, bytes: encodeHeader(store) }, ...change.dirtyBlocks.map((block) => ({ offset: blockFileOffset(store.layout, block), bytes: sealBlock(store, block) }))]
  await writeJournal(`${path}.journal`, pieces, fileBytes(store))
  await finishInterruptedChange(path)
}

interface Piece {
  readonly offset: number
  readonly bytes: Uint8Array
}

async function writeJournal(path: string, pieces: readonly Piece[], length: number): Promise<void> {
  const head = new Uint8Array(32 + pieces.length * 24)
  const view = new DataView(head.buffer)
  view.setUint32(0, JOURNAL_MAGIC, true)
  view.setUint32(8, pieces.length, true)
  view.setBigUint64(16, BigInt(length), true)
  pieces.forEach(({ offset, bytes }, index) => {
    view.setBigUint64(32 + index * 24, BigInt(offset), true)
    view.setBigUint64(40 + index * 24, BigInt(bytes.length), true)
    view.setUint32(48 + index * 24, checksum(bytes), true)
  })
  view.setUint32(4, checksum(head), true)
  const file = await open(path, 'w')
  try {
    let at = head.length
    for (const { bytes } of pieces) {
      await writeAt(file, bytes, at)
      at += bytes.length
    }
    await file.sync()
    // The head comes last: a journal without it was never finished and is thrown away.
    await writeAt(file, head, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function finishInterruptedChange(path: string): Promise<void> {
  const journalPath = `${path}.journal`
  if ((await stat(journalPath).catch(() => null)) === null) return
  const journal = await open(journalPath, 'r')
  try {
    const pieces = await readJournal(journal)
    if (pieces !== null) await applyPieces(path, pieces.pieces, pieces.length)
  } finally {
    await journal.close()
  }
  await rm(journalPath)
}

/** The journal's pieces, or null when it was never finished. */
async function readJournal(journal: FileHandle): Promise<{ pieces: Piece[]; length: number } | null> {
  const fixed = await readAt(journal, 0, 32)
  const view = new DataView(fixed.buffer)
  if (fixed.length < 32 || view.getUint32(0, true) !== JOURNAL_MAGIC) return null
  const head = await readAt(journal, 0, 32 + view.getUint32(8, true) * 24)
  const heads = new DataView(head.buffer)
  const stored = heads.getUint32(4, true)
  heads.setUint32(4, 0, true)
  if (checksum(head) !== stored) return null
  const pieces: Piece[] = []
  let at = head.length
  for (let index = 0; index < view.getUint32(8, true); index++) {
    const bytes = await readAt(journal, at, Number(heads.getBigUint64(40 + index * 24, true)))
    if (checksum(bytes) !== heads.getUint32(48 + index * 24, true)) return null
    pieces.push({ offset: Number(heads.getBigUint64(32 + index * 24, true)), bytes })
    at += bytes.length
  }
  return { pieces, length: Number(heads.getBigUint64(16, true)) }
}

async function applyPieces(path: string, pieces: readonly Piece[], length: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    for (const { offset, bytes } of pieces) await writeAt(file, bytes, offset)
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length)
  const { bytesRead } = await file.read(bytes, 0, length, offset)
  return bytes.slice(0, bytesRead)
}

async function writeAt(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, offset + at)).bytesWritten
}

/**
 * Does a change to a store's file while no other process may: of two at once, one is told to wait.
 * A lock whose process has ended is taken over.
 */
export async function withStoreLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lockPath = `${path}.lock`
  const lock = await takeLock(path, lockPath)
  try {
    await lock.write(`${process.pid}\n`)
    return await work()
  } finally {
    await lock.close()
    await rm(lockPath, { force: true })
  }
}

async function takeLock(path: string, lockPath: string): Promise<FileHandle> {
  const take = (): Promise<FileHandle | null> => open(lockPath, 'wx').catch((error) => (hasCode(error, 'EEXIST') ? null : Promise.reject(error)))
  const taken = await take()
  if (taken !== null) return taken
  const holder = Number(await readFile(lockPath, 'utf8').catch(() => ''))
  if (!isRunning(holder)) {
    await rm(lockPath, { force: true })
    const retaken = await take()
    if (retaken !== null) return retaken
  }
  throw new InputError('store-locked', path, `process ${holder} is changing it`, `Wait until it has finished (its lock is ${lockPath})`)
}

function isRunning(holder: number): boolean {
  // A lock that is not yet written is a few milliseconds old: its process runs.
  if (!Number.isInteger(holder) || holder <= 0) return true
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
