import type { Deps } from '../../deps.ts'
import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import { findCodeTable, findRegion, listCodeRows, listRegions } from '../directory/index.ts'
import { loadActor } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { codeNames } from './code-names.rules.ts'
import type { DraftBasis } from './draft.rules.ts'
import { placeFinder } from './place-match.rules.ts'
import { importingPosts } from './policy.ts'
import type { Run } from './run.ts'

/** Everything the rows of a run are read and registered by. */
export interface Basis {
  actor: Actor
  post: ActorPost
  homeCounty: string
  draft: DraftBasis
  isHistoric: boolean
  source: string
}

const TABLES = ['T01', 'T03', 'T05', 'T06', 'T07'] as const
/** Every village of a province. */
const MOST_PLACES = 60_000

/** @throws Forbidden `importing/not-a-clerk` when the person has lost the post meanwhile; RuleBroken `importing/options-missing` */
export async function basisOf(deps: Deps, run: Run): Promise<Basis> {
  const { options } = run
  if (!options) throw new RuleBroken('importing/options-missing')
  const today = deps.today().toString()
  const actor = await loadActor(deps, { accountId: run.accountId })
  const post = actor ? importingPosts(actor).find((one) => one.unitId === options.officeId) : undefined
  if (!actor || !post) throw new Forbidden('importing/not-a-clerk')
  const rows = (await Promise.all(TABLES.map((table) => listCodeRows(deps.db, table, { onlyActive: true })))).flat()
  const tables = new Map(await Promise.all(TABLES.map(async (table): Promise<[string, string]> => [table, (await findCodeTable(deps.db, table)).zh])))
  const around = await findRegion(deps.db, post.regionCode)
  const places = await listRegions(deps.db, { underPath: around.path, words: [], withAbolished: false, today, after: null, limit: MOST_PLACES })
  return {
    actor, post, homeCounty: post.regionCode.slice(0, 6), isHistoric: options.historic, source: options.source,
    draft: { mapping: run.mapping, options, codes: codeNames(rows, tables), places: placeFinder(places) },
  }
}
