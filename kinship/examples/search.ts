// Finds a missing child among 50,000 synthetic profiles, first by the mother alone, then with the father's brother's sample too.
// Run it: node examples/search.ts (Node 24)
import { readFileSync } from 'node:fs'
import { createPedigree, createRandom, markersOf, person, simulateFamily, simulateUnrelated } from '@hejie/kinship'
import type { MutationModel, Profiles } from '@hejie/kinship'
import { appendProfiles, createStore, planLayout, searchStore } from '@hejie/kinship/search'
import type { SearchResult } from '@hejie/kinship/search'
import { createThreadPool } from '@hejie/kinship/search/node'

const table = JSON.parse(readFileSync(new URL('../data/frequencies/norstr-east-asia.json', import.meta.url), 'utf8'))
const loci = ['D3S1358', 'vWA', 'FGA', 'D8S1179', 'D21S11', 'D18S51', 'D5S818', 'D13S317', 'D7S820', 'D16S539', 'TH01', 'TPOX', 'CSF1PO', 'D2S1338', 'D19S433']
const markers = markersOf(table, loci)
const mutation: MutationModel = { model: 'stepwise', maleRate: 0.002, femaleRate: 0.0005, rate2: 1e-6, range: 0.1 }

// The family, with the missing child C in it (H1), and the same people with C a stranger (H2).
const people = [person('GF', 'male'), person('GM', 'female'), person('U', 'male', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('C', 'unknown', 'F', 'M')]
const hypotheses = { H1: createPedigree(people), H2: createPedigree(people.map((one) => (one.id === 'C' ? person('C', 'unknown') : one))) }

/** Makes the store, asks both questions and gives both answers; the child's number is 50001. */
export async function findTheChild(): Promise<{ readonly byMother: SearchResult; readonly withUncle: SearchResult }> {
  const random = createRandom('example')
  const family: Profiles = simulateFamily({ pedigree: hypotheses.H1, markers, mutation, typed: ['M', 'U', 'C'] }, random)
  const store = createStore(planLayout(Object.fromEntries(loci.map((locus) => [locus, table.loci[locus]])), ['seekers']), { synthetic: true })
  const strangers = simulateUnrelated({ markers, count: 50_000 }, random)
  appendProfiles(store, [...strangers, family.C].map((profile, index) => ({ id: BigInt(index + 1), profile, sets: ['seekers'] })))

  const pool = createThreadPool(store)
  try {
    const question = { hypotheses, candidate: 'C', markers, mutation }
    const byMother = await searchStore(pool, { ...question, references: { M: family.M } }, { set: 'seekers', limit: 3 })
    const withUncle = await searchStore(pool, { ...question, references: { M: family.M, U: family.U } }, { set: 'seekers', limit: 3 })
    return { byMother, withUncle }
  } finally {
    await pool.close()
  }
}

if (import.meta.main) {
  for (const [name, { candidates, searched }] of Object.entries(await findTheChild())) {
    console.log(`${name}: ${searched} profiles searched`)
    for (const { rank, id, log10Ratio, mismatches, expectedChanceMatches } of candidates) {
      console.log(`  ${rank}. number ${id}: log10 LR ${log10Ratio.toFixed(2)}, mismatches ${mismatches.length}, expected by chance ${expectedChanceMatches.toPrecision(2)}`)
    }
  }
}
