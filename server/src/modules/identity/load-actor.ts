import type { Deps } from '../../deps.ts'
import type { Actor } from './actor.ts'
import { findActor } from './store.ts'
import type { WhoIs } from './store.ts'

/** The person with all posts held today; null when the account is unknown or switched off. */
export async function loadActor(deps: Pick<Deps, 'db' | 'today'>, who: WhoIs): Promise<Actor | null> {
  return findActor(deps.db, who, deps.today().toString())
}
