import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

interface Key {
  homeCounty: string
  id: string
}

/** What somebody has to do besides the main course. */
export interface NewTask {
  kind: string
  unitId: string
  role: RoleCode
  dueOn: string | null
  /** Codes and identifiers; words only where whoever does the task needs them. */
  detail: Readonly<Record<string, unknown>>
}

export interface Task extends NewTask {
  id: string
  isDone: boolean
}

export async function insertTask(tx: Tx, matter: Key, task: NewTask, at: string): Promise<string> {
  const id = newId()
  await tx.insertInto('matter_task').values({
    home_county: matter.homeCounty, matter_id: matter.id, id, kind: task.kind, unit_id: task.unitId, role: task.role, due_on: task.dueOn, detail: JSON.stringify(task.detail), created_at: at,
  }).execute()
  return id
}

/** One task of a matter; null when the matter has no such task. */
export async function findTask(tx: Tx, matter: Key, id: string): Promise<Task | null> {
  const row = await tx.selectFrom('matter_task').selectAll().where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).where('id', '=', id).executeTakeFirst()
  if (!row) return null
  return { id: row.id, kind: row.kind, unitId: row.unit_id, role: row.role as RoleCode, dueOn: row.due_on as string | null, detail: row.detail as Task['detail'], isDone: row.done_at !== null }
}

export async function saveTaskDone(tx: Tx, matter: Key, done: { id: string; by: string; at: string; outcome: string }): Promise<void> {
  await sql`update matter_task set done_at = ${done.at}::timestamptz, done_by = ${done.by}::uuid, outcome = ${done.outcome}, version = version + 1
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and id = ${done.id}::uuid`.execute(tx)
}

/** Ends open tasks of some kinds that the course of the matter has made pointless. */
export async function cancelTasks(tx: Tx, matter: Key, kinds: readonly string[], at: string): Promise<void> {
  await sql`update matter_task set done_at = ${at}::timestamptz, outcome = 'cancelled', version = version + 1
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and done_at is null and kind = any(${kinds}::text[])`.execute(tx)
}

/** The statement that ends every open task the course of the matter has overtaken, but for the kinds that go on. */
export function tasksOvertaken(matter: Key, goOn: readonly string[], at: string): RawBuilder<unknown> {
  return sql`update matter_task set done_at = ${at}::timestamptz, outcome = 'cancelled', version = version + 1
    where home_county = ${matter.homeCounty} and matter_id = ${matter.id}::uuid and done_at is null and kind <> all(${goOn}::text[])`
}
