import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenMatter } from '../../../test/factories/matters.ts'
import type { GivenMatter, MatterGiven } from '../../../test/factories/matters.ts'
import { givenVisitor, receiptOn, walkToCheck } from '../../../test/visitor.ts'
import type { Seen, Visitor } from '../../../test/visitor.ts'

async function givenFollower(server: TestServer, given: MatterGiven): Promise<{ visitor: Visitor; matter: GivenMatter; seen: Seen }> {
  const matter = await givenMatter(server, { by: 'citizen', ...given })
  const visitor = givenVisitor(server)
  await visitor.open('/follow')
  return { visitor, matter, seen: await visitor.send({ code: matter.code, pin: matter.pin }) }
}

const statusOf = async (server: TestServer, { code }: GivenMatter) => (await server.deps.db.selectFrom('matter').select('status').where('code', '=', code).executeTakeFirstOrThrow()).status

test('code and PIN, also with spaces, open the progress: who has it, until when and why, what comes next, what may be done', async () => {
  await using server = await givenServer()
  const { visitor, matter, seen } = await givenFollower(server, { status: 'HANDLING' })
  expect(seen.path).toBe('/follow/progress')
  expect(seen.text).toContain('正在办理')
  expect(seen.text).toContain('宁波市鄞州区住房和城乡建设局')
  expect(seen.text).toContain('暂定2027年1月22日（星期五）')
  expect(seen.text).toMatch(/自然日.逐日计入/)
  expect(seen.text).toContain('民法典第二百零一条第一款')
  expect(seen.text).toContain('查清事实，作出书面答复')
  for (const action of ['add-material', 'withdraw']) expect(seen.html).toContain(`href="/follow/${action}"`)
  for (const action of ['evaluate', 'ask-review', 'supply']) expect(seen.html).not.toContain(`href="/follow/${action}"`)
  expect(JSON.stringify([seen.path, [...visitor.cookies.values()]])).not.toContain(matter.pin)
  await visitor.open('/follow')
  expect((await visitor.send({ code: matter.code.replace(/(....)/g, '$1 '), pin: ` ${matter.pin} ` })).path).toBe('/follow/progress')
})

test('a wrong PIN and a code that does not exist get one and the same answer, and ten wrong ones a pause', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { by: 'citizen' })
  const wrong = matter.pin === '000000' ? '000001' : '000000'
  const visitor = givenVisitor(server)
  await visitor.open('/follow')
  const known = await visitor.send({ code: matter.code, pin: wrong })
  const other = givenVisitor(server)
  await other.open('/follow')
  const unknown = await other.send({ code: '3302122600009990', pin: wrong })
  expect([known.status, unknown.status]).toEqual([401, 401])
  expect(known.text).toBe(unknown.text)
  expect(known.html).not.toContain(`value="${wrong}"`)
  for (let n = 0; n < 9; n += 1) await visitor.send({ pin: wrong })
  const paused = await visitor.send({ pin: matter.pin })
  expect([paused.status, paused.text.includes('分钟后再试')]).toEqual([429, true])
})

test('nothing filled in is said at both fields', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  await visitor.open('/follow')
  const seen = await visitor.send({ code: '', pin: '' })
  expect(seen.status).toBe(422)
  expect(seen.html).toContain('<a href="#code">请填写编号。</a>')
  expect(seen.html).toContain('<a href="#pin">请填写查询码。</a>')
})

test('half an hour without a click, an altered cookie, or leaving closes the matter; what was being written is still there after code and PIN', async () => {
  await using server = await givenServer()
  const { visitor, matter } = await givenFollower(server, { status: 'HANDLING' })
  await visitor.open('/follow/add-material')
  server.setNow('2026-11-23T02:31:00Z')
  const closed = await visitor.send({ text: '写了半个小时的补充情况' })
  expect(closed.text).toContain('30 分钟没有操作就自动退出了')
  expect(closed.text).not.toContain(matter.code)
  const back = await visitor.send({ code: matter.code, pin: matter.pin })
  expect(back.html).toContain('写了半个小时的补充情况')
  expect((await visitor.send()).text).toContain('已经收到您补充的材料')
  const cookie = visitor.cookies.get('hejie_matter') ?? ''
  visitor.cookies.set('hejie_matter', cookie.replace(/^./, (first) => (first === 'e' ? 'f' : 'e')))
  expect((await visitor.open('/follow/progress')).text).not.toContain('正在办理')
  visitor.cookies.set('hejie_matter', cookie)
  await visitor.open('/follow/progress')
  await visitor.send()
  expect((await visitor.open('/follow/progress')).text).not.toContain('正在办理')
})

test('a new PIN shuts what was opened with the old one', async () => {
  await using server = await givenServer()
  const { visitor, matter } = await givenFollower(server, { status: 'HANDLING' })
  expect((await visitor.open('/follow/progress')).text).toContain('正在办理')
  const answer = await server.call(`/api/matters/${matter.code}/pin`, { as: 'chen.clerk', body: { checkedBy: 'id-card', note: '' } })
  expect(answer.status).toBe(200)
  expect((await visitor.open('/follow/progress')).text).not.toContain('正在办理')
})

test('a click within half an hour keeps it open', async () => {
  await using server = await givenServer()
  const { visitor } = await givenFollower(server, { status: 'HANDLING' })
  for (const at of ['02:25', '02:50', '03:15']) {
    server.setNow(`2026-11-23T${at}:00Z`)
    expect((await visitor.open('/follow/progress')).text, at).toContain('正在办理')
  }
})

test('a question is answered with words and a file; an empty answer is refused and keeps the file', async () => {
  await using server = await givenServer()
  const { visitor, matter, seen } = await givenFollower(server, { status: 'NEED_INFO' })
  expect(seen.text).toContain('需要您补充材料')
  const page = await visitor.open('/follow/supply')
  expect(page.text).toContain('请补充物业公司名称')
  expect(page.text).toContain('请在12月3日（星期四）前回答')
  const refused = await visitor.send({ answer: '字'.repeat(4001), file: new File(['物业合同'], '合同.txt', { type: 'text/plain' }) })
  expect([refused.status, refused.text.includes('合同.txt'), refused.html.includes('字'.repeat(4001))]).toEqual([422, true, true])
  const done = await visitor.send({ answer: '某某物业' })
  expect(done.text).toContain('已经收到您的回答')
  expect(done.text).toContain('合同.txt')
  expect(await statusOf(server, matter)).toBe('REGISTERED')
  const [file] = await server.deps.db.selectFrom('matter_attachment').select('id').execute()
  const answer = await visitor.open(`/follow/files/${file?.id}`)
  expect([answer.html, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual(['物业合同', 'application/octet-stream', expect.stringContaining('attachment')])
})

test('withdrawing is asked on a page of its own and counts only after a call', async () => {
  await using server = await givenServer()
  const { visitor, matter } = await givenFollower(server, { status: 'HANDLING' })
  expect((await visitor.open('/follow/withdraw')).text).toContain('如果有人逼您撤回')
  const done = await visitor.send({ reason: '物业已经修好' })
  expect(done.text).toContain('工作人员会联系您确认')
  expect(await statusOf(server, matter)).toBe('HANDLING')
  expect(done.html).not.toContain('href="/follow/withdraw"')
  expect((await visitor.open('/follow/withdraw')).text).toContain('现在不能做这件事')
})

test('the reply is read as it was served, with what to do for whoever disagrees', async () => {
  await using server = await givenServer()
  const { visitor } = await givenFollower(server, { status: 'SERVED' })
  const page = await visitor.open('/follow/reply')
  for (const words of ['鄞住建信复〔2026〕1号', '修复电梯', '主板故障', '物业公司十日内修复', '《物业管理条例》第五十三条', '不服怎么办', '30日内申请复查']) expect(page.text).toContain(words)
})

test('office and unit are evaluated apart; not satisfied needs a reason, and what was chosen stays', async () => {
  await using server = await givenServer()
  const { visitor, seen } = await givenFollower(server, { status: 'SERVED' })
  expect(seen.html).toContain('href="/follow/evaluate"')
  await visitor.open('/follow/evaluate')
  expect((await visitor.send()).text).toContain('请选择满意、基本满意或不满意')
  const refused = await visitor.send({ 'office-grade': '0', 'unit-grade': '3', 'unit-words': '拖了很久' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('请至少选一个不满意的原因')
  expect(refused.html).toContain('拖了很久')
  expect(await server.deps.db.selectFrom('matter_evaluation').selectAll().execute()).toEqual([])
  const done = await visitor.send({ 'office-grade': '0', 'unit-grade': '3', 'unit-reasons': ['U1', 'U2'], 'unit-words': '拖了很久' })
  expect(done.text).toContain('谢谢您的评价')
  const given = await server.deps.db.selectFrom('matter_evaluation').select(['object', 'grade', 'reasons', 'words']).orderBy('object').execute()
  expect(given).toEqual([{ object: 'office', grade: '0', reasons: [], words: null }, { object: 'unit', grade: '3', reasons: ['U1', 'U2'], words: '拖了很久' }])
  expect(done.html).not.toContain('href="/follow/evaluate"')
})

test('a review is asked for within its window, whose last day is said', async () => {
  await using server = await givenServer()
  const { visitor, matter, seen } = await givenFollower(server, { status: 'SERVED' })
  expect(seen.text).toMatch(/申请复查 最后一天：12月23日（星期三）/)
  const page = await visitor.open('/follow/ask-review')
  expect(page.text).toContain('最后一天是12月23日（星期三）')
  expect((await visitor.send({ reasons: '' })).status).toBe(422)
  expect((await visitor.send({ reasons: '认定的事实不对' })).text).toContain('可以向两个机关提出，请选择其中一个')
  const organ = /name="organ"[^>]*value="([^"]+)"/.exec((await visitor.open('/follow/ask-review')).html)?.[1] ?? ''
  expect((await visitor.send({ reasons: '认定的事实不对', organ })).text).toContain('已经收到您的复查申请')
  expect(await statusOf(server, matter)).toBe('IN_REVIEW')
})

test('English says the same in English', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server, { by: 'citizen', status: 'HANDLING' })
  const visitor = givenVisitor(server, { 'accept-language': 'en-GB' })
  await visitor.open('/follow')
  const seen = await visitor.send({ code: matter.code, pin: matter.pin })
  expect(seen.html).toContain('<html lang="en"')
  expect(seen.text).toContain('Friday 22 January 2027, provisionally')
  expect(seen.text).toContain('What you can do now')
})

test('whoever just filed goes on to the progress without typing anything, and may clear the device', async () => {
  await using server = await givenServer()
  const visitor = givenVisitor(server)
  await walkToCheck(visitor)
  const { code } = receiptOn(await visitor.send())
  const progress = await visitor.send({ do: 'follow' })
  expect(progress.text).toContain(code.slice(0, 4))
  expect(progress.text).toMatch(/已经收到.等待登记/)
  await visitor.open('/file/sent')
  await visitor.send({ do: 'done' })
  expect(visitor.cookies.has('hejie_draft')).toBe(false)
})

test('nobody opens another matter\'s file or paper', async () => {
  await using server = await givenServer()
  const { visitor } = await givenFollower(server, { status: 'HANDLING' })
  expect((await visitor.open('/follow/files/00000000-0000-7000-8000-000000000000')).status).toBe(404)
  expect((await visitor.open('/follow/papers/99')).status).toBe(404)
})
