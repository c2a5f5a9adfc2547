import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenVisitor, receiptOn, walkToCheck } from '../../../test/visitor.ts'
import { isMatterCode } from '../intake/index.ts'

const matters = (server: TestServer) => server.deps.db.selectFrom('matter').selectAll().execute()
const MB = 1024 * 1024

test('a petition is filed page by page and ends in a code, a PIN and the day by which it is passed on', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  const check = await walkToCheck(li)
  expect(check.text).toContain('夜里施工太吵')
  expect(check.text).toContain('生态环境 › 噪声')
  expect(check.text).toContain('浙江省宁波市鄞州区姜山镇 人民路')
  const sent = await li.send()
  expect(sent.path).toBe('/file/sent')
  const { code, pin } = receiptOn(sent)
  expect(isMatterCode(code)).toBe(true)
  expect(pin).toMatch(/^\d{6}$/)
  expect(sent.text).toContain('我们会在12月8日（星期二）前转给该办的单位')
  const [row] = await matters(server)
  expect(row).toMatchObject({ code, status: 'SUBMITTED', form: '300', channel: 'Q01', category: 'C', purpose: 'M4', class1: '05', class2: '0503', place_code: '330212110000', place_detail: '人民路', is_public: false, hides_identity: true, respondent_name: '某建筑公司' })
})

test('what is wrong is said at the top and at the field, and everything typed is still there', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/you')
  const page = await li.send({ name: '李小花', phone: '1380', address: '', idKind: 'I1', idNumber: '11010519491231003X' })
  expect(page.status).toBe(422)
  expect(page.html).toMatch(/<title>请修改/)
  for (const [field, words] of [['phone', '电话号码不对'], ['address', '请填写住址'], ['idNumber', '身份证号码校验不通过']] as const) {
    expect(page.html).toMatch(new RegExp(`<a href="#${field}">${words}`))
    expect(page.html).toMatch(new RegExp(`id="${field}-fault">${words}`))
  }
  expect(page.html).toContain('value="1380"')
  expect(page.html).toContain('value="11010519491231003X"')
  // Another day, another page: the wrong answer is still there, and the way to the end leads through it.
  expect((await li.open('/file/check')).path).toBe('/file/you')
  expect(li.seen.html).toContain('value="1380"')
  expect(await matters(server)).toEqual([])
})

test('nothing chosen is said as well, on every page with a choice', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file')
  await li.send()
  expect((await li.send()).text).toContain('请选择您想做什么')
  for (const [page, words] of [['place?at=330000000000', '选择所在的市'], ['topic', '请选择这件事和什么有关'], ['who', '请选择您以什么身份提交'], ['together', '请选择是不是几个人共同的事'], ['privacy', '请选择办理结果可不可以公开']] as const) {
    await li.open(`/file/${page}`)
    const seen = page.startsWith('place') ? li.seen : await li.send()
    expect(seen.text, page).toContain(words)
  }
})

test('more than five representatives are refused, with what the law says', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/together')
  for (const name of ['代表二', '代表三', '代表四', '代表五']) {
    expect((await li.send({ isJoint: 'yes', peopleCount: '20', 'representative-name': name, do: 'add' })).status, name).toBe(200)
  }
  const sixth = await li.send({ isJoint: 'yes', peopleCount: '20', 'representative-name': '代表六', do: 'add' })
  expect(sixth.status).toBe(422)
  expect(sixth.text).toContain('代表人最多 5 名')
  expect(sixth.text).toContain('代表六')
  expect((await li.open('/file/check')).path).toBe('/file/together')
  await li.send({ do: 'remove-4' })
  expect((await li.send()).path).toBe('/file/check')
  await li.send()
  const [row] = await matters(server)
  expect(row).toMatchObject({ is_joint: true, people_count: 20 })
  expect(await server.deps.db.selectFrom('matter_party').select('role').where('role', '=', 'representative').execute()).toHaveLength(5)
})

test('in Zhejiang\'s mode eight people choose three at most', async () => {
  await using server = await givenServer({ representativeRule: 'zhejiang' })
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/together')
  await li.send({ isJoint: 'yes', peopleCount: '8', 'representative-name': '代表二', do: 'add' })
  expect(li.seen.text).toContain('代表最多 3 人')
  await li.send({ isJoint: 'yes', peopleCount: '8', 'representative-name': '代表三', do: 'add' })
  const fourth = await li.send({ isJoint: 'yes', peopleCount: '8', 'representative-name': '代表四', do: 'add' })
  expect([fourth.status, fourth.text.includes('代表人最多 3 名')]).toEqual([422, true])
})

test('who gives no name is asked for none, and warned to keep the code', async () => {
  await using server = await givenServer()
  const nobody = givenVisitor(server)
  const check = await walkToCheck(nobody, { standing: 'anonymous', privacy: { isPublic: 'yes' } })
  expect(check.text).not.toContain('李小花')
  expect((await nobody.send()).text).toContain('请务必记下编号和查询码')
  expect(await matters(server)).toMatchObject([{ is_anonymous: true, is_public: true, hides_identity: false }])
  expect(await server.deps.db.selectFrom('matter_party').selectAll().execute()).toEqual([])
})

test('somebody may write for another person, or for an organisation', async () => {
  await using server = await givenServer()
  const child = givenVisitor(server)
  await walkToCheck(child, { standing: 'agent', you: { name: '王奶奶', phone: '', address: '姜山镇狮山村1号', 'agent-name': '王小明', 'agent-phone': '13900000000' } })
  await child.send()
  const firm = givenVisitor(server)
  await walkToCheck(firm, { standing: 'organisation', you: { name: '某某合作社', phone: '', address: '姜山镇2号', idNumber: '91330100799655058B', 'agent-name': '赵经理', 'agent-phone': '' } })
  await firm.send()
  const parties = await server.deps.db.selectFrom('matter_party').select(['role', 'kind', 'name', 'id_kind']).orderBy('name').execute()
  expect(parties).toEqual(expect.arrayContaining([
    { role: 'petitioner', kind: 'P1', name: '王奶奶', id_kind: null }, { role: 'agent', kind: 'P1', name: '王小明', id_kind: null },
    { role: 'petitioner', kind: 'P2', name: '某某合作社', id_kind: 'I6' }, { role: 'agent', kind: 'P1', name: '赵经理', id_kind: null },
  ]))
})

test('an accusation stands in no ordinary table and its page says only that it was forwarded', async () => {
  await using server = await givenServer()
  const wu = givenVisitor(server)
  await walkToCheck(wu, { kind: 'accusation', words: { title: '村干部贪污补偿款', body: '某某村主任私分补偿款。', about: '某某村主任' } })
  expect(wu.seen.text).not.toContain('公开办理结果')
  const sent = await wu.send()
  expect(sent.text).toContain('走保密通道')
  expect(await matters(server)).toEqual([])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from sealed.accusation`.execute(server.deps.db)
  expect(rows[0]?.n).toBe(1)
  const progress = await wu.send({ do: 'follow' })
  expect(progress.path).toBe('/follow/progress')
  expect(progress.text).toContain('已按管理权限转送有关机关')
  expect(progress.text).not.toContain('现在由谁办')
  expect(progress.text).not.toMatch(/纪律检查|监察委员会|某某村主任|贪污/)
})

test('a village that was abolished is refused with the name of what it became', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/place?at=330212001212')
  await server.deps.db.updateTable('region').set({ valid_to: '2025-12-31', successor_code: '330212001012' }).where('code', '=', '330212001212').execute()
  const page = await li.send()
  expect(page.status).toBe(422)
  expect(page.text).toMatch(/湾底村.*已于 2025-12-31 撤销.*天宫社区/)
})

test('places are found by name and by going down the levels', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  const found = await li.open('/file/place?q=%E6%B9%BE%E5%BA%95')
  expect(found.html).toContain('at=330212001212')
  expect(found.text).toContain('浙江省宁波市鄞州区下应街道湾底村')
  expect((await li.open(`/file/place?q=${encodeURIComponent('没有这个地方')}`)).text).toContain('没有找到“没有这个地方”')
  let place = '330000000000'
  for (const next of ['330200000000', '330212000000', '330212001000', '330212001212']) {
    expect((await li.open(`/file/place?at=${place}`)).html, place).toContain(`at=${next}"`)
    place = next
  }
  await li.open(`/file/place?at=${place}`)
  await li.send()
  expect((await li.open('/file/check')).text).toContain('下应街道湾底村')
})

test('files are kept, listed and taken back; a dangerous one is refused by name, the others stay', async () => {
  await using server = await givenServer({ maxAttachmentBytes: MB })
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/files')
  const good = new File(['夜里十一点还在施工'], '记录.txt', { type: 'text/plain' })
  const bad = new File(['MZ'], '坏.exe', { type: 'application/octet-stream' })
  const page = await li.send({ file: [good, bad], do: 'upload' })
  expect(page.status).toBe(422)
  expect(page.text).toContain('“坏.exe”没有上传')
  expect(page.text).toContain('记录.txt')
  const big = await li.send({ file: new File(['a'.repeat(MB + 1)], '大.txt', { type: 'text/plain' }), do: 'upload' })
  expect(big.text).toContain('最大 1 MB')
  expect((await li.send({ do: 'upload' })).text).toContain('请先选择文件')
  await li.send()
  expect(li.seen.text).toContain('记录.txt')
  await li.send()
  expect(await server.deps.db.selectFrom('matter_attachment').select(['name', 'added_by_kind']).execute()).toEqual([{ name: '记录.txt', added_by_kind: 'citizen' }])
})

test('more than can be taken at once is refused before it is read, and says how to go on', async () => {
  await using server = await givenServer({ maxAttachmentBytes: MB })
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/files')
  const page = await li.send({ file: [1, 2, 3, 4, 5].map((n) => new File(['a'.repeat(MB)], `${n}.txt`)), do: 'upload' }, { headers: { 'content-length': String(5 * MB) } })
  expect([page.status, page.text.includes('请分几次上传')]).toEqual([413, true])
})

test('ten thousand characters are taken, one more is refused and stays', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/words')
  const long = '字'.repeat(10_001)
  const page = await li.send({ title: '标题', body: long })
  expect(page.status).toBe(422)
  expect(page.text).toMatch(/最多 10000 个字.现在 10001 个字/)
  expect(page.html).toContain(long)
  expect((await li.send({ body: '字'.repeat(10_000) })).path).toBe('/file/check')
})
