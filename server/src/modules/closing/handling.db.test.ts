import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import { ACCEPT, CONTACT, DRAFT, SERVE, SUPPORTED, act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

const detailFor = (server: TestServer, walk: Walk, as = 'li.triage'): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))

async function contentOf(server: TestServer, walk: Walk, kind: string): Promise<Record<string, string>> {
  const row = await server.deps.db.selectFrom('matter_paper').select('content').where('matter_id', '=', walk.matter.id).where('kind', '=', kind).orderBy('seq', 'desc').executeTakeFirstOrThrow()
  return (row.content as { fields: Record<string, string> }).fields
}

const clockOf = (detail: MatterDetail, rule: string) => detail.clocks.findLast((one) => one.rule === rule)

describe('acceptance', () => {
  test('starts the sixty days and tells the petitioner who, by when and how to follow it', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    const detail = await detailFor(server, walk)
    // 60 days from 23 November end on 22 January 2027, whose calendar is not published: the plain date is sure.
    expect(clockOf(detail, 'DL05')).toMatchObject({ startedOn: '2026-11-23', strict: '2027-01-22', legal: null, provisional: true })
    expect(detail.papers.find((one) => one.kind === 'WS05')).toMatchObject({ number: '鄞住建信告〔2026〕1号', shownToCitizen: true })
    expect(await contentOf(server, walk, 'WS05')).toMatchObject({ dueOn: '2027-01-22', term: '60日', department: ACCEPT.department, contactPhone: ACCEPT.contactPhone, recipient: expect.stringMatching(/^张/), query: expect.stringContaining('http') })
    expect(detail).toMatchObject({ acceptedOn: '2026-11-23', isSimple: false })
  })

  test('in the simplified way runs ten working days, only where the conditions hold', async () => {
    await using server = await givenServer()
    const simple = await walkTo(server, await givenWalk(server), 'HANDLING', { simple: true })
    expect(clockOf(await detailFor(server, simple), 'DL10')).toMatchObject({ strict: '2026-12-07', legal: '2026-12-07' })
    expect(await refused(server, simple, 'zhou.head', 'extend', { days: 10, reason: '情况复杂需要进一步调查核实' })).toMatchObject({ faults: [{ code: 'closing/not-extendable' }] })
    const urgent = await walkTo(server, await givenWalk(server), 'SIGNED')
    await server.deps.db.updateTable('matter').set({ is_urgent: true, is_joint: true }).where('id', '=', urgent.matter.id).execute()
    expect(await refused(server, urgent, 'wang.handler', 'accept', { ...ACCEPT, simple: true })).toMatchObject({ status: 409, code: 'closing/not-simple', detail: expect.stringMatching(/重大.*多人/) })
  })

  test('of a duty to act runs two months from the day the unit had it; of a suggestion the house\'s sixty days', async () => {
    await using server = await givenServer()
    const duty = await walkTo(server, await givenWalk(server, { route: 'C5' }), 'SIGNED')
    server.setNow('2026-11-25T02:00:00Z')
    await act(server, duty, 'wang.handler', 'accept', ACCEPT)
    expect(clockOf(await detailFor(server, duty), 'DL34')).toMatchObject({ startedOn: '2026-11-23', strict: '2027-01-23', lengthUnit: 'month' })
    const suggestion = await walkTo(server, await givenWalk(server, { category: 'A' }), 'HANDLING')
    expect(clockOf(await detailFor(server, suggestion), 'DL35')).toMatchObject({ startedOn: '2026-11-25' })
  })

  test('is refused where the law leads to another procedure', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server, { route: 'C2' }), 'SIGNED')
    expect(await refused(server, walk, 'wang.handler', 'accept', ACCEPT)).toMatchObject({ code: 'matter/missing', faults: [{ code: 'closing/lawful-route-first' }] })
  })
})

describe('an extension', () => {
  const reason = '需要委托第三方对电梯主板进行检测,检测需二十日。'

  test('is the head\'s, up to thirty days in all, told to the petitioner word for word, counted from the unshifted end', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    expect(clockOf(await detailFor(server, walk), 'DL05')).toMatchObject({ strict: '2026-05-01', legal: '2026-05-06' })
    expect(await refused(server, walk, 'wang.handler', 'extend', { days: 10, reason })).toMatchObject({ status: 403 })
    expect(await refused(server, walk, 'zhou.head', 'extend', { days: 10, reason: '忙' })).toMatchObject({ status: 400 })
    await act(server, walk, 'zhou.head', 'extend', { days: 20, reason })
    expect(await contentOf(server, walk, 'WS09')).toMatchObject({ reason, days: '20', originalDue: '2026-05-06', newDue: '2026-05-21' })
    expect(await refused(server, walk, 'zhou.head', 'extend', { days: 11, reason })).toMatchObject({ status: 409, code: 'time-limit/extension-too-long' })
    await act(server, walk, 'zhou.head', 'extend', { days: 10, reason })
    expect(clockOf(await detailFor(server, walk), 'DL05')).toMatchObject({ strict: '2026-05-31', legal: '2026-06-01', extendedDays: 30 })
  })

  test('comes before the end: the rest days after it still count, the day after them does not', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const [first, second] = [await walkTo(server, await givenWalk(server), 'HANDLING'), await walkTo(server, await givenWalk(server), 'HANDLING')]
    server.setNow('2026-05-06T02:00:00Z')
    await act(server, first, 'zhou.head', 'extend', { days: 1, reason })
    server.setNow('2026-05-07T02:00:00Z')
    expect(await refused(server, second, 'zhou.head', 'extend', { days: 1, reason })).toMatchObject({ status: 409, code: 'time-limit/already-overdue' })
  })

  test('by two heads at the same moment never comes to more than thirty days', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    await givenStaff(server, { unit: UNITS.housing, roles: ['ZR08'], username: 'deputy.head' })
    const send = (as: string) => server.call(`/api/matters/${walk.matter.code}/actions/extend`, { as, body: { days: 20, reason, version: walk.version } })
    const answers = await Promise.all([send('zhou.head'), send('deputy.head')])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect(clockOf(await detailFor(server, walk), 'DL05')).toMatchObject({ extendedDays: 20 })
  })
})

describe('a decision in the making', () => {
  test('needs contact, every part, and for a refusal its legal basis', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    expect(await refused(server, walk, 'wang.handler', 'draft', DRAFT)).toMatchObject({ code: 'matter/missing', detail: expect.stringContaining('联系') })
    await act(server, walk, 'wang.handler', 'contact', { ...CONTACT, reached: false })
    expect(await refused(server, walk, 'wang.handler', 'draft', { ...DRAFT, conclusion: 'V4' })).toMatchObject({ status: 400, faults: [{ field: 'legalBasis', code: 'closing/legal-basis-required', message: expect.stringContaining('不予支持') }] })
    expect(await refused(server, walk, 'wang.handler', 'draft', { ...DRAFT, conclusion: 'V7' })).toMatchObject({ faults: [{ field: 'conclusion', code: 'closing/conclusion-unfit' }] })
    expect(await refused(server, walk, 'wang.handler', 'draft', { ...DRAFT, facts: '' })).toMatchObject({ faults: [{ field: 'facts' }] })
    await act(server, walk, 'wang.handler', 'draft', { ...DRAFT, conclusion: 'V4', legalBasis: '《物业管理条例》第五十三条' })
    expect((await detailFor(server, walk, 'sun.reviewer')).replies).toMatchObject([{ state: 'in-review', conclusion: 'V4', kind: 'WS10' }])
  })

  test('is kept as it is written, sent back with a reason, and reviewed by somebody else than who wrote it', async () => {
    await using server = await givenServer()
    await givenStaff(server, { unit: UNITS.housing, roles: ['ZR06', 'ZR07'], username: 'both.hands' })
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    await act(server, walk, 'both.hands', 'contact', CONTACT)
    await act(server, walk, 'both.hands', 'save-draft', { opinion: '初稿' })
    await act(server, walk, 'both.hands', 'draft', DRAFT)
    expect(await refused(server, walk, 'both.hands', 'approve')).toMatchObject({ status: 409, code: 'closing/reviewer-is-drafter' })
    await act(server, walk, 'sun.reviewer', 'return-draft', { note: '请写明检测结论' })
    expect((await detailFor(server, walk, 'both.hands')).replies).toMatchObject([{ state: 'returned', reviewNote: '请写明检测结论' }])
    await act(server, walk, 'both.hands', 'draft', DRAFT)
    await act(server, walk, 'sun.reviewer', 'approve')
    expect(await refused(server, walk, 'sun.reviewer', 'issue')).toMatchObject({ status: 403 })
    await act(server, walk, 'zhou.head', 'return-for-signing', { note: '再核实' })
    expect((await detailFor(server, walk)).replies).toHaveLength(1)
  })

  test('is signed once when two heads sign at the same moment', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNING')
    await givenStaff(server, { unit: UNITS.housing, roles: ['ZR08'], username: 'deputy.head' })
    const send = (as: string) => server.call(`/api/matters/${walk.matter.code}/actions/issue`, { as, body: { version: walk.version } })
    const answers = await Promise.all([send('zhou.head'), send('deputy.head')])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    const papers = await server.deps.db.selectFrom('matter_paper').select('number').where('kind', '=', 'WS10').execute()
    expect(papers).toEqual([{ number: '鄞住建信复〔2026〕1号' }])
  })
})

describe('an issued decision', () => {
  test('is numbered without a gap within organ and year, frozen, and prints its route\'s remedy', async () => {
    await using server = await givenServer()
    const walks = [await walkTo(server, await givenWalk(server), 'SERVING'), await walkTo(server, await givenWalk(server, { route: 'C5' }), 'SERVING', { draft: SUPPORTED }), await walkTo(server, await givenWalk(server, { category: 'A' }), 'SERVING', { draft: { ...DRAFT, conclusion: 'V8' } })]
    const kinds = await server.deps.db.selectFrom('matter_paper').select(['kind', 'number', 'title']).where('kind', 'in', ['WS10', 'WS11', 'WS12']).orderBy('kind').execute()
    expect(kinds.map((one) => [one.kind, one.number])).toEqual([['WS10', '鄞住建信复〔2026〕1号'], ['WS11', '鄞住建履复〔2026〕1号'], ['WS12', '鄞住建建复〔2026〕1号']])
    expect(await contentOf(server, walks[0]!, 'WS10')).toMatchObject({ remedy: expect.stringContaining('30日内向宁波市鄞州区人民政府或者宁波市住房和城乡建设局请求复查'), acceptance: expect.stringMatching(/2026年11月23日.*来访.*经宁波市鄞州区信访局转送.*受理/) })
    expect(await contentOf(server, walks[1]!, 'WS11')).toMatchObject({ remedy: expect.stringContaining('应当先依法申请行政复议') })
    expect((await contentOf(server, walks[2]!, 'WS12')).remedy).toBeUndefined()
    const next = await walkTo(server, await givenWalk(server), 'SERVING')
    expect((await detailFor(server, next)).papers.at(-1)?.number).toBe('鄞住建信复〔2026〕2号')
  })

  test('shows in print when a character was changed in the database, and every reading is recorded', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVING')
    const seq = (await detailFor(server, walk)).papers.find((one) => one.kind === 'WS10')?.seq
    const path = `/api/matters/${walk.matter.code}/papers/${seq}`
    expect(await (await server.call(path, { as: 'li.triage' })).text()).not.toContain('核验不一致')
    await server.deps.db.updateTable('matter_paper').set({ title: '关于“另一件事”信访事项的答复意见' }).where('matter_id', '=', walk.matter.id).where('kind', '=', 'WS10').execute()
    expect(await (await server.call(path, { as: 'li.triage' })).text()).toContain('核验不一致')
    expect((await server.call(path, { as: 'hu.handler' })).status).toBe(404)
    expect((await server.call(`/api/matters/${walk.matter.code}/papers/99`, { as: 'li.triage' })).status).toBe(404)
    expect((await server.call(path)).status).toBe(401)
    const lines = await server.deps.db.selectFrom('audit_line').select(['action', 'detail']).where('action', '=', 'matter.read-paper').execute()
    expect(lines).toHaveLength(2)
  })

  test('is served with proof, which ends the limit and opens the petitioner\'s windows', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVING')
    server.setNow('2026-11-27T02:00:00Z')
    expect(await refused(server, walk, 'wang.handler', 'serve', { ...SERVE, servedOn: '2026-11-28' })).toMatchObject({ status: 400, faults: [{ field: 'servedOn', code: 'closing/served-in-future' }] })
    expect(await refused(server, walk, 'wang.handler', 'serve', { ...SERVE, servedOn: '2026-11-22' })).toMatchObject({ faults: [{ code: 'closing/served-before-issue' }] })
    expect(await refused(server, walk, 'wang.handler', 'serve', { ...SERVE, method: 'left', servedOn: '2026-11-25' })).toMatchObject({ faults: [{ field: 'witness', code: 'closing/witness-required' }] })
    await act(server, walk, 'wang.handler', 'serve', { ...SERVE, servedOn: '2026-11-25' })
    const detail = await detailFor(server, walk)
    expect(clockOf(detail, 'DL05')).toMatchObject({ endedOn: '2026-11-25', endedBy: 'serve' })
    expect(clockOf(detail, 'DL06')).toMatchObject({ startedOn: '2026-11-25', strict: '2026-12-25', endedOn: null })
    expect(clockOf(detail, 'DL25')).toMatchObject({ startedOn: '2026-11-25', endedOn: null })
    expect(detail).toMatchObject({ servedOn: '2026-11-25', due: null, holder: '宁波市鄞州区信访局' })
    expect(await contentOf(server, walk, 'WS18')).toMatchObject({ method: '直接送达', servedOn: '2026-11-25', paper: '鄞住建信复〔2026〕1号 信访处理意见书', receiver: '张三' })
  })

  test('to somebody without a name addresses them by the code', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server, { filing: { people: [], isAnonymous: true } })
    await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })
    await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
    await act(server, walk, 'wang.handler', 'accept', ACCEPT)
    expect((await detailFor(server, walk)).clocks.map((one) => one.rule)).not.toContain('DL31')
    await act(server, walk, 'wang.handler', 'draft', DRAFT)
    await walkTo(server, walk, 'SERVED')
    expect(await contentOf(server, walk, 'WS10')).toMatchObject({ recipient: `匿名信访人（编号${walk.matter.code}）` })
  })
})
