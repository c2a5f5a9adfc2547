import * as contract from '@hejie/contract/directory'
import type { Deps } from '../../deps.ts'
import { NotFound } from '../../platform/errors.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Actor } from '../identity/index.ts'
import { findYearSource, listDays, listYears } from './calendar.store.ts'
import { isOpenTable } from './code-table.rules.ts'
import type { CodeRow } from './code-table.rules.ts'
import { findCodeTable, listCodeRows, listCodeTables } from './code-table.store.ts'
import { dutyKey, listDuties } from './duty.store.ts'
import type { ListedDuty } from './duty.store.ts'
import { changeLocalDay, loadCalendar, removeLocalDay } from './keep-calendars.ts'
import { addCodeRow, editCodeRow } from './keep-code-tables.ts'
import { createDuty, editDuty, endDuty } from './keep-duties.ts'
import { mayAdminister, mayAdministerShared } from './policy.ts'
import { pageOf } from './present.ts'
import { findRegion } from './region.store.ts'
import type { Duty } from './suggestion.rules.ts'

/** Code tables, duty rules and calendars. */
export function dictionaryRoutes(deps: Deps) {
  return newRouter().route('/', codeTableRoutes(deps)).route('/', dutyRoutes(deps)).route('/', calendarRoutes(deps))
}

function codeTableRoutes(deps: Deps) {
  const present = ({ code, parent, zh, en, more, position, isActive, version }: CodeRow) => ({ code, parent, zh, en, more: { ...more }, position, isActive, version })
  return newRouter()
    .openapi(contract.listCodeTables, async (c) => {
      const actor = requireActor(c)
      const items = (await listCodeTables(deps.db)).map((table) => ({ ...table, columns: [...table.columns], isOpen: isOpenTable(table.id) }))
      return c.json({ items, mayEdit: mayAdministerShared(actor) }, 200)
    })
    .openapi(contract.readCodeTable, async (c) => {
      const actor = requireActor(c)
      const table = await findCodeTable(deps.db, c.req.valid('param').table)
      const rows = (await listCodeRows(deps.db, table.id)).map(present)
      return c.json({ ...table, columns: [...table.columns], isOpen: isOpenTable(table.id), rows, mayEdit: mayAdministerShared(actor) }, 200)
    })
    .openapi(contract.addCodeRow, async (c) => {
      const { position, ...input } = c.req.valid('json')
      return c.json(present(await addCodeRow(deps, requireActor(c), c.req.valid('param').table, { ...input, position: position ?? null }, c.req.valid('header')['idempotency-key'] ?? null)), 201)
    })
    .openapi(contract.editCodeRow, async (c) => {
      const { table, code } = c.req.valid('param')
      return c.json(present(await editCodeRow(deps, requireActor(c), table, code, c.req.valid('json'))), 200)
    })
}

function dutyRoutes(deps: Deps) {
  const today = (): string => deps.today().toString()
  const present = (actor: Actor, duty: ListedDuty) => ({
    ...duty, coLines: [...duty.coLines], allowed: mayAdminister(actor, duty.regionPath) && duty.validTo === null ? ['edit' as const, 'end' as const] : [],
  })
  const presentOne = async (actor: Actor, { id }: Duty) => {
    const [found] = await listDuties(deps.db, { id, regionPath: null, classCode: null, withEnded: true, today: today(), after: null, limit: 1 })
    if (!found) throw new NotFound('directory/duty-unknown')
    return present(actor, found)
  }
  return newRouter()
    .openapi(contract.listDuties, async (c) => {
      const actor = requireActor(c)
      const { region, classCode, ended, cursor, limit } = c.req.valid('query')
      const regionPath = region ? (await findRegion(deps.db, region)).path : null
      const rows = await listDuties(deps.db, { regionPath, classCode: classCode ?? null, withEnded: ended === 'yes', today: today(), after: cursor ?? null, limit: limit + 1 })
      const { items, nextCursor } = pageOf(rows, limit, dutyKey)
      return c.json({ items: items.map((duty) => present(actor, duty)), nextCursor }, 200)
    })
    .openapi(contract.createDuty, async (c) => {
      const actor = requireActor(c)
      return c.json(await presentOne(actor, await createDuty(deps, actor, c.req.valid('json'), c.req.valid('header')['idempotency-key'] ?? null)), 201)
    })
    .openapi(contract.editDuty, async (c) => {
      const actor = requireActor(c)
      return c.json(await presentOne(actor, await editDuty(deps, actor, c.req.valid('param').id, c.req.valid('json'))), 200)
    })
    .openapi(contract.endDuty, async (c) => {
      const actor = requireActor(c)
      return c.json(await presentOne(actor, await endDuty(deps, actor, c.req.valid('param').id, c.req.valid('json'))), 200)
    })
}

function calendarRoutes(deps: Deps) {
  const presentYear = async (actor: Actor, year: number) => {
    const [source, days] = await Promise.all([findYearSource(deps.db, year), listDays(deps.db, year)])
    const plain = ({ date, kind, name, closesAt }: (typeof days)[number]) => ({ date, kind, name, closesAt })
    return {
      year, source, isPublished: source !== null, days: days.filter((day) => day.regionPath === '').map(plain),
      local: days.filter((day) => day.regionPath !== '').map((day) => ({ ...plain(day), regionCode: day.regionCode ?? '', regionName: day.regionName ?? '', mayEdit: mayAdminister(actor, day.regionPath) })),
    }
  }
  return newRouter()
    .openapi(contract.listCalendars, async (c) => {
      const actor = requireActor(c)
      return c.json({ items: await listYears(deps.db), mayLoad: mayAdministerShared(actor) }, 200)
    })
    .openapi(contract.readCalendar, async (c) => c.json(await presentYear(requireActor(c), c.req.valid('param').year), 200))
    .openapi(contract.loadCalendar, async (c) => {
      const actor = requireActor(c)
      const { year } = c.req.valid('param')
      await loadCalendar(deps, actor, year, c.req.valid('json'))
      return c.json(await presentYear(actor, year), 200)
    })
    .openapi(contract.changeLocalDay, async (c) => {
      const actor = requireActor(c)
      const { regionCode, ...day } = c.req.valid('json')
      await changeLocalDay(deps, actor, regionCode, day)
      return c.json(await presentYear(actor, Number(day.date.slice(0, 4))), 200)
    })
    .openapi(contract.removeLocalDay, async (c) => {
      const actor = requireActor(c)
      const { regionCode, date } = c.req.valid('json')
      await removeLocalDay(deps, actor, regionCode, date)
      return c.json(await presentYear(actor, Number(date.slice(0, 4))), 200)
    })
}
