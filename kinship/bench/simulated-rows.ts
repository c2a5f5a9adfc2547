import type { Marker } from '../src/markers.ts'
import type { ProfileRows } from '../src/search/index.ts'
import { repeatsOf } from '../src/search/index.ts'

const DRAWS = 65536

/** Draws unrelated synthetic profiles straight into rows, a few million a second. Frequencies are met to 1/65536. */
export interface RowSource {
  /** The next rows; numbers go on where the last ones ended, starting at 1. */
  next(count: number, set?: number): ProfileRows
}

/** @param seed any integer but 0; the same seed gives the same rows */
export function createRowSource(markers: readonly Marker[], seed: number): RowSource {
  const tables = markers.map(drawTable)
  let state = seed | 0
  let given = 0
  return {
    next: (count, set = 0) => {
      const ids = new BigUint64Array(new SharedArrayBuffer(count * 8))
      const halves = new Uint32Array(ids.buffer)
      const repeats = new Uint16Array(new SharedArrayBuffer(count * markers.length * 4))
      const sets = new Uint8Array(new SharedArrayBuffer(count)).fill(set)
      for (let row = 0, at = 0; row < count; row++) {
        halves[row * 2] = ++given
        for (const table of tables) {
          // xorshift32: the two halves of one draw give the two alleles.
          state ^= state << 13
          state ^= state >>> 17
          state ^= state << 5
          repeats[at++] = table[state & 65535]
          repeats[at++] = table[state >>> 16]
        }
      }
      return { ids, repeats, sets }
    },
  }
}

function drawTable(marker: Marker): Uint16Array {
  const table = new Uint16Array(DRAWS)
  let sum = 0
  let from = 0
  marker.alleles.forEach((allele, index) => {
    sum += marker.frequencies[index]
    const to = index === marker.alleles.length - 1 ? DRAWS : Math.round(sum * DRAWS)
    table.fill(repeatsOf(allele, marker.name), from, to)
    from = to
  })
  return table
}
