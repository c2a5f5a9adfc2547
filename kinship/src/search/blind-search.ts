import { InputError, requireInRange } from '../errors.ts'
import type { Marker } from '../markers.ts'
import { genotypePairs } from '../profiles.ts'
import type { BlindTask } from './blind-scan.ts'
import { QUERIES_PER_UNIT } from './blind-scan.ts'
import type { RatioDistribution } from './distribution.ts'
import { sumOfAtoms } from './distribution.ts'
import { NOT_TYPED } from './genotype-codes.ts'
import type { ParentChildModel, ParentChildTable } from './parent-child-tables.ts'
import { isMismatch, pairAtoms, parentChildTable } from './parent-child-tables.ts'
import type { ProfileStore } from './profile-store.ts'
import { codeAt, idAt, isInSet, positionsOf, setNumber } from './profile-store.ts'
import { withAlleles } from './rare-alleles.ts'
import type { Progress, ScanPool } from './scan-pool.ts'
import { countSet } from './set-count.ts'
import type { LocusLayout } from './store-layout.ts'
import { createTopList } from './top-list.ts'

/** Which profiles are compared with which, and what to report. */
export interface BlindSearchInput extends ParentChildModel {
  readonly markers: readonly Marker[]
  /** The profiles to compare: these numbers (new arrivals), or all of a set, or all. */
  readonly queries?: { readonly ids?: readonly bigint[]; readonly set?: string }
  /** Whether the queries are taken as children of the profiles searched, or as their parents. Default child. */
  readonly queryRole?: 'child' | 'parent'
  /** Name of the set to search; all when absent. */
  readonly set?: string
  /** Loci at which a pair may need a mutation, 0–2. Default 2. */
  readonly tolerance?: number
  readonly minimumCompared?: number
  /** Pairs to report. Default 200. */
  readonly limit?: number
  /** Least log10 LR to report. Default 4. */
  readonly minimumLog10Ratio?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Called every few seconds with all that is needed to go on after an interruption. */
  readonly onCheckpoint?: (checkpoint: BlindCheckpoint) => void
  /** Units between checkpoints; a unit is 256 queries against the whole store. Default 32 for each thread. */
  readonly unitsPerCheckpoint?: number
  /** Where an earlier run of the same search stood. */
  readonly resumeFrom?: BlindCheckpoint
}

/** Where a long search stands; plain JSON. */
export interface BlindCheckpoint {
  readonly fingerprint: string
  /** Units done; a unit is 256 queries against the whole store. */
  readonly unitsDone: number
  readonly survivors: number
  /** Query × profiles in the store + position, and the ratio, of the best pairs so far. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** Two profiles that may be parent and child. */
export interface BlindPair {
  readonly rank: number
  readonly child: bigint
  readonly parent: bigint
  readonly log10Ratio: number
  readonly compared: number
  readonly mismatches: readonly string[]
  /** Unrelated pairs, of as many as were compared and typed at the same loci, expected to reach this ratio. */
  readonly expectedChanceMatches: number
  readonly truePairsReaching: number
}

export interface BlindResult {
  readonly pairs: readonly BlindPair[]
  /** Pairs compared. */
  readonly compared: number
  /** Pairs that passed the filter, whose ratio was worked out. */
  readonly survivors: number
  readonly assumptions: Omit<BlindSearchInput, 'markers' | 'signal' | 'onProgress' | 'onCheckpoint' | 'unitsPerCheckpoint' | 'resumeFrom' | 'queries'> & { readonly loci: readonly string[] }
}

/**
 * Compares every query with every profile of the store, as child and parent, knowing nothing but the profiles.
 * @throws InputError for no query, no common locus, or a checkpoint of another search; the signal's reason when cancelled
 */
export async function blindSearch(pool: ScanPool, input: BlindSearchInput): Promise<BlindResult> {
  const { store } = pool
  const plan = planBlindSearch(store, input)
  const { task } = plan
  const units = Math.ceil(task.positions.length / QUERIES_PER_UNIT)
  const best = createTopList(task.keep, task.floor)
  let done = resumedUnits(input.resumeFrom, plan.fingerprint)
  let survivors = input.resumeFrom?.survivors ?? 0
  for (const [pair, ratio] of input.resumeFrom?.pairs ?? []) best.offer(pair, ratio)
  const stretch = input.onCheckpoint === undefined ? units : (input.unitsPerCheckpoint ?? UNITS_PER_CHECKPOINT * pool.threads)
  while (done < units) {
    const to = Math.min(units, done + stretch)
    const before = done
    const outcomes = await pool.run('blind', task, { from: done, to, signal: input.signal, onProgress: (progress) => input.onProgress?.({ done: before + progress.done, total: units }) })
    if (store.generation !== plan.generation) throw new InputError('store-changed', 'store', 'profiles were added or removed meanwhile', 'Start the search again')
    for (const outcome of outcomes) {
      outcome.pairs.forEach((pair, index) => best.offer(pair, outcome.ratios[index]))
      survivors += outcome.survivors
    }
    done = to
    const { keys, values } = best.entries()
    input.onCheckpoint?.({ fingerprint: plan.fingerprint, unitsDone: done, survivors, pairs: Array.from(keys, (key, index) => [key, values[index]] as const) })
  }
  const targets = task.set < 0 ? store.count : countSet(store, task.set)
  const compared = task.positions.length * targets - task.positions.filter((position) => task.set < 0 || isInSet(store, position, task.set)).length
  return { pairs: describePairs(store, plan, best.entries().keys, compared), compared, survivors, assumptions: plan.assumptions }
}

const UNITS_PER_CHECKPOINT = 32

interface BlindPlan {
  readonly generation: number
  readonly task: BlindTask
  readonly tables: readonly ParentChildTable[]
  readonly theta: number
  readonly fingerprint: string
  readonly assumptions: BlindResult['assumptions']
}

function resumedUnits(checkpoint: BlindCheckpoint | undefined, fingerprint: string): number {
  if (checkpoint === undefined) return 0
  if (checkpoint.fingerprint !== fingerprint) throw new InputError('checkpoint-of-another-search', 'resumeFrom', 'the store or the question changed since', 'Start the search again')
  return checkpoint.unitsDone
}

function planBlindSearch(store: ProfileStore, input: BlindSearchInput): BlindPlan {
  const { theta = 0, tolerance = 2, minimumCompared = 1, limit = 200, minimumLog10Ratio = 4, queryRole = 'child', parentSex = 'unknown', mutation, set } = input
  requireInRange('tolerance', tolerance, 0, 2)
  requireInRange('minimumCompared', minimumCompared, 0, 64)
  requireInRange('limit', limit, 1, 1_000_000)
  const positions = queryPositions(store, input)
  const tables = input.markers.flatMap((marker) => {
    const index = store.layout.locusIndex.get(marker.name)
    return index === undefined ? [] : [parentChildTable(store.layout.loci[index], withAlleles(marker, store.layout.loci[index].alleles, null), { mutation, theta, parentSex })]
  })
  if (tables.length === 0) throw new InputError('search-no-common-locus', 'markers', 'none of them is in the store', `Use markers of the store: ${store.layout.loci.map(({ locus }) => locus).join(', ')}`)
  const assumptions = { loci: tables.map(({ locus }) => locus.locus), theta, tolerance, minimumCompared, limit, minimumLog10Ratio, queryRole, parentSex, mutation, set }
  const task: BlindTask = {
    loci: tables.map(({ locus, marker, size, numberOf, ratios }) => ({ index: store.layout.locusIndex.get(locus.locus) ?? -1, size, numberOf, ratios: queryRole === 'child' ? ratios : transposed(ratios, size), passing: passingShares(locus, marker) })),
    codes: queryCodes(store, positions, tables),
    positions,
    tolerance,
    minimumCompared,
    set: set === undefined ? -1 : setNumber(store, set),
    keep: limit,
    floor: 10 ** minimumLog10Ratio,
  }
  return { generation: store.generation, task, tables, theta, assumptions, fingerprint: JSON.stringify([store.generation, store.count, positions.length, assumptions]) }
}

function transposed(ratios: Float64Array, size: number): Float64Array {
  const turned = new Float64Array(new SharedArrayBuffer(ratios.byteLength))
  ratios.forEach((ratio, at) => (turned[(at % size) * size + Math.floor(at / size)] = ratio))
  return turned
}

function queryPositions(store: ProfileStore, { queries }: BlindSearchInput): Float64Array {
  if (queries?.ids !== undefined) {
    const found = positionsOf(store, queries.ids)
    const missing = queries.ids.filter((id) => !found.has(id))
    if (missing.length > 0) throw new InputError('store-id-unknown', 'queries', `the store has no profile with the number ${missing.slice(0, 3).join(', ')}`, 'Add the profiles first, or leave the numbers out')
    if (found.size > 0) return Float64Array.from(found.values()).sort()
  } else {
    const set = queries?.set === undefined ? -1 : setNumber(store, queries.set)
    const positions = new Float64Array(store.count)
    let count = 0
    for (let position = 0; position < store.count; position++) if (set < 0 || isInSet(store, position, set)) positions[count++] = position
    if (count > 0) return positions.slice(0, count)
  }
  throw new InputError('search-empty', 'queries', 'there is no profile to compare', 'Name a set with profiles, or profiles of the store')
}

function queryCodes(store: ProfileStore, positions: Float64Array, tables: readonly ParentChildTable[]): Uint16Array {
  const codes = new Uint16Array(new SharedArrayBuffer(positions.length * tables.length * 2))
  tables.forEach(({ locus }, index) => positions.forEach((position, query) => (codes[query * tables.length + index] = codeAt(store, position, locus))))
  return codes
}

function passingShares(locus: LocusLayout, marker: Marker): Float64Array {
  const { first, second } = genotypePairs(locus.codes.capacity)
  const frequency = Float64Array.from({ length: locus.codes.capacity }, (_, allele) => marker.frequencies[marker.indexOf.get(locus.alleles[allele] ?? '') ?? -1] ?? 0)
  const shares = new Float64Array(locus.codes.count).fill(1)
  first.forEach((a, genotype) => (shares[genotype + 1] = 1 - (1 - frequency[a] - (a === second[genotype] ? 0 : frequency[second[genotype]])) ** 2))
  return shares
}

function describePairs(store: ProfileStore, plan: BlindPlan, keys: Float64Array, compared: number): BlindPair[] {
  const { task, tables, theta } = plan
  const described = Array.from(keys, (key) => describePair(store, plan, Math.floor(key / store.count), key % store.count)).sort((a, b) => b.log10Ratio - a.log10Ratio)
  const atoms = tables.map((table) => pairAtoms(table, theta))
  const distributions = new Map<string, RatioDistribution>()
  for (const { typed, log10Ratio } of [...described].reverse()) {
    const key = typed.join()
    if (!distributions.has(key)) distributions.set(key, sumOfAtoms(atoms.filter((_, locus) => typed[locus]), 0, Math.min(log10Ratio, Math.log10(task.floor))))
  }
  return described.map(({ typed, ...pair }, index) => {
    const distribution = distributions.get(typed.join())
    return { rank: index + 1, ...pair, expectedChanceMatches: compared * (distribution?.unrelatedReaching(pair.log10Ratio) ?? 1), truePairsReaching: distribution?.relatedReaching(pair.log10Ratio) ?? 1 }
  })
}

function describePair(store: ProfileStore, { task, tables, assumptions }: BlindPlan, query: number, position: number): Omit<BlindPair, 'rank' | 'expectedChanceMatches' | 'truePairsReaching'> & { readonly typed: readonly boolean[] } {
  const ids = [idAt(store, task.positions[query]), idAt(store, position)]
  const isChild = assumptions.queryRole === 'child'
  const loci = tables.map(({ locus, size, numberOf, ratios }, index) => {
    const own = task.codes[query * tables.length + index]
    const other = codeAt(store, position, locus)
    const [child, parent] = isChild ? [own, other] : [other, own]
    return { locus, isTyped: own !== NOT_TYPED && other !== NOT_TYPED, isMismatch: isMismatch(locus, child, parent), log10Ratio: Math.log10(ratios[numberOf[child] * size + numberOf[parent]]) }
  })
  return {
    child: isChild ? ids[0] : ids[1],
    parent: isChild ? ids[1] : ids[0],
    log10Ratio: loci.reduce((sum, locus) => sum + locus.log10Ratio, 0),
    compared: loci.filter((locus) => locus.isTyped).length,
    mismatches: loci.filter((locus) => locus.isMismatch).map(({ locus }) => locus.locus),
    typed: loci.map((locus) => locus.isTyped),
  }
}
