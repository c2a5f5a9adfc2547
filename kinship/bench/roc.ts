import type { Hypotheses } from '../src/candidate-scan.ts'
import type { FrequencyTable } from '../src/frequencies.ts'
import { markersOf } from '../src/frequencies.ts'
import type { Marker } from '../src/markers.ts'
import type { MutationModel } from '../src/mutation.ts'
import { createPedigree, person } from '../src/pedigree.ts'
import type { Profile } from '../src/profiles.ts'
import { genotypeIndex } from '../src/profiles.ts'
import { createRandom } from '../src/random.ts'
import type { Random } from '../src/random.ts'
import { ratioDistribution } from '../src/search/chance.ts'
import { codeAt } from '../src/search/profile-store.ts'
import { CANDIDATE, REFERENCE, appendProfiles, createLocalPool, createStore, planLayout, prepareSearch, relationshipHypotheses } from '../src/search/index.ts'
import type { ProfileStore, Relationship } from '../src/search/index.ts'
import type { LocusScores } from '../src/search/score-tables.ts'
import { simulateFamily, simulateUnrelated } from '../src/simulate.ts'

/** A question whose power is shown. */
export interface RocQuestion {
  readonly name: string
  readonly nameZh: string
  readonly hypotheses: Hypotheses
  readonly candidate: string
  readonly typed: readonly string[]
}

/** What one question can do at one set of loci. */
export interface RocCell {
  readonly question: RocQuestion
  readonly loci: number
  readonly families: number
  readonly unrelated: number
  /** By false positive rate: the log10 LR that gives it, and the share of true relatives who reach that. */
  readonly points: readonly { readonly falsePositives: number; readonly threshold: number; readonly truePositives: number }[]
  /** Of the true relatives: how many are first, among the first 10, among the first 100 of ten million unrelated. */
  readonly ranks: readonly { readonly within: number; readonly share: number }[]
  /** Share of unrelated people above log10 LR 2, as simulated and as worked out. */
  readonly check: { readonly simulated: number; readonly exact: number }
  /** True relatives with more than two mismatches, whom the default tolerance loses. */
  readonly beyondTolerance: number
  /** True relatives within the tolerance whom the search did not return: must be 0. */
  readonly lostBySearch: number
  /** Median log10 LR of true relatives. */
  readonly median: number
}

export const FALSE_POSITIVE_RATES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]
const RANKS = [1, 10, 100]
const PROFILES = 1e7
const QUALITY = { dropOut: 0.005, missingLocus: 0.01 }
const MUTATION: MutationModel = { model: 'stepwise', maleRate: 0.002, femaleRate: 0.0005, rate2: 1e-6, range: 0.1 }
const UNRELATED_PER_FAMILY = 500

const FIFTEEN = ['D8S1179', 'D21S11', 'D7S820', 'CSF1PO', 'D3S1358', 'TH01', 'D13S317', 'D16S539', 'D2S1338', 'D19S433', 'vWA', 'TPOX', 'D18S51', 'D5S818', 'FGA']
const TWENTY = [...FIFTEEN, 'D1S1656', 'D2S441', 'D10S1248', 'D12S391', 'D22S1045']
const TWENTY_SEVEN = [...TWENTY, 'Penta D', 'Penta E', 'SE33', 'D7S1517', 'D3S1744', 'D8S1132', 'D2S1360']
export const LOCUS_SETS = [FIFTEEN, TWENTY, TWENTY_SEVEN]

const pairwise = (relationship: Relationship, name: string, nameZh: string): RocQuestion => ({
  name, nameZh, hypotheses: relationshipHypotheses(relationship), candidate: CANDIDATE, typed: relationship === 'child-of-both' ? ['father', 'mother'] : [REFERENCE],
})

const COUPLE = [person('F', 'male'), person('M', 'female')]
const GRANDPARENTS = [person('GF', 'male'), person('GM', 'female'), person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('C', 'unknown', 'F', 'M')]
const SIBLINGS = [...COUPLE, person('S1', 'unknown', 'F', 'M'), person('S2', 'unknown', 'F', 'M'), person('C', 'unknown', 'F', 'M')]
const HALF_AND_UNCLE = [person('GF', 'male'), person('GM', 'female'), person('F', 'male', 'GF', 'GM'), person('U', 'male', 'GF', 'GM'), person('M', 'female'), person('N', 'female'), person('H', 'unknown', 'F', 'N'), person('C', 'unknown', 'F', 'M')]

function family(name: string, nameZh: string, people: typeof COUPLE, typed: readonly string[]): RocQuestion {
  return { name, nameZh, typed, candidate: 'C', hypotheses: { H1: createPedigree(people), H2: createPedigree(people.map((one) => (one.id === 'C' ? person('C', 'unknown') : one))) } }
}

export const ROC_QUESTIONS: readonly RocQuestion[] = [
  pairwise('child', 'parent and child (one parent typed)', '单亲与子女'),
  pairwise('child-of-both', 'both parents typed', '双亲与子女'),
  pairwise('full-sibling', 'full sibling', '全同胞'),
  family('two full siblings', '两名全同胞', SIBLINGS, ['S1', 'S2']),
  pairwise('half-sibling', 'half sibling', '半同胞'),
  pairwise('grandparent', 'grandparent', '祖父母之一'),
  family('both grandparents of one side', '一方祖父母两人', GRANDPARENTS, ['GF', 'GM']),
  pairwise('uncle-or-aunt', 'uncle or aunt', '叔伯姑舅姨'),
  family('half sibling and uncle', '半同胞与叔伯', HALF_AND_UNCLE, ['H', 'U']),
]

/** Simulates families and unrelated people and works out what a search can tell apart. */
export async function rocCell(question: RocQuestion, table: FrequencyTable, loci: readonly string[], families: number, seed: string): Promise<RocCell> {
  const markers = markersOf(table, loci, { rescale: true })
  const random = createRandom(`${seed} ${question.name} ${loci.length}`)
  const each: FamilyOutcome[] = []
  for (let index = 0; index < families; index++) each.push(await oneFamily(question, table, markers, random))
  const averageTail = (log10Ratio: number): number => each.reduce((sum, one) => sum + one.unrelatedReaching(log10Ratio), 0) / families
  const points = FALSE_POSITIVE_RATES.map((falsePositives) => {
    const threshold = thresholdFor(averageTail, falsePositives)
    return { falsePositives, threshold, truePositives: each.filter(({ log10Ratio }) => log10Ratio >= threshold).length / families }
  })
  const ordered = each.map(({ log10Ratio }) => log10Ratio).sort((a, b) => a - b)
  return {
    question,
    loci: loci.length,
    families,
    unrelated: families * UNRELATED_PER_FAMILY,
    points,
    ranks: RANKS.map((within) => ({ within, share: each.reduce((sum, one) => sum + poissonBelow(within, PROFILES * one.unrelatedReaching(one.log10Ratio)), 0) / families })),
    check: { simulated: each.reduce((sum, one) => sum + one.unrelatedAbove2, 0) / families / UNRELATED_PER_FAMILY, exact: averageTail(2) },
    beyondTolerance: each.filter(({ mismatches }) => mismatches > 2).length / families,
    lostBySearch: each.filter(({ mismatches, isFound }) => mismatches <= 2 && !isFound).length,
    median: ordered[Math.floor(ordered.length / 2)],
  }
}

interface FamilyOutcome {
  /** Of the true relative, as the laboratory typed them. */
  readonly log10Ratio: number
  readonly mismatches: number
  readonly isFound: boolean
  unrelatedReaching(log10Ratio: number): number
  readonly unrelatedAbove2: number
}

async function oneFamily({ hypotheses, candidate, typed }: RocQuestion, table: FrequencyTable, markers: readonly Marker[], random: Random): Promise<FamilyOutcome> {
  const { [candidate]: truth, ...references } = simulateFamily({ pedigree: hypotheses.H1, markers, mutation: MUTATION, typed: [...typed, candidate], quality: QUALITY }, random)
  const store = createStore(planLayout(Object.fromEntries(markers.map(({ name }) => [name, table.loci[name]]))), { synthetic: true })
  appendProfiles(store, [{ id: 1n, profile: truth, sets: [] }])
  const { scores, task } = prepareSearch(store, { hypotheses, candidate, references, markers, mutation: MUTATION }, { minimumLog10Ratio: -300 })
  const [{ positions }] = await createLocalPool(store).run('scan', task, { from: 0, to: 1 })
  const distribution = ratioDistribution(scores, scores.map(() => 'full'), -2, 0)
  const strangers = simulateUnrelated({ markers, count: UNRELATED_PER_FAMILY }, random).map((profile) => ratioOf(scores, profile))
  return { log10Ratio: ratioOf(scores, truth), mismatches: mismatchesOf(scores, store), isFound: positions.length === 1, unrelatedReaching: (log10Ratio) => distribution.unrelatedReaching(Math.max(-2, log10Ratio)), unrelatedAbove2: strangers.filter((ratio) => ratio >= 2).length }
}

function ratioOf(scores: readonly LocusScores[], profile: Profile): number {
  return scores.reduce((sum, { table }) => {
    const genotype = profile[table.marker.name]
    if (genotype === undefined) return sum + table.log10RatioUntyped
    const [a, b] = genotype.map((allele) => table.marker.indexOf.get(allele) ?? -1)
    return sum + table.log10Ratio[genotypeIndex(a, b)]
  }, 0)
}

function mismatchesOf(scores: readonly LocusScores[], store: ProfileStore): number {
  return scores.reduce((sum, { locus, mismatches }) => sum + mismatches[codeAt(store, 0, locus)], 0)
}

/** The log10 LR that a share of the unrelated reaches, to 0.01. */
function thresholdFor(tail: (log10Ratio: number) => number, share: number): number {
  let low = -2
  let high = 30
  while (high - low > 0.01) {
    const middle = (low + high) / 2
    if (tail(middle) > share) low = middle
    else high = middle
  }
  return high
}

/** Chance that fewer than `limit` unrelated people come before, when so many are expected to. */
function poissonBelow(limit: number, expected: number): number {
  let term = Math.exp(-Math.min(expected, 700))
  let sum = 0
  for (let count = 0; count < limit; count++) {
    sum += term
    term *= expected / (count + 1)
  }
  return expected > 700 ? 0 : Math.min(1, sum)
}
