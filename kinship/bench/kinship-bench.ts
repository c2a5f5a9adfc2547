import { mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CandidateScanInput, Hypotheses } from '../src/candidate-scan.ts'
import { prepareCandidateScan } from '../src/candidate-scan.ts'
import type { FrequencyTable } from '../src/frequencies.ts'
import { markersOf } from '../src/frequencies.ts'
import type { Marker } from '../src/markers.ts'
import type { MutationModel } from '../src/mutation.ts'
import { createPedigree, person } from '../src/pedigree.ts'
import type { Profile, Profiles } from '../src/profiles.ts'
import { createRandom } from '../src/random.ts'
import { likelihoodRatio, prepareRatio } from '../src/ratio.ts'
import type { KernelChoice, ProfileStore, Relationship, ScanPool } from '../src/search/index.ts'
import { CANDIDATE, REFERENCE, addRows, blindSearch, createLocalPool, createStore, planLayout, prepareSearch, profileAt, relationshipHypotheses, runSearch } from '../src/search/index.ts'
import { createThreadPool, openStoreFile, writeStoreFile } from '../src/search/node/index.ts'
import { scanStore } from '../src/search/scan-store.ts'
import { simulateFamily } from '../src/simulate.ts'
import { plainDuo, plainSiblings, plainTrio } from './plain-loop.ts'
import type { RowSource } from './simulated-rows.ts'
import { createRowSource } from './simulated-rows.ts'
import type { Timing } from './timing.ts'
import { measure, once } from './timing.ts'

/** Twenty loci that the East Asian table and the common kits share (the CODIS core). */
export const BENCH_LOCI = ['D3S1358', 'vWA', 'FGA', 'D8S1179', 'D21S11', 'D18S51', 'D5S818', 'D13S317', 'D7S820', 'D16S539', 'TH01', 'TPOX', 'CSF1PO', 'D2S1338', 'D19S433', 'D12S391', 'D1S1656', 'D10S1248', 'D2S441', 'D22S1045']

export interface BenchOptions {
  readonly table: FrequencyTable
  readonly profiles: number
  readonly threads?: number
  /** Called with each line as it is measured. */
  readonly onLine?: (line: BenchLine) => void
}

/** One measured thing. */
export interface BenchLine {
  readonly name: string
  readonly milliseconds: Timing
  /** Things done in a run, and what they are. */
  readonly count: number
  readonly unit: string
  /** The limit to keep, where there is one: milliseconds at most, or things a second at least. */
  readonly target: { readonly milliseconds: number } | { readonly perSecond: number } | null
  /** Profiles a second of the plain loop that answers the same question. */
  readonly plainPerSecond: number | null
  readonly note: string
}

export interface BenchReport {
  readonly profiles: number
  readonly loci: number
  readonly threads: number
  readonly kernels: string
  readonly cores: number
  readonly node: string
  readonly bytesPerProfile: number
  readonly memoryBytes: number
  readonly lines: readonly BenchLine[]
}

const MUTATION: MutationModel = { model: 'stepwise', maleRate: 0.002, femaleRate: 0.0005, rate2: 1e-6, range: 0.1 }
const BATCH = 2 ** 20

interface Bench {
  readonly markers: readonly Marker[]
  readonly rows: RowSource
  readonly options: BenchOptions
  readonly lines: BenchLine[]
  /** Targets are stated for ten million profiles. */
  readonly scale: number
}

/** Measures the search beside a plain loop over objects, on synthetic profiles. */
export async function runKinshipBench(options: BenchOptions): Promise<BenchReport> {
  const markers = markersOf(options.table, BENCH_LOCI, { rescale: true })
  const bench: Bench = { markers, rows: createRowSource(markers, 20261123), options, lines: [], scale: options.profiles / 1e7 }
  const folder = await mkdtemp(join(tmpdir(), 'hejie-bench-'))
  try {
    const { store, pool } = await benchStore(bench, join(folder, 'bench.store'))
    try {
      const plain = benchPlainLoops(bench, store)
      await benchQueries(bench, pool, plain)
      await benchOneThread(bench, store)
    } finally {
      await pool.close()
    }
    await benchBlind(bench)
    await benchFamily(bench)
    return {
      profiles: options.profiles,
      loci: markers.length,
      threads: pool.threads,
      kernels: pool.kernels,
      cores: availableParallelism(),
      node: process.version,
      bytesPerProfile: store.layout.blockBytes / 32768,
      memoryBytes: store.memory.buffer().byteLength,
      lines: bench.lines,
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function report({ lines, options }: Bench, line: BenchLine): void {
  lines.push(line)
  options.onLine?.(line)
}

/** Builds, writes and opens the store; the queries run on the one that was opened. */
async function benchStore(bench: Bench, path: string): Promise<{ store: ProfileStore; pool: ScanPool }> {
  const { profiles, threads } = bench.options
  const built = createStore(planLayout(frequenciesOf(bench)), { synthetic: true })
  const builder = createThreadPool(built, { threads })
  let milliseconds = 0
  for (let done = 0; done < profiles; done += BATCH) {
    const rows = bench.rows.next(Math.min(BATCH, profiles - done))
    milliseconds += (await once(() => addRows(builder, rows))).timing.best
  }
  await builder.close()
  report(bench, { name: 'store: build from rows', milliseconds: { best: milliseconds, median: milliseconds, runs: 1 }, count: profiles, unit: 'profiles', target: { milliseconds: 5000 * bench.scale }, plainPerSecond: null, note: `${(built.layout.blockBytes / 32768).toFixed(1)} bytes a profile` })
  report(bench, { name: 'store: write file', milliseconds: (await once(() => writeStoreFile(built, path))).timing, count: profiles, unit: 'profiles', target: null, plainPerSecond: null, note: `${((await stat(path)).size / 1e6).toFixed(0)} MB` })
  const opened = await once(() => openStoreFile(path))
  report(bench, { name: 'store: open and check', milliseconds: opened.timing, count: profiles, unit: 'profiles', target: { milliseconds: 1000 * bench.scale }, plainPerSecond: null, note: 'every block read and its checksum checked' })
  return { store: opened.value, pool: createThreadPool(opened.value, { threads }) }
}

function frequenciesOf({ markers }: Bench): Record<string, Record<string, number>> {
  return Object.fromEntries(markers.map(({ name, alleles, frequencies }) => [name, Object.fromEntries(alleles.map((allele, index) => [allele, frequencies[index]]))]))
}

interface PlainRates {
  readonly duo: number
  readonly trio: number
  readonly siblings: number
}

const PLAIN_PROFILES = 20_000

function benchPlainLoops(bench: Bench, store: ProfileStore): PlainRates {
  const profiles: Profile[] = Array.from({ length: Math.min(PLAIN_PROFILES, store.count) }, (_, position) => profileAt(store, position).profile)
  const [query, other] = profiles
  const frequencies = frequenciesOf(bench)
  const rate = (work: () => unknown): number => {
    work()
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      work()
      return performance.now() - start
    })
    return (profiles.length / Math.min(...times)) * 1000
  }
  return { duo: rate(() => plainDuo(query, profiles, frequencies)), trio: rate(() => plainTrio(query, other, profiles)), siblings: rate(() => plainSiblings(query, profiles, frequencies, 10_000)) }
}

interface Query {
  readonly name: string
  readonly relationship: Relationship
  readonly keep: number
  readonly target: number | null
  readonly plain: number | null
}

async function benchQueries(bench: Bench, pool: ScanPool, plain: PlainRates): Promise<void> {
  const queries: Query[] = [
    { name: 'duo query, at most 2 mismatches', relationship: 'child', keep: 100, target: 10, plain: plain.duo },
    { name: 'trio query, at most 2 mismatches', relationship: 'child-of-both', keep: 100, target: 10, plain: plain.trio },
    { name: 'full-sibling scan, exact ratios of the best 10,000', relationship: 'full-sibling', keep: 10_000, target: 80, plain: plain.siblings },
    { name: 'half-sibling scan, best 10,000', relationship: 'half-sibling', keep: 10_000, target: null, plain: plain.siblings },
    { name: 'uncle or aunt scan, best 10,000', relationship: 'uncle-or-aunt', keep: 10_000, target: null, plain: plain.siblings },
  ]
  for (const query of queries) await benchQuery(bench, pool, query)
}

async function benchQuery(bench: Bench, pool: ScanPool, { name, relationship, keep, target, plain }: Query): Promise<void> {
  const question = questionFor(bench, pool.store, relationship)
  const { task } = prepareSearch(pool.store, question, { limit: keep })
  const milliseconds = await measure(15, () => scanStore(pool, task), 3)
  const answer = await once(() => runSearch(pool, prepareSearch(pool.store, question)))
  const { searched, survivors, candidates } = answer.value
  report(bench, {
    name,
    milliseconds,
    count: searched,
    unit: 'profiles',
    target: target === null ? null : { milliseconds: target * bench.scale },
    plainPerSecond: plain,
    note: `${survivors} ratios worked out; with tables, ranking and chance of the best ${candidates.length}: ${answer.timing.best.toFixed(0)} ms`,
  })
}

/** A question about profiles of the store itself, so that they are typical ones. */
function questionFor({ markers }: Bench, store: ProfileStore, relationship: Relationship): CandidateScanInput {
  const [first, second] = [profileAt(store, 0).profile, profileAt(store, 1).profile]
  const references: Profiles = relationship === 'child-of-both' ? { father: first, mother: second } : { [REFERENCE]: first }
  return { hypotheses: relationshipHypotheses(relationship), candidate: CANDIDATE, references, markers, mutation: MUTATION }
}

/** One thread: with WebAssembly SIMD and where it is missing; and every profile's exact ratio, without the bound. */
async function benchOneThread(bench: Bench, store: ProfileStore): Promise<void> {
  const lines: { readonly name: string; readonly relationship: Relationship; readonly kernels: KernelChoice; readonly isBounded: boolean }[] = [
    { name: 'duo query, one core', relationship: 'child', kernels: 'auto', isBounded: true },
    { name: 'duo query, one core, plain TypeScript', relationship: 'child', kernels: 'plain', isBounded: true },
    { name: 'full-sibling scan, one core', relationship: 'full-sibling', kernels: 'auto', isBounded: true },
    { name: 'full-sibling scan, one core, plain TypeScript', relationship: 'full-sibling', kernels: 'plain', isBounded: true },
    { name: 'full sibling, exact ratio of every profile, one core', relationship: 'full-sibling', kernels: 'auto', isBounded: false },
  ]
  for (const { name, relationship, kernels, isBounded } of lines) {
    const pool = createLocalPool(store, { kernels })
    const { task } = prepareSearch(store, questionFor(bench, store, relationship), { limit: relationship === 'child' ? 100 : 10_000 })
    const milliseconds = await measure(3, () => scanStore(pool, isBounded ? task : { ...task, bound: null }))
    report(bench, { name, milliseconds, count: store.count, unit: 'profiles', target: null, plainPerSecond: null, note: isBounded ? '' : 'no bound: one look-up a locus for each' })
  }
}

/** Everyone against everyone: a hundredth of the store's size of children and as many parents, as many pairs as stated at ten million. */
async function benchBlind(bench: Bench): Promise<void> {
  const side = Math.max(256, Math.round(bench.options.profiles / 100))
  const store = createStore(planLayout(frequenciesOf(bench), ['children', 'parents']), { synthetic: true })
  const pool = createThreadPool(store, { threads: bench.options.threads })
  try {
    await addRows(pool, bench.rows.next(side, 1))
    await addRows(pool, bench.rows.next(side, 2))
    const search = () => blindSearch(pool, { markers: bench.markers, mutation: MUTATION, queries: { set: 'children' }, set: 'parents' })
    const { survivors } = await search()
    const milliseconds = await measure(3, search, 0)
    report(bench, { name: `blind parent–child search, ${side} × ${side}, exact ratios of survivors`, milliseconds, count: side * side, unit: 'pairs', target: { milliseconds: 3000 * bench.scale ** 2 }, plainPerSecond: null, note: `${survivors} ratios worked out; tables, ranking and chance included` })
  } finally {
    await pool.close()
  }
}

const FAMILY_CANDIDATES = 20_000

/** A family of six with both grandparents, the mother and a sibling typed; the candidate is the missing child. */
async function benchFamily(bench: Bench): Promise<void> {
  const people = [person('GF', 'male'), person('GM', 'female'), person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('S', 'female', 'F', 'M'), person('C', 'male', 'F', 'M')]
  const apart = people.map((one) => (one.id === 'C' ? person('C', 'male') : one))
  const hypotheses: Hypotheses = { H1: createPedigree(people), H2: createPedigree(apart) }
  const random = createRandom(4)
  const references = simulateFamily({ pedigree: hypotheses.H1, markers: bench.markers, mutation: MUTATION, typed: ['GF', 'GM', 'M', 'S'] }, random)
  const candidates = Array.from({ length: FAMILY_CANDIDATES }, () => simulateFamily({ pedigree: createPedigree([person('C', 'male')]), markers: bench.markers }, random).C)
  const question: CandidateScanInput = { hypotheses, candidate: 'C', references, markers: bench.markers, mutation: MUTATION }
  const work = (): number => {
    const scan = prepareCandidateScan(question)
    return candidates.reduce((best, candidate) => Math.max(best, scan.log10Ratio(candidate)), -Infinity)
  }
  report(bench, { name: 'family of 6, exact ratio of each candidate, one core', milliseconds: await measure(3, work), count: FAMILY_CANDIDATES, unit: 'candidates', target: { perSecond: 5000 }, plainPerSecond: null, note: 'pedigree worked out once, preparation included' })
  const afresh = candidates.slice(0, 200)
  const each = (): void => afresh.forEach((candidate) => likelihoodRatio({ hypotheses, markers: bench.markers, profiles: { ...references, C: candidate }, mutation: MUTATION }))
  report(bench, { name: 'family of 6, whole pedigree afresh for each, one core', milliseconds: await measure(3, each), count: afresh.length, unit: 'candidates', target: null, plainPerSecond: null, note: 'as when every candidate has another family' })
  benchPairs(bench)
}

const PAIRS_BEFORE = 20_000
const PAIRS = 2000

/** Pairs of full siblings, every pair two new people, as programs for case work rate them. */
function benchPairs(bench: Bench): void {
  const people = [person('F', 'male'), person('M', 'female'), person('S', 'male', 'F', 'M')]
  const hypotheses: Hypotheses = { H1: createPedigree([...people, person('C', 'male', 'F', 'M')]), H2: createPedigree([...people, person('C', 'male')]) }
  const random = createRandom(5)
  const family = { pedigree: hypotheses.H1, markers: bench.markers, mutation: MUTATION, typed: ['S', 'C'] }
  const pairs = Array.from({ length: PAIRS_BEFORE + PAIRS }, () => simulateFamily(family, random))
  const question = { hypotheses, markers: bench.markers, mutation: MUTATION }
  const time = (rated: readonly Profiles[], rate: (profiles: Profiles) => unknown): Timing => {
    const start = performance.now()
    rated.forEach(rate)
    const took = performance.now() - start
    return { best: took, median: took, runs: 1 }
  }
  const fresh = pairs.slice(0, 400)
  report(bench, { name: 'pairs of siblings, each afresh, one core', milliseconds: time(fresh, (profiles) => likelihoodRatio({ ...question, profiles })), count: fresh.length, unit: 'pairs', target: null, plainPerSecond: null, note: 'the published programs: about 100/s' })
  const rate = prepareRatio(question)
  pairs.slice(0, PAIRS_BEFORE).forEach(rate)
  report(bench, { name: 'pairs of siblings, question prepared, one core', milliseconds: time(pairs.slice(PAIRS_BEFORE), rate), count: PAIRS, unit: 'pairs', target: { perSecond: 5000 }, plainPerSecond: null, note: `new pairs each; what a locus says is kept by genotypes, ${PAIRS_BEFORE} other pairs before` })
}
