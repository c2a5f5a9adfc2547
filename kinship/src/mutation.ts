import { repeatLength } from './alleles.ts'
import { InputError, requireInRange } from './errors.ts'
import type { Marker } from './markers.ts'

interface Rates {
  /** Chance per transmission from a father, 0–1. */
  readonly maleRate: number
  /** Chance per transmission from a mother, 0–1. */
  readonly femaleRate: number
}

/** How an allele may change on its way from parent to child; docs/formulas.md §3 gives each matrix with its source. */
export type MutationModel =
  | { readonly model: 'none' }
  | ({ readonly model: 'equal' | 'proportional' | 'onestep' } & Rates)
  | ({ readonly model: 'stepwise'; /** Chance of becoming a microvariant of another length class. */ readonly rate2: number; /** Each further step is this many times as likely as the one before, 0–1. */ readonly range: number } & Rates)
  | { readonly model: 'matrix'; readonly loci: Readonly<Record<string, MutationMatrixInput>> }

/** An own matrix of one locus: row = parent's allele, column = child's allele, each row sums to 1. */
export interface MutationMatrixInput {
  readonly alleles: readonly string[]
  readonly male: readonly (readonly number[])[]
  readonly female: readonly (readonly number[])[]
}

/** One model for all loci, or one for most and others for some. */
export type MutationModels = MutationModel | { readonly everywhere: MutationModel; readonly loci: Readonly<Record<string, MutationModel>> }

/** Row-major n×n matrices over a marker's alleles. */
export interface MutationMatrices {
  readonly male: Float64Array
  readonly female: Float64Array
}

export const NO_MUTATION: MutationModel = { model: 'none' }

/** The model in force at a locus. */
export function mutationModelAt(models: MutationModels, locus: string): MutationModel {
  return 'everywhere' in models ? (models.loci[locus] ?? models.everywhere) : models
}

/**
 * The male and female mutation matrices of a marker.
 * The silent allele neither mutates nor is mutated to; the models see the other alleles only.
 * @throws InputError for a rate that is no probability, or alleles without a length in a stepwise model.
 */
export function mutationMatrices(marker: Marker, model: MutationModel): MutationMatrices {
  if (model.model === 'matrix') return ownMatrices(marker, model.loci[marker.name])
  if (model.model === 'none') {
    const identity = matrixOf(marker, () => 0, () => 1)
    return { male: identity, female: identity }
  }
  const male = matrixForRate(marker, model, model.maleRate, 'maleRate')
  return { male, female: model.femaleRate === model.maleRate ? male : matrixForRate(marker, model, model.femaleRate, 'femaleRate') }
}

type RatedModel = Exclude<MutationModel, { model: 'none' | 'matrix' }>

function matrixForRate(marker: Marker, model: RatedModel, rate: number, argument: string): Float64Array {
  requireInRange(`mutation ${argument}`, rate, 0, 1)
  switch (model.model) {
    case 'equal':
      return equalMatrix(marker, rate)
    case 'proportional':
      return proportionalMatrix(marker, rate, argument)
    case 'onestep':
      return oneStepMatrix(marker, rate)
    case 'stepwise':
      return stepwiseMatrix(marker, rate, model.rate2, model.range)
  }
}

function equalMatrix(marker: Marker, rate: number): Float64Array {
  const others = visibleCount(marker) - 1
  return matrixOf(marker, () => rate / others, () => (others === 0 ? 1 : 1 - rate))
}

function proportionalMatrix(marker: Marker, rate: number, argument: string): Float64Array {
  const share = visibleShares(marker)
  const heterozygosity = share.reduce((sum, p) => sum + p * (1 - p), 0)
  if (heterozygosity === 0) return matrixOf(marker, () => 0, () => 1)
  const scale = rate / heterozygosity
  if (share.some((p) => scale * (1 - p) > 1)) {
    throw new InputError('number-out-of-range', `mutation ${argument}`, `${rate} is too large for a proportional model at ${marker.name}`, 'Give a smaller rate')
  }
  return matrixOf(marker, (_, to) => scale * share[to], (allele) => 1 - scale * (1 - share[allele]))
}

function oneStepMatrix(marker: Marker, rate: number): Float64Array {
  const lengths = lengthsOf(marker)
  const isNeighbour = (a: number, b: number): boolean => lengths[a].extraBases === lengths[b].extraBases && Math.abs(lengths[a].repeats - lengths[b].repeats) === 1
  const neighbours = lengths.map((_, a) => lengths.filter((__, b) => isNeighbour(a, b)).length)
  return matrixOf(marker, (from, to) => (isNeighbour(from, to) ? rate / neighbours[from] : 0), (allele) => (neighbours[allele] === 0 ? 1 : 1 - rate))
}

function stepwiseMatrix(marker: Marker, rate: number, rate2: number, range: number): Float64Array {
  requireInRange('mutation rate2', rate2, 0, 1)
  requireInRange('mutation range', range, Number.MIN_VALUE, 1)
  if (rate + rate2 > 1) throw new InputError('number-out-of-range', 'mutation rate2', `rate and rate2 sum to ${rate + rate2}`, 'Give rates that sum to at most 1')
  const lengths = lengthsOf(marker)
  const sameClass = (a: number, b: number): boolean => lengths[a].extraBases === lengths[b].extraBases
  const weight = (a: number, b: number): number => range ** Math.abs(lengths[a].repeats - lengths[b].repeats)
  const inside = lengths.map((_, a) => lengths.reduce((sum, __, b) => (b !== a && sameClass(a, b) ? sum + weight(a, b) : sum), 0))
  const outside = lengths.map((_, a) => lengths.filter((__, b) => !sameClass(a, b)).length)
  return matrixOf(
    marker,
    (from, to) => (sameClass(from, to) ? (rate * weight(from, to)) / inside[from] : rate2 / outside[from]),
    (allele) => 1 - (inside[allele] === 0 ? 0 : rate) - (outside[allele] === 0 ? 0 : rate2),
  )
}

function lengthsOf(marker: Marker): { repeats: number; extraBases: number }[] {
  return marker.alleles.slice(0, visibleCount(marker)).map((allele) => {
    const length = repeatLength(allele)
    if (length === null) throw new InputError('allele-without-length', `mutation model at ${marker.name}`, `allele ${allele} is not a number of repeats, so it has no steps`, 'Use the model equal or proportional for this locus')
    return length
  })
}

function visibleCount(marker: Marker): number {
  return marker.alleles.length - (marker.silentIndex === -1 ? 0 : 1)
}

function visibleShares(marker: Marker): Float64Array {
  const visible = marker.frequencies.slice(0, visibleCount(marker))
  const sum = visible.reduce((total, p) => total + p, 0)
  return visible.map((p) => p / sum)
}

type Change = (from: number, to: number) => number

function matrixOf(marker: Marker, change: Change, stay: (allele: number) => number): Float64Array {
  const size = marker.alleles.length
  const visible = visibleCount(marker)
  const matrix = new Float64Array(size * size)
  for (let from = 0; from < size; from++) {
    matrix[from * size + from] = from < visible ? stay(from) : 1
    for (let to = 0; to < visible && from < visible; to++) if (to !== from) matrix[from * size + to] = change(from, to)
  }
  return matrix
}

function ownMatrices(marker: Marker, input: MutationMatrixInput | undefined): MutationMatrices {
  if (input === undefined) throw new InputError('mutation-matrix-missing', `mutation matrix of ${marker.name}`, 'there is none', 'Give a matrix for each locus, or another model for this one')
  return { male: ownMatrix(marker, input.alleles, input.male, 'male'), female: ownMatrix(marker, input.alleles, input.female, 'female') }
}

function ownMatrix(marker: Marker, alleles: readonly string[], rows: readonly (readonly number[])[], sex: string): Float64Array {
  const argument = `${sex} mutation matrix of ${marker.name}`
  const visible = marker.alleles.slice(0, visibleCount(marker))
  const position = visible.map((allele) => alleles.indexOf(allele))
  if (alleles.length !== visible.length || position.includes(-1)) {
    throw new InputError('mutation-matrix-alleles', argument, `its alleles are not those of the frequency table (${visible.join(' ')})`, 'Give one row and one column for each allele of the table')
  }
  if (rows.length !== alleles.length || rows.some((row) => row.length !== alleles.length)) {
    throw new InputError('mutation-matrix-shape', argument, `it is not ${alleles.length} by ${alleles.length}`, 'Give a square matrix')
  }
  rows.forEach((row, index) => {
    row.forEach((value) => requireInRange(`${argument}, row ${alleles[index]}`, value, 0, 1))
    const sum = row.reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) > 1e-9) throw new InputError('mutation-matrix-row-sum', `${argument}, row ${alleles[index]}`, `it sums to ${sum}`, 'Make each row sum to 1')
  })
  const entry: Change = (from, to) => rows[position[from]][position[to]]
  return matrixOf(marker, entry, (allele) => entry(allele, allele))
}
