import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import { seedDirectory } from './index.ts'

test('a fresh installation knows every division of Zhejiang with its path and full name', async () => {
  await using server = await givenServer()
  const levels = await server.deps.db.selectFrom('region').select((e) => ['level', e.fn.countAll<number>().as('total')]).groupBy('level').orderBy('level').execute()
  expect(levels).toEqual([{ level: 1, total: 1 }, { level: 2, total: 11 }, { level: 3, total: 90 }, { level: 4, total: 1387 }, { level: 5, total: 25_547 }])
  const village = await server.deps.db.selectFrom('region').selectAll().where('code', '=', '330212001212').executeTakeFirstOrThrow()
  expect(village).toMatchObject({ name: '湾底村', parent_code: '330212001000', path: '33/3302/330212/330212001/330212001212/', full_name: '浙江省宁波市鄞州区下应街道湾底村' })
  expect(await server.deps.db.selectFrom('region').select('name').where('code', '=', '331002004232').executeTakeFirst()).toEqual({ name: '上林桥村' })
})

test('loading again adds nothing, is quick, and leaves what an administrator changed', async () => {
  await using server = await givenServer()
  const { db } = server.deps
  await db.updateTable('unit').set({ phone: '0574-00000000' }).where('code', '=', '330212000000-B01').execute()
  await db.deleteFrom('site_setting').where('key', '=', 'seed.directory').execute()
  const started = performance.now()
  expect(await seedDirectory(db)).toBe(true)
  const first = performance.now() - started
  expect(await seedDirectory(db)).toBe(false)
  expect(first).toBeLessThan(5_000)
  const units = await db.selectFrom('unit').select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  expect(units.total).toBeGreaterThan(34_000)
  expect(await db.selectFrom('unit').select('phone').where('code', '=', '330212000000-B01').executeTakeFirst()).toEqual({ phone: '0574-00000000' })
})
