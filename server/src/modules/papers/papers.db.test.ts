import { expect, test } from 'vitest'
import { act, givenWalk, walkTo } from '../../../test/factories/handling.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { NotFound, RuleBroken } from '../../platform/errors.ts'
import { inTransaction } from '../../platform/database.ts'
import { toProblem } from '../../platform/problem.ts'
import { issuePaper, readPaperAsCitizen } from './index.ts'

const CONTENT = { recipient: '张三', code: '3302122600000017', request: '修复电梯', originalDue: '2026-12-01', days: '10', reason: '需要检测', approver: '周局长', newDue: '2026-12-11', basis: '《信访工作条例》第三十四条' }

async function given(server: TestServer) {
  const { matter } = await givenWalk(server)
  const post = { unitId: await unitId(server, UNITS.housing), unitName: '宁波市鄞州区住房和城乡建设局' }
  const issue = (content: typeof CONTENT, fails = false) => inTransaction(server.deps.db, { as: 'system' }, async (tx) => {
    const paper = await issuePaper(server.deps, tx, matter, { kind: 'WS09', content, post, shownToCitizen: true })
    if (fails) throw new Error('the step failed afterwards')
    return paper
  })
  return { matter, issue }
}

test('a paper that lacks something is not issued: every field is named in words, no number is used up', async () => {
  await using server = await givenServer()
  const { issue } = await given(server)
  const error = await issue({ ...CONTENT, reason: ' ', newDue: '' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RuleBroken)
  expect(toProblem(error, 'zh')).toMatchObject({ status: 409, code: 'paper/fields-missing', detail: '《延长办理期限告知书》还不能出具，缺少：理由、延长后的到期日。', faults: [{ code: 'paper/lacks-reason', message: '理由' }, { code: 'paper/lacks-newDue' }] })
  expect(toProblem(error, 'en').detail).toContain('Reason; New due date')
  expect(await server.deps.db.selectFrom('paper_serial').selectAll().execute()).toEqual([])
  expect(await server.deps.db.selectFrom('matter_paper').selectAll().where('kind', '=', 'WS09').execute()).toEqual([])
})

test('numbers of an organ follow each other without a gap, also when many are issued at once and some fail', async () => {
  await using server = await givenServer()
  const { issue } = await given(server)
  // One after another within the matter, whose lock a step holds; numbers are what is contested here.
  const numbers: (string | null)[] = []
  for (const fails of [false, true, false, true, false]) await issue(CONTENT, fails).then((paper) => numbers.push(paper.number), () => undefined)
  expect(numbers).toEqual(['鄞住建信延〔2026〕1号', '鄞住建信延〔2026〕2号', '鄞住建信延〔2026〕3号'])
  const matters = await Promise.all(Array.from({ length: 6 }, () => given(server)))
  const more = await Promise.all(matters.map((one, index) => one.issue(CONTENT, index % 3 === 0).then((paper) => paper.number, () => null)))
  expect(more.filter((number) => number !== null).sort()).toEqual([4, 5, 6, 7].map((serial) => `鄞住建信延〔2026〕${serial}号`))
  server.setNow('2027-01-04T02:00:00Z')
  expect((await issue(CONTENT)).number).toBe('鄞住建信延〔2027〕1号')
})

test('a petitioner reads the papers meant for them and no letter between offices', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'SERVED')
  const access = { code: walk.matter.code, matterId: walk.matter.id }
  const papers = await server.deps.db.selectFrom('matter_paper').select(['seq', 'kind']).where('matter_id', '=', walk.matter.id).orderBy('seq').execute()
  for (const { seq, kind } of papers) {
    const read = readPaperAsCitizen(server.deps, access, seq)
    if (kind === 'WS02' || kind === 'WS05' || kind === 'WS10') expect(await read).toMatchObject({ kind, isIntact: true })
    else await expect(read).rejects.toBeInstanceOf(NotFound)
  }
  await expect(readPaperAsCitizen(server.deps, access, 99)).rejects.toMatchObject({ code: 'paper/not-found' })
})

test('a unit that may not know the petitioner reads its papers without the name', async () => {
  await using server = await givenServer()
  const housing = await unitId(server, UNITS.housing)
  const walk = await givenWalk(server, { filing: { respondentUnitId: housing, people: [{ role: 'petitioner', name: '欧阳青青', address: '姜山镇', phone: '13800000001' }] } })
  await act(server, walk, 'li.triage', 'transfer', { unitId: housing })
  await walkTo(server, walk, 'SERVED')
  for (const seq of [1, 2, 3, 4, 5, 6]) {
    const page = await (await server.call(`/api/matters/${walk.matter.code}/papers/${seq}`, { as: 'wang.handler' })).text()
    expect(page).toContain('<h1>')
    expect(page).not.toContain('欧阳')
  }
})
