import type { Hypotheses } from '../../src/candidate-scan.ts'
import type { Profiles } from '../../src/profiles.ts'
import type { Random } from '../../src/random.ts'
import type { Relationship } from '../../src/search/index.ts'
import { CANDIDATE, REFERENCE, relationshipHypotheses } from '../../src/search/index.ts'
import { createPedigree, person } from '../../src/pedigree.ts'
import type { SampleQuality } from '../../src/simulate.ts'
import { simulateFamily } from '../../src/simulate.ts'
import { STEPWISE, markersNamed } from './fixtures.ts'

/** A question with true relatives: hypotheses, the typed references, and the candidate who truly belongs to them. */
export interface TrueFamily {
  readonly hypotheses: Hypotheses
  readonly references: Profiles
  readonly candidate: string
  readonly truth: Profiles[string]
}

/** One synthetic family of a named relationship. */
export function familyOf(relationship: Relationship, loci: readonly string[], random: Random, quality: SampleQuality = {}): TrueFamily {
  const hypotheses = relationshipHypotheses(relationship)
  return familyFor(hypotheses, relationship === 'child-of-both' ? ['father', 'mother'] : [REFERENCE], CANDIDATE, loci, random, quality)
}

/** The mother, two siblings and the father's brother are typed; the candidate is the missing child. */
export function largeFamily(loci: readonly string[], random: Random): TrueFamily {
  const people = [person('GF', 'male'), person('GM', 'female'), person('U', 'male', 'GF', 'GM'), person('F', 'male', 'GF', 'GM'), person('M', 'female'), person('S1', 'female', 'F', 'M'), person('S2', 'male', 'F', 'M'), person('C', 'male', 'F', 'M')]
  const apart = people.map((one) => (one.id === 'C' ? person('C', 'male') : one))
  return familyFor({ H1: createPedigree(people), H2: createPedigree(apart) }, ['U', 'M', 'S1', 'S2'], 'C', loci, random, {})
}

function familyFor(hypotheses: Hypotheses, typed: readonly string[], candidate: string, loci: readonly string[], random: Random, quality: SampleQuality): TrueFamily {
  const { [candidate]: truth, ...references } = simulateFamily({ pedigree: hypotheses.H1, markers: markersNamed(loci), mutation: STEPWISE, typed: [...typed, candidate], quality }, random)
  return { hypotheses, references, candidate, truth }
}
