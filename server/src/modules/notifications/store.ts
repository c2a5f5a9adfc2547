import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database.ts'
import type { JobData } from '../../platform/jobs.ts'

export async function keepMessage(tx: Tx, data: JobData['notify'], now: string): Promise<void> {
  const hex = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  await tx.insertInto('message').values({
    id, home_county: data.homeCounty, matter_id: data.matterId, to_kind: 'citizen', template: data.template, facts: JSON.stringify(data.facts), channel: 'progress-page', state: 'kept', created_at: now,
  }).onConflict((conflict) => conflict.column('id').doNothing()).execute()
}
