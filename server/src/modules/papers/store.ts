import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { PaperKind } from '@hejie/contract/papers'
import type { Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { NumberedUnit } from './number.rules.ts'
import type { FrozenPaper, IssuedPaper } from './paper.ts'

interface MatterKey {
  homeCounty: string
  id: string
}

export interface Issuer extends NumberedUnit {
  name: string
}

/**
 * Takes the next number of an organ, kind and year. The row stays locked until commit, so that numbers have no gap:
 * a paper that is not issued after all gives its number back.
 */
export async function takeSerial(tx: Tx, unitId: string, kind: PaperKind, year: number): Promise<Issuer & { serial: number }> {
  const { rows } = await sql<Issuer & { serial: number }>`with kept as (
      insert into paper_serial as s (unit_id, kind, year, next) values (${unitId}, ${kind}, ${year}, 2)
      on conflict (unit_id, kind, year) do update set next = s.next + 1 returning next - 1 as serial)
    select kept.serial, u.name, u.paper_word as "paperWord", u.line_code as "lineCode", u.region_code as "regionCode", u.level, r.name as "regionName"
    from kept, unit u join region r on r.code = u.region_code where u.id = ${unitId}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound('paper/not-found')
  return row
}

/** The statement that keeps a paper as the matter's next one; it returns its place. */
export function paperInsert(matter: MatterKey, paper: FrozenPaper & { digest: string; unitId: string; accountId: string | null; isShownToCitizen: boolean }): RawBuilder<{ seq: number }> {
  return sql<{ seq: number }>`insert into matter_paper (home_county, matter_id, seq, kind, number, title, content, digest, issued_at, issued_by, unit_id, shown_to_citizen)
    select ${matter.homeCounty}, ${matter.id}::uuid, coalesce(max(seq), 0) + 1, ${paper.kind}::text, ${paper.number}::text, ${paper.title}::text,
      ${JSON.stringify({ issuer: paper.issuer, fields: paper.content })}::jsonb, ${paper.digest}::text, ${paper.issuedAt}::timestamptz, ${paper.accountId}::uuid, ${paper.unitId}::uuid, ${paper.isShownToCitizen}::boolean
    from matter_paper where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid returning seq`
}

export async function runInsert(tx: Tx, insert: RawBuilder<{ seq: number }>): Promise<number> {
  return (await insert.execute(tx)).rows[0]?.seq ?? 1
}

export async function findPaper(tx: Tx, matter: MatterKey & { isDemo: boolean }, seq: number): Promise<IssuedPaper> {
  const row = await tx.selectFrom('matter_paper').selectAll().where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).where('seq', '=', seq).executeTakeFirst()
  if (!row) throw new NotFound('paper/not-found')
  const content = row.content as { issuer: string; fields: IssuedPaper['content'] }
  return {
    seq: row.seq, kind: row.kind as PaperKind, number: row.number, title: row.title, issuer: content.issuer, content: content.fields, digest: row.digest,
    issuedAt: row.issued_at.toISOString(), isShownToCitizen: row.shown_to_citizen, isDemo: matter.isDemo,
  }
}
