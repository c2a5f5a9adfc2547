import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { Temporal, civilDate } from '../../platform/time.ts'
import type { Actor } from '../identity/index.ts'
import { insertTask, performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { countInfoRequests, findOfficeAbove, insertInfoRequest } from './citizen.store.ts'
import { refuseFaults } from './read-filing.ts'
import { receiptOrder } from './receipt-papers.ts'
import { REPORT } from './task-kinds.ts'
import { answerByFaults } from './triage.rules.ts'
import { findReceiptFacts } from './triage.store.ts'

/** Registers what arrived; the receipt is issued with it. 信访工作条例第二十二条 */
export async function registerMatter(deps: Deps, actor: Actor, code: string, input: ActionInput<'register'>): Promise<Matter> {
  return performStep(deps, actor, 'register', { code, version: input.version, once: input.once }, async ({ tx, matter, at }) => {
    const { form, office } = await findReceiptFacts(tx, matter)
    const receipt = await preparePaper(deps, tx, matter, receiptOrder(deps, matter, {
      form, office, receivedOn: civilDate(Temporal.Instant.from(matter.receivedAt)).toString(), noticeBy: matter.nextDueLegal ?? matter.nextDueOn, accountId: actor.accountId,
    }))
    return {
      to: 'REGISTERED', change: { registeredAt: at }, note: null, detail: input.note ? { note: input.note } : {}, shownToCitizen: true, also: [receipt.write], notify: { template: 'matter.registered', facts: { code } },
    }
  })
}

/** Asks the petitioner for more information: once, ten days at most; the limit to route goes on, for the law gives no pause. 第二十三条 */
export async function askForInfo(deps: Deps, actor: Actor, code: string, input: ActionInput<'ask-info'>): Promise<Matter> {
  return performStep(deps, actor, 'ask-info', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    refuseFaults(answerByFaults(input.answerBy, today))
    if ((await countInfoRequests(tx, matter)) > 0) throw new RuleBroken('intake/info-asked-already')
    await insertInfoRequest(tx, matter, { question: input.question, answerBy: input.answerBy, at, by: actor.accountId })
    return {
      to: 'NEED_INFO', note: input.question, detail: { answerBy: input.answerBy }, shownToCitizen: true, audit: { answerBy: input.answerBy },
      notify: { template: 'matter.info-asked', facts: { answerBy: input.answerBy } },
    }
  })
}

/** Goes on with what there is. */
export async function proceedWithoutInfo(deps: Deps, actor: Actor, code: string, input: ActionInput<'proceed-without-info'>): Promise<Matter> {
  return performStep(deps, actor, 'proceed-without-info', { code, version: input.version, once: input.once }, async ({ matter }) => ({ to: 'REGISTERED', shownToCitizen: true, change: { holderUnitId: matter.officeId } }))
}

/**
 * Reports major or urgent matters to the Party committee, the government or the office above, and marks them so; the office
 * above finds the report among its tasks and answers it. 第二十二条、第二十五条
 */
export async function reportUp(deps: Deps, actor: Actor, code: string, input: ActionInput<'report-up'>): Promise<Matter> {
  return performStep(deps, actor, 'report-up', { code, version: input.version, once: input.once }, async ({ tx, matter, at, today }) => {
    const above = await findOfficeAbove(tx, matter.officeId, today)
    if (above) await insertTask(tx, matter, { kind: REPORT, unitId: above, role: 'ZR11', dueOn: today, detail: { to: input.to, reason: input.content } }, at)
    return { change: { isUrgent: true }, note: input.content, detail: { to: input.to, above } }
  })
}

/** A note for colleagues; the petitioner does not see it. */
export async function addNote(deps: Deps, actor: Actor, code: string, input: ActionInput<'note'>): Promise<Matter> {
  return performStep(deps, actor, 'note', { code, version: input.version, once: input.once }, async () => ({ note: input.note }))
}
