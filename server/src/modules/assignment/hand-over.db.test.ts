import { describe, expect, test } from 'vitest'
import type { MatterDetail } from '@hejie/contract/matters'
import { ACCEPT, CONTACT, DRAFT, act, givenWalk, refused, walkTo } from '../../../test/factories/handling.ts'
import type { Walk } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

const detailFor = (server: TestServer, walk: Walk, as: string): Promise<MatterDetail> => bodyOf<MatterDetail>(server.call(`/api/matters/${walk.matter.code}`, { as }))

async function contentOf(server: TestServer, walk: Walk, kind: string): Promise<Record<string, string>> {
  const row = await server.deps.db.selectFrom('matter_paper').select('content').where('matter_id', '=', walk.matter.id).where('kind', '=', kind).executeTakeFirstOrThrow()
  return (row.content as { fields: Record<string, string> }).fields
}

/** Everything a refused step might have left behind. */
async function tracesOf(server: TestServer, walk: Walk): Promise<unknown> {
  const { db } = server.deps
  const [matter, parts, papers, serials, events, clocks, lines] = await Promise.all([
    db.selectFrom('matter').selectAll().where('id', '=', walk.matter.id).execute(), db.selectFrom('matter_assignment').selectAll().execute(), db.selectFrom('matter_paper').selectAll().execute(),
    db.selectFrom('paper_serial').selectAll().execute(), db.selectFrom('matter_event').selectAll().execute(), db.selectFrom('matter_clock').selectAll().execute(), db.selectFrom('audit_line').selectAll().execute(),
  ])
  return { matter, parts, papers, serials, events, clocks, lines: lines.length }
}

describe('a transfer', () => {
  test('gives the unit the matter, a numbered letter and its two limits; the office keeps it in sight', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    expect((await server.call(`/api/matters/${walk.matter.code}`, { as: 'wang.handler' })).status).toBe(404)
    await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing), note: '请于本周联系信访人' })
    const detail = await detailFor(server, walk, 'wang.handler')
    expect(detail).toMatchObject({ status: 'ROUTED', lead: '宁波市鄞州区住房和城乡建设局', holder: '宁波市鄞州区住房和城乡建设局' })
    expect(detail.assignments).toMatchObject([{ part: 'lead', kind: 'transfer', letterNumber: '鄞信转〔2026〕1号', requirement: '请于本周联系信访人', signedAt: null }])
    expect(detail.clocks.filter((one) => one.endedOn === null).map((one) => [one.rule, one.strict])).toEqual([['DL03', '2026-12-08'], ['DL04', '2026-11-30']])
    expect(await contentOf(server, walk, 'WS03')).toMatchObject({ recipient: '宁波市鄞州区住房和城乡建设局', noticeBy: '2026-12-08', code: walk.matter.code })
    expect(await server.call(`/api/matters/${walk.matter.code}`, { as: 'hu.handler' })).toMatchObject({ status: 404 })
    expect(await detailFor(server, walk, 'li.triage')).toMatchObject({ status: 'ROUTED' })
  })

  test('waits until somebody has looked whether it is an accusation, says so, and leaves nothing behind', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server, { category: null })
    const before = await tracesOf(server, walk)
    const answer = await refused(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })
    expect(answer).toMatchObject({ status: 409, code: 'matter/missing', detail: expect.stringContaining('事项分类'), faults: [{ code: 'assignment/not-classified' }] })
    expect(await tracesOf(server, walk)).toEqual(before)
  })

  test('is the triage officer\'s of the office that keeps the matter, and goes no wider than its region', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    const housing = await unitId(server, UNITS.housing)
    expect(await refused(server, walk, 'chen.clerk', 'transfer', { unitId: housing })).toMatchObject({ status: 403, code: 'matter/not-your-part' })
    expect(await refused(server, walk, 'tang.city', 'transfer', { unitId: housing })).toMatchObject({ status: 403 })
    expect(await refused(server, walk, 'wang.handler', 'transfer', { unitId: housing })).toMatchObject({ status: 404 })
    expect(await refused(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.cityHousing) })).toMatchObject({ status: 400, faults: [{ field: 'unitId', code: 'assignment/outside-region' }] })
    expect(await refused(server, walk, 'li.triage', 'transfer', { unitId: crypto.randomUUID() })).toMatchObject({ status: 400, faults: [{ field: 'unitId', code: 'assignment/unit-unknown' }] })
  })

  test('by two officers at the same moment has one winner and one clear answer', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    const [housing, enforcement] = [await unitId(server, UNITS.housing), await unitId(server, UNITS.enforcement)]
    const send = (as: string, unit: string) => server.call(`/api/matters/${walk.matter.code}/actions/transfer`, { as, body: { unitId: unit, version: walk.version } })
    const answers = await Promise.all([send('li.triage', housing), send('zhao.triage', enforcement)])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    const loser = await bodyOf<{ code: string }>(answers.find((one) => one.status === 409)!)
    expect(loser.code).toBe('matter/changed-meanwhile')
    expect(await server.deps.db.selectFrom('matter_assignment').selectAll().where('matter_id', '=', walk.matter.id).execute()).toHaveLength(1)
    expect(await server.deps.db.selectFrom('matter_paper').selectAll().where('matter_id', '=', walk.matter.id).where('kind', '=', 'WS03').execute()).toHaveLength(1)
  })

  test('to the unit complained of warns, offers its superior and hides the petitioner from it', async () => {
    await using server = await givenServer()
    const housing = await unitId(server, UNITS.housing)
    const walk = await givenWalk(server, { filing: { respondentUnitId: housing } })
    await act(server, walk, 'li.triage', 'transfer', { unitId: housing })
    expect(walk.warnings).toEqual([expect.stringMatching(/被反映单位.*鄞州区人民政府/)])
    expect(await contentOf(server, walk, 'WS03')).toMatchObject({ petitioner: '信访人（要求不公开身份）' })
    const detail = await detailFor(server, walk, 'wang.handler')
    expect(detail).toMatchObject({ hidesIdentity: true, mayUnmask: false })
    const asked = await server.call(`/api/matters/${walk.matter.code}/people/1/unmask`, { as: 'wang.handler', body: { reason: '想联系' } })
    expect(asked.status).toBe(403)
    expect((await detailFor(server, walk, 'li.triage')).mayUnmask).toBe(true)
  })

  test('to a unit that was abolished goes to its successor and says so', async () => {
    await using server = await givenServer()
    const [old, successor] = [await unitId(server, UNITS.enforcement), await unitId(server, UNITS.housing)]
    await server.deps.db.updateTable('unit').set({ valid_to: '2026-06-30', successor_id: successor }).where('id', '=', old).execute()
    const walk = await givenWalk(server)
    await act(server, walk, 'li.triage', 'transfer', { unitId: old })
    expect(walk.warnings).toEqual([expect.stringContaining('已改由承接单位')])
    expect((await detailFor(server, walk, 'li.triage')).lead).toBe('宁波市鄞州区住房和城乡建设局')
    await server.deps.db.updateTable('unit').set({ successor_id: null }).where('id', '=', old).execute()
    expect(await refused(server, await givenWalk(server), 'li.triage', 'transfer', { unitId: old })).toMatchObject({ faults: [{ code: 'assignment/unit-abolished' }] })
  })

  test('to the office itself keeps the limit of what came in directly and needs no letter', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.office) })
    const detail = await detailFor(server, walk, 'li.triage')
    expect(detail.assignments).toMatchObject([{ kind: 'own', letterNumber: null }])
    expect(detail.clocks.filter((one) => one.endedOn === null).map((one) => [one.rule, one.startedOn])).toEqual([['DL02', '2026-11-23']])
    expect(detail.papers.map((one) => one.kind)).toEqual(['WS01', 'WS02'])
  })
})

describe('an assignment', () => {
  const order = async (server: TestServer) => ({
    leadUnitId: await unitId(server, UNITS.housing), coUnitIds: [await unitId(server, UNITS.enforcement), await unitId(server, UNITS.town)], dueOn: '2026-12-20', requirement: '查清电梯停用原因,督促修复。',
  })

  test('has a lead, co-units, a set term and a letter that says who, by when and what is to be reported', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    await act(server, walk, 'li.triage', 'assign', await order(server))
    const detail = await detailFor(server, walk, 'lin.handler')
    expect(detail.assignments.map((one) => [one.part, one.kind, one.dueOn, one.letterNumber])).toEqual([
      ['lead', 'assign', '2026-12-20', '鄞信交〔2026〕1号'], ['co', 'assign', '2026-12-20', '鄞信交〔2026〕1号'], ['co', 'assign', '2026-12-20', '鄞信交〔2026〕1号']])
    expect(await contentOf(server, walk, 'WS04')).toMatchObject({ leadUnit: '宁波市鄞州区住房和城乡建设局', coUnits: expect.stringContaining('姜山镇人民政府'), dueOn: '2026-12-20', feedback: expect.stringContaining('办结报告') })
    const page = await server.call(`/api/matters/${walk.matter.code}/papers/3`, { as: 'li.triage' })
    expect(page.headers.get('content-type')).toContain('text/html')
    const html = await page.text()
    expect(html).toContain('鄞信交〔2026〕1号')
    expect(html).toContain('2026年12月20日')
  })

  test('needs a term that lies ahead, and each unit once', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    const good = await order(server)
    expect(await refused(server, walk, 'li.triage', 'assign', { ...good, dueOn: null })).toMatchObject({ status: 400, faults: [{ field: 'dueOn', code: 'assignment/term-required' }] })
    expect(await refused(server, walk, 'li.triage', 'assign', { ...good, dueOn: '2026-11-23' })).toMatchObject({ faults: [{ code: 'assignment/term-not-ahead' }] })
    expect(await refused(server, walk, 'li.triage', 'assign', { ...good, coUnitIds: [good.leadUnitId] })).toMatchObject({ faults: [{ field: 'coUnitIds.0', code: 'assignment/unit-named-twice' }] })
  })

  test('lets each co-unit sign and answer for itself; the lead waits for their parts until their term', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    await act(server, walk, 'li.triage', 'assign', await order(server))
    await act(server, walk, 'hu.handler', 'sign', { recusalDeclared: true })
    expect(walk.status).toBe('ROUTED')
    expect(await refused(server, walk, 'hu.handler', 'sign', { recusalDeclared: true })).toMatchObject({ code: 'matter/missing', faults: [{ code: 'assignment/nothing-to-sign' }] })
    await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
    expect(walk.status).toBe('SIGNED')
    expect(await refused(server, walk, 'hu.handler', 'accept', ACCEPT)).toMatchObject({ status: 403 })
    await act(server, walk, 'wang.handler', 'accept', ACCEPT)
    expect(await refused(server, walk, 'lin.handler', 'co-opinion', { opinion: '属地意见' })).toMatchObject({ faults: [{ code: 'assignment/not-signed' }] })
    await act(server, walk, 'lin.handler', 'sign', { recusalDeclared: true })
    expect(walk.status).toBe('HANDLING')
    await act(server, walk, 'wang.handler', 'contact', CONTACT)
    await act(server, walk, 'hu.handler', 'co-opinion', { opinion: '现场无违法建设。' })
    expect(await refused(server, walk, 'wang.handler', 'draft', DRAFT)).toMatchObject({ code: 'matter/missing', detail: expect.stringContaining('协办单位的意见') })
    expect(await refused(server, walk, 'wang.handler', 'co-opinion', { opinion: '牵头单位' })).toMatchObject({ faults: [{ code: 'assignment/not-a-co-unit' }] })
    const seen = await detailFor(server, walk, 'wang.handler')
    expect(seen.allowedActions.find((one) => one.name === 'draft')).toMatchObject({ missing: ['closing/co-opinion-missing'] })
    await act(server, walk, 'lin.handler', 'co-opinion', { opinion: '镇里已走访。' })
    await act(server, walk, 'wang.handler', 'draft', DRAFT)
    const lead = await detailFor(server, walk, 'sun.reviewer')
    expect(lead.assignments.filter((one) => one.part === 'co').map((one) => one.opinion)).toEqual(['现场无违法建设。', '镇里已走访。'])
  })

  test('does not wait for a co-unit for ever, but does not close without its part', async () => {
    await using server = await givenServer()
    const walk = await givenWalk(server)
    await act(server, walk, 'li.triage', 'assign', await order(server))
    await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
    await act(server, walk, 'wang.handler', 'accept', ACCEPT)
    await act(server, walk, 'wang.handler', 'contact', CONTACT)
    server.setNow('2026-12-21T02:00:00Z')
    await act(server, walk, 'wang.handler', 'draft', DRAFT)
    await walkTo(server, walk, 'SERVED')
    const close = { fourInPlace: { reasonable: '是', unreasonable: '否', hardship: '否', unlawful: '否' }, closingReport: '已办结' }
    expect(await refused(server, walk, 'li.triage', 'close', close)).toMatchObject({ faults: [{ code: 'closing/co-opinion-missing' }] })
    for (const handler of ['hu.handler', 'lin.handler']) {
      await server.deps.db.updateTable('matter_assignment').set({ signed_at: '2026-12-01T00:00:00Z' }).where('matter_id', '=', walk.matter.id).execute()
      await act(server, walk, handler, 'co-opinion', { opinion: '迟到的意见' })
    }
    await act(server, walk, 'li.triage', 'close', close)
    expect((await detailFor(server, walk, 'li.triage')).papers.map((one) => one.kind)).toContain('WS21')
  })
})

describe('a signature', () => {
  test('is the unit\'s own, with the recusal declared', async () => {
    await using server = await givenServer()
    const walk = await walkTo(server, await givenWalk(server), 'ROUTED')
    expect(await refused(server, walk, 'wang.handler', 'sign', { recusalDeclared: false })).toMatchObject({ status: 400, faults: [{ field: 'recusalDeclared', code: 'assignment/recusal-not-declared' }] })
    expect(await refused(server, walk, 'zhou.head', 'sign', { recusalDeclared: true })).toMatchObject({ status: 403 })
    await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
    const detail = await detailFor(server, walk, 'wang.handler')
    expect(detail.handler).toBeTruthy()
    expect(detail.clocks.find((one) => one.rule === 'DL31')).toMatchObject({ strict: '2026-11-25', endedOn: null })
    await act(server, walk, 'wang.handler', 'contact', { ...CONTACT, reached: false })
    expect((await detailFor(server, walk, 'wang.handler')).clocks.find((one) => one.rule === 'DL31')).toMatchObject({ endedOn: '2026-11-23', endedBy: 'contact' })
  })
})
