import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { ImportTarget } from '@hejie/contract/importing'
import type { Db, Tx } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { ImportRun as RunTable } from '../../platform/schema.ts'
import type { RefusedField, Run } from './run.ts'

function toRun(row: Selectable<RunTable>): Run {
  return {
    id: row.id, accountId: row.account_id, fileName: row.file_name, fileDigest: row.file_digest, isFileKept: row.is_file_kept, format: row.format as Run['format'], encoding: row.encoding,
    sheets: row.sheets as unknown as Run['sheets'], sheet: row.sheet, headerRow: row.header_row, headers: row.headers as unknown as string[], mapping: row.mapping as unknown as Run['mapping'],
    isRemembered: row.is_remembered, options: row.options as unknown as Run['options'], state: row.state as Run['state'], total: row.total, done: row.done, added: row.added, known: row.known, refused: row.refused,
    problem: row.problem as unknown as Run['problem'], createdAt: row.created_at.toISOString(), startedAt: row.started_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** @throws NotFound `importing/not-found` also for runs of somebody else */
export async function findRun(tx: Tx, id: string): Promise<Run> {
  const row = await tx.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('importing/not-found')
  return toRun(row)
}

/** Locks the run until the end of the transaction. */
export async function lockRun(tx: Tx, id: string): Promise<Run> {
  const row = await tx.selectFrom('import_run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('importing/not-found')
  return toRun(row)
}

/** The caller's runs, newest first, after one of them. Row-level security leaves out what others uploaded. */
export async function listRuns(tx: Tx, accountId: string, after: { createdAt: string; id: string } | null, limit: number): Promise<Run[]> {
  let query = tx.selectFrom('import_run').selectAll().where('account_id', '=', accountId)
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`)
  return (await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toRun)
}

/** @returns false when the same upload is there already */
export async function insertRun(tx: Tx, run: Run, requestKey: string | null): Promise<boolean> {
  const row = await tx.insertInto('import_run').values({
    id: run.id, account_id: run.accountId, request_key: requestKey, file_name: run.fileName, file_digest: run.fileDigest, format: run.format, encoding: run.encoding, sheets: JSON.stringify(run.sheets), sheet: run.sheet,
    header_row: run.headerRow, headers: JSON.stringify(run.headers), mapping: JSON.stringify(run.mapping), is_remembered: run.isRemembered, options: run.options ? JSON.stringify(run.options) : null, state: run.state,
    total: run.total, created_at: run.createdAt, updated_at: run.createdAt,
  }).onConflict((conflict) => conflict.columns(['account_id', 'request_key']).doNothing()).returning('id').executeTakeFirst()
  return row !== undefined
}

export async function findRunByRequest(tx: Tx, accountId: string, requestKey: string): Promise<Run | null> {
  const row = await tx.selectFrom('import_run').selectAll().where('account_id', '=', accountId).where('request_key', '=', requestKey).executeTakeFirst()
  return row ? toRun(row) : null
}

/** Writes everything of a run that may change. The caller holds the lock. */
export async function saveRun(tx: Tx, run: Run, at: string): Promise<void> {
  await tx.updateTable('import_run').set({
    sheet: run.sheet, header_row: run.headerRow, headers: JSON.stringify(run.headers), mapping: JSON.stringify(run.mapping), is_remembered: run.isRemembered, options: run.options ? JSON.stringify(run.options) : null,
    state: run.state, total: run.total, done: run.done, added: run.added, known: run.known, refused: run.refused, problem: run.problem ? JSON.stringify(run.problem) : null,
    started_at: run.startedAt, ended_at: run.endedAt, updated_at: at,
  }).where('id', '=', run.id).execute()
}

export async function insertRefusals(tx: Tx, runId: string, refused: readonly RefusedField[]): Promise<void> {
  if (refused.length === 0) return
  const seqOf = new Map<number, number>()
  const rows = refused.map((one) => {
    const seq = (seqOf.get(one.row) ?? 0) + 1
    seqOf.set(one.row, seq)
    return { ...one, seq }
  })
  await sql`insert into import_refusal (run_id, row, seq, field, code, facts)
    select ${runId}::uuid, row, seq, field, code, facts from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(row int, seq smallint, field text, code text, facts jsonb)`.execute(tx)
}

export async function deleteRefusals(tx: Tx, runId: string): Promise<void> {
  await tx.deleteFrom('import_refusal').where('run_id', '=', runId).execute()
}

/** Refusals by row, after one of them. */
export async function listRefusals(tx: Tx, runId: string, after: { row: number; seq: number } | null, limit: number): Promise<(RefusedField & { seq: number })[]> {
  let query = tx.selectFrom('import_refusal').selectAll().where('run_id', '=', runId)
  if (after) query = query.where(sql<boolean>`(row, seq) > (${after.row}::int, ${after.seq}::smallint)`)
  const rows = await query.orderBy('row').orderBy('seq').limit(limit).execute()
  return rows.map((one) => ({ row: one.row, seq: one.seq, field: one.field, code: one.code, facts: one.facts as unknown as RefusedField['facts'] }))
}

/** Reasons with how many rows each has and the first of them, the most frequent first. */
export async function listReasons(tx: Tx, runId: string, limit: number): Promise<(RefusedField & { rows: number })[]> {
  const { rows } = await sql<RefusedField & { rows: number }>`
    with reason as (select field, code, count(distinct row)::int as rows, min(row) as row from import_refusal where run_id = ${runId}::uuid group by field, code order by rows desc, min(row), code limit ${limit})
    select reason.*, (select facts from import_refusal one where one.run_id = ${runId}::uuid and one.row = reason.row and one.field = reason.field and one.code = reason.code limit 1) as facts
    from reason order by rows desc, row, code`.execute(tx)
  return rows
}

/** What the columns of such a file were taken for the last time. */
export async function findMapping(db: Db | Tx, headersDigest: string): Promise<{ mapping: (ImportTarget | null)[]; source: string } | null> {
  const row = await db.selectFrom('import_mapping').select(['mapping', 'name']).where('kind', '=', 'matters').where('headers_digest', '=', headersDigest).executeTakeFirst()
  return row ? { mapping: row.mapping as unknown as (ImportTarget | null)[], source: row.name } : null
}

export async function saveMapping(tx: Tx, entry: { id: string; accountId: string; headersDigest: string; mapping: readonly (ImportTarget | null)[]; source: string; at: string }): Promise<void> {
  const values = { name: entry.source, mapping: JSON.stringify(entry.mapping), account_id: entry.accountId, updated_at: entry.at }
  await tx.insertInto('import_mapping').values({ id: entry.id, kind: 'matters', headers_digest: entry.headersDigest, ...values })
    .onConflict((conflict) => conflict.columns(['kind', 'headers_digest']).doUpdateSet(values)).execute()
}

/** Runs at work that have not moved since: their process was killed. */
export async function listStalledRuns(tx: Tx, since: string): Promise<string[]> {
  const rows = await tx.selectFrom('import_run').select('id').where('state', 'in', ['checking', 'running']).where('updated_at', '<', new Date(since)).execute()
  return rows.map((row) => row.id)
}

/** Runs whose file is kept longer than it should be. */
export async function listRunsToForget(tx: Tx, before: string): Promise<{ id: string }[]> {
  return tx.selectFrom('import_run').select('id').where('is_file_kept', '=', true).where('created_at', '<', new Date(before)).where('state', 'not in', ['checking', 'running']).limit(100).execute()
}

export async function saveFileForgotten(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('import_run').set({ is_file_kept: false }).where('id', '=', id).execute()
}

/** Which of these files an import still needs. */
export async function listFilesNeeded(tx: Tx, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set()
  const rows = await tx.selectFrom('import_run').select('file_digest').distinct().where('file_digest', 'in', [...digests]).where('is_file_kept', '=', true).execute()
  return new Set(rows.map((row) => row.file_digest))
}
