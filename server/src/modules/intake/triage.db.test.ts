import type { Problem } from '@hejie/contract/common'
import type { ActionName } from '@hejie/contract/lifecycle'
import type { MatterDetail } from '@hejie/contract/matters'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenMatter } from '../../../test/factories/matters.ts'
import { PLACES, UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'

const act = (server: TestServer, matter: { code: string; version: number }, action: ActionName, input: object, as = 'li.triage', plus = 0): Promise<Response> =>
  server.call(`/api/matters/${matter.code}/actions/${action}`, { as, body: { ...input, version: matter.version + plus } })
const faultsOf = async (answer: Response | Promise<Response>) => {
  const problem = await bodyOf<Problem>(answer)
  return problem.faults?.map(({ field, code }) => `${field}: ${code}`) ?? [problem.code]
}
const rowOf = (server: TestServer, code: string) => server.deps.db.selectFrom('matter').selectAll().where('code', '=', code).executeTakeFirstOrThrow()
const runningClocks = async (server: TestServer) => (await server.deps.db.selectFrom('matter_clock').select('rule').where('ended_on', 'is', null).execute()).map((row) => row.rule)

test('what a citizen sent in is registered by the clerk or the triage officer of its own office, once', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { status: 'SUBMITTED' })
  expect(await faultsOf(act(server, matter, 'register', {}, 'shen.town'))).toEqual(['matter/not-your-part'])
  const answers = await Promise.all([act(server, matter, 'register', {}, 'chen.clerk'), act(server, matter, 'register', {}, 'li.triage')])
  expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
  expect(await rowOf(server, matter.code)).toMatchObject({ status: 'REGISTERED', version: 2, registered_at: expect.any(Date) })
})

describe('asking for more information', () => {
  test('is possible once, with at most ten days to answer; the limit to route goes on', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    const ask = (answerBy: string, plus = 0) => act(server, matter, 'ask-info', { question: '请补充合同。', answerBy }, 'li.triage', plus)
    expect(await faultsOf(ask('2026-11-23'))).toEqual(['answerBy: intake/answer-by-wrong'])
    expect(await faultsOf(ask('2026-12-04'))).toEqual(['answerBy: intake/answer-by-wrong'])
    expect(await bodyOf(ask('2026-12-03'))).toMatchObject({ status: 'NEED_INFO' })
    expect(await runningClocks(server)).toEqual(['DL01'])
    expect(await bodyOf(act(server, matter, 'proceed-without-info', {}, 'li.triage', 1))).toMatchObject({ status: 'REGISTERED' })
    expect(await faultsOf(ask('2026-12-03', 2))).toEqual(['intake/info-asked-already'])
  })
})

describe('classifying', () => {
  const C = { category: 'C', route: 'C6', class1: '09', class2: '0903' }
  const REFUSED: [object, string[]][] = [
    [{ ...C, route: null }, ['route: intake/route-missing']], [{ ...C, category: 'A' }, ['route: intake/route-not-for-suggestions']], [{ ...C, class2: '0601' }, ['class2: intake/class-not-below']],
    [{ ...C, class1: '77', class2: null }, ['class1: intake/class-unknown']], [{ ...C, purpose: 'M2' }, ['purpose: intake/use-seal']], [{ ...C, purpose: 'M8' }, ['purpose: intake/purpose-unknown']],
    [{ ...C, placeCode: '330299000000' }, ['placeCode: intake/place-unknown']], [{ ...C, respondentUnitId: '0197f000-0000-7000-8000-000000000009' }, ['respondentUnitId: intake/unit-unknown']],
  ]
  test('names what does not fit, and changes nothing', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    for (const [input, faults] of REFUSED) expect(await faultsOf(act(server, matter, 'classify', input)), JSON.stringify(input)).toEqual(faults)
    expect((await rowOf(server, matter.code)).version).toBe(1)
  })
  test('sorts it, moves it to its place, and has the index rewritten', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    const answer = await act(server, matter, 'classify', { ...C, placeCode: PLACES.village, peopleCount: 6, title: '电梯停用两个月', respondentUnitId: await unitId(server, UNITS.housing) })
    expect(answer.status).toBe(200)
    expect(await rowOf(server, matter.code)).toMatchObject({
      status: 'REGISTERED', category: 'C', route: 'C6', class1: '09', class2: '0903', title: '电梯停用两个月', place_code: PLACES.village, region_path: '33/3302/330212/330212001/330212001212/', people_count: 6, is_joint: true,
      respondent_unit_id: await unitId(server, UNITS.housing), home_county: '330212',
    })
    const { sql } = await import('kysely')
    const { rows } = await sql<{ data: { matterId: string } }>`select data from pgboss.job where name = 'search.index'`.execute(server.deps.db)
    expect(rows).toEqual([{ data: { matterId: matter.id, homeCounty: '330212' } }])
  })
})

describe('leading to the lawful route', () => {
  const WAY = { route: 'C2', legalBasis: '劳动争议调解仲裁法第二十七条', organ: '鄞州区劳动人事争议仲裁委员会', organAddress: '惠风东路568号', timeLimit: '一年内', materials: '劳动合同、身份证' }
  test('ends the matter with a numbered notice that says whom to ask, where and by when', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    expect(await bodyOf(act(server, matter, 'divert', WAY))).toMatchObject({ status: 'DIVERTED' })
    const paper = await server.deps.db.selectFrom('matter_paper').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()
    expect(paper).toMatchObject({ kind: 'WS07', number: expect.stringContaining('信导'), shown_to_citizen: true, content: { fields: { organ: WAY.organ, timeLimit: '一年内', route: 'C2 仲裁' } } })
    expect(await runningClocks(server)).toEqual([])
    expect(await rowOf(server, matter.code)).toMatchObject({ category: 'C', route: 'C2', holder_unit_id: null, is_open: false })
  })
  test('is also open to the reviewer of the unit that has signed, and to no handler', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'SIGNED' })
    expect(await faultsOf(act(server, matter, 'divert', WAY, 'wang.handler'))).toEqual(['matter/not-your-part'])
    expect(await bodyOf(act(server, matter, 'divert', WAY, 'sun.reviewer'))).toMatchObject({ status: 'DIVERTED' })
  })
  test('names everything that is missing', async () => {
    await using server = await givenServer()
    expect(await faultsOf(act(server, await givenMatter(server), 'divert', { route: 'C6', legalBasis: '' }))).toEqual(['route: input/not-a-choice', 'legalBasis: input/required', 'organ: input/required', 'organAddress: input/required', 'timeLimit: input/required'])
  })
})

describe('not accepting', () => {
  const N3 = { reason: 'N3', explanation: '属于人民法院职权范围。', organ: '鄞州区人民法院,民安东路268号' }
  test('takes two people; the petitioner gets the reason, the article and where to go', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    expect(await bodyOf(act(server, matter, 'propose-refusal', N3))).toMatchObject({ status: 'REGISTERED' })
    expect(await faultsOf(act(server, matter, 'propose-refusal', N3, 'zhao.triage', 1))).toEqual(['intake/refusal-pending'])
    expect(await faultsOf(act(server, matter, 'confirm-refusal', {}, 'li.triage', 1))).toEqual(['intake/second-person-needed'])
    const detail = await bodyOf<{ allowedActions: { name: string; missing: string[] }[] }>(server.call(`/api/matters/${matter.code}`, { as: 'li.triage' }))
    expect(detail.allowedActions.find((one) => one.name === 'confirm-refusal')).toMatchObject({ missing: ['intake/second-person-needed'] })
    expect(await bodyOf(act(server, matter, 'confirm-refusal', {}, 'zhao.triage', 1))).toMatchObject({ status: 'NOT_ACCEPTED' })
    const paper = await server.deps.db.selectFrom('matter_paper').select(['kind', 'content']).orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()
    expect(paper).toMatchObject({ kind: 'WS06', content: { fields: { basis: expect.stringContaining('第二十八条'), organ: N3.organ } } })
    expect(await runningClocks(server)).toEqual([])
  })
  test('a second person who does not agree sends it on its way', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    expect(await faultsOf(act(server, matter, 'confirm-refusal', {}, 'zhao.triage'))).toEqual(['intake/no-refusal-pending'])
    await act(server, matter, 'propose-refusal', N3)
    expect(await bodyOf(act(server, matter, 'reject-refusal', { note: '应当受理。' }, 'zhao.triage', 1))).toMatchObject({ status: 'REGISTERED' })
    expect(await faultsOf(act(server, matter, 'reject-refusal', { note: '再次' }, 'zhao.triage', 2))).toEqual(['intake/no-refusal-pending'])
  })
  test('an earlier matter must be named, by a code that checks and is not its own', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server)
    const propose = (input: object) => act(server, matter, 'propose-refusal', { reason: 'N1', explanation: '正在办理。', ...input })
    expect(await faultsOf(propose({}))).toEqual(['originalCode: intake/original-code-missing'])
    expect(await faultsOf(propose({ originalCode: matter.code }))).toEqual(['originalCode: intake/original-is-itself'])
    expect(await faultsOf(propose({ originalCode: '3302 1226 0000 0019' }))).toEqual(['originalCode: intake/original-code-wrong'])
    expect(await faultsOf(propose({ reason: 'N7' }))).toEqual(['organ: intake/organ-missing'])
    expect(await faultsOf(propose({ reason: 'N8' }))).toEqual(['reason: intake/can-be-contacted'])
    expect((await propose({ reason: 'N2', originalCode: '浙住建信核〔2025〕3号' })).status).toBe(200)
  })
})

describe('merging', () => {
  test('joins two matters of the same petitioner, linked on both sides; the later one ends', async () => {
    await using server = await givenServer()
    const people = [{ role: 'petitioner' as const, name: '张三', phone: '13805741234', address: '湾底村1号' }]
    const first = await givenMatter(server, { by: 'citizen', status: 'SUBMITTED', filing: { people } })
    const second = await givenMatter(server, { filing: { people: [{ ...people[0]!, phone: '+86 138 0574 1234', address: '别处' }] } })
    expect(await bodyOf(act(server, second, 'merge', { intoCode: first.code, reason: '同一天网上和来访提出同一事项' }))).toMatchObject({ status: 'MERGED' })
    const links = await server.deps.db.selectFrom('matter_link').select(['matter_id', 'other_code', 'kind']).execute()
    expect(links.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([{ matter_id: first.id, other_code: second.code, kind: 'merged-from' }, { matter_id: second.id, other_code: first.code, kind: 'merged-into' }])
    expect(await rowOf(server, second.code)).toMatchObject({ holder_unit_id: null, next_due_on: 'infinity' })
  })
  test('never joins matters of different petitioners, itself, an ended one or one that cannot be seen', async () => {
    await using server = await givenServer()
    const [one, other, ended] = [await givenMatter(server), await givenMatter(server), await givenMatter(server, { status: 'WITHDRAWN' })]
    const merge = (intoCode: string) => act(server, one, 'merge', { intoCode, reason: '相同' })
    expect(await faultsOf(merge(other.code))).toEqual(['intake/merge-different-petitioner'])
    expect(await faultsOf(merge(one.code))).toEqual(['intoCode: intake/merge-itself'])
    expect(await faultsOf(merge(ended.code))).toEqual(['intake/merge-target-ended'])
    expect(await faultsOf(merge('3302122699999998'))).toEqual(['matter/not-found'])
    expect(await rowOf(server, one.code)).toMatchObject({ status: 'REGISTERED', version: 1 })
    const link = await server.call(`/api/matters/${one.code}/links`, { as: 'li.triage', body: { otherCode: other.code, kind: 'related' } })
    expect(link.status).toBe(204)
    expect(await server.deps.db.selectFrom('matter_link').select('kind').execute()).toEqual([{ kind: 'related' }, { kind: 'related' }])
    expect(await faultsOf(server.call(`/api/matters/${one.code}/links`, { as: 'li.triage', body: { otherCode: one.code, kind: 'related' } }))).toEqual(['otherCode: intake/link-itself'])
  })
  test('somebody holding the other matter at this moment is said so', async () => {
    await using server = await givenServer()
    const people = [{ role: 'petitioner' as const, name: '李四', phone: '13905740001', address: '一号' }]
    const [one, other] = [await givenMatter(server, { filing: { people } }), await givenMatter(server, { filing: { people } })]
    await server.deps.db.transaction().execute(async (tx) => {
      await tx.selectFrom('matter').select('id').where('id', '=', other.id).forUpdate().execute()
      expect(await faultsOf(act(server, one, 'merge', { intoCode: other.code, reason: '同' }))).toEqual(['intake/merge-target-busy'])
    })
    expect((await act(server, one, 'merge', { intoCode: other.code, reason: '同' })).status).toBe(200)
  })
  test('two officers merging two matters into each other: one wins at most, and nobody waits for each other', async () => {
    await using server = await givenServer()
    const people = [{ role: 'petitioner' as const, name: '李四', phone: '13905740001', address: '一号' }]
    const [one, other] = [await givenMatter(server, { filing: { people } }), await givenMatter(server, { filing: { people } })]
    const answers = await Promise.all([act(server, one, 'merge', { intoCode: other.code, reason: '同' }), act(server, other, 'merge', { intoCode: one.code, reason: '同' }, 'zhao.triage')])
    const statuses = answers.map((answer) => answer.status)
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
  })
})

test('an urgent matter is reported up and marked; a note is for colleagues and not for the petitioner', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  await act(server, matter, 'report-up', { to: '鄞州区委、区政府', content: '现场五十人聚集,请协调。' })
  await act(server, matter, 'note', { note: '已约明天见面。' }, 'chen.clerk', 1)
  expect(await rowOf(server, matter.code)).toMatchObject({ is_urgent: true, status: 'REGISTERED' })
  expect(await server.deps.db.selectFrom('matter_event').select(['event', 'note', 'shown_to_citizen']).where('seq', '>', 2).orderBy('seq').execute()).toEqual([
    { event: 'report-up', note: '现场五十人聚集,请协调。', shown_to_citizen: false }, { event: 'note', note: '已约明天见面。', shown_to_citizen: false },
  ])
})

test('the office above finds the report among its tasks, due the same day, and says what it does; the county cannot answer for it', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  await act(server, matter, 'report-up', { to: '鄞州区委、区政府', content: '现场五十人聚集，请协调。' })
  const tasks = await bodyOf<{ items: { code: string }[] }>(server.call('/api/matters?scope=tasks', { as: 'tang.city' }))
  expect(tasks.items.map(({ code }) => code)).toEqual([matter.code])
  const detail = await bodyOf<MatterDetail>(server.call(`/api/matters/${matter.code}`, { as: 'tang.city' }))
  const [task] = detail.tasks
  expect(task).toMatchObject({ kind: 'urgent-report', unit: '宁波市信访局', role: 'ZR11', dueOn: '2026-11-23', doneAt: null, detail: { reason: '现场五十人聚集，请协调。' } })
  const finish = (as: string) => server.call(`/api/matters/${matter.code}/actions/finish-task`, { as, body: { taskId: task?.id, outcome: '已报市委办公室，派员到场。', version: detail.version } })
  expect((await finish('zheng.supervisor')).status).toBe(404)
  expect((await finish('tang.city')).status).toBe(200)
  expect((await bodyOf<{ items: unknown[] }>(server.call('/api/matters?scope=tasks', { as: 'tang.city' }))).items).toEqual([])
})
