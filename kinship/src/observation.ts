import { requireInRange } from './errors.ts'
import type { LocusStates } from './lumping.ts'

/** Chances from 0 to 1, for everyone or by person; people not named have 0. */
export interface ObservationModel {
  /** That one copy of an allele is not seen. A locus without result counts as untyped. */
  readonly dropOut?: number | Readonly<Record<string, number>>
  /** That a genotype is read as that of a random person of the population. */
  readonly typingError?: number | Readonly<Record<string, number>>
}

/** The chances in force for a person. @throws InputError outside 0–1 */
export function observationOf(model: ObservationModel | undefined, id: string): { readonly dropOut: number; readonly typingError: number } {
  const chance = (value: number | Readonly<Record<string, number>> | undefined, name: string): number => {
    const found = typeof value === 'object' ? (value[id] ?? 0) : (value ?? 0)
    requireInRange(`${name} of ${id}`, found, 0, 1)
    return found
  }
  return { dropOut: chance(model?.dropOut, 'dropOut'), typingError: chance(model?.typingError, 'typingError') }
}

/** Ordered true genotypes (paternal, maternal state) that may lie behind an observation, and how likely each makes it. */
export interface Evidence {
  readonly paternal: Int32Array
  readonly maternal: Int32Array
  readonly weight: Float64Array
}

export interface Observation {
  /** One or two states seen (a homozygote twice the same). */
  readonly seen: readonly number[]
  /** A male at an X marker: one gene, from the mother. */
  readonly isHemizygous: boolean
  readonly dropOut: number
  readonly typingError: number
}

/**
 * P(observation | ordered genotype). A visible allele copy is missed with chance d, independently; with chance e the whole
 * genotype is replaced by one drawn from the population; the silent allele is never seen.
 * @see docs/formulas.md §6
 */
export function evidenceOf(states: LocusStates, observation: Observation): Evidence {
  const distinct = [...new Set(observation.seen)]
  const isExact = observation.dropOut === 0 && observation.typingError === 0
  const pool = isExact ? possibleStates(distinct, states.silent) : Array.from({ length: states.size }, (_, state) => state)
  const atRandom = observation.typingError === 0 ? 0 : observation.typingError * populationChance(states, distinct, observation.isHemizygous)
  const paternal: number[] = []
  const maternal: number[] = []
  const weight: number[] = []
  for (const first of observation.isHemizygous ? [-1] : pool) {
    for (const second of pool) {
      const chance = (1 - observation.typingError) * seenChance(distinct, [first, second], states.silent, observation.dropOut) + atRandom
      if (chance === 0) continue
      paternal.push(first)
      maternal.push(second)
      weight.push(chance)
    }
  }
  return { paternal: Int32Array.from(paternal), maternal: Int32Array.from(maternal), weight: Float64Array.from(weight) }
}

function possibleStates(distinct: readonly number[], silent: number): number[] {
  return silent === -1 || distinct.length > 1 ? [...distinct] : [...distinct, silent]
}

function seenChance(distinct: readonly number[], genes: readonly number[], silent: number, dropOut: number): number {
  let chance = 1
  for (const state of distinct) chance *= 1 - dropOut ** genes.filter((gene) => gene === state).length
  for (const gene of genes) if (gene !== -1 && gene !== silent && !distinct.includes(gene)) chance *= dropOut
  return chance
}

/** Chance that a person drawn from the population (Hardy–Weinberg) shows just these alleles. */
function populationChance(states: LocusStates, distinct: readonly number[], isHemizygous: boolean): number {
  const [a, b] = distinct
  const silent = states.silent === -1 ? 0 : states.prior[states.silent]
  if (isHemizygous) return states.prior[a]
  return b === undefined ? states.prior[a] * (states.prior[a] + 2 * silent) : 2 * states.prior[a] * states.prior[b]
}
