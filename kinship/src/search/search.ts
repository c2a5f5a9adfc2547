import type { CandidateScanInput } from '../candidate-scan.ts'
import { InputError, requireInRange } from '../errors.ts'
import type { RareAlleleRule } from '../markers.ts'
import { boundProgram } from './bound.ts'
import { codeChances } from './chance.ts'
import { rankCandidates } from './ranking.ts'
import type { Candidate } from './ranking.ts'
import type { ProfileStore } from './profile-store.ts'
import { idAt, setNumber } from './profile-store.ts'
import type { Progress, ScanPool } from './scan-pool.ts'
import type { ScanOptions } from './scan-store.ts'
import { scanStore } from './scan-store.ts'
import type { ScanTask } from './scan-task.ts'
import { filterProgram, scanLoci } from './scan-task.ts'
import { scoreLocus } from './score-tables.ts'
import type { LocusScores } from './score-tables.ts'
import { countSet } from './set-count.ts'

/** Which profiles to look through and which to report. */
export interface SearchOptions {
  /** Name of the set to search; all profiles when absent. */
  readonly set?: string
  /** Loci at which the relationship may need a mutation. Default 2; `null` for no limit. */
  readonly tolerance?: number | null
  /** Loci that must be typed in the candidate and in a relative. Default 1. */
  readonly minimumCompared?: number
  /** Candidates to report. Default 100. */
  readonly limit?: number
  /** Least log10 LR to report. Default 0: what speaks against the relationship is left out. */
  readonly minimumLog10Ratio?: number
  /** Rule for alleles that the frequency table lacks. Default: as frequent as the rarest of their locus. */
  readonly rareAlleles?: RareAlleleRule
  /** Numbers of profiles to leave out: the person asked about, if they are in the store. */
  readonly exclude?: readonly bigint[]
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** A question worked out for one store: every locus's likelihood ratio for every genotype, and the filter. */
export interface PreparedSearch {
  /** State of the store that it was worked out for. */
  readonly generation: number
  readonly question: CandidateScanInput
  readonly scores: readonly LocusScores[]
  readonly task: ScanTask
  readonly limit: number
  readonly exclude: ReadonlySet<bigint>
  readonly assumptions: SearchAssumptions
}

/** Everything needed to repeat the search elsewhere. */
export interface SearchAssumptions {
  readonly loci: readonly string[]
  /** Loci of the question that the store does not hold. */
  readonly lociNotInStore: readonly string[]
  readonly mutation: CandidateScanInput['mutation']
  readonly theta: number
  readonly observation: CandidateScanInput['observation']
  readonly rareAlleles: RareAlleleRule | 'rarest of the locus'
  readonly tolerance: number | null
  readonly minimumCompared: number
  readonly set: string | null
  /** What profiles had to pass before their ratio was worked out; neither loses a candidate. */
  readonly filter: 'mismatches' | 'upper bound of the ratio'
}

/** What a search found. */
export interface SearchResult {
  /** Best first. A candidate is a suspicion to be checked by people and further loci, never a proof. */
  readonly candidates: readonly Candidate[]
  /** Profiles looked through. */
  readonly searched: number
  /** Profiles that passed the filter and were scored; how many the bound lets pass depends on how the work was shared. */
  readonly survivors: number
  readonly assumptions: SearchAssumptions
}

/**
 * Works out a question for a store.
 * @throws InputError for an empty question, no locus in common, or values outside their range
 */
export function prepareSearch(store: ProfileStore, question: CandidateScanInput, options: SearchOptions = {}): PreparedSearch {
  const tolerance = options.tolerance === undefined ? 2 : options.tolerance
  const minimumCompared = options.minimumCompared ?? 1
  const limit = options.limit ?? 100
  if (tolerance !== null) requireInRange('tolerance', tolerance, 0, 64)
  requireInRange('minimumCompared', minimumCompared, 0, 64)
  requireInRange('limit', limit, 1, 1_000_000)
  const exclude = new Set(options.exclude)
  const shared = sharedLoci(store, question)
  const scores = shared.map(({ locus, marker }) => scoreLocus(locus, marker, question, options.rareAlleles ?? null))
  if (!scores.some((locus) => locus.isInformative)) throw new InputError('search-empty', 'references', 'no relative is typed at a locus that tells candidates apart', 'Give the profile of at least one relative whom the hypotheses join to the candidate')
  const filter = tolerance === null ? null : filterProgram(scores.flatMap((locus) => locus.filter ?? []), tolerance)
  const task: ScanTask = {
    loci: scanLoci(scores, store.layout.locusIndex),
    filter,
    bound: filter === null ? boundProgram(scores.map(({ locus, ratios, table }) => ({ layout: locus, ratios, chances: codeChances(locus, table.marker) }))) : null,
    tolerance: tolerance ?? Infinity,
    minimumCompared,
    set: options.set === undefined ? -1 : setNumber(store, options.set),
    keep: limit + exclude.size,
    floor: 10 ** (options.minimumLog10Ratio ?? 0),
  }
  const loci = scores.map(({ locus }) => locus.locus)
  const assumptions: SearchAssumptions = {
    loci,
    lociNotInStore: question.markers.map((marker) => marker.name).filter((name) => !loci.includes(name)),
    mutation: question.mutation,
    theta: question.theta ?? 0,
    observation: question.observation,
    rareAlleles: options.rareAlleles ?? 'rarest of the locus',
    tolerance,
    minimumCompared,
    set: options.set ?? null,
    filter: filter === null ? 'upper bound of the ratio' : 'mismatches',
  }
  return { generation: store.generation, question, scores, task, limit, exclude, assumptions }
}

function sharedLoci(store: ProfileStore, question: CandidateScanInput): { locus: ProfileStore['layout']['loci'][number]; marker: CandidateScanInput['markers'][number] }[] {
  const names = new Set(question.markers.map((marker) => marker.name))
  const typed = new Set(Object.values(question.references).flatMap((profile) => Object.keys(profile)))
  if (typed.size === 0) throw new InputError('search-empty', 'references', 'no relative has a typed locus', 'Give the profile of at least one relative')
  for (const name of typed) {
    if (!names.has(name)) throw new InputError('locus-not-in-table', `references, locus ${name}`, 'the frequency table does not have it', 'Leave the locus out of the profiles or use a table that has it')
  }
  const shared = question.markers.flatMap((marker) => {
    const index = store.layout.locusIndex.get(marker.name)
    if (index === undefined) return []
    if (marker.chromosome !== 'autosomal') throw new InputError('search-not-autosomal', `locus ${marker.name}`, 'the store is searched by autosomal loci', 'Leave the locus out here and use it in the likelihood ratio of each candidate')
    return [{ locus: store.layout.loci[index], marker }]
  })
  if (shared.length === 0) throw new InputError('search-no-common-locus', 'markers', 'none of them is in the store', `Use markers of the store: ${store.layout.loci.map(({ locus }) => locus).join(', ')}`)
  return shared
}

/**
 * Searches a store: the filter, then the likelihood ratio of all that pass, then the best of them in order,
 * each with the number of people who would be expected to reach its ratio by chance.
 * @throws InputError when the store changed since the search was prepared; the signal's reason when cancelled
 */
export async function runSearch(pool: ScanPool, prepared: PreparedSearch, options: ScanOptions = {}): Promise<SearchResult> {
  const result = await scanAndRank(pool, prepared, options)
  if (result === null) throw new InputError('store-changed', 'store', 'profiles were added or removed meanwhile', 'Start the search again')
  return result
}

/** `prepareSearch` and `runSearch` in one; done again if the store changes meanwhile. */
export async function searchStore(pool: ScanPool, question: CandidateScanInput, options: SearchOptions = {}): Promise<SearchResult> {
  for (;;) {
    const result = await scanAndRank(pool, prepareSearch(pool.store, question, options), options)
    if (result !== null) return result
  }
}

/** Null when the store is no longer as it was: positions would then mean other people. */
async function scanAndRank(pool: ScanPool, prepared: PreparedSearch, options: ScanOptions): Promise<SearchResult | null> {
  const { store } = pool
  const { task, limit, exclude, generation } = prepared
  const { positions, survivors } = await scanStore(pool, task, options)
  if (store.generation !== generation) return null
  const searched = task.set < 0 ? store.count : countSet(store, task.set)
  const wanted = positions.filter((position) => !exclude.has(idAt(store, position)))
  return { candidates: rankCandidates(store, prepared, wanted.subarray(0, limit), searched), searched, survivors, assumptions: prepared.assumptions }
}
