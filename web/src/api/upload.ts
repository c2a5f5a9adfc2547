import type { uploadAttachment } from '@hejie/contract/intake'
import { send } from './client.ts'
import type { Output } from './client.ts'

export type Uploaded = Output<typeof uploadAttachment>

/** Keeps one file: for a filing that names it later, or at once with a matter. @throws ApiProblem when it is too big or of a dangerous type */
export async function upload(file: File, matterCode?: string): Promise<Uploaded> {
  const body = new FormData()
  body.set('file', file)
  if (matterCode) body.set('matterCode', matterCode)
  return (await send('post', '/api/uploads', { body })).json()
}
