import { foldText } from '../language/fold.ts'
import { eachGram, forCategory } from '../language/grams.ts'
import { featureOf, featureTable, hashCounter } from './feature-table.ts'
import type { FeatureTable } from './feature-table.ts'

/** Rows of sparse numbers: row i has the features `index[start[i] … start[i + 1])` with their values. */
export interface Rows {
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float32Array
}

/** What a category is read from. */
export interface Message {
  readonly title?: string | null
  readonly text: string
}

/** How texts become numbers: known pieces of one to three characters, weighted by how rare they are. */
export interface Weighting {
  readonly table: FeatureTable
  /** By feature. */
  readonly rarity: Float32Array
}

const LONGEST_PIECE = 3
const SEEN_IN = 2
const RARITY_POWER = 1.3

/** The text a category is read from; the title counts twice, for it says what the matter is. */
export function readable({ title, text }: Message): string {
  const heading = title ? forCategory(foldText(title)) : ''
  const body = forCategory(foldText(text))
  return heading ? `${heading}\n${heading}\n${body}` : body
}

/** Learns which pieces occur in at least two texts, and how rare they are. */
export function learnWeighting(texts: readonly string[]): Weighting {
  const counter = hashCounter()
  const lastSeen: number[] = []
  const frequency: number[] = []
  texts.forEach((text, document) => eachGram(text, 1, LONGEST_PIECE, (hash) => {
    const number = counter.add(hash)
    if (lastSeen[number] === document) return
    lastSeen[number] = document
    frequency[number] = (frequency[number] ?? 0) + 1
  }))
  const kept = counter.hashes().filter((_, number) => frequency[number] >= SEEN_IN)
  const counts = frequency.filter((count) => count >= SEEN_IN)
  return {
    table: featureTable(kept),
    rarity: Float32Array.from(counts, (count) => (Math.log((1 + texts.length) / (1 + count)) + 1) ** RARITY_POWER),
  }
}

/** One text as a row of length one: logarithm of the count times rarity. */
export function vectorOf(text: string, { table, rarity }: Weighting): { index: Int32Array; value: Float32Array } {
  const counts = new Map<number, number>()
  eachGram(text, 1, LONGEST_PIECE, (hash) => {
    const feature = featureOf(table, hash)
    if (feature >= 0) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  })
  const index = new Int32Array(counts.size)
  const value = new Float32Array(counts.size)
  let i = 0
  let squares = 0
  for (const [feature, count] of counts) {
    const weight = (1 + Math.log(count)) * rarity[feature]
    index[i] = feature
    value[i++] = weight
    squares += weight * weight
  }
  const length = Math.sqrt(squares)
  if (length > 0) for (let j = 0; j < value.length; j++) value[j] /= length
  return { index, value }
}

export const vectorsOf = (texts: readonly string[], weighting: Weighting): Rows => joinRows(texts.map((text) => vectorOf(text, weighting)))

export function joinRows(vectors: readonly { index: Int32Array; value: Float32Array }[]): Rows {
  const total = vectors.reduce((sum, { index }) => sum + index.length, 0)
  const start = new Int32Array(vectors.length + 1)
  const index = new Int32Array(total)
  const value = new Float32Array(total)
  let at = 0
  vectors.forEach((vector, row) => {
    index.set(vector.index, at)
    value.set(vector.value, at)
    at += vector.index.length
    start[row + 1] = at
  })
  return { start, index, value }
}

export const rowOf = (rows: Rows, row: number): { index: Int32Array; value: Float32Array } => ({
  index: rows.index.subarray(rows.start[row], rows.start[row + 1]), value: rows.value.subarray(rows.start[row], rows.start[row + 1]),
})

export const pickRows = (rows: Rows, which: readonly number[]): Rows => joinRows(which.map((row) => rowOf(rows, row)))
