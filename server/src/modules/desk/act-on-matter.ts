import { ACTION_INPUTS } from '@hejie/contract/matters'
import type { ActionName } from '@hejie/contract/lifecycle'
import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import type { Facts } from '../../platform/errors.ts'
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

/**
 * Does one action: checks the body by the action's schema, then hands it to its use case.
 * @throws Invalid naming every field; whatever the use case throws
 */
export async function actOnMatter(deps: Deps, actor: Actor, handlers: Partial<Record<ActionName, ActionHandler>>, request: { code: string; action: ActionName; body: { version: number } & Record<string, unknown>; language: Language }): Promise<ActionResult> {
  const handler = handlers[request.action]
  if (!handler) throw new RuleBroken('matter/action-unknown', { action: request.action })
  const parsed = ACTION_INPUTS[request.action].safeParse(request.body)
  if (!parsed.success) throw validationProblem(parsed.error.issues)
  const outcome = await handler(deps, actor, request.code, { ...parsed.data, version: request.body.version } as never)
  const { matter, warnings } = 'matter' in outcome ? outcome : { matter: outcome, warnings: [] }
  return { code: matter.code, status: matter.status, version: matter.version, warnings: warnings.map(({ code, facts }) => problemText(code, facts ?? {}, request.language)) }
}

export interface BulkResult {
  code: string
  isDone: boolean
  problem: { code: string; detail: string } | null
}

/** Does one safe action on many matters; each in its own transaction, so that one refusal stops no other. */
export async function bulkAct(deps: Deps, actor: Actor, handlers: Partial<Record<ActionName, ActionHandler>>, request: { action: ActionName; items: readonly { code: string; version: number }[]; input: Record<string, unknown>; language: Language }): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (const { code, version } of request.items) {
    try {
      await actOnMatter(deps, actor, handlers, { code, action: request.action, body: { ...request.input, version }, language: request.language })
      results.push({ code, isDone: true, problem: null })
    } catch (error) {
      const problem = toProblem(error, request.language, deps.log)
      results.push({ code, isDone: false, problem: { code: problem.code, detail: problem.faults?.[0]?.message ?? problem.detail } })
    }
  }
  return results
}
