import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8')

const FILES = {
  'style.css': { type: 'text/css; charset=utf-8', text: read('style.css') },
  'enhance.js': { type: 'text/javascript; charset=utf-8', text: read('enhance.js') },
  'mark.svg': { type: 'image/svg+xml', text: read('mark.svg') },
} as const
export type AssetName = keyof typeof FILES

const VERSION = createHash('sha256').update(Object.values(FILES).map(({ text }) => text).join('\0')).digest('hex').slice(0, 10)

/** The address of a file; it changes with the content, so that browsers keep it for good. */
export const assetUrl = (name: AssetName): string => `/portal/${VERSION}/${name}`

export function assetRoutes(): OpenAPIHono<Env> {
  const router = newRouter()
  for (const [name, { type, text }] of Object.entries(FILES)) {
    // Any version is answered with the present file: a page from before an update still finds its style.
    router.get(`/portal/:version/${name}`, (c) => c.body(text, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }))
  }
  router.get('/favicon.ico', (c) => c.redirect(assetUrl('mark.svg'), 302))
  return router
}
