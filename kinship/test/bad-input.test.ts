import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Person } from '../src/index.ts'
import { InputError, NO_MUTATION, answerVectorCase, comparisonPower, compareMtHaplotypes, countingEstimate, createMarker, createPedigree, createRandom, errorInChinese, hypothesesOf, likelihoodRatio, mutationMatrices, person, posteriorProbability, prepareCandidateScan, readMutation, readVectorCases, recombinationFraction, NAMED_FAMILIES } from '../src/index.ts'

function errorOf(run: () => unknown): InputError {
  try {
    run()
  } catch (cause) {
    if (cause instanceof InputError) return cause
    throw cause
  }
  throw new Error('nothing was refused')
}

const L = createMarker({ name: 'L', frequencies: { 10: 0.4, 11: 0.6 } })
const trio = [person('F', 'male'), person('M', 'female'), person('C', 'male', 'F', 'M')]
const apart = [person('F', 'male'), person('M', 'female'), person('C', 'male')]
const hypotheses = { H1: createPedigree(trio), H2: createPedigree(apart) }
const ratio = (profiles: Record<string, Record<string, string[]>>, more = {}) => likelihoodRatio({ hypotheses, markers: [L], profiles, ...more })

/** Everything that may be wrong with what a user gives: the code, and what the message has to name. */
const REFUSED: readonly (readonly [what: string, run: () => unknown, code: string, named: string])[] = [
  ['frequencies that do not sum to 1', () => createMarker({ name: 'TH01', frequencies: { 6: 0.5, 7: 0.4 } }), 'frequencies-do-not-sum-to-1', 'frequencies of TH01'],
  ['a negative frequency', () => createMarker({ name: 'TH01', frequencies: { 6: -0.1, 7: 1.1 } }), 'number-out-of-range', 'TH01 allele 6'],
  ['a frequency that is no number', () => createMarker({ name: 'TH01', frequencies: { 6: Number.NaN, 7: 1 } }), 'number-out-of-range', 'TH01 allele 6'],
  ['an allele twice in a table', () => createMarker({ name: 'TH01', frequencies: { '6': 0.5, '6.0': 0.5 } }), 'allele-twice', 'TH01'],
  ['a table without frequencies', () => createMarker({ name: 'TH01', frequencies: {} }), 'no-frequencies', 'TH01'],
  ['a negative mutation rate', () => mutationMatrices(L, { model: 'equal', maleRate: -0.001, femaleRate: 0.001 }), 'number-out-of-range', 'maleRate'],
  ['a mutation rate above 1', () => mutationMatrices(L, { model: 'onestep', maleRate: 0.001, femaleRate: 2 }), 'number-out-of-range', 'femaleRate'],
  ['a range of 0', () => mutationMatrices(L, { model: 'stepwise', maleRate: 0.001, femaleRate: 0.001, rate2: 0, range: 0 }), 'number-out-of-range', 'range'],
  ['steps between alleles without a length', () => mutationMatrices(createMarker({ name: 'rs1', frequencies: { A: 0.5, G: 0.5 } }), { model: 'onestep', maleRate: 0.001, femaleRate: 0.001 }), 'allele-without-length', 'rs1'],
  ['a matrix whose rows do not sum to 1', () => mutationMatrices(L, { model: 'matrix', loci: { L: { alleles: ['10', '11'], male: [[0.9, 0.2], [0, 1]], female: [[1, 0], [0, 1]] } } }), 'mutation-matrix-row-sum', 'row 10'],
  ['an unknown mutation model', () => readMutation({ model: 'magic' }), 'mutation-model-unknown', 'magic'],
  ['a pedigree without people', () => createPedigree([]), 'pedigree-empty', 'pedigree'],
  ['a pedigree with a cycle', () => createPedigree([person('A', 'male', 'B'), person('B', 'male', 'A')]), 'pedigree-cycle', 'A'],
  ['a mother of the wrong sex', () => createPedigree([person('M', 'male'), person('C', 'male', null, 'M')]), 'parent-of-wrong-sex', 'M is the mother of C'],
  ['one person as both parents', () => createPedigree([person('P', 'unknown'), person('C', 'male', 'P', 'P')]), 'parent-of-wrong-sex', 'P'],
  ['a parent who is not listed', () => createPedigree([person('C', 'male', 'F', 'M')]), 'parent-missing', 'F'],
  ['a person twice', () => createPedigree([person('A', 'male'), person('A', 'female')]), 'person-twice', 'A'],
  ['500 people in one pedigree', () => createPedigree(Array.from({ length: 500 }, (_, at): Person => person(`P${at}`, 'male'))), 'pedigree-too-large', '500'],
  ['a typed person who is in one hypothesis only', () => likelihoodRatio({ hypotheses: { H1: hypotheses.H1, H2: createPedigree([person('F', 'male')]) }, markers: [L], profiles: { C: { L: ['10', '10'] } } }), 'person-unknown', 'H2'],
  ['a locus without frequencies', () => ratio({ C: { L: ['10', '10'], FGA: ['22', '23'] } }), 'locus-not-in-table', 'FGA'],
  ['a locus twice among the markers', () => likelihoodRatio({ hypotheses, markers: [L, L], profiles: {} }), 'locus-twice', 'markers'],
  ['an allele that the table lacks', () => ratio({ C: { L: ['10', '12'] } }), 'allele-not-in-table', 'C at L'],
  ['three alleles', () => ratio({ C: { L: ['10', '11', '11'] } }), 'not-one-or-two-alleles', 'C at L'],
  ['one allele', () => ratio({ C: { L: ['10'] } }), 'not-one-or-two-alleles', 'C at L'],
  ['a silent allele that was seen', () => likelihoodRatio({ hypotheses, markers: [createMarker({ name: 'L', frequencies: { 10: 0.9 }, silentFrequency: 0.1 })], profiles: { C: { L: ['10', 'silent'] } } }), 'silent-allele-seen', 'C at L'],
  ['theta of 1', () => ratio({ C: { L: ['10', '10'] } }, { theta: 1 }), 'number-out-of-range', 'theta'],
  ['a negative theta', () => ratio({ C: { L: ['10', '10'] } }, { theta: -0.01 }), 'number-out-of-range', 'theta'],
  ['a drop-out above 1', () => ratio({ C: { L: ['10', '10'] } }, { observation: { dropOut: 1.5 } }), 'number-out-of-range', 'dropOut'],
  ['two X alleles in a male', () => likelihoodRatio({ hypotheses, markers: [createMarker({ name: 'DXS101', chromosome: 'X', frequencies: { 10: 0.4, 11: 0.6 } })], profiles: { C: { DXS101: ['10', '11'] } } }), 'two-x-alleles-in-a-male', 'C at DXS101'],
  ['an X marker with unknown sex', () => likelihoodRatio({ hypotheses: { H1: createPedigree([person('A', 'unknown')]), H2: createPedigree([person('A', 'unknown')]) }, markers: [createMarker({ name: 'DXS101', chromosome: 'X', frequencies: { 10: 1 } })], profiles: { A: { DXS101: ['10', '10'] } } }), 'sex-unknown', 'A'],
  ['a recombination fraction above one half', () => ratio({ C: { L: ['10', '10'] } }, { linkage: [{ loci: ['L', 'K'], recombination: [0.6] }] }), 'number-out-of-range', 'recombination'],
  ['too few recombination fractions', () => ratio({}, { linkage: [{ loci: ['L', 'K', 'J'], recombination: [0.1] }] }), 'linkage-shape', 'L, K, J'],
  ['a negative distance', () => recombinationFraction(-1), 'number-out-of-range', 'centimorgans'],
  ['a prior of 1', () => posteriorProbability(3, 1), 'prior-out-of-range', 'prior'],
  ['a prior that is no number', () => posteriorProbability(3, Number.NaN), 'prior-out-of-range', 'prior'],
  ['a candidate among the references', () => prepareCandidateScan({ hypotheses, candidate: 'C', references: { C: { L: ['10', '10'] } }, markers: [L] }), 'candidate-is-reference', 'C'],
  ['a candidate who is not in the pedigrees', () => prepareCandidateScan({ hypotheses, candidate: 'X', references: {}, markers: [L] }), 'person-unknown', 'X'],
  ['references that contradict each other', () => prepareCandidateScan({ hypotheses: { H1: hypotheses.H1, H2: hypotheses.H1 }, candidate: 'M', references: { F: { L: ['10', '10'] }, C: { L: ['11', '11'] } }, markers: [L] }), 'references-impossible', 'L'],
  ['more of a haplotype than the database has', () => countingEstimate(11, 10), 'count-out-of-range', 'observed'],
  ['an empty haplotype database', () => countingEstimate(0, 0), 'count-out-of-range', 'databaseSize'],
  ['an mtDNA difference without a position', () => compareMtHaplotypes({ ranges: [[1, 576]], differences: ['abc'] }, { ranges: [[1, 576]], differences: [] }), 'mt-difference-unreadable', 'ABC'],
  ['a case file without cases', () => readVectorCases({ cases: [] }), 'no-cases', 'cases'],
  ['a case without a pedigree', () => readVectorCases({ cases: [{ id: 'x', loci: { L: { 10: 1 } } }] }), 'wrong-shape', 'case x, H1'],
  ['a case with an unknown table', () => readVectorCases({ frequencyTables: { a: {} }, cases: [{ id: 'x', frequencyTable: 'b', H1: [], H2: [] }] }), 'table-unknown', 'case x'],
  ['theta with too many open founders', () => answerVectorCase(manyFounders()), 'theta-too-many-founders', 'theta'],
]

function manyFounders() {
  const couples = Array.from({ length: 7 }, (_, at) => [person(`F${at}`, 'male'), person(`M${at}`, 'female'), person(`S${at}`, 'male', `F${at}`, `M${at}`), person(`D${at}`, 'female', `F${at}`, `M${at}`)]).flat()
  const marker = createMarker({ name: 'L', frequencies: Object.fromEntries(Array.from({ length: 12 }, (_, at) => [String(at + 6), 1 / 12])) })
  const pedigree = createPedigree(couples)
  const profiles = Object.fromEntries(couples.filter(({ father }) => father !== null).map(({ id }, at) => [id, { L: [String(6 + (at % 12)), '7'] }]))
  return { id: 'x', input: { hypotheses: { H1: pedigree, H2: pedigree }, markers: [marker], profiles, theta: 0.02, mutation: { model: 'stepwise', maleRate: 0.002, femaleRate: 0.001, rate2: 0, range: 0.1 } as const } }
}

describe('what cannot be computed', () => {
  test.each(REFUSED)('is refused: %s', (_, run, code, named) => {
    const error = errorOf(run)
    expect(error.code).toBe(`kinship/${code}`)
    expect(error.message).toContain(named)
    expect(error.remedy).not.toBe('')
    expect(errorInChinese(error)).toMatch(/[\u4e00-\u9fff]{4}/)
  })

  test('has a Chinese message for every code in the library and its commands', () => {
    const folders = [new URL('../src/', import.meta.url), new URL('../../server/src/commands/kinship/', import.meta.url)]
    const sources = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.startsWith('search')).map((name) => readFileSync(new URL(name, folder), 'utf8')))
    const codes = new Set(sources.flatMap((source) => [...source.matchAll(/new InputError\(\s*'([a-z0-9-]+)'/g)].map(([, code]) => code)))
    expect(codes.size).toBeGreaterThan(40)
    for (const code of codes) expect(errorInChinese(new InputError(code, 'argument', 'problem', 'Remedy')), code).toMatch(/[\u4e00-\u9fff]/)
  })

  test('gives no ratio, and says where, when a locus is impossible under both hypotheses', () => {
    const family = NAMED_FAMILIES.find(({ name }) => name === 'trio')!
    const both = hypothesesOf(family)
    const result = likelihoodRatio({ hypotheses: { H1: both.H1, H2: both.H1 }, markers: [L], profiles: { F: { L: ['10', '10'] }, C: { L: ['11', '11'] } }, mutation: NO_MUTATION })
    expect(result.log10Ratio).toBeNull()
    expect(result.impossible).toEqual(['L'])
    expect(answerVectorCase({ id: 'x', input: { hypotheses: { H1: both.H1, H2: both.H1 }, markers: [L], profiles: { F: { L: ['10', '10'] }, C: { L: ['11', '11'] } } } })).toMatchObject({ log10LR: null, problem: expect.stringContaining('L') })
  })

  test('is minus infinity, never zero or NaN, when H1 alone is impossible', () => {
    const result = ratio({ F: { L: ['10', '10'] }, C: { L: ['11', '11'] } })
    expect(result.log10Ratio).toBe(-Infinity)
    expect(result.loci[0].ratio).toBe(0)
    expect(result.against.map(({ loci }) => loci)).toEqual([['L']])
  })

  test('does not stop power: an untyped family has exclusion power 0 and expects nothing', () => {
    const power = comparisonPower({ hypotheses, candidate: 'C', references: {}, markers: [L] }, createRandom(1))
    expect(power.exclusionPower).toBe(0)
    expect(power.meanLog10IfH1).toBeCloseTo(0, 12)
  })
})
