import type { OpenAPIHono } from '@hono/zod-openapi'
import { readPaper as contractOfReadPaper } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { readPaper } from './read-paper.ts'
import { renderPaper } from './render-paper.ts'

/** Printed pages carry their own style and load nothing. */
const NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

export function paperRoutes(deps: Deps): OpenAPIHono<Env> {
  return newRouter().openapi(contractOfReadPaper, async (c) => {
    const { code, seq } = c.req.valid('param')
    const paper = await readPaper(deps, requireActor(c), code, seq)
    // Where demo data are loaded nothing is a real paper, whoever wrote it.
    return c.html(renderPaper(paper, { language: c.get('language'), demo: paper.isDemo || deps.config.demo, isIntact: paper.isIntact, verifyAt: `${deps.config.publicUrl}/verify` }), 200, { 'content-security-policy': NOTHING_FROM_ELSEWHERE, 'cache-control': 'no-store' })
  })
}
