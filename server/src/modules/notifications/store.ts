import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { JobData } from '../../platform/jobs.ts'
import { messageWords } from './message.rules.ts'

/** Keeps messages; one that is kept already stays as it is. */
export async function keepMessages(tx: Tx, all: readonly JobData['notify'][], now: string): Promise<void> {
  const rows = all.map((data) => ({ id: idOf(data), county: data.homeCounty, matter: data.matterId, template: data.template, facts: data.facts, ...messageWords(data.template, data.facts) }))
  await sql`insert into message (id, home_county, matter_id, to_kind, template, facts, zh, en, channel, state, created_at)
    select id, county, matter, 'citizen', template, facts, zh, en, 'progress-page', 'kept', ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, county text, matter uuid, template text, facts jsonb, zh text, en text) on conflict (id) do nothing`.execute(tx)
}

function idOf(data: JobData['notify']): string {
  const hex = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A message as its petitioner was sent it. */
export interface Message {
  /** ISO instant */
  at: string
  zh: string
  en: string
}

/** What the petitioner of a matter was told, the latest first. */
export async function listMessages(tx: Tx, matter: { homeCounty: string; id: string }): Promise<Message[]> {
  const rows = await tx.selectFrom('message').select(['created_at', 'zh', 'en', 'template', 'facts']).where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).where('to_kind', '=', 'citizen')
    .orderBy('created_at', 'desc').orderBy('id').limit(100).execute()
  // Messages of before words were kept are worded now.
  return rows.map(({ created_at, zh, en, template, facts }) => ({ at: created_at.toISOString(), ...(zh !== null && en !== null ? { zh, en } : messageWords(template, facts as Record<string, string>)) }))
}
