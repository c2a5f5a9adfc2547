import { describe, expect, test } from 'vitest'
import { prepareCandidateScan } from '../../src/candidate-scan.ts'
import { createRandom } from '../../src/random.ts'
import type { Relationship } from '../../src/search/index.ts'
import { appendProfiles, createLocalPool, prepareSearch } from '../../src/search/index.ts'
import { simulateUnrelated } from '../../src/simulate.ts'
import { STEPWISE, TEN_LOCI, emptyStore, markersNamed, numbered } from './fixtures.ts'
import { familyOf } from './relatives.ts'

const markers = markersNamed(TEN_LOCI)
const QUALITY = { dropOut: 0.02, missingLocus: 0.05 }

// A true relative may be lost by more mismatches than tolerated: through mutation, or an allele that dropped out unnoticed.
// What the search must never do is lose one for any other reason.
describe('the recall of the two stages', () => {
  test.each<[Relationship, number]>([
    ['child', 25],
    ['parent', 25],
    ['child-of-both', 25],
    ['full-sibling', 12],
    ['half-sibling', 12],
  ])('for a true %s is that of the full scan of all ratios', async (relationship, count) => {
    const random = createRandom(`recall ${relationship}`)
    const store = emptyStore(TEN_LOCI)
    const families = Array.from({ length: count }, () => familyOf(relationship, TEN_LOCI, random, QUALITY))
    appendProfiles(store, numbered([...families.map(({ truth }) => truth), ...simulateUnrelated({ markers, count: 1500, quality: QUALITY }, random)]))
    const pool = createLocalPool(store)
    let found = 0
    let withinTolerance = 0
    for (const [index, family] of families.entries()) {
      const question = { ...family, markers, mutation: STEPWISE }
      const [{ positions }] = await pool.run('scan', prepareSearch(store, question, { minimumLog10Ratio: -300, limit: 2000 }).task, { from: 0, to: 1 })
      const isFound = positions.includes(index)
      const strict = prepareCandidateScan({ hypotheses: family.hypotheses, candidate: family.candidate, references: family.references, markers })
      const mismatches = strict.tables.filter((table) => strictlyImpossible(table.log10Ratio, table.marker, family.truth[table.marker.name])).length
      expect(isFound).toBe(mismatches <= 2)
      found += isFound ? 1 : 0
      withinTolerance += mismatches <= 2 ? 1 : 0
      if (index > 2) continue
      const everyone = await pool.run('scan', { ...prepareSearch(store, question, { tolerance: null, minimumLog10Ratio: -300, limit: 5000 }).task, bound: null }, { from: 0, to: 1 })
      expect(everyone[0].positions).toHaveLength(store.count)
      expect(Array.from(positions)).toEqual(Array.from(everyone[0].positions).filter((position) => positions.includes(position)))
    }
    expect(found).toBe(withinTolerance)
    expect(found / count).toBeGreaterThan(0.85)
  })
})

function strictlyImpossible(log10Ratio: Float64Array, marker: { readonly indexOf: ReadonlyMap<string, number> }, genotype: readonly string[] | undefined): boolean {
  if (genotype === undefined) return false
  const [a, b] = genotype.map((allele) => marker.indexOf.get(allele) ?? -1).sort((x, y) => x - y)
  return log10Ratio[(b * (b + 1)) / 2 + a] === -Infinity
}
