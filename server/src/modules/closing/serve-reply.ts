import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { dayOf } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { performStep, tasksOvertaken } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { findCase } from './case.store.ts'
import { CALL_BACK_TASK, EXECUTION_TASK, SUPERVISION_TASK, isSupported } from './handling-facts.ts'
import { recipientOf } from './paper-words.ts'
import { replyServed } from './reply.store.ts'
import { METHOD_NAMES, handledOn, requireService, windowsAfterService } from './service.rules.ts'

const LIMITS_OF_HANDLING = ['DL02', 'DL03', 'DL05', 'DL10', 'DL31', 'DL34', 'DL35']

/**
 * Records that the petitioner has the reply: proof of service, the end of the limit to decide, the start of the petitioner's own
 * windows. 信访工作条例第三十二条、第三十四条、第三十五条
 *
 * @throws Invalid naming what the way of service lacks
 */
export async function serveReply(deps: Deps, actor: Actor, code: string, input: ActionInput<'serve'>): Promise<Matter> {
  return performStep(deps, actor, 'serve', { code, version: input.version, once: input.once }, async ({ tx, matter, post, at, today }) => {
    const found = await findCase(tx, matter)
    const { reply } = found
    if (!reply?.issuedAt) throw new RuleBroken('matter/missing', { missing: ['closing/reply-missing'] })
    requireService(input, dayOf(reply.issuedAt), today)
    const clocks = await planClocks(deps, matter, found.clocks, {
      end: LIMITS_OF_HANDLING.map((rule) => ({ rule, on: rule === 'DL31' ? today : handledOn(input), by: 'serve' })),
      // What both sides agreed is settled; there is nothing to be reviewed.
      start: (reply.kind === 'WS40' ? ['DL25'] : windowsAfterService(matter.category, matter.route)).map((rule) => ({ rule, on: input.servedOn })),
    })
    const { servedOn, method, receiver, relation, place, proof, witness } = input
    const paper = await preparePaper(deps, tx, matter, {
      kind: 'WS18', post, accountId: actor.accountId, shownToCitizen: false,
      content: {
        addressee: recipientOf(matter, found), code: matter.code, paper: [reply.number, CONTENT_NAMES[reply.kind]].filter(Boolean).join(' '), method: METHOD_NAMES[method], servedOn, server: actor.name,
        proof, receiver, relation, place, witness,
      },
    })
    const saved = replyServed(matter, reply, { on: servedOn, method, proof: { receiver, relation, place, proof, witness, server: actor.accountId } })
    return {
      to: 'SERVED', shownToCitizen: true, detail: { servedOn, method }, audit: { servedOn, method },
      // A withdrawal or refusal nobody decided about in time is past now; it must not keep the matter open.
      also: [...clocks.writes, paper.write, saved, ...(found.openTasks.length > 0 ? [tasksOvertaken(matter, [CALL_BACK_TASK, EXECUTION_TASK, SUPERVISION_TASK], at)] : [])],
      // What was supported is the unit's to carry out; everything else is the office's to close.
      change: { ...clocks.due, servedOn, holderUnitId: isSupported(reply.conclusion) ? matter.leadUnitId : matter.officeId },
      notify: { template: 'matter.served', facts: { servedOn } },
    }
  })
}

const CONTENT_NAMES: Readonly<Record<string, string>> = { WS10: '信访处理意见书', WS11: '依法履职答复书', WS12: '建议意见答复书', WS40: '调解（和解）协议书' }
