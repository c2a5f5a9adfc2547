import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database.ts'
import type { JobData } from '../../platform/jobs.ts'
import { messageWords } from './message.rules.ts'

export async function keepMessage(tx: Tx, data: JobData['notify'], now: string): Promise<void> {
  const hex = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  await tx.insertInto('message').values({
    id, home_county: data.homeCounty, matter_id: data.matterId, to_kind: 'citizen', template: data.template, facts: JSON.stringify(data.facts), ...messageWords(data.template, data.facts),
    channel: 'progress-page', state: 'kept', created_at: now,
  }).onConflict((conflict) => conflict.column('id').doNothing()).execute()
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
