import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { describeApi } from '@hejie/contract/openapi'
import { CONSOLE_FOLDER } from './console-files.ts'
import type { Env } from './platform/http.ts'
import { staticFiles } from './platform/static-files.ts'

/** The staff console: one page whose addresses the browser itself resolves. */
export function mountConsole(app: OpenAPIHono<Env>): void {
  const serve = staticFiles(CONSOLE_FOLDER)
  app.get('/console', (c) => c.redirect('/console/', 302))
  app.get('/console/*', (c) => {
    const path = decodeURIComponent(c.req.path.slice('/console/'.length))
    const isFile = /\.\w{2,12}$/.test(path)
    return serve(c, path || 'index.html') ?? (isFile ? c.notFound() : serve(c, 'index.html')) ?? c.text('The console is not built yet: start Hejie with "npm start".', 503)
  })
}

/** The API's description, and its pages for reading it, both without internet. */
export function mountDocs(app: OpenAPIHono<Env>): void {
  const description = describeApi()
  const serve = staticFiles(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')))
  app.get('/api/openapi.json', (c) => c.json(description))
  app.get('/api/docs', (c) => c.redirect('/api/docs/', 302))
  app.get('/api/docs/', (c) => c.html(DOCS_PAGE))
  app.get('/api/docs/start.js', (c) => c.body("SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', validatorUrl: null, defaultModelsExpandDepth: 0 })", 200, { 'content-type': 'text/javascript' }))
  app.get('/api/docs/:file{swagger-ui[a-z-]*\\.(js|css)}', (c) => serve(c, c.req.param('file')) ?? c.notFound())
}

const DOCS_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hejie 和解 API</title>
<link rel="stylesheet" href="swagger-ui.css"></head><body><div id="docs"></div><script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body></html>`
