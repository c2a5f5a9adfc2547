import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import { act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { raiseStuck } from './raise.ts'

const detailFor = (server: TestServer, walk: Walk, as = 'li.triage'): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))
const raisedOf = async (server: TestServer, walk: Walk) => (await detailFor(server, walk)).tasks.filter((one) => one.kind === 'raised').map((one) => [one.detail.ground, one.unit, one.role, one.doneAt === null])
const OFFICE = '宁波市鄞州区信访局'

describe('nothing escapes: on the county\'s desk ends', () => {
  test('what nobody was given in fifteen days', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    server.setNow('2026-12-08T02:00:00Z')
    expect(await raiseStuck(server.deps)).toEqual({ raised: 0, succeeded: 0 })
    server.setNow('2026-12-09T02:00:00Z')
    expect(await raiseStuck(server.deps)).toEqual({ raised: 1, succeeded: 0 })
    expect(await raiseStuck(server.deps)).toEqual({ raised: 0, succeeded: 0 })
    expect(await raisedOf(server, walk)).toEqual([['unassigned', OFFICE, 'ZR11', true]])
    const tasks = await bodyOf<{ items: { code: string }[] }>(server.call('/api/matters?scope=tasks', { as: 'zheng.supervisor' }))
    expect(tasks.items.map((one) => one.code)).toEqual([walk.matter.code])
  })

  test('what a unit has not signed for in five days', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'ROUTED')
    server.setNow('2026-11-28T02:00:00Z')
    expect((await raiseStuck(server.deps)).raised).toBe(0)
    server.setNow('2026-11-29T02:00:00Z')
    await raiseStuck(server.deps)
    expect(await raisedOf(server, walk)).toEqual([['unsigned', OFFICE, 'ZR11', true]])
  })

  test('what an officer had who left the post; colleagues are free to take it', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    expect((await raiseStuck(server.deps)).raised).toBe(0)
    const { db } = server.deps
    await db.updateTable('account').set({ is_active: false }).where('username', '=', 'wang.handler').execute()
    await raiseStuck(server.deps)
    expect(await raisedOf(server, walk)).toEqual([['handler-away', OFFICE, 'ZR11', true]])
    expect((await detailFor(server, walk)).handler).toBe(null)
  })

  test('a hearing whose record nobody files', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
    await act(server, walk, 'sun.reviewer', 'hear', { heldOn: '2026-11-24', place: '会议室', presider: '孙慕清', hearers: '周定远', participants: '信访人', topic: '电梯', isPublic: false })
    server.setNow('2026-12-09T02:00:00Z')
    expect((await raiseStuck(server.deps)).raised).toBe(0)
    server.setNow('2026-12-10T02:00:00Z')
    await raiseStuck(server.deps)
    expect(await raisedOf(server, walk)).toEqual([['hearing-open', OFFICE, 'ZR11', true]])
  })

  test('what a unit got in which nobody handles matters', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, '330212000000-B15') })
    await raiseStuck(server.deps)
    expect(await raisedOf(server, walk)).toEqual([['unit-empty', OFFICE, 'ZR11', true]])
    const { tasks, version } = await detailFor(server, walk, 'zheng.supervisor')
    walk.version = version
    await act(server, walk, 'zheng.supervisor', 'finish-task', { taskId: tasks[0]?.id, outcome: '已督促该局设置承办岗位。' })
  })
})

test('what a merged unit had goes on with its successor; without one it is raised', async () => {
  await using server = await givenServer()
  const [merged, closed] = [await walkTo(server, await givenWalk(server), 'HANDLING'), await walkTo(server, await givenWalk(server), 'SERVED')]
  const { db } = server.deps
  const successor = await unitId(server, UNITS.enforcement)
  await db.updateTable('unit').set({ valid_to: '2026-11-30', successor_id: successor }).where('code', '=', UNITS.housing).execute()
  server.setNow('2026-11-30T02:00:00Z')
  expect(await raiseStuck(server.deps)).toEqual({ raised: 0, succeeded: 0 })
  server.setNow('2026-12-01T02:00:00Z')
  expect(await raiseStuck(server.deps)).toEqual({ raised: 0, succeeded: 2 })
  const detail = await detailFor(server, merged, 'hu.handler')
  expect(detail).toMatchObject({ lead: '宁波市鄞州区综合行政执法局', holder: '宁波市鄞州区综合行政执法局', handler: null, status: 'HANDLING' })
  expect(detail.clocks.findLast((one) => one.rule === 'DL05')).toMatchObject({ startedOn: '2026-11-23', strict: '2027-01-22', endedOn: null })
  expect(detail.timeline.at(-1)).toMatchObject({ event: 'succeed', detail: { fromUnit: '宁波市鄞州区住房和城乡建设局' } })
  expect((await detailFor(server, closed, 'hu.handler')).lead).toBe('宁波市鄞州区综合行政执法局')
  merged.version = detail.version
  expect((await act(server, merged, 'hu.handler', 'contact', { way: 'phone', reached: true, note: '由我局继续办理。' })).status).toBe('HANDLING')
  await db.updateTable('unit').set({ valid_to: '2026-12-01', successor_id: null }).where('code', '=', UNITS.enforcement).execute()
  server.setNow('2026-12-02T02:00:00Z')
  expect(await raiseStuck(server.deps)).toEqual({ raised: 2, succeeded: 0 })
})

test('the office lifts a graver matter to the level above; the first unit stays jointly responsible', async () => {
  await using server = await givenServer()
  const walk = await givenWalk(server)
  await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.town) })
  expect((await refused(server, walk, 'lin.handler', 'lift', { ground: 'request', reason: '请上级办理' })).code).toBe('matter/not-your-part')
  await act(server, walk, 'li.triage', 'lift', { ground: 'colour', reason: '涉及三十户，升为橙色。' })
  const detail = await detailFor(server, walk)
  expect(detail).toMatchObject({ lead: '宁波市鄞州区人民政府', status: 'ROUTED' })
  expect(detail.assignments.map((one) => [one.part, one.unit])).toEqual([['co', '姜山镇人民政府'], ['lead', '宁波市鄞州区人民政府']])
})
