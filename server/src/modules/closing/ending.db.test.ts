import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import { CONTACT, DRAFT, FOUR, SUPPORTED, act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { runDueMatters } from './due-matters.ts'
import { evaluateMatter } from './evaluate-matter.ts'

const detailFor = (server: TestServer, walk: Walk, as = 'li.triage'): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))
const clockOf = (detail: MatterDetail, rule: string) => detail.clocks.findLast((one) => one.rule === rule)
const access = (walk: Walk) => ({ code: walk.matter.code, matterId: walk.matter.id })
const CLOSE = { fourInPlace: FOUR }

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof RuleBroken) return error.code
    throw error
  }
}

/** What the petitioner did moved the version on; the officer looks again. */
async function look(server: TestServer, walk: Walk): Promise<void> {
  const row = await server.deps.db.selectFrom('matter').select(['version', 'status']).where('id', '=', walk.matter.id).executeTakeFirstOrThrow()
  walk.version = row.version
  walk.status = row.status as Walk['status']
}

describe('closing', () => {
  test('names everything that is missing, changes nothing, and goes through once it is there', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED', { draft: SUPPORTED })
    const answer = await refused(server, walk, 'li.triage', 'close', { fourInPlace: { reasonable: '已修复' } })
    expect(answer).toMatchObject({ status: 409, code: 'matter/missing' })
    expect(answer.faults?.map((one) => one.code)).toEqual(['closing/unreasonable-missing', 'closing/hardship-missing', 'closing/unlawful-missing', 'closing/execution-missing'])
    expect(answer.detail).toMatch(/思想教育到位.*落实证明/)
    expect((await detailFor(server, walk)).status).toBe('SERVED')
    await act(server, walk, 'li.triage', 'close', { ...CLOSE, executionProof: '电梯已恢复运行,附照片。' })
    const detail = await detailFor(server, walk)
    expect(detail).toMatchObject({ status: 'CLOSED', due: null })
    expect(detail.assignments).toMatchObject([{ outcome: 'done' }])
    expect(detail.closedAt).not.toBeNull()
  })

  test('without proof of service names the proof of service', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    await server.deps.db.deleteFrom('matter_paper').where('matter_id', '=', walk.matter.id).where('kind', '=', 'WS18').execute()
    const answer = await refused(server, walk, 'li.triage', 'close', CLOSE)
    expect(answer).toMatchObject({ code: 'matter/missing', detail: expect.stringContaining('送达回证'), faults: [{ code: 'closing/service-proof-missing' }] })
    expect((await detailFor(server, walk)).allowedActions.find((one) => one.name === 'close')).toMatchObject({ isMain: true, missing: ['closing/service-proof-missing'] })
    const inEnglish = await bodyOf<{ detail: string }>(server.call(`/api/matters/${walk.matter.code}/actions/close?lang=en`, { as: 'li.triage', body: { ...CLOSE, version: walk.version } }))
    expect(inEnglish.detail).toContain('the proof of service')
  })

  test('goes ahead with a dated plan, which stays somebody\'s task until it is reported as done', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED', { draft: SUPPORTED })
    expect(await refused(server, walk, 'wang.handler', 'execute', { plan: '更换主板', dueOn: '2026-11-22' })).toMatchObject({ faults: [{ field: 'dueOn', code: 'closing/date-past' }] })
    await act(server, walk, 'wang.handler', 'execute', { plan: '更换主板', dueOn: '2026-12-10' })
    expect(walk.status).toBe('EXECUTING')
    const [task] = (await detailFor(server, walk)).tasks
    expect(task).toMatchObject({ kind: 'execution', dueOn: '2026-12-10', role: 'ZR06', doneAt: null })
    await act(server, walk, 'li.triage', 'close', CLOSE)
    expect(await refused(server, walk, 'hu.handler', 'finish-task', { taskId: task!.id, outcome: '已更换' })).toMatchObject({ status: 404 })
    await act(server, walk, 'wang.handler', 'finish-task', { taskId: task!.id, outcome: '主板已更换,电梯恢复运行。' })
    expect(await refused(server, walk, 'wang.handler', 'finish-task', { taskId: task!.id, outcome: '再报一次' })).toMatchObject({ status: 409, code: 'closing/task-done' })
    const explained = await walkTo(server, await givenWalk(server), 'SERVED')
    expect(await refused(server, explained, 'wang.handler', 'execute', { plan: '无', dueOn: '2026-12-10' })).toMatchObject({ faults: [{ code: 'closing/not-supported' }] })
  })

  test('is not held up by a withdrawal that was asked for and overtaken by the reply', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVING')
    await server.deps.db.insertInto('matter_task').values({
      home_county: walk.matter.homeCounty, matter_id: walk.matter.id, id: crypto.randomUUID(), kind: 'withdrawal-call-back', unit_id: await unitId(server, UNITS.office), role: 'ZR05', created_at: '2026-11-23T02:00:00Z',
    }).execute()
    await walkTo(server, walk, 'CLOSED')
    expect((await detailFor(server, walk)).tasks).toMatchObject([{ kind: 'withdrawal-call-back', outcome: 'cancelled' }])
  })

  test('is undone by a supervisor with a reason; a new limit runs and the old windows end', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'CLOSED', { draft: SUPPORTED })
    expect(await refused(server, walk, 'wang.handler', 'reopen', { ground: 'new-facts', reason: '想重办' })).toMatchObject({ status: 403 })
    await act(server, walk, 'zheng.supervisor', 'reopen', { ground: 'false-closing', reason: '回访发现电梯仍未修复。' })
    const detail = await detailFor(server, walk)
    expect(detail).toMatchObject({ status: 'HANDLING', conclusion: null, closedAt: null, servedOn: null, holder: '宁波市鄞州区住房和城乡建设局' })
    expect(detail.clocks.filter((one) => one.endedOn === null).map((one) => [one.rule, one.startedOn])).toEqual([['DL05', '2026-11-23']])
    expect(detail.assignments).toMatchObject([{ endedAt: null, outcome: null }])
    await act(server, walk, 'wang.handler', 'draft', DRAFT)
    await walkTo(server, walk, 'CLOSED')
    expect((await detailFor(server, walk)).replies.map((one) => one.state)).toEqual(['served', 'served'])
  })
})

describe('an evaluation', () => {
  test('of the office is followed up by the office above: nobody calls back about themselves', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    await evaluateMatter(server.deps, access(walk), { object: 'office', grade: '3', reasons: ['U7'], words: '' })
    expect((await detailFor(server, walk, 'tang.city')).tasks).toMatchObject([{ kind: 'call-back', role: 'ZR11', unit: '宁波市信访局', detail: { object: 'office' } }])
    await look(server, walk)
    const { tasks } = await detailFor(server, walk)
    expect(await refused(server, walk, 'zheng.supervisor', 'finish-task', { taskId: tasks[0]?.id, outcome: '已回访' })).toMatchObject({ code: 'closing/task-unknown' })
    await act(server, walk, 'tang.city', 'finish-task', { taskId: tasks[0]?.id, outcome: '已回访，窗口态度已整改。' })
  })

  test('of office and unit is given once each; dissatisfaction says why and becomes a call-back for the supervisor', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    await expect(evaluateMatter(server.deps, access(walk), { object: 'unit', grade: '3', reasons: [], words: '' })).rejects.toMatchObject({ faults: [{ field: 'reasons', code: 'closing/reasons-required' }] })
    await evaluateMatter(server.deps, access(walk), { object: 'unit', grade: '3', reasons: ['U2', 'U6'], words: '没有人联系我' })
    expect(await codeOf(evaluateMatter(server.deps, access(walk), { object: 'unit', grade: '0', reasons: [], words: '' }))).toBe('closing/evaluated-already')
    let detail = await detailFor(server, walk)
    expect(detail.tasks).toMatchObject([{ kind: 'call-back', role: 'ZR11', unit: '宁波市鄞州区信访局', dueOn: '2026-11-30', detail: { object: 'unit', reasons: ['U2', 'U6'] } }])
    expect(clockOf(detail, 'DL25')?.endedOn).toBeNull()
    await evaluateMatter(server.deps, access(walk), { object: 'office', grade: '0', reasons: [], words: '' })
    detail = await detailFor(server, walk)
    expect(clockOf(detail, 'DL25')).toMatchObject({ endedOn: '2026-11-23', endedBy: 'evaluate' })
    await look(server, walk)
    expect(await refused(server, walk, 'li.triage', 'close', CLOSE)).toMatchObject({ faults: [{ code: 'closing/task-open' }] })
    const taskId = detail.tasks[0]!.id
    expect(await refused(server, walk, 'li.triage', 'finish-task', { taskId, outcome: '已回访' })).toMatchObject({ status: 404, code: 'closing/task-unknown' })
    await act(server, walk, 'zheng.supervisor', 'finish-task', { taskId, outcome: '已电话回访,责成承办单位当日联系。' })
    await act(server, walk, 'li.triage', 'close', CLOSE)
  })

  test('sent twice at the same moment counts once', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    const give = () => codeOf(evaluateMatter(server.deps, access(walk), { object: 'unit', grade: '1', reasons: [], words: '' }))
    expect((await Promise.all([give(), give(), give()])).sort()).toEqual(['closing/evaluated-already', 'closing/evaluated-already', 'done'])
  })

  test('is possible on the last legal day of the window, and neither after it nor before service', async () => {
    await using server = await givenServer()
    server.setNow('2026-09-01T02:00:00Z')
    const walks = [await walkTo(server, await givenWalk(server), 'SERVED'), await walkTo(server, await givenWalk(server), 'SERVED')]
    // 30 days from 1 September end on the national holiday: the right goes on to 8 October.
    server.setNow('2026-10-08T02:00:00Z')
    await evaluateMatter(server.deps, access(walks[0]!), { object: 'unit', grade: '0', reasons: [], words: '' })
    server.setNow('2026-10-09T02:00:00Z')
    expect(await codeOf(evaluateMatter(server.deps, access(walks[1]!), { object: 'unit', grade: '0', reasons: [], words: '' }))).toBe('closing/evaluation-over')
    const early = await walkTo(server, await givenWalk(server), 'HANDLING')
    expect(await codeOf(evaluateMatter(server.deps, access(early), { object: 'unit', grade: '0', reasons: [], words: '' }))).toBe('matter/too-late')
  })

  test('of an office that handled its own matter is one, not two', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SERVED')
    const office = await unitId(server, UNITS.office)
    await server.deps.db.updateTable('matter').set({ lead_unit_id: office }).where('id', '=', walk.matter.id).execute()
    expect(await codeOf(evaluateMatter(server.deps, access(walk), { object: 'unit', grade: '0', reasons: [], words: '' }))).toBe('closing/no-unit-to-evaluate')
    await evaluateMatter(server.deps, access(walk), { object: 'office', grade: '0', reasons: [], words: '' })
    expect(clockOf(await detailFor(server, walk), 'DL25')?.endedBy).toBe('evaluate')
  })
})

describe('the hourly run', () => {
  test('makes closed matters final once nobody can ask for a review, and only then; running twice does nothing more', async () => {
    await using server = await givenServer()
    server.setNow('2026-09-01T02:00:00Z')
    const [closed, served, duty] = [await walkTo(server, await givenWalk(server), 'CLOSED'), await walkTo(server, await givenWalk(server), 'SERVED'), await walkTo(server, await givenWalk(server, { route: 'C5' }), 'CLOSED', { draft: SUPPORTED })]
    server.setNow('2026-10-08T02:00:00Z')
    expect(await runDueMatters(server.deps)).toEqual({ finalised: 0, resumed: 0, lapsed: 0, failed: 0 })
    server.setNow('2026-10-08T16:10:00Z')
    expect(await runDueMatters(server.deps)).toEqual({ finalised: 1, resumed: 0, lapsed: 3, failed: 0 })
    expect(await runDueMatters(server.deps)).toEqual({ finalised: 0, resumed: 0, lapsed: 0, failed: 0 })
    expect((await detailFor(server, closed)).status).toBe('FINAL')
    expect(clockOf(await detailFor(server, closed), 'DL06')).toMatchObject({ endedBy: 'lapsed' })
    expect((await detailFor(server, served)).status).toBe('SERVED')
    // A duty reply may be taken to reconsideration for 60 days.
    expect((await detailFor(server, duty)).status).toBe('CLOSED')
    server.setNow('2026-11-03T02:00:00Z')
    await look(server, served)
    await act(server, served, 'li.triage', 'close', CLOSE)
    expect(await runDueMatters(server.deps)).toMatchObject({ finalised: 2 })
    expect((await detailFor(server, duty)).status).toBe('FINAL')
  })

  test('waits with what is final while the year\'s calendar is not published', async () => {
    await using server = await givenServer()
    server.setNow('2026-12-05T02:00:00Z')
    const walk = await walkTo(server, await givenWalk(server), 'CLOSED')
    server.setNow('2027-03-01T02:00:00Z')
    expect(await runDueMatters(server.deps)).toMatchObject({ finalised: 0, lapsed: 0 })
    expect((await detailFor(server, walk)).status).toBe('CLOSED')
  })

  test('goes on with matters whose petitioner did not answer in time', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    await server.deps.db.updateTable('matter').set({ status: 'NEED_INFO' }).where('id', '=', walk.matter.id).execute()
    const by = await server.deps.db.selectFrom('account').select('id').limit(1).executeTakeFirstOrThrow()
    await server.deps.db.insertInto('matter_info_request').values({ home_county: walk.matter.homeCounty, matter_id: walk.matter.id, seq: 1, asked_at: '2026-11-23T00:00:00Z', asked_by: by.id, question: '请补充', answer_by: '2026-11-25' }).execute()
    server.setNow('2026-11-25T02:00:00Z')
    expect(await runDueMatters(server.deps)).toMatchObject({ resumed: 0 })
    server.setNow('2026-11-26T02:00:00Z')
    expect(await runDueMatters(server.deps)).toMatchObject({ resumed: 1 })
    const detail = await detailFor(server, walk)
    expect(detail.status).toBe('REGISTERED')
    expect(detail.timeline.at(-1)).toMatchObject({ event: 'info-overdue', actor: null })
  })
})

describe('the file', () => {
  test('is put away with cover and list when no paper is missing', async () => {
    await using server = await givenServer()
    server.setNow('2026-09-01T02:00:00Z')
    const walk = await walkTo(server, await givenWalk(server), 'CLOSED')
    server.setNow('2026-10-10T02:00:00Z')
    await runDueMatters(server.deps)
    await look(server, walk)
    await server.deps.db.updateTable('matter_paper').set({ kind: 'WS99' }).where('matter_id', '=', walk.matter.id).where('kind', '=', 'WS05').execute()
    expect(await refused(server, walk, 'li.triage', 'archive')).toMatchObject({ code: 'matter/missing', faults: [{ code: 'closing/acceptance-notice-missing' }] })
    await server.deps.db.updateTable('matter_paper').set({ kind: 'WS05' }).where('matter_id', '=', walk.matter.id).where('kind', '=', 'WS99').execute()
    await act(server, walk, 'li.triage', 'archive')
    const detail = await detailFor(server, walk)
    expect(detail.status).toBe('ARCHIVED')
    const cover = detail.papers.at(-1)
    expect(cover?.kind).toBe('WS33')
    const page = await (await server.call(`/api/matters/${walk.matter.code}/papers/${cover?.seq}`, { as: 'li.triage' })).text()
    expect(page).toContain('信访处理意见书 鄞住建信复〔2026〕1号')
  })

  test('of what was withdrawn or refused needs its own paper', async () => {
    await using server = await givenServer()
    for (const [status, code] of [['WITHDRAWN', 'closing/withdrawal-record-missing'], ['NOT_ACCEPTED', 'closing/refusal-notice-missing'], ['DIVERTED', 'closing/route-notice-missing']] as const) {
      const walk = await givenWalk(server)
      await server.deps.db.updateTable('matter').set({ status }).where('id', '=', walk.matter.id).execute()
      expect(await refused(server, walk, 'li.triage', 'archive')).toMatchObject({ code: 'matter/missing', faults: [{ code }] })
    }
  })
})

test('a contact written down by somebody else than the unit does not end the unit\'s own limit for it', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
  await act(server, walk, 'li.triage', 'contact', CONTACT)
  expect(clockOf(await detailFor(server, walk), 'DL31')?.endedOn).toBeNull()
})
