import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { ACTION_NAMES } from './follow/action-page.ts'
import { showFind, find, leave } from './follow/find.ts'
import { showDue } from './follow/due-page.ts'
import { showProgress } from './follow/progress.ts'
import { showReply, showFile, showPaper } from './follow/reply.ts'
import { act, showAction } from './follow/act.ts'
import { visitOf } from './visit.ts'

/** What has become of it, and what its petitioner may do now. */
export function followRoutes(deps: Deps): OpenAPIHono<Env> {
  const router = newRouter()
  router.get('/follow', (c) => showFind(visitOf(deps, c)))
  router.post('/follow', (c) => find(visitOf(deps, c)))
  router.post('/follow/leave', (c) => leave(visitOf(deps, c)))
  router.get('/follow/progress', (c) => showProgress(visitOf(deps, c)))
  router.get('/follow/due', (c) => showDue(visitOf(deps, c)))
  router.get('/follow/reply', (c) => showReply(visitOf(deps, c)))
  router.get('/follow/papers/:seq{\\d+}', (c) => showPaper(visitOf(deps, c), Number(c.req.param('seq'))))
  router.get('/follow/files/:id', (c) => showFile(visitOf(deps, c), c.req.param('id')))
  for (const name of ACTION_NAMES) {
    router.get(`/follow/${name}`, (c) => showAction(visitOf(deps, c), name))
    router.post(`/follow/${name}`, (c) => act(visitOf(deps, c), name))
  }
  return router
}
