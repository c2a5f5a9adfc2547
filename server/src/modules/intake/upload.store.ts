import type { Db, Tx } from '../../platform/database.ts'

export interface Upload {
  id: string
  nameSealed: Buffer
  mediaType: string
  bytes: number
  digest: string
  /** Null: a citizen */
  uploadedBy: string | null
}

export async function insertUpload(tx: Tx, upload: Upload, at: string): Promise<void> {
  await tx.insertInto('upload').values({
    id: upload.id, name_sealed: upload.nameSealed, media_type: upload.mediaType, bytes: upload.bytes, digest: upload.digest, uploaded_by: upload.uploadedBy, created_at: at,
  }).execute()
}

/** Takes uploads out of the waiting room, for the one matter they go to; fewer come back than were asked for when some are unknown or somebody else's. */
export async function takeUploads(tx: Tx, ids: readonly string[], uploadedBy: string | null): Promise<Upload[]> {
  if (ids.length === 0) return []
  const rows = await tx.deleteFrom('upload').where('id', 'in', [...ids]).where('uploaded_by', 'is not distinct from', uploadedBy)
    .returning(['id', 'name_sealed', 'media_type', 'bytes', 'digest', 'uploaded_by']).execute()
  return rows.map((row) => ({ id: row.id, nameSealed: row.name_sealed, mediaType: row.media_type, bytes: row.bytes, digest: row.digest, uploadedBy: row.uploaded_by }))
}

/** Forgets files that were sent and never used. */
export async function deleteOldUploads(db: Db | Tx, before: string): Promise<void> {
  await db.deleteFrom('upload').where('created_at', '<', new Date(before)).execute()
}

export interface KeptFile {
  name: string
  mediaType: string
  bytes: number
  digest: string
}

/** A file of a matter; null when it has none with this id. */
export async function findFile(tx: Tx, matter: { homeCounty: string; id: string }, id: string): Promise<KeptFile | null> {
  const row = await tx.selectFrom('matter_attachment').select(['name', 'media_type', 'bytes', 'digest']).where('home_county', '=', matter.homeCounty).where('matter_id', '=', matter.id).where('id', '=', id).executeTakeFirst()
  return row ? { name: row.name, mediaType: row.media_type, bytes: row.bytes, digest: row.digest } : null
}
