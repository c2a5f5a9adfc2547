import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { buildApp } from '../../app.ts'
import { openDatabase } from '../../platform/database.ts'
import { givenAccount, givenBrowser, TEST_PASSWORD } from '../../../test/factories/identity.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

/** What the record says, oldest first: action, subject, detail. */
async function recorded(server: TestServer): Promise<{ action: string; subject: string; actor_id: string | null; detail: Record<string, unknown> }[]> {
  const { rows } = await sql<{ action: string; subject: string; actor_id: string | null; detail: Record<string, unknown> }>`
    select action, subject, actor_id, detail from audit_line where action like 'identity.%' order by at, lane, seq`.execute(server.deps.db)
  return rows
}
const actionsOf = async (server: TestServer): Promise<string[]> => (await recorded(server)).map((line) => line.action).filter((action) => action !== 'identity.create-account').sort()

describe('signing in', () => {
  test('a clerk signs in with any case of the username, is known afterwards, and signs out', async () => {
    await using server = await givenServer()
    const { id } = await givenAccount(server, { username: 'mei.clerk', name: '梅子' })
    const browser = givenBrowser(server)
    expect((await browser.send('/api/me')).status).toBe(401)
    expect(await (await browser.signIn('Mei.Clerk')).json()).toEqual({ state: 'signed-in', token: null })
    expect(await (await browser.send('/api/me')).json()).toMatchObject({
      accountId: id, username: 'mei.clerk', name: '梅子', roles: ['ZR04'], areas: ['matters', 'register', 'import'], hasSecondFactor: false, mustChangePassword: false, today: '2026-11-23',
      posts: [{ unitName: '宁波市鄞州区信访局', level: 3, hasOversight: true }],
    })
    expect(await (await browser.send('/api/auth/sign-out', { method: 'POST' })).json()).toEqual({ wasSignedIn: true })
    expect((await browser.send('/api/me')).status).toBe(401)
    expect(await (await browser.send('/api/auth/sign-out', { method: 'POST' })).json()).toEqual({ wasSignedIn: false })
    expect(await actionsOf(server)).toEqual(['identity.sign-in', 'identity.sign-out'])
    expect((await recorded(server)).find((line) => line.action === 'identity.sign-in')).toMatchObject({ subject: `account:${id}`, actor_id: id, detail: { way: 'password' } })
  })

  test('the cookie is hidden from scripts and other sites, and travels by https alone where the site does', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const [cookie] = (await givenBrowser(server).signIn('mei.clerk')).headers.getSetCookie()
    expect(cookie).toMatch(/^hejie\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure/)
    await using safe = await givenServer({ publicUrl: 'https://hejie.test' })
    await givenAccount(safe, { username: 'mei.clerk' })
    expect((await givenBrowser(safe).signIn('mei.clerk')).headers.getSetCookie()[0]).toMatch(/^__Secure-hejie\.session_token=.*Secure/)
  })

  test('answers a wrong password and an unknown name with the very same words, and never records what was typed', async () => {
    await using server = await givenServer()
    const { id } = await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    const known = await browser.signIn('mei.clerk', 'wrong-Password-1')
    const unknown = await browser.signIn('my secret typed here', 'wrong-Password-1')
    expect(known.status).toBe(401)
    expect(await known.json()).toEqual(await unknown.json())
    expect(known.headers.getSetCookie()).toEqual([])
    const lines = (await recorded(server)).filter((line) => line.action === 'identity.sign-in-failed')
    expect(lines.map((line) => line.subject).sort()).toEqual([`account:${id}`, 'account:unknown'])
    expect(JSON.stringify(lines)).not.toMatch(/secret typed|wrong-Password/)
  })

  test('pauses an account after five wrong tries, even for the right password, says for how long, and lets it in later', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    for (let i = 0; i < 5; i++) expect((await browser.signIn('mei.clerk', `wrong-${i}`)).status).toBe(401)
    server.setNow('2026-11-23T02:04:30Z')
    const paused = await browser.signIn('mei.clerk')
    expect(paused.status).toBe(429)
    expect(await paused.json()).toMatchObject({ code: 'access/too-many-tries', detail: '尝试次数过多，请在 11 分钟后再试。' })
    expect((await browser.signIn('mei.clerk')).status).toBe(429)
    server.setNow('2026-11-23T02:15:01Z')
    expect((await browser.signIn('mei.clerk')).status).toBe(200)
    expect((await actionsOf(server)).filter((action) => action === 'identity.sign-in-paused')).toHaveLength(1)
  })

  test('pauses a name that belongs to nobody in the same way', async () => {
    await using server = await givenServer()
    const browser = givenBrowser(server)
    const answers = []
    for (let i = 0; i < 6; i++) answers.push((await browser.signIn('nobody.here', 'x')).status)
    expect(answers).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('lets no more than five of forty simultaneous guesses be tried', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const statuses = await Promise.all(Array.from({ length: 40 }, async (_, i) => (await givenBrowser(server).signIn('mei.clerk', `guess-${i}`)).status))
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(35)
  })

  test('a right password takes earlier wrong ones away', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await browser.signIn('mei.clerk', 'wrong')
      expect((await browser.signIn('mei.clerk')).status).toBe(200)
    }
  })

  test('pauses an address after fifty wrong tries at many names, without using up the tries of the next name', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await sql`update attempt_limit set count = 0`.execute(server.deps.db)
    await browser.signIn('somebody.else', 'x')
    await sql`update attempt_limit set count = 50 where purpose = 'sign-in-address'`.execute(server.deps.db)
    for (let i = 0; i < 7; i++) expect((await browser.signIn('mei.clerk', 'x')).status).toBe(429)
    await sql`delete from attempt_limit where purpose = 'sign-in-address'`.execute(server.deps.db)
    expect((await browser.signIn('mei.clerk')).status).toBe(200)
  })

  test('tells the owner of a switched-off account so, but nobody without the password', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    await sql`update account set is_active = false`.execute(server.deps.db)
    expect(await (await givenBrowser(server).signIn('mei.clerk')).json()).toMatchObject({ status: 403, code: 'identity/account-inactive' })
    expect(await (await givenBrowser(server).signIn('mei.clerk', 'wrong')).json()).toMatchObject({ status: 401, code: 'identity/wrong-credentials' })
    expect((await sql`select from sign_in_session`.execute(server.deps.db)).rows).toHaveLength(0)
  })

  test('names missing fields and keeps over-long input away', async () => {
    await using server = await givenServer()
    const browser = givenBrowser(server)
    expect(await (await browser.send('/api/auth/sign-in', { body: { username: 'mei.clerk' } })).json()).toMatchObject({ code: 'input/invalid', faults: [{ field: 'password', code: 'input/required' }] })
    expect((await browser.signIn('mei.clerk', 'x'.repeat(10_000))).status).toBe(400)
    expect((await browser.signIn('梅子', 'x'.repeat(150))).status).toBe(401)
  })

  test('says that the database is away rather than that the password is wrong, or that nobody is signed in', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    const away = openDatabase('postgres://nobody@127.0.0.1:9/nowhere')
    const app = await buildApp({ ...server.deps, db: away.db, jobs: { ...server.deps.jobs, handle: () => undefined, handleMany: () => undefined } })
    const headers = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'content-type': 'application/json' }
    const me = await app.request('http://hejie.test/api/me', { headers })
    expect(await me.json()).toMatchObject({ status: 503, code: 'system/database-away' })
    const again = await app.request('http://hejie.test/api/auth/sign-in', { method: 'POST', headers, body: JSON.stringify({ username: 'mei.clerk', password: TEST_PASSWORD }) })
    expect(again.status).toBe(503)
    expect((await browser.send('/api/me')).status).toBe(200)
    await away.close()
  })
})

describe('programs', () => {
  test('get a token instead of a cookie and use it as bearer; a raw token out of the database is worth nothing', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const answer = await server.call('/api/auth/sign-in', { body: { username: 'mei.clerk', password: TEST_PASSWORD, asToken: true } })
    expect(answer.headers.getSetCookie()).toEqual([])
    const { state, token } = (await answer.json()) as { state: string; token: string }
    expect(state).toBe('signed-in')
    expect((await server.call('/api/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
    const { rows } = await sql<{ token: string }>`select token from sign_in_session`.execute(server.deps.db)
    expect((await server.call('/api/me', { headers: { authorization: `Bearer ${rows[0]?.token}` } })).status).toBe(401)
    expect((await server.call('/api/me', { headers: { authorization: `Bearer ${rows[0]?.token}.AAAA` } })).status).toBe(401)
    expect(await (await server.call('/api/auth/sign-out', { method: 'POST', headers: { authorization: `Bearer ${token}` } })).json()).toEqual({ wasSignedIn: true })
    expect((await server.call('/api/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })
})

describe('a page of another site', () => {
  test('cannot make a signed-in browser change anything', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }]
    for (const headers of foreign) {
      expect(await (await browser.send('/api/auth/sign-out', { method: 'POST', headers })).json()).toMatchObject({ status: 403, code: 'access/cross-site' })
    }
    expect((await browser.send('/api/me', { headers: { 'sec-fetch-site': 'same-origin', origin: 'http://hejie.test' } })).status).toBe(200)
  })
  test('cannot sign a browser in under a name of its own', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    expect((await server.call('/api/auth/sign-in', { body: { username: 'mei.clerk', password: TEST_PASSWORD }, headers: { origin: 'https://evil.test' } })).status).toBe(403)
  })
})
