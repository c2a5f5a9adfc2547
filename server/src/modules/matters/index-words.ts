import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { searchVector } from '../text-search/index.ts'
import { findWords, saveWords } from './text.store.ts'

/** Writes the index of a matter's words anew, its last reply among them. Safe to repeat. */
export async function indexWords(deps: Pick<Deps, 'db'>, key: { homeCounty: string; matterId: string }): Promise<void> {
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const words = await findWords(tx, key)
    if (words) await saveWords(tx, key, { reply: words.reply, search: searchVector(words) })
  })
}
