import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { toMatter } from '../matters/index.ts'
import type { Matter } from '../matters/index.ts'

interface Key {
  homeCounty: string
  id: string
}

export interface Petitioner {
  name: string
  hasContact: boolean
}

/** Those who petition, in their order; agents left out. */
export async function listPetitioners(tx: Tx, key: Key): Promise<Petitioner[]> {
  const rows = await tx.selectFrom('matter_party').select(['name', 'phone', 'address']).where('home_county', '=', key.homeCounty).where('matter_id', '=', key.id).where('role', '<>', 'agent').orderBy('seq').execute()
  return rows.map((row) => ({ name: row.name, hasContact: row.phone !== null || row.address !== null }))
}

/** The Chinese name of a code; the code itself where the table does not have it. */
export async function findCodeName(tx: Tx, table: string, code: string): Promise<string> {
  const row = await tx.selectFrom('code_row').select('zh').where('table_id', '=', table).where('code', '=', code).executeTakeFirst()
  return row?.zh ?? code
}

/** Whether two matters share a petitioner: the same ID number, or the same name with the same phone or address. */
export async function haveSamePetitioner(tx: Tx, one: Key, other: Key): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`select exists (select from matter_party a join matter_party b on b.home_county = ${other.homeCounty} and b.matter_id = ${other.id}::uuid and b.role <> 'agent'
      and (a.id_digest = b.id_digest or (a.name = b.name and (a.phone = b.phone or a.address = b.address)))
    where a.home_county = ${one.homeCounty} and a.matter_id = ${one.id}::uuid and a.role <> 'agent') as same`.execute(tx)
  return rows[0]?.same ?? false
}

/** Locks a second matter if nobody holds it; null when somebody does, or there is none. Waiting for it could wait for each other. */
export async function lockIfFree(tx: Tx, code: string): Promise<Matter | null> {
  const row = await tx.selectFrom('matter').selectAll().where('home_county', '=', code.slice(0, 6)).where('code', '=', code).forUpdate().skipLocked().executeTakeFirst()
  return row ? toMatter(row) : null
}

export interface OpenTask {
  id: string
  unitId: string
  detail: Readonly<Record<string, unknown>>
}

/** The open task of a kind, if there is one. */
export async function findOpenTask(tx: Tx, key: Key, kind: string): Promise<OpenTask | null> {
  const row = await tx.selectFrom('matter_task').select(['id', 'unit_id', 'detail']).where('home_county', '=', key.homeCounty).where('matter_id', '=', key.id).where('kind', '=', kind).where('done_at', 'is', null)
    .orderBy('created_at', 'desc').limit(1).executeTakeFirst()
  return row ? { id: row.id, unitId: row.unit_id, detail: row.detail as OpenTask['detail'] } : null
}

/** What a receipt says of the form and of the office that keeps the matter. */
export async function findReceiptFacts(tx: Tx, matter: { officeId: string; form: string }): Promise<{ form: string; office: { id: string; name: string } }> {
  const { rows } = await sql<{ id: string; name: string; form: string | null }>`select u.id, u.name, (select zh from code_row where table_id = 'T01' and code = ${matter.form}) as form from unit u where u.id = ${matter.officeId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('the office of a matter is not in the directory')
  return { form: row.form ?? matter.form, office: { id: row.id, name: row.name } }
}
