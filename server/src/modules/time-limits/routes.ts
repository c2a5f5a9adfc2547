import * as contract from '@hejie/contract/time-limits'
import type { TimeLimitRule } from '@hejie/contract/time-limits'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import { mayAdminister, mayAdministerShared } from '../directory/index.ts'
import type { Actor } from '../identity/index.ts'
import { USUAL_HOURS } from './business-hours.rules.ts'
import { listHours } from './business-hours.store.ts'
import { explainLimit, explainMatterClock } from './explain-deadline.ts'
import { forgetHours, keepHours } from './keep-hours.ts'
import { changeRule, listRuleCards, withdrawRule } from './keep-limits.ts'
import type { RuleCard } from './keep-limits.ts'
import { previewCalendar } from './preview-calendar.ts'
import type { StatutoryLimit } from './statutory-limits.ts'

/** Dates that explain themselves, the table of limits, business hours, and what an edit of the calendar would move. */
export function timeLimitRoutes(deps: Deps) {
  const hoursFor = async (actor: Actor) => ({
    usual: USUAL_HOURS, items: (await listHours(deps.db)).map(({ regionPath, ...one }) => ({ ...one, mayEdit: mayAdminister(actor, regionPath) })),
  })
  return newRouter()
    .openapi(contract.explainMatterClock, async (c) => {
      const { code, seq } = c.req.valid('param')
      return c.json(await explainMatterClock(deps, requireActor(c), code, seq), 200)
    })
    .openapi(contract.explainLimit, async (c) => {
      requireActor(c)
      return c.json(await explainLimit(deps, c.req.valid('query')), 200)
    })
    .openapi(contract.listTimeLimits, async (c) => {
      const actor = requireActor(c)
      return c.json({ items: (await listRuleCards(deps)).map(presentCard), mayEdit: mayAdministerShared(actor), today: deps.today().toString() }, 200)
    })
    .openapi(contract.changeTimeLimit, async (c) => c.json(presentCard(await changeRule(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json'))), 200))
    .openapi(contract.withdrawTimeLimit, async (c) => c.json(presentCard(await withdrawRule(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json'))), 200))
    .openapi(contract.previewCalendar, async (c) => {
      const { matters, ...preview } = await previewCalendar(deps, requireActor(c), c.req.valid('json'))
      return c.json({ ...preview, matters: matters.size }, 200)
    })
    .openapi(contract.listBusinessHours, async (c) => c.json(await hoursFor(requireActor(c)), 200))
    .openapi(contract.saveBusinessHours, async (c) => {
      const actor = requireActor(c)
      await keepHours(deps, actor, c.req.valid('param').unitId, c.req.valid('json'))
      return c.json(await hoursFor(actor), 200)
    })
    .openapi(contract.removeBusinessHours, async (c) => {
      const actor = requireActor(c)
      await forgetHours(deps, actor, c.req.valid('param').unitId)
      return c.json(await hoursFor(actor), 200)
    })
}

function presentCard({ code, now, planned, past, running }: RuleCard) {
  return { code, now: now && presentRow(now), planned: planned && presentRow(planned), past: past.map(presentRow), running }
}

const presentRow = (row: StatutoryLimit): TimeLimitRule => ({ ...row, length: typeof row.length === 'number' ? row.length : { ...row.length }, pausedBy: [...row.pausedBy], beside: [...row.beside] })
