import { Invalid } from '../../platform/errors.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { CHINA_ZONE, Temporal } from '../../platform/time.ts'
import type { DayKind } from './working-calendar.ts'

/** When an agency's counter is open; times are HH:MM on China's clock. */
export interface BusinessHours {
  opensAt: string
  closesAt: string
  /** The break at noon; both null where there is none. */
  noonFrom: string | null
  noonTo: string | null
}

/** Where an agency has set none of its own. Internal rule. */
export const USUAL_HOURS: BusinessHours = { opensAt: '08:30', closesAt: '17:30', noonFrom: '12:00', noonTo: '14:00' }

/** By which door something is filed: over the counter, or online. */
export type Door = 'counter' | 'online'

/** When the counter closes on a day: earlier than usual on a half-day. */
export function counterClosesAt(hours: BusinessHours, { reason }: DayKind): string {
  return reason.code === 'halfDay' && reason.closesAt < hours.closesAt ? reason.closesAt : hours.closesAt
}

/**
 * The moment at which the last day of a limit ends: with business hours at the counter, at 24:00 online.
 * @see 民法典第二百零三条第二款
 */
export function endOfLastDay(lastDay: Temporal.PlainDate, door: Door, hours: BusinessHours, kind: DayKind): Temporal.Instant {
  if (door === 'online') return lastDay.add({ days: 1 }).toZonedDateTime(CHINA_ZONE).toInstant()
  return lastDay.toZonedDateTime({ timeZone: CHINA_ZONE, plainTime: Temporal.PlainTime.from(counterClosesAt(hours, kind)) }).toInstant()
}

/** Whether something filed at a moment came within a limit; the closing minute itself is still in time at the counter, 24:00 is the next day online. */
export function isFiledInTime(filedAt: Temporal.Instant, lastDay: Temporal.PlainDate, door: Door, hours: BusinessHours, kind: DayKind): boolean {
  const compared = Temporal.Instant.compare(filedAt, endOfLastDay(lastDay, door, hours, kind))
  return door === 'online' ? compared < 0 : compared <= 0
}

/** @throws Invalid `time-limit/hours-out-of-order` naming the field that does not come after the one before it, `time-limit/noon-incomplete` */
export function requireHours({ opensAt, closesAt, noonFrom, noonTo }: BusinessHours): void {
  const faults: FieldFault[] = []
  if ((noonFrom === null) !== (noonTo === null)) faults.push({ field: noonFrom === null ? 'noonFrom' : 'noonTo', code: 'time-limit/noon-incomplete' })
  const inOrder = [['opensAt', opensAt], ['noonFrom', noonFrom], ['noonTo', noonTo], ['closesAt', closesAt]].filter((one): one is [string, string] => typeof one[1] === 'string')
  inOrder.forEach(([field, time], index) => {
    const before = inOrder[index - 1]
    if (before && time <= before[1]) faults.push({ field, code: 'time-limit/hours-out-of-order', facts: { time, before: before[1] } })
  })
  if (faults.length > 0) throw new Invalid(faults)
}
