import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { fillIn } from '@hejie/contract/problems'
import type { ProblemText } from '@hejie/contract/problems'
import { PROBLEMS } from '@hejie/contract/all-problems'
import { STATUS_NAMES } from '@hejie/contract/lifecycle'
import type { Problem } from '@hejie/contract/common'
import { isDatabaseAway } from './database.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from './errors.ts'
import type { Facts, FieldFault } from './errors.ts'
import type { Log } from './log.ts'

const TABLE: Record<string, ProblemText> = PROBLEMS
const STATES: Record<string, { zh: string; en: string }> = STATUS_NAMES

/** The text of a code in a language, filled in; codes listed among the facts and states of a matter are said in words. Unknown codes are a fault of ours and shown as such by the tests. */
export function problemText(code: string, facts: Facts, language: 'zh' | 'en'): string {
  const text = TABLE[code]
  if (!text) return code
  const inWords = (one: string): string => TABLE[one]?.[language] ?? STATES[one]?.[language] ?? one
  const said = Object.entries(facts).map(([name, fact]) => [name, Array.isArray(fact) ? fact.map(inWords).join(language === 'zh' ? '、' : '; ') : name === 'status' ? inWords(String(fact)) : fact])
  return fillIn(text[language], Object.fromEntries(said))
}

/** Turns anything thrown into what the caller is told; only the unexpected is logged, with a reference and no content. */
export function toProblem(error: unknown, language: 'zh' | 'en', log?: Log): Problem {
  if (error instanceof Invalid) return build(error.code, {}, language, error.faults)
  if (error instanceof RuleBroken) return build(error.code, error.facts, language, missingOf(error.facts))
  if (error instanceof Forbidden || error instanceof NotFound) return build(error.code, {}, language)
  if (isDatabaseAway(error)) return build('system/database-away', {}, language)
  // What the HTTP library says of a body it cannot take apart.
  if (error instanceof HTTPException && error.status === 400) return build(/JSON/.test(error.message) ? 'input/not-json' : 'input/not-form', {}, language)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === '53100') return build('system/disk-full', {}, language)
  const reference = randomBytes(4).toString('hex')
  log?.error({ reference, code, name: error instanceof Error ? error.name : typeof error, stack: error instanceof Error ? error.stack : undefined }, 'unexpected')
  return build('system/unexpected', { reference }, language)
}

/** What a rule found missing, one by one, so that a screen can list it. */
function missingOf({ missing }: Facts): FieldFault[] | undefined {
  return Array.isArray(missing) ? missing.map((code) => ({ field: '', code })) : undefined
}

function build(code: string, facts: Facts, language: 'zh' | 'en', faults?: readonly FieldFault[]): Problem {
  const status = TABLE[code]?.status ?? 409
  return {
    type: `urn:hejie:problem:${code}`, title: code, status, code, detail: problemText(code, facts, language),
    ...(faults ? { faults: faults.map((one) => ({ field: one.field, ...(one.row === undefined ? {} : { row: one.row }), code: one.code, message: problemText(one.code, one.facts ?? {}, language) })) } : {}),
  }
}

export function problemResponse(c: Context, error: unknown, log?: Log): Response {
  const problem = toProblem(error, c.get('language') ?? 'zh', log)
  return c.body(JSON.stringify(problem), problem.status as 400, { 'content-type': 'application/problem+json; charset=utf-8' })
}

interface Issue {
  path: PropertyKey[]
  code?: string | undefined
  message: string
  origin?: unknown
  minimum?: unknown
  maximum?: unknown
  format?: unknown
  values?: unknown
}

/** Says a schema's findings in the words of the problem table. @param input what was read, for how long a text is and whether anything was sent at all */
export function validationProblem(issues: readonly Issue[], input?: unknown): Invalid {
  return new Invalid(issues.map((issue): FieldFault => ({ field: issue.path.map(String).join('.'), ...faultOf(issue, valueAt(input, issue.path)) })))
}

function faultOf(issue: Issue, value: unknown): Omit<FieldFault, 'field'> {
  const isText = issue.origin === 'string'
  const isList = issue.origin === 'array' || issue.origin === 'set'
  switch (issue.code) {
    case 'invalid_type': return value == null && /received (undefined|null)/.test(issue.message) ? { code: 'input/required' } : { code: 'input/unfit', facts: { expected: issue.message } }
    case 'invalid_value': return Array.isArray(issue.values) && issue.values.length === 1 ? { code: 'input/required' } : { code: 'input/not-a-choice', facts: { options: Array.isArray(issue.values) ? issue.values.map(String) : [] } }
    case 'too_small': {
      const min = Number(issue.minimum)
      if ((isText || isList) && (min <= 1 || value === '')) return { code: 'input/required' }
      return { code: isText ? 'input/too-short' : 'input/below', facts: { min } }
    }
    case 'too_big': {
      const max = Number(issue.maximum)
      if (isText) return { code: 'input/too-long', facts: { max, length: typeof value === 'string' ? value.length : `>${max}` } }
      return { code: isList ? 'input/too-many' : 'input/above', facts: { max } }
    }
    case 'invalid_format': return issue.format === 'date' ? { code: 'input/not-a-date' } : { code: 'input/unfit', facts: { expected: issue.message } }
    default: return { code: 'input/unfit', facts: { expected: issue.message } }
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), input)
}
