import { RuleBroken } from '../../platform/errors.ts'
import type { Temporal } from '../../platform/time.ts'
import type { PauseCause, TimeUnit } from './due-date.rules.ts'

/** The event from whose day a limit runs. */
export type LimitStart =
  | 'received' // 收到
  | 'forwardReceived' // 收到转送、交办
  | 'accepted' // 受理
  | 'signed' // 签收
  | 'replyReceived' // 收到书面答复
  | 'replyServed' // 送达答复
  | 'reviewRequested' // 收到复查请求
  | 'reviewOpinionReceived' // 收到复查意见
  | 'rereviewRequested' // 收到复核请求
  | 'applicationReceived' // 收到申请
  | 'agreementEffective' // 协议生效
  | 'actKnown' // 知道行为
  | 'infringementKnown' // 知道被侵害
  | 'reported' // 上报
  | 'documentServed' // 送达
  | 'created' // 产生

/** Who lets a limit be extended, and by how much in all, in the unit of the limit (months and years: natural days). */
export interface Extension {
  by: 'agencyHead' | 'bodyHead' | 'courtPresident' | 'commissionDirector' | 'bothParties' | 'justCause'
  /** Null where the provision names no maximum. */
  atMost: number | null
  /** How often; null where only the total is limited. */
  times: number | null
  /** The person concerned must be told the reason. */
  reasonTold: boolean
}

export interface StatutoryLimit {
  /** Table T27; a code may have several rows, one after another in time. */
  code: string
  zh: string
  en: string
  startsAt: LimitStart
  /** Units, or one number per variant (colour of an alert, kind of procedure). */
  length: number | Readonly<Record<string, number>>
  unit: TimeUnit
  /** Whether the act is due by the end, or something must be kept at least until then. */
  bound: 'atMost' | 'atLeast'
  extension: Extension | null
  /** What stops the count. Only 复核 excludes hearings: 条例第三十六条, not in first handling. */
  pausedBy: readonly PauseCause[]
  basis: string
  /** `law`: binding text. `optional`: a stricter local mode, off unless a place turns it on. `internal`: set by the house. */
  force: 'law' | 'optional' | 'internal'
  /** Whether clocks run under it; only an optional one may be off. */
  isOn: boolean
  /** For an optional row: the limits beside which it starts and ends while it is on. */
  beside: readonly string[]
  /** Natural days before the strict date on which officials are warned; 0: on the day itself. */
  warnDays: number
  /** First day, YYYY-MM-DD, on which a clock may start under this row. */
  validFrom: string
  /** Last such day, or null while it is in force. */
  validTo: string | null
  /** What else the row says; null when nothing. */
  note: string | null
  /** What could not be verified in a text of the provision; null when nothing. */
  doubt: string | null
  /** Whether the row came with the release. */
  isShipped: boolean
  /** Counts the changes of the row, for those who edit it at the same time. */
  version: number
}

/**
 * The row under which a clock that starts on `on` runs; the matter keeps it whatever changes later.
 * @throws RuleBroken `time-limit/no-rule-in-force`; `time-limit/two-rules-in-force`
 */
export function limitInForce(
  limits: readonly StatutoryLimit[],
  code: string,
  on: Temporal.PlainDate,
): StatutoryLimit {
  const day = on.toString()
  const inForce = limits.filter(
    (limit) => limit.code === code && limit.validFrom <= day && (limit.validTo === null || day <= limit.validTo),
  )
  const [only, another] = inForce
  if (!only) throw new RuleBroken('time-limit/no-rule-in-force', { code, on: day })
  if (another) throw new RuleBroken('time-limit/two-rules-in-force', { code, on: day })
  return only
}

/**
 * The number of units of a limit.
 * @param variant needed exactly where the row has several lengths
 * @throws RuleBroken `time-limit/variant-unknown`
 */
export function lengthOf({ code, length }: StatutoryLimit, variant: string | null = null): number {
  if (typeof length === 'number' && variant === null) return length
  const found = Object.entries(length).find(([name]) => name === variant)
  if (!found) throw new RuleBroken('time-limit/variant-unknown', { code, variant })
  return found[1]
}
