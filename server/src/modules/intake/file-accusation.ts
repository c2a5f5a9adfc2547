import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Invalid } from '../../platform/errors.ts'
import { idempotencyInsert } from '../../platform/idempotency.store.ts'
import type { IdempotencyEntry } from '../../platform/idempotency.store.ts'
import { findDesk, receiveAccusation } from '../sealed/index.ts'
import type { NewAccusation } from '../sealed/index.ts'
import { openingClocks } from '../time-limits/index.ts'
import type { Birth } from './birth.ts'
import { countOfPeople } from './filing.rules.ts'
import { toParty } from './read-filing.ts'
import { limitStart } from './registrar.rules.ts'
import { takeUploads } from './upload.store.ts'

/**
 * Puts an accusation straight into the sealed channel: no row of it ever stands in a table the ordinary role can read,
 * but for the sealed receipt under the sender's own key. 第三十条
 */
export async function fileAccusation(deps: Deps, birth: Birth, answerOf: (facts: { noticeBy: string | null }) => IdempotencyEntry): Promise<{ noticeBy: string | null }> {
  // The receipt of an accusation looks like any other, so the date on it is computed in the same way.
  const { due } = await openingClocks(deps, { homeCounty: birth.homeCounty, id: birth.id, regionPath: birth.place.path }, [{ rule: 'DL01', on: limitStart(birth.receivedOn, birth.today) }])
  const noticeBy = due.nextDueLegal ?? due.nextDueOn
  const accusation = newAccusation(deps, birth)
  const deskUnitId = await findDesk(deps, accusation)
  await inTransaction(deps.db, { as: 'sealed', accountId: birth.actor?.accountId ?? '' }, async (tx) => {
    const uploads = await takeUploads(tx, birth.filing.attachmentIds, birth.actor?.accountId ?? null)
    if (uploads.length !== new Set(birth.filing.attachmentIds).size) throw new Invalid([{ field: 'attachmentIds', code: 'intake/attachment-unknown' }])
    const files = uploads.map(({ nameSealed, ...upload }) => ({ ...upload, name: deps.keys.open(nameSealed) }))
    const by = { kind: birth.actor ? 'staff' : 'citizen', accountId: birth.actor?.accountId ?? null, unitId: birth.registrar.kind === 'citizen' ? null : birth.registrar.post.unitId } as const
    await receiveAccusation(deps, tx, { ...accusation, deskUnitId, files }, by, [idempotencyInsert(answerOf({ noticeBy }))])
  })
  return { noticeBy }
}

function newAccusation(deps: Deps, birth: Birth): NewAccusation {
  const { filing, place } = birth
  return {
    homeCounty: birth.homeCounty, id: birth.id, code: birth.code, pinDigest: birth.pinDigest, form: filing.form, channel: filing.channel, title: filing.title, body: filing.body,
    accused: filing.accused || filing.respondentName || null, accusedUnitId: filing.accusedUnitId ?? filing.respondentUnitId, regionPath: place.path, isAnonymous: filing.people.length === 0,
    parties: filing.people.map((one, index) => toParty(deps, one, index + 1)), receivedAt: birth.receivedAt, registeredBy: birth.actor?.accountId ?? null, deskUnitId: null,
    filing: {
      placeDetail: filing.placeDetail || null, peopleCount: countOfPeople(filing), purpose: filing.purpose, class1: filing.class1, class2: filing.class2, isPublic: filing.isPublic,
      hidesIdentity: filing.hidesIdentity, respondentName: filing.respondentName || null, isDemo: birth.isDemo,
    },
    events: [{ event: 'receive', at: birth.at, actorId: birth.actor?.accountId ?? null, note: null }], files: [],
  }
}
