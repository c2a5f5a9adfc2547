import type { Typing } from './chance.ts'
import { ratioDistribution, typingOf } from './chance.ts'
import type { RatioDistribution } from './distribution.ts'
import type { ProfileStore } from './profile-store.ts'
import { codeAt, idAt } from './profile-store.ts'
import type { PreparedSearch } from './search.ts'

/** A profile that may be the one sought. */
export interface Candidate {
  /** 1 for the best. */
  readonly rank: number
  readonly id: bigint
  /** Place in the store as it is now; it changes when profiles are removed. */
  readonly position: number
  readonly log10Ratio: number
  readonly perLocus: readonly { readonly locus: string; readonly log10Ratio: number }[]
  /** Loci typed in the candidate and in a relative. */
  readonly compared: number
  /** Loci at which the relationship needs a mutation or an error. */
  readonly mismatches: readonly string[]
  /** Unrelated profiles, of as many as were searched and typed at the same loci, expected to reach this ratio. */
  readonly expectedChanceMatches: number
  /** Share of true relatives, typed at the same loci, who reach this ratio. */
  readonly trueRelativesReaching: number
}

/** The candidates at these positions with all that is said about them, best first. */
export function rankCandidates(store: ProfileStore, prepared: PreparedSearch, positions: Float64Array, searched: number): Candidate[] {
  const described = Array.from(positions, (position) => describe(store, prepared, position)).sort((a, b) => b.log10Ratio - a.log10Ratio || a.position - b.position)
  const distributions = distributionsByTyping(prepared, described)
  return described.map(({ typing, ...candidate }, index) => {
    const distribution = distributions.get(typing.join())
    return {
      rank: index + 1,
      ...candidate,
      expectedChanceMatches: searched * (distribution?.unrelatedReaching(candidate.log10Ratio) ?? 1),
      trueRelativesReaching: distribution?.relatedReaching(candidate.log10Ratio) ?? 1,
    }
  })
}

/** Candidates typed at the same loci share one distribution, worked out down to the lowest ratio among them. */
function distributionsByTyping({ scores, assumptions }: PreparedSearch, described: readonly Described[]): Map<string, RatioDistribution> {
  const distributions = new Map<string, RatioDistribution>()
  for (const { typing, log10Ratio } of [...described].reverse()) {
    const key = typing.join()
    if (!distributions.has(key)) distributions.set(key, ratioDistribution(scores, typing, log10Ratio, assumptions.theta))
  }
  return distributions
}

type Described = Omit<Candidate, 'rank' | 'expectedChanceMatches' | 'trueRelativesReaching'> & { readonly typing: readonly Typing[] }

function describe(store: ProfileStore, { scores }: PreparedSearch, position: number): Described {
  const codes = scores.map(({ locus }) => codeAt(store, position, locus))
  const typing = scores.map((locus, index) => typingOf(locus, codes[index]))
  const perLocus = scores.map(({ locus, ratios }, index) => ({ locus: locus.locus, log10Ratio: Math.log10(ratios[codes[index]]) }))
  return {
    id: idAt(store, position),
    position,
    log10Ratio: perLocus.reduce((sum, locus) => sum + locus.log10Ratio, 0),
    perLocus,
    compared: scores.filter((locus, index) => locus.isInformative && typing[index] !== 'none').length,
    mismatches: scores.flatMap(({ locus, mismatches }, index) => (mismatches[codes[index]] === 1 ? [locus.locus] : [])),
    typing,
  }
}
