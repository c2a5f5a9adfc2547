import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { dayOf, endOfLimit } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper, queryWords } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { limitOfHandling, requireSimple } from './acceptance.rules.ts'
import type { LimitOfHandling } from './acceptance.rules.ts'
import { findCase } from './case.store.ts'
import type { Case } from './case.store.ts'
import { missingFor } from './missing.rules.ts'
import { recipientOf } from './paper-words.ts'

/**
 * Accepts a matter and tells the petitioner in writing: by when it is decided, who handles it, how to follow it. The limit to
 * decide runs from today. 信访工作条例第二十三条、第三十四条; simplified handling: 信访事项简易办理办法(试行)
 */
export async function acceptMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'accept'>): Promise<Matter> {
  return performStep(deps, actor, 'accept', { code, version: input.version, once: input.once }, async ({ tx, matter, post, today }) => {
    const found = await findCase(tx, matter)
    const missing = missingFor('accept', matter, found, { today, unitIds: [] })
    if (missing.length > 0) throw new RuleBroken('matter/missing', { missing })
    if (input.simple) requireSimple(matter, found)
    const limit = limitOfHandling(matter.category, matter.route, input.simple)
    const on = startOf(limit, found, today)
    const clocks = await planClocks(deps, matter, found.clocks, {
      end: ['DL02', 'DL03', 'DL04'].map((rule) => ({ rule, on: today, by: 'accept' })), start: [{ rule: limit.rule, on, unitId: matter.leadUnitId }],
    })
    const dueOn = await endOfLimit(deps, matter.regionPath, limit.rule, on)
    const paper = await preparePaper(deps, tx, matter, {
      kind: 'WS05', post, accountId: actor.accountId, shownToCitizen: true,
      content: {
        recipient: recipientOf(matter, found), code: matter.code, receivedOn: dayOf(matter.receivedAt), form: found.words.form ?? '其他', request: matter.title, acceptedOn: today, term: limit.term, dueOn,
        department: input.department, contactName: input.contactName, contactPhone: input.contactPhone, query: queryWords(deps.config), basis: limit.basis,
      },
    })
    return {
      to: 'HANDLING', shownToCitizen: true, detail: { simple: input.simple, dueOn, department: input.department, number: paper.number }, audit: { rule: limit.rule, simple: input.simple, dueOn },
      change: {
        ...clocks.due, acceptedOn: today, isSimple: input.simple, handlerId: actor.accountId,
        // A village that had the matter first accepts what nobody has classified: what is not said otherwise follows the petition procedure. 第三十一条第六项
        ...(matter.category === null ? { category: 'C', route: 'C6' } : {}),
      },
      also: [...clocks.writes, paper.write],
      notify: { template: 'matter.accepted', facts: { dueOn, department: input.department } },
    }
  })
}

function startOf(limit: LimitOfHandling, found: Case, today: string): string {
  if (limit.from === 'accepted') return today
  const lead = found.assignments.findLast((one) => one.part === 'lead' && one.endedAt === null)
  return lead ? dayOf(lead.assignedAt) : today
}
