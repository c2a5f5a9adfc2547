/** Rarity-weighted pieces of texts at length one, features in rising order, so that two are compared by walking both once. */
export interface Sparse {
  readonly index: Int32Array
  readonly value: Float32Array
}

/** @param counts by document: feature → count @param frequency in how many documents a feature stands; those in one only are left out */
export function weigh(counts: readonly ReadonlyMap<number, number>[], frequency: ReadonlyMap<number, number>): Sparse[] {
  return counts.map((document) => {
    const kept = [...document].filter(([feature]) => (frequency.get(feature) ?? 0) >= 2).sort((a, b) => a[0] - b[0])
    const index = Int32Array.from(kept, ([feature]) => feature)
    const value = Float32Array.from(kept, ([feature, times]) => (1 + Math.log(times)) * Math.log(counts.length / (frequency.get(feature) ?? 1)))
    return { index, value: unit(value) }
  })
}

export function frequencies(counts: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const found = new Map<number, number>()
  for (const document of counts) for (const feature of document.keys()) found.set(feature, (found.get(feature) ?? 0) + 1)
  return found
}

function unit(value: Float32Array): Float32Array {
  const length = Math.sqrt(value.reduce((sum, one) => sum + one * one, 0))
  return length > 0 ? value.map((one) => one / length) : value
}

/** Cosine, 0–1. */
export function cosine(a: Sparse, b: Sparse): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.index.length && j < b.index.length;) {
    const difference = a.index[i] - b.index[j]
    if (difference === 0) sum += a.value[i++] * b.value[j++]
    else if (difference < 0) i++
    else j++
  }
  return sum
}

/** The direction of several together. */
export function centre(vectors: readonly Sparse[]): Sparse {
  if (vectors.length === 1) return vectors[0]
  const sums = new Map<number, number>()
  for (const { index, value } of vectors) for (let i = 0; i < index.length; i++) sums.set(index[i], (sums.get(index[i]) ?? 0) + value[i])
  const sorted = [...sums].sort((a, b) => a[0] - b[0])
  return { index: Int32Array.from(sorted, ([feature]) => feature), value: unit(Float32Array.from(sorted, ([, one]) => one)) }
}
