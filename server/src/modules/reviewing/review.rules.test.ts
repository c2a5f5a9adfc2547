import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { REVIEW_RESULTS, REVIEW_STATES } from '@hejie/contract/reviewing'
import type { ReviewState } from '@hejie/contract/reviewing'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { organsAbove } from '../closing/index.ts'
import type { OrganFacts } from '../closing/index.ts'
import { chooseOrgan } from './organ.rules.ts'
import { missingForReview } from './missing.rules.ts'
import { REVIEW_ACTIONS, REVIEW_TRANSITIONS, decidedIn, isAtStage, isFinalOpinion, remedyOfOpinion, requireCompleteOpinion, requireMayAsk, requireNoHand, requireOtherPerson, requireRefusable, requireStage, stateAfter, statusAfter } from './review.rules.ts'
import type { ReviewAction } from './review.rules.ts'
import type { Review } from './review.ts'

/*
 * The course of a review written out a second time, by state and by hand. No line for a state: nothing can be done there.
 */
const SPECIFICATION: Record<ReviewState, Partial<Record<ReviewAction, ReviewState>>> = {
  REQUESTED: { 'review-accept': 'EXAMINING', 'review-refuse': 'REFUSED' },
  REFUSED: {},
  EXAMINING: { 'review-hear': 'HEARING', 'review-draft': 'DRAFTED' },
  HEARING: { 'review-heard': 'EXAMINING' },
  DRAFTED: { 'review-approve': 'APPROVED', 'review-return': 'EXAMINING' },
  APPROVED: { 'review-issue': 'SIGNED', 'review-return': 'EXAMINING' },
  SIGNED: { 'review-serve': 'SERVED' },
  SERVED: {},
}

const TODAY = '2026-11-23'
const given = (more: Partial<Review> = {}): Review => ({
  seq: 1, kind: 'review', state: 'SERVED', organId: 'above', organ: '上级', replySeq: 1, resumeStatus: 'SERVED', resumeHolderId: 'office', requestedOn: '2026-11-01', reasons: '不服', isLate: false, lateReason: null, refusedCode: null,
  refusalNote: null, result: 'uphold', reviewRequest: null, facts: null, opinion: null, legalBasis: null, conclusion: null, correction: null, correctionDue: null, remedy: null, draftedBy: null, reviewedBy: null, reviewNote: null,
  issuedBy: null, issuedAt: null, number: '甬政复查〔2026〕1号', servedOn: '2026-11-10', isFinal: false, ...more,
})

/** Codes of what a rule refused; the fields it names come first. */
function outcome(rule: () => unknown): string[] {
  try {
    rule()
    return []
  } catch (error) {
    if (error instanceof RuleBroken) return [error.code]
    if (error instanceof Invalid) return error.faults.map((fault) => `${fault.field}: ${fault.code}`)
    throw error
  }
}

describe('the course of a review', () => {
  test('allows in every state exactly the steps of the specification, and leads where it says', () => {
    for (const state of REVIEW_STATES) {
      for (const action of REVIEW_ACTIONS) {
        expect(isAtStage(state, action) ? REVIEW_TRANSITIONS[action].to : undefined, `${state}: ${action}`).toBe(SPECIFICATION[state][action])
        expect(outcome(() => requireStage(given({ state }), action)), `${state}: ${action}`).toEqual(SPECIFICATION[state][action] ? [] : ['reviewing/not-at-this-stage'])
      }
    }
    expect(outcome(() => requireStage(null, 'review-accept'))).toEqual(['reviewing/no-review'])
  })

  test('told by its events, stands where the steps led, whatever else happened between', () => {
    fc.assert(fc.property(fc.array(fc.nat(20), { maxLength: 25 }), (choices) => {
      const events = ['serve', 'ask-review']
      let state: ReviewState = 'REQUESTED'
      for (const choice of choices) {
        const open = REVIEW_ACTIONS.filter((action) => SPECIFICATION[state][action])
        const action = open[choice % Math.max(open.length, 1)]
        if (!action) break
        state = SPECIFICATION[state][action] ?? state
        events.push(action, 'note')
        expect(stateAfter(events)).toBe(state)
      }
      expect(stateAfter([...events, 'ask-rereview'])).toBe('REQUESTED')
    }))
    expect(stateAfter(['submit', 'serve'])).toBe(null)
  })

  test('shows only steps of its stage, and to the province only what is there to be concluded', () => {
    const at = (...events: string[]) => ({ events: events.map((event) => ({ event })), tasks: [] })
    expect(missingForReview('review-accept', at('ask-review'))).toEqual([])
    expect(missingForReview('review-draft', at('ask-review'))).toEqual(['matter/not-at-this-stage'])
    expect(missingForReview('review-draft', at('ask-review', 'review-accept'))).toEqual([])
    expect(missingForReview('note', at())).toEqual([])
    expect(missingForReview('conclude', at())).toEqual(['reviewing/not-final'])
    expect(missingForReview('conclude', { events: [], tasks: [{ kind: 'termination-check', done_at: null }] })).toEqual([])
  })
})

describe('who is asked', () => {
  const unit = (id: string, kind: string, regionPath: string): OrganFacts => ({ id, name: id, kind, regionPath })
  const county = '33/3302/330212/'
  const bureau = unit('bureau', 'agency', county)
  const government = unit('government', 'government', county)
  const cityBureau = unit('city bureau', 'agency', '33/3302/')
  const cityGovernment = unit('city government', 'government', '33/3302/')

  test.each([
    ['a bureau: its own government, or the bureau one level up', { unit: bureau, superior: government, lineAbove: cityBureau }, ['government', 'city bureau']],
    ['a bureau without one above: its own government', { unit: bureau, superior: government, lineAbove: null }, ['government']],
    ['a bureau led by its line alone: the line', { unit: bureau, superior: cityBureau, lineAbove: cityBureau }, ['city bureau']],
    ['a government: the government above', { unit: government, superior: cityGovernment, lineAbove: cityGovernment }, ['city government']],
    ['a village: its town', { unit: unit('village', 'village', `${county}330212110/330212110201/`), superior: unit('town', 'government', `${county}330212110/`), lineAbove: null }, ['town']],
    ['nobody above: nobody', { unit: unit('province', 'government', '33/'), superior: null, lineAbove: null }, []],
  ])('about %s', (_, above, expected) => {
    expect(organsAbove(above).map((one) => one.id)).toEqual(expected)
  })

  test('is the only one there is, or the one chosen of those there are', () => {
    expect(chooseOrgan([government], null)).toBe(government)
    expect(chooseOrgan([government, cityBureau], 'city bureau')).toBe(cityBureau)
    expect(outcome(() => chooseOrgan([government, cityBureau], null))).toEqual(['organId: reviewing/organ-to-choose'])
    expect(outcome(() => chooseOrgan([government], 'city bureau'))).toEqual(['organId: reviewing/organ-unfit'])
    expect(outcome(() => chooseOrgan([], null))).toEqual(['reviewing/no-organ'])
  })
})

describe('a request', () => {
  const ask = (kind: 'review' | 'rereview', more: Partial<Parameters<typeof requireMayAsk>[1]> = {}, lateReason = '') =>
    () => requireMayAsk(kind, { matter: { category: 'C', route: 'C6' }, replySeq: 1, reviews: [], clocks: [{ rule: 'DL06', dueLegal: TODAY }, { rule: 'DL08', dueLegal: TODAY }], ...more }, { lateReason }, TODAY)
  const served = given()

  test.each([
    ['review on the last legal day', ask('review'), []],
    ['review the day after, without a reason', ask('review', { clocks: [{ rule: 'DL06', dueLegal: '2026-11-22' }] }), ['lateReason: reviewing/late']],
    ['review the day after, with one', ask('review', { clocks: [{ rule: 'DL06', dueLegal: '2026-11-22' }] }, '住院'), []],
    ['review while the calendar is not published', ask('review', { clocks: [{ rule: 'DL06', dueLegal: null }] }), []],
    ['review of a matter nobody classified', ask('review', { matter: { category: null, route: null } }), []],
    ['review of a duty reply', ask('review', { matter: { category: 'C', route: 'C5' } }), ['reviewing/not-for-route']],
    ['review of a suggestion', ask('review', { matter: { category: 'A', route: null } }), ['reviewing/not-for-route']],
    ['review without a served reply', ask('review', { replySeq: null }), ['reviewing/not-for-route']],
    ['review without a window', ask('review', { clocks: [] }), ['reviewing/not-for-route']],
    ['review of what was reviewed', ask('review', { reviews: [served] }), ['reviewing/ask-rereview']],
    ['review of a new reply after the old one was set aside', ask('review', { replySeq: 2, reviews: [given({ result: 'redo' })] }), []],
    ['review after a request that was declined', ask('review', { reviews: [given({ state: 'REFUSED', result: null })] }), []],
    ['re-review before a review', ask('rereview'), ['reviewing/ask-review-first']],
    ['re-review of a reply that was set aside', ask('rereview', { reviews: [given({ result: 'redo' })] }), ['reviewing/ask-review-first']],
    ['re-review in time', ask('rereview', { reviews: [served] }), []],
    ['re-review late', ask('rereview', { reviews: [served], clocks: [{ rule: 'DL08', dueLegal: '2026-11-01' }] }), ['lateReason: reviewing/late']],
    ['re-review of a final opinion', ask('rereview', { reviews: [given({ kind: 'rereview', isFinal: true })] }), ['reviewing/concluded']],
    ['review after a final opinion', ask('review', { reviews: [given({ isFinal: true })] }), ['reviewing/concluded']],
  ])('for %s', (_, rule, expected) => {
    expect(outcome(rule)).toEqual(expected)
  })

  test('says whether it comes late, and the opinion that stands is the last one served about this reply', () => {
    expect(ask('review', { clocks: [{ rule: 'DL06', dueLegal: '2026-11-22' }] }, '住院')()).toEqual({ isLate: true })
    expect(ask('review')()).toEqual({ isLate: false })
    expect(decidedIn([given({ seq: 1 }), given({ seq: 2, kind: 'rereview' })], 1)?.seq).toBe(2)
    expect(decidedIn([given({ state: 'SIGNED' })], 1)).toBe(null)
  })

  test('is declined as late only when it is, as concluded only when it is', () => {
    expect(outcome(() => requireRefusable('N9', { isLate: false, isConcluded: false }))).toEqual(['reason: reviewing/not-late'])
    expect(outcome(() => requireRefusable('N9', { isLate: true, isConcluded: false }))).toEqual([])
    expect(outcome(() => requireRefusable('N2', { isLate: true, isConcluded: false }))).toEqual(['reason: reviewing/not-concluded'])
    expect(outcome(() => requireRefusable('N2', { isLate: false, isConcluded: true }))).toEqual([])
    expect(outcome(() => requireRefusable('N7', { isLate: false, isConcluded: false }))).toEqual([])
  })
})

describe('an opinion', () => {
  const whole = { result: 'uphold' as const, conclusion: null, correction: '', correctionDue: null }
  test.each([
    ['upheld', whole, []],
    ['changed, with the new conclusion', { ...whole, result: 'change' as const, conclusion: 'V1' }, []],
    ['changed without it', { ...whole, result: 'change' as const }, ['conclusion: reviewing/conclusion-required']],
    ['upheld with another conclusion', { ...whole, conclusion: 'V1' }, ['conclusion: reviewing/conclusion-not-asked']],
    ['to be corrected, with what and by when', { ...whole, result: 'correct' as const, correction: '补送受理告知书', correctionDue: TODAY }, []],
    ['to be corrected without either', { ...whole, result: 'correct' as const }, ['correction: reviewing/correction-required', 'correctionDue: reviewing/correction-required']],
    ['to be corrected yesterday', { ...whole, result: 'correct' as const, correction: '补送', correctionDue: '2026-11-22' }, ['correctionDue: reviewing/date-past']],
  ])('%s', (_, opinion, expected) => {
    expect(outcome(() => requireCompleteOpinion(opinion, TODAY))).toEqual(expected)
  })

  test('is written, checked and signed by three people, none of whom had a hand in the matter', () => {
    const review = { draftedBy: 'a', reviewedBy: 'b' }
    expect(outcome(() => requireOtherPerson('approve', review, 'a'))).toEqual(['reviewing/reviewer-is-drafter'])
    expect(outcome(() => requireOtherPerson('approve', review, 'b'))).toEqual([])
    expect(outcome(() => requireOtherPerson('issue', review, 'a'))).toEqual(['reviewing/issuer-is-party'])
    expect(outcome(() => requireOtherPerson('issue', review, 'b'))).toEqual(['reviewing/issuer-is-party'])
    expect(outcome(() => requireOtherPerson('issue', review, 'c'))).toEqual([])
    expect(outcome(() => requireNoHand('draft'))).toEqual(['reviewing/handled-before'])
    expect(outcome(() => requireNoHand(null))).toEqual([])
  })

  test('is final after a re-review, or where nobody stands above; one that sets the reply aside never is', () => {
    for (const result of REVIEW_RESULTS) {
      expect(isFinalOpinion('rereview', result, 2)).toBe(result !== 'redo')
      expect(isFinalOpinion('review', result, 0)).toBe(result !== 'redo')
      expect(isFinalOpinion('review', result, 1)).toBe(false)
    }
  })

  test('names the remedy: the organs above by name, none after the last, a new reply after one set aside', () => {
    expect(remedyOfOpinion('review', 'uphold', ['宁波市人民政府', '浙江省住房和城乡建设厅'])).toContain('30日内向宁波市人民政府或者浙江省住房和城乡建设厅请求复核')
    expect(remedyOfOpinion('review', 'uphold', [])).toContain('终结意见')
    expect(remedyOfOpinion('rereview', 'change', ['浙江省人民政府'])).toMatch(/终结意见.*不再受理/)
    expect(remedyOfOpinion('review', 'redo', ['宁波市人民政府'])).toContain('重新办理')
  })

  test('moves the matter on: upheld, it returns to where it stood; changed or corrected, it is closed anew; set aside, it is handled anew', () => {
    const after = (result: (typeof REVIEW_RESULTS)[number]) => (['SERVED', 'EXECUTING', 'CLOSED', 'FINAL'] as const).map((resume) => statusAfter(result, resume))
    expect(after('uphold')).toEqual(['SERVED', 'EXECUTING', 'CLOSED', 'CLOSED'])
    expect(after('change')).toEqual(['SERVED', 'SERVED', 'SERVED', 'SERVED'])
    expect(after('correct')).toEqual(['SERVED', 'EXECUTING', 'SERVED', 'SERVED'])
    expect(after('redo')).toEqual(['HANDLING', 'HANDLING', 'HANDLING', 'HANDLING'])
  })
})
