import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { alleleCounts, appendProfiles, copyProfiles, createLocalPool, createStore, planLayout, profileAt, removeProfiles } from '../../src/search/index.ts'
import { TEN_LOCI, emptyStore, unrelatedWithGaps } from './fixtures.ts'

describe('rebuilding a store', () => {
  test('keeps every profile, makes room for loci and alleles, and forgets alleles of which no one is left', async () => {
    const old = emptyStore(TEN_LOCI, ['children', 'families'])
    const profiles = unrelatedWithGaps(TEN_LOCI, 200, createRandom(4))
    appendProfiles(old, profiles.map((profile, index) => ({ id: BigInt(index + 1), profile, sets: index % 3 === 0 ? ['families'] : [] })))
    appendProfiles(old, [{ id: 999n, profile: { TH01: ['44.1', '6'] }, sets: [] }])
    removeProfiles(old, [999n])
    expect(old.layout.loci[5].alleles).toContain('44.1')
    const loci = { ...alleleCounts(old), SE33: { 20: 0.5, 21: 0.5 } }
    const fresh = createStore(planLayout(loci, ['families', 'children', 'new set']), { synthetic: true })
    await copyProfiles(old, createLocalPool(fresh))
    expect(fresh.layout.loci[5].alleles).not.toContain('44.1')
    expect(Array.from({ length: fresh.count }, (_, position) => profileAt(fresh, position))).toEqual(Array.from({ length: old.count }, (_, position) => profileAt(old, position)))
    appendProfiles(fresh, [{ id: 500n, profile: { SE33: ['20', '30.2'] }, sets: ['new set'] }])
    expect(profileAt(fresh, 200).profile).toEqual({ SE33: ['20', '30.2'] })
  })
})
