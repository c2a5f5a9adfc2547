import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { petitionerKnownTo } from './list-conditions.store.ts'

interface Key {
  homeCounty: string
  id: string
}

export interface PersonRow { seq: number; role: 'petitioner' | 'representative' | 'agent'; kind: string; name: string; phone: string | null; address: string | null; id_kind: string | null; id_sealed: Buffer | null }

/** Everything that hangs on a matter, in one round trip: a screen shows all of it at once. */
export interface Parts {
  body: string
  people: Omit<PersonRow, 'id_sealed'>[]
  events: { seq: number; event: string; from_status: string | null; to_status: string; at: string; actor_name: string | null; actor_kind: string; unit_name: string | null; note: string | null; detail: Record<string, unknown>; shown_to_citizen: boolean }[]
  assignments: { seq: number; unit_id: string; unit: string; part: 'lead' | 'co'; kind: 'transfer' | 'assign' | 'own'; assigned_at: string; due_on: string | null; requirement: string | null; letter_number: string | null; signed_at: string | null; opinion: string | null; opinion_at: string | null; ended_at: string | null; outcome: string | null; objection: Record<string, unknown> | null }[]
  replies: { seq: number; state: string; kind: string; conclusion: string | null; request_summary: string | null; facts: string | null; opinion: string | null; legal_basis: string | null; remedy: string | null; commitments: string | null; commitments_due: string | null; number: string | null; drafted_by: string | null; reviewed_by: string | null; review_note: string | null; issued_by: string | null; issued_at: string | null; served_on: string | null; service_method: string | null }[]
  papers: { seq: number; kind: string; number: string | null; title: string; digest: string; issued_at: string; shown_to_citizen: boolean }[]
  attachments: { id: string; name: string; media_type: string; bytes: number; added_at: string; purpose: string }[]
  tasks: { id: string; kind: string; unit: string; role: string; due_on: string | null; detail: Record<string, unknown>; created_at: string; done_at: string | null; outcome: string | null }[]
  contacts: { seq: number; at: string; by: string; unit: string; way: string; reached: boolean; note: string }[]
  info_requests: { seq: number; question: string; answer_by: string; asked_at: string; answer: string | null; answered_at: string | null }[]
  evaluations: { object: 'office' | 'unit'; unit: string; grade: string; reasons: string[]; words: string | null; at: string }[]
  links: { kind: string; code: string }[]
  names: { place_detail: string | null; place: string | null; office: string | null; holder: string | null; lead: string | null; handler: string | null; respondent: string | null; class_name: string | null }
}

export async function findParts(tx: Tx, key: Key): Promise<Parts> {
  const of = (table: string, columns: string, joins = '', order = 'x.seq') =>
    sql.raw(`(select coalesce(json_agg(row_to_json(y)), '[]') from (select ${columns} from ${table} x ${joins} where x.home_county = m.home_county and x.matter_id = m.id order by ${order}) y)`)
  const { rows } = await sql<Parts>`select
    (select body from matter_text t where t.home_county = m.home_county and t.matter_id = m.id) as body,
    ${of('matter_party', 'x.seq, x.role, x.kind, x.name, x.phone, x.address, x.id_kind')} as people,
    ${of('matter_event', 'x.seq, x.event, x.from_status, x.to_status, x.at, x.actor_name, x.actor_kind, x.unit_name, x.note, x.detail, x.shown_to_citizen')} as events,
    ${of('matter_assignment', 'x.*, u.name as unit', 'join unit u on u.id = x.unit_id')} as assignments,
    ${of('matter_reply', 'x.seq, x.state, x.kind, x.conclusion, x.request_summary, x.facts, x.opinion, x.legal_basis, x.remedy, x.commitments, x.commitments_due, x.number, d.name as drafted_by, r.name as reviewed_by, x.review_note, i.name as issued_by, x.issued_at, x.served_on, x.service_method', 'left join account d on d.id = x.drafted_by left join account r on r.id = x.reviewed_by left join account i on i.id = x.issued_by')} as replies,
    ${of('matter_paper', 'x.seq, x.kind, x.number, x.title, x.digest, x.issued_at, x.shown_to_citizen')} as papers,
    ${of('matter_attachment', 'x.id, x.name, x.media_type, x.bytes, x.added_at, x.purpose', '', 'x.added_at')} as attachments,
    ${of('matter_task', 'x.id, x.kind, u.name as unit, x.role, x.due_on, x.detail, x.created_at, x.done_at, x.outcome', 'join unit u on u.id = x.unit_id', 'x.created_at')} as tasks,
    ${of('matter_contact', 'x.seq, x.at, a.name as by, u.name as unit, x.way, x.reached, x.note', 'join account a on a.id = x.by_account join unit u on u.id = x.unit_id')} as contacts,
    ${of('matter_info_request', 'x.seq, x.question, x.answer_by, x.asked_at, x.answer, x.answered_at')} as info_requests,
    ${of('matter_evaluation', 'x.object, u.name as unit, x.grade, x.reasons, x.words, x.at', 'join unit u on u.id = x.unit_id', 'x.at')} as evaluations,
    ${of('matter_link', 'x.kind, x.other_code as code', '', 'x.at')} as links,
    json_build_object('place_detail', m.place_detail,
      'place', (select full_name from region where code = m.place_code), 'office', (select name from unit where id = m.office_id), 'holder', (select name from unit where id = m.holder_unit_id),
      'lead', (select name from unit where id = m.lead_unit_id), 'handler', (select name from account where id = m.handler_id), 'respondent', (select name from unit where id = m.respondent_unit_id),
      'class_name', (select zh from code_row where table_id = case when m.class2 is null then 'T06' else 'T07' end and code = coalesce(m.class2, m.class1))) as names
    from matter m where m.home_county = ${key.homeCounty} and m.id = ${key.id}`.execute(tx)
  const [parts] = rows
  if (!parts) throw new Error('a locked matter has no parts: the caller found it in this transaction')
  return parts
}

export async function findPerson(tx: Tx, key: Key, seq: number): Promise<PersonRow | null> {
  const row = await tx.selectFrom('matter_party').select(['seq', 'role', 'kind', 'name', 'phone', 'address', 'id_kind', 'id_sealed'])
    .where('home_county', '=', key.homeCounty).where('matter_id', '=', key.id).where('seq', '=', seq).executeTakeFirst()
  return (row as PersonRow | undefined) ?? null
}

/** Whole matters of one person, newest first. Exact matches only: nobody browses people. */
export async function listCodesOfPerson(tx: Tx, person: { name?: string | undefined; phone?: string | undefined; idDigest?: string | undefined }, unitIds: readonly string[], limit: number): Promise<string[]> {
  let query = tx.selectFrom('matter_party as p').innerJoin('matter as m', (join) => join.onRef('m.home_county', '=', 'p.home_county').onRef('m.id', '=', 'p.matter_id')).select('m.code').distinct()
    .select('m.received_at')
  if (person.name) query = query.where('p.name', '=', person.name)
  if (person.phone) query = query.where('p.phone', '=', person.phone)
  if (person.idDigest) query = query.where('p.id_digest', '=', person.idDigest)
  const rows = await query.where(petitionerKnownTo(unitIds)).orderBy('m.received_at', 'desc').limit(limit).execute()
  return rows.map((row) => row.code)
}
