import type { Db, Tx } from '../../platform/database.ts'

/** The closed words of a draft, or null: none, or too old. */
export async function findSealedDraft(db: Db | Tx, tokenDigest: string, notBefore: string): Promise<Buffer | null> {
  const row = await db.selectFrom('filing_draft').select('sealed').where('token_digest', '=', tokenDigest).where('updated_at', '>=', new Date(notBefore)).executeTakeFirst()
  return row?.sealed ?? null
}

/** The same, locked: two pages of one draft are saved one after the other. */
export async function lockSealedDraft(tx: Tx, tokenDigest: string, notBefore: string): Promise<Buffer | null> {
  const row = await tx.selectFrom('filing_draft').select('sealed').where('token_digest', '=', tokenDigest).where('updated_at', '>=', new Date(notBefore)).forUpdate().executeTakeFirst()
  return row?.sealed ?? null
}

export async function saveSealedDraft(tx: Tx, tokenDigest: string, sealed: Buffer, at: string): Promise<void> {
  await tx.insertInto('filing_draft').values({ token_digest: tokenDigest, sealed, updated_at: at })
    .onConflict((conflict) => conflict.column('token_digest').doUpdateSet({ sealed, updated_at: at })).execute()
}

export async function deleteSealedDraft(tx: Tx, tokenDigest: string): Promise<void> {
  await tx.deleteFrom('filing_draft').where('token_digest', '=', tokenDigest).execute()
}

/** Drafts nobody went on with. */
export async function deleteSealedDraftsBefore(db: Db | Tx, before: string): Promise<void> {
  await db.deleteFrom('filing_draft').where('updated_at', '<', new Date(before)).execute()
}
