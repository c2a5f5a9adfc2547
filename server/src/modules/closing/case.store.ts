import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { clockRowsJson } from '../time-limits/index.ts'
import type { ClockRow } from '../time-limits/index.ts'
import type { HandlingFacts } from './handling-facts.ts'

interface Key {
  homeCounty: string
  id: string
  form: string
  officeId: string
  leadUnitId: string | null
}

/** What papers need besides the rules' facts. */
export interface CaseWords {
  petitioners: string[]
  /** T01, as on paper: 来信, 来访 … */
  form: string | null
  office: string | null
  lead: string | null
  superiorId: string | null
  superior: string | null
}

export interface Case extends HandlingFacts {
  clocks: ClockRow[]
  words: CaseWords
}

/** Everything the rules of handling and closing ask about one matter, in one round trip. The caller holds the matter's lock. */
export async function findCase(tx: Tx, matter: Key): Promise<Case> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  const { rows } = await sql<Case>`select
    (select coalesce(json_agg(json_build_object('seq', a.seq, 'unitId', a.unit_id, 'unit', u.name, 'part', a.part, 'kind', a.kind, 'assignedAt', a.assigned_at, 'dueOn', a.due_on, 'letterNumber', a.letter_number,
      'signedAt', a.signed_at, 'hasDeclaredRecusal', coalesce(a.recusal_declared, false), 'opinionAt', a.opinion_at, 'endedAt', a.ended_at, 'outcome', a.outcome) order by a.seq), '[]')
      from matter_assignment a join unit u on u.id = a.unit_id where a.${key}) as assignments,
    ${clockRowsJson(matter)} as clocks,
    (select json_build_object('seq', seq, 'state', state, 'kind', kind, 'conclusion', conclusion, 'requestSummary', request_summary, 'facts', facts, 'opinion', opinion, 'legalBasis', legal_basis, 'commitments', commitments,
      'commitmentsDue', commitments_due, 'draftedBy', drafted_by, 'number', number, 'issuedAt', issued_at, 'servedOn', served_on) from matter_reply where ${key} order by seq desc limit 1) as reply,
    (select coalesce(array_agg(distinct kind), '{}') from matter_paper where ${key}) as "paperKinds",
    (select count(*)::int from matter_contact where ${key}) as contacts,
    (select coalesce(array_agg(kind), '{}') from matter_task where ${key} and done_at is null) as "openTasks",
    exists (select from matter_task where ${key} and kind = 'execution' and done_at is not null and outcome <> 'cancelled') as "isExecuted",
    (select json_build_object(
      'petitioners', (select coalesce(json_agg(p.name order by p.seq), '[]') from matter_party p where p.${key} and p.role <> 'agent'),
      'form', (select zh from code_row where table_id = 'T01' and code = ${matter.form}), 'office', (select name from unit where id = ${matter.officeId}::uuid),
      'lead', l.name, 'superiorId', s.id, 'superior', s.name) from (select ${matter.leadUnitId}::uuid as id) x left join unit l on l.id = x.id left join unit s on s.id = l.superior_id) as words`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('a select without from gives one row')
  return found
}

/** A unit that is in force on a day; null when there is none. */
export async function findUnitInForce(tx: Tx, id: string, today: string): Promise<{ id: string; name: string } | null> {
  const row = await tx.selectFrom('unit').select(['id', 'name']).where('id', '=', id).where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', today)])).executeTakeFirst()
  return row ?? null
}

/** The petition office above an office; null where there is none. */
export async function findOfficeAbove(tx: Tx, officeId: string, today: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select u.id from unit own join unit u on u.kind = 'petition-office' and u.level < own.level and own.region_path ^@ u.region_path
    where own.id = ${officeId}::uuid and (u.valid_to is null or u.valid_to >= ${today}::date) order by u.level desc, u.code limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

export interface WindowFacts {
  clocks: ClockRow[]
  /** What the petitioner has evaluated. */
  evaluated: string[]
  superiorId: string | null
  superior: string | null
}

/** What the petitioner's windows depend on. */
export async function findWindows(tx: Tx, matter: Pick<Key, 'homeCounty' | 'id' | 'leadUnitId'>): Promise<WindowFacts> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  const { rows } = await sql<WindowFacts>`select
    ${clockRowsJson(matter)} as clocks,
    (select coalesce(array_agg(object), '{}') from matter_evaluation where ${key}) as evaluated,
    s.id as "superiorId", s.name as superior
    from (select ${matter.leadUnitId}::uuid as id) x left join unit l on l.id = x.id left join unit s on s.id = l.superior_id`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('a select without from gives one row')
  return found
}
