import type { ImportRun, Refusal, RefusalReason } from '@hejie/contract/importing'
import { problemText } from '../../platform/problem.ts'
import { civilDate, Temporal } from '../../platform/time.ts'
import { KEPT_DAYS } from './run.ts'
import type { RefusedField, Run } from './run.ts'

type Language = 'zh' | 'en'

export function presentRun(run: Run, language: Language): ImportRun {
  const { accountId: _account, fileDigest: _digest, isFileKept: _kept, problem, sheets, headers, mapping, ...rest } = run
  return {
    ...rest, sheets: [...sheets], headers: [...headers], mapping: [...mapping], problem: problem ? { code: problem.code, detail: problemText(problem.code, problem.facts, language) } : null,
    keptUntil: civilDate(Temporal.Instant.from(run.createdAt)).add({ days: KEPT_DAYS }).toString(),
  }
}

export const presentRefusal = (run: Run, { row, field, code, facts }: RefusedField, language: Language): Refusal => ({ row, column: columnOf(run, field), code, message: problemText(code, facts, language) })

export function presentReason(run: Run, { rows, ...first }: RefusedField & { rows: number }, language: Language): RefusalReason {
  return { column: columnOf(run, first.field), code: first.code, rows, example: presentRefusal(run, first, language) }
}

/** The header under which the person finds it; null when it is about the whole row. */
export function columnOf(run: Pick<Run, 'mapping' | 'headers'>, field: string): string | null {
  const at = run.mapping.findIndex((target) => target === field)
  return at < 0 ? null : (run.headers[at] ?? null)
}
