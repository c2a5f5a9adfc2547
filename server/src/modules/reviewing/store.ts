import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReviewKind, ReviewState } from '@hejie/contract/reviewing'
import type { Tx } from '../../platform/database.ts'
import { clockRowsJson } from '../time-limits/index.ts'
import type { ClockRow } from '../time-limits/index.ts'
import type { FinalOpinion, Hearing, Review } from './review.ts'

export interface Key {
  homeCounty: string
  id: string
}

const of = (matter: Key, table?: 'r' | 'l'): RawBuilder<unknown> => {
  const [county, id] = table ? [sql.ref(`${table}.home_county`), sql.ref(`${table}.matter_id`)] : [sql.ref('home_county'), sql.ref('matter_id')]
  return sql`${county} = ${matter.homeCounty} and ${id} = ${matter.id}::uuid`
}

export interface ReviewCase {
  reviews: Review[]
  hearings: Hearing[]
  clocks: ClockRow[]
  petitioners: string[]
  /** The newest reply that was served. */
  reply: { seq: number; number: string | null; servedOn: string | null; kind: string } | null
  lead: string | null
}

/** Everything the rules of a review ask about one matter, in one round trip. The caller holds the matter's lock. */
export async function findReviewCase(tx: Tx, matter: Key & { leadUnitId: string | null }): Promise<ReviewCase> {
  const key = of(matter)
  const { rows } = await sql<ReviewCase>`select
    (select coalesce(json_agg(json_build_object('seq', r.seq, 'kind', r.kind, 'state', r.state, 'organId', r.organ_id, 'organ', u.name, 'replySeq', r.reply_seq, 'resumeStatus', r.resume_status, 'resumeHolderId', r.resume_holder_id,
      'requestedOn', r.requested_on, 'reasons', r.reasons, 'isLate', r.is_late, 'lateReason', r.late_reason, 'refusedCode', r.refused_code, 'refusalNote', r.refusal_note, 'result', r.result,
      'reviewRequest', r.review_request, 'facts', r.facts, 'opinion', r.opinion, 'legalBasis', r.legal_basis, 'conclusion', r.conclusion, 'correction', r.correction, 'correctionDue', r.correction_due, 'remedy', r.remedy,
      'draftedBy', r.drafted_by, 'reviewedBy', r.reviewed_by, 'reviewNote', r.review_note, 'issuedBy', r.issued_by, 'issuedAt', r.issued_at, 'number', r.number, 'servedOn', r.served_on, 'isFinal', r.is_final) order by r.seq), '[]')
      from matter_review r join unit u on u.id = r.organ_id where ${of(matter, 'r')}) as reviews,
    (select coalesce(json_agg(json_build_object('seq', seq, 'reviewSeq', review_seq, 'heldOn', held_on, 'place', place, 'presider', presider, 'hearers', hearers, 'participants', participants, 'topic', topic, 'isPublic', is_public,
      'record', record, 'endedAt', ended_at) order by seq), '[]') from matter_hearing where ${key}) as hearings,
    ${clockRowsJson(matter)} as clocks,
    (select coalesce(json_agg(name order by seq), '[]') from matter_party where ${key} and role <> 'agent') as petitioners,
    (select json_build_object('seq', seq, 'number', number, 'servedOn', served_on, 'kind', kind) from matter_reply where ${key} and state = 'served' order by seq desc limit 1) as reply,
    (select name from unit where id = ${matter.leadUnitId}::uuid) as lead`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('a select without from gives one row')
  return found
}

/** Whether somebody holds the post that reviews (ZR15) at an organ. */
export async function isStaffed(tx: Tx, organId: string, today: string): Promise<boolean> {
  const { rows } = await sql`select from post p join post_holder h on h.post_id = p.id where p.unit_id = ${organId}::uuid and 'ZR15' = any(p.roles)
    and (p.valid_to is null or p.valid_to >= ${today}::date) and h.valid_from <= ${today}::date and (h.valid_to is null or h.valid_to >= ${today}::date) limit 1`.execute(tx)
  return rows.length > 0
}

/** What an officer did on the matter before the request that is open, by the name of the last such step; null when nothing. Taking notes is no hand in it. */
export async function findEarlierHand(tx: Tx, matter: Key, accountId: string, kind: ReviewKind): Promise<string | null> {
  const { rows } = await sql<{ event: string }>`select event from matter_event where ${of(matter)} and actor_id = ${accountId}::uuid and event <> 'note'
    and seq < (select max(seq) from matter_event where ${of(matter)} and event in ('ask-review', 'ask-rereview'))
    ${kind === 'review' ? sql`and event not like 'review-%'` : sql``} order by seq desc limit 1`.execute(tx)
  return rows[0]?.event ?? null
}

export function reviewInsert(matter: Key, review: { seq: number; kind: ReviewKind; organId: string; replySeq: number; resumeStatus: string; resumeHolderId: string | null; requestedOn: string; reasons: string; isLate: boolean; lateReason: string | null }): RawBuilder<unknown> {
  return sql`insert into matter_review (home_county, matter_id, seq, kind, state, organ_id, reply_seq, resume_status, resume_holder_id, requested_on, reasons, is_late, late_reason)
    values (${matter.homeCounty}, ${matter.id}::uuid, ${review.seq}::smallint, ${review.kind}, 'REQUESTED', ${review.organId}::uuid, ${review.replySeq}::smallint, ${review.resumeStatus}, ${review.resumeHolderId}::uuid,
      ${review.requestedOn}::date, ${review.reasons}, ${review.isLate}, ${review.lateReason})`
}

const COLUMNS = {
  acceptedBy: ['accepted_by', 'uuid'], acceptedAt: ['accepted_at', 'timestamptz'], refusedCode: ['refused_code', 'text'], refusalNote: ['refusal_note', 'text'], refusedBy: ['refused_by', 'uuid'], result: ['result', 'text'],
  reviewRequest: ['review_request', 'text'], facts: ['facts', 'text'], opinion: ['opinion', 'text'], legalBasis: ['legal_basis', 'text'], conclusion: ['conclusion', 'text'], correction: ['correction', 'text'],
  correctionDue: ['correction_due', 'date'], remedy: ['remedy', 'text'], draftedBy: ['drafted_by', 'uuid'], draftedAt: ['drafted_at', 'timestamptz'], reviewedBy: ['reviewed_by', 'uuid'], reviewedAt: ['reviewed_at', 'timestamptz'],
  reviewNote: ['review_note', 'text'], issuedBy: ['issued_by', 'uuid'], issuedAt: ['issued_at', 'timestamptz'], number: ['number', 'text'], servedOn: ['served_on', 'date'], serviceMethod: ['service_method', 'text'],
  serviceProof: ['service_proof', 'jsonb'], isFinal: ['is_final', 'boolean'],
} as const satisfies Record<string, readonly [string, string]>
export type ReviewChange = Partial<Record<keyof typeof COLUMNS, string | boolean | null>>

/** The statement that moves a review on. */
export function reviewUpdate(matter: Key, seq: number, state: ReviewState, change: ReviewChange): RawBuilder<unknown> {
  const sets = (Object.keys(change) as (keyof typeof COLUMNS)[]).map((name) => sql`${sql.ref(COLUMNS[name][0])} = ${change[name] ?? null}::${sql.raw(COLUMNS[name][1])}`)
  return sql`update matter_review set ${sql.join([sql`state = ${state}`, ...sets])} where ${of(matter)} and seq = ${seq}::smallint`
}

export function hearingInsert(matter: Key, hearing: Omit<Hearing, 'seq' | 'record' | 'endedAt'> & { by: string; at: string }): RawBuilder<unknown> {
  return sql`insert into matter_hearing (home_county, matter_id, seq, review_seq, held_on, place, presider, hearers, participants, topic, is_public, called_by, called_at)
    select ${matter.homeCounty}, ${matter.id}::uuid, coalesce(max(seq), 0) + 1, ${hearing.reviewSeq}::smallint, ${hearing.heldOn}::date, ${hearing.place}::text, ${hearing.presider}::text, ${hearing.hearers}::text, ${hearing.participants}::text,
      ${hearing.topic}::text, ${hearing.isPublic}::boolean, ${hearing.by}::uuid, ${hearing.at}::timestamptz from matter_hearing where ${of(matter)}`
}

export function hearingEnd(matter: Key, hearing: { seq: number; record: string; by: string; at: string }): RawBuilder<unknown> {
  return sql`update matter_hearing set record = ${hearing.record}, ended_by = ${hearing.by}::uuid, ended_at = ${hearing.at}::timestamptz where ${of(matter)} and seq = ${hearing.seq}::smallint`
}

/** The province's office that checks what has been re-reviewed (ZR14, 终结审核); null where no such post is set. */
export async function findConcludingUnit(tx: Tx, regionPath: string, today: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select u.id from post p join unit u on u.id = p.unit_id where 'ZR14' = any(p.roles) and u.level = 1 and u.kind = 'petition-office' and ${regionPath} ^@ u.region_path
    and (p.valid_to is null or p.valid_to >= ${today}::date) and (u.valid_to is null or u.valid_to >= ${today}::date) order by u.code limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** The open task of a kind. */
export async function findOpenTaskId(tx: Tx, matter: Key, kind: string): Promise<string | null> {
  const row = await tx.selectFrom('matter_task').select('id').where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).where('kind', '=', kind).where('done_at', 'is', null).limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** The final opinion about a matter; null where there is none. */
export async function findFinalOpinion(tx: Tx, matter: Key): Promise<FinalOpinion | null> {
  const { rows } = await sql<FinalOpinion>`select r.number, r.served_on::text as "servedOn", u.name as organ from matter_review r join unit u on u.id = r.organ_id where ${of(matter, 'r')} and r.is_final and r.state = 'SERVED' order by r.seq desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Final opinions about earlier matters that this one repeats or is like. */
export async function listConcludedBefore(tx: Tx, matter: Key): Promise<(FinalOpinion & { code: string })[]> {
  const { rows } = await sql<FinalOpinion & { code: string }>`select distinct on (l.other_code) l.other_code as code, r.number, r.served_on::text as "servedOn", u.name as organ
    from matter_link l join matter_review r on r.home_county = l.other_county and r.matter_id = l.other_id and r.is_final and r.state = 'SERVED' join unit u on u.id = r.organ_id
    where ${of(matter, 'l')} and l.kind = 'repeats' order by l.other_code, r.seq desc`.execute(tx)
  return rows
}

/** Names of accounts. */
export async function listNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('account').select(['id', 'name']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
