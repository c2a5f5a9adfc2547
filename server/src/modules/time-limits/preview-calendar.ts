import type { CalendarEdit } from '@hejie/contract/time-limits'
import type { Deps } from '../../deps.ts'
import { Forbidden } from '../../platform/errors.ts'
import { mayAdminister, mayAdministerShared, requireClosingTime, requireNationalDays, requireRegion } from '../directory/index.ts'
import type { Actor } from '../identity/index.ts'
import { calendarsOf, readCalendars } from './calendar-of-place.ts'
import type { CalendarData } from './calendar-of-place.ts'
import { limitsFor } from './limits-in-force.ts'
import { eachTouched, moveOf } from './recompute-clocks.ts'
import type { Move } from './recompute-clocks.ts'
import type { Touched } from './running-clocks.store.ts'
import type { DayRow } from './store.ts'

/** The first ones are enough to see what an edit does. */
const SHOWN = 100

export interface Preview {
  looked: number
  moved: number
  becomeSure: number
  matters: Set<string>
  items: { code: string; rule: string; zh: string; en: string; before: Dates; after: Dates }[]
}
interface Dates {
  strict: string | null
  legal: string | null
  provisional: boolean
}

/**
 * Which dates an edit of the calendar would move, by computing every running clock that looks at one of its days with the edited calendar. Codes and
 * dates only: whoever keeps calendars need not see matters. Changes nothing.
 *
 * @throws Forbidden and Invalid as the edit itself would
 */
export async function previewCalendar(deps: Deps, actor: Actor, edit: CalendarEdit): Promise<Preview> {
  const { data, touched } = await edited(deps, actor, edit, await readCalendars(deps.db))
  const [calendarOf, limits] = [calendarsOf(data), await limitsFor(deps.db)]
  const preview: Preview = { looked: 0, moved: 0, becomeSure: 0, matters: new Set(), items: [] }
  for await (const clocks of eachTouched(deps, touched)) {
    preview.looked += clocks.length
    for (const clock of clocks) {
      const move = moveOf(clock, calendarOf, limits)
      if (!move) continue
      preview.moved += 1
      preview.matters.add(clock.matterId)
      if (clock.isProvisional && !move.provisional) preview.becomeSure += 1
      if (preview.items.length < SHOWN) preview.items.push(itemOf(move, limits.find(clock.rule, clock.startedOn)))
    }
  }
  return preview
}

function itemOf({ clock, strict, legal, provisional }: Move, { zh, en }: { zh: string; en: string }): Preview['items'][number] {
  return { code: clock.code, rule: clock.rule, zh, en, before: { strict: clock.dueStrict, legal: clock.dueLegal, provisional: clock.isProvisional }, after: { strict, legal, provisional } }
}

async function edited(deps: Deps, actor: Actor, edit: CalendarEdit, { years, days }: CalendarData): Promise<{ data: CalendarData; touched: Touched }> {
  if (edit.kind === 'year') {
    requireNationalDays(edit.year, edit.days)
    if (!mayAdministerShared(actor)) throw new Forbidden('directory/not-shared-administrator')
    const others = days.filter((day) => day.regionPath !== '' || !day.date.startsWith(`${edit.year}-`))
    const ofYear = edit.days.map((day): DayRow => ({ ...day, regionPath: '', place: '', closesAt: null }))
    const known = years.filter((one) => one.year !== edit.year)
    return { data: { years: [...known, { year: edit.year, source: '' }].toSorted((a, b) => a.year - b.year), days: [...others, ...ofYear] }, touched: { from: `${edit.year}-01-01`, to: `${edit.year}-12-31`, regionPath: '' } }
  }
  const region = await requireRegion(deps.db, edit.regionCode, deps.today().toString())
  if (!mayAdminister(actor, region.path)) throw new Forbidden('directory/not-administrator')
  const date = edit.kind === 'local-day' ? edit.day.date : edit.date
  const others = days.filter((day) => day.regionPath !== region.path || day.date !== date)
  const touched = { from: date, to: date, regionPath: region.path }
  if (edit.kind === 'local-day-removal') return { data: { years, days: others }, touched }
  requireClosingTime(edit.day)
  return { data: { years, days: [...others, { ...edit.day, regionPath: region.path, place: region.name }] }, touched }
}
