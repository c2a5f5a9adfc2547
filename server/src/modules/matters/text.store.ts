import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

interface Key {
  homeCounty: string
  matterId: string
}

export interface Words {
  title: string
  body: string
  /** Facts and opinion of the last reply that was issued; null before. */
  reply: string | null
  regionPath: string
  receivedOn: string
}

/** The words a matter is found by, as they are now; null when the matter is gone. */
export async function findWords(tx: Tx, key: Key): Promise<Words | null> {
  const { rows } = await sql<Words>`select m.title, t.body, m.region_path as "regionPath", ((m.received_at at time zone 'Asia/Shanghai')::date)::text as "receivedOn",
      (select concat_ws(E'\n', r.facts, r.opinion, r.legal_basis, r.commitments) from matter_reply r where r.home_county = m.home_county and r.matter_id = m.id and r.state in ('issued', 'served') order by r.seq desc limit 1) as reply
    from matter m join matter_text t on t.home_county = m.home_county and t.matter_id = m.id where m.home_county = ${key.homeCounty} and m.id = ${key.matterId}::uuid`.execute(tx)
  return rows[0] ?? null
}

/** @param search the literal of a tsvector */
export async function saveWords(tx: Tx, key: Key, words: { reply: string | null; search: string }): Promise<void> {
  await sql`update matter_text set reply = ${words.reply}, search = ${words.search}::tsvector where home_county = ${key.homeCounty} and matter_id = ${key.matterId}::uuid`.execute(tx)
}
