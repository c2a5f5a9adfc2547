import { canonicalAllele } from './alleles.ts'
import type { Hypotheses } from './candidate-scan.ts'
import { InputError } from './errors.ts'
import type { GeneticModel, PreparedLocus, Probability } from './likelihood.ts'
import { linkedLikelihood, log10Of, numberOf, prepareLocus } from './likelihood.ts'
import type { LinkedLoci } from './linkage.ts'
import { linkageAmong } from './linkage.ts'
import type { Marker, RareAlleleRule } from './markers.ts'
import { applyRareAlleleRule } from './markers.ts'
import { NO_MUTATION } from './mutation.ts'
import type { Pedigree } from './pedigree.ts'
import type { Profiles } from './profiles.ts'

export interface RatioInput extends GeneticModel {
  readonly hypotheses: Hypotheses
  readonly markers: readonly Marker[]
  readonly profiles: Profiles
  /** Loci to be taken jointly; those not named are independent. */
  readonly linkage?: readonly LinkedLoci[]
  /** Default: an allele that the table lacks is refused. */
  readonly rareAlleles?: RareAlleleRule
}

/** What one locus, or one group of linked loci, says. */
export interface LocusRatio {
  readonly loci: readonly string[]
  /** P(genotypes | H1) and P(genotypes | H2). */
  readonly likelihoodH1: number
  readonly likelihoodH2: number
  /** Infinity where only H2 is impossible; null where both are. */
  readonly ratio: number | null
  /** -Infinity where only H1 is impossible, null where both are. */
  readonly log10Ratio: number | null
  /** People typed at one of these loci at least. */
  readonly typed: readonly string[]
}

export interface RatioResult {
  readonly loci: readonly LocusRatio[]
  /** Sum over the loci; null where a locus is impossible under both hypotheses. */
  readonly log10Ratio: number | null
  /** Loci at which two people or more are typed. */
  readonly compared: readonly string[]
  /** Loci with a ratio below 1, the strongest objection first. */
  readonly against: readonly LocusRatio[]
  /** Loci that leave neither hypothesis possible: check typing and model. */
  readonly impossible: readonly string[]
}

/**
 * The likelihood ratio of H1 to H2 by locus and in all. Linked loci count as one line.
 * @throws InputError for a locus without frequencies, a person who is not in both pedigrees, an unseen allele …
 */
export function likelihoodRatio(input: RatioInput): RatioResult {
  checkProfiles(input)
  const groups = groupMarkers(input.markers, input.linkage ?? [])
  return sumUp(input, groups.map((group) => ratioOfGroup(input, group)))
}

/** Most answers kept for one locus; beyond it the locus starts afresh, so that memory stays bounded (some 4 MB a locus). */
const KEPT_ANSWERS = 20_000

/**
 * Rates many families of one shape, each with profiles of its own: the same results as `likelihoodRatio`, with what a locus says kept by the genotypes seen there,
 * since at one locus few combinations are frequent. Best for two or three typed people.
 * @throws InputError as `likelihoodRatio` does: for linked loci at once, for profiles when they are rated
 */
export function prepareRatio(question: Omit<RatioInput, 'profiles'>): (profiles: Profiles) => RatioResult {
  const groups = groupMarkers(question.markers, question.linkage ?? [])
  const kept = groups.map(() => new Map<string, LocusRatio>())
  return (profiles) => {
    const input = { ...question, profiles }
    checkProfiles(input)
    return sumUp(input, groups.map((group, at) => {
      const seen = genotypesSeen(profiles, group)
      const known = kept[at].get(seen)
      if (known !== undefined) return known
      const answer = ratioOfGroup(input, group)
      if (kept[at].size === KEPT_ANSWERS) kept[at].clear()
      kept[at].set(seen, answer)
      return answer
    }))
  }
}

/** All that a locus's answer depends on, besides the question. */
function genotypesSeen(profiles: Profiles, group: MarkerGroup): string {
  let seen = ''
  for (const id in profiles) {
    for (const { name } of group.markers) {
      const genotype = profiles[id][name]
      if (genotype !== undefined) seen += `${id}\t${name}\t${genotype.join('\t')}\n`
    }
  }
  return seen
}

function sumUp({ markers, profiles }: RatioInput, loci: readonly LocusRatio[]): RatioResult {
  const impossible = impossibleLoci(loci)
  return {
    loci,
    log10Ratio: impossible.length > 0 ? null : loci.reduce((sum, locus) => sum + (locus.log10Ratio ?? 0), 0),
    compared: markers.map((marker) => marker.name).filter((name) => typedAt(profiles, [name]).length > 1),
    against: loci.filter((locus) => locus.log10Ratio !== null && locus.log10Ratio < 0).sort((a, b) => (a.log10Ratio ?? 0) - (b.log10Ratio ?? 0)),
    impossible,
  }
}

/** Loci that rule out both hypotheses: each by itself, or one H1 and another H2. */
function impossibleLoci(loci: readonly LocusRatio[]): string[] {
  const both = loci.filter((locus) => locus.log10Ratio === null)
  const notOne = loci.filter((locus) => locus.log10Ratio === -Infinity)
  const notTwo = loci.filter((locus) => locus.log10Ratio === Infinity)
  const blamed = notOne.length > 0 && notTwo.length > 0 ? [...both, ...notOne, ...notTwo] : both
  return blamed.flatMap((locus) => locus.loci)
}

function checkProfiles({ profiles, hypotheses, markers }: RatioInput): void {
  const known = new Set(markers.map((marker) => marker.name))
  if (known.size < markers.length) throw new InputError('locus-twice', 'markers', 'a locus is given twice', 'Give each locus once')
  for (const [id, profile] of Object.entries(profiles)) {
    for (const [name, pedigree] of Object.entries(hypotheses)) {
      if (!pedigree.indexOf.has(id)) throw new InputError('person-unknown', name, `${id} is typed but is not in this pedigree`, `Add ${id} to ${name}, without parents if unrelated there`)
    }
    for (const locus of Object.keys(profile)) {
      if (!known.has(locus)) throw new InputError('locus-not-in-table', `profile of ${id}`, `locus ${locus} has no frequencies`, 'Leave the locus out or use a table that has it')
    }
  }
}

interface MarkerGroup {
  readonly markers: readonly Marker[]
  readonly recombination: readonly number[]
}

function groupMarkers(markers: readonly Marker[], linkage: readonly LinkedLoci[]): MarkerGroup[] {
  const byName = new Map(markers.map((marker) => [marker.name, marker]))
  const groups = linkageAmong(linkage, new Set(byName.keys()))
  const groupOf = new Map(groups.flatMap((group) => group.loci.map((locus) => [locus, group] as const)))
  return markers.flatMap((marker): MarkerGroup[] => {
    const group = groupOf.get(marker.name)
    if (group === undefined) return [{ markers: [marker], recombination: [] }]
    if (group.loci[0] !== marker.name) return []
    const linked = group.loci.flatMap((locus) => byName.get(locus) ?? [])
    if (new Set(linked.map((one) => one.chromosome)).size > 1) {
      throw new InputError('linkage-shape', `linked loci ${group.loci.join(', ')}`, 'they lie on an autosome and on X', 'Link loci of one chromosome')
    }
    return [{ markers: linked, recombination: group.recombination }]
  })
}

function ratioOfGroup(input: RatioInput, group: MarkerGroup): LocusRatio {
  const loci = group.markers.map((marker) => prepare(input, marker, input))
  const likelihood = (pedigree: Pedigree): Probability => linkedLikelihood(loci, group.recombination, pedigree)
  const one = likelihood(input.hypotheses.H1)
  const two = likelihood(input.hypotheses.H2)
  const isImpossible = one.mantissa === 0 && two.mantissa === 0
  const log10Ratio = isImpossible ? null : log10Of(one) - log10Of(two)
  const names = group.markers.map((marker) => marker.name)
  return {
    loci: names,
    likelihoodH1: numberOf(one),
    likelihoodH2: numberOf(two),
    ratio: isImpossible ? null : (one.mantissa / two.mantissa) * 2 ** (one.exponent - two.exponent),
    log10Ratio,
    typed: typedAt(input.profiles, names),
  }
}

function prepare(input: RatioInput, marker: Marker, model: GeneticModel): PreparedLocus {
  const shown = Object.values(input.profiles).flatMap((profile) => profile[marker.name] ?? []).map(canonicalAllele)
  return prepareLocus(applyRareAlleleRule(marker, shown, input.rareAlleles ?? { rule: 'refuse' }), input.profiles, model)
}

/** A locus that one hypothesis can only explain by a mutation, a silent allele or an error. */
export interface StrainedLocus {
  readonly locus: string
  readonly hypotheses: readonly ('H1' | 'H2')[]
}

/** The loci at which plain Mendelian inheritance of the visible alleles is impossible under H1 or H2. */
export function strainedLoci(input: RatioInput): StrainedLocus[] {
  checkProfiles(input)
  return input.markers.flatMap((marker) => {
    const locus = prepare(input, withoutSilent(marker), { mutation: NO_MUTATION })
    const hypotheses = (['H1', 'H2'] as const).filter((name) => linkedLikelihood([locus], [], input.hypotheses[name]).mantissa === 0)
    return hypotheses.length === 0 ? [] : [{ locus: marker.name, hypotheses }]
  })
}

function withoutSilent(marker: Marker): Marker {
  if (marker.silentIndex === -1) return marker
  const alleles = marker.alleles.slice(0, -1)
  const visible = marker.frequencies.slice(0, -1)
  const sum = visible.reduce((total, frequency) => total + frequency, 0)
  return { ...marker, alleles, frequencies: visible.map((frequency) => frequency / sum), silentIndex: -1, indexOf: new Map(alleles.map((allele, at) => [allele, at])) }
}

function typedAt(profiles: Profiles, loci: readonly string[]): string[] {
  return Object.entries(profiles).flatMap(([id, profile]) => (loci.some((locus) => profile[locus] !== undefined) ? [id] : []))
}

/**
 * Posterior probability of H1 when H1 and H2 are the only possibilities.
 * @param prior probability of H1 before DNA, which the user must state: above 0 and below 1
 * @see Essen-Möller 1938, Mitt Anthrop Ges Wien 68:9
 */
export function posteriorProbability(log10Ratio: number, prior: number): number {
  if (!(prior > 0 && prior < 1)) throw new InputError('prior-out-of-range', 'prior', `${prior} is not between 0 and 1`, 'State a prior probability above 0 and below 1')
  const log10Odds = log10Ratio + Math.log10(prior / (1 - prior))
  return log10Odds > 0 ? 1 / (1 + 10 ** -log10Odds) : 10 ** log10Odds / (1 + 10 ** log10Odds)
}
