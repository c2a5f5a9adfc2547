import { expect, test } from 'vitest'
import { givenAccount, givenBrowser, TEST_PASSWORD } from '../../../test/factories/identity.ts'
import { givenServer } from '../../../test/harness.ts'

test('signs in by username and password, is known afterwards, and signs out', async () => {
  await using server = await givenServer()
  await givenAccount(server, { username: 'mei.clerk', name: '梅子' })
  const browser = givenBrowser(server)
  expect((await browser.send('/api/me')).status).toBe(401)
  const answer = await browser.signIn('Mei.Clerk')
  expect(answer.status).toBe(200)
  const me = await browser.send('/api/me')
  expect(await me.json()).toMatchObject({ username: 'mei.clerk', name: '梅子', areas: ['matters', 'register', 'import'] })
  expect(await (await browser.send('/api/auth/sign-out', { method: 'POST' })).json()).toEqual({ wasSignedIn: true })
  expect((await browser.send('/api/me')).status).toBe(401)
})
