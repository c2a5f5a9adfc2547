import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Matter } from './matter.ts'
import type { EventRow } from './store.ts'

export interface NewParty {
  seq: number
  role: 'petitioner' | 'representative' | 'agent'
  kind: string
  name: string
  phone: string | null
  address: string | null
  idKind: string | null
  /** Sealed number, hexadecimal */
  idSealed: string | null
  idDigest: string | null
}

export interface NewAttachment {
  id: string
  name: string
  mediaType: string
  bytes: number
  digest: string
}

/** Everything a matter begins with. */
export interface NewMatter extends Matter {
  pinDigest: string
  placeDetail: string | null
  body: string
  /** The literal of its tsvector, see text search */
  search: string
  parties: readonly NewParty[]
  /** The first is number 1; `eventSeq` of the matter is their number */
  events: readonly EventRow[]
  attachments: readonly NewAttachment[]
  addedBy: { kind: 'staff' | 'citizen' | 'system'; id: string | null }
}

/** The statements that write a new matter with its first parts, to run as one: hundreds a second are filed, and each round trip counts. */
export function birthStatements(m: NewMatter, at: string): RawBuilder<unknown>[] {
  const key = sql`${m.homeCounty}, ${m.id}::uuid`
  return [
    sql`insert into matter (home_county, id, code, pin_digest, status, form, channel, category, route, purpose, class1, class2, title, place_code, place_detail, region_path,
      people_count, is_joint, is_anonymous, is_public, hides_identity, is_repeat, is_demo, respondent_unit_id, respondent_name, office_id, holder_unit_id, lead_unit_id, unit_ids,
      received_at, registered_at, next_due_rule, next_due_on, next_due_legal, next_due_provisional, routed_count, event_seq, created_at)
    values (${key}, ${m.code}, ${m.pinDigest}, ${m.status}, ${m.form}, ${m.channel}, ${m.category}, ${m.route}, ${m.purpose}, ${m.class1}, ${m.class2}, ${m.title}, ${m.placeCode}, ${m.placeDetail}, ${m.regionPath},
      ${m.peopleCount}, ${m.isJoint}, ${m.isAnonymous}, ${m.isPublic}, ${m.hidesIdentity}, ${m.isRepeat}, ${m.isDemo}, ${m.respondentUnitId}, ${m.respondentName}, ${m.officeId}, ${m.holderUnitId}, ${m.leadUnitId}, ${m.unitIds},
      ${m.receivedAt}, ${m.registeredAt}, ${m.nextDueRule}, ${m.nextDueOn ?? 'infinity'}, ${m.nextDueLegal}, ${m.nextDueProvisional}, ${m.routedCount}, ${m.eventSeq}, ${at})`,
    sql`insert into matter_text (home_county, matter_id, body, search) values (${key}, ${m.body}, ${m.search}::tsvector)`,
    sql`insert into matter_party (home_county, matter_id, seq, role, kind, name, phone, address, id_kind, id_sealed, id_digest)
    select ${key}, seq, role, kind, name, phone, address, "idKind", decode("idSealed", 'hex'), "idDigest" from jsonb_to_recordset(${JSON.stringify(m.parties)}::jsonb)
      as x(seq smallint, role text, kind text, name text, phone text, address text, "idKind" text, "idSealed" text, "idDigest" text)`,
    sql`insert into matter_event (home_county, matter_id, seq, event, from_status, to_status, at, actor_kind, actor_id, actor_name, unit_id, unit_name, note, detail, shown_to_citizen)
    select ${key}, seq, event, "fromStatus", "toStatus", at, "actorKind", "actorId", "actorName", "unitId", "unitName", note, detail, "shownToCitizen"
      from jsonb_to_recordset(${JSON.stringify(m.events.map((event, index) => ({ ...event, seq: index + 1 })))}::jsonb) as x(seq int, event text, "fromStatus" text, "toStatus" text, at timestamptz,
        "actorKind" text, "actorId" uuid, "actorName" text, "unitId" uuid, "unitName" text, note text, detail jsonb, "shownToCitizen" boolean)`,
    ...(m.attachments.length > 0 ? [attachmentInsert(m, m.attachments, { at, by: m.addedBy, purpose: 'material' })] : []),
  ]
}

interface Key {
  homeCounty: string
  id: string
}

/** The statement that gives a matter some files. */
function attachmentInsert(matter: Key, files: readonly NewAttachment[], given: { at: string; by: NewMatter['addedBy']; purpose: string }): RawBuilder<unknown> {
  return sql`insert into matter_attachment (home_county, matter_id, id, name, media_type, bytes, digest, added_at, added_by_kind, added_by, purpose)
    select ${matter.homeCounty}, ${matter.id}::uuid, id, name, "mediaType", bytes, digest, ${given.at}::timestamptz, ${given.by.kind}, ${given.by.id}::uuid, ${given.purpose}
      from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f(id uuid, name text, "mediaType" text, bytes int, digest text)`
}

/** Adds files to a matter that is there. */
export async function insertAttachments(tx: Tx, matter: Key, files: readonly NewAttachment[], given: { at: string; by: NewMatter['addedBy']; purpose: string }): Promise<void> {
  if (files.length > 0) await attachmentInsert(matter, files, given).execute(tx)
}

export type LinkKind = 'merged-into' | 'merged-from' | 'repeats' | 'repeated-by' | 'related'
const OTHER_SIDE: Record<LinkKind, LinkKind> = { 'merged-into': 'merged-from', 'merged-from': 'merged-into', repeats: 'repeated-by', 'repeated-by': 'repeats', related: 'related' }

/** Links two matters, a row on each side, so that either county sees it; linking again changes nothing. */
export async function insertLink(tx: Tx, one: Key & { code: string }, other: Key & { code: string }, kind: LinkKind, given: { at: string; accountId: string | null }): Promise<void> {
  await linkStatement(one, other, kind, given).execute(tx)
}

/** The same as a statement, to run together with others. */
export function linkStatement(one: Key & { code: string }, other: Key & { code: string }, kind: LinkKind, given: { at: string; accountId: string | null }): RawBuilder<unknown> {
  return sql`insert into matter_link (home_county, matter_id, other_county, other_id, other_code, kind, at, by_account)
    values (${one.homeCounty}, ${one.id}, ${other.homeCounty}, ${other.id}, ${other.code}, ${kind}, ${given.at}, ${given.accountId}),
      (${other.homeCounty}, ${other.id}, ${one.homeCounty}, ${one.id}, ${one.code}, ${OTHER_SIDE[kind]}, ${given.at}, ${given.accountId})
    on conflict do nothing`
}

/** Replaces the digest of the query PIN. */
export async function savePin(tx: Tx, matter: Key, pinDigest: string): Promise<void> {
  await tx.updateTable('matter').set({ pin_digest: pinDigest }).where('home_county', '=', matter.homeCounty).where('id', '=', matter.id).execute()
}

/** Takes a matter out of the register with all its parts: it has gone into the sealed channel in the same transaction. */
export async function deleteMatter(tx: Tx, matter: Key): Promise<void> {
  await tx.deleteFrom('matter').where('home_county', '=', matter.homeCounty).where('id', '=', matter.id).execute()
}
