import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { listMessages } from './store.ts'
import type { Message } from './store.ts'

/** The messages of one matter, for the petitioner who showed code and PIN. */
export async function messagesForCitizen(deps: Deps, access: { homeCounty: string; id: string }): Promise<Message[]> {
  return inTransaction(deps.db, { as: 'citizen', matterId: access.id }, (tx) => listMessages(tx, access))
}
