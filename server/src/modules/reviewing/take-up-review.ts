import type { Deps } from '../../deps.ts'
import { Invalid } from '../../platform/errors.ts'
import { dayOf } from '../assignment/index.ts'
import type { Actor } from '../identity/index.ts'
import { cancelTasks, performStep } from '../matters/index.ts'
import type { ActionInput, Matter } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { applicantOf, openReview } from './review-case.ts'
import { requireRefusable } from './review.rules.ts'
import { CLOCKS_OF, UNSTAFFED_TASK } from './review.ts'
import { findFinalOpinion, reviewUpdate } from './store.ts'

/** Takes up a request, with the declaration that nothing calls for recusal. The 30 days run on from the request. 第二十八条、第三十五条、第三十六条 */
export async function acceptReview(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-accept'>): Promise<Matter> {
  if (!input.recusalDeclared) throw new Invalid([{ field: 'recusalDeclared', code: 'assignment/recusal-not-declared' }])
  return performStep(deps, actor, 'review-accept', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at } = context
    const { review } = await openReview(context, 'review-accept')
    await cancelTasks(tx, matter, [UNSTAFFED_TASK], at)
    const detail = { kind: review.kind, recusalDeclared: true }
    return { detail, audit: detail, shownToCitizen: true, also: [reviewUpdate(matter, review.seq, 'EXAMINING', { acceptedBy: actor.accountId, acceptedAt: at })] }
  })
}

const BASIS: Readonly<Record<string, string>> = {
  N2: '《信访工作条例》第三十六条第三款', N3: '《信访工作条例》第三十一条第一项', N4: '《信访工作条例》第三十一条第二项', N5: '《信访工作条例》第三十一条第四项', N7: '《信访工作条例》第三十五条、第三十六条', N9: '《信访工作条例》第三十五条、第三十六条',
}
const WORDS: Readonly<Record<string, string>> = {
  N2: '已复核，以同一事实和理由再提', N3: '涉法涉诉，应走诉讼、检察、公安程序', N4: '应由仲裁解决', N5: '应由行政复议、裁决等行政程序解决', N7: '不属本机关职权', N9: '超过复查（复核）30日请求期且无正当理由',
}

/** Declines a request with the reason in writing; the matter returns to where it stood, and what is left of the time to ask is left. */
export async function refuseReview(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-refuse'>): Promise<Matter> {
  return performStep(deps, actor, 'review-refuse', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, post, today, at } = context
    const { review, found } = await openReview(context, 'review-refuse')
    requireRefusable(input.reason, { isLate: review.isLate, isConcluded: (await findFinalOpinion(tx, matter)) !== null })
    await cancelTasks(tx, matter, [UNSTAFFED_TASK], at)
    const { ask, decide } = CLOCKS_OF[review.kind]
    const window = found.clocks.findLast((one) => one.rule === ask)
    const clocks = await planClocks(deps, matter, found.clocks, {
      end: [{ rule: decide, on: today, by: 'review-refuse' }], start: window && !review.isLate ? [{ rule: ask, on: window.startedOn }] : [],
    })
    const paper = await preparePaper(deps, tx, matter, {
      kind: 'WS06', title: review.kind === 'review' ? '不予受理复查请求告知书' : '不予受理复核请求告知书', post, accountId: actor.accountId, shownToCitizen: true,
      content: { recipient: applicantOf(matter, found), code: matter.code, request: matter.title, receivedOn: dayOf(`${review.requestedOn}T04:00:00Z`), reason: WORDS[input.reason] ?? input.reason, basis: BASIS[input.reason] ?? '', explanation: input.explanation },
    })
    const detail = { kind: review.kind, reason: input.reason, paper: paper.number }
    return {
      to: review.resumeStatus, change: { ...clocks.due, holderUnitId: review.resumeHolderId }, note: input.explanation, shownToCitizen: true, detail, audit: detail,
      also: [...clocks.writes, paper.write, reviewUpdate(matter, review.seq, 'REFUSED', { refusedCode: input.reason, refusalNote: input.explanation, refusedBy: actor.accountId })],
      notify: { template: 'matter.review-refused', facts: { reason: input.reason } },
    }
  })
}
