import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { ReplyFacts } from './handling-facts.ts'

interface Key {
  homeCounty: string
  id: string
}

export interface ReplyWords {
  kind: string
  conclusion: string | null
  requestSummary: string
  facts: string
  opinion: string
  legalBasis: string
  commitments: string
  commitmentsDue: string | null
}

/** The statement that writes the draft: over the one in the making, or as a new reply where the last one has been served. */
export function draftUpsert(matter: Key, draft: ReplyWords & { state: 'draft' | 'in-review'; by: string; at: string }): RawBuilder<unknown> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  return sql`insert into matter_reply (home_county, matter_id, seq, state, kind, conclusion, request_summary, facts, opinion, legal_basis, commitments, commitments_due, drafted_by, drafted_at)
    select ${matter.homeCounty}, ${matter.id}::uuid, coalesce(max(seq) filter (where state in ('draft', 'returned')), coalesce(max(seq), 0) + 1), ${draft.state}::text, ${draft.kind}::text, ${draft.conclusion}::text,
      ${draft.requestSummary}::text, ${draft.facts}::text, ${draft.opinion}::text, ${draft.legalBasis}::text, ${draft.commitments}::text, ${draft.commitmentsDue}::date, ${draft.by}::uuid, ${draft.at}::timestamptz
    from matter_reply where ${key}
    on conflict (home_county, matter_id, seq) do update set state = excluded.state, kind = excluded.kind, conclusion = excluded.conclusion, request_summary = excluded.request_summary, facts = excluded.facts,
      opinion = excluded.opinion, legal_basis = excluded.legal_basis, commitments = excluded.commitments, commitments_due = excluded.commitments_due, drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at`
}

export interface Review {
  state: 'returned' | 'approved'
  by: string
  at: string
  note: string | null
}

/**
 * What a reviewer or the head decided about the newest reply.
 * @param from the state it must be in
 * @returns who drafted it; null when it is in no such state
 */
export async function saveReview(tx: Tx, matter: Key, from: 'in-review' | 'approved', review: Review): Promise<{ draftedBy: string } | null> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  // The head who sends a draft back is no reviewer: who reviewed it stays on record.
  const reviewer = from === 'in-review' ? sql`, reviewed_by = ${review.by}::uuid, reviewed_at = ${review.at}::timestamptz` : sql``
  const { rows } = await sql<{ draftedBy: string }>`update matter_reply set state = ${review.state}, review_note = ${review.note}${reviewer}
    where ${key} and state = ${from} and seq = (select max(seq) from matter_reply where ${key}) returning drafted_by as "draftedBy"`.execute(tx)
  return rows[0] ?? null
}

export function replyIssued(matter: Key, reply: Pick<ReplyFacts, 'seq'>, issued: { by: string; at: string; number: string | null; remedy: string | null }): RawBuilder<unknown> {
  return sql`update matter_reply set state = 'issued', issued_by = ${issued.by}::uuid, issued_at = ${issued.at}::timestamptz, number = ${issued.number}, remedy = ${issued.remedy}
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and seq = ${reply.seq}::smallint`
}

export function replyServed(matter: Key, reply: Pick<ReplyFacts, 'seq'>, served: { on: string; method: string; proof: Readonly<Record<string, string>> }): RawBuilder<unknown> {
  return sql`update matter_reply set state = 'served', served_on = ${served.on}::date, service_method = ${served.method}, service_proof = ${JSON.stringify(served.proof)}::jsonb
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and seq = ${reply.seq}::smallint`
}

/** The statement that makes a reply which is issued at once: a settlement, or one answer to matters of one kind. */
export function issuedReplyInsert(matter: Key, reply: ReplyWords & { draftedBy: string; reviewedBy: string | null; by: string; at: string; number: string | null; remedy: string | null }): RawBuilder<unknown> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  return sql`insert into matter_reply (home_county, matter_id, seq, state, kind, conclusion, request_summary, facts, opinion, legal_basis, commitments, commitments_due, drafted_by, drafted_at, reviewed_by, reviewed_at, issued_by, issued_at, number, remedy)
    select ${matter.homeCounty}, ${matter.id}::uuid, coalesce(max(seq), 0) + 1, 'issued', ${reply.kind}::text, ${reply.conclusion}::text, ${reply.requestSummary}::text, ${reply.facts}::text, ${reply.opinion}::text, ${reply.legalBasis}::text,
      ${reply.commitments}::text, ${reply.commitmentsDue}::date, ${reply.draftedBy}::uuid, ${reply.at}::timestamptz, ${reply.reviewedBy}::uuid, case when ${reply.reviewedBy}::uuid is null then null else ${reply.at}::timestamptz end,
      ${reply.by}::uuid, ${reply.at}::timestamptz, ${reply.number}::text, ${reply.remedy}::text from matter_reply where ${key}`
}

export interface SharedReply extends ReplyWords {
  draftedBy: string
  reviewedBy: string | null
  number: string | null
  leadUnitId: string | null
  category: string | null
  route: string | null
}

/** The decision issued in a matter of the same kind that this one is linked with (同类关联); null where there is none, or the unit may not see it. */
export async function findSharedReply(tx: Tx, matter: Key, fromCode: string): Promise<SharedReply | null> {
  const { rows } = await sql<SharedReply>`select r.kind, r.conclusion, coalesce(r.request_summary, '') as "requestSummary", coalesce(r.facts, '') as facts, coalesce(r.opinion, '') as opinion, coalesce(r.legal_basis, '') as "legalBasis",
      coalesce(r.commitments, '') as commitments, r.commitments_due::text as "commitmentsDue", r.drafted_by as "draftedBy", r.reviewed_by as "reviewedBy", r.number, m.lead_unit_id as "leadUnitId", m.category, m.route
    from matter_link l join matter m on m.home_county = l.other_county and m.id = l.other_id join matter_reply r on r.home_county = m.home_county and r.matter_id = m.id and r.state in ('issued', 'served')
    where l.home_county = ${matter.homeCounty} and l.matter_id = ${matter.id}::uuid and l.kind = 'related' and l.other_code = ${fromCode} order by r.seq desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** @returns false when this object was evaluated before */
export async function insertEvaluation(tx: Tx, matter: Key, given: { object: 'office' | 'unit'; unitId: string; grade: string; reasons: readonly string[]; words: string | null; at: string }): Promise<boolean> {
  const done = await tx.insertInto('matter_evaluation').values({
    home_county: matter.homeCounty, matter_id: matter.id, object: given.object, unit_id: given.unitId, grade: given.grade, reasons: [...given.reasons], words: given.words, at: given.at,
  }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The papers of a file, in the order they were issued. */
export async function listPaperTitles(tx: Tx, matter: Key): Promise<{ kind: string; number: string | null; issuedAt: string }[]> {
  const rows = await tx.selectFrom('matter_paper').select(['kind', 'number', 'issued_at']).where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).orderBy('seq').execute()
  return rows.map((row) => ({ kind: row.kind, number: row.number, issuedAt: row.issued_at.toISOString() }))
}
