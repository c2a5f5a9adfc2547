import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActionName } from '@hejie/contract/lifecycle'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { limitOfHandling, requireSimple } from './acceptance.rules.ts'
import type { ClockFacts, HandlingFacts, ReplyFacts } from './handling-facts.ts'
import { FOUR_POINTS, missingFor, missingInClosing } from './missing.rules.ts'
import type { MatterFacts } from './missing.rules.ts'
import { remedyOf, replyKind, requireCompleteDraft, requireOtherReviewer } from './reply.rules.ts'
import { handledOn, requireService, windowsAfterService } from './service.rules.ts'
import { isFinal, requireEvaluationOpen } from './windows.rules.ts'

const TODAY = '2026-11-23'

function outcome(work: () => unknown): string[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof Invalid) return error.faults.map((one) => `${one.field}: ${one.code}`)
    if (error instanceof RuleBroken) return [error.code, ...(Array.isArray(error.facts.why) ? error.facts.why : [])]
    throw error
  }
}

const part = (over: Partial<HandlingFacts['assignments'][number]> = {}): HandlingFacts['assignments'][number] => ({
  seq: 1, unitId: 'u', unit: '单位', part: 'lead', kind: 'transfer', assignedAt: '2026-11-01T00:00:00Z', dueOn: null, letterNumber: null, signedAt: '2026-11-02T00:00:00Z', hasDeclaredRecusal: true, opinionAt: null, endedAt: null, outcome: null, ...over,
})
const clock = (rule: string, over: Partial<ClockFacts> = {}): ClockFacts => ({ rule, startedOn: '2026-11-01', length: 60, unit: 'naturalDay', dueStrict: '2026-12-31', dueLegal: '2026-12-31', extendedDays: 0, endedOn: null, ...over })
const reply = (over: Partial<ReplyFacts> = {}): ReplyFacts => ({
  seq: 1, state: 'served', kind: 'WS10', conclusion: 'V3', requestSummary: '请求', facts: '事实', opinion: '意见', legalBasis: null, commitments: null, commitmentsDue: null, draftedBy: 'h', number: '号', issuedAt: '2026-11-20T00:00:00Z', servedOn: '2026-11-21', ...over,
})
/** Everything done: a matter that lacks nothing. */
const complete = (over: Partial<HandlingFacts> = {}): HandlingFacts => ({ assignments: [part()], clocks: [clock('DL05')], reply: reply(), paperKinds: ['WS05', 'WS10', 'WS18'], contacts: 1, openTasks: [], isExecuted: false, ...over })
const matter = (over: Partial<MatterFacts> = {}): MatterFacts => ({ category: 'C', route: 'C6', status: 'SERVED', isAnonymous: false, objectedCount: 0, ...over })
const reader = { today: TODAY, unitIds: ['u'] }

describe('what a step of handling lacks', () => {
  test.each<[string, ActionName, MatterFacts, HandlingFacts, string[]]>([
    ['acceptance, after a signature with the declaration', 'accept', matter(), complete(), []],
    ['acceptance without the declaration, after a ruling', 'accept', matter(), complete({ assignments: [part({ hasDeclaredRecusal: false })] }), ['assignment/recusal-not-declared']],
    ['acceptance of what belongs in court', 'accept', matter({ route: 'C1' }), complete(), ['closing/lawful-route-first']],
    ['acceptance of what belongs to arbitration', 'accept', matter({ route: 'C2' }), complete(), ['closing/lawful-route-first']],
    ['acceptance of a duty to act', 'accept', matter({ route: 'C5' }), complete(), []],
    ['acceptance of a suggestion', 'accept', matter({ category: 'A', route: null }), complete(), []],
    ['extension of the 60 days', 'extend', matter(), complete(), []],
    ['extension of simplified handling', 'extend', matter(), complete({ clocks: [clock('DL10')] }), ['closing/not-extendable']],
    ['extension of a duty reply', 'extend', matter({ route: 'C5' }), complete({ clocks: [clock('DL34')] }), ['closing/not-extendable']],
    ['extension of a limit that has ended', 'extend', matter(), complete({ clocks: [clock('DL05', { endedOn: '2026-11-20' })] }), ['closing/not-extendable']],
    ['a draft', 'draft', matter(), complete(), []],
    ['a draft without any contact', 'draft', matter(), complete({ contacts: 0 }), ['closing/contact-missing']],
    ['a draft on a matter without a name', 'draft', matter({ isAnonymous: true }), complete({ contacts: 0 }), []],
    ['a draft while a co-unit owes its part', 'draft', matter(), complete({ assignments: [part(), part({ part: 'co', dueOn: '2026-11-23' })] }), ['closing/co-opinion-missing']],
    ['a draft when the co-unit let its term pass', 'draft', matter(), complete({ assignments: [part(), part({ part: 'co', dueOn: '2026-11-22' })] }), []],
    ['a draft with the part given', 'draft', matter(), complete({ assignments: [part(), part({ part: 'co', dueOn: '2026-12-01', opinionAt: 'x' })] }), []],
    ['a draft while a village stays on that was asked for no part', 'draft', matter(), complete({ assignments: [part(), part({ part: 'co', dueOn: null })] }), []],
    ['closing with such a village', 'close', matter(), complete({ assignments: [part(), part({ part: 'co', dueOn: null })] }), []],
    ['approval without a draft', 'approve', matter(), complete({ reply: null }), ['closing/draft-missing']],
    ['issue without a draft', 'issue', matter(), complete({ reply: null }), ['closing/draft-missing']],
    ['execution of what was supported', 'execute', matter(), complete({ reply: reply({ conclusion: 'V1' }) }), []],
    ['execution of what was partly supported', 'execute', matter(), complete({ reply: reply({ conclusion: 'V2' }) }), []],
    ['execution of what was explained', 'execute', matter(), complete(), ['closing/not-supported']],
    ['closing', 'close', matter(), complete(), []],
    ['closing without a reply', 'close', matter(), complete({ reply: null, paperKinds: [] }), ['closing/reply-missing', 'closing/service-proof-missing']],
    ['closing without proof of service', 'close', matter(), complete({ paperKinds: ['WS10'] }), ['closing/service-proof-missing']],
    ['closing while a co-unit owes its part, whatever its term', 'close', matter(), complete({ assignments: [part(), part({ part: 'co', dueOn: '2026-01-01' })] }), ['closing/co-opinion-missing']],
    ['closing without contact', 'close', matter(), complete({ contacts: 0 }), ['closing/contact-missing']],
    ['closing with a call-back to make', 'close', matter(), complete({ openTasks: ['call-back'] }), ['closing/task-open']],
    ['closing while the dated plan goes on', 'close', matter(), complete({ openTasks: ['execution'] }), []],
    ['archiving', 'archive', matter({ status: 'FINAL' }), complete(), []],
    ['archiving without papers', 'archive', matter({ status: 'FINAL' }), complete({ paperKinds: [] }), ['closing/acceptance-notice-missing', 'closing/reply-missing', 'closing/service-proof-missing']],
    ['archiving an assigned matter without its report', 'archive', matter({ status: 'FINAL' }), complete({ paperKinds: ['WS04', 'WS05', 'WS11', 'WS18'] }), ['closing/report-missing']],
    ['archiving a refusal', 'archive', matter({ status: 'NOT_ACCEPTED' }), complete({ paperKinds: [] }), ['closing/refusal-notice-missing']],
    ['archiving what was led elsewhere', 'archive', matter({ status: 'DIVERTED' }), complete({ paperKinds: [] }), ['closing/route-notice-missing']],
    ['archiving a withdrawal', 'archive', matter({ status: 'WITHDRAWN' }), complete({ paperKinds: [] }), ['closing/withdrawal-record-missing']],
    ['archiving a withdrawal with its record', 'archive', matter({ status: 'WITHDRAWN' }), complete({ paperKinds: ['WS17'] }), []],
    ['an objection within the five days', 'object', matter(), complete({ clocks: [clock('DL04', { dueLegal: TODAY })] }), []],
    ['an objection after them', 'object', matter(), complete({ clocks: [clock('DL04', { dueLegal: '2026-11-22' })] }), ['assignment/no-objection-left']],
    ['an objection in a year whose calendar is not published', 'object', matter(), complete({ clocks: [clock('DL04', { dueLegal: null })] }), []],
  ])('%s', (_, action, given, facts, expected) => {
    expect(missingFor(action, given, facts, reader)).toEqual(expected)
  })

  const form = { fourInPlace: { reasonable: '是', unreasonable: '是', hardship: '是', unlawful: '是' }, executionProof: '', closingReport: '' }
  test.each<[string, Parameters<typeof missingInClosing>, string[]]>([
    ['a full form', [matter(), complete(), form], []],
    ['no form at all', [matter(), complete(), { ...form, fourInPlace: {} }], FOUR_POINTS.map((point) => `closing/${point}-missing`)],
    ['a point that is blank', [matter(), complete(), { ...form, fourInPlace: { ...form.fourInPlace, hardship: '  ' } }], ['closing/hardship-missing']],
    ['support without execution', [matter(), complete({ reply: reply({ conclusion: 'V1' }) }), form], ['closing/execution-missing']],
    ['support with proof', [matter(), complete({ reply: reply({ conclusion: 'V1' }) }), { ...form, executionProof: '照片' }], []],
    ['support with a dated promise', [matter(), complete({ reply: reply({ conclusion: 'V2', commitments: '修复', commitmentsDue: '2026-12-01' }) }), form], []],
    ['support with a promise without a date', [matter(), complete({ reply: reply({ conclusion: 'V2', commitments: '修复' }) }), form], ['closing/execution-missing']],
    ['support being carried out by plan', [matter({ status: 'EXECUTING' }), complete({ reply: reply({ conclusion: 'V1' }) }), form], []],
    ['support reported as carried out', [matter(), complete({ reply: reply({ conclusion: 'V1' }), isExecuted: true }), form], []],
    ['an assigned matter without a report', [matter(), complete({ assignments: [part({ kind: 'assign' })] }), form], ['closing/report-missing']],
    ['an assigned matter with one', [matter(), complete({ assignments: [part({ kind: 'assign' })] }), { ...form, closingReport: '已办结' }], []],
  ])('closing with %s', (_, given, expected) => {
    expect(missingInClosing(...given)).toEqual(expected)
  })

  test('never lets a matter close that lacks any single thing', () => {
    const gaps: Partial<HandlingFacts>[] = [{ reply: null }, { paperKinds: ['WS10'] }, { contacts: 0 }, { openTasks: ['call-back'] }, { assignments: [part(), part({ part: 'co', dueOn: '2026-12-01' })] }]
    fc.assert(fc.property(fc.subarray(gaps, { minLength: 1 }), (some) => missingFor('close', matter(), complete(Object.assign({}, ...some)), reader).length >= some.length))
  })
})

describe('simplified handling', () => {
  const simple = { category: 'C' as const, route: 'C6', isRepeat: false, isUrgent: false, isImportant: false, isJoint: false }
  test.each([
    ['a first matter with one unit', simple, [part()], []],
    ['a suggestion', { ...simple, category: 'A' as const, route: null }, [part()], []],
    ['a repeated one', { ...simple, isRepeat: true }, [part()], ['closing/not-simple', 'closing/simple-repeat']],
    ['an urgent one', { ...simple, isUrgent: true }, [part()], ['closing/not-simple', 'closing/simple-important']],
    ['a joint one', { ...simple, isJoint: true }, [part()], ['closing/not-simple', 'closing/simple-joint']],
    ['a duty to act', { ...simple, route: 'C5' }, [part()], ['closing/not-simple', 'closing/simple-route']],
    ['an assigned one', simple, [part({ kind: 'assign' })], ['closing/not-simple', 'closing/simple-assigned']],
    ['one with a co-unit', simple, [part(), part({ part: 'co' })], ['closing/not-simple', 'closing/simple-assigned']],
    ['one whose earlier assignment was returned', simple, [part({ kind: 'assign', endedAt: 'x' }), part()], []],
  ])('%s', (_, given, assignments, expected) => {
    expect(outcome(() => requireSimple(given, { assignments }))).toEqual(expected)
  })

  test.each([
    ['C', 'C6', false, 'DL05', 'accepted'], ['C', null, false, 'DL05', 'accepted'], ['C', 'C6', true, 'DL10', 'accepted'], ['A', null, true, 'DL10', 'accepted'],
    ['A', null, false, 'DL35', 'accepted'], ['C', 'C5', false, 'DL34', 'received-by-unit'], [null, null, false, 'DL05', 'accepted'],
  ] as const)('category %s, route %s, simple %s runs under %s', (category, route, isSimple, rule, from) => {
    expect(limitOfHandling(category, route, isSimple)).toMatchObject({ rule, from })
  })
})

describe('a decision', () => {
  const draft = { conclusion: 'V3', requestSummary: '请求', facts: '事实', opinion: '意见', legalBasis: '', commitments: '', commitmentsDue: null as string | null }
  test.each([
    ['explaining without a basis', draft, 'C', []],
    ['refusing without its basis', { ...draft, conclusion: 'V4' }, 'C', ['legalBasis: closing/legal-basis-required']],
    ['refusing with a blank basis', { ...draft, conclusion: 'V4', legalBasis: '  ' }, 'C', ['legalBasis: closing/legal-basis-required']],
    ['refusing with it', { ...draft, conclusion: 'V4', legalBasis: '某法第一条' }, 'C', []],
    ['supporting without its basis', { ...draft, conclusion: 'V1' }, 'C', ['legalBasis: closing/legal-basis-required']],
    ['settled', { ...draft, conclusion: 'V5' }, 'C', []],
    ['adopting a request', { ...draft, conclusion: 'V7' }, 'C', ['conclusion: closing/conclusion-unfit']],
    ['supporting a suggestion', { ...draft, conclusion: 'V1', legalBasis: 'x' }, 'A', ['conclusion: closing/conclusion-unfit']],
    ['adopting a suggestion', { ...draft, conclusion: 'V7' }, 'A', []],
    ['on a matter nobody classified', draft, null, []],
    ['with parts left blank', { ...draft, requestSummary: ' ', facts: '', opinion: '\n' }, 'C', ['requestSummary: input/required', 'facts: input/required', 'opinion: input/required']],
    ['promising without a date', { ...draft, commitments: '修复' }, 'C', ['commitmentsDue: closing/commitment-needs-date']],
    ['promising for yesterday', { ...draft, commitments: '修复', commitmentsDue: '2026-11-22' }, 'C', ['commitmentsDue: closing/date-past']],
    ['promising for today', { ...draft, commitments: '修复', commitmentsDue: TODAY }, 'C', []],
  ] as const)('%s', (_, given, category, expected) => {
    expect(outcome(() => requireCompleteDraft(given, category, TODAY))).toEqual(expected)
  })

  test('is reviewed by somebody else', () => {
    expect(outcome(() => requireOtherReviewer('a', 'a'))).toEqual(['closing/reviewer-is-drafter'])
    expect(outcome(() => requireOtherReviewer('a', 'b'))).toEqual([])
  })

  test('is a paper of its own kind for each route', () => {
    expect([replyKind('C', 'C6'), replyKind('C', null), replyKind('C', 'C5'), replyKind('A', null)]).toEqual(['WS10', 'WS10', 'WS11', 'WS12'])
  })

  test('prints the remedy of its route and no other', () => {
    const petition = remedyOf('C', 'C6', '宁波市鄞州区人民政府')
    expect(petition).toContain('30日内向宁波市鄞州区人民政府请求复查')
    expect(petition).toContain('不属于行政诉讼受案范围')
    expect(petition).not.toContain('行政复议')
    const duty = remedyOf('C', 'C5', '宁波市鄞州区人民政府')
    expect(duty).toContain('应当先依法申请行政复议')
    expect(duty).toContain('第二十三条第一款第三项')
    expect(duty).toContain('6个月')
    expect(duty).not.toContain('复查')
    expect(remedyOf('A', null, null)).toBeNull()
    expect(remedyOf('C', 'C6', null)).toContain('上一级机关请求复查')
    expect(remedyOf('C', 'C2', null)).toContain('法定程序')
  })
})

describe('service', () => {
  const served = { method: 'direct' as const, servedOn: TODAY, receiver: '张三', relation: '', witness: '' }
  test.each([
    ['in person', served, []],
    ['in person to nobody', { ...served, receiver: '' }, ['receiver: closing/receiver-required']],
    ['tomorrow', { ...served, servedOn: '2026-11-24' }, ['servedOn: closing/served-in-future']],
    ['on the day of issue', { ...served, servedOn: '2026-10-01' }, []],
    ['before it was issued', { ...served, servedOn: '2026-09-30' }, ['servedOn: closing/served-before-issue']],
    ['by leaving it, with a witness', { ...served, method: 'left' as const, receiver: '', witness: '李四' }, []],
    ['by leaving it, without one', { ...served, method: 'left' as const, receiver: '' }, ['witness: closing/witness-required']],
    ['by post', { ...served, method: 'post' as const, receiver: '' }, []],
    ['electronically', { ...served, method: 'electronic' as const, receiver: '' }, []],
    ['through somebody who is not named', { ...served, method: 'post' as const, receiver: '', relation: '妻子' }, ['receiver: closing/receiver-required']],
    ['by public notice after 29 days', { ...served, method: 'notice' as const, servedOn: '2026-10-30' }, ['servedOn: closing/notice-too-short']],
    ['by public notice after 30 days', { ...served, method: 'notice' as const, servedOn: '2026-10-31' }, []],
  ])('%s', (_, given, expected) => {
    expect(outcome(() => requireService(given, '2026-10-01', TODAY))).toEqual(expected)
  })

  test('ends the limit to decide on its day; by public notice on the day the notice went out', () => {
    expect(handledOn({ method: 'post', servedOn: '2026-11-20' })).toBe('2026-11-20')
    expect(handledOn({ method: 'notice', servedOn: '2026-10-31' })).toBe('2026-10-01')
  })

  test('opens the windows of its route', () => {
    expect(windowsAfterService('C', 'C6')).toEqual(['DL06', 'DL25'])
    expect(windowsAfterService('C', null)).toEqual(['DL06', 'DL25'])
    expect(windowsAfterService('C', 'C5')).toEqual(['DL20', 'DL25'])
    expect(windowsAfterService('C', 'C2')).toEqual(['DL25'])
    expect(windowsAfterService('A', null)).toEqual(['DL25'])
  })
})

describe('the petitioner\'s windows', () => {
  const window = (rule: string, dueLegal: string | null, endedOn: string | null = null) => clock(rule, { dueLegal, endedOn })
  test.each([
    ['on the last legal day', [window('DL25', TODAY)], []],
    ['the day after', [window('DL25', '2026-11-22')], ['closing/evaluation-over']],
    ['whose legal day is not known yet', [window('DL25', null)], []],
    ['before service', [], ['closing/evaluation-not-open']],
    ['after it was closed by a reopening', [window('DL25', '2026-12-01', '2026-11-20')], ['closing/evaluation-over']],
    ['anew after a second service', [window('DL25', '2026-11-01', '2026-10-20'), window('DL25', '2026-12-20')], []],
  ])('evaluation %s', (_, clocks, expected) => {
    expect(outcome(() => requireEvaluationOpen(clocks, TODAY))).toEqual(expected)
  })

  test('keep a closed matter from becoming final as long as one may be open', () => {
    expect(isFinal([window('DL06', '2026-11-22')], TODAY)).toBe(true)
    expect(isFinal([window('DL06', TODAY)], TODAY)).toBe(false)
    expect(isFinal([window('DL06', null)], TODAY)).toBe(false)
    expect(isFinal([window('DL20', '2026-11-30')], TODAY)).toBe(false)
    expect(isFinal([window('DL06', '2026-12-30', '2026-11-01')], TODAY)).toBe(true)
    expect(isFinal([window('DL25', '2026-12-30')], TODAY)).toBe(true)
    expect(isFinal([], TODAY)).toBe(true)
  })
})
