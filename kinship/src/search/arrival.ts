import type { CandidateScanInput } from '../candidate-scan.ts'
import type { Profile } from '../profiles.ts'
import type { Relationship, RelationshipOptions } from './relationships.ts'
import { CANDIDATE, REFERENCE, relationshipHypotheses } from './relationships.ts'
import type { ScanPool } from './scan-pool.ts'
import type { SearchOptions, SearchResult } from './search.ts'
import { searchStore } from './search.ts'

/** Who came in: someone who looks for their family, or someone whose child or relative is missing. */
export type Arrival = 'seeker' | 'relative'

/** What the profiles searched may be to the one that came in. */
export const ARRIVAL_RELATIONSHIPS: Readonly<Record<Arrival, readonly Relationship[]>> = {
  seeker: ['parent', 'full-sibling', 'half-sibling', 'grandparent', 'uncle-or-aunt'],
  relative: ['child', 'full-sibling', 'half-sibling', 'grandchild', 'nephew-or-niece'],
}

export interface ArrivalInput extends Pick<CandidateScanInput, 'markers' | 'mutation' | 'theta' | 'observation'>, SearchOptions, RelationshipOptions {
  readonly profile: Profile
  readonly arrival: Arrival
  /** Relationships to look for. Default: those of `ARRIVAL_RELATIONSHIPS`. */
  readonly relationships?: readonly Relationship[]
}

/**
 * Searches for every relationship that a profile just received may have to the profiles of the store, one after another.
 * The new profile itself, if it is in the store already, is best kept out by naming the set of the other side.
 */
export async function searchForArrival(pool: ScanPool, input: ArrivalInput): Promise<{ readonly relationship: Relationship; readonly result: SearchResult }[]> {
  const { profile, arrival, relationships = ARRIVAL_RELATIONSHIPS[arrival], elder, line, markers, mutation, theta, observation, ...options } = input
  const results: { relationship: Relationship; result: SearchResult }[] = []
  for (const relationship of relationships) {
    const hypotheses = relationshipHypotheses(relationship, { elder, line })
    const question: CandidateScanInput = { hypotheses, candidate: CANDIDATE, references: { [REFERENCE]: profile }, markers, mutation, theta, observation }
    results.push({ relationship, result: await searchStore(pool, question, options) })
  }
  return results
}
