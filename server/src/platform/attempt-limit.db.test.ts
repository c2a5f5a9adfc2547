import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { givenServer } from '../../test/harness.ts'
import { countAttempt, forgetAttempts, giveBackAttempt, requireAttempt } from './attempt-limit.ts'

const LIMIT = { purpose: 'test', max: 3, minutes: 10 }

test('as many tries as allowed pass, then none until the minutes are over; each subject and purpose by itself', async () => {
  await using server = await givenServer()
  const tryIt = async (subject: string, limit = LIMIT): Promise<boolean> => (await countAttempt(server.deps, limit, subject)).isAllowed
  expect([await tryIt('a'), await tryIt('a'), await tryIt('a'), await tryIt('a'), await tryIt('b'), await tryIt('a', { ...LIMIT, purpose: 'other' })]).toEqual([true, true, true, false, true, true])
  server.setNow('2026-11-23T02:09:59Z')
  expect(await countAttempt(server.deps, LIMIT, 'a')).toEqual({ isAllowed: false, isFirstRefused: false, minutesLeft: 1 })
  await expect(requireAttempt(server.deps, LIMIT, 'a')).rejects.toMatchObject({ code: 'access/too-many-tries', facts: { minutes: 1 } })
  server.setNow('2026-11-23T02:10:00Z')
  expect(await tryIt('a')).toBe(true)
})

test('a hundred tries at once pass as many as allowed, and exactly one is the first refused', async () => {
  await using server = await givenServer()
  const all = await Promise.all(Array.from({ length: 100 }, () => countAttempt(server.deps, LIMIT, 'a')))
  expect([all.filter((one) => one.isAllowed).length, all.filter((one) => one.isFirstRefused).length]).toEqual([3, 1])
})

test('right answers are forgotten or given back, and the subject is not to be read from the table', async () => {
  await using server = await givenServer()
  for (let i = 0; i < 3; i++) await countAttempt(server.deps, LIMIT, '10.1.2.3')
  await giveBackAttempt(server.deps, LIMIT, '10.1.2.3')
  expect((await countAttempt(server.deps, LIMIT, '10.1.2.3')).isAllowed).toBe(true)
  expect((await countAttempt(server.deps, LIMIT, '10.1.2.3')).isAllowed).toBe(false)
  await forgetAttempts(server.deps, LIMIT, '10.1.2.3')
  expect((await countAttempt(server.deps, LIMIT, '10.1.2.3')).isAllowed).toBe(true)
  const { rows } = await sql<{ all: string }>`select a::text as all from attempt_limit a`.execute(server.deps.db)
  expect(rows.map((row) => row.all).join()).not.toContain('10.1.2.3')
})
