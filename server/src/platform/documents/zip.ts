import { crc32, createInflateRaw } from 'node:zlib'
import { TableFault } from './table.ts'

/*
 * The parts of a packed file (ZIP). The directory at its end is read first, so nothing is unpacked that nobody asked for;
 * whatever an entry claims about its size, unpacking stops at the limit.
 * @see APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3
 */

interface Entry {
  method: number
  checksum: number
  packed: number
  at: number
}

export interface Zip {
  has(name: string): boolean
  /** Unpacks one part, piece by piece. @throws TableFault `table/unpacks-too-large`, `table/damaged` */
  read(name: string): AsyncGenerator<Buffer>
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const STORED = 0
const DEFLATED = 8
const IN_EXTRA = 0xffffffff

/** @param most bytes that all parts together may unpack to */
export function openZip(file: Buffer, most: number): Zip {
  const entries = readDirectory(file)
  let unpacked = 0
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name)
      if (!entry) throw new TableFault('table/damaged', { part: name })
      let checksum = 0
      for await (const piece of unpack(file, entry)) {
        unpacked += piece.length
        if (unpacked > most) throw new TableFault('table/unpacks-too-large', { max: Math.floor(most / (1 << 20)) })
        checksum = crc32(piece, checksum)
        yield piece
      }
      if (checksum !== entry.checksum) throw new TableFault('table/damaged', { part: name })
    },
  }
}

function readDirectory(file: Buffer): Map<string, Entry> {
  const end = findEnd(file)
  const entries = new Map<string, Entry>()
  try {
    let at = file.readUInt32LE(end + 16)
    for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
      if (file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new TableFault('table/damaged')
      const [nameLength, extraLength, commentLength] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
      const name = file.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
      entries.set(name, { method: file.readUInt16LE(at + 10), checksum: file.readUInt32LE(at + 16), ...sizesOf(file, at, at + 46 + nameLength, extraLength) })
      at += 46 + nameLength + extraLength + commentLength
    }
  } catch (error) {
    if (error instanceof RangeError) throw new TableFault('table/damaged')
    throw error
  }
  return entries
}

function findEnd(file: Buffer): number {
  // A comment of up to 64 KiB may follow.
  for (let at = file.length - 22; at >= 0 && at > file.length - 22 - 0x10000; at--) if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at
  throw new TableFault('table/damaged')
}

/** Some programs always write the 64-bit form, whatever the size. */
function sizesOf(file: Buffer, at: number, extraAt: number, extraLength: number): { packed: number; at: number } {
  const [packed, size, offset] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)]
  if (packed !== IN_EXTRA && offset !== IN_EXTRA) return { packed, at: offset }
  for (let here = extraAt; here < extraAt + extraLength; here += 4 + file.readUInt16LE(here + 2)) {
    if (file.readUInt16LE(here) !== 1) continue
    let next = here + 4 + (size === IN_EXTRA ? 8 : 0)
    const take = (short: number): number => (short === IN_EXTRA ? Number(file.readBigUInt64LE((next += 8) - 8)) : short)
    return { packed: take(packed), at: take(offset) }
  }
  throw new TableFault('table/damaged')
}

async function* unpack(file: Buffer, { method, packed, at }: Entry): AsyncGenerator<Buffer> {
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL_ENTRY) throw new TableFault('table/damaged')
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  if (start + packed > file.length) throw new TableFault('table/damaged')
  const data = file.subarray(start, start + packed)
  if (method === STORED) return yield data
  if (method !== DEFLATED) throw new TableFault('table/damaged')
  const inflate = createInflateRaw({ chunkSize: 1 << 16 })
  inflate.end(data)
  try {
    for await (const piece of inflate) yield piece
  } catch (error) {
    if (error instanceof TableFault) throw error
    throw new TableFault('table/damaged')
  }
}
