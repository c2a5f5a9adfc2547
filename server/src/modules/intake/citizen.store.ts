import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

interface Key {
  homeCounty: string
  id: string
}

/** The digest of a matter's query PIN; null when there is no such code. Needs access as the system: nobody is known yet. */
export async function findPinDigest(tx: Tx, code: string): Promise<(Key & { pinDigest: string }) | null> {
  const row = await tx.selectFrom('matter').select(['home_county', 'id', 'pin_digest']).where('home_county', '=', code.slice(0, 6)).where('code', '=', code).executeTakeFirst()
  return row ? { homeCounty: row.home_county, id: row.id, pinDigest: row.pin_digest } : null
}

export interface CitizenParts {
  holder: { name: string; phone: string | null; address: string | null } | null
  office: string | null
  lead: string | null
  events: { event: string; at: string; unit: string | null; note: string | null; detail: Record<string, unknown> }[]
  requests: { seq: number; question: string; answerBy: string; answer: string | null; answeredAt: string | null }[]
  reply: {
    seq: number; kind: string; number: string | null; conclusion: string | null; requestSummary: string | null; facts: string | null; opinion: string | null; legalBasis: string | null; remedy: string | null
    commitments: string | null; commitmentsDue: string | null; issuedAt: string | null; servedOn: string | null
  } | null
  papers: { seq: number; kind: string; number: string | null; title: string; issuedAt: string }[]
  attachments: { id: string; name: string; bytes: number; addedAt: string }[]
  evaluations: { object: 'office' | 'unit'; grade: string; reasons: string[]; words: string | null; at: string }[]
  withdrawalAsked: boolean
}

/** Everything a petitioner is shown of their matter, in one round trip; only what is meant for them. */
export async function findCitizenParts(tx: Tx, key: Key): Promise<CitizenParts> {
  const list = (table: string, columns: string, where: string, order: string) =>
    sql.raw(`(select coalesce(json_agg(row_to_json(y)), '[]') from (select ${columns} from ${table} x where x.home_county = m.home_county and x.matter_id = m.id ${where} order by ${order}) y)`)
  const { rows } = await sql<CitizenParts>`select
    (select json_build_object('name', name, 'phone', phone, 'address', address) from unit where id = m.holder_unit_id) as holder,
    (select name from unit where id = m.office_id) as office, (select name from unit where id = m.lead_unit_id) as lead,
    ${list('matter_event', 'x.event, x.at, x.unit_name as unit, x.note, x.detail', 'and x.shown_to_citizen', 'x.seq')} as events,
    ${list('matter_info_request', 'x.seq, x.question, x.answer_by as "answerBy", x.answer, x.answered_at as "answeredAt"', '', 'x.seq')} as requests,
    (select row_to_json(r) from (select seq, kind, number, conclusion, request_summary as "requestSummary", facts, opinion, legal_basis as "legalBasis", remedy, commitments, commitments_due as "commitmentsDue",
        issued_at as "issuedAt", served_on as "servedOn" from matter_reply x where x.home_county = m.home_county and x.matter_id = m.id and x.state = 'served' order by x.seq desc limit 1) r) as reply,
    ${list('matter_paper', 'x.seq, x.kind, x.number, x.title, x.issued_at as "issuedAt"', 'and x.shown_to_citizen', 'x.seq')} as papers,
    ${list('matter_attachment', 'x.id, x.name, x.bytes, x.added_at as "addedAt"', "and x.added_by_kind = 'citizen'", 'x.added_at')} as attachments,
    ${list('matter_evaluation', 'x.object, x.grade, x.reasons, x.words, x.at', '', 'x.at')} as evaluations,
    exists (select from matter_task t where t.home_county = m.home_county and t.matter_id = m.id and t.kind = 'withdrawal-call-back' and t.done_at is null) as "withdrawalAsked"
    from matter m where m.home_county = ${key.homeCounty} and m.id = ${key.id}`.execute(tx)
  const [parts] = rows
  if (!parts) throw new Error('a matter opened by PIN is not there: it was found in this transaction')
  return parts
}

/** A file the petitioner sent in themselves; null when there is none with this id. */
export async function findCitizenFile(tx: Tx, key: Key, id: string): Promise<{ name: string; mediaType: string; bytes: number; digest: string } | null> {
  const row = await tx.selectFrom('matter_attachment').select(['name', 'media_type', 'bytes', 'digest']).where('home_county', '=', key.homeCounty).where('matter_id', '=', key.id).where('id', '=', id)
    .where('added_by_kind', '=', 'citizen').executeTakeFirst()
  return row ? { name: row.name, mediaType: row.media_type, bytes: row.bytes, digest: row.digest } : null
}

/** The office above that calls back where the keeping office itself handles the matter; null where there is none. */
export async function findOfficeAbove(tx: Tx, officeId: string, on: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select u.id from unit own join unit u on u.kind = 'petition-office' and u.id <> own.id and u.level < own.level and starts_with(own.region_path, u.region_path)
    where own.id = ${officeId} and (u.valid_to is null or u.valid_to >= ${on}::date) order by u.level desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

export async function saveAnswer(tx: Tx, key: Key, answer: { text: string; at: string }): Promise<void> {
  await tx.updateTable('matter_info_request').set({ answer: answer.text, answered_at: answer.at }).where('home_county', '=', key.homeCounty).where('matter_id', '=', key.id).where('answered_at', 'is', null).execute()
}

export async function insertInfoRequest(tx: Tx, key: Key, request: { question: string; answerBy: string; at: string; by: string }): Promise<void> {
  await tx.insertInto('matter_info_request').values({ home_county: key.homeCounty, matter_id: key.id, seq: 1, asked_at: request.at, asked_by: request.by, question: request.question, answer_by: request.answerBy }).execute()
}

export async function countInfoRequests(tx: Tx, key: Key): Promise<number> {
  const row = await tx.selectFrom('matter_info_request').select((e) => e.fn.countAll<number>().as('total')).where('home_county', '=', key.homeCounty).where('matter_id', '=', key.id).executeTakeFirstOrThrow()
  return row.total
}
