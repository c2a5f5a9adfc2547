import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import { CONTACT, DRAFT, FOUR, act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

const detailFor = (server: TestServer, walk: Walk, as = 'li.triage'): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))
const clockOf = (detail: MatterDetail, rule: string) => detail.clocks.findLast((one) => one.rule === rule)

describe('simplified handling', () => {
  test('has ten working days, and changed to ordinary handling the sixty days of its first acceptance', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING', { simple: true })
    expect(clockOf(await detailFor(server, walk), 'DL10')).toMatchObject({ startedOn: '2026-11-23', strict: '2026-12-07' })
    server.setNow('2026-12-01T02:00:00Z')
    expect((await refused(server, walk, 'wang.handler', 'to-ordinary', { reason: '需要鉴定' })).code).toBe('matter/not-your-part')
    await act(server, walk, 'sun.reviewer', 'to-ordinary', { reason: '需要委托鉴定，事实一时查不清。' })
    const detail = await detailFor(server, walk, 'sun.reviewer')
    expect(detail.isSimple).toBe(false)
    expect(clockOf(detail, 'DL10')).toMatchObject({ endedOn: '2026-12-01', endedBy: 'to-ordinary' })
    expect(clockOf(detail, 'DL05')).toMatchObject({ startedOn: '2026-11-23', strict: '2027-01-22', endedOn: null })
    expect(detail.allowedActions.map((one) => one.name)).not.toContain('to-ordinary')
    expect((await refused(server, walk, 'sun.reviewer', 'to-ordinary', { reason: '再次' })).code).toBe('closing/not-simplified')
  })
})

describe('mediation', () => {
  const DEED = { outcome: 'agreed', otherParty: '安居物业服务有限公司', facts: '电梯停运三周，物业未及时维修。', agreement: '物业公司十日内修复电梯，减免一个月物业费。', performance: '修复后由业主委员会验收', performBy: '2026-12-20' }

  test('with an agreement ends in a deed, which is served like a decision and cannot be reviewed', async () => {
    await using server = await givenServer()
    const mediator = await givenStaff(server, { unit: UNITS.centre, roles: ['ZR09'] })
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    await act(server, walk, 'wang.handler', 'contact', CONTACT)
    await act(server, walk, 'wang.handler', 'to-mediation', { consents: '双方当面同意调解', mediatorUnitId: await unitId(server, UNITS.centre) })
    expect(walk.status).toBe('MEDIATING')
    expect(clockOf(await detailFor(server, walk), 'DL05')).toMatchObject({ endedOn: null })
    expect((await refused(server, walk, mediator.username, 'mediation-done', { outcome: 'agreed', facts: '电梯停运' })).faults?.map((one) => one.field)).toEqual(['otherParty', 'agreement', 'performance', 'performBy'])
    expect((await refused(server, walk, mediator.username, 'mediation-done', { ...DEED, performBy: '2026-11-01' })).faults?.map((one) => one.code)).toEqual(['closing/date-past'])
    await act(server, walk, mediator.username, 'mediation-done', DEED)
    await walkTo(server, walk, 'SERVED')
    const detail = await detailFor(server, walk)
    expect(detail).toMatchObject({ conclusion: 'V5' })
    expect(detail.papers.map((one) => one.kind)).toContain('WS40')
    expect(clockOf(detail, 'DL05')).toMatchObject({ endedOn: '2026-11-23' })
    expect(detail.clocks.filter((one) => one.endedOn === null).map((one) => one.rule)).toEqual(['DL25'])
    expect((await act(server, walk, 'li.triage', 'close', { fourInPlace: FOUR })).status).toBe('CLOSED')
  })

  test('without one goes back to the handling', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    await act(server, walk, 'wang.handler', 'to-mediation', { consents: '双方电话同意' })
    await act(server, walk, 'wang.handler', 'mediation-done', { outcome: 'failed', facts: '对维修费用分担意见不一。' })
    expect(walk.status).toBe('HANDLING')
  })
})

test('a hearing in first handling leaves the sixty days running, and its record goes into the file', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
  await act(server, walk, 'sun.reviewer', 'hear', { heldOn: '2026-11-23', place: '二楼会议室', presider: '孙慕清', hearers: '周定远', participants: '信访人、物业公司', topic: '电梯维修责任', isPublic: true })
  expect(walk.status).toBe('HEARING')
  expect(clockOf(await detailFor(server, walk), 'DL05')).toMatchObject({ strict: '2027-01-22', endedOn: null })
  await act(server, walk, 'wang.handler', 'end-hearing', { record: '主持人宣布听证开始……' })
  expect(walk.status).toBe('HANDLING')
  expect((await detailFor(server, walk)).papers.filter((one) => one.kind === 'WS16').map((one) => one.title)).toEqual(['听证通知书', '听证笔录'])
})

test('a letter of supervision comes from outside the unit, and its answer in writing ends the five days', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
  const letter = { kind: 'D3', problem: '超期未联系信访人', demand: '三日内联系并书面说明' }
  expect((await refused(server, walk, 'wang.handler', 'supervise', letter)).code).toBe('matter/not-your-part')
  await act(server, walk, 'zheng.supervisor', 'supervise', letter)
  const detail = await detailFor(server, walk, 'wang.handler')
  expect(detail.papers.at(-1)).toMatchObject({ kind: 'WS19', number: '鄞信督〔2026〕1号', shownToCitizen: false })
  expect(clockOf(detail, 'DL29')).toMatchObject({ strict: '2026-11-30', endedOn: null })
  const task = detail.tasks.find((one) => one.kind === 'supervision')
  expect(task).toMatchObject({ role: 'ZR06', unit: '宁波市鄞州区住房和城乡建设局', dueOn: '2026-11-30' })
  await act(server, walk, 'wang.handler', 'finish-task', { taskId: task?.id, outcome: '已联系，原因是承办人出差。' })
  expect(clockOf(await detailFor(server, walk), 'DL29')).toMatchObject({ endedOn: '2026-11-23', endedBy: 'finish-task' })
})

describe('one answer to matters of one kind', () => {
  test('gives each petitioner a decision, a number and clocks of their own', async () => {
    await using server = await givenServer()
    const main = await walkTo(server, await givenWalk(server), 'SERVING')
    const other = await walkTo(server, await givenWalk(server, { filing: { title: '另一户反映同一部电梯' } }), 'HANDLING')
    expect((await refused(server, other, 'zhou.head', 'answer-jointly', { fromCode: main.matter.code })).faults?.map((one) => one.code)).toEqual(['closing/no-shared-reply'])
    expect((await server.call(`/api/matters/${other.matter.code}/links`, { as: 'li.triage', body: { otherCode: main.matter.code, kind: 'related' } })).status).toBe(204)
    await act(server, other, 'zhou.head', 'answer-jointly', { fromCode: main.matter.code })
    expect(other.status).toBe('SERVING')
    await act(server, other, 'wang.handler', 'contact', CONTACT)
    await walkTo(server, other, 'SERVED')
    const [mine, yours] = [await detailFor(server, main), await detailFor(server, other)]
    expect([mine.replies.at(-1)?.number, yours.replies.at(-1)?.number]).toEqual(['鄞住建信复〔2026〕1号', '鄞住建信复〔2026〕2号'])
    expect(yours.replies.at(-1)).toMatchObject({ facts: DRAFT.facts, opinion: DRAFT.opinion, conclusion: 'V3' })
    expect(clockOf(yours, 'DL06')).toMatchObject({ startedOn: '2026-11-23', endedOn: null })
    expect(clockOf(mine, 'DL06')).toBeUndefined()
  })

  test('is refused with the decision of another unit or another route', async () => {
    await using server = await givenServer()
    const main = await walkTo(server, await givenWalk(server), 'SERVED')
    const other = await walkTo(server, await givenWalk(server, { route: 'C5' }), 'HANDLING')
    await server.call(`/api/matters/${other.matter.code}/links`, { as: 'li.triage', body: { otherCode: main.matter.code, kind: 'related' } })
    expect((await refused(server, other, 'zhou.head', 'answer-jointly', { fromCode: main.matter.code })).faults?.map((one) => one.code)).toEqual(['closing/shared-reply-unfit'])
  })
})
