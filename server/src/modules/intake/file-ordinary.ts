import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid } from '../../platform/errors.ts'
import { idempotencyInsert } from '../../platform/idempotency.store.ts'
import type { IdempotencyEntry } from '../../platform/idempotency.store.ts'
import { assignmentInsert } from '../assignment/index.ts'
import { recordAudit } from '../audit/index.ts'
import { birthStatements, findMatter, linkStatement } from '../matters/index.ts'
import type { EventRow, NewAttachment, NewMatter } from '../matters/index.ts'
import { findFinalOpinion } from '../reviewing/index.ts'
import { searchVector } from '../text-search/index.ts'
import { openingClocks } from '../time-limits/index.ts'
import type { Birth } from './birth.ts'
import { countOfPeople, isJointFiling } from './filing.rules.ts'
import { toParty } from './read-filing.ts'
import { birthPapers } from './receipt-papers.ts'
import { firstLimitOf, limitStart } from './registrar.rules.ts'
import { takeUploads } from './upload.store.ts'

type AnswerOf = (facts: { noticeBy: string | null }) => IdempotencyEntry

/** Writes an ordinary matter: register, words, people, timeline, clocks, audit line and follow-up job, or nothing. */
export async function fileOrdinary(deps: Deps, birth: Birth, answerOf: AnswerOf): Promise<{ noticeBy: string | null }> {
  const key = { homeCounty: birth.homeCounty, id: birth.id, regionPath: birth.place.path }
  const clocks = await openingClocks(deps, key, clockStarts(birth))
  const noticeBy = clocks.due.nextDueLegal ?? clocks.due.nextDueOn
  await inTransaction(deps.db, birth.access, async (tx) => {
    const attachments = await claimUploads(deps, tx, birth)
    const earlier = birth.filing.repeatsCode && birth.actor ? await findEarlier(tx, birth.filing.repeatsCode) : null
    const matter = { ...newMatter(deps, birth, attachments, earlier !== null), ...clocks.due }
    const papers = await birthPapers(deps, tx, birth, { isRegistered: matter.status !== 'SUBMITTED', noticeBy })
    const statements = [...birthStatements(matter, birth.at), clocks.insert, idempotencyInsert(answerOf({ noticeBy })), ...papers.map((paper) => paper.write)]
    if (earlier) statements.push(linkStatement(matter, earlier, 'repeats', { at: birth.at, accountId: birth.actor?.accountId ?? null }))
    if (birth.registrar.kind === 'village') statements.push(assignmentInsert(matter, [{ unitId: birth.registrar.post.unitId, part: 'lead', kind: 'transfer', assignedBy: birth.actor?.accountId ?? null, assignedAt: birth.at }]))
    await deps.jobs.queue(tx, 'notify', { homeCounty: matter.homeCounty, matterId: matter.id, template: matter.status === 'SUBMITTED' ? 'matter.received' : 'matter.registered', facts: { code: matter.code } })
    await recordAudit(deps, tx, {
      actorKind: birth.actor ? 'staff' : 'citizen', actorId: birth.actor?.accountId ?? null, unitId: birth.registrar.kind === 'citizen' ? null : birth.registrar.post.unitId,
      action: matter.status === 'SUBMITTED' ? 'matter.submit' : 'matter.register', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null,
      detail: { form: matter.form, channel: matter.channel, to: matter.status, readBack: birth.filing.readBack, attachments: attachments.length, repeats: earlier?.id ?? null },
    }, statements)
  }, { plans: 'once' })
  return { noticeBy }
}

async function findEarlier(tx: Tx, code: string): Promise<{ homeCounty: string; id: string; code: string }> {
  const earlier = await findEarlierMatter(tx, code)
  // 第三十六条第三款: the same facts and reasons after a final opinion are declined, naming it. With new ones the clerk does not say that they are the same.
  const final = await findFinalOpinion(tx, earlier)
  if (final) throw new Invalid([{ field: 'repeatsCode', code: 'reviewing/concluded', facts: { number: final.number, servedOn: final.servedOn } }])
  return earlier
}

async function findEarlierMatter(tx: Tx, code: string): Promise<{ homeCounty: string; id: string; code: string }> {
  try {
    return await findMatter(tx, code)
  } catch {
    throw new Invalid([{ field: 'repeatsCode', code: 'intake/earlier-unknown' }])
  }
}

async function claimUploads(deps: Deps, tx: Tx, { filing, actor }: Birth): Promise<NewAttachment[]> {
  const uploads = await takeUploads(tx, filing.attachmentIds, actor?.accountId ?? null)
  if (uploads.length !== new Set(filing.attachmentIds).size) throw new Invalid([{ field: 'attachmentIds', code: 'intake/attachment-unknown' }])
  return uploads.map(({ nameSealed, ...upload }) => ({ ...upload, name: deps.keys.open(nameSealed) }))
}

/** Which limits begin with the matter, and on which day. */
export function clockStarts({ registrar, office, receivedOn, today }: Birth): Parameters<typeof openingClocks>[2] {
  const on = limitStart(receivedOn, today)
  if (registrar.kind !== 'village') return [{ rule: firstLimitOf(office.kind), on }]
  // 15 days to tell the people concerned since the words came to the village, however late its grid worker writes them down;
  // 5 working days from today to say that it is not its own.
  return [{ rule: 'DL03', on, unitId: registrar.post.unitId }, { rule: 'DL04', on: today, unitId: registrar.post.unitId }]
}

/** The matter as it begins. */
export function newMatter(deps: Deps, birth: Birth, attachments: NewAttachment[], isRepeat: boolean): NewMatter {
  const { filing, place, office, registrar } = birth
  const events = eventsOf(birth)
  const status = events.at(-1)?.toStatus ?? 'SUBMITTED'
  const village = registrar.kind === 'village' ? registrar.post.unitId : null
  return {
    homeCounty: birth.homeCounty, id: birth.id, code: birth.code, pinDigest: birth.pinDigest, status: status === 'ROUTED' || status === 'REGISTERED' ? status : 'SUBMITTED', form: filing.form, channel: filing.channel,
    category: filing.category === 'B' ? null : filing.category, route: null, purpose: filing.purpose, class1: filing.class1, class2: filing.class2, title: filing.title,
    placeCode: place.code, placeDetail: filing.placeDetail || null, regionPath: place.path, peopleCount: countOfPeople(filing), isJoint: isJointFiling(filing), isAnonymous: filing.people.length === 0,
    isPublic: filing.isPublic, hidesIdentity: filing.hidesIdentity, isUrgent: false, isImportant: false, isSimple: false, isRepeat, isDemo: birth.isDemo,
    respondentUnitId: filing.respondentUnitId, respondentName: filing.respondentName || null, officeId: office.id, holderUnitId: village ?? office.id, leadUnitId: village, handlerId: null,
    unitIds: village ? [office.id, village] : [office.id], receivedAt: birth.receivedAt, registeredAt: status === 'SUBMITTED' ? null : birth.at, acceptedOn: null, servedOn: null, closedAt: null, conclusion: null,
    nextDueRule: null, nextDueOn: null, nextDueLegal: null, nextDueProvisional: false, routedCount: village ? 1 : 0, objectedCount: 0, eventSeq: events.length, version: 1,
    body: filing.body, search: searchVector({ title: filing.title, body: filing.body, reply: null, regionPath: place.path, receivedOn: birth.receivedOn }),
    parties: filing.people.map((one, index) => toParty(deps, one, index + 1)), events, attachments,
    addedBy: birth.actor ? { kind: 'staff', id: birth.actor.accountId } : { kind: 'citizen', id: null },
  }
}

function eventsOf({ filing, registrar, actor, office, at }: Birth): EventRow[] {
  const doer = registrar.kind === 'citizen'
    ? { actorKind: 'citizen', actorId: null, actorName: null, unitId: null, unitName: null } as const
    : { actorKind: 'staff', actorId: actor?.accountId ?? null, actorName: actor?.name ?? null, unitId: registrar.post.unitId, unitName: registrar.post.unitName } as const
  const submit: EventRow = { event: 'submit', fromStatus: 'DRAFT', toStatus: 'SUBMITTED', at, ...doer, note: null, detail: { channel: filing.channel, form: filing.form, ...(filing.readBack ? { readBack: true } : {}) }, shownToCitizen: true }
  if (registrar.kind === 'citizen' || (registrar.kind === 'office' && !filing.register)) return [submit]
  const registered: EventRow = { event: 'register', fromStatus: 'SUBMITTED', toStatus: 'REGISTERED', at, ...doer, note: null, detail: {}, shownToCitizen: true }
  if (registrar.kind === 'office') return [submit, registered]
  // 第十五条: what happens in a village is first given to the village; its grid worker brought it, no officer has to route it.
  const routed: EventRow = {
    event: 'transfer', fromStatus: 'REGISTERED', toStatus: 'ROUTED', at, actorKind: 'system', actorId: null, actorName: null, unitId: office.id, unitName: office.name, note: null,
    detail: { unitId: registrar.post.unitId, unit: registrar.post.unitName, rule: 'village-first', basis: '第十五条' }, shownToCitizen: true,
  }
  return [submit, { ...registered, actorKind: 'system', actorId: null, actorName: null, unitId: office.id, unitName: office.name }, routed]
}
