import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { checksum } from '../../src/search/checksum.ts'
import type { ProfileStore, ScanPool } from '../../src/search/index.ts'
import { addRows, appendProfiles, blindSearch, createLocalPool, encodeStore, idAt, profileAt, removeProfiles, searchStore } from '../../src/search/index.ts'
import { createThreadPool, openStoreFile, writeStoreChange, writeStoreFile } from '../../src/search/node/index.ts'
import { createRowSource } from '../../bench/simulated-rows.ts'
import { STEPWISE, TEN_LOCI, emptyStore, markersNamed, storeOf, unrelatedWithGaps } from './fixtures.ts'
import { familyOf } from './relatives.ts'

const markers = markersNamed(TEN_LOCI)

describe('a pool of threads', () => {
  let store: ProfileStore
  let pool: ScanPool

  beforeAll(async () => {
    store = emptyStore(TEN_LOCI, ['children', 'parents'])
    pool = createThreadPool(store, { threads: 2 })
    const rows = createRowSource(markers, 77)
    await addRows(pool, rows.next(90_000, 1))
    await addRows(pool, rows.next(20_000, 2))
  })
  afterAll(() => pool.close())

  test.each(['child', 'full-sibling', 'half-sibling'] as const)('answers a %s question as one thread does', async (relationship) => {
    const question = { ...familyOf(relationship, TEN_LOCI, createRandom(relationship)), markers, mutation: STEPWISE }
    const options = { limit: 500, set: 'children' }
    const [together, alone] = [await searchStore(pool, question, options), await searchStore(createLocalPool(store, { kernels: 'plain' }), question, options)]
    expect({ ...together, survivors: 0 }).toEqual({ ...alone, survivors: 0 })
  })

  test('answers several questions asked at once', async () => {
    const questions = [1, 2, 3, 4].map((seed) => ({ ...familyOf('child', TEN_LOCI, createRandom(seed)), markers, mutation: STEPWISE }))
    const apart: unknown[] = []
    for (const question of questions) apart.push(await searchStore(pool, question))
    expect(await Promise.all(questions.map((question) => searchStore(pool, question)))).toEqual(apart)
  })

  test('finds the same pairs as one thread, and says how far it is', async () => {
    const settings = { markers, mutation: STEPWISE, queries: { ids: Array.from({ length: 3000 }, (_, index) => BigInt(index + 1)) }, set: 'parents', minimumLog10Ratio: 3 }
    const progress: number[] = []
    const together = await blindSearch(pool, { ...settings, onProgress: ({ done, total }) => progress.push(done / total) })
    const alone = await blindSearch(createLocalPool(store), settings)
    expect(together.pairs).toEqual(alone.pairs)
    expect(together.compared).toBe(3000 * 20_000)
    expect(progress.every((share) => share >= 0 && share <= 1)).toBe(true)
  })

  test('stops soon after it is cancelled, and can be used again', async () => {
    const stop = new AbortController()
    const running = blindSearch(pool, { markers, mutation: STEPWISE, signal: stop.signal })
    const started = performance.now()
    setTimeout(() => stop.abort(new Error('enough')), 50)
    await expect(running).rejects.toThrow('enough')
    expect(performance.now() - started).toBeLessThan(5000)
    expect((await searchStore(pool, { ...familyOf('child', TEN_LOCI, createRandom(1)), markers })).searched).toBe(110_000)
  })

  test('passes a fault of the input on as it was', async () => {
    const rows = { ids: BigUint64Array.of(500_001n), repeats: new Uint16Array(20).fill(2000), sets: new Uint8Array(1) }
    await expect(addRows(pool, rows)).rejects.toMatchObject({ name: 'InputError', code: 'kinship/rows-allele', argument: 'row 1, locus D3S1358' })
    expect(store.count).toBe(110_000)
  })

  test('refuses a number of threads that cannot be', () => {
    expect(() => createThreadPool(store, { threads: 0 })).toThrow(/threads: 0 is not from 1 to 15/)
    expect(() => createThreadPool(store, { threads: 16 })).toThrow(/threads/)
  })
})

describe('a store on disk', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hejie-store-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const twoLoci = ['TH01', 'FGA']
  const written = async (name: string): Promise<{ path: string; store: ProfileStore }> => {
    const path = join(folder, name)
    const store = storeOf(twoLoci, unrelatedWithGaps(twoLoci, 60, createRandom(2)))
    await writeStoreFile(store, path)
    return { path, store }
  }

  test('opens as it was written, added to and taken from', async () => {
    const { path, store } = await written('changes.store')
    await writeStoreChange(store, appendProfiles(store, [{ id: 100n, profile: { TH01: ['44.1', '6'] }, sets: [] }]), path)
    const opened = await openStoreFile(path)
    expect(profileAt(opened, 60)).toEqual({ id: 100n, profile: { TH01: ['6', '44.1'] }, sets: [] })
    const change = removeProfiles(opened, [100n, 5n])
    await writeStoreChange(opened, change, path)
    const again = await openStoreFile(path)
    expect(again.count).toBe(59)
    expect(Buffer.compare(await readFile(path), encodeStore(again))).toBe(0)
    expect(Array.from({ length: 59 }, (_, position) => idAt(again, position))).not.toContain(5n)
    expect((await readdir(folder)).filter((name) => name !== 'changes.store')).toEqual([])
  })

  test('has no byte of a withdrawn profile, and no file beside it has', async () => {
    const { path, store } = await written('withdrawal.store')
    const id = 0x1122334455667788n
    await writeStoreChange(store, appendProfiles(store, [{ id, profile: { TH01: ['9', '9.3'], FGA: ['22', '22'] }, sets: [] }]), path)
    const mark = Buffer.alloc(8)
    mark.writeBigUInt64LE(id)
    expect((await readFile(path)).includes(mark)).toBe(true)
    await writeStoreChange(store, removeProfiles(store, [id]), path)
    for (const name of await readdir(folder)) expect((await readFile(join(folder, name))).includes(mark)).toBe(false)
  })

  test('finishes at opening what a crash interrupted, and throws away what never was complete', async () => {
    const { path, store } = await written('crash.store')
    const before = await readFile(path)
    await writeStoreChange(store, removeProfiles(store, [7n]), path)
    const after = await readFile(path)
    // The power fails after the journal was written and while the file was: the file holds a bit of both.
    const journal = journalOf(before, after)
    await writeFile(path, Buffer.concat([after.subarray(0, 140_000), before.subarray(140_000)]))
    await writeFile(`${path}.journal`, journal)
    expect((await openStoreFile(path)).count).toBe(59)
    expect(Buffer.compare(await readFile(path), after)).toBe(0)
    // The power fails while the journal was written: the file was not touched yet.
    await writeFile(path, before)
    await writeFile(`${path}.journal`, journal.subarray(0, journal.length - 1))
    expect((await openStoreFile(path)).count).toBe(60)
    await writeFile(`${path}.journal`, Buffer.concat([Buffer.alloc(32), journal.subarray(32)]))
    expect((await openStoreFile(path)).count).toBe(60)
    expect((await readdir(folder)).filter((name) => name.includes('journal'))).toEqual([])
  })

  test.each([
    ['cut short', (path: string) => truncate(path, 200_000), /cut|has 200000 bytes and should have/],
    ['damaged', async (path: string) => writeFile(path, (await readFile(path)).fill(7, 300_000, 300_001)), /checksum of block 0 \(profiles 0 to 59\) is wrong.*backup/],
    ['missing', (path: string) => rm(path), /there is no store that can be read.*Build one/],
    ['something else', (path: string) => writeFile(path, 'not a store'), /less than a header/],
  ])('is refused when it is %s', async (name, spoil, message) => {
    const { path } = await written(`${name}.store`)
    await spoil(path)
    await expect(openStoreFile(path)).rejects.toThrow(message)
    await rm(path, { force: true })
  })

  test('can be scanned by threads as soon as it is open', async () => {
    const { path } = await written('threads.store')
    const pool = createThreadPool(await openStoreFile(path), { threads: 1 })
    const result = await searchStore(pool, { ...familyOf('child', twoLoci, createRandom(3)), markers: markersNamed(twoLoci) }, { tolerance: 0 })
    expect(result.searched).toBe(60)
    await pool.close()
  })
})

/** The journal of a change of the header and the only block, as the format describes it. */
function journalOf(before: Buffer, after: Buffer): Buffer {
  expect(before.length).toBe(after.length)
  const pieces = [
    { offset: 0, bytes: after.subarray(0, 131_072) },
    { offset: 131_072, bytes: after.subarray(131_072) },
  ]
  const head = Buffer.alloc(32 + pieces.length * 24)
  head.writeUInt32LE(0x4c4e524a, 0)
  head.writeUInt32LE(pieces.length, 8)
  head.writeBigUInt64LE(BigInt(after.length), 16)
  pieces.forEach(({ offset, bytes }, index) => {
    head.writeBigUInt64LE(BigInt(offset), 32 + index * 24)
    head.writeBigUInt64LE(BigInt(bytes.length), 40 + index * 24)
    head.writeUInt32LE(checksum(bytes), 48 + index * 24)
  })
  head.writeUInt32LE(checksum(head), 4)
  return Buffer.concat([head, ...pieces.map(({ bytes }) => bytes)])
}
