import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { clockRowsJson } from '../time-limits/index.ts'
import type { ClockRow } from '../time-limits/index.ts'
import type { Assignment, UnitFacts } from './assignment.ts'
import type { ObjectionClock } from './objection.rules.ts'

interface Key {
  homeCounty: string
  id: string
}

/** The units of a list with the successors of those abolished (第二十四条), as they stand on a day. */
const unitChain = (ids: readonly string[], today: string) => sql`with recursive chain as (
    select u.id as asked_id, u.name as asked_name, u.*, 0 as depth from unit u where u.id = any(${ids}::uuid[])
    union all
    select c.asked_id, c.asked_name, n.*, c.depth + 1 from chain c join unit n on n.id = c.successor_id where c.valid_to < ${today}::date and c.depth < 8
  ), chosen as (select distinct on (asked_id) * from chain order by asked_id, depth desc)`
const UNIT_JSON = sql`(select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'regionPath', c.region_path, 'superiorId', c.superior_id, 'superiorName', s.name,
    'validTo', c.valid_to, 'askedId', c.asked_id, 'askedName', c.asked_name)), '[]') from chosen c left join unit s on s.id = c.superior_id)`

export interface HandOverFacts {
  clocks: ClockRow[]
  units: UnitFacts[]
  petitioners: string[]
  body: string
  office: string
}

/** All that a letter of transfer or assignment needs, in one round trip. */
export async function findHandOver(tx: Tx, matter: Key & { officeId: string }, unitIds: readonly string[], today: string): Promise<HandOverFacts> {
  const { rows } = await sql<HandOverFacts>`${unitChain(unitIds, today)}
    select ${UNIT_JSON} as units, ${clockRowsJson(matter)} as clocks,
      (select coalesce(array_agg(p.name order by p.seq), '{}') from matter_party p where p.home_county = ${matter.homeCounty} and p.matter_id = ${matter.id}::uuid and p.role <> 'agent') as petitioners,
      (select t.body from matter_text t where t.home_county = ${matter.homeCounty} and t.matter_id = ${matter.id}::uuid) as body,
      (select name from unit where id = ${matter.officeId}::uuid) as office`.execute(tx)
  const [facts] = rows
  if (!facts) throw new Error('a select without from gives one row')
  return facts
}

export interface NewAssignment {
  unitId: string
  part: 'lead' | 'co'
  kind: 'transfer' | 'assign' | 'own'
  assignedBy: string | null
  assignedAt: string
  dueOn?: string | null
  requirement?: string | null
  letterNumber?: string | null
  /** A ruling puts the matter into the unit's hands without its signature. */
  signedAt?: string | null
}

/** The statement that gives units their parts. */
export function assignmentInsert(matter: Key, rows: readonly NewAssignment[]): RawBuilder<unknown> {
  return sql`insert into matter_assignment (home_county, matter_id, seq, unit_id, part, kind, assigned_by, assigned_at, due_on, requirement, letter_number, signed_at)
    select ${matter.homeCounty}, ${matter.id}::uuid, (select coalesce(max(seq), 0) from matter_assignment where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid) + n,
      "unitId", part, kind, "assignedBy", "assignedAt", "dueOn", requirement, "letterNumber", "signedAt"
    from jsonb_to_recordset(${JSON.stringify(rows.map((row, index) => ({ ...row, n: index + 1 })))}::jsonb) as x(n int, "unitId" uuid, part text, kind text, "assignedBy" uuid, "assignedAt" timestamptz,
      "dueOn" date, requirement text, "letterNumber" text, "signedAt" timestamptz)`
}

export async function insertAssignments(tx: Tx, matter: Key, rows: readonly NewAssignment[]): Promise<void> {
  await assignmentInsert(matter, rows).execute(tx)
}

export interface Signature {
  unitId: string
  part: 'lead' | 'co'
  /** The matter's clocks, for the step that follows from it. */
  clocks: ClockRow[]
}

/**
 * Signs the first part of one of these units that waits for a signature or a recusal declaration: the preferred unit's, the lead's before a co-unit's.
 * @returns null when nothing waits
 */
export async function signAssignment(tx: Tx, matter: Key, given: { units: readonly string[]; preferred: string; accountId: string; at: string }): Promise<Signature | null> {
  const { rows } = await sql<Signature>`with waiting as (
      select seq from matter_assignment where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and unit_id = any(${given.units}::uuid[]) and ended_at is null
        and (signed_at is null or recusal_declared is not true)
      order by unit_id = ${given.preferred}::uuid desc, part = 'lead' desc, seq limit 1)
    update matter_assignment a set signed_at = coalesce(a.signed_at, ${given.at}::timestamptz), signed_by = ${given.accountId}::uuid, recusal_declared = true
    from waiting w where a.home_county = ${matter.homeCounty} and a.matter_id = ${matter.id}::uuid and a.seq = w.seq
    returning a.unit_id as "unitId", a.part, ${clockRowsJson(matter)} as clocks`.execute(tx)
  return rows[0] ?? null
}

/** What a co-handling unit found. @returns whether such a part was there, signed for, or waits for its signature */
export async function saveOpinion(tx: Tx, matter: Key, given: { units: readonly string[]; preferred: string; opinion: string; at: string }): Promise<{ unitId: string; isSigned: boolean } | null> {
  const { rows } = await sql<{ unitId: string; isSigned: boolean }>`with part as (
      select seq, unit_id, signed_at is not null as signed from matter_assignment where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and unit_id = any(${given.units}::uuid[])
        and part = 'co' and ended_at is null order by unit_id = ${given.preferred}::uuid desc, seq limit 1),
    saved as (update matter_assignment a set opinion = ${given.opinion}, opinion_at = ${given.at}::timestamptz from part p
      where a.home_county = ${matter.homeCounty} and a.matter_id = ${matter.id}::uuid and a.seq = p.seq and p.signed)
    select unit_id as "unitId", signed as "isSigned" from part`.execute(tx)
  return rows[0] ?? null
}

/** The statement that ends every open part, or those of some units. */
export function assignmentsEnd(matter: Key, given: { at: string; outcome: 'returned' | 'ruled-away' | 'done'; units?: readonly string[] }): RawBuilder<unknown> {
  return sql`update matter_assignment set ended_at = ${given.at}::timestamptz, outcome = ${given.outcome}
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and ended_at is null ${given.units ? sql`and unit_id = any(${given.units}::uuid[])` : sql``}`
}

export async function endAssignments(tx: Tx, matter: Key, given: Parameters<typeof assignmentsEnd>[1]): Promise<void> {
  await assignmentsEnd(matter, given).execute(tx)
}

/** Gives the parts that were done back to their units, when the matter is taken up again. */
export async function reopenAssignments(tx: Tx, matter: Key): Promise<void> {
  await tx.updateTable('matter_assignment').set({ ended_at: null, outcome: null }).where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id)
    .where('outcome', '=', 'done').execute()
}

export interface ObjectionFacts {
  clock: ObjectionClock | null
  receivedOn: string
  contacts: number
  units: UnitFacts[]
  office: string
}

export async function findObjectionFacts(tx: Tx, matter: Key & { officeId: string; leadUnitId: string | null }, properUnitId: string | null, today: string): Promise<ObjectionFacts> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  const { rows } = await sql<ObjectionFacts>`${unitChain(properUnitId ? [properUnitId] : [], today)}
    select ${UNIT_JSON} as units, (select name from unit where id = ${matter.officeId}::uuid) as office,
      (select json_build_object('dueLegal', due_legal, 'isRunning', ended_on is null) from matter_clock where ${key} and rule = 'DL04' order by seq desc limit 1) as clock,
      (select count(*)::int from matter_contact where ${key} and unit_id = ${matter.leadUnitId}::uuid) as contacts,
      (select (assigned_at at time zone 'Asia/Shanghai')::date::text from matter_assignment where ${key} and part = 'lead' and ended_at is null order by seq desc limit 1) as "receivedOn"`.execute(tx)
  const [facts] = rows
  if (!facts) throw new Error('a select without from gives one row')
  return facts
}

/** Keeps the objection, or what became of it, with the lead's part. @param isSigned the unit has to handle it: it counts as signed for */
export async function saveObjection(tx: Tx, matter: Key, objection: Readonly<Record<string, unknown>>, signedAt: string | null = null): Promise<void> {
  await sql`update matter_assignment set objection = coalesce(objection, '{}') || ${JSON.stringify(objection)}::jsonb, signed_at = coalesce(signed_at, ${signedAt}::timestamptz)
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and part = 'lead' and ended_at is null`.execute(tx)
}

export interface DisputeFacts {
  assignments: Pick<Assignment, 'unitId' | 'part' | 'kind' | 'dueOn' | 'signedAt'>[]
  /** The units that dispute it: the lead and, where one was named, the unit it thinks competent. */
  parties: Pick<UnitFacts, 'id' | 'name' | 'regionPath'>[]
  units: UnitFacts[]
  petitioners: string[]
  body: string
}

export async function findDispute(tx: Tx, matter: Key, ruledUnitId: string | null, today: string): Promise<DisputeFacts> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  const { rows } = await sql<DisputeFacts>`${unitChain(ruledUnitId ? [ruledUnitId] : [], today)}
    select ${UNIT_JSON} as units,
      (select coalesce(json_agg(json_build_object('unitId', unit_id, 'part', part, 'kind', kind, 'dueOn', due_on, 'signedAt', signed_at) order by seq), '[]') from matter_assignment where ${key} and ended_at is null) as assignments,
      (select coalesce(json_agg(distinct jsonb_build_object('id', u.id, 'name', u.name, 'regionPath', u.region_path)), '[]') from matter_assignment a join unit u on u.id = a.unit_id or u.id = (a.objection->>'properUnitId')::uuid
        where a.home_county = ${matter.homeCounty} and a.matter_id = ${matter.id}::uuid and a.part = 'lead' and a.objection is not null) as parties,
      (select coalesce(array_agg(p.name order by p.seq), '{}') from matter_party p where p.${key} and p.role <> 'agent') as petitioners,
      (select t.body from matter_text t where t.${key}) as body`.execute(tx)
  const [facts] = rows
  if (!facts) throw new Error('a select without from gives one row')
  return facts
}

/** The nearest unit whose post rules on competence (ZR14), above all these places and none of the parties; the office's own joint-meeting post counts too. */
export async function findRulingUnit(tx: Tx, place: { regionPath: string; partyPaths: readonly string[]; parties: readonly string[]; today: string; above: string | null }): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`select u.id, u.name from post p join unit u on u.id = p.unit_id
    where 'ZR14' = any(p.roles) and (p.valid_to is null or p.valid_to >= ${place.today}::date) and (u.valid_to is null or u.valid_to >= ${place.today}::date)
      and ${place.regionPath} ^@ u.region_path and (select coalesce(bool_and(path ^@ u.region_path), true) from unnest(${place.partyPaths}::text[]) path) and u.id <> all(${place.parties}::uuid[])
      ${place.above === null ? sql`` : sql`and u.level < (select level from unit where id = ${place.above}::uuid)`}
    order by length(u.region_path) desc, u.id limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The clock under which the matter first came in (DL01, or DL02 with another organ): it is counted on when the matter comes back. */
export async function findFirstClock(tx: Tx, matter: Key): Promise<{ rule: string; startedOn: string } | null> {
  const row = await tx.selectFrom('matter_clock').select(['rule', 'started_on']).where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id)
    .where('rule', 'in', ['DL01', 'DL02']).orderBy('seq').limit(1).executeTakeFirst()
  return row ? { rule: row.rule, startedOn: String(row.started_on) } : null
}

/** @returns whether it was the first of this unit, and the matter's clocks */
export async function insertContact(tx: Tx, matter: Key, contact: { at: string; by: string; unitId: string; way: string; reached: boolean; note: string }): Promise<{ isFirst: boolean; clocks: ClockRow[] }> {
  const key = sql`home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid`
  const { rows } = await sql<{ isFirst: boolean; clocks: ClockRow[] }>`insert into matter_contact (home_county, matter_id, seq, at, by_account, unit_id, way, reached, note)
    select ${matter.homeCounty}, ${matter.id}::uuid, coalesce(max(seq), 0) + 1, ${contact.at}::timestamptz, ${contact.by}::uuid, ${contact.unitId}::uuid, ${contact.way}::text, ${contact.reached}::boolean, ${contact.note}::text
    from matter_contact where ${key}
    returning not exists (select from matter_contact where ${key} and unit_id = ${contact.unitId}::uuid) as "isFirst", ${clockRowsJson(matter)} as clocks`.execute(tx)
  return rows[0] ?? { isFirst: false, clocks: [] }
}
