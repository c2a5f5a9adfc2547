import type { RawBuilder } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import { pathsDownTo } from '../directory/index.ts'
import type { NewAccusation } from './accusation.ts'
import { chooseDesk } from './desk.rules.ts'
import { recordSealedAudit } from './sealed-audit.store.ts'
import { insertAccusation, listDeskCandidates } from './store.ts'

/** Everything an accusation says, for the question whom it is about. */
export const wordsOf = (one: Pick<NewAccusation, 'accused' | 'title' | 'body'>): string => [one.accused ?? '', one.title, one.body].join('\n')

/** The desk that is competent for an accusation: see `chooseDesk`. Reads the directory only. */
export async function findDesk(deps: Pick<Deps, 'db' | 'today'>, one: Pick<NewAccusation, 'regionPath' | 'accused' | 'accusedUnitId' | 'title' | 'body'>): Promise<string | null> {
  const candidates = await listDeskCandidates(deps.db, pathsDownTo(one.regionPath), deps.today().toString())
  return chooseDesk(candidates, { accusedUnitId: one.accusedUnitId, words: wordsOf(one) })
}

/** Puts an accusation into the sealed channel, with its line in the sealed chain. The transaction must have the sealed role. */
export async function receiveAccusation(deps: Pick<Deps, 'now'>, tx: Tx, one: NewAccusation, by: { kind: 'staff' | 'citizen'; accountId: string | null; unitId: string | null }, also: readonly RawBuilder<unknown>[] = []): Promise<void> {
  await insertAccusation(tx, one, also)
  await recordSealedAudit(deps, tx, {
    actorKind: by.kind, actorId: by.accountId, unitId: by.unitId, action: 'accusation.receive', subject: `accusation:${one.id}`, homeCounty: one.homeCounty, regionPath: one.regionPath, reason: null,
    detail: { desk: one.deskUnitId, form: one.form, channel: one.channel, files: one.files.length },
  })
}
