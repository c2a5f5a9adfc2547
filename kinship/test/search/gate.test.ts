import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { appendProfiles, blindSearch, createLocalPool, prepareSearch, removeProfiles, runSearch, searchStore } from '../../src/search/index.ts'
import { simulateUnrelated } from '../../src/simulate.ts'
import { STEPWISE, TEN_LOCI, markersNamed, storeOf } from './fixtures.ts'
import { familyOf } from './relatives.ts'

const markers = markersNamed(TEN_LOCI)

describe('searches and changes at the same time', () => {
  test('a change waits for the searches before it, and later searches see it', async () => {
    const random = createRandom(3)
    const family = familyOf('child', TEN_LOCI, random)
    const store = storeOf(TEN_LOCI, [...simulateUnrelated({ markers, count: 300 }, random), family.truth])
    const pool = createLocalPool(store)
    const question = { ...family, markers, mutation: STEPWISE }
    const before = pool.run('scan', prepareSearch(store, question).task, { from: 0, to: 1 })
    const change = pool.exclusively(() => removeProfiles(store, [301n]))
    const after = searchStore(pool, question)
    expect((await before)[0].positions).toContain(300)
    expect((await change).removed).toEqual([301n])
    const { candidates, searched } = await after
    expect(searched).toBe(300)
    expect(candidates.map(({ id }) => id)).not.toContain(301n)
  })

  test('a prepared search of a store that changed is refused, a search in one step is done again', async () => {
    const random = createRandom(4)
    const family = familyOf('child', TEN_LOCI, random)
    const store = storeOf(TEN_LOCI, simulateUnrelated({ markers, count: 50 }, random))
    const pool = createLocalPool(store)
    const question = { ...family, markers, mutation: STEPWISE }
    const prepared = prepareSearch(store, question)
    const searching = searchStore(pool, question)
    await pool.exclusively(() => appendProfiles(store, [{ id: 900n, profile: family.truth, sets: [] }]))
    await expect(runSearch(pool, prepared)).rejects.toThrow(/added or removed meanwhile. Start the search again/)
    expect((await searching).candidates[0].id).toBe(900n)
  })

  test('a long search that a change interrupts says so', async () => {
    const store = storeOf(TEN_LOCI, simulateUnrelated({ markers, count: 600 }, createRandom(5)))
    const pool = createLocalPool(store)
    let added = 900n
    const add = (): void => void pool.exclusively(() => appendProfiles(store, [{ id: added++, profile: {}, sets: [] }]))
    await expect(blindSearch(pool, { markers, mutation: STEPWISE, unitsPerCheckpoint: 1, onCheckpoint: add })).rejects.toThrow(/added or removed meanwhile. Start the search again/)
  })
})
