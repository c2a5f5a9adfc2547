import { RuleBroken } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'
import type { TimeUnit } from './due-date.rules.ts'
import type { Limits } from './limits.ts'
import { replay } from './time-limit.rules.ts'
import type { ClockEvent, ClockState, TimeLimitRule } from './time-limit.rules.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** A clock's event as it is kept with the matter. */
export interface StoredClockEvent {
  id: string
  kind: ClockEvent['kind']
  on: string
  at?: string | null
  cause?: 'hearing' | 'appraisal'
  days?: number
  reason?: string
}

export interface StoredClock {
  rule: string
  startedOn: string
  /** As it was when the clock started: a rule edited later changes no running clock. */
  length: number
  unit: string
  log: readonly StoredClockEvent[]
}

/** The rule a kept clock runs under: that of its day of start, with the length it got then. */
export function ruleOfClock({ rule, startedOn, length, unit }: Omit<StoredClock, 'log'>, limits: Limits): TimeLimitRule {
  const { extension, pausedBy } = limits.find(rule, startedOn)
  return { code: rule, length, unit: unit as TimeUnit, extension, pausedBy }
}

/** Where a kept clock stands, computed from its events alone. */
export function stateOfClock(clock: StoredClock, calendar: WorkingCalendar, limits: Limits): ClockState {
  return replay(ruleOfClock(clock, limits), clock.log.map(toEvent), calendar)
}

function toEvent(stored: StoredClockEvent): ClockEvent {
  const base = { id: stored.id, on: Temporal.PlainDate.from(stored.on) }
  switch (stored.kind) {
    case 'started': case 'restarted': case 'ended': return { ...base, kind: stored.kind, at: stored.at ? Temporal.Instant.from(stored.at) : null }
    case 'paused': return { ...base, kind: 'paused', cause: stored.cause ?? 'hearing' }
    case 'resumed': return { ...base, kind: 'resumed' }
    case 'extended': {
      if (!stored.days) throw new RuleBroken('time-limit/history-impossible', { event: stored.id, kind: 'extended' })
      return { ...base, kind: 'extended', days: stored.days, reason: stored.reason ?? '' }
    }
  }
}

/** Windows in which somebody may ask for something; nobody is late when they pass. */
const WINDOWS: ReadonlySet<string> = new Set(['DL04', 'DL06', 'DL08', 'DL16', 'DL20', 'DL23', 'DL25'])
export const isPetitionersWindow = (rule: string): boolean => WINDOWS.has(rule)

export interface NextDue {
  nextDueRule: string | null
  nextDueOn: string | null
  nextDueLegal: string | null
  nextDueProvisional: boolean
}

/** The nearest of the running clocks that bind an office: what lists show and warn by. */
export function nearestOf(clocks: readonly { rule: string; endedOn: string | null; dueStrict: string | null; dueLegal: string | null; isProvisional: boolean }[]): NextDue {
  const running = clocks.filter((clock) => clock.endedOn === null && clock.dueStrict !== null && !isPetitionersWindow(clock.rule))
  running.sort((a, b) => ((a.dueStrict ?? '') < (b.dueStrict ?? '') ? -1 : 1))
  const [first] = running
  return { nextDueRule: first?.rule ?? null, nextDueOn: first?.dueStrict ?? null, nextDueLegal: first?.dueLegal ?? null, nextDueProvisional: first?.isProvisional ?? false }
}
