import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { Temporal } from '../../platform/time.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { calendarFor, dueDate, planClocks } from '../time-limits/index.ts'
import { findCase } from './case.store.ts'
import type { ClockFacts } from './handling-facts.ts'
import { missingFor } from './missing.rules.ts'
import { recipientOf } from './paper-words.ts'

/**
 * The head extends the 60 days, before they are over, by 30 days at most in all; the petitioner is told the reason word for
 * word. The days count on from the unshifted end. 信访工作条例第三十四条
 *
 * @throws RuleBroken `time-limit/already-overdue`, `time-limit/extension-too-long`; `matter/missing` where no limit runs that can be extended
 */
export async function extendLimit(deps: Deps, actor: Actor, code: string, input: ActionInput<'extend'>): Promise<Matter> {
  return performStep(deps, actor, 'extend', { code, version: input.version, once: input.once }, async ({ tx, matter, post, today }) => {
    const found = await findCase(tx, matter)
    const missing = missingFor('extend', matter, found, { today, unitIds: [] })
    const clock = found.clocks.findLast((one) => one.rule === 'DL05' && one.endedOn === null)
    if (missing.length > 0 || !clock) throw new RuleBroken('matter/missing', { missing })
    const clocks = await planClocks(deps, matter, found.clocks, { extend: { rule: 'DL05', days: input.days, reason: input.reason } })
    const originalDue = clock.dueLegal ?? clock.dueStrict ?? today
    const newDue = await endAfter(deps, matter, clock, input.days)
    const paper = await preparePaper(deps, tx, matter, {
      kind: 'WS09', post, accountId: actor.accountId, shownToCitizen: true,
      content: {
        recipient: recipientOf(matter, found), code: matter.code, request: matter.title, originalDue, days: String(input.days), reason: input.reason, approver: actor.name, newDue, basis: '《信访工作条例》第三十四条',
      },
    })
    return {
      change: clocks.due, also: [...clocks.writes, paper.write], note: input.reason, shownToCitizen: true, detail: { days: input.days, originalDue, newDue, number: paper.number }, audit: { days: input.days, newDue },
      notify: { template: 'matter.extended', facts: { dueOn: newDue, days: String(input.days) } },
    }
  })
}

async function endAfter(deps: Deps, matter: Matter, clock: ClockFacts, days: number): Promise<string> {
  const start = Temporal.PlainDate.from(clock.startedOn)
  const due = dueDate({ start, length: clock.length, unit: 'naturalDay' }, await calendarFor(deps.db, matter.regionPath), { extension: clock.extendedDays + days })
  return (due.dueLegal ?? due.dueStrict ?? due.notBefore ?? start).toString()
}
