import { expect, test } from 'vitest'
import { sql } from 'kysely'
import type { MatterDetail } from '@hejie/contract/matters'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenVisitor } from '../../../test/visitor.ts'
import { act, givenWalk, walkTo } from '../../../test/factories/handling.ts'
import { givenMatter } from '../../../test/factories/matters.ts'
import { UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { verificationCode } from '../papers/index.ts'

type Paper = MatterDetail['papers'][number]
const papersOf = async (server: TestServer, code: string): Promise<Paper[]> => (await bodyOf<MatterDetail>(server.call(`/api/matters/${code}`, { as: 'li.triage' }))).papers

test('a visit at the counter leaves its record and the receipt; the petitioner is shown the receipt only', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { filing: { title: '电梯停用', readBack: true } })
  const papers = await papersOf(server, matter.code)
  expect(papers.map(({ seq, kind, number, shownToCitizen }) => [seq, kind, number, shownToCitizen])).toEqual([[1, 'WS01', null, false], [2, 'WS02', null, true]])
  const receipt = await (await server.call(`/api/matters/${matter.code}/papers/2`, { as: 'chen.clerk' })).text()
  expect(receipt).toContain('信访事项登记回执')
  expect(receipt).toContain('您反映的“电梯停用”已于2026年11月23日收到并登记。')
  expect(receipt).toMatch(/登记机关在2026年12月\d+日前把事项转送/)
  expect(receipt).toContain('/verify 输入核验码')
  const record = await (await server.call(`/api/matters/${matter.code}/papers/1`, { as: 'chen.clerk' })).text()
  expect(record).toContain('以上记录已向来访人宣读，来访人确认无误：是。')
  expect(record).toMatch(/来访人（签名）/)
})

test('what came by web gets its receipt when it is registered, and a telephone call leaves no record of a visit', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { status: 'SUBMITTED' })
  expect(await papersOf(server, matter.code)).toEqual([])
  expect((await server.call(`/api/matters/${matter.code}/actions/register`, { as: 'li.triage', body: { version: matter.version } })).status).toBe(200)
  expect((await papersOf(server, matter.code)).map(({ kind }) => kind)).toEqual(['WS02'])
  const call = await givenMatter(server, { filing: { form: '400', channel: 'Q09' } })
  expect((await papersOf(server, call.code)).map(({ kind }) => kind)).toEqual(['WS02'])
})

test('an accusation leaves no paper in the ordinary register', async () => {
  await using server = await givenServer()
  await givenMatter(server)
  await server.call('/api/filings', { as: 'chen.clerk', headers: { 'idempotency-key': 'accuse-01' }, body: { form: '200', channel: 'Q02', category: 'B', title: '举报', body: '某局采购有问题。', placeCode: '330212110000', people: [{ role: 'petitioner', name: '张三', phone: '13800000001', address: '某村' }] } })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from matter_paper where content::text like '%某局采购%'`.execute(server.deps.db)
  expect(rows[0]?.n).toBe(0)
})

test('whoever holds a paper checks it by its code and sees kind, number, unit and day, and nothing of what it says', async () => {
  await using server = await givenServer()
  const walk = await givenWalk(server, { filing: { title: '保密的标题', people: [{ role: 'petitioner', name: '欧阳不公开', phone: '13812345678', address: '保密路1号' }] } })
  await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })
  await walkTo(server, walk, 'HANDLING')
  const notice = (await papersOf(server, walk.matter.code)).find(({ kind }) => kind === 'WS05')
  const code = verificationCode(notice?.digest ?? '')
  const visitor = givenVisitor(server)
  for (const typed of [code, code.toLowerCase().replaceAll('-', ''), `  ${code.replaceAll('-', ' ')} `, code.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))]) {
    const seen = await visitor.open(`/verify?code=${encodeURIComponent(typed)}`)
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('核验一致')
    expect(seen.text).toContain('信访事项受理告知书')
    expect(seen.text).toContain(notice?.number ?? '-')
    expect(seen.text).toContain('住房和城乡建设局')
    expect(seen.text).toContain('2026年11月23日')
    for (const hidden of ['欧阳不公开', '保密的标题', '13812345678', walk.matter.code]) expect(seen.html).not.toContain(hidden)
  }
  expect((await visitor.open(`/verify?code=${code}&lang=en`)).text).toContain('The paper is genuine')
})

test('a paper whose words were changed in the database is not genuine', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  const receipt = (await papersOf(server, matter.code)).find(({ kind }) => kind === 'WS02')
  await sql`update matter_paper set content = jsonb_set(content, '{fields,request}', '"别的请求"') where kind = 'WS02'`.execute(server.deps.db)
  const seen = await givenVisitor(server).open(`/verify?code=${verificationCode(receipt?.digest ?? '')}`)
  expect(seen.text).toContain('核验不一致')
  expect(seen.text).toContain('不得使用')
})

test('an unknown code, a code of the wrong form and too many tries are told apart and said plainly', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  expect((await visitor.open('/verify')).text).toContain('输入文书末尾的核验码')
  expect(await visitor.open('/verify?code=0000-0000-0000-0000')).toMatchObject({ status: 404, text: expect.stringContaining('没有找到这份文书') })
  expect(await visitor.open('/verify?code=12')).toMatchObject({ status: 422, text: expect.stringContaining('核验码是16位') })
  expect((await visitor.open('/verify?code=%3Cscript%3E')).html).not.toContain('<script>')
  for (let i = 0; i < 29; i += 1) await visitor.open(`/verify?code=${String(i).padStart(16, '0')}`)
  expect(await visitor.open('/verify?code=0000-0000-0000-0001')).toMatchObject({ status: 429, text: expect.stringMatching(/分钟/) })
})
