import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { newRouter } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { STEPS } from './draft.ts'
import { showStep, takeStep } from './filing/answer-step.ts'
import { send, showCheck } from './filing/check.ts'
import { leaveReceipt, showReceipt } from './filing/receipt.ts'
import { clear, showClear, showStart, start } from './filing/start.ts'
import { visitOf } from './visit.ts'

/** The journey from the first question to the code. */
export function filingRoutes(deps: Deps): OpenAPIHono<Env> {
  const router = newRouter()
  router.get('/file', (c) => showStart(visitOf(deps, c)))
  router.post('/file', (c) => start(visitOf(deps, c)))
  router.get('/file/clear', (c) => showClear(visitOf(deps, c)))
  router.post('/file/clear', (c) => clear(visitOf(deps, c)))
  for (const step of STEPS) {
    router.get(`/file/${step}`, (c) => showStep(visitOf(deps, c), step))
    router.post(`/file/${step}`, (c) => takeStep(visitOf(deps, c), step))
  }
  router.get('/file/check', (c) => showCheck(visitOf(deps, c)))
  router.post('/file/check', (c) => send(visitOf(deps, c)))
  router.get('/file/sent', (c) => showReceipt(visitOf(deps, c)))
  router.post('/file/sent', (c) => leaveReceipt(visitOf(deps, c)))
  return router
}
