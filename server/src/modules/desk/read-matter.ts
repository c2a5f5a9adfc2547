import { ACTIONS } from '@hejie/contract/lifecycle'
import type { ActionName } from '@hejie/contract/lifecycle'
import type { MatterDetail } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, NotFound } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { actionsFrom, findMatter, isIdentityHidden, isMainAction, mayDo, mayUnmask } from '../matters/index.ts'
import type { Matter } from '../matters/index.ts'
import { listClocks } from '../time-limits/index.ts'
import type { ClockView } from '../time-limits/index.ts'
import { findParts, findPerson } from './detail.store.ts'
import type { Parts, PersonRow } from './detail.store.ts'
import { dueLabelOf, limitsFor } from '../time-limits/index.ts'
import type { Limits } from '../time-limits/index.ts'
import { HIDDEN_NAME, maskAddress, maskId, maskName, maskPhone } from './masking.rules.ts'

/** What a module says of an action that belongs to another stage: it is not shown at all. */
const NOT_NOW = 'matter/not-at-this-stage'

/** Says what is still missing for an action, in codes; composed from the modules that own the actions. */
export type MissingFor = (action: ActionName, matter: Matter, parts: Parts, actor: Actor, clocks: readonly ClockView[]) => string[]

/** One matter with everything a screen shows. Opening it is recorded. */
export async function readMatter(deps: Deps, actor: Actor, code: string, missingFor: MissingFor): Promise<MatterDetail> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    const parts = await findParts(tx, matter)
    const clocks = await listClocks(deps, tx, matter)
    await recordRead(deps, tx, actor, matter, 'matter.read', null)
    return present(deps, await limitsFor(deps.db), actor, matter, parts, clocks, missingFor)
  })
}

/** One person of a matter in clear, for a stated reason. 个人信息保护法第六条; every reading is recorded. */
export async function unmaskPerson(deps: Deps, actor: Actor, code: string, seq: number, reason: string): Promise<MatterDetail['people'][number]> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    if (!mayUnmask(actor, matter)) throw new Forbidden('matter/identity-hidden')
    const person = await findPerson(tx, matter, seq)
    if (!person) throw new NotFound()
    await recordRead(deps, tx, actor, matter, 'matter.read-person', reason, { seq })
    return clearPerson(person, person.id_sealed ? deps.keys.open(person.id_sealed) : null)
  })
}

async function recordRead(deps: Deps, tx: Tx, actor: Actor, matter: Matter, action: string, reason: string | null, detail: Record<string, unknown> = {}): Promise<void> {
  const post = actor.posts.find((one) => matter.unitIds.includes(one.unitId)) ?? actor.posts[0]
  await recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action, subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason, detail,
  })
}

function present(deps: Deps, limits: Limits, actor: Actor, matter: Matter, parts: Parts, clocks: readonly ClockView[], missingFor: MissingFor): MatterDetail {
  const { names } = parts
  const instant = (text: string): string => new Date(text).toISOString()
  const maybe = (text: string | null): string | null => (text === null ? null : instant(text))
  const today = deps.today().toString()
  const strict = matter.nextDueOn
  const [first] = parts.people
  const isHidden = isIdentityHidden(actor, matter)
  return {
    code: matter.code, title: matter.title, status: matter.status, category: matter.category, route: matter.route, form: matter.form, channel: matter.channel, class1: matter.class1, class2: matter.class2,
    className: names.class_name, place: names.place ?? '', regionCode: matter.placeCode ?? '', receivedAt: matter.receivedAt,
    due: strict && matter.nextDueRule ? {
      rule: matter.nextDueRule, ...limits.namesOf(matter.nextDueRule), strict, legal: matter.nextDueLegal, provisional: matter.nextDueProvisional,
      label: dueLabelOf({ strict, legal: matter.nextDueLegal, provisional: matter.nextDueProvisional }, today),
    } : null,
    holder: names.holder, lead: names.lead, handler: names.handler, petitioner: first && !matter.isAnonymous ? (isHidden ? HIDDEN_NAME : maskName(first.name)) : null, peopleCount: matter.peopleCount,
    isUrgent: matter.isUrgent, isImportant: matter.isImportant, isRepeat: matter.isRepeat, isJoint: matter.isJoint, isDemo: matter.isDemo, version: matter.version,
    body: parts.body, placeDetail: names.place_detail, purpose: matter.purpose, respondent: names.respondent ?? matter.respondentName, respondentUnitId: matter.respondentUnitId, isAnonymous: matter.isAnonymous,
    isPublic: matter.isPublic, hidesIdentity: matter.hidesIdentity, isSimple: matter.isSimple, conclusion: matter.conclusion, office: names.office ?? '', holderUnitId: matter.holderUnitId,
    registeredAt: matter.registeredAt, acceptedOn: matter.acceptedOn, servedOn: matter.servedOn, closedAt: matter.closedAt,
    people: parts.people.map(isHidden ? hiddenPerson : maskedPerson),
    timeline: parts.events.map((one) => ({ seq: one.seq, event: one.event, fromStatus: one.from_status as Matter['status'] | null, toStatus: one.to_status as Matter['status'], at: instant(one.at), actor: one.actor_name, unit: one.unit_name, note: one.note, detail: one.detail, shownToCitizen: one.shown_to_citizen })),
    clocks: clocks.map((clock) => ({ seq: clock.seq, rule: clock.rule, zh: clock.zh, en: clock.en, basis: clock.basis, strict: clock.dueStrict, legal: clock.dueLegal, provisional: clock.isProvisional, label: clock.label, unit: clock.unitId, startedOn: clock.startedOn, length: clock.length, lengthUnit: clock.unit, extendedDays: clock.extendedDays, endedOn: clock.endedOn, endedBy: clock.endedBy, isLate: clock.isLate })),
    assignments: parts.assignments.map((one) => ({ seq: one.seq, unitId: one.unit_id, unit: one.unit, part: one.part, kind: one.kind, assignedAt: instant(one.assigned_at), dueOn: one.due_on, requirement: one.requirement, letterNumber: one.letter_number, signedAt: maybe(one.signed_at), opinion: one.opinion, opinionAt: maybe(one.opinion_at), endedAt: maybe(one.ended_at), outcome: one.outcome, objection: one.objection })),
    replies: parts.replies.map((one) => ({ seq: one.seq, state: one.state, kind: one.kind, conclusion: one.conclusion, requestSummary: one.request_summary, facts: one.facts, opinion: one.opinion, legalBasis: one.legal_basis, remedy: one.remedy, commitments: one.commitments, commitmentsDue: one.commitments_due, number: one.number, draftedBy: one.drafted_by, reviewedBy: one.reviewed_by, reviewNote: one.review_note, issuedBy: one.issued_by, issuedAt: maybe(one.issued_at), servedOn: one.served_on, serviceMethod: one.service_method })),
    papers: parts.papers.map((one) => ({ seq: one.seq, kind: one.kind, number: one.number, title: one.title, digest: one.digest, issuedAt: instant(one.issued_at), shownToCitizen: one.shown_to_citizen })),
    attachments: parts.attachments.map((one) => ({ id: one.id, name: one.name, mediaType: one.media_type, bytes: one.bytes, addedAt: instant(one.added_at), purpose: one.purpose })),
    tasks: parts.tasks.map((one) => ({ id: one.id, kind: one.kind, unit: one.unit, role: one.role, dueOn: one.due_on, detail: one.detail, createdAt: instant(one.created_at), doneAt: maybe(one.done_at), outcome: one.outcome })),
    contacts: parts.contacts.map((one) => ({ ...one, at: instant(one.at) })),
    infoRequests: parts.info_requests.map((one) => ({ seq: one.seq, question: one.question, answerBy: one.answer_by, askedAt: instant(one.asked_at), answer: one.answer, answeredAt: maybe(one.answered_at) })),
    evaluations: parts.evaluations.map((one) => ({ ...one, at: instant(one.at) })),
    links: parts.links,
    allowedActions: ACTIONS.filter((action) => actionsFrom(matter.status).includes(action) && mayDo(actor, matter, action))
      .map((name) => ({ name, isMain: isMainAction(matter.status, name), missing: missingFor(name, matter, parts, actor, clocks) })).filter((one) => !one.missing.includes(NOT_NOW)),
    mayUnmask: mayUnmask(actor, matter),
  }
}

function hiddenPerson({ seq, role, kind }: Omit<PersonRow, 'id_sealed'>): MatterDetail['people'][number] {
  return { seq, role, kind, name: HIDDEN_NAME, phone: null, address: null, idKind: null, idNumber: null, isMasked: true }
}

function maskedPerson(person: Omit<PersonRow, 'id_sealed'>): MatterDetail['people'][number] {
  return {
    seq: person.seq, role: person.role, kind: person.kind, name: maskName(person.name), phone: person.phone && maskPhone(person.phone), address: person.address && maskAddress(person.address),
    idKind: person.id_kind, idNumber: person.id_kind && person.id_kind !== 'I9' ? maskId('******************') : null, isMasked: true,
  }
}

function clearPerson(person: PersonRow, idNumber: string | null): MatterDetail['people'][number] {
  return { seq: person.seq, role: person.role, kind: person.kind, name: person.name, phone: person.phone, address: person.address, idKind: person.id_kind, idNumber, isMasked: false }
}
