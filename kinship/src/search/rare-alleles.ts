import type { Marker, RareAlleleRule } from '../markers.ts'
import { applyRareAlleleRule } from '../markers.ts'

/**
 * The marker with room for the alleles that are shown at it.
 * @param rule null: an allele that the table lacks is taken to be as frequent as the rarest of its locus
 * @throws InputError when the rule is to refuse such alleles
 */
export function withAlleles(marker: Marker, shown: readonly string[], rule: RareAlleleRule | null): Marker {
  if (rule !== null) return applyRareAlleleRule(marker, shown, rule)
  if (shown.every((allele) => marker.indexOf.has(allele))) return marker
  return applyRareAlleleRule(marker, shown, { rule: 'minimum', frequency: Math.min(...marker.frequencies) })
}
