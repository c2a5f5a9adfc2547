import type { Deps } from '../../deps.ts'
import { isInForce, resolveRegion } from '../directory/index.ts'
import type { KnownCodes } from './filing-codes.rules.ts'
import { findFilingFacts } from './filing-facts.store.ts'
import type { PlaceFacts } from './filing.rules.ts'

type Asked = Parameters<typeof findFilingFacts>[1]

/** What is known today of the place, codes and units that a filing or an officer names; an abolished place with what took over. */
export async function factsFor(deps: Pick<Deps, 'db'>, asked: Asked, today: string): Promise<{ place: PlaceFacts | null; known: KnownCodes }> {
  const { place, known } = await findFilingFacts(deps.db, asked)
  if (!place || isInForce(place, today)) return { place, known }
  const { current } = await resolveRegion(deps.db, place.code, today)
  return { known, place: { ...place, successorCode: current?.code ?? null, successorName: current?.fullName ?? null } }
}
