import { SILENT, canonicalAllele, compareAlleles } from './alleles.ts'
import { InputError, requireInRange } from './errors.ts'

/** How a marker is inherited; Y-STR and mtDNA haplotypes are not markers of this kind, see haplotypes.ts. */
export type Chromosome = 'autosomal' | 'X'

/** A locus with the allele frequencies of one population. Build it with `createMarker`. */
export interface Marker {
  readonly name: string
  readonly chromosome: Chromosome
  /** Canonical names, by length; the silent allele, if the locus has one, is last. */
  readonly alleles: readonly string[]
  /** In the order of `alleles`; they sum to 1 within 1e-9. */
  readonly frequencies: Float64Array
  /** Position of the silent allele, or -1. */
  readonly silentIndex: number
  /** Position of an allele by its canonical name. */
  readonly indexOf: ReadonlyMap<string, number>
}

/**
 * What to do with an allele that the table lacks or holds at a very low frequency.
 * - `refuse`: an unseen allele is an error (default);
 * - `minimum`: every seen frequency below `frequency`, and every unseen allele that a profile shows, is set to `frequency`;
 *   then all are divided by their sum, so that the locus stays a distribution.
 * @see National Research Council 1996, The Evaluation of Forensic DNA Evidence, chapter 5, on the minimum frequency 5/2N
 */
export type RareAlleleRule = { readonly rule: 'refuse' } | { readonly rule: 'minimum'; readonly frequency: number }

export interface MarkerInput {
  readonly name: string
  readonly frequencies: Readonly<Record<string, number>>
  readonly chromosome?: Chromosome
  /** Frequency of the silent allele, if it is not among `frequencies`; 0 or absent means none. */
  readonly silentFrequency?: number | null
  /** Divide by the sum instead of refusing frequencies that do not sum to 1. Default false. */
  readonly rescale?: boolean
}

/** Largest departure of a locus's frequencies from 1 that counts as rounding. */
export const FREQUENCY_TOLERANCE = 1e-9

/** @throws InputError when a frequency is negative, an allele comes twice, or the sum is not 1 ± 1e-9. */
export function createMarker(input: MarkerInput): Marker {
  const byAllele = readFrequencies(input)
  const alleles = [...byAllele.keys()].sort(compareAlleles)
  const frequencies = Float64Array.from(alleles, (allele) => byAllele.get(allele) ?? 0)
  const sum = frequencies.reduce((total, frequency) => total + frequency, 0)
  if (!(sum > 0)) throw new InputError('no-frequencies', `frequencies of ${input.name}`, 'the locus has no allele with a frequency above 0', 'Give the table of this locus or leave the locus out')
  if (input.rescale === true) frequencies.forEach((frequency, index) => (frequencies[index] = frequency / sum))
  else if (Math.abs(sum - 1) > FREQUENCY_TOLERANCE) {
    throw new InputError('frequencies-do-not-sum-to-1', `frequencies of ${input.name}`, `they sum to ${Number(sum.toPrecision(12))}, not 1`, 'Correct the table, or ask for rescaling, which divides by the sum')
  }
  return {
    name: input.name,
    chromosome: input.chromosome ?? 'autosomal',
    alleles,
    frequencies,
    silentIndex: alleles.indexOf(SILENT),
    indexOf: new Map(alleles.map((allele, index) => [allele, index])),
  }
}

function readFrequencies(input: MarkerInput): Map<string, number> {
  const byAllele = new Map<string, number>()
  const silent = input.silentFrequency ?? 0
  const entries = [...Object.entries(input.frequencies), ...(silent === 0 ? [] : [[SILENT, silent] as const])]
  for (const [name, frequency] of entries) {
    const allele = canonicalAllele(name)
    requireInRange(`frequency of ${input.name} allele ${allele}`, frequency, 0, 1)
    if (byAllele.has(allele)) throw new InputError('allele-twice', `frequencies of ${input.name}`, `allele ${allele} is given twice`, 'Keep one row for each allele')
    byAllele.set(allele, frequency)
  }
  return byAllele
}

/** The marker with the rule for rare and unseen alleles applied, given the alleles that the profiles show at it. */
export function applyRareAlleleRule(marker: Marker, shown: Iterable<string>, rule: RareAlleleRule): Marker {
  if (rule.rule === 'refuse') return marker
  requireInRange('rare allele minimum frequency', rule.frequency, Number.MIN_VALUE, 0.5)
  const frequencies: Record<string, number> = {}
  marker.alleles.forEach((allele, index) => {
    const frequency = marker.frequencies[index]
    frequencies[allele] = allele === SILENT ? frequency : Math.max(frequency, rule.frequency)
  })
  for (const allele of shown) frequencies[canonicalAllele(allele)] ??= rule.frequency
  return createMarker({ name: marker.name, chromosome: marker.chromosome, frequencies, rescale: true })
}
