import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import type { Context } from 'hono'

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json', '.map': 'application/json', '.txt': 'text/plain; charset=utf-8',
}

/** A file as it is sent: compressed beforehand where the browser takes it. */
interface Kept {
  bytes: Buffer
  changedAt: number
}

/**
 * Serves a folder of built files. Names with a content hash may be kept by browsers for ever; everything else is asked for again.
 * Small enough to be kept in memory after the first request.
 */
export function staticFiles(folder: string): (c: Context, path: string) => Response | null {
  const kept = new Map<string, Kept>()
  const load = (file: string): Buffer | null => {
    if (!existsSync(file) || !statSync(file).isFile()) return null
    const changedAt = statSync(file).mtimeMs
    const known = kept.get(file)
    if (known?.changedAt === changedAt) return known.bytes
    const bytes = readFileSync(file)
    kept.set(file, { bytes, changedAt })
    return bytes
  }
  return (c, path) => {
    const file = normalize(join(folder, path))
    if (file !== folder && !file.startsWith(folder + sep)) return null
    const accepted = c.req.header('accept-encoding') ?? ''
    const isHashed = /[-.][A-Za-z0-9_-]{8,}\.\w+$/.test(file)
    const headers = new Headers({ 'content-type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache', vary: 'accept-encoding' })
    for (const [encoding, ending] of [['br', '.br'], ['gzip', '.gz']] as const) {
      const bytes = accepted.includes(encoding) ? load(file + ending) : null
      if (!bytes) continue
      headers.set('content-encoding', encoding)
      return new Response(new Uint8Array(bytes), { headers })
    }
    const bytes = load(file)
    return bytes ? new Response(new Uint8Array(bytes), { headers }) : null
  }
}
