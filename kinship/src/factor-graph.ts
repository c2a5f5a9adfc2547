import { InputError } from './errors.ts'

/** A table over some variables; the last variable of the scope runs fastest. */
export interface Factor {
  readonly scope: readonly number[]
  readonly values: Float64Array
}

/** Variables (by position: how many states each has) and the tables whose product is summed. */
export interface FactorGraph {
  readonly sizes: number[]
  readonly factors: Factor[]
}

/** A table whose true values are `values` × 2^exponent: tiny likelihoods keep all their digits. */
export interface ScaledTable {
  readonly values: Float64Array
  readonly exponent: number
}

/** Most cells one elimination step may have: 2^27, about a second of work. */
const MAX_CELLS = 134_217_728
const SCALE_BELOW = 2 ** -400

/**
 * Sums the product of all factors over every variable that is not kept, exactly.
 * This is peeling (Elston & Stewart 1971) in the order that keeps the largest table smallest; loops need no special care.
 * @returns the table over `keep`, in that order
 * @throws InputError when the pedigree is so entangled that a step would need more than 2^27 cells
 * @see Cannings, Thompson & Skolnick 1978, Adv Appl Prob 10:26; Lauritzen & Sheehan 2003, Stat Sci 18:489
 */
export function sumProduct(graph: FactorGraph, keep: readonly number[]): ScaledTable {
  const pool = new Set(graph.factors)
  const neighbours = neighbourhoods(graph, keep)
  let exponent = 0
  while (neighbours.size > 0) {
    const variable = cheapest(neighbours, graph.sizes)
    const group = [...pool].filter((factor) => factor.scope.includes(variable))
    const scope = [...(neighbours.get(variable) ?? [])]
    const product = eliminate(graph.sizes, group, variable, scope)
    exponent += rescale(product.values)
    group.forEach((factor) => pool.delete(factor))
    pool.add(product)
    disconnect(neighbours, variable, scope)
  }
  const scalars = scaledProduct([...pool].filter((factor) => factor.scope.length === 0).map((factor) => factor.values[0]))
  const table = multiply(graph.sizes, [...pool].filter((factor) => factor.scope.length > 0), keep).map((value) => value * scalars.mantissa)
  return { values: table, exponent: exponent + scalars.exponent + rescale(table) }
}

/** Product of many small numbers as mantissa × 2^exponent, without falling to 0. */
export function scaledProduct(numbers: readonly number[]): { readonly mantissa: number; readonly exponent: number } {
  const product = Float64Array.of(1)
  let exponent = 0
  for (const number of numbers) {
    product[0] *= number
    exponent += rescale(product)
  }
  return { mantissa: product[0], exponent }
}

function neighbourhoods(graph: FactorGraph, keep: readonly number[]): Map<number, Set<number>> {
  const neighbours = new Map<number, Set<number>>()
  for (const { scope } of graph.factors) {
    for (const variable of scope) {
      if (keep.includes(variable)) continue
      let near = neighbours.get(variable)
      if (near === undefined) neighbours.set(variable, (near = new Set()))
      for (const other of scope) if (other !== variable) near.add(other)
    }
  }
  return neighbours
}

function cheapest(neighbours: ReadonlyMap<number, ReadonlySet<number>>, sizes: readonly number[]): number {
  let best = -1
  let least = Infinity
  for (const [variable, near] of neighbours) {
    let cells = sizes[variable]
    for (const other of near) cells *= sizes[other]
    if (cells < least) {
      least = cells
      best = variable
    }
  }
  if (least > MAX_CELLS) {
    throw new InputError('pedigree-too-entangled', 'pedigree', `exact computation needs a table of ${least.toExponential(1)} cells`, 'Type more of the people who join the loops, use fewer people, or a mutation model that lumps (none, equal, proportional)')
  }
  return best
}

function disconnect(neighbours: Map<number, Set<number>>, variable: number, scope: readonly number[]): void {
  neighbours.delete(variable)
  for (const one of scope) {
    const near = neighbours.get(one)
    if (near === undefined) continue
    near.delete(variable)
    for (const other of scope) if (other !== one) near.add(other)
  }
}

function eliminate(sizes: readonly number[], group: readonly Factor[], variable: number, scope: readonly number[]): Factor {
  const states = sizes[variable]
  const walk = startWalk(sizes, group, scope)
  const steps = group.map((factor) => strideOf(sizes, factor, variable))
  const line = new Float64Array(states)
  const values = new Float64Array(walk.cells)
  for (let cell = 0; cell < walk.cells; cell++) {
    values[cell] = lineSum(group, walk.offsets, steps, line)
    advance(walk)
  }
  return { scope, values }
}

function lineSum(group: readonly Factor[], offsets: Int32Array, steps: readonly number[], line: Float64Array): number {
  const states = line.length
  const last = group.length - 1
  for (let at = 0; at < last; at++) {
    const { values } = group[at]
    const step = steps[at]
    let place = offsets[at]
    if (at === 0) for (let state = 0; state < states; state++, place += step) line[state] = values[place]
    else for (let state = 0; state < states; state++, place += step) line[state] *= values[place]
  }
  const { values } = group[last]
  const step = steps[last]
  let place = offsets[last]
  let sum = 0
  if (last === 0) for (let state = 0; state < states; state++, place += step) sum += values[place]
  else for (let state = 0; state < states; state++, place += step) sum += line[state] * values[place]
  return sum
}

/** Product of factors whose variables all lie in `scope`. */
function multiply(sizes: readonly number[], factors: readonly Factor[], scope: readonly number[]): Float64Array {
  const walk = startWalk(sizes, factors, scope)
  const values = new Float64Array(walk.cells)
  for (let cell = 0; cell < walk.cells; cell++) {
    let product = 1
    for (let at = 0; at < factors.length; at++) product *= factors[at].values[walk.offsets[at]]
    values[cell] = product
    advance(walk)
  }
  return values
}

interface Walk {
  readonly cells: number
  readonly digits: Int32Array
  readonly sizes: Int32Array
  readonly offsets: Int32Array
  /** strides[digit * factors + factor] */
  readonly strides: Int32Array
}

function startWalk(sizes: readonly number[], factors: readonly Factor[], scope: readonly number[]): Walk {
  const strides = new Int32Array(scope.length * factors.length)
  scope.forEach((variable, digit) => factors.forEach((factor, at) => (strides[digit * factors.length + at] = strideOf(sizes, factor, variable))))
  return {
    cells: scope.reduce((cells, variable) => cells * sizes[variable], 1),
    digits: new Int32Array(scope.length),
    sizes: Int32Array.from(scope, (variable) => sizes[variable]),
    offsets: new Int32Array(factors.length),
    strides,
  }
}

function advance(walk: Walk): void {
  const { digits, sizes, offsets, strides } = walk
  const count = offsets.length
  for (let digit = digits.length - 1; digit >= 0; digit--) {
    const base = digit * count
    if (++digits[digit] < sizes[digit]) {
      for (let at = 0; at < count; at++) offsets[at] += strides[base + at]
      return
    }
    digits[digit] = 0
    const back = sizes[digit] - 1
    for (let at = 0; at < count; at++) offsets[at] -= strides[base + at] * back
  }
}

function strideOf(sizes: readonly number[], factor: Factor, variable: number): number {
  let stride = 1
  for (let at = factor.scope.length - 1; at >= 0; at--) {
    if (factor.scope[at] === variable) return stride
    stride *= sizes[factor.scope[at]]
  }
  return 0
}

/** Multiplies a table of tiny values by a power of two (exact) and returns the exponent to add. */
function rescale(values: Float64Array): number {
  let largest = 0
  for (let cell = 0; cell < values.length; cell++) if (values[cell] > largest) largest = values[cell]
  if (largest === 0 || largest >= SCALE_BELOW) return 0
  const exponent = Math.floor(Math.log2(largest))
  const factor = 2 ** -exponent
  for (let cell = 0; cell < values.length; cell++) values[cell] *= factor
  return exponent
}

/** The same graph with variables renamed; where two variables of a factor become one, their diagonal is taken. */
export function renameVariables(graph: FactorGraph, rename: ReadonlyMap<number, number>): FactorGraph {
  const factors = graph.factors.map((factor) => {
    if (!factor.scope.some((variable) => rename.has(variable))) return factor
    const scope = factor.scope.map((variable) => rename.get(variable) ?? variable)
    const distinct = [...new Set(scope)]
    return distinct.length === scope.length ? { scope, values: factor.values } : diagonal(graph.sizes, { scope, values: factor.values }, distinct)
  })
  return { sizes: graph.sizes, factors }
}

function diagonal(sizes: readonly number[], factor: Factor, distinct: readonly number[]): Factor {
  const strides = distinct.map((variable) => {
    let stride = 1
    let total = 0
    for (let at = factor.scope.length - 1; at >= 0; at--) {
      if (factor.scope[at] === variable) total += stride
      stride *= sizes[factor.scope[at]]
    }
    return total
  })
  const cells = distinct.reduce((product, variable) => product * sizes[variable], 1)
  const values = new Float64Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    let rest = cell
    let place = 0
    for (let at = distinct.length - 1; at >= 0; at--) {
      place += (rest % sizes[distinct[at]]) * strides[at]
      rest = Math.floor(rest / sizes[distinct[at]])
    }
    values[cell] = factor.values[place]
  }
  return { scope: distinct, values }
}
