import { inTransaction } from '../platform/database.ts'
import type { Db } from '../platform/database.ts'

/** Whether nobody has filed anything yet. */
export async function registerIsEmpty(db: Db): Promise<boolean> {
  return inTransaction(db, { as: 'system' }, async (tx) => (await tx.selectFrom('matter').select('id').limit(1).executeTakeFirst()) === undefined)
}
