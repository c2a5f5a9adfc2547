import type { UrnSums } from './urn.ts'
import { chanceOfAll, chanceWithOne, chanceWithTwo } from './urn.ts'

/** Chance by the allele of one candidate gene, which ended in a founder gene (matrix) or met a typed person (vector). */
export function genesOf(root: Float64Array | null, end: Float64Array | null, urn: UrnSums, size: number): Float64Array {
  if (root !== null) return timesMatrix(chanceWithOne(urn), root, size)
  const chance = chanceOfAll(urn)
  return (end ?? new Float64Array(size)).map((value) => value * chance)
}

/** The same for both genes together. */
export function genotypesOf([paternal, maternal]: readonly (Float64Array | null)[], ends: readonly (Float64Array | null)[], urn: UrnSums, size: number): Float64Array {
  if (paternal !== null && maternal !== null) {
    const rows = timesMatrix(transposed(chanceWithTwo(urn), size), paternal, size)
    return timesMatrix(transposed(rows, size), maternal, size)
  }
  const rootFirst = paternal !== null
  const one = rootFirst ? genesOf(paternal, null, urn, size) : maternal !== null ? genesOf(maternal, null, urn, size) : genesOf(null, ends[1], urn, size)
  const other = (rootFirst ? ends[1] : ends[0]) ?? new Float64Array(size)
  return Float64Array.from({ length: size * size }, (_, cell) => {
    const a = Math.floor(cell / size)
    const b = cell % size
    return rootFirst ? one[a] * other[b] : other[a] * one[b]
  })
}

/** rows · matrix, for one row or several of `size` cells. */
function timesMatrix(rows: Float64Array, matrix: Float64Array, size: number): Float64Array {
  const product = new Float64Array(rows.length)
  for (let start = 0; start < rows.length; start += size) {
    for (let inner = 0; inner < size; inner++) {
      const factor = rows[start + inner]
      if (factor === 0) continue
      for (let column = 0; column < size; column++) product[start + column] += factor * matrix[inner * size + column]
    }
  }
  return product
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: matrix.length }, (_, cell) => matrix[(cell % size) * size + Math.floor(cell / size)])
}

/**
 * Two linked loci from their tables by pattern of meioses: a meiosis that matters at both agrees with chance 1−ρ, else ρ, and is
 * at either with chance ½; one that matters at a single locus is a fair coin.
 */
export function combineLinked(one: ReadonlyMap<string, number>, two: ReadonlyMap<string, number>, recombination: number): number {
  let sum = 0
  for (const [first, chanceOfFirst] of one) {
    for (const [second, chanceOfSecond] of two) {
      let weight = chanceOfFirst * chanceOfSecond
      for (let meiosis = 0; meiosis < first.length; meiosis++) {
        const a = first[meiosis]
        const b = second[meiosis]
        if (a === '*' && b === '*') continue
        weight *= 0.5
        if (a !== '*' && b !== '*') weight *= a === b ? 1 - recombination : recombination
      }
      sum += weight
    }
  }
  return sum
}
