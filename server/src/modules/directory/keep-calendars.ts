import type { Deps } from '../../deps.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { requireClosingTime, requireNationalDays } from './calendar.rules.ts'
import type { CalendarDay } from './calendar.rules.ts'
import { deleteLocalDay, replaceYear, saveLocalDay } from './calendar.store.ts'
import { changeDirectory } from './change-directory.ts'
import { requireRegion } from './look-up-places.ts'
import { requireAdminister, requireAdministerShared } from './policy.ts'

const yearOf = (date: string): number => Number(date.slice(0, 4))

/** Loads or corrects the national days of a year; running clocks are computed again by a job of the same transaction. */
export async function loadCalendar(deps: Deps, actor: Actor, year: number, input: { source: string; days: readonly Omit<CalendarDay, 'closesAt'>[] }): Promise<void> {
  requireNationalDays(year, input.days)
  return changeDirectory(deps, actor, 'load-calendar', async (tx) => {
    requireAdministerShared(actor)
    await replaceYear(tx, year, input.source, input.days.map((day) => ({ ...day, closesAt: null })))
    await deps.jobs.queue(tx, 'clock.recompute', { year })
    return { result: undefined, subject: `calendar:${year}`, regionPath: '', detail: { days: input.days.length } }
  })
}

/** A province or county gives a day off, works on one, or closes early. */
export async function changeLocalDay(deps: Deps, actor: Actor, regionCode: string, day: CalendarDay): Promise<void> {
  requireClosingTime(day)
  return changeDirectory(deps, actor, 'change-local-day', async (tx) => {
    const region = await requireRegion(tx, regionCode, deps.today().toString())
    requireAdminister(actor, region.path)
    await saveLocalDay(tx, region.path, day)
    await deps.jobs.queue(tx, 'clock.recompute', { year: yearOf(day.date), from: day.date, to: day.date, regionPath: region.path })
    return { result: undefined, subject: `calendar:${yearOf(day.date)}`, regionPath: region.path, detail: { date: day.date, kind: day.kind } }
  })
}

/** The day is again what the national calendar says. @throws NotFound `directory/row-unknown` */
export async function removeLocalDay(deps: Deps, actor: Actor, regionCode: string, date: string): Promise<void> {
  return changeDirectory(deps, actor, 'remove-local-day', async (tx) => {
    const region = await requireRegion(tx, regionCode, deps.today().toString())
    requireAdminister(actor, region.path)
    if (!(await deleteLocalDay(tx, region.path, date))) throw new NotFound('directory/row-unknown')
    await deps.jobs.queue(tx, 'clock.recompute', { year: yearOf(date), from: date, to: date, regionPath: region.path })
    return { result: undefined, subject: `calendar:${yearOf(date)}`, regionPath: region.path, detail: { date } }
  })
}
