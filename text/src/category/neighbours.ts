import { joinRows, rowOf } from './vectors.ts'
import type { Rows } from './vectors.ts'

/** The labelled texts, ready to be asked which of them are like a new one: for each feature the rows that have it. */
export interface Neighbourhood {
  readonly count: number
  /** Posting list of feature f: positions `start[f] … start[f + 1])`. */
  readonly start: Int32Array
  readonly row: Int32Array
  readonly value: Float32Array
}

/** Only the heaviest features of a text: the others cost time and hardly move the order. */
const MOST_FEATURES = 160
export const NEAREST = 25

/** The heaviest features of each row, at length one again. */
export function heaviest(rows: Rows): Rows {
  return joinRows(Array.from({ length: rows.start.length - 1 }, (_, row) => heaviestOf(rowOf(rows, row))))
}

export function heaviestOf({ index, value }: { index: Int32Array; value: Float32Array }): { index: Int32Array; value: Float32Array } {
  if (index.length <= MOST_FEATURES) return { index, value }
  const floor = value.toSorted()[value.length - MOST_FEATURES]
  const kept = Array.from(index.keys()).filter((i) => value[i] >= floor).slice(0, MOST_FEATURES)
  const length = Math.sqrt(kept.reduce((sum, i) => sum + value[i] * value[i], 0))
  return { index: Int32Array.from(kept, (i) => index[i]), value: Float32Array.from(kept, (i) => value[i] / length) }
}

/** @param rows from `heaviest` */
export function neighbourhood(rows: Rows, features: number): Neighbourhood {
  const start = new Int32Array(features + 1)
  for (const feature of rows.index) start[feature + 1]++
  for (let f = 0; f < features; f++) start[f + 1] += start[f]
  const next = start.slice(0, features)
  const row = new Int32Array(rows.index.length)
  const value = new Float32Array(rows.index.length)
  const count = rows.start.length - 1
  for (let r = 0; r < count; r++) {
    for (let p = rows.start[r]; p < rows.start[r + 1]; p++) {
      const at = next[rows.index[p]]++
      row[at] = r
      value[at] = rows.value[p]
    }
  }
  return { count, start, row, value }
}

export interface Neighbour {
  readonly row: number
  /** Cosine, 0–1. */
  readonly likeness: number
}

/** The labelled texts most like this one, the most alike first. @param without a row that is the text itself */
export function nearest(hood: Neighbourhood, vector: { index: Int32Array; value: Float32Array }, without = -1): Neighbour[] {
  const likeness = new Float32Array(hood.count)
  for (let i = 0; i < vector.index.length; i++) {
    const feature = vector.index[i]
    const weight = vector.value[i]
    for (let p = hood.start[feature]; p < hood.start[feature + 1]; p++) likeness[hood.row[p]] += weight * hood.value[p]
  }
  if (without >= 0) likeness[without] = 0
  return best(likeness)
}

/** The highest few by insertion: one pass, no sorting of thousands. */
function best(likeness: Float32Array): Neighbour[] {
  const top: { row: number; likeness: number }[] = []
  let floor = 0
  for (let row = 0; row < likeness.length; row++) {
    const value = likeness[row]
    if (value <= floor) continue
    let at = top.length
    while (at > 0 && top[at - 1].likeness < value) at--
    top.splice(at, 0, { row, likeness: value })
    if (top.length > NEAREST) top.pop()
    if (top.length === NEAREST) floor = top[NEAREST - 1].likeness
  }
  return top
}

/** Shares of the neighbours' votes; the square of the likeness counts. All 0 without neighbours. */
export function votes(neighbours: readonly Neighbour[], labelOf: (row: number) => number, classes: number): Float32Array {
  const shares = new Float32Array(classes)
  let total = 0
  for (const { row, likeness } of neighbours) {
    const label = labelOf(row)
    if (label < 0) continue
    shares[label] += likeness * likeness
    total += likeness * likeness
  }
  return total > 0 ? shares.map((share) => share / total) : shares
}
