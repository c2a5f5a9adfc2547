import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { SealedAccusation } from '../../platform/schema.ts'
import type { Accusation, AccusationEvent, AccusationFile, AccusationParty, AccusationStatus, NewAccusation } from './accusation.ts'
import type { DeskCandidate, ForwardTarget } from './desk.rules.ts'

/** Lets a transaction that began with the ordinary role write into the sealed channel from here on, and read nothing else. */
export async function takeSealedRole(tx: Tx): Promise<void> {
  await sql`set local role hejie_sealed`.execute(tx)
}

/** @param also statements that belong to the same birth (the idempotency key) */
export async function insertAccusation(tx: Tx, one: NewAccusation, also: readonly RawBuilder<unknown>[] = []): Promise<void> {
  const more = also.map((statement, index) => sql`, ${sql.raw(`also_${index}`)} as (${statement})`)
  await sql`with made as (insert into sealed.accusation (home_county, id, code, pin_digest, status, form, channel, title, body, accused, accused_unit_id, region_path, is_anonymous, parties,
      received_at, registered_by, desk_unit_id, filing)
    values (${one.homeCounty}, ${one.id}, ${one.code}, ${one.pinDigest}, 'RECEIVED', ${one.form}, ${one.channel}, ${one.title}, ${one.body}, ${one.accused}, ${one.accusedUnitId}, ${one.regionPath}, ${one.isAnonymous},
      ${JSON.stringify(one.parties)}::jsonb, ${one.receivedAt}, ${one.registeredBy}, ${one.deskUnitId}, ${JSON.stringify(one.filing)}::jsonb)),
  happened as (insert into sealed.accusation_event (home_county, accusation_id, seq, event, at, actor_id, note)
    select ${one.homeCounty}, ${one.id}::uuid, seq, event, at, "actorId", note from jsonb_to_recordset(${JSON.stringify(one.events.map((event, index) => ({ ...event, seq: index + 1 })))}::jsonb)
      as e(seq int, event text, at timestamptz, "actorId" uuid, note text)),
  files as (insert into sealed.attachment (home_county, accusation_id, id, name, media_type, bytes, digest)
    select ${one.homeCounty}, ${one.id}::uuid, id, name, "mediaType", bytes, digest from jsonb_to_recordset(${JSON.stringify(one.files)}::jsonb)
      as f(id uuid, name text, "mediaType" text, bytes int, digest text))
  ${sql.join(more, sql``)}
  select 1`.execute(tx)
}

function toAccusation(row: Selectable<SealedAccusation>): Accusation {
  return {
    homeCounty: row.home_county, id: row.id, code: row.code, pinDigest: row.pin_digest, status: row.status as AccusationStatus, form: row.form, channel: row.channel, title: row.title, body: row.body,
    accused: row.accused, accusedUnitId: row.accused_unit_id, regionPath: row.region_path, isAnonymous: row.is_anonymous, parties: row.parties as unknown as AccusationParty[],
    receivedAt: row.received_at.toISOString(), registeredBy: row.registered_by, deskUnitId: row.desk_unit_id, filing: row.filing as unknown as Record<string, unknown>,
    forwardedTo: row.forwarded_to, forwardedAt: row.forwarded_at?.toISOString() ?? null, forwardNote: row.forward_note, version: row.version,
  }
}

export interface ListedAccusation extends Accusation {
  place: string
  forwardedToName: string | null
}

/** What lies at some desks, newest first; `after` is [received, id] of the last one shown. */
export async function listAccusations(tx: Tx, desks: readonly string[], filter: { status: AccusationStatus | null; after: readonly [string, string] | null; limit: number }): Promise<ListedAccusation[]> {
  let query = tx.selectFrom('sealed.accusation as a').leftJoin('region as r', 'r.path', 'a.region_path').leftJoin('unit as u', 'u.id', 'a.forwarded_to')
    .selectAll('a').select(['r.full_name as place', 'u.name as forwarded_name'])
    .where((e) => e.or([e('a.desk_unit_id', 'in', [...desks]), e('a.forwarded_to', 'in', [...desks])]))
  if (filter.status) query = query.where('a.status', '=', filter.status)
  if (filter.after) query = query.where(sql<boolean>`(a.received_at, a.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`)
  const rows = await query.orderBy('a.received_at', 'desc').orderBy('a.id', 'desc').limit(filter.limit).execute()
  return rows.map(({ place, forwarded_name, ...row }) => ({ ...toAccusation(row), place: place ?? '', forwardedToName: forwarded_name }))
}

/** Locks the accusation until the end of the transaction. @throws NotFound `sealed/not-found` */
export async function lockAccusation(tx: Tx, code: string): Promise<Accusation> {
  const row = await tx.selectFrom('sealed.accusation').selectAll().where('home_county', '=', code.slice(0, 6)).where('code', '=', code).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('sealed/not-found')
  return toAccusation(row)
}

/** By its public code, for the person who holds code and PIN; null when there is none. */
export async function findByCode(tx: Tx, code: string): Promise<Accusation | null> {
  const row = await tx.selectFrom('sealed.accusation').selectAll().where('home_county', '=', code.slice(0, 6)).where('code', '=', code).executeTakeFirst()
  return row ? toAccusation(row) : null
}

type Key = Pick<Accusation, 'homeCounty' | 'id'>

export async function listEvents(tx: Tx, one: Key): Promise<(AccusationEvent & { by: string | null })[]> {
  const rows = await tx.selectFrom('sealed.accusation_event as e').leftJoin('account as a', 'a.id', 'e.actor_id').select(['e.event', 'e.at', 'e.actor_id', 'e.note', 'a.name'])
    .where('e.home_county', '=', one.homeCounty).where('e.accusation_id', '=', one.id).orderBy('e.seq').execute()
  return rows.map((row) => ({ event: row.event, at: row.at.toISOString(), actorId: row.actor_id, note: row.note, by: row.name }))
}

export async function listFiles(tx: Tx, one: Key): Promise<AccusationFile[]> {
  const rows = await tx.selectFrom('sealed.attachment').select(['id', 'name', 'media_type', 'bytes', 'digest']).where('home_county', '=', one.homeCounty).where('accusation_id', '=', one.id).orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, name: row.name, mediaType: row.media_type, bytes: row.bytes, digest: row.digest }))
}

export async function insertEvent(tx: Tx, one: Key, event: AccusationEvent): Promise<void> {
  await sql`insert into sealed.accusation_event (home_county, accusation_id, seq, event, at, actor_id, note)
    select ${one.homeCounty}, ${one.id}::uuid, coalesce(max(seq), 0) + 1, ${event.event}, ${event.at}, ${event.actorId}::uuid, ${event.note} from sealed.accusation_event
      where home_county = ${one.homeCounty} and accusation_id = ${one.id}`.execute(tx)
}

export async function insertFiles(tx: Tx, one: Key, files: readonly AccusationFile[]): Promise<void> {
  if (files.length === 0) return
  await tx.insertInto('sealed.attachment').values(files.map((file) => ({ home_county: one.homeCounty, accusation_id: one.id, id: file.id, name: file.name, media_type: file.mediaType, bytes: file.bytes, digest: file.digest }))).execute()
}

export async function saveForward(tx: Tx, one: Accusation): Promise<void> {
  await tx.updateTable('sealed.accusation').set({ status: one.status, forwarded_to: one.forwardedTo, forwarded_at: one.forwardedAt, forward_note: one.forwardNote, version: one.version })
    .where('home_county', '=', one.homeCounty).where('id', '=', one.id).execute()
}

export interface Names {
  place: string
  units: ReadonlyMap<string, string>
}

export async function findNames(tx: Tx, regionPath: string, unitIds: readonly (string | null)[]): Promise<Names> {
  const ids = unitIds.filter((id) => id !== null)
  const place = await tx.selectFrom('region').select('full_name').where('path', '=', regionPath).executeTakeFirst()
  const units = ids.length === 0 ? [] : await tx.selectFrom('unit').select(['id', 'name']).where('id', 'in', ids).execute()
  return { place: place?.full_name ?? '', units: new Map(units.map((unit) => [unit.id, unit.name])) }
}

/** Discipline organs of a place and of everything above it, the nearest first, with everybody who holds a post there on a day. */
export async function listDeskCandidates(db: Db | Tx, paths: readonly string[], on: string): Promise<DeskCandidate[]> {
  const { rows } = await sql<DeskCandidate>`select u.id as "unitId", u.region_path as "regionPath", ${officersOf(on)} as officers from unit u
    where u.kind = 'discipline' and u.region_path = any(${[...paths]}) and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to >= ${on}::date) order by u.level desc, u.code`.execute(db)
  return rows
}

const officersOf = (on: string): RawBuilder<unknown> => sql`(select coalesce(array_agg(distinct a.name), '{}') from post p join post_holder h on h.post_id = p.id join account a on a.id = h.account_id
  where p.unit_id = u.id and a.is_active and h.valid_from <= ${on}::date and (h.valid_to is null or h.valid_to >= ${on}::date))`

/** A unit to forward to, with its officers and everything it answers to; null when there is none in force. */
export async function findForwardTarget(tx: Tx, unitId: string, on: string): Promise<ForwardTarget | null> {
  const { rows } = await sql<ForwardTarget>`select u.id as "unitId", u.region_path as "regionPath", u.kind, u.line_code as "lineCode", ${officersOf(on)} as officers,
      array(with recursive chain as (select s.id, s.superior_id, 0 as depth from unit s where s.id = u.id union select s.id, s.superior_id, depth + 1 from unit s join chain c on s.id = c.superior_id where depth < 20)
        select id from chain) as chain
    from unit u where u.id = ${unitId} and (u.valid_to is null or u.valid_to >= ${on}::date)`.execute(tx)
  return rows[0] ?? null
}
