import { expect, test } from 'vitest'
import { givenMatter } from '../../../test/factories/matters.ts'
import { PLACES, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { Overview } from './overview.ts'

test('by region adds up: what is placed at the region itself has a row, a former place with open matters too, and each number is a list', async () => {
  await using server = await givenServer()
  await givenDemoStaff(server)
  for (const placeCode of [PLACES.county, PLACES.county, PLACES.town, PLACES.village, PLACES.street]) await givenMatter(server, { filing: { placeCode } })
  const as = 'zheng.supervisor'
  const read = () => bodyOf<Overview>(server.call('/api/matters/overview', { as }))
  const before = await read()
  expect(before.byRegion.at(-1)).toMatchObject({ regionCode: PLACES.county, isItself: true, open: 2 })
  await server.deps.db.updateTable('region').set({ valid_to: '2026-11-01' }).where('code', '=', PLACES.town).execute()
  const { tiles, byRegion } = await read()
  expect(byRegion.find((row) => row.regionCode === PLACES.town)).toMatchObject({ isItself: false, open: 1 })
  expect(byRegion.reduce((sum, row) => sum + row.open, 0)).toBe(tiles.find((tile) => tile.key === 'open')?.total)
  for (const row of byRegion.filter((one) => one.open > 0)) {
    const list = `scope=region&status=open&region=${row.regionCode}${row.isItself ? '&extent=itself' : ''}`
    expect(await bodyOf(server.call(`/api/matters/count?${list}`, { as })), list).toMatchObject({ total: row.open })
    expect((await bodyOf<{ items: unknown[] }>(server.call(`/api/matters?${list}`, { as }))).items, list).toHaveLength(row.open)
  }
})

test('whoever sees no matters is told so, and not that there are none', async () => {
  await using server = await givenServer()
  await givenMatter(server)
  for (const as of ['yang.analyst', 'admin', 'auditor', 'jiang.discipline']) expect((await server.call('/api/matters/overview', { as })).status, as).toBe(403)
  for (const as of ['zheng.supervisor', 'wang.handler', 'han.commander', 'wu.grid']) expect((await server.call('/api/matters/overview', { as })).status, as).toBe(200)
})
