import { createReadStream, existsSync } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sm3 } from '../keys.ts'

/** Attachments on disk, named by their digest: the same content is kept once, and a changed file is noticed. */
export interface Files {
  /** Writes the bytes so that they survive a power cut, before anything refers to them. @returns their SM3 digest */
  keep(bytes: Buffer): Promise<string>
  has(digest: string): boolean
  read(digest: string): ReadStream
}

/** @param folder below it files lie as ab/cd/abcd… */
export function openFiles(folder: string): Files {
  const pathOf = (digest: string): string => join(folder, digest.slice(0, 2), digest.slice(2, 4), digest)
  return {
    async keep(bytes) {
      const digest = sm3(bytes)
      const path = pathOf(digest)
      if (existsSync(path)) return digest
      await mkdir(dirname(path), { recursive: true })
      const partial = `${path}.${process.pid}.${Date.now()}.part`
      const handle = await open(partial, 'wx', 0o640)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
        await handle.close()
        await rename(partial, path)
      } catch (error) {
        await handle.close().catch(() => undefined)
        await rm(partial, { force: true })
        throw error
      }
      return digest
    },
    has: (digest) => existsSync(pathOf(digest)),
    read: (digest) => createReadStream(pathOf(digest)),
  }
}
