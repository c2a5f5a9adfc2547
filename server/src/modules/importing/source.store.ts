import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** One row of a file by keyed digests: what it is, and what it says. */
export interface SourceKey {
  key: string
  content: string
}

/** Which of these were registered before, with what they said. */
export async function listKnownSources(tx: Tx, homeCounty: string, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.selectFrom('matter_source').select(['external_digest', 'content_digest']).where('home_county', '=', homeCounty).where('source', '=', source).where('external_digest', 'in', [...keys]).execute()
  return new Map(rows.map((row) => [row.external_digest, row.content_digest ?? '']))
}

/** Takes them for this import. @returns keys that nobody took meanwhile */
export async function claimSources(tx: Tx, homeCounty: string, source: string, claims: readonly SourceKey[]): Promise<Set<string>> {
  if (claims.length === 0) return new Set()
  // In one order, so that two imports of the same file wait for each other instead of locking each other out.
  const sorted = claims.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const { rows } = await sql<{ external_digest: string }>`insert into matter_source (home_county, source, external_digest, content_digest)
    select ${homeCounty}, ${source}, key, content from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as x(key text, content text)
    on conflict do nothing returning external_digest`.execute(tx)
  return new Set(rows.map((row) => row.external_digest))
}
