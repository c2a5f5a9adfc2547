import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import { ACCEPT, CONTACT, act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

const detailFor = (server: TestServer, walk: Walk, as: string): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))
const OBJECTION = { reason: 'R1', explanation: '电梯维修资金由属地街道管理。', evidence: '三定规定第四条' }
const running = (detail: MatterDetail) => detail.clocks.filter((one) => one.endedOn === null).map((one) => [one.rule, one.startedOn])

describe('an objection', () => {
  test('comes with reason and evidence from the unit\'s reviewer or head, and puts the matter before the sender', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    expect(await refused(server, walk, 'wang.handler', 'object', OBJECTION)).toMatchObject({ status: 403 })
    expect(await refused(server, walk, 'sun.reviewer', 'object', { ...OBJECTION, evidence: ' ' })).toMatchObject({ status: 400, faults: [{ field: 'evidence' }] })
    expect(await refused(server, walk, 'sun.reviewer', 'object', { ...OBJECTION, properUnitId: crypto.randomUUID() })).toMatchObject({ faults: [{ field: 'properUnitId', code: 'assignment/unit-unknown' }] })
    await act(server, walk, 'sun.reviewer', 'object', { ...OBJECTION, properUnitId: await unitId(server, UNITS.town) })
    const detail = await detailFor(server, walk, 'li.triage')
    expect(detail).toMatchObject({ status: 'OBJECTED', holder: '宁波市鄞州区信访局' })
    expect(detail.assignments[0]?.objection).toMatchObject({ reason: 'R1', evidence: '三定规定第四条' })
    expect(detail.papers.map((one) => [one.kind, one.number])).toContainEqual(['WS08', '鄞住建信异〔2026〕1号'])
    // The duty to tell the petitioner goes on until the sender agrees.
    expect(running(detail).map(([rule]) => rule)).toContain('DL03')
  })

  test('is in time on the fifth working day and too late on the sixth', async () => {
    await using server = await givenServer()
    const [first, second] = [await walkTo(server, await givenWalk(server), 'ROUTED'), await walkTo(server, await givenWalk(server), 'ROUTED')]
    server.setNow('2026-11-30T15:30:00Z')
    await act(server, first, 'zhou.head', 'object', OBJECTION)
    server.setNow('2026-11-30T16:30:00Z')
    expect(await refused(server, second, 'zhou.head', 'object', OBJECTION)).toMatchObject({ status: 409, code: 'assignment/objection-too-late', detail: expect.stringContaining('2026-11-30') })
    expect((await detailFor(server, second, 'sun.reviewer')).allowedActions.find((one) => one.name === 'object')?.missing).toEqual(['assignment/no-objection-left'])
  })

  test('for want of information needs two recorded contacts', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    await act(server, walk, 'wang.handler', 'contact', { ...CONTACT, reached: false })
    expect(await refused(server, walk, 'sun.reviewer', 'object', { ...OBJECTION, reason: 'R5' })).toMatchObject({ faults: [{ code: 'assignment/contacts-too-few' }] })
    await act(server, walk, 'wang.handler', 'contact', { ...CONTACT, reached: false })
    await act(server, walk, 'sun.reviewer', 'object', { ...OBJECTION, reason: 'R5' })
  })

  test('that is agreed to brings the matter back with the days it has left, and the unit loses sight of it', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    server.setNow('2026-11-26T02:00:00Z')
    await act(server, walk, 'sun.reviewer', 'object', OBJECTION)
    await act(server, walk, 'li.triage', 'agree-objection', { note: '已核实,确不属该局职权。' })
    const detail = await detailFor(server, walk, 'li.triage')
    expect(detail).toMatchObject({ status: 'REGISTERED', lead: null, holder: '宁波市鄞州区信访局' })
    expect(running(detail)).toEqual([['DL01', '2026-11-23']])
    expect(detail.due).toMatchObject({ rule: 'DL01', strict: '2026-12-08' })
    expect(detail.assignments).toMatchObject([{ outcome: 'returned' }])
    expect((await server.call(`/api/matters/${walk.matter.code}`, { as: 'wang.handler' })).status).toBe(404)
    const row = await server.deps.db.selectFrom('matter').select(['routed_count', 'objected_count']).where('id', '=', walk.matter.id).executeTakeFirstOrThrow()
    expect(row).toEqual({ routed_count: 1, objected_count: 1 })
    await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.town) })
  })

  test('that is refused leaves the matter with the unit, which declares recusal before it accepts', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'ROUTED')
    await act(server, walk, 'sun.reviewer', 'object', OBJECTION)
    await act(server, walk, 'li.triage', 'refuse-objection', { reason: '权责清单第十二项明确由贵局负责。' })
    expect(walk.status).toBe('SIGNED')
    expect(await refused(server, walk, 'sun.reviewer', 'object', OBJECTION)).toMatchObject({ faults: [{ code: 'assignment/no-objection-left' }] })
    expect(await refused(server, walk, 'wang.handler', 'accept', ACCEPT)).toMatchObject({ faults: [{ code: 'assignment/recusal-not-declared' }] })
    await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
    expect(walk.status).toBe('SIGNED')
    await act(server, walk, 'wang.handler', 'accept', ACCEPT)
  })

  test('agreed to and refused at the same moment has one winner', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    await act(server, walk, 'sun.reviewer', 'object', OBJECTION)
    const send = (as: string, action: string, body: object) => server.call(`/api/matters/${walk.matter.code}/actions/${action}`, { as, body: { ...body, version: walk.version } })
    const answers = await Promise.all([send('li.triage', 'agree-objection', { note: '同意' }), send('zhao.triage', 'refuse-objection', { reason: '不同意' })])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  })
})

describe('a question of competence', () => {
  /** Two units have objected, one after the other. */
  async function givenSecondObjection(server: TestServer): Promise<Walk> {
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    await act(server, walk, 'sun.reviewer', 'object', OBJECTION)
    await act(server, walk, 'li.triage', 'agree-objection', { note: '已核实' })
    await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.town) })
    await act(server, walk, 'he.reviewer', 'object', { ...OBJECTION, properUnitId: await unitId(server, UNITS.housing) })
    return walk
  }

  test('goes by itself to who rules at the second objection; only where nobody is set to rule does it wait with the sender, who cannot decide it', async () => {
    await using server = await givenServer()
    expect((await givenSecondObjection(server)).status).toBe('JURIS')
    await sql`update post set valid_to = '2026-01-01' where 'ZR14' = any(roles)`.execute(server.deps.db)
    const walk = await givenSecondObjection(server)
    expect(walk.status).toBe('OBJECTED')
    for (const [action, input] of [['agree-objection', { note: '同意' }], ['refuse-objection', { reason: '不同意' }]] as const) {
      expect(await refused(server, walk, 'li.triage', action, input)).toMatchObject({ code: 'matter/missing', detail: expect.stringContaining('管辖裁定') })
    }
    expect((await detailFor(server, walk, 'li.triage')).allowedActions.find((one) => one.name === 'dispute')?.missing).toEqual([])
  })

  test('goes to the nearest joint-meeting office above all parties, which rules and tells the unit in writing', async () => {
    await using server = await givenServer()
    const walk = await givenSecondObjection(server)
    expect(await detailFor(server, walk, 'feng.joint')).toMatchObject({ status: 'JURIS', holder: '宁波市信访局' })
    expect(await refused(server, walk, 'li.triage', 'rule', { unitId: await unitId(server, UNITS.housing), reason: '裁定' })).toMatchObject({ status: 403 })
    expect(await refused(server, walk, 'feng.joint', 'rule', { unitId: await unitId(server, UNITS.provinceOffice), reason: '裁定' })).toMatchObject({ code: 'assignment/not-common-superior' })
    await act(server, walk, 'feng.joint', 'rule', { unitId: await unitId(server, UNITS.housing), reason: '电梯安全由住建部门牵头。' })
    const detail = await detailFor(server, walk, 'wang.handler')
    expect(detail).toMatchObject({ status: 'SIGNED', lead: '宁波市鄞州区住房和城乡建设局', holder: '宁波市鄞州区住房和城乡建设局' })
    expect(running(detail).map(([rule]) => rule)).toEqual(['DL03', 'DL31'])
    expect(detail.papers.at(-1)).toMatchObject({ kind: 'WS03', number: '甬信转〔2026〕1号' })
    expect((await server.call(`/api/matters/${walk.matter.code}`, { as: 'lin.handler' })).status).toBe(404)
    expect(await refused(server, walk, 'sun.reviewer', 'object', OBJECTION)).toMatchObject({ faults: [{ code: 'assignment/no-objection-left' }] })
    await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
    await act(server, walk, 'wang.handler', 'accept', ACCEPT)
  })

  test('may be ruled for the unit that has it; nothing begins anew then', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    await act(server, walk, 'sun.reviewer', 'object', OBJECTION)
    await act(server, walk, 'li.triage', 'dispute', { reason: '提请裁定' })
    await act(server, walk, 'feng.joint', 'rule', { unitId: await unitId(server, UNITS.housing), reason: '由住建局办理' })
    const detail = await detailFor(server, walk, 'wang.handler')
    expect(detail.assignments).toHaveLength(1)
    await act(server, walk, 'wang.handler', 'accept', ACCEPT)
  })

  test('becomes a precedent that triage is shown for the same class, there and below, and is passed on to the joint meeting above where the nearest does not rule', async () => {
    await using server = await givenServer()
    const walk = await givenSecondObjection(server)
    await server.deps.db.updateTable('matter').set({ class1: '09', class2: '0903' }).where('id', '=', walk.matter.id).execute()
    await act(server, walk, 'feng.joint', 'dispute', { reason: '涉及省属单位，请省联席会议办公室裁定。' })
    expect(await detailFor(server, walk, 'song.province')).toMatchObject({ status: 'JURIS', holder: '浙江省信访局' })
    expect(await refused(server, walk, 'song.province', 'dispute', { reason: '再往上' })).toMatchObject({ code: 'assignment/no-ruling-organ' })
    await act(server, walk, 'song.province', 'rule', { unitId: await unitId(server, UNITS.housing), reason: '电梯安全由住建部门牵头。' })
    const next = await givenWalk(server)
    const precedents = async () => (await bodyOf<{ precedents: { unit: string; isSameClass: boolean; reason: string }[] }>(server.call(`/api/matters/${next.matter.code}/reviews`, { as: 'li.triage' }))).precedents
    expect(await precedents()).toEqual([])
    await server.deps.db.updateTable('matter').set({ class1: '09', class2: '0901' }).where('id', '=', next.matter.id).execute()
    expect(await precedents()).toMatchObject([{ unit: '宁波市鄞州区住房和城乡建设局', isSameClass: false, reason: '电梯安全由住建部门牵头。' }])
  })

  test('finds nobody to rule when the directory names no joint-meeting office', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'SIGNED')
    await act(server, walk, 'sun.reviewer', 'object', OBJECTION)
    await sql`update post set valid_to = '2026-01-01' where 'ZR14' = any(roles)`.execute(server.deps.db)
    expect(await refused(server, walk, 'li.triage', 'dispute', { reason: '提请裁定' })).toMatchObject({ status: 409, code: 'assignment/no-ruling-organ' })
  })
})
