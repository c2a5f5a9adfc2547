import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { sm3 } from '../../platform/keys.ts'

/*
 * Uploaded tables wait in a folder of their own: unlike attachments they are no part of the register, and go when their
 * days are over.
 */

type Place = Pick<Deps, 'config'>

const pathOf = ({ config }: Place, digest: string): string => join(config.dataFolder, 'imports', digest)

/** @returns the digest by which the file is found */
export async function keepUpload(deps: Place, bytes: Buffer): Promise<string> {
  const digest = sm3(bytes)
  const path = pathOf(deps, digest)
  if (existsSync(path)) return digest
  await mkdir(join(deps.config.dataFolder, 'imports'), { recursive: true })
  const partial = `${path}.${crypto.randomUUID()}.part`
  try {
    await writeFile(partial, bytes, { mode: 0o600, flush: true })
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return digest
}

/** Where a kept file lies. @throws RuleBroken `importing/file-gone` */
export function uploadPath(deps: Place, digest: string): string {
  const path = pathOf(deps, digest)
  if (!existsSync(path)) throw new RuleBroken('importing/file-gone')
  return path
}

export async function dropUpload(deps: Place, digest: string): Promise<void> {
  await rm(pathOf(deps, digest), { force: true })
}

/** What lies in the folder since before an instant (milliseconds since 1970): digests, and pieces whose upload was broken off. */
export async function listUploads({ config }: Place, before: number): Promise<string[]> {
  const folder = join(config.dataFolder, 'imports')
  if (!existsSync(folder)) return []
  const old: string[] = []
  for (const name of await readdir(folder)) {
    const about = await stat(join(folder, name)).catch(() => null)
    if (about && about.mtimeMs < before) old.push(name)
  }
  return old
}
