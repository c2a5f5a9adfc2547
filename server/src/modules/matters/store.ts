import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Matter as MatterTable } from '../../platform/schema.ts'
import type { Matter, MatterChange } from './matter.ts'

type Row = Selectable<MatterTable>

/** Locks the matter until the end of the transaction: whoever comes second waits, then sees the new version. */
export async function lockMatter(tx: Tx, code: string): Promise<Matter> {
  const row = await tx.selectFrom('matter').selectAll().where('home_county', '=', code.slice(0, 6)).where('code', '=', code).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('matter/not-found')
  return toMatter(row)
}

export async function findMatter(tx: Tx, code: string): Promise<Matter> {
  const row = await tx.selectFrom('matter').selectAll().where('home_county', '=', code.slice(0, 6)).where('code', '=', code).executeTakeFirst()
  if (!row) throw new NotFound('matter/not-found')
  return toMatter(row)
}

export function toMatter(row: Row): Matter {
  return {
    homeCounty: row.home_county, id: row.id, code: row.code, status: row.status as Matter['status'], form: row.form, channel: row.channel,
    category: row.category as Matter['category'], route: row.route as Matter['route'], purpose: row.purpose, class1: row.class1, class2: row.class2,
    title: row.title, placeCode: row.place_code, regionPath: row.region_path, peopleCount: row.people_count, isJoint: row.is_joint, isAnonymous: row.is_anonymous,
    isPublic: row.is_public, hidesIdentity: row.hides_identity, isUrgent: row.is_urgent, isImportant: row.is_important, isSimple: row.is_simple, isRepeat: row.is_repeat,
    isDemo: row.is_demo, respondentUnitId: row.respondent_unit_id, respondentName: row.respondent_name, officeId: row.office_id, holderUnitId: row.holder_unit_id,
    leadUnitId: row.lead_unit_id, handlerId: row.handler_id, unitIds: row.unit_ids, receivedAt: row.received_at.toISOString(), registeredAt: row.registered_at?.toISOString() ?? null,
    acceptedOn: row.accepted_on as string | null, servedOn: row.served_on as string | null, closedAt: row.closed_at?.toISOString() ?? null, conclusion: row.conclusion,
    nextDueRule: row.next_due_rule, nextDueOn: (row.next_due_on as unknown as string) === 'infinity' ? null : (row.next_due_on as unknown as string),
    nextDueLegal: row.next_due_legal as string | null, nextDueProvisional: row.next_due_provisional, routedCount: row.routed_count, objectedCount: row.objected_count,
    eventSeq: row.event_seq, version: row.version,
  }
}

const COLUMN_OF: Record<keyof MatterChange, string> = {
  category: 'category', route: 'route', purpose: 'purpose', class1: 'class1', class2: 'class2', title: 'title', placeCode: 'place_code', regionPath: 'region_path',
  peopleCount: 'people_count', isJoint: 'is_joint', hidesIdentity: 'hides_identity', isUrgent: 'is_urgent', isImportant: 'is_important', isSimple: 'is_simple', isRepeat: 'is_repeat', respondentUnitId: 'respondent_unit_id',
  respondentName: 'respondent_name', holderUnitId: 'holder_unit_id', leadUnitId: 'lead_unit_id', handlerId: 'handler_id', unitIds: 'unit_ids', registeredAt: 'registered_at',
  acceptedOn: 'accepted_on', servedOn: 'served_on', closedAt: 'closed_at', conclusion: 'conclusion', nextDueRule: 'next_due_rule', nextDueOn: 'next_due_on',
  nextDueLegal: 'next_due_legal', nextDueProvisional: 'next_due_provisional', routedCount: 'routed_count', objectedCount: 'objected_count',
}

export interface EventRow {
  event: string
  fromStatus: string | null
  toStatus: string
  at: string
  actorKind: 'staff' | 'citizen' | 'system'
  actorId: string | null
  actorName: string | null
  unitId: string | null
  unitName: string | null
  note: string | null
  detail: Readonly<Record<string, unknown>>
  shownToCitizen: boolean
}

/** The statements that write the change and its line in the timeline. The caller holds the lock. */
export function stepStatements(matter: Matter, change: MatterChange, status: string, event: EventRow): RawBuilder<unknown>[] {
  const sets = Object.entries(change).map(([key, value]) => {
    const stored = key === 'nextDueOn' && value === null ? 'infinity' : value
    return sql`${sql.ref(COLUMN_OF[key as keyof MatterChange])} = ${stored}`
  })
  const all = [sql`status = ${status}`, sql`version = version + 1`, sql`event_seq = event_seq + 1`, ...sets]
  return [
    sql`update matter set ${sql.join(all)} where home_county = ${matter.homeCounty} and id = ${matter.id}`,
    sql`insert into matter_event (home_county, matter_id, seq, event, from_status, to_status, at, actor_kind, actor_id, actor_name, unit_id, unit_name, note, detail, shown_to_citizen)
      values (${matter.homeCounty}, ${matter.id}, ${matter.eventSeq + 1}, ${event.event}, ${event.fromStatus}, ${event.toStatus}, ${event.at}, ${event.actorKind}, ${event.actorId},
        ${event.actorName}, ${event.unitId}, ${event.unitName}, ${event.note}, ${JSON.stringify(event.detail)}, ${event.shownToCitizen})`,
  ]
}

/** Locks matters of which only the keys are known, in order, so that two of these never wait for each other in a circle; those that are gone are left out. */
export async function lockMany(tx: Tx, keys: readonly { homeCounty: string; id: string }[]): Promise<{ homeCounty: string; id: string }[]> {
  const { rows } = await sql<{ homeCounty: string; id: string }>`select m.home_county as "homeCounty", m.id from unnest(${keys.map((one) => one.homeCounty)}::text[], ${keys.map((one) => one.id)}::uuid[]) as k(home_county, id)
    join matter m on m.home_county = k.home_county and m.id = k.id order by m.home_county, m.id for update of m`.execute(tx)
  return rows
}

type NextDue = Pick<MatterChange, 'nextDueRule' | 'nextDueOn' | 'nextDueLegal' | 'nextDueProvisional'>

/** Writes the nearest due dates after clocks were computed again; nobody acted, so the versions stay. */
export async function saveNextDues(tx: Tx, dues: readonly ({ homeCounty: string; id: string } & NextDue)[]): Promise<void> {
  const given = JSON.stringify(dues.map((one) => ({ h: one.homeCounty, id: one.id, rule: one.nextDueRule, due: one.nextDueOn ?? 'infinity', legal: one.nextDueLegal, open: one.nextDueProvisional })))
  await sql`update matter m set next_due_rule = v.rule, next_due_on = v.due, next_due_legal = v.legal, next_due_provisional = v.open
    from jsonb_to_recordset(${given}::jsonb) as v(h text, id uuid, rule text, due date, legal date, open boolean) where m.home_county = v.h and m.id = v.id`.execute(tx)
}
