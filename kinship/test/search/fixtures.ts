import { readFileSync } from 'node:fs'
import type { FrequencyTable } from '../../src/frequencies.ts'
import { markersOf } from '../../src/frequencies.ts'
import type { Marker } from '../../src/markers.ts'
import type { MutationModel } from '../../src/mutation.ts'
import type { Profile } from '../../src/profiles.ts'
import type { Random } from '../../src/random.ts'
import type { ProfileStore, StoredProfile } from '../../src/search/index.ts'
import { appendProfiles, createStore, planLayout } from '../../src/search/index.ts'
import type { StoreMemory } from '../../src/search/store-memory.ts'
import { simulateUnrelated } from '../../src/simulate.ts'

export const EAST_ASIA: FrequencyTable = JSON.parse(readFileSync(new URL('../../data/frequencies/norstr-east-asia.json', import.meta.url), 'utf8'))

export const TEN_LOCI = ['D3S1358', 'vWA', 'FGA', 'D8S1179', 'D21S11', 'TH01', 'TPOX', 'D2S1338', 'Penta E', 'D16S539']
export const TWENTY_LOCI = ['D3S1358', 'vWA', 'FGA', 'D8S1179', 'D21S11', 'D18S51', 'D5S818', 'D13S317', 'D7S820', 'D16S539', 'TH01', 'TPOX', 'CSF1PO', 'D2S1338', 'D19S433', 'D12S391', 'D1S1656', 'D10S1248', 'D2S441', 'D22S1045']

export const STEPWISE: MutationModel = { model: 'stepwise', maleRate: 0.002, femaleRate: 0.0005, rate2: 1e-6, range: 0.1 }

export function markersNamed(loci: readonly string[]): Marker[] {
  return markersOf(EAST_ASIA, loci, { rescale: true })
}

export function emptyStore(loci: readonly string[], sets: readonly string[] = [], memory?: StoreMemory): ProfileStore {
  return createStore(planLayout(Object.fromEntries(loci.map((locus) => [locus, EAST_ASIA.loci[locus]])), sets), { synthetic: true, memory })
}

/** A store with these profiles, numbered from 1. */
export function storeOf(loci: readonly string[], profiles: readonly Profile[], sets: readonly string[] = [], memory?: StoreMemory): ProfileStore {
  const store = emptyStore(loci, sets, memory)
  appendProfiles(store, numbered(profiles))
  return store
}

export function numbered(profiles: readonly Profile[], from = 1n): StoredProfile[] {
  return profiles.map((profile, index) => ({ id: from + BigInt(index), profile, sets: [] }))
}

/** Unrelated people with some loci missing and some of which one allele was not read. */
export function unrelatedWithGaps(loci: readonly string[], count: number, random: Random, gaps = { missing: 0.1, half: 0.05 }): Profile[] {
  return simulateUnrelated({ markers: markersNamed(loci), count, quality: { missingLocus: gaps.missing } }, random).map((profile) =>
    Object.fromEntries(Object.entries(profile).map(([locus, genotype]) => [locus, random() < gaps.half ? genotype.slice(0, 1) : genotype])),
  )
}
