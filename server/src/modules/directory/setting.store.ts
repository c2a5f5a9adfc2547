import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

export async function readSetting(db: Db | Tx, key: string): Promise<unknown> {
  const row = await db.selectFrom('site_setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export async function saveSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await sql`insert into site_setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value, version = site_setting.version + 1`.execute(tx)
}
