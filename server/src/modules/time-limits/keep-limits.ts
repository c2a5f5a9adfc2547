import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, NotFound, RuleBroken } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'
import { recordAudit } from '../audit/index.ts'
import { mayAdministerShared } from '../directory/index.ts'
import type { Actor } from '../identity/index.ts'
import { forgetLimits } from './limits-in-force.ts'
import { isPlannedAlready, plannedRow, rowsOfCode } from './rule-edit.rules.ts'
import type { RowsOfCode, RuleEdit } from './rule-edit.rules.ts'
import { countRunning, deleteRule, endRule, insertRule, listRules, lockRules } from './rule.store.ts'

export type RuleCard = RowsOfCode & { code: string; running: number }

/** The whole table, code by code. */
export async function listRuleCards(deps: Deps): Promise<RuleCard[]> {
  return inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const [rows, running] = [await listRules(tx), await countRunning(tx, null)]
    return [...new Set(rows.map((row) => row.code))].map((code) => ({ code, ...rowsOfCode(rows, code, deps.today().toString()), running: running.get(code) ?? 0 }))
  })
}

/**
 * Plans another row for a limit from a later day on, in place of one that was planned before. Matters whose clocks run keep theirs.
 *
 * @throws what `plannedRow` refuses; NotFound `time-limit/rule-unknown`; RuleBroken `time-limit/changed-meanwhile`
 */
export async function changeRule(deps: Deps, actor: Actor, code: string, { version, ...edit }: RuleEdit & { version: number }): Promise<RuleCard> {
  return keep(deps, actor, code, 'change-rule', async (tx, rows) => {
    if (isPlannedAlready(rows, edit)) return null
    if (version !== (rows.planned ?? rows.now)?.version) throw new RuleBroken('time-limit/changed-meanwhile')
    const row = plannedRow(rows, code, edit, deps.today().toString())
    if (rows.planned) await deleteRule(tx, rows.planned)
    if (rows.now) await endRule(tx, rows.now, Temporal.PlainDate.from(row.validFrom).subtract({ days: 1 }).toString())
    await insertRule(tx, row)
    return { validFrom: row.validFrom, length: row.length, unit: row.unit, basis: row.basis, isOn: row.isOn }
  })
}

/** Takes a planned row back before its first day: the one in force goes on. @throws RuleBroken `time-limit/nothing-planned`, `time-limit/changed-meanwhile` */
export async function withdrawRule(deps: Deps, actor: Actor, code: string, input: { validFrom: string; version: number }): Promise<RuleCard> {
  return keep(deps, actor, code, 'withdraw-rule', async (tx, { now, planned }) => {
    if (!planned || planned.validFrom !== input.validFrom) throw new RuleBroken('time-limit/nothing-planned', { code })
    if (planned.version !== input.version) throw new RuleBroken('time-limit/changed-meanwhile')
    await deleteRule(tx, planned)
    if (now) await endRule(tx, now, null)
    return { validFrom: planned.validFrom }
  })
}

async function keep(deps: Deps, actor: Actor, code: string, action: string, work: (tx: Tx, rows: RowsOfCode) => Promise<Record<string, unknown> | null>): Promise<RuleCard> {
  if (!mayAdministerShared(actor)) throw new Forbidden('directory/not-shared-administrator')
  const today = deps.today().toString()
  const card = await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    await lockRules(tx, code)
    const before = rowsOfCode(await listRules(tx), code, today)
    if (!before.now && before.past.length === 0) throw new NotFound('time-limit/rule-unknown')
    const detail = await work(tx, before)
    if (detail) {
      const post = actor.posts.find((one) => one.roles.includes('ZR25')) ?? null
      await recordAudit(deps, tx, { actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action: `time-limit.${action}`, subject: `time-limit:${code}`, homeCounty: null, regionPath: post?.regionPath ?? '', reason: null, detail })
    }
    return { code, ...rowsOfCode(await listRules(tx), code, today), running: (await countRunning(tx, code)).get(code) ?? 0 }
  })
  forgetLimits()
  return card
}
