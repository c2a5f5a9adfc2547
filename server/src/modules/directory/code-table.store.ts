import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { CodeColumn, CodeRow, CodeTable } from './code-table.rules.ts'

interface TableRow { id: string; zh: string; en: string; source: string; columns: unknown }
interface RowRow { table_id: string; code: string; parent: string | null; zh: string; en: string | null; more: unknown; position: number; is_active: boolean; version: number }

const toTable = (row: TableRow): CodeTable => ({ id: row.id, zh: row.zh, en: row.en, source: row.source, columns: row.columns as CodeColumn[] })
const toRow = (row: RowRow): CodeRow => ({
  tableId: row.table_id, code: row.code, parent: row.parent, zh: row.zh, en: row.en, more: row.more as Record<string, string>, position: row.position, isActive: row.is_active, version: row.version,
})

export async function listCodeTables(db: Db): Promise<(CodeTable & { rows: number })[]> {
  const rows = await db.selectFrom('code_table as t').selectAll('t')
    .select((e) => e.selectFrom('code_row as r').select((f) => f.fn.countAll<number>().as('n')).whereRef('r.table_id', '=', 't.id').as('total')).orderBy('t.id').execute()
  return rows.map((row) => ({ ...toTable(row), rows: Number(row.total ?? 0) }))
}

/** @throws NotFound `directory/table-unknown` */
export async function findCodeTable(db: Db | Tx, id: string): Promise<CodeTable> {
  const row = await db.selectFrom('code_table').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('directory/table-unknown')
  return toTable(row)
}

/** Rows in their order; rows that were switched off too, unless left out. */
export async function listCodeRows(db: Db | Tx, tableId: string, options: { onlyActive?: boolean } = {}): Promise<CodeRow[]> {
  let query = db.selectFrom('code_row').selectAll().where('table_id', '=', tableId)
  if (options.onlyActive) query = query.where('is_active', '=', true)
  return (await query.orderBy('position').orderBy('code').execute()).map(toRow)
}

export async function lockCodeRow(tx: Tx, tableId: string, code: string): Promise<CodeRow> {
  const row = await tx.selectFrom('code_row').selectAll().where('table_id', '=', tableId).where('code', '=', code).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('directory/row-unknown')
  return toRow(row)
}

/** @returns whether it was added; false when the code is taken */
export async function insertCodeRow(tx: Tx, row: CodeRow): Promise<boolean> {
  const added = await sql`insert into code_row (table_id, code, parent, zh, en, more, position)
    values (${row.tableId}, ${row.code}, ${row.parent}, ${row.zh}, ${row.en}, ${JSON.stringify(row.more)}::jsonb, ${row.position}) on conflict do nothing`.execute(tx)
  return Number(added.numAffectedRows ?? 0) === 1
}

export async function saveCodeRow(tx: Tx, row: CodeRow): Promise<void> {
  await sql`update code_row set zh = ${row.zh}, en = ${row.en}, more = ${JSON.stringify(row.more)}::jsonb, position = ${row.position}, is_active = ${row.isActive}, version = ${row.version}
    where table_id = ${row.tableId} and code = ${row.code}`.execute(tx)
}
