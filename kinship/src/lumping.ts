import type { Marker } from './markers.ts'
import type { MutationMatrices } from './mutation.ts'

/** A locus with alleles that no data can tell apart merged into one state. */
export interface LocusStates {
  readonly size: number
  /** Population frequency of each state. */
  readonly prior: Float64Array
  /** Row-major size×size. */
  readonly male: Float64Array
  readonly female: Float64Array
  /** The state of each allele of the marker. */
  readonly stateOf: Int32Array
  /** State of the silent allele, or -1. */
  readonly silent: number
}

const EQUAL_WITHIN = 1e-13

/**
 * Merges unseen alleles where that is exact: two alleles share a state only if both mutate into every state with the same
 * probability, in fathers and mothers (strong lumpability), so that the likelihood is unchanged for any frequencies and θ.
 * @param seen allele positions that must stay apart; null keeps all apart
 * @see Kemeny & Snell 1960, Finite Markov Chains, §6.3
 */
export function lumpAlleles(marker: Marker, matrices: MutationMatrices, seen: ReadonlySet<number> | null): LocusStates {
  const count = marker.alleles.length
  const stateOf = Int32Array.from({ length: count }, (_, allele) => allele)
  if (seen !== null) coarsestPartition(stateOf, matrices, (allele) => seen.has(allele) || allele === marker.silentIndex)
  const members = membersOf(stateOf)
  const size = members.length
  const prior = new Float64Array(size)
  stateOf.forEach((state, allele) => (prior[state] += marker.frequencies[allele]))
  const lump = (matrix: Float64Array): Float64Array => {
    const lumped = new Float64Array(size * size)
    for (let from = 0; from < size; from++) {
      const row = members[from][0] * count
      for (let allele = 0; allele < count; allele++) lumped[from * size + stateOf[allele]] += matrix[row + allele]
    }
    return lumped
  }
  const male = lump(matrices.male)
  const female = matrices.female === matrices.male ? male : lump(matrices.female)
  return { size, prior, male, female, stateOf, silent: marker.silentIndex === -1 ? -1 : stateOf[marker.silentIndex] }
}

function coarsestPartition(stateOf: Int32Array, matrices: MutationMatrices, isApart: (allele: number) => boolean): void {
  let states = 0
  const rest: number[] = []
  stateOf.forEach((_, allele) => {
    if (isApart(allele)) stateOf[allele] = states++
    else rest.push(allele)
  })
  for (const allele of rest) stateOf[allele] = states
  if (rest.length > 0) states++
  for (let before = 0; before !== states; ) {
    before = states
    states = splitOnce(stateOf, matrices, states)
  }
}

function splitOnce(stateOf: Int32Array, matrices: MutationMatrices, states: number): number {
  const rows = matrices.female === matrices.male ? [matrices.male] : [matrices.male, matrices.female]
  const before = Int32Array.from(stateOf)
  let next = states
  for (const members of membersOf(before)) {
    if (members.length === 1) continue
    const kinds: { readonly signature: Float64Array; readonly state: number }[] = []
    for (const allele of members) {
      const signature = signatureOf(allele, before, rows, states)
      const kind = kinds.find((other) => sameSignature(other.signature, signature))
      if (kind !== undefined) stateOf[allele] = kind.state
      else {
        stateOf[allele] = kinds.length === 0 ? before[allele] : next++
        kinds.push({ signature, state: stateOf[allele] })
      }
    }
  }
  return next
}

function signatureOf(allele: number, stateOf: Int32Array, matrices: readonly Float64Array[], states: number): Float64Array {
  const count = stateOf.length
  const signature = new Float64Array(states * matrices.length)
  matrices.forEach((matrix, at) => {
    for (let to = 0; to < count; to++) signature[at * states + stateOf[to]] += matrix[allele * count + to]
  })
  return signature
}

function sameSignature(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, at) => Math.abs(value - b[at]) <= EQUAL_WITHIN * Math.max(value, b[at]))
}

function membersOf(stateOf: Int32Array): number[][] {
  const members: number[][] = []
  stateOf.forEach((state, allele) => (members[state] ??= []).push(allele))
  return members
}
