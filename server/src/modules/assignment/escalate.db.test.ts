import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import { bodyOf } from '../../../test/factories/staff.ts'
import { insertPostHolders, insertPosts } from '../directory/index.ts'
import { seedDemoAccounts } from '../identity/index.ts'
import { escalateOverdue } from './escalate.ts'

test('what a village has not settled in its term rises to the town; the village stays as co-handler; once', async () => {
  await using server = await givenServer()
  await seedDemoAccounts(server.deps, { insertPosts, insertPostHolders })
  const receipt = await bodyOf<{ code: string }>(server.call('/api/filings', {
    as: 'wu.grid', headers: { 'idempotency-key': 'village-1' },
    body: { form: '900', channel: 'Q09', category: 'C', purpose: 'M4', title: '邻居因排水沟争执', body: '两家因为排水沟的位置争执,请村里调解。', placeCode: '330212001212', people: [{ role: 'petitioner', name: '演示甲', phone: '13900001234', address: '湾底村' }], readBack: true },
  }))
  const seenBy = async (username: string, scope: string): Promise<string[]> => (await bodyOf<{ items: { code: string }[] }>(server.call(`/api/matters?scope=${scope}`, { as: username }))).items.map((one) => one.code)
  expect(await seenBy('wu.grid', 'todo')).toEqual([receipt.code])
  expect(await seenBy('li.triage', 'todo')).toEqual([])
  expect(await escalateOverdue(server.deps)).toBe(0)

  server.setNow('2026-12-20T02:00:00Z')
  expect(await escalateOverdue(server.deps)).toBe(1)
  expect(await escalateOverdue(server.deps)).toBe(0)
  expect(await seenBy('wu.grid', 'todo')).toEqual([])
  expect(await seenBy('wu.grid', 'unit')).toEqual([receipt.code])
  const detail = await bodyOf<{ lead: string; timeline: { event: string; note: string | null }[]; assignments: { unit: string; part: string }[] }>(server.call(`/api/matters/${receipt.code}`, { as: 'wu.grid' }))
  expect(detail.lead).toContain('下应街道')
  expect(detail.assignments.map((one) => one.part).sort()).toEqual(['co', 'lead'])
  expect(detail.timeline.find((one) => one.event === 'escalate')?.note).toBe('升级原因：到期')
})

test('the village’s term counts from the day the words came to it: writing them down late gains no days', async () => {
  await using server = await givenServer()
  await seedDemoAccounts(server.deps, { insertPosts, insertPostHolders })
  const file = async (key: string, receivedAt: string): Promise<void> => {
    await server.call('/api/filings', {
      as: 'wu.grid', headers: { 'idempotency-key': key },
      body: { form: '100', channel: 'Q06', category: 'C', purpose: 'M4', title: '村道路灯不亮', body: '村道路灯坏了，请修。', placeCode: '330212001212', receivedAt, people: [{ role: 'petitioner', name: '演示甲', phone: '13900001234', address: '湾底村' }] },
    })
  }
  const daysAgo = (days: number): string => `${server.deps.today().subtract({ days }).toString()}T09:00:00+08:00`
  await file('village-late', daysAgo(40))
  await file('village-fresh', daysAgo(1))
  expect(await escalateOverdue(server.deps)).toBe(1)
})
