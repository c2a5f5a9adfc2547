import { expect, test } from 'vitest'
import { givenServer } from './harness.ts'

test('a fresh server answers that it is well, and unknown addresses with a problem in Chinese', async () => {
  await using server = await givenServer()
  expect((await server.call('/health')).status).toBe(200)
  const answer = await server.call('/api/nowhere')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ code: 'access/not-found', detail: expect.stringContaining('没有找到') })
})
