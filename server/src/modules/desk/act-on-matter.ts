import { z } from '@hejie/contract/common'
import { StatusSchema } from '@hejie/contract/lifecycle'
import type { ActionName } from '@hejie/contract/lifecycle'
import { ACTION_INPUTS } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Facts } from '../../platform/errors.ts'
import { answeredOnce, onceOf } from '../../platform/once.ts'
import { problemText, toProblem, validationProblem } from '../../platform/problem.ts'
import type { Actor } from '../identity/index.ts'
import type { Matter } from '../matters/index.ts'

/** What the officer should know though the step is done. */
export interface Warning {
  code: string
  facts?: Facts
}

/** One action's use case, its input already checked. */
export type ActionHandler = (deps: Deps, actor: Actor, code: string, input: never) => Promise<Matter | { matter: Matter; warnings: readonly Warning[] }>

export interface ActionResult {
  code: string
  status: Matter['status']
  version: number
  warnings: string[]
}

type Language = 'zh' | 'en'

interface ActionRequest {
  code: string
  action: ActionName
  body: { version: number } & Record<string, unknown>
  language: Language
  /** Chosen by the sender; the same one again is answered from the first run. */
  key?: string | undefined
}

/** What `performStep` keeps with a key. */
const Kept = z.object({ status: StatusSchema, version: z.number(), warnings: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])).optional() })) })

/**
 * Does one action: checks the body by the action's schema, then hands it to its use case. Sent twice with one key it is
 * done once, and both get the same answer.
 *
 * @throws Invalid naming every field; RuleBroken `idempotency/other-body`; whatever the use case throws
 */
export async function actOnMatter(deps: Deps, actor: Actor, handlers: Partial<Record<ActionName, ActionHandler>>, request: ActionRequest): Promise<ActionResult> {
  const handler = handlers[request.action]
  if (!handler) throw new RuleBroken('matter/action-unknown', { action: request.action })
  const parsed = ACTION_INPUTS[request.action].safeParse(request.body)
  if (!parsed.success) throw validationProblem(parsed.error.issues, request.body)
  const once = onceOf(deps, `action:${actor.accountId}`, request.key, [request.code, request.action, request.body])
  const done = await answeredOnce(deps, once, async () => {
    const outcome = await handler(deps, actor, request.code, { ...parsed.data, version: request.body.version, once } as never)
    const { matter, warnings } = 'matter' in outcome ? outcome : { matter: outcome, warnings: [] }
    return { status: matter.status, version: matter.version, warnings }
  }, (answer) => Kept.parse(answer))
  return { code: request.code, status: done.status, version: done.version, warnings: done.warnings.map(({ code, facts }) => problemText(code, facts ?? {}, request.language)) }
}

export interface BulkResult {
  code: string
  isDone: boolean
  problem: { code: string; detail: string } | null
}

/** Does one safe action on many matters; each in its own transaction, so that one refusal stops no other. */
export async function bulkAct(deps: Deps, actor: Actor, handlers: Partial<Record<ActionName, ActionHandler>>, request: { action: ActionName; items: readonly { code: string; version: number }[]; input: Record<string, unknown>; language: Language; key: string | undefined }): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (const { code, version } of request.items) {
    try {
      await actOnMatter(deps, actor, handlers, { code, action: request.action, body: { ...request.input, version }, language: request.language, key: request.key && `${request.key}/${code}` })
      results.push({ code, isDone: true, problem: null })
    } catch (error) {
      const problem = toProblem(error, request.language, deps.log)
      results.push({ code, isDone: false, problem: { code: problem.code, detail: problem.faults?.[0]?.message ?? problem.detail } })
    }
  }
  return results
}
