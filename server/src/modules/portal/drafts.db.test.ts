import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenVisitor, receiptOn, walkToCheck } from '../../../test/visitor.ts'

const matters = (server: TestServer) => server.deps.db.selectFrom('matter').selectAll().execute()

test('sent twice at the same moment it is registered once, and both see the same code', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  const twin = givenVisitor(server)
  for (const [name, value] of li.cookies) twin.cookies.set(name, value)
  await twin.open('/file/check')
  await Promise.all([li.send(), twin.send()])
  const [first, second] = [receiptOn(await li.open('/file/sent')), receiptOn(await twin.open('/file/sent'))]
  expect(second).toEqual(first)
  expect(first.code).not.toBe('')
  expect(await matters(server)).toHaveLength(1)
})

test('when the answer of a sending was lost, the same is sent again and gives the same code', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  // The power goes after the matter was registered and before the draft knew it: its row is as it was while sending.
  for (const one of [
    'create table written_once (n int)', 'grant all on written_once to hejie_app',
    `create function lose_second() returns trigger language plpgsql as $$ begin
      if exists (select from written_once) then raise exception 'the power is gone'; end if; insert into written_once values (1); return new; end $$`,
    'create trigger lose_second before update on filing_draft for each row execute function lose_second()',
  ]) await sql.raw(one).execute(server.deps.db)
  const broken = await li.send()
  expect(broken.status).toBe(500)
  expect(broken.text).toContain('编号')
  await sql`drop trigger lose_second on filing_draft`.execute(server.deps.db)
  const [row] = await matters(server)
  const again = await li.open('/file/words')
  expect(again.path).toBe('/file/check')
  expect(again.text).toContain('不会重复登记')
  expect(again.html).not.toContain('class="edit"')
  expect(receiptOn(await li.send()).code).toBe(row?.code)
  expect(await matters(server)).toHaveLength(1)
})

test('what was typed is kept closed: nobody reads a draft in the database', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  const rows = await server.deps.db.selectFrom('filing_draft').selectAll().execute()
  const kept = rows.map((row) => `${row.token_digest} ${row.sealed.toString('latin1')} ${row.sealed.toString('utf8')}`).join()
  expect(rows).toHaveLength(1)
  for (const word of ['李小花', '13800000000', '夜里施工太吵', [...li.cookies.values()][0] ?? '?']) expect(kept).not.toContain(word)
})

test('a draft is there for a week, a receipt for an hour, and clearing takes both away at once', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  server.setNow('2026-11-29T02:00:00Z')
  expect((await li.open('/file/words')).html).toContain('夜里施工太吵')
  server.setNow('2026-12-01T03:00:00Z')
  expect((await li.open('/file/words')).path).toBe('/file')
  await walkToCheck(li)
  await li.send()
  expect((await li.open('/file/words')).path).toBe('/file/sent')
  server.setNow('2026-12-01T04:30:00Z')
  expect((await li.open('/file/sent')).path).toBe('/file')
  await walkToCheck(li)
  await li.open('/file/clear')
  await li.send()
  expect((await li.open('/file/check')).path).toBe('/file')
  expect(await server.deps.db.selectFrom('filing_draft').selectAll().execute()).toEqual([])
})

test('a page that stayed open while its draft was cleared loses nothing that is typed on it', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/words')
  await server.deps.db.deleteFrom('filing_draft').execute()
  await li.send({ title: '新写的标题', body: '新写的内容' })
  expect((await li.open('/file/words')).html).toContain('新写的标题')
})

test('larger type, high contrast and English keep what is half typed', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/words')
  const big = await li.send({ title: '写到一半', display: 'big' })
  expect(big.html).toContain('class="big"')
  expect(big.html).toContain('value="写到一半"')
  const english = await li.send({ title: '写到一半', display: 'language' })
  expect(english.html).toContain('<html lang="en"')
  expect(english.html).toContain('value="写到一半"')
  expect((await li.send({ display: 'contrast' })).html).toContain('class="big contrast"')
})

test('the browser may keep half a page quietly; nothing is judged then', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/together')
  const quiet = await li.send({ isJoint: 'yes', peopleCount: '8', 'representative-name': '王阿', quiet: '1' })
  expect(quiet.status).toBe(204)
  await li.open('/file/together')
  await li.send({ quiet: '1' })
  const page = await li.open('/file/together')
  expect(page.html).toContain('value="王阿"')
  expect(page.html).not.toContain('remove-0')
})

test('a form from another site is refused and changes nothing; one from a page too old is asked for again with its words', async () => {
  await using server = await givenServer()
  const li = givenVisitor(server)
  await walkToCheck(li)
  await li.open('/file/words')
  const foreign = await li.send({ title: '别处来的' }, { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(foreign.status).toBe(422)
  expect(foreign.text).toContain('不是从本网站的网页发出的')
  await li.open('/file/words')
  const old = await li.send({ title: '写了很久', token: 'x' })
  expect([old.status, old.text.includes('网页放得太久了'), old.html.includes('value="写了很久"')]).toEqual([422, true, true])
  expect((await li.open('/file/words')).html).toContain('夜里施工太吵')
  li.cookies.delete('hejie_form')
  expect((await li.send({ title: '没有Cookie' })).text).toContain('请在浏览器设置里允许 Cookie')
  await li.open('/file/check')
  expect((await li.send({ token: 'x' })).status).toBe(422)
  expect(await matters(server)).toEqual([])
})
