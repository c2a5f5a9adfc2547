import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { act } from '../../../test/factories/handling.ts'
import { ACCEPT, DRAFT, FOUR, SERVE } from '../../../test/factories/handling.ts'
import { CLERK, checkImport, counts, givenOffice, importFile, uploadFile } from '../../../test/factories/imports.ts'
import { PLACES, UNITS } from '../../../test/factories/places.ts'
import { bodyOf, unitId } from '../../../test/factories/staff.ts'
import { givenVisitor } from '../../../test/visitor.ts'
import { verifyRecord } from '../audit/index.ts'

/** Messages of citizens to their local governments; not part of the project, so elsewhere the test is skipped. */
const REAL = resolve(import.meta.dirname, '../../../../../shared/text/messages.xlsx')

test.skipIf(!existsSync(REAL))('4,326 real messages: all in, none lost, the same file adds nothing; ten of them go on to a served reply and its evaluation', async () => {
  await using server = await givenOffice()
  const bytes = readFileSync(REAL)
  expect(counts(await importFile(server, bytes, { name: 'messages.xlsx' }))).toEqual({ state: 'done', total: 4326, added: 4326, known: 0, refused: 0 })
  const { rows } = await sql<{ n: number; words: number; numbers: number; longest: number }>`select count(*)::int as n, count(distinct t.body)::int as words, count(distinct e.detail->>'externalId')::int as numbers, max(length(t.body)) as longest
    from matter m join matter_text t on t.home_county = m.home_county and t.matter_id = m.id join matter_event e on e.home_county = m.home_county and e.matter_id = m.id and e.seq = 1`.execute(server.deps.db)
  // Copies of the same words came under numbers of their own: each is a matter.
  expect(rows[0]).toMatchObject({ n: 4326, numbers: 4326 })
  expect(rows[0]?.words).toBeLessThan(4326)
  expect(rows[0]?.longest).toBeGreaterThan(6_900)
  expect(counts(await checkImport(server, (await uploadFile(server, bytes, { name: 'messages.xlsx' })).id))).toEqual({ state: 'checked', total: 4326, added: 0, known: 4326, refused: 0 })

  const { items } = await bodyOf<{ items: { code: string; version: number }[] }>(server.call('/api/matters?scope=todo&channel=Q20&sort=received&limit=10', { as: 'li.triage' }))
  expect(items).toHaveLength(10)
  for (const { code, version } of items) await wholeLoop(server, code, version)
  const ended = await server.deps.db.selectFrom('matter').select('status').where('code', 'in', items.map(({ code }) => code)).execute()
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'CLOSED'))
  expect((await verifyRecord(server.deps.db)).isIntact).toBe(true)
}, 180_000)

/** From the office's queue to a reply in the petitioner's hands, their two evaluations, and the end. */
async function wholeLoop(server: Awaited<ReturnType<typeof givenOffice>>, code: string, version: number): Promise<void> {
  const walk = { matter: { code, id: '', homeCounty: code.slice(0, 6), pin: '', version }, status: 'REGISTERED' as const, version, warnings: [] }
  await act(server, walk, 'li.triage', 'classify', { category: 'C', route: 'C6', class1: '09', class2: '0903', placeCode: PLACES.town })
  await act(server, walk, 'li.triage', 'transfer', { unitId: await unitId(server, UNITS.housing) })
  await act(server, walk, 'wang.handler', 'sign', { recusalDeclared: true })
  await act(server, walk, 'wang.handler', 'accept', { ...ACCEPT, simple: false })
  await act(server, walk, 'wang.handler', 'draft', DRAFT)
  await act(server, walk, 'sun.reviewer', 'approve')
  await act(server, walk, 'zhou.head', 'issue')
  await act(server, walk, 'wang.handler', 'serve', { ...SERVE, servedOn: server.deps.today().toString() })
  // Who wrote years ago has no PIN yet; the counter gives one to the person who is known there.
  const { pin } = await bodyOf<{ pin: string }>(server.call(`/api/matters/${code}/pin`, { as: CLERK, body: { checkedBy: 'known-person', note: '历史来件' } }))
  const visitor = givenVisitor(server)
  await visitor.open('/follow')
  expect((await visitor.send({ code, pin })).path).toBe('/follow/progress')
  expect((await visitor.open('/follow/reply')).text).toContain(DRAFT.opinion)
  await visitor.open('/follow/evaluate')
  expect((await visitor.send({ 'office-grade': '0', 'unit-grade': '1' })).text).toContain('谢谢您的评价')
  const { version: now } = await bodyOf<{ version: number }>(server.call(`/api/matters/${code}`, { as: 'li.triage' }))
  walk.version = now
  await act(server, walk, 'li.triage', 'close', { fourInPlace: FOUR })
}
