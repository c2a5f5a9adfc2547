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

export interface PaperRow extends FrozenPaper {
  digest: string
  unitId: string
  accountId: string | null
  isShownToCitizen: boolean
  /** Its place where the matter begins in the same statement, and nothing of it can be read yet; null: counted. */
  firstPlace: number | null
}

/** The statement that keeps a paper as the matter's next one; it returns its place. */
export function paperInsert(matter: MatterKey, paper: PaperRow): RawBuilder<{ seq: number }> {
  const place = paper.firstPlace === null ? sql`coalesce(max(seq), 0) + 1` : sql`${paper.firstPlace}::smallint`
  const row = sql`insert into matter_paper (home_county, matter_id, seq, kind, number, title, content, digest, issued_at, issued_by, unit_id, shown_to_citizen)
    select ${matter.homeCounty}, ${matter.id}::uuid, ${place}, ${paper.kind}::text, ${paper.number}::text, ${paper.title}::text,
      ${JSON.stringify({ issuer: paper.issuer, fields: paper.content })}::jsonb, ${paper.digest}::text, ${paper.issuedAt}::timestamptz, ${paper.accountId}::uuid, ${paper.unitId}::uuid, ${paper.isShownToCitizen}::boolean`
  return paper.firstPlace === null ? sql<{ seq: number }>`${row} from matter_paper where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid returning seq` : sql<{ seq: number }>`${row}`
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

/** An issued paper by the code printed on it: the first sixteen hexadecimal digits of its digest. Null where there is none. */
export async function findPaperByCode(tx: Tx, digits: string): Promise<IssuedPaper | null> {
  const { rows } = await sql<{ home_county: string; matter_id: string; seq: number; is_demo: boolean }>`select p.home_county, p.matter_id, p.seq, m.is_demo from matter_paper p
    join matter m on m.home_county = p.home_county and m.id = p.matter_id where left(p.digest, 16) = ${digits} order by p.issued_at desc limit 1`.execute(tx)
  const [row] = rows
  return row ? findPaper(tx, { homeCounty: row.home_county, id: row.matter_id, isDemo: row.is_demo }, row.seq) : null
}
