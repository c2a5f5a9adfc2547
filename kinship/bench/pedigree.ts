import { readFileSync } from 'node:fs'
import { createPedigree, createRandom, likelihoodRatio, markersOf, person, prepareCandidateScan, simulateFamily, simulateUnrelated } from '../src/index.ts'
import type { FrequencyTable, MutationModel } from '../src/index.ts'

/** How many candidates a second of processor time one core rates against a family of six at 20 loci; prints JSON. */
const table = JSON.parse(readFileSync(new URL('../data/frequencies/norstr-east-asia.json', import.meta.url), 'utf8')) as FrequencyTable
const loci = 'CSF1PO D1S1656 D2S441 D2S1338 D3S1358 D5S818 D7S820 D8S1179 D10S1248 D12S391 D13S317 D16S539 D18S51 D19S433 D21S11 FGA TH01 vWA'.split(' ').concat('Penta D', 'Penta E')
const markers = markersOf(table, loci)
const people = [person('GF', 'male'), person('GM', 'female'), person('U', 'male', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('M', 'female')]
const hypotheses = { H1: createPedigree([...people, person('C', 'male', 'F', 'M')]), H2: createPedigree([...people, person('C', 'male')]) }

function perSecond(count: number, rate: (at: number) => void): number {
  for (let at = 0; at < Math.min(count, 200); at++) rate(at)
  const before = process.cpuUsage()
  for (let at = 0; at < count; at++) rate(at)
  const { user, system } = process.cpuUsage(before)
  return Math.round((count / (user + system)) * 1e6)
}

for (const theta of [0, 0.01]) {
  const mutation: MutationModel = { model: 'stepwise', maleRate: 0.002, femaleRate: 0.001, rate2: 1e-6, range: 0.1 }
  const { GM, U, M } = simulateFamily({ pedigree: hypotheses.H1, markers, mutation, theta }, createRandom(7))
  const references = { GM, U, M }
  const candidates = simulateUnrelated({ markers, count: 20_000 }, createRandom(8))
  const start = performance.now()
  const scan = prepareCandidateScan({ hypotheses, candidate: 'C', references, markers, mutation, theta })
  const prepareMs = Math.round(performance.now() - start)
  const scanned = perSecond(candidates.length, (at) => scan.log10Ratio(candidates[at]))
  const full = perSecond(theta === 0 ? 400 : 100, (at) => likelihoodRatio({ hypotheses, markers, mutation, theta, profiles: { ...references, C: candidates[at] } }))
  console.log(JSON.stringify({ theta, model: mutation.model, loci: markers.length, prepareMs, scannedPerSecond: scanned, fullPerSecond: full }))
}
