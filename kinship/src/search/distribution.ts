/** Chances that people typed at the same loci reach a likelihood ratio. */
export interface RatioDistribution {
  /** Of a person unrelated to the references. */
  unrelatedReaching(log10Ratio: number): number
  /** Of a person who truly is what H1 says. */
  relatedReaching(log10Ratio: number): number
}

/** What one locus may contribute: log10 ratios in steps, ascending, with the chance of each among unrelated and related people. */
export interface Atoms {
  readonly steps: Int32Array
  readonly unrelated: Float64Array
  readonly related: Float64Array
}

/** Width of a step, in log10 units. */
export const STEP = 0.01

/** Gathers outcomes with equal ratios, to the step; outcomes impossible under H1 reach no ratio and are left out. */
export function gatherAtoms(each: (add: (log10Ratio: number, unrelated: number, related: number) => void) => void): Atoms {
  const chances = new Map<number, { unrelated: number; related: number }>()
  each((log10Ratio, unrelated, related) => {
    if (log10Ratio === -Infinity || unrelated === 0) return
    const step = stepOf(log10Ratio)
    const entry = chances.get(step)
    if (entry === undefined) chances.set(step, { unrelated, related })
    else {
      entry.unrelated += unrelated
      entry.related += related
    }
  })
  const ordered = [...chances].sort(([a], [b]) => a - b)
  const total = ordered.reduce((sum, [, chance]) => sum + chance.related, 0)
  return {
    steps: Int32Array.from(ordered, ([step]) => step),
    unrelated: Float64Array.from(ordered, ([, chance]) => chance.unrelated),
    related: Float64Array.from(ordered, ([, chance]) => chance.related / total),
  }
}

/** Ratios far below 1, of mutations mostly, are many and matter little: they are rounded up to a quarter of a log10 unit. */
function stepOf(log10Ratio: number): number {
  return log10Ratio < -1 ? Math.ceil(log10Ratio * 4) * (0.25 / STEP) : Math.round(log10Ratio / STEP)
}

/**
 * The distribution of a sum over independent loci, by convolution. Nothing is simulated, so very small chances are right too.
 * @param constant log10 ratio that is added to every sum
 * @param lowest the least log10 ratio that will be asked for; what cannot reach it is not kept
 * @see Kruijver 2015, Forensic Sci Int Genet 14:116 (distribution of likelihood ratios)
 */
export function sumOfAtoms(loci: readonly Atoms[], constant: number, lowest: number): RatioDistribution {
  // Rounding to steps scatters a sum by about 0.29 √loci steps: aim a little lower, so that the chance is never understated.
  const aim = (log10Ratio: number): number => Math.floor((log10Ratio - constant) / STEP - 0.5 * Math.sqrt(loci.length))
  const unrelated = tail(loci, aim(lowest), 'unrelated')
  const related = tail(loci, aim(lowest), 'related')
  return { unrelatedReaching: (log10Ratio) => unrelated(aim(log10Ratio)), relatedReaching: (log10Ratio) => related(aim(log10Ratio)) }
}

/** Chance that the sum reaches a step of at least `lowest`. Sums that the remaining loci cannot lift to it are dropped at once. */
function tail(loci: readonly Atoms[], lowest: number, kind: 'unrelated' | 'related'): (step: number) => number {
  let reach = loci.reduce((sum, atoms) => sum + (atoms.steps.at(-1) ?? 0), 0)
  let offset = 0
  let sums: Float64Array = Float64Array.of(1)
  for (const atoms of loci) {
    reach -= atoms.steps.at(-1) ?? 0
    const from = Math.max(offset + (atoms.steps.at(0) ?? 0), lowest - reach)
    const to = offset + sums.length - 1 + (atoms.steps.at(-1) ?? 0)
    if (to < from) return () => 0
    sums = convolve(sums, offset, atoms.steps, atoms[kind], from, to)
    offset = from
  }
  for (let at = sums.length - 2; at >= 0; at--) sums[at] += sums[at + 1]
  return (step) => sums[Math.max(0, step - offset)] ?? 0
}

function convolve(sums: Float64Array, offset: number, steps: Int32Array, chances: Float64Array, from: number, to: number): Float64Array {
  const next = new Float64Array(to - from + 1)
  for (let atom = 0; atom < steps.length; atom++) {
    const shift = offset + steps[atom] - from
    const chance = chances[atom]
    for (let at = Math.max(0, -shift); at < sums.length; at++) next[at + shift] += sums[at] * chance
  }
  return next
}
