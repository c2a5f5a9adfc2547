import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import type { Review, ReviewRow } from '@hejie/contract/reviewing'
import { DRAFT, FOUR, SUPPORTED, act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { runDueMatters } from '../closing/index.ts'
import { askRereview, askReview } from './request-review.ts'

const detailFor = (server: TestServer, walk: Walk, as = 'li.triage'): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))
const clockOf = (detail: MatterDetail, rule: string) => detail.clocks.findLast((one) => one.rule === rule)
const access = (walk: Walk) => ({ code: walk.matter.code, matterId: walk.matter.id })
const listFor = async (server: TestServer, as: string, scope = 'open') => (await bodyOf<{ items: ReviewRow[] }>(server.call(`/api/reviews?scope=${scope}`, { as }))).items
const reviewsOf = async (server: TestServer, walk: Walk) => (await bodyOf<{ reviews: Review[] }>(server.call(`/api/matters/${walk.matter.code}/reviews`, { as: 'li.triage' }))).reviews
const REQUEST = { reasons: '没有查清电梯停用原因。', organId: null, lateReason: '' }
const OPINION = { result: 'uphold', reviewRequest: '请求查清电梯停用原因。', facts: '经审查，电梯停用系主板故障。', opinion: '原意见认定事实清楚，程序合法。', legalBasis: '《信访工作条例》第三十五条' }
const SERVED = { method: 'direct', receiver: '张三', proof: '当面签收' }

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof RuleBroken) return error.code
    if (error instanceof Invalid) return error.faults.map((fault) => fault.code).join()
    throw error
  }
}

/** What the petitioner did moved the version on; the officer looks again. */
async function look(server: TestServer, walk: Walk): Promise<Walk> {
  const row = await server.deps.db.selectFrom('matter').select(['version', 'status']).where('id', '=', walk.matter.id).executeTakeFirstOrThrow()
  walk.version = row.version
  walk.status = row.status as Walk['status']
  return walk
}

async function askAt(server: TestServer, walk: Walk, kind: 'review' | 'rereview', organ: string): Promise<Walk> {
  await (kind === 'review' ? askReview : askRereview)(server.deps, access(walk), { ...REQUEST, organId: await unitId(server, organ) })
  return look(server, walk)
}

/** An opinion from acceptance to service, by the three people of an organ. */
async function decide(server: TestServer, walk: Walk, team: { officer: string; reviewer: string; head: string }, opinion: Record<string, unknown> = {}): Promise<Walk> {
  await act(server, walk, team.officer, 'review-accept', { recusalDeclared: true })
  await act(server, walk, team.officer, 'review-draft', { ...OPINION, ...opinion })
  await act(server, walk, team.reviewer, 'review-approve')
  await act(server, walk, team.head, 'review-issue')
  return act(server, walk, team.officer, 'review-serve', { ...SERVED, servedOn: server.deps.today().toString() })
}
const BUREAU = { officer: 'xu.review', reviewer: 'gu.reviewer', head: 'du.head' }
const CITY = { officer: 'xie.review', reviewer: 'cao.reviewer', head: 'tao.head' }


describe('a request for review', () => {
  test('goes to the organ the petitioner chose, which finds it in its list with its own thirty days', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    server.setNow('2026-12-23T02:00:00Z')
    expect(await codeOf(askReview(server.deps, access(walk), REQUEST))).toBe('reviewing/organ-to-choose')
    await askAt(server, walk, 'review', UNITS.cityHousing)
    const detail = await detailFor(server, walk, 'xu.review')
    expect(detail).toMatchObject({ status: 'IN_REVIEW', holder: '宁波市住房和城乡建设局' })
    expect(detail.allowedActions.map((one) => one.name)).toEqual(['review-accept', 'review-refuse'])
    expect(detail.allowedActions.find((one) => one.isMain)?.name).toBe('review-accept')
    expect(clockOf(detail, 'DL06')).toMatchObject({ endedOn: '2026-12-23', endedBy: 'ask-review' })
    expect(clockOf(detail, 'DL07')).toMatchObject({ startedOn: '2026-12-23', strict: '2027-01-22' })
    expect(detail.papers.at(-1)).toMatchObject({ kind: 'WS13', title: '复查申请书', shownToCitizen: true })
    expect(await listFor(server, 'xu.review')).toMatchObject([{ code: walk.matter.code, state: 'REQUESTED', kind: 'review', organ: '宁波市住房和城乡建设局', due: { strict: '2027-01-22' } }])
    const todo = await bodyOf<{ items: { code: string }[] }>(server.call('/api/matters?scope=todo', { as: 'xu.review' }))
    expect(todo.items.map((one) => one.code)).toEqual([walk.matter.code])
    expect(await listFor(server, 'xie.review')).toEqual([])
    expect(await codeOf(askReview(server.deps, access(walk), REQUEST))).toBe('matter/too-late')
  })

  test('stands in the list page by page, each once, for organ and overseer alike', async () => {
    await using server = await givenServer()
    const walks: Walk[] = []
    for (let count = 0; count < 3; count++) walks.push(await askAt(server, await walkTo(server, await givenWalk(server), 'SERVED'), 'review', UNITS.cityHousing))
    for (const as of ['xu.review', 'song.province']) {
      const codes: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: ReviewRow[]; nextCursor: string | null } = await bodyOf(server.call(`/api/reviews?limit=2${cursor ? `&cursor=${cursor}` : ''}`, { as }))
        codes.push(...page.items.map((one) => one.code))
        cursor = page.nextCursor
      }
      expect(codes.toSorted(), as).toEqual(walks.map((one) => one.matter.code).toSorted())
    }
    expect((await server.call('/api/reviews?cursor=made-up', { as: 'xu.review' })).status).toBe(400)
    expect((await server.call('/api/reviews', {})).status).toBe(401)
  })

  test('asked twice at the same moment is kept once', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    const organId = await unitId(server, UNITS.government)
    const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(askReview(server.deps, access(walk), { ...REQUEST, organId }))))
    expect(outcomes.toSorted()).toEqual(['done', 'matter/too-late', 'matter/too-late'])
    expect(await reviewsOf(server, walk)).toHaveLength(1)
  })

  test('is refused for a duty reply, for a suggestion and where nobody stands above; late, it needs a reason', async () => {
    await using server = await givenServer()
    server.setNow('2026-09-01T02:00:00Z')
    const late = await walkTo(server, await givenWalk(server), 'SERVED')
    server.setNow('2026-10-09T02:00:00Z')
    const organId = await unitId(server, UNITS.government)
    expect(await codeOf(askReview(server.deps, access(late), { ...REQUEST, organId }))).toBe('reviewing/late')
    const duty = await walkTo(server, await givenWalk(server, { route: 'C5' }), 'SERVED', { draft: SUPPORTED })
    expect(await codeOf(askReview(server.deps, access(duty), REQUEST))).toBe('reviewing/not-for-route')
    expect(clockOf(await detailFor(server, duty), 'DL20')).toMatchObject({ startedOn: '2026-10-09' })
    const suggestion = await walkTo(server, await givenWalk(server, { category: 'A' }), 'SERVED', { draft: { ...DRAFT, conclusion: 'V9' } })
    expect(await codeOf(askReview(server.deps, access(suggestion), REQUEST))).toBe('reviewing/not-for-route')
    const alone = await walkTo(server, await givenWalk(server), 'SERVED')
    await server.deps.db.updateTable('unit').set({ superior_id: null }).where('code', '=', UNITS.housing).execute()
    expect(await codeOf(askReview(server.deps, access(alone), REQUEST))).toBe('reviewing/no-organ')
  })

  test('comes late with a reason, is declined as late, and leaves the matter as it was', async () => {
    await using server = await givenServer()
    server.setNow('2026-09-01T02:00:00Z')
    const walk = await walkTo(server, await givenWalk(server), 'CLOSED')
    server.setNow('2026-10-09T02:00:00Z')
    await runDueMatters(server.deps)
    expect((await look(server, walk)).status).toBe('FINAL')
    await askReview(server.deps, access(walk), { ...REQUEST, organId: await unitId(server, UNITS.cityHousing), lateReason: '住院治疗' })
    await look(server, walk)
    await act(server, walk, 'xu.review', 'review-refuse', { reason: 'N9', explanation: '出院已逾两个月，不属于正当理由。' })
    expect(walk.status).toBe('FINAL')
    const [review] = await reviewsOf(server, walk)
    expect(review).toMatchObject({ state: 'REFUSED', refusedCode: 'N9', isLate: true, lateReason: '住院治疗' })
    expect((await detailFor(server, walk)).papers.at(-1)).toMatchObject({ kind: 'WS06', title: '不予受理复查请求告知书', number: '甬住建信不受〔2026〕1号' })
  })

  test('that came in time cannot be declined as late; declined for another reason, the rest of the thirty days is left', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'SERVED'), 'review', UNITS.cityHousing)
    expect((await refused(server, walk, 'xu.review', 'review-refuse', { reason: 'N9', explanation: '逾期' })).faults?.map((one) => one.code)).toEqual(['reviewing/not-late'])
    expect((await refused(server, walk, 'xu.review', 'review-refuse', { reason: 'N2', explanation: '已复核' })).faults?.map((one) => one.code)).toEqual(['reviewing/not-concluded'])
    await act(server, walk, 'xu.review', 'review-refuse', { reason: 'N7', explanation: '应当向本级人民政府提出。' })
    const detail = await detailFor(server, walk)
    expect(detail).toMatchObject({ status: 'SERVED', holder: '宁波市鄞州区信访局' })
    expect(clockOf(detail, 'DL06')).toMatchObject({ startedOn: '2026-11-23', endedOn: null, strict: '2026-12-23' })
    expect((await askAt(server, walk, 'review', UNITS.government)).status).toBe('IN_REVIEW')
  })

  test('to an organ without a review post lands on the desk of the office that keeps the matter', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    await server.deps.db.updateTable('post').set({ valid_to: '2026-01-01' }).where('unit_id', '=', await unitId(server, UNITS.cityHousing)).execute()
    await askAt(server, walk, 'review', UNITS.cityHousing)
    const tasks = await bodyOf<{ items: { code: string }[] }>(server.call('/api/matters?scope=tasks', { as: 'zheng.supervisor' }))
    expect(tasks.items.map((one) => one.code)).toEqual([walk.matter.code])
    expect((await detailFor(server, walk)).tasks).toMatchObject([{ kind: 'review-unstaffed', role: 'ZR11', unit: '宁波市鄞州区信访局' }])
  })
})

describe('a review', () => {
  test('is written, checked, signed and served by different people of the organ, none of the unit, and stands with all its parts', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'SERVED'), 'review', UNITS.cityHousing)
    expect((await refused(server, walk, 'wang.handler', 'review-accept', { recusalDeclared: true })).code).toBe('matter/not-your-part')
    expect((await refused(server, walk, 'xu.review', 'review-draft', OPINION)).code).toBe('reviewing/not-at-this-stage')
    expect((await refused(server, walk, 'xu.review', 'review-accept', { recusalDeclared: false })).faults?.[0]?.code).toBe('assignment/recusal-not-declared')
    await act(server, walk, 'xu.review', 'review-accept', { recusalDeclared: true })
    expect((await refused(server, walk, 'xu.review', 'review-draft', { ...OPINION, legalBasis: ' ' })).faults?.map((one) => one.field)).toEqual(['legalBasis'])
    await act(server, walk, 'xu.review', 'review-draft', OPINION)
    expect((await refused(server, walk, 'xu.review', 'review-approve')).code).toBe('reviewing/reviewer-is-drafter')
    await act(server, walk, 'gu.reviewer', 'review-return', { note: '请写明程序。' })
    await act(server, walk, 'xu.review', 'review-draft', { ...OPINION, facts: '经审查，原办理程序合法。' })
    await act(server, walk, 'gu.reviewer', 'review-approve')
    await act(server, walk, 'du.head', 'review-issue')
    expect((await refused(server, walk, 'xu.review', 'review-serve', { ...SERVED, servedOn: '2026-11-22' })).faults?.map((one) => one.code)).toEqual(['closing/served-before-issue'])
    server.setNow('2026-11-25T02:00:00Z')
    await act(server, walk, 'xu.review', 'review-serve', { ...SERVED, servedOn: '2026-11-24' })
    const detail = await detailFor(server, walk)
    expect(detail).toMatchObject({ status: 'SERVED', holder: '宁波市鄞州区信访局' })
    expect(detail.papers.map((one) => [one.kind, one.number]).slice(-2)).toEqual([['WS14', '甬住建复查〔2026〕1号'], ['WS18', null]])
    expect(clockOf(detail, 'DL07')).toMatchObject({ endedOn: '2026-11-24' })
    expect(clockOf(detail, 'DL08')).toMatchObject({ startedOn: '2026-11-24', strict: '2026-12-24', endedOn: null })
    const [review] = await reviewsOf(server, walk)
    expect(review).toMatchObject({ state: 'SERVED', result: 'uphold', draftedBy: '徐知秋', reviewedBy: '顾平川', issuedBy: '杜明远', isFinal: false, facts: '经审查，原办理程序合法。' })
    expect(review?.remedy).toContain('30日内向宁波市人民政府或者浙江省住房和城乡建设厅请求复核')
    const page = await (await server.call(`/api/matters/${walk.matter.code}/papers/${detail.papers.at(-2)?.seq}`, { as: 'xu.review' })).text()
    expect(page).toContain('关于“')
    expect(page).toContain('被申请机关')
  })

  test('refuses a reviewer who handled the matter', async () => {
    await using server = await givenServer()
    const { db } = server.deps
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    const both = await db.selectFrom('account').select('id').where('username', '=', 'wang.handler').executeTakeFirstOrThrow()
    const post = await givenStaff(server, { unit: UNITS.cityHousing, roles: ['ZR15'] })
    await db.insertInto('post_holder').values({ post_id: post.postId, account_id: both.id, valid_from: '2020-01-01' }).execute()
    await askAt(server, walk, 'review', UNITS.cityHousing)
    const answer = await refused(server, walk, 'wang.handler', 'review-accept', { recusalDeclared: true })
    expect([answer.status, answer.code]).toEqual([403, 'reviewing/handled-before'])
    expect((await act(server, walk, 'xu.review', 'review-accept', { recusalDeclared: true })).status).toBe('IN_REVIEW')
  })

  test('that sets the reply aside sends the matter back to the unit with a new limit, and its new reply can be reviewed anew', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'CLOSED'), 'review', UNITS.cityHousing)
    await decide(server, walk, BUREAU, { result: 'redo' })
    const detail = await detailFor(server, walk)
    expect(detail).toMatchObject({ status: 'HANDLING', lead: '宁波市鄞州区住房和城乡建设局', holder: '宁波市鄞州区住房和城乡建设局', servedOn: null, conclusion: null })
    expect(clockOf(detail, 'DL05')).toMatchObject({ startedOn: '2026-11-23', endedOn: null })
    await act(server, walk, 'wang.handler', 'draft', DRAFT)
    await walkTo(server, walk, 'SERVED')
    expect((await askAt(server, walk, 'review', UNITS.cityHousing)).status).toBe('IN_REVIEW')
  })

  test('that changes the decision puts a new conclusion in its place, to be carried out by the unit', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'SERVED'), 'review', UNITS.cityHousing)
    await act(server, walk, 'xu.review', 'review-accept', { recusalDeclared: true })
    expect((await refused(server, walk, 'xu.review', 'review-draft', { ...OPINION, result: 'change' })).faults?.map((one) => one.code)).toEqual(['reviewing/conclusion-required'])
    await act(server, walk, 'xu.review', 'review-draft', { ...OPINION, result: 'change', conclusion: 'V1' })
    await act(server, walk, 'gu.reviewer', 'review-approve')
    await act(server, walk, 'du.head', 'review-issue')
    await act(server, walk, 'xu.review', 'review-serve', { ...SERVED, servedOn: '2026-11-23' })
    expect(await detailFor(server, walk)).toMatchObject({ status: 'SERVED', conclusion: 'V1', holder: '宁波市鄞州区住房和城乡建设局' })
    await act(server, walk, 'wang.handler', 'execute', { plan: '更换电梯主板', dueOn: '2026-12-01' })
  })

  test('that finds faults gives the unit a task, without which the matter cannot be closed', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'SERVED'), 'review', UNITS.cityHousing)
    await decide(server, walk, BUREAU, { result: 'correct', correction: '补送受理告知书', correctionDue: '2026-12-01' })
    const { tasks } = await detailFor(server, walk)
    expect(tasks).toMatchObject([{ kind: 'correction', role: 'ZR06', unit: '宁波市鄞州区住房和城乡建设局', dueOn: '2026-12-01' }])
    expect((await refused(server, walk, 'li.triage', 'close', { fourInPlace: FOUR })).detail).toContain('尚未完成的任务')
    await act(server, walk, 'wang.handler', 'finish-task', { taskId: tasks[0]?.id, outcome: '已补送' })
    expect((await act(server, walk, 'li.triage', 'close', { fourInPlace: FOUR })).status).toBe('CLOSED')
  })

  test('holds a hearing under its running clock; only in a re-review does the clock stand still', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'SERVED'), 'review', UNITS.cityHousing)
    const notice = { heldOn: '2026-11-25', place: '三楼听证室', presider: '徐知秋', hearers: '顾平川、杜明远', participants: '申请人、鄞州区住建局', topic: '电梯停用原因' }
    await act(server, walk, 'xu.review', 'review-accept', { recusalDeclared: true })
    expect((await refused(server, walk, 'xu.review', 'review-hear', { ...notice, heldOn: '2026-11-20' })).faults?.[0]?.code).toBe('reviewing/hearing-past')
    await act(server, walk, 'xu.review', 'review-hear', notice)
    expect(clockOf(await detailFor(server, walk), 'DL07')).toMatchObject({ strict: '2026-12-23' })
    expect((await refused(server, walk, 'xu.review', 'review-heard', { record: '各方陈述' })).code).toBe('reviewing/hearing-not-held')
    server.setNow('2026-11-25T08:00:00Z')
    await act(server, walk, 'xu.review', 'review-heard', { record: '各方陈述' })
    await act(server, walk, 'xu.review', 'review-draft', OPINION)
    await act(server, walk, 'gu.reviewer', 'review-approve')
    await act(server, walk, 'du.head', 'review-issue')
    await act(server, walk, 'xu.review', 'review-serve', { ...SERVED, servedOn: '2026-11-25' })
    await askAt(server, walk, 'rereview', UNITS.cityGovernment)
    expect(clockOf(await detailFor(server, walk), 'DL09')).toMatchObject({ startedOn: '2026-11-25', strict: '2026-12-25' })
    await act(server, walk, 'xie.review', 'review-accept', { recusalDeclared: true })
    await act(server, walk, 'xie.review', 'review-hear', { ...notice, heldOn: '2026-11-30' })
    expect(clockOf(await detailFor(server, walk), 'DL09')).toMatchObject({ strict: null })
    server.setNow('2026-12-05T08:00:00Z')
    await act(server, walk, 'xie.review', 'review-heard', { record: '各方陈述' })
    expect(clockOf(await detailFor(server, walk), 'DL09')).toMatchObject({ strict: '2027-01-03' })
    const { hearings } = await bodyOf<{ hearings: { record: string }[] }>(server.call(`/api/matters/${walk.matter.code}/reviews`, { as: 'xie.review' }))
    expect(hearings).toHaveLength(2)
  })
})

describe('a re-review', () => {
  test('ends the procedure: the organ above decides, the province concludes, and neither can be asked again', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'CLOSED'), 'review', UNITS.cityHousing)
    await decide(server, walk, BUREAU)
    expect(walk.status).toBe('CLOSED')
    expect(await codeOf(askReview(server.deps, access(walk), REQUEST))).toBe('reviewing/ask-rereview')
    await askAt(server, walk, 'rereview', UNITS.cityGovernment)
    await decide(server, walk, CITY)
    const detail = await detailFor(server, walk, 'song.province')
    expect(detail.papers.map((one) => one.number)).toContain('甬政复核〔2026〕1号')
    expect(clockOf(detail, 'DL09')).toMatchObject({ endedOn: '2026-11-23' })
    expect(detail.allowedActions.find((one) => one.name === 'conclude')?.missing).toEqual([])
    expect(await codeOf(askRereview(server.deps, access(walk), REQUEST))).toBe('reviewing/concluded')
    server.setNow('2027-06-01T02:00:00Z')
    await runDueMatters(server.deps)
    expect((await look(server, walk)).status).toBe('CLOSED')
    expect((await refused(server, walk, 'feng.joint', 'conclude', { note: '同意' })).code).toBe('matter/not-your-part')
    await act(server, walk, 'song.province', 'conclude', { note: '程序完备，认定终结。' })
    expect(walk.status).toBe('FINAL')
    expect(await listFor(server, 'song.province', 'final')).toMatchObject([{ code: walk.matter.code, number: '甬政复核〔2026〕1号', kind: 'rereview' }])
  })

  test('and the same facts afterwards are declined with the number of the final opinion, at the counter and in triage', async () => {
    await using server = await givenServer()
    const walk = await askAt(server, await walkTo(server, await givenWalk(server), 'CLOSED'), 'review', UNITS.cityHousing)
    const again = await givenWalk(server)
    const refusal = { reason: 'N2', explanation: '与先前事项同一事实和理由。', originalCode: walk.matter.code }
    expect((await refused(server, again, 'li.triage', 'propose-refusal', refusal)).faults?.map((one) => one.code)).toEqual(['reviewing/not-concluded'])
    await decide(server, walk, BUREAU)
    await askAt(server, walk, 'rereview', UNITS.cityGovernment)
    await decide(server, walk, CITY)
    const filed = await server.call('/api/filings', {
      as: 'chen.clerk', headers: { 'idempotency-key': 'same-facts-again' }, body: { form: '200', channel: 'Q02', title: '电梯又停了', body: '还是那部电梯。', placeCode: '330212110000', repeatsCode: walk.matter.code, people: [{ role: 'petitioner', name: '张三', address: '姜山镇' }] },
    })
    expect(filed.status).toBe(400)
    const problem = await bodyOf<{ faults: { field: string; code: string; message: string }[] }>(filed)
    expect(problem.faults).toMatchObject([{ field: 'repeatsCode', code: 'reviewing/concluded', message: expect.stringContaining('甬政复核〔2026〕1号') }])
    await act(server, again, 'li.triage', 'propose-refusal', refusal)
    await act(server, again, 'zhao.triage', 'confirm-refusal')
    const detail = await detailFor(server, again)
    expect(detail).toMatchObject({ status: 'NOT_ACCEPTED' })
    const page = await (await server.call(`/api/matters/${again.matter.code}/papers/${detail.papers.at(-1)?.seq}`, { as: 'li.triage' })).text()
    expect(page).toContain('复核意见甬政复核〔2026〕1号（2026-11-23送达）')
  })
})
