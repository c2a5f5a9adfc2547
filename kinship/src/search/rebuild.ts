import { genotypeCount } from '../profiles.ts'
import type { ProfileStore } from './profile-store.ts'
import { codeAt, idAt, isInSet } from './profile-store.ts'
import type { ProfileRows } from './rows.ts'
import { addRows, repeatsOf } from './rows.ts'
import type { Progress, ScanPool } from './scan-pool.ts'
import type { LocusFrequencies, LocusLayout } from './store-layout.ts'

const ROWS_AT_A_TIME = 2 ** 18

/** How often each allele occurs in a store, by locus: what a new layout needs to know. Alleles that no one has any more are gone. */
export function alleleCounts(store: ProfileStore): LocusFrequencies {
  return Object.fromEntries(
    store.layout.loci.map((locus) => {
      const counts = new Float64Array(locus.codes.capacity)
      for (let position = 0; position < store.count; position++) {
        const code = codeAt(store, position, locus)
        const [first, second] = [locus.codes.first[code], locus.codes.second[code]]
        if (first >= 0) counts[first]++
        if (second >= 0) counts[second]++
      }
      return [locus.locus, Object.fromEntries(locus.alleles.flatMap((allele, index) => (counts[index] > 0 ? [[allele, counts[index] / (2 * Math.max(1, store.count))]] : [])))]
    }),
  )
}

/**
 * Copies every profile into another, empty store, whose layout may have other loci, more room, or another version.
 * Loci that the new store lacks are left behind; the caller decides which those may be.
 */
export async function copyProfiles(from: ProfileStore, pool: ScanPool, options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void } = {}): Promise<void> {
  for (let start = 0; start < from.count; start += ROWS_AT_A_TIME) {
    options.signal?.throwIfAborted()
    const end = Math.min(from.count, start + ROWS_AT_A_TIME)
    await addRows(pool, rowsBetween(from, pool.store, start, end), options)
    options.onProgress?.({ done: end, total: from.count })
  }
}

function rowsBetween(from: ProfileStore, to: ProfileStore, start: number, end: number): ProfileRows {
  const ids = new BigUint64Array(new SharedArrayBuffer((end - start) * 8))
  const repeats = new Uint16Array(new SharedArrayBuffer((end - start) * to.layout.loci.length * 4))
  const sets = new Uint8Array(new SharedArrayBuffer(end - start))
  const setMap = to.layout.sets.map((name) => from.layout.sets.indexOf(name))
  for (let position = start; position < end; position++) {
    ids[position - start] = idAt(from, position)
    setMap.forEach((set, bit) => set >= 0 && isInSet(from, position, set) && (sets[position - start] |= 1 << bit))
  }
  to.layout.loci.forEach(({ locus }, index) => {
    const old = from.layout.loci[from.layout.locusIndex.get(locus) ?? -1]
    if (old === undefined) return
    const pairs = repeatsByCode(old)
    for (let position = start, at = index * 2; position < end; position++, at += to.layout.loci.length * 2) {
      const code = codeAt(from, position, old)
      repeats[at] = pairs[code * 2]
      repeats[at + 1] = pairs[code * 2 + 1]
    }
  })
  return { ids, repeats, sets }
}

/** The two numbers of `ProfileRows` for every code that may occur. */
function repeatsByCode(locus: LocusLayout): Uint16Array {
  const { count, first, second, capacity } = locus.codes
  const known = locus.alleles.map((allele) => repeatsOf(allele, locus.locus))
  const pairs = new Uint16Array(count * 2)
  for (let code = 1; code < count; code++) {
    if (code > genotypeCount(locus.alleles.length) && code <= genotypeCount(capacity)) continue
    pairs[code * 2] = known[first[code]] ?? 0
    pairs[code * 2 + 1] = second[code] < 0 ? 0 : (known[second[code]] ?? 0)
  }
  return pairs
}
