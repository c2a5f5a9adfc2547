import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenVisitor } from '../../../test/visitor.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { givenWalk, walkTo } from '../../../test/factories/handling.ts'
import { givenMatter } from '../../../test/factories/matters.ts'

/** Waits until the queue has carried every message of a step. */
async function messagesOf(server: TestServer, matterId: string, atLeast: number): Promise<{ template: string; zh: string | null; en: string | null }[]> {
  for (let i = 0; i < 60; i += 1) {
    const rows = await server.deps.db.selectFrom('message').select(['template', 'zh', 'en']).where('matter_id', '=', matterId).orderBy('created_at').execute()
    if (rows.length >= atLeast) return rows
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error('the messages were not kept')
}

async function open(visitor: Visitor, matter: { code: string; pin: string }): Promise<void> {
  await visitor.open('/follow')
  await visitor.send({ code: matter.code, pin: matter.pin })
}

test('each step that concerns the petitioner leaves a message in plain words, in both languages, on the progress page', async () => {
  await using server = await givenServer()
  await server.deps.jobs.startWorking()
  const walk = await walkTo(server, await givenWalk(server, { filing: { title: '不该出现在通知里', people: [{ role: 'petitioner', name: '欧阳不公开', phone: '13800000009', address: '某处' }] } }), 'CLOSED')
  const kept = await messagesOf(server, walk.matter.id, 5)
  expect(kept.map(({ template }) => template)).toEqual(expect.arrayContaining(['matter.registered', 'matter.routed', 'matter.accepted', 'matter.served', 'matter.closed']))
  expect(JSON.stringify(kept)).not.toMatch(/不该出现|欧阳/)
  const visitor = givenVisitor(server)
  await open(visitor, walk.matter)
  expect(visitor.seen.text).toContain('给您的通知')
  expect(visitor.seen.text).toContain('您的事项已经转给宁波市鄞州区住房和城乡建设局办理。它收到后15日内会书面告诉您是否受理。')
  expect(visitor.seen.text).toMatch(/您的事项已经受理，由物业管理科承办，2027年1月\d+日前书面答复您。/)
  expect(visitor.seen.text).toContain('您的事项已于2026年11月23日办结。请对办理情况作出评价。')
  await visitor.open('/follow/progress?lang=en')
  expect(visitor.seen.text).toContain('Your matter was closed on 23 November 2026. Please say how it was handled.')
})

test('a message stays in the words it was sent in, and one of before is worded when it is read', async () => {
  await using server = await givenServer()
  const matter = await givenMatter(server)
  const at = server.deps.now().toString()
  const row = { home_county: matter.homeCounty, matter_id: matter.id, to_kind: 'citizen', channel: 'progress-page', state: 'kept', created_at: at }
  await server.deps.db.insertInto('message').values([
    { ...row, id: crypto.randomUUID(), template: 'matter.routed', facts: JSON.stringify({ unit: '甲局' }), zh: '当时的话', en: 'as it was' },
    { ...row, id: crypto.randomUUID(), template: 'matter.routed', facts: JSON.stringify({ unit: '乙局' }) },
  ]).execute()
  const visitor = givenVisitor(server)
  await open(visitor, matter)
  expect(visitor.seen.text).toContain('当时的话')
  expect(visitor.seen.text).toContain('您的事项已经转给乙局办理。')
})
