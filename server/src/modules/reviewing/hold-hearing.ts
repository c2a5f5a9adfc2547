import type { Deps } from '../../deps.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import { performStep } from '../matters/index.ts'
import type { ActionInput, Matter, StaffStepContext } from '../matters/index.ts'
import { preparePaper } from '../papers/index.ts'
import type { PreparedPaper } from '../papers/index.ts'
import { planClocks } from '../time-limits/index.ts'
import { applicantOf, openReview } from './review-case.ts'
import type { Hearing } from './review.ts'
import { findReviewCase, hearingEnd, hearingInsert, reviewUpdate } from './store.ts'
import type { ReviewCase } from './store.ts'

type Notice = ActionInput<'hear'>
const RIGHTS = '您可以委托代理人参加，可以申请回避，可以陈述、举证、质证和辩论，可以核对并修改笔录；不能参加的，请提前告知本机关。'

/** A hearing in first handling (听证): major, complex, difficult matters. The 60 days run on. 第三十一条第六项 */
export async function callHearing(deps: Deps, actor: Actor, code: string, input: Notice): Promise<Matter> {
  return performStep(deps, actor, 'hear', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    requireAhead(input.heldOn, today)
    const paper = await prepareHearingPaper(deps, context, await findReviewCase(tx, matter), input, '《信访工作条例》第三十一条第六项', null)
    return { to: 'HEARING', shownToCitizen: true, detail: { heldOn: input.heldOn, place: input.place }, audit: { heldOn: input.heldOn }, also: [paper.write, hearingInsert(matter, { ...input, reviewSeq: null, by: actor.accountId, at })], notify: { template: 'matter.hearing', facts: { heldOn: input.heldOn, place: input.place } } }
  })
}

/** Its record goes into the file and the handling goes on. */
export async function endHearing(deps: Deps, actor: Actor, code: string, input: ActionInput<'end-hearing'>): Promise<Matter> {
  return performStep(deps, actor, 'end-hearing', { code, version: input.version, once: input.once }, async (context) => {
    const { tx, matter, at, today } = context
    const found = await findReviewCase(tx, matter)
    const hearing = heldHearing(found, null, today)
    const paper = await prepareHearingPaper(deps, context, found, hearing, '《信访工作条例》第三十一条第六项', input.record)
    return { to: 'HANDLING', shownToCitizen: true, detail: { heldOn: hearing.heldOn }, audit: { heldOn: hearing.heldOn }, also: [paper.write, hearingEnd(matter, { seq: hearing.seq, record: input.record, by: actor.accountId, at })] }
  })
}

/** A hearing in a review. Only in a re-review the time it takes is not counted. 第三十六条第二款 */
export async function callReviewHearing(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-hear'>): Promise<Matter> {
  return performStep(deps, actor, 'review-hear', { code, version: input.version, once: input.once }, async (context) => {
    const { matter, at, today } = context
    const { review, found } = await openReview(context, 'review-hear')
    requireAhead(input.heldOn, today)
    const clocks = await planClocks(deps, matter, found.clocks, review.kind === 'rereview' ? { pause: { rule: 'DL09', cause: 'hearing' } } : {})
    const paper = await prepareHearingPaper(deps, context, found, input, '《信访工作条例》第三十六条', null)
    return {
      change: clocks.due, shownToCitizen: true, detail: { heldOn: input.heldOn, place: input.place, kind: review.kind }, audit: { heldOn: input.heldOn },
      also: [...clocks.writes, paper.write, hearingInsert(matter, { ...input, reviewSeq: review.seq, by: actor.accountId, at }), reviewUpdate(matter, review.seq, 'HEARING', {})],
      notify: { template: 'matter.hearing', facts: { heldOn: input.heldOn, place: input.place } },
    }
  })
}

export async function endReviewHearing(deps: Deps, actor: Actor, code: string, input: ActionInput<'review-heard'>): Promise<Matter> {
  return performStep(deps, actor, 'review-heard', { code, version: input.version, once: input.once }, async (context) => {
    const { matter, at, today } = context
    const { review, found } = await openReview(context, 'review-heard')
    const hearing = heldHearing(found, review.seq, today)
    const clocks = await planClocks(deps, matter, found.clocks, review.kind === 'rereview' ? { resume: { rule: 'DL09' } } : {})
    const paper = await prepareHearingPaper(deps, context, found, hearing, '《信访工作条例》第三十六条', input.record)
    return {
      change: clocks.due, shownToCitizen: true, detail: { heldOn: hearing.heldOn, kind: review.kind }, audit: { heldOn: hearing.heldOn },
      also: [...clocks.writes, paper.write, hearingEnd(matter, { seq: hearing.seq, record: input.record, by: actor.accountId, at }), reviewUpdate(matter, review.seq, 'EXAMINING', {})],
    }
  })
}

/** @throws Invalid `reviewing/hearing-past` */
function requireAhead(heldOn: string, today: string): void {
  if (heldOn < today) throw new Invalid([{ field: 'heldOn', code: 'reviewing/hearing-past', facts: { today } }])
}

/** The hearing whose record is filed: called, not ended, and its day has come. @throws RuleBroken `reviewing/hearing-not-held` */
function heldHearing(found: ReviewCase, reviewSeq: number | null, today: string): Hearing {
  const hearing = found.hearings.findLast((one) => one.reviewSeq === reviewSeq && one.endedAt === null)
  if (!hearing) throw new RuleBroken('reviewing/no-review')
  if (hearing.heldOn > today) throw new RuleBroken('reviewing/hearing-not-held', { heldOn: hearing.heldOn })
  return hearing
}

/** WS16: the notice, or with a record the record. */
function prepareHearingPaper(deps: Deps, { tx, matter, post, actor }: StaffStepContext, found: ReviewCase, hearing: Pick<Hearing, 'heldOn' | 'place' | 'presider' | 'hearers' | 'participants' | 'topic'>, basis: string, record: string | null): Promise<PreparedPaper> {
  const { heldOn, place, presider, hearers, participants, topic } = hearing
  return preparePaper(deps, tx, matter, {
    kind: 'WS16', title: record === null ? '听证通知书' : '听证笔录', post, accountId: actor.accountId, shownToCitizen: true,
    content: { recipient: record === null ? applicantOf(matter, found) : null, code: matter.code, request: matter.title, heldOn, place, presider, hearers, participants, topic, basis, rights: record === null ? RIGHTS : null, hearingRecord: record },
  })
}
