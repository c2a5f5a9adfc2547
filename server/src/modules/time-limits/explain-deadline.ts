import type { ClockExplanation, Explanation } from '@hejie/contract/time-limits'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'
import { isInForce, requireRegion, resolveUnit } from '../directory/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { USUAL_HOURS } from './business-hours.rules.ts'
import type { Door } from './business-hours.rules.ts'
import { findHours } from './business-hours.store.ts'
import { calendarFor } from './calendar-of-place.ts'
import { isPetitionersWindow } from './clock.rules.ts'
import type { StoredClockEvent } from './clock.rules.ts'
import { listClocks } from './clock-view.ts'
import type { ClockView } from './clock-view.ts'
import type { TimeUnit } from './due-date.rules.ts'
import { explanationOf, filedInTime } from './explanation.ts'
import { limitsFor } from './limits-in-force.ts'
import { findMatterPlace } from './matter-place.store.ts'
import type { MatterPlace } from './matter-place.store.ts'
import { lengthOf } from './statutory-limits.ts'
import type { StatutoryLimit } from './statutory-limits.ts'
import { extendableDays, replay } from './time-limit.rules.ts'
import type { ClockEvent } from './time-limit.rules.ts'

/** One date of a matter, for an officer who may see the matter. @throws NotFound `matter/not-found`, `time-limit/clock-unknown` */
export async function explainMatterClock(deps: Deps, actor: Actor, code: string, seq: number): Promise<ClockExplanation> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatterPlace(tx, code)
    if (!matter) throw new NotFound('matter/not-found')
    const clock = (await listClocks(deps, tx, matter)).find((one) => one.seq === seq)
    if (!clock) throw new NotFound('time-limit/clock-unknown')
    return explain(deps, tx, matter, clock)
  })
}

/** The dates of a matter that concern its petitioner: what the law sets the office, and until when they may ask for something. */
export async function explainToPetitioner(deps: Deps, access: { id: string; code: string }): Promise<ClockExplanation[]> {
  return inTransaction(deps.db, { as: 'citizen', matterId: access.id }, async (tx) => {
    const matter = await findMatterPlace(tx, access.code)
    if (!matter) throw new NotFound('matter/not-found')
    const clocks = (await listClocks(deps, tx, matter)).filter(isForPetitioner)
    return Promise.all(clocks.map((clock) => explain(deps, tx, matter, clock)))
  })
}

/** The house's own limits are between officials; the right to object is the units'. */
const isForPetitioner = ({ rule, limit }: ClockView): boolean => rule !== 'DL04' && (limit.force !== 'internal' || rule === 'DL35' || isPetitionersWindow(rule))

async function explain(deps: Deps, tx: Tx, matter: MatterPlace, clock: ClockView): Promise<ClockExplanation> {
  const unit = clock.unitId === null ? null : await unitNow(deps, tx, clock.unitId)
  const hours = (await findHours(tx, unit?.id ?? matter.officeId)) ?? USUAL_HOURS
  return {
    ...explanationOf({ ...clock, unit: clock.unit as TimeUnit }, await calendarFor(deps.db, matter.regionPath), hours),
    seq: clock.seq, matter: { code: matter.code, title: matter.title }, warnedOn: clock.warnedOn, overdueOn: clock.overdueOn, isLate: clock.isLate,
    unit: unit && { name: unit.name, endedOn: unit.endedOn, successor: unit.successor },
  }
}

/** A dissolved unit's clock runs on; whoever took its work over answers for it. 信访工作条例第二十四条 */
async function unitNow(deps: Deps, tx: Tx, unitId: string): Promise<{ id: string; name: string; endedOn: string | null; successor: string | null }> {
  const today = deps.today().toString()
  const { asked, current } = await resolveUnit(tx, unitId, today)
  if (isInForce(asked, today)) return { id: asked.id, name: asked.name, endedOn: null, successor: null }
  return { id: current?.id ?? asked.id, name: asked.name, endedOn: asked.validTo, successor: current?.name ?? null }
}

export interface LimitQuestion {
  start: string
  rule?: string
  variant?: string
  length?: number
  unit?: Exclude<TimeUnit, 'minute'>
  extension: number
  region?: string
  unitId?: string
  /** When something was filed, and by which door: was it in time? */
  filedAt?: string
  door: Door
}

/**
 * How a date would be found for any start: under a limit of the table, or for a length of one's own.
 *
 * @throws Invalid `time-limit/say-rule-or-length` (rule); NotFound `directory/region-unknown`; RuleBroken `time-limit/no-rule-in-force`, `time-limit/variant-unknown`
 */
export async function explainLimit(deps: Deps, asked: LimitQuestion): Promise<Explanation & { filed: ReturnType<typeof filedInTime> }> {
  const limits = await limitsFor(deps.db)
  const limit = asked.rule === undefined ? ownLimit(asked) : limits.find(asked.rule, asked.start)
  if (limit.unit === 'minute') throw new Invalid([{ field: 'rule', code: 'time-limit/counts-minutes' }])
  const length = lengthOf(limit, asked.variant ?? null)
  const log: StoredClockEvent[] = [{ id: '1', kind: 'started', on: asked.start }]
  const events: ClockEvent[] = [{ id: '1', kind: 'started', on: Temporal.PlainDate.from(asked.start), at: null }]
  const rule = { code: limit.code, length, unit: limit.unit, extension: limit.extension, pausedBy: limit.pausedBy }
  const path = asked.region === undefined ? '' : (await requireRegion(deps.db, asked.region, deps.today().toString())).path
  const calendar = await calendarFor(deps.db, path)
  if (asked.extension > 0) {
    const allowed = asked.rule === undefined ? asked.extension : extendableDays(rule, replay(rule, events, calendar))
    if (asked.extension > allowed) throw new Invalid([{ field: 'extension', code: 'time-limit/extension-too-long', facts: { days: asked.extension, allowed: Number.isFinite(allowed) ? allowed : 0 } }])
    events.push({ id: '2', kind: 'extended', on: Temporal.PlainDate.from(asked.start), days: asked.extension, reason: '' })
  }
  const hours = (asked.unitId === undefined ? null : await findHours(deps.db, asked.unitId)) ?? USUAL_HOURS
  const state = replay(rule, events, calendar)
  const filed = asked.filedAt === undefined ? null : filedInTime(state, { at: Temporal.Instant.from(asked.filedAt), door: asked.door }, calendar, hours)
  return { ...explanationOf({ limit, length, unit: limit.unit, log, state }, calendar, hours), filed }
}

/** A length of one's own, written as a row of the table. */
function ownLimit({ start, length, unit }: LimitQuestion): StatutoryLimit {
  if (length === undefined || unit === undefined) throw new Invalid([{ field: 'rule', code: 'time-limit/say-rule-or-length' }])
  return {
    code: '—', zh: '自定期限', en: 'a limit of one’s own', startsAt: 'received', length, unit, bound: 'atMost', extension: { by: 'agencyHead', atMost: null, times: null, reasonTold: false }, pausedBy: [], basis: '民法典第二百条至第二百零三条',
    force: 'internal', isOn: true, beside: [], warnDays: 0, validFrom: start, validTo: null, note: null, doubt: null, isShipped: false, version: 1,
  }
}
