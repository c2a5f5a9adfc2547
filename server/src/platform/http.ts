import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor } from '../modules/identity/actor.ts'
import { Forbidden } from './errors.ts'
import { problemResponse, validationProblem } from './problem.ts'

export type Language = 'zh' | 'en'

/** What the middle layers leave for a route. */
export interface Env {
  Variables: {
    /** The member of staff who is signed in; null for everybody else. */
    actor: Actor | null
    language: Language
    /** Where the request came from, for rate limits only; never logged with what was asked. */
    clientAddress: string
  }
}
export type HttpContext = Context<Env>

/** A router whose refused bodies are problem+json like everything else. */
export function newRouter(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => (result.success ? undefined : problemResponse(c, validationProblem(result.error.issues, 'data' in result ? result.data : undefined))),
  })
}

/** The signed-in member of staff. @throws Forbidden `access/not-signed-in` */
export function requireActor(c: HttpContext): Actor {
  const actor = c.get('actor')
  if (!actor) throw new Forbidden('access/not-signed-in')
  return actor
}
