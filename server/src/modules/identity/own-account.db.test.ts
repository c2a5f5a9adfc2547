import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { buildApp } from '../../app.ts'
import { givenAccount, givenBrowser, TEST_PASSWORD } from '../../../test/factories/identity.ts'
import type { Browser } from '../../../test/factories/identity.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

async function countRecorded(server: TestServer, action: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit_line where action = ${action}`.execute(server.deps.db)
  return rows[0]?.n ?? 0
}

interface SessionSeen { id: string; isCurrent: boolean; device: string | null }
async function sessionsOf(browser: Browser): Promise<SessionSeen[]> {
  const { items } = (await (await browser.send('/api/me/sessions')).json()) as { items: SessionSeen[] }
  return items
}

describe('sessions', () => {
  test('are listed with device and time, and ended one by one; a stranger\'s cannot be', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    await givenAccount(server, { username: 'bao.clerk' })
    const [desk, home, other] = [givenBrowser(server), givenBrowser(server), givenBrowser(server)]
    await desk.signIn('mei.clerk')
    await home.signIn('mei.clerk')
    await other.signIn('bao.clerk')
    const sessions = await sessionsOf(desk)
    expect(sessions).toHaveLength(2)
    expect(sessions.filter((one) => one.isCurrent)).toHaveLength(1)
    expect(sessions[0]?.device).toBe('Test browser')
    expect(JSON.stringify(sessions)).not.toContain([...desk.cookies.values()][0]?.split('.')[0])
    const [strange] = await sessionsOf(other)
    expect(await (await desk.send(`/api/me/sessions/${strange?.id}/revocation`, { method: 'POST' })).json()).toMatchObject({ code: 'identity/session-unknown' })
    const homeSession = sessions.find((one) => !one.isCurrent)
    expect(await (await desk.send(`/api/me/sessions/${homeSession?.id}/revocation`, { method: 'POST' })).json()).toEqual({ ended: 1 })
    expect((await home.send('/api/me')).status).toBe(401)
    expect((await desk.send('/api/me')).status).toBe(200)
    expect((await other.send('/api/me')).status).toBe(200)
    expect(await countRecorded(server, 'identity.revoke-sessions')).toBe(1)
  })

  test('all but the present one end at one stroke', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browsers = [givenBrowser(server), givenBrowser(server), givenBrowser(server)]
    for (const browser of browsers) await browser.signIn('mei.clerk')
    expect(await (await browsers[0]!.send('/api/me/sessions/revocation', { method: 'POST' })).json()).toEqual({ ended: 2 })
    expect(await Promise.all(browsers.map(async (browser) => (await browser.send('/api/me')).status))).toEqual([200, 401, 401])
  })

  test('ended at one server process are over at another within five seconds', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    const elsewhere = await buildApp({ ...server.deps, jobs: { ...server.deps.jobs, handle: () => undefined, handleMany: () => undefined } })
    const headers = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    expect((await elsewhere.request('http://hejie.test/api/me', { headers })).status).toBe(200)
    await browser.send('/api/auth/sign-out', { method: 'POST' })
    const since = performance.now()
    while ((await elsewhere.request('http://hejie.test/api/me', { headers })).status === 200) await new Promise((done) => setTimeout(done, 100))
    expect(performance.now() - since).toBeLessThan(5_000)
  })

  test('of a request that comes again cost no query', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    await browser.send('/api/me')
    await sql`alter table sign_in_session rename to hidden_session`.execute(server.deps.db)
    expect((await browser.send('/api/me')).status).toBe(200)
  })

  test('end after two idle hours, and after fourteen however busy', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const [idle, busy] = [givenBrowser(server), givenBrowser(server)]
    await idle.signIn('mei.clerk')
    await sql`update sign_in_session set expires_at = now() - interval '1 second'`.execute(server.deps.db)
    expect((await idle.send('/api/me')).status).toBe(401)
    await busy.signIn('mei.clerk')
    await sql`update sign_in_session set created_at = now() - interval '14 hours 1 minute'`.execute(server.deps.db)
    expect((await busy.send('/api/me')).status).toBe(401)
    expect((await sql`select from sign_in_session`.execute(server.deps.db)).rows).toHaveLength(0)
  })

  test('are prolonged by use, with a cookie to match', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    await sql`update sign_in_session set expires_at = now() + interval '30 minutes', updated_at = now() - interval '90 minutes'`.execute(server.deps.db)
    const answer = await browser.send('/api/me')
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=.*Max-Age=7200/)
    const { rows } = await sql<{ left: number }>`select extract(epoch from expires_at - now())::int as left from sign_in_session`.execute(server.deps.db)
    expect(rows[0]?.left).toBeGreaterThan(7_100)
  })
})

describe('one\'s own password', () => {
  test('is changed after showing the present one; other sessions end, this one stays', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const [desk, home] = [givenBrowser(server), givenBrowser(server)]
    await desk.signIn('mei.clerk')
    await home.signIn('mei.clerk')
    expect(await (await desk.send('/api/me/password', { body: { current: 'wrong', next: 'Brand-new-8-words' } })).json()).toMatchObject({ status: 403, code: 'identity/wrong-password' })
    expect(await (await desk.send('/api/me/password', { body: { current: TEST_PASSWORD, next: 'Brand-new-8-words' } })).json()).toEqual({ ended: 1 })
    expect([(await desk.send('/api/me')).status, (await home.send('/api/me')).status]).toEqual([200, 401])
    expect((await home.signIn('mei.clerk')).status).toBe(401)
    expect((await home.signIn('mei.clerk', 'Brand-new-8-words')).status).toBe(200)
    expect(await countRecorded(server, 'identity.change-password')).toBe(1)
  })

  test('is refused when it is too short, plain, repetitive, holds the username or is the old one', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    const refused = { 'Ab1!': 'too-short', aaaaaaaaaaaaaaaaaaaa: 'repetitive', onlyletters: 'too-plain', 'xx-Mei.Clerk-2026': 'has-username', [TEST_PASSWORD]: 'same' }
    for (const [next, why] of Object.entries(refused)) {
      expect(await (await browser.send('/api/me/password', { body: { current: TEST_PASSWORD, next } })).json()).toMatchObject({ code: 'input/invalid', faults: [{ field: 'next', code: `identity/password-${why}` }] })
    }
  })

  test('set by somebody else, opens nothing until it is changed', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk', mustChangePassword: true })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    expect(await (await browser.send('/api/me')).json()).toMatchObject({ mustChangePassword: true })
    expect(await (await browser.send('/api/directory/regions')).json()).toMatchObject({ status: 403, code: 'identity/password-change-required' })
    await browser.send('/api/me/password', { body: { current: TEST_PASSWORD, next: 'Brand-new-8-words' } })
    expect((await browser.send('/api/directory/regions')).status).toBe(200)
  })
})

describe('the second factor', () => {
  test('is turned on with a first code; then password alone opens nothing, and each code works once', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    const secret = await turnOn(browser)
    const fresh = givenBrowser(server)
    expect(await (await fresh.signIn('mei.clerk')).json()).toEqual({ state: 'second-factor', token: null })
    expect((await fresh.send('/api/me')).status).toBe(401)
    expect(await (await fresh.send('/api/auth/second-factor', { body: { code: '000000' } })).json()).toMatchObject({ status: 401, code: 'identity/wrong-code' })
    const code = totp(secret)
    expect(await (await fresh.send('/api/auth/second-factor', { body: { code } })).json()).toEqual({ state: 'signed-in', token: null })
    expect(await (await fresh.send('/api/me')).json()).toMatchObject({ username: 'mei.clerk', hasSecondFactor: true })
    const thief = givenBrowser(server)
    await thief.signIn('mei.clerk')
    expect(await (await thief.send('/api/auth/second-factor', { body: { code } })).json()).toMatchObject({ code: 'identity/wrong-code' })
    expect(await countRecorded(server, 'identity.second-factor-on')).toBe(1)
    expect(await countRecorded(server, 'identity.sign-in-failed')).toBe(2)
  })

  test('is labelled with the username, and the secret is not kept in clear', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    const { uri, secret, backupCodes } = (await (await browser.send('/api/me/second-factor', { body: { password: TEST_PASSWORD } })).json()) as { uri: string; secret: string; backupCodes: string[] }
    expect(uri).toMatch(/^otpauth:\/\/totp\/Hejie:mei\.clerk\?secret=[A-Z2-7]+/)
    expect(backupCodes).toHaveLength(10)
    const { rows } = await sql<{ all: string }>`select t::text as all from sign_in_two_factor t`.execute(server.deps.db)
    expect(rows[0]?.all).not.toContain(fromBase32(secret).toString())
    expect(rows[0]?.all).not.toContain(backupCodes[0])
    expect(await (await browser.send('/api/me')).json()).toMatchObject({ hasSecondFactor: false })
  })

  test('can be replaced once by each backup code', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await turnOn(browser)
    const { backupCodes } = (await (await browser.send('/api/me/second-factor/backup-codes', { body: { password: TEST_PASSWORD } })).json()) as { backupCodes: string[] }
    const tries = []
    for (let i = 0; i < 2; i++) {
      const fresh = givenBrowser(server)
      await fresh.signIn('mei.clerk')
      tries.push(await (await fresh.send('/api/auth/second-factor', { body: { code: backupCodes[3], kind: 'backup-code' } })).json())
    }
    expect(tries).toMatchObject([{ state: 'signed-in' }, { status: 401, code: 'identity/wrong-backup-code' }])
  })

  test('pauses after five wrong codes, and asks to start again when the challenge is gone', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const secret = await turnOn(givenBrowser(server))
    const thief = givenBrowser(server)
    await thief.signIn('mei.clerk')
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await thief.send('/api/auth/second-factor', { body: { code: `00000${i}` } })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    await thief.signIn('mei.clerk')
    expect((await thief.send('/api/auth/second-factor', { body: { code: totp(secret) } })).status).toBe(429)
    expect(await (await givenBrowser(server).send('/api/auth/second-factor', { body: { code: '123456' } })).json()).toMatchObject({ code: 'identity/start-again' })
  })

  test('is turned off with the password, and not twice', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await turnOn(browser)
    expect(await (await browser.send('/api/me/second-factor', { body: { password: TEST_PASSWORD } })).json()).toMatchObject({ code: 'identity/second-factor-on' })
    expect((await browser.send('/api/me/second-factor/removal', { body: { password: 'wrong' } })).status).toBe(403)
    expect(await (await browser.send('/api/me/second-factor/removal', { body: { password: TEST_PASSWORD } })).json()).toEqual({ hasSecondFactor: false })
    expect(await (await browser.send('/api/me')).json()).toMatchObject({ hasSecondFactor: false })
    expect(await (await browser.send('/api/me/second-factor/backup-codes', { body: { password: TEST_PASSWORD } })).json()).toMatchObject({ code: 'identity/second-factor-off' })
    expect(await (await givenBrowser(server).signIn('mei.clerk')).json()).toMatchObject({ state: 'signed-in' })
    expect(await countRecorded(server, 'identity.second-factor-off')).toBe(1)
  })
})

async function turnOn(browser: Browser): Promise<string> {
  await browser.signIn('mei.clerk')
  const { secret } = (await (await browser.send('/api/me/second-factor', { body: { password: TEST_PASSWORD } })).json()) as { secret: string }
  // The code of half a minute ago, so that the present one is still unused.
  expect(await (await browser.send('/api/me/second-factor/confirmation', { body: { code: totp(secret, -1) } })).json()).toEqual({ hasSecondFactor: true })
  expect((await browser.send('/api/me')).status).toBe(200)
  return secret
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll('=', '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** RFC 6238, as an authenticator app computes it. */
function totp(secret: string, steps = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = mac.at(-1)! & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
