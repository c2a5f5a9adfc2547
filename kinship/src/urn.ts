/** The population that one locus's founders come from. */
export interface Population {
  /** Frequency of each state. */
  readonly prior: Float64Array
  /** Coancestry, 0 ≤ θ < 1. */
  readonly theta: number
}

/** The population as an open gene sees it after the known ones: frequencies, and the mass A = (1−θ)/θ + n behind them. */
export interface OpenPrior {
  readonly frequencies: Float64Array
  /** Infinity when θ is 0. */
  readonly mass: number
}

/**
 * The chance of each known founder allele after those before it, and the prior for the genes still open.
 * @see Balding & Nichols 1994, Forensic Sci Int 64:125
 */
export function priorAfter(known: Int32Array, population: Population): OpenPrior & { readonly chances: readonly number[] } {
  const { prior, theta } = population
  const chances: number[] = []
  let drawn = 0
  known.forEach((count, state) => {
    for (let copy = 0; copy < count; copy++, drawn++) chances.push(drawNext(copy, drawn, prior[state], theta))
  })
  const frequencies = prior.map((frequency, state) => drawNext(known[state], drawn, frequency, theta))
  return { chances, frequencies, mass: theta === 0 ? Infinity : (1 - theta) / theta + drawn }
}

/** P(next founder gene is a | n_a of the n before it are a) = (n_a θ + (1−θ) p_a) / (1 + (n−1) θ). */
function drawNext(same: number, drawn: number, frequency: number, theta: number): number {
  return drawn === 0 ? frequency : (same * theta + (1 - theta) * frequency) / (1 + (drawn - 1) * theta)
}

/**
 * Sums over all ways in which founder genes t = 1 … T are copies of each other, for genes known by the likelihood m_t(a) of what is
 * below them: a grouping has the chance Π_groups A·(size−1)! / (A (A+1) … (A+T−1)), and each group one allele drawn from p.
 * @see Hoppe 1984, J Math Biol 20:91 (the urn); Pitman 1996, IMS Lect Notes 30:245
 */
export interface UrnSums {
  /** By subset of genes: p_a Π m_t(a) for each allele a. */
  readonly products: readonly Float64Array[]
  /** By subset: the sum over its groupings, before division by A (A+1) … / A^T. */
  readonly totals: Float64Array
  readonly mass: number
}

export function sumUrn(roots: readonly Float64Array[], prior: OpenPrior): UrnSums {
  const subsets = 2 ** roots.length
  const products: Float64Array[] = [prior.frequencies]
  const together = new Float64Array(subsets)
  for (let subset = 1; subset < subsets; subset++) {
    const top = 31 - Math.clz32(subset)
    const rest = products[subset - 2 ** top]
    const values = new Float64Array(rest.length)
    for (let allele = 0; allele < values.length; allele++) together[subset] += values[allele] = roots[top][allele] * rest[allele]
    products.push(values)
  }
  const totals = new Float64Array(subsets)
  totals[0] = 1
  for (let subset = 1; subset < subsets; subset++) {
    const lowest = subset & -subset
    forEachSubset(subset ^ lowest, (part) => {
      const group = part | lowest
      totals[subset] += groupWeight(bitCount(group), prior.mass) * together[group] * totals[subset ^ group]
    })
  }
  return { products, totals, mass: prior.mass }
}

/** E[Π_t Σ_a q_a m_t(a)] for these genes and no more; without θ they are drawn apart, and a product of sums does. */
export function chanceOfRoots(roots: readonly Float64Array[], prior: OpenPrior): number {
  if (prior.mass !== Infinity) return chanceOfAll(sumUrn(roots, prior))
  let product = 1
  for (const root of roots) {
    let sum = 0
    for (let allele = 0; allele < root.length; allele++) sum += root[allele] * prior.frequencies[allele]
    product *= sum
  }
  return product
}

/** E[Π_t Σ_a q_a m_t(a)] over the urn. */
export function chanceOfAll({ products, totals, mass }: UrnSums): number {
  return totals[products.length - 1] / drawWeight(Math.log2(products.length), mass)
}

/** The same with one gene more, of allele a, for every a. */
export function chanceWithOne({ products, totals, mass }: UrnSums): Float64Array {
  const all = products.length - 1
  const chance = new Float64Array(products[0].length)
  const scale = drawWeight(Math.log2(products.length) + 1, mass)
  forEachSubset(all, (part) => addScaled(chance, products[part], (groupWeight(bitCount(part) + 1, mass) * totals[all ^ part]) / scale))
  return chance
}

/** The same with two genes more, of alleles a and b, for every a (row) and b (column). */
export function chanceWithTwo({ products, totals, mass }: UrnSums): Float64Array {
  const size = products[0].length
  const all = products.length - 1
  const chance = new Float64Array(size * size)
  const scale = drawWeight(Math.log2(products.length) + 2, mass)
  forEachSubset(all, (first) => {
    const besides = new Float64Array(size)
    forEachSubset(all ^ first, (second) => addScaled(besides, products[second], groupWeight(bitCount(second) + 1, mass) * totals[all ^ first ^ second]))
    const apart = groupWeight(bitCount(first) + 1, mass) / scale
    const together = (groupWeight(bitCount(first) + 2, mass) * totals[all ^ first]) / scale
    for (let a = 0; a < size; a++) {
      const own = products[first][a]
      if (own === 0) continue
      for (let b = 0; b < size; b++) chance[a * size + b] += apart * own * besides[b]
      chance[a * size + a] += together * own
    }
  })
  return chance
}

function addScaled(sum: Float64Array, values: Float64Array, scale: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] += scale * values[at]
}

/** A·(size−1)! / A^size, so that nothing overflows. */
function groupWeight(size: number, mass: number): number {
  let weight = 1
  for (let at = 1; at < size; at++) weight *= at / mass
  return weight
}

/** A (A+1) … (A+T−1) / A^T. */
function drawWeight(genes: number, mass: number): number {
  let weight = 1
  for (let gene = 0; gene < genes; gene++) weight *= 1 + gene / mass
  return weight
}

function forEachSubset(of: number, visit: (part: number) => void): void {
  for (let part = of; ; part = (part - 1) & of) {
    visit(part)
    if (part === 0) return
  }
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}
