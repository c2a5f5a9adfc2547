import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random.ts'
import type { ProfileStore } from '../../src/search/index.ts'
import { addRows, appendProfiles, countSet, createLocalPool, decodeStore, encodeStore, idAt, positionsOf, profileAt, removeProfiles, repeatsOf } from '../../src/search/index.ts'
import { BLOCKS_START, plainMemory } from '../../src/search/store-memory.ts'
import { TEN_LOCI, emptyStore, numbered, storeOf, unrelatedWithGaps } from './fixtures.ts'

const TWO_LOCI = ['TH01', 'FGA']

/** Much faster than `toEqual` on half a million bytes. */
function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

describe('a profile store', () => {
  test('gives back what was put in: whole, half-read and missing loci, microvariants, sets', () => {
    const store = emptyStore(TWO_LOCI, ['children', 'families'])
    appendProfiles(store, [
      { id: 7n, profile: { TH01: ['9.3', '6'], FGA: ['22', '22'] }, sets: ['children'] },
      { id: 2n ** 64n - 1n, profile: { FGA: ['24'] }, sets: [] },
      { id: 9n, profile: { TH01: ['07', '7.0'] }, sets: ['families', 'children'] },
    ])
    expect(profileAt(store, 0)).toEqual({ id: 7n, profile: { TH01: ['6', '9.3'], FGA: ['22', '22'] }, sets: ['children'] })
    expect(profileAt(store, 1)).toEqual({ id: 2n ** 64n - 1n, profile: { FGA: ['24'] }, sets: [] })
    expect(profileAt(store, 2)).toEqual({ id: 9n, profile: { TH01: ['7', '7'] }, sets: ['children', 'families'] })
    expect(countSet(store, 0)).toBe(2)
  })

  test('learns an allele that its table did not have', () => {
    const store = emptyStore(TWO_LOCI)
    appendProfiles(store, [{ id: 1n, profile: { TH01: ['13.2', '6'] }, sets: [] }])
    expect(profileAt(store, 0).profile).toEqual({ TH01: ['6', '13.2'] })
  })

  test('takes the same profiles from rows and one by one', async () => {
    const profiles = unrelatedWithGaps(TEN_LOCI, 300, createRandom(1))
    const oneByOne = storeOf(TEN_LOCI, profiles)
    const byRows = emptyStore(TEN_LOCI)
    await addRows(createLocalPool(byRows), {
      ids: BigUint64Array.from(profiles, (_, index) => BigInt(index + 1)),
      repeats: Uint16Array.from(profiles.flatMap((profile) => TEN_LOCI.flatMap((locus) => [0, 1].map((at) => (profile[locus]?.[at] === undefined ? 0 : repeatsOf(profile[locus][at], locus)))))),
      sets: new Uint8Array(profiles.length),
    })
    expect(sameBytes(encodeStore(byRows).subarray(131072), encodeStore(oneByOne).subarray(131072))).toBe(true)
  })

  test.each([
    ['a number twice', [{ id: 3n, profile: {}, sets: [] }, { id: 3n, profile: {}, sets: [] }], 'number 3'],
    ['a number that is there already', [{ id: 1n, profile: {}, sets: [] }], 'number 1'],
    ['the number 0', [{ id: 0n, profile: {}, sets: [] }], 'number 0'],
    ['a locus it does not hold', [{ id: 3n, profile: { D99S1: ['9', '9'] }, sets: [] }], 'locus D99S1 of profile 3'],
    ['three alleles', [{ id: 3n, profile: { FGA: ['22', '23', '88'] }, sets: [] }], 'locus FGA of profile 3'],
    ['a set it does not have', [{ id: 3n, profile: { FGA: ['88', '88'] }, sets: ['x'] }], 'set x'],
  ])('refuses %s, says so, and stays as it was', (_, entries, argument) => {
    const store = storeOf(TWO_LOCI, [{ FGA: ['22', '23'] }])
    const before = encodeStore(store)
    expect(() => appendProfiles(store, [{ id: 2n, profile: { FGA: ['77', '22'] }, sets: [] }, ...entries])).toThrow(argument)
    expect(sameBytes(encodeStore(store), before)).toBe(true)
  })

  test.each([
    ['a number twice', [5n, 5n], 'rows 1 and 2'],
    ['a number that is there already', [5n, 1n], 'row 2'],
    ['the number 0', [5n, 0n], 'row 2'],
  ])('refuses rows with %s', async (_, ids, argument) => {
    const store = storeOf(TWO_LOCI, [{ FGA: ['22', '23'] }])
    const before = encodeStore(store)
    const rows = { ids: BigUint64Array.from(ids), repeats: Uint16Array.from([60, 70, 220, 220, 60, 60, 0, 0]), sets: new Uint8Array(2) }
    await expect(addRows(createLocalPool(store), rows)).rejects.toThrow(argument)
    expect(sameBytes(encodeStore(store), before)).toBe(true)
  })

  test('says which locus has no room for another allele', () => {
    const store = emptyStore(['TH01'])
    const news = Array.from({ length: 30 }, (_, index) => ({ id: BigInt(index + 1), profile: { TH01: [`${30 + index}`, '6'] }, sets: [] }))
    expect(() => appendProfiles(store, news)).toThrow(/locus TH01.*no room.*[Rr]ebuild/)
    expect(store.count).toBe(0)
    expect(store.layout.loci[0].alleles).not.toContain('30')
  })

  test('grows over several blocks, in memory that cannot be shared too', () => {
    const store = emptyStore(['TH01'], [], plainMemory(BLOCKS_START + 1))
    appendProfiles(store, numbered(Array.from({ length: 70_000 }, (_, index) => ({ TH01: index % 2 === 0 ? ['6', '7'] : ['9', '9.3'] }))))
    expect(profileAt(store, 69_999).profile).toEqual({ TH01: ['9', '9.3'] })
    expect(profileAt(store, 65_536).profile).toEqual({ TH01: ['6', '7'] })
  })
})

describe('withdrawal of consent', () => {
  test('leaves no byte of the profile in memory or file, and everyone else as they were', () => {
    const draws = fc.record({ seed: fc.nat(), withdrawn: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 }) })
    fc.assert(
      fc.property(draws, ({ seed, withdrawn }) => {
        const profiles = unrelatedWithGaps(TWO_LOCI, 40, createRandom(seed))
        const store = storeOf(TWO_LOCI, profiles)
        const gone = withdrawn.map(BigInt)
        const { removed, unknown } = removeProfiles(store, [...gone, 999n])
        expect([removed, unknown]).toEqual([gone, [999n]])
        // A store that never had them, with the others in the same places, has the same bytes.
        const left = Array.from({ length: store.count }, (_, position) => profileAt(store, position))
        const never = storeOf(TWO_LOCI, [])
        appendProfiles(never, left)
        never.generation = store.generation
        expect(sameBytes(encodeStore(store), encodeStore(never))).toBe(true)
        expect(left.map(({ id }) => id).sort()).toEqual(profiles.map((_, index) => BigInt(index + 1)).filter((id) => !gone.includes(id)).sort())
        for (const { id, profile } of left) expect(Object.keys(profile)).toEqual(TWO_LOCI.filter((locus) => profiles[Number(id) - 1][locus] !== undefined))
        expect(memoryBeyond(store)).toBe(0)
      }),
      { numRuns: 12 },
    )
  })

  test('cuts the file when a block becomes empty', () => {
    const store = storeOf(['TH01'], Array.from({ length: 32_769 }, () => ({ TH01: ['6', '7'] })))
    const change = removeProfiles(store, [5n])
    expect(change).toMatchObject({ blocks: 1, dirtyBlocks: [0] })
    expect(idAt(store, 4)).toBe(32_769n)
    expect(positionsOf(store, [5n]).size).toBe(0)
  })
})

/** Sum of the bytes of slots that no profile takes. */
function memoryBeyond(store: ProfileStore): number {
  const { layout, views } = store
  let sum = 0
  for (let slot = store.count; slot < 64; slot++) {
    const row = BLOCKS_START + layout.rows + slot * layout.rowBytes
    sum += views.u8.subarray(row, row + layout.rowBytes).reduce((total, byte) => total + byte, 0)
    sum += Number(views.u64[(BLOCKS_START + layout.ids) / 8 + slot])
    for (let slice = 0; slice < layout.rows; slice += 4096) sum += (views.u8[BLOCKS_START + slice + (slot >> 3)] >> (slot & 7)) & 1
  }
  return sum
}

describe('a store file', () => {
  const image = (): Uint8Array => encodeStore(storeOf(TWO_LOCI, unrelatedWithGaps(TWO_LOCI, 50, createRandom(3)), ['a']))

  test('opens as the store that was written', () => {
    const store = storeOf(TWO_LOCI, unrelatedWithGaps(TWO_LOCI, 50, createRandom(3)), ['a'])
    const opened = decodeStore(encodeStore(store), 'test.store')
    expect(sameBytes(encodeStore(opened), encodeStore(store))).toBe(true)
    expect([opened.count, opened.generation, opened.synthetic]).toEqual([50, 1, true])
  })

  test('is refused after any change of a byte', () => {
    const good = image()
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const bad = good.slice()
        bad[place] ^= change
        // The last bytes of the trailer are not used.
        fc.pre(place < good.length - 48)
        expect(() => decodeStore(bad, 'bad.store')).toThrow(/^bad\.store/)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['cut short in its header', (bytes: Uint8Array) => bytes.slice(0, 1000), /less than a header.*build it again/],
    ['cut short in a block', (bytes: Uint8Array) => bytes.slice(0, -1), /has \d+ bytes and should have \d+.*backup/],
    ['empty', () => new Uint8Array(0), /0 bytes.*build it again/],
    ['too long', (bytes: Uint8Array) => Uint8Array.from([...bytes, 0]), /should have/],
    ['some other file', () => new TextEncoder().encode('id,locus,alleles\n'.repeat(9000)), /not a profile store/],
    ['of another version', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 8 ? 2 : byte)), /format version 2, this program reads version 1.*Build it again/],
  ])('that is %s is refused with the way out', (_, change, message) => {
    expect(() => decodeStore(change(image()), 'test.store')).toThrow(message)
  })
})
