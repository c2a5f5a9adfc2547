import { inTransaction } from '../../platform/database.ts'
import type { Access, Db } from '../../platform/database.ts'
import type { AuditLine, LaneHead } from './chain.rules.ts'
import { listHeads, listLaneLines, listLines } from './store.ts'
import type { Chain, LineFilter, LinePlace } from './store.ts'

export const EXPORT_FORMAT = 'hejie-audit'
const BATCH = 1_000

/** First line of an export. */
export interface ExportHeader {
  format: typeof EXPORT_FORMAT
  version: 1
  exportedAt: string
  /** Whether every line up to the heads follows; an excerpt can only be checked line by line. */
  isComplete: boolean
  heads: LaneHead[]
}

/** The whole record as JSON lines, lane by lane, up to where it stood when the export began. @param withSealed also the accusation desk's chain */
export async function* exportRecord(db: Db, exportedAt: string, withSealed: boolean): AsyncGenerator<string> {
  const chains: { chain: Chain; access: Access }[] = [{ chain: 'ordinary', access: { as: 'system' } }, ...(withSealed ? [{ chain: 'sealed' as const, access: { as: 'sealed' as const, accountId: '' } }] : [])]
  const heads: (LaneHead & { chain: Chain; access: Access })[] = []
  for (const { chain, access } of chains) {
    for (const { lane, nextSeq, head } of await inTransaction(db, access, (tx) => listHeads(tx, chain))) heads.push({ lane, nextSeq, head, chain, access })
  }
  yield headerLine(exportedAt, true, heads)
  for (const { lane, nextSeq, chain, access } of heads) {
    for (let after = 0; ;) {
      const lines = await inTransaction(db, access, (tx) => listLaneLines(tx, chain, { lane, after, upTo: nextSeq - 1, limit: BATCH }))
      if (lines.length > 0) yield textOf(lines)
      after = lines.at(-1)?.seq ?? after
      if (lines.length < BATCH) break
    }
  }
}

/** Lines that a filter lets through, oldest first. */
export async function* exportExcerpt(db: Db, exportedAt: string, filter: LineFilter): AsyncGenerator<string> {
  const heads = await inTransaction(db, { as: 'system' }, (tx) => listHeads(tx, 'ordinary'))
  yield headerLine(exportedAt, false, heads)
  for (let after: LinePlace | null = null; ;) {
    const place: LinePlace | null = after
    const lines: AuditLine[] = await inTransaction(db, { as: 'system' }, (tx) => listLines(tx, { ...filter, to: filter.to ?? exportedAt }, 'oldest', place, BATCH))
    if (lines.length > 0) yield textOf(lines)
    after = lines.at(-1) ?? null
    if (lines.length < BATCH) break
  }
}

function headerLine(exportedAt: string, isComplete: boolean, heads: readonly LaneHead[]): string {
  const header: ExportHeader = { format: EXPORT_FORMAT, version: 1, exportedAt, isComplete, heads: heads.map(({ lane, nextSeq, head }) => ({ lane, nextSeq, head })) }
  return `${JSON.stringify(header)}\n`
}

const textOf = (lines: readonly AuditLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
