import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { AccusationEvent, AccusationFile } from '../sealed/index.ts'

export interface WholeMatter {
  pinDigest: string
  placeDetail: string | null
  body: string
  people: { role: string; kind: string; name: string; phone: string | null; address: string | null; idKind: string | null; idSealed: string | null }[]
  /** Every word that was added on the way: timeline, questions and answers, contacts, tasks */
  events: AccusationEvent[]
  files: AccusationFile[]
}

/** Everything a matter holds, before it leaves the register. Needs access as the system. */
export async function readWholeMatter(tx: Tx, key: { homeCounty: string; id: string }): Promise<WholeMatter> {
  const of = sql`x.home_county = m.home_county and x.matter_id = m.id`
  const { rows } = await sql<WholeMatter>`select m.pin_digest as "pinDigest", m.place_detail as "placeDetail",
      (select body from matter_text x where ${of}) as body,
      (select coalesce(json_agg(json_build_object('role', role, 'kind', kind, 'name', name, 'phone', phone, 'address', address, 'idKind', id_kind, 'idSealed', encode(id_sealed, 'hex')) order by seq), '[]') from matter_party x where ${of}) as people,
      (select coalesce(json_agg(e order by e.at), '[]') from (
        select 'matter.' || event as event, at, actor_id as "actorId", note from matter_event x where ${of}
        union all select 'matter.question', asked_at, asked_by, question from matter_info_request x where ${of}
        union all select 'matter.answer', answered_at, null, answer from matter_info_request x where ${of} and answered_at is not null
        union all select 'matter.contact', at, by_account, note from matter_contact x where ${of}
        union all select 'matter.task', created_at, null, kind || coalesce(': ' || nullif(detail::text, '{}'), '') from matter_task x where ${of}) e) as events,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'mediaType', media_type, 'bytes', bytes, 'digest', digest) order by added_at), '[]') from matter_attachment x where ${of}) as files
    from matter m where m.home_county = ${key.homeCounty} and m.id = ${key.id}`.execute(tx)
  const [whole] = rows
  if (!whole) throw new Error('a locked matter is not there: the caller found it in this transaction')
  return whole
}
