import { expect, test } from 'vitest'
import { DRAFT, givenWalk, walkTo } from '../../../test/factories/handling.ts'
import { bodyOf } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import { indexWords } from './index-words.ts'

test('a reply is found by its words once it is issued, and its draft never is', async () => {
  await using server = await givenServer()
  const walk = await walkTo(server, await givenWalk(server), 'SIGNING', { draft: { ...DRAFT, facts: '经查,电梯曳引机轴承磨损。' } })
  const key = { homeCounty: walk.matter.homeCounty, matterId: walk.matter.id }
  const found = async () => (await bodyOf<{ items: { code: string }[] }>(server.call(`/api/matters?scope=region&text=${encodeURIComponent('曳引机轴承')}`, { as: 'li.triage' }))).items.map((one) => one.code)
  await indexWords(server.deps, key)
  expect(await found()).toEqual([])
  await walkTo(server, walk, 'SERVING')
  const jobs = await server.deps.db.selectFrom('pgboss.job' as never).select(['name' as never, 'data' as never]).where('name' as never, '=', 'search.index' as never).execute()
  expect(jobs).toEqual([{ name: 'search.index', data: key }])
  await indexWords(server.deps, key)
  await indexWords(server.deps, key)
  expect(await found()).toEqual([walk.matter.code])
})
