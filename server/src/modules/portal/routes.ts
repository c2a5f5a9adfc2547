import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Deps } from '../../deps.ts'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { formsToDisk } from '../../platform/read-form.ts'
import { assetRoutes } from './assets.ts'
import { tooMuchPage } from './error-pages.ts'
import { filingRoutes } from './filing-routes.ts'
import { followRoutes } from './follow-routes.ts'
import { guideRoutes } from './guide-pages.ts'
import { showHome } from './home-page.ts'
import { verifyRoutes } from './verify-page.ts'
import { changeDisplay, ownPath, visitOf } from './visit.ts'

/** Ten thousand characters many times over: a text that is too long comes back with a word about it. */
const MOST_TEXT = 1024 * 1024
/** Files of one form, as many times the largest single one. */
const MOST_AT_ONCE = 3

/** The citizens' pages: plain HTML that works without a script. */
export function portalRoutes(deps: Deps): OpenAPIHono<Env> {
  const router = newRouter()
  const toDisk = formsToDisk(join(deps.config.dataFolder, 'incoming'))
  for (const path of ['/file', '/file/*', '/follow', '/follow/*']) router.use(path, personal, limitOf(deps), toDisk)
  router.get('/', (c) => showHome(visitOf(deps, c)))
  router.get('/display', (c) => {
    changeDisplay(visitOf(deps, c), c.req.query('display') ?? '')
    return c.redirect(ownPath(c.req.query('back')), 303)
  })
  router.route('/', assetRoutes())
  router.route('/', guideRoutes(deps))
  router.route('/', verifyRoutes(deps))
  router.route('/', filingRoutes(deps))
  router.route('/', followRoutes(deps))
  return router
}

/** On a computer that others use too, nothing personal stays behind in the browser. */
const personal: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  c.res.headers.set('cache-control', 'no-store')
}

function limitOf(deps: Deps): MiddlewareHandler<Env> {
  const refuse = bodyLimit({ maxSize: MOST_TEXT, onError: (c) => tooMuchPage(deps, c, null) })
  const megabytes = Math.floor((deps.config.maxAttachmentBytes * MOST_AT_ONCE) / 1024 / 1024)
  const refuseFiles = bodyLimit({ maxSize: megabytes * 1024 * 1024 + MOST_TEXT, onError: (c) => tooMuchPage(deps, c, megabytes) })
  return (c, next) => (c.req.header('content-type')?.startsWith('multipart/') ? refuseFiles(c, next) : refuse(c, next))
}
