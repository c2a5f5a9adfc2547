import type { CandidateScanInput, CandidateTable } from '../candidate-scan.ts'
import { prepareCandidateScan } from '../candidate-scan.ts'
import { InputError } from '../errors.ts'
import type { Marker, RareAlleleRule } from '../markers.ts'
import { genotypeIndex } from '../profiles.ts'
import { NOT_TYPED, UNREAD } from './genotype-codes.ts'
import type { FilterStep } from './prefilter.ts'
import { filterStep } from './prefilter.ts'
import { withAlleles } from './rare-alleles.ts'
import type { LocusLayout } from './store-layout.ts'

/** What one locus says about every genotype code of the store. */
export interface LocusScores {
  readonly locus: LocusLayout
  /** The table behind it, for the alleles that the frequency table and the references show. */
  readonly table: CandidateTable
  /** The same without mutation, drop-out and typing errors; null where the references contradict each other then. */
  readonly strict: CandidateTable | null
  /** Likelihood ratio by genotype code. */
  readonly ratios: Float64Array
  /** 1 where H1 needs a mutation (or an error) to explain the genotype; not typed and half-read genotypes never count. */
  readonly mismatches: Uint8Array
  /** Whether the locus can tell candidates apart: some relative is typed here. */
  readonly isInformative: boolean
  /** The question to the bit slices, or null where every genotype is possible. */
  readonly filter: FilterStep | null
}

/**
 * Works out one locus of a question for every genotype that the store may hold.
 * An allele that the table lacks changes the frequencies only for the genotypes that show it.
 * @param rule null: such an allele is taken to be as frequent as the rarest of its locus
 * @throws InputError when the store shows an allele that the table lacks and the rule is to refuse
 */
export function scoreLocus(locus: LocusLayout, marker: Marker, question: CandidateScanInput, rule: RareAlleleRule | null): LocusScores {
  const shown = Object.values(question.references).flatMap((profile) => profile[marker.name] ?? [])
  const known = withAlleles(marker, shown, rule)
  const table = tableOf(known, question)
  const strict = strictTable(known, question)
  const scores = { ratios: new Float64Array(locus.codes.count), mismatches: new Uint8Array(locus.codes.count) }
  scores.ratios[NOT_TYPED] = 10 ** table.log10RatioUntyped
  fillScores(locus, table, strict, scores, () => true)
  const unseen = locus.alleles.filter((allele) => !known.indexOf.has(allele))
  for (const allele of unseen) fillUnseen(locus, marker, question, rule, shown, [allele], scores)
  if (unseen.length > 1) fillUnseen(locus, marker, question, rule, shown, unseen, scores)
  // Where no relative is typed, mutation alone may still make a tiny difference; that compares nothing.
  const isInformative = shown.length > 0 && table.log10Ratio.some((value) => Math.abs(value - table.log10RatioUntyped) > 1e-12)
  return { locus, table, strict, ...scores, isInformative, filter: strict === null ? null : filterStep(locus, strict) }
}

interface Scores {
  readonly ratios: Float64Array
  readonly mismatches: Uint8Array
}

function fillUnseen(locus: LocusLayout, marker: Marker, question: CandidateScanInput, rule: RareAlleleRule | null, shown: readonly string[], unseen: readonly string[], scores: Scores): void {
  const extended = withAlleles(marker, [...shown, ...unseen], rule)
  const positions = unseen.map((allele) => locus.alleles.indexOf(allele))
  fillScores(locus, tableOf(extended, question), strictTable(extended, question), scores, (a, b) =>
    positions.length === 1 ? a === positions[0] || b === positions[0] : a !== b && positions.includes(a) && positions.includes(b),
  )
}

function fillScores(locus: LocusLayout, table: CandidateTable, strict: CandidateTable | null, scores: Scores, isWanted: (a: number, b: number) => boolean): void {
  const positions = locus.alleles.map((allele) => table.marker.indexOf.get(allele))
  const { first, second, count } = locus.codes
  for (let code = 1; code < count; code++) {
    const a = positions[first[code]]
    if (a === undefined || !isWanted(first[code], second[code])) continue
    const b = positions[second[code]]
    if (second[code] === UNREAD) scores.ratios[code] = halfReadRatio(table, a)
    else if (b !== undefined) {
      const genotype = genotypeIndex(a, b)
      scores.ratios[code] = 10 ** table.log10Ratio[genotype]
      scores.mismatches[code] = strict !== null && strict.likelihoodH1[genotype] === 0 ? 1 : 0
    }
  }
}

/** Ratio of a genotype of which one allele, taken at random, was read: a/a counts 1 and a/b counts ½, over all b. */
export function halfReadRatio(table: CandidateTable, a: number): number {
  let h1 = 0
  let h2 = 0
  for (let b = 0; b < table.marker.alleles.length; b++) {
    const genotype = genotypeIndex(a, b)
    const weight = a === b ? 1 : 0.5
    h1 += weight * table.likelihoodH1[genotype]
    h2 += weight * table.likelihoodH2[genotype]
  }
  return h2 === 0 ? 0 : h1 / h2
}

function tableOf(marker: Marker, question: CandidateScanInput): CandidateTable {
  return prepareCandidateScan({ ...question, references: onlyLocus(question, marker.name), markers: [marker] }).tables[0]
}

/** The question without mutation, drop-out and typing errors; null where the references contradict each other so. */
function strictTable(marker: Marker, question: CandidateScanInput): CandidateTable | null {
  try {
    const { hypotheses, candidate } = question
    const [table] = prepareCandidateScan({ hypotheses, candidate, references: onlyLocus(question, marker.name), markers: [marker] }).tables
    return table.likelihoodH1.some((likelihood) => likelihood > 0) ? table : null
  } catch (error) {
    if (error instanceof InputError && error.code === 'kinship/references-impossible') return null
    throw error
  }
}

function onlyLocus(question: CandidateScanInput, locus: string): CandidateScanInput['references'] {
  return Object.fromEntries(Object.entries(question.references).map(([id, profile]) => [id, profile[locus] === undefined ? {} : { [locus]: profile[locus] }]))
}
