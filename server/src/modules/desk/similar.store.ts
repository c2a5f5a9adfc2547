import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { petitionerKnownTo } from './list-conditions.store.ts'

export interface PersonAsked {
  name: string | null
  phone: string | null
  idDigest: string | null
}

/** Nobody has as many matters as this; a name that many share is cut off here. */
const MOST_OF_PERSON = 100
const MOST_BY_WORDS = 60

/** Matters of the same person: by ID number, by phone, or by name within a place. Newest first. */
export async function listOfSamePerson(tx: Tx, asked: PersonAsked, placePath: string | null, unitIds: readonly string[]): Promise<string[]> {
  // Names are shared by many: they count within the same county only.
  const county = placePath?.split('/').filter(Boolean)[2] ?? null
  const all: RawBuilder<unknown>[] = []
  if (asked.idDigest) all.push(sql`(select home_county, matter_id from matter_party where id_digest = ${asked.idDigest} limit ${MOST_OF_PERSON})`)
  if (asked.phone) all.push(sql`(select home_county, matter_id from matter_party where phone = ${asked.phone} limit ${MOST_OF_PERSON})`)
  if (asked.name && county) all.push(sql`(select home_county, matter_id from matter_party where name = ${asked.name} and home_county = ${county} limit ${MOST_OF_PERSON})`)
  if (all.length === 0) return []
  const { rows } = await sql<{ code: string }>`select m.code from (${sql.join(all, sql` union `)}) p join matter m on m.home_county = p.home_county and m.id = p.matter_id
    where ${petitionerKnownTo(unitIds)} order by m.received_at desc limit 20`.execute(tx)
  return rows.map((row) => row.code)
}

/** Matters that share one of the pieces, of one place and of some months, newest first, with their words. */
export async function listByPieces(tx: Tx, tsquery: string): Promise<{ code: string; text: string }[]> {
  const { rows } = await sql<{ code: string; text: string }>`select m.code, m.title || E'\n' || t.body as text from (
      select m.home_county, m.id, m.code, m.title from matter_search(${tsquery}::tsquery) s join matter m on m.home_county = s.home_county and m.id = s.matter_id order by m.received_at desc limit ${MOST_BY_WORDS}) m
    join matter_text t on t.home_county = m.home_county and t.matter_id = m.id`.execute(tx)
  return rows
}

const KEPT_MS = 600_000
const keptOf = new WeakMap<Db, { at: number; frequencies: Map<string, number> }>()

/** How common the commonest pairs of characters are; looked up again every ten minutes, for it changes over months. */
export async function frequentPairs(db: Db, tx: Tx): Promise<ReadonlyMap<string, number>> {
  const kept = keptOf.get(db)
  if (kept && Date.now() - kept.at < KEPT_MS) return kept.frequencies
  const { rows } = await sql<{ pair: string; frequency: number }>`select pair, frequency from matter_frequent_pairs()`.execute(tx)
  const frequencies = new Map(rows.map((row) => [row.pair, row.frequency]))
  keptOf.set(db, { at: Date.now(), frequencies })
  return frequencies
}
