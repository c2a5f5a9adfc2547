import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { getMigrations } from 'better-auth/db/migration'
import { inTransaction } from '../../platform/database.ts'
import { givenAccount, givenBrowser, TEST_PASSWORD } from '../../../test/factories/identity.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { openSignInDesk } from './index.ts'

interface AccountSeen { id: string; version: number; temporaryPassword: string; allowed: string[] }

async function givenAdministrator(server: TestServer): Promise<void> {
  await givenAccount(server, { username: 'boss', posts: [{ roles: ['ZR25'] }] })
}

describe('the administrator', () => {
  test('adds an account whose temporary password must be changed at the first sign-in', async () => {
    await using server = await givenServer()
    await givenAdministrator(server)
    const answer = await server.call('/api/accounts', { as: 'boss', body: { username: 'New.Person', name: '新来的', phone: '0574-8888 0000' } })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const { temporaryPassword, ...account } = (await answer.json()) as AccountSeen
    expect(account).toMatchObject({ username: 'new.person', isActive: true, allowed: ['edit', 'reset-password', 'deactivate'] })
    const browser = givenBrowser(server)
    expect((await browser.signIn('new.person', temporaryPassword)).status).toBe(200)
    expect(await (await browser.send('/api/me')).json()).toMatchObject({ mustChangePassword: true, posts: [], areas: [] })
    expect(await (await server.call('/api/accounts', { as: 'boss', body: { username: 'new.person', name: '另一位' } })).json()).toMatchObject({ status: 409, code: 'identity/username-taken' })
    expect(await (await server.call('/api/accounts', { as: 'boss', body: { username: '9 lives', name: '猫' } })).json()).toMatchObject({ faults: [{ field: 'username', code: 'identity/username-form' }] })
  })

  test('resets a password, switches off and on; each ends all sessions and is recorded', async () => {
    await using server = await givenServer()
    await givenAdministrator(server)
    const { id } = await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    await browser.signIn('mei.clerk')
    const reset = (await (await server.call(`/api/accounts/${id}/password-reset`, { as: 'boss', body: { version: 1 } })).json()) as AccountSeen
    expect((await browser.send('/api/me')).status).toBe(401)
    expect((await browser.signIn('mei.clerk')).status).toBe(401)
    expect((await browser.signIn('mei.clerk', reset.temporaryPassword)).status).toBe(200)
    expect(await (await server.call(`/api/accounts/${id}/deactivation`, { as: 'boss', body: { version: 1 } })).json()).toMatchObject({ code: 'identity/changed-meanwhile' })
    const off = (await (await server.call(`/api/accounts/${id}/deactivation`, { as: 'boss', body: { version: reset.version } })).json()) as AccountSeen
    expect((await browser.send('/api/me')).status).toBe(401)
    expect(off.allowed).toContain('reactivate')
    await server.call(`/api/accounts/${id}/reactivation`, { as: 'boss', body: { version: off.version } })
    expect((await browser.signIn('mei.clerk', reset.temporaryPassword)).status).toBe(200)
    const { rows } = await sql<{ action: string }>`select action from audit_line where subject = ${`account:${id}`} and actor_id is not null and action not like '%sign-in%' order by at, seq`.execute(server.deps.db)
    expect(rows.map((row) => row.action)).toEqual(['identity.reset-password', 'identity.deactivate-account', 'identity.reactivate-account'])
  })

  test('corrects name and phone, seen by the person at once', async () => {
    await using server = await givenServer()
    await givenAdministrator(server)
    const { id } = await givenAccount(server, { username: 'mei.clerk', name: '梅子' })
    expect(await (await server.call(`/api/accounts/${id}`, { as: 'boss', method: 'PATCH', body: { version: 1, name: '梅小子', phone: null } })).json()).toMatchObject({ name: '梅小子', version: 2 })
    expect(await (await server.call('/api/me', { as: 'mei.clerk' })).json()).toMatchObject({ name: '梅小子' })
  })

  test('keeps no account of another place, not their own, and not the accusation desk\'s or the auditor\'s', async () => {
    await using server = await givenServer()
    await givenAdministrator(server)
    const { id: away } = await givenAccount(server, { posts: [{ unit: '330203000000-B01', roles: ['ZR04'] }], keptIn: '33/3302/330203/' })
    const { id: moved } = await givenAccount(server, { posts: [{ unit: '330203000000-B01', roles: ['ZR04'] }] })
    const { id: desk } = await givenAccount(server, { posts: [{ unit: '330212000000-B02', roles: ['ZR16'] }] })
    const { id: auditor } = await givenAccount(server, { posts: [{ unit: '330212000000-B02', roles: ['ZR26'] }] })
    const { rows: [boss] } = await sql<{ id: string }>`select id from account where username = 'boss'`.execute(server.deps.db)
    const codeOf = async (id: string | undefined, what: string): Promise<string> => {
      const { code } = (await (await server.call(`/api/accounts/${id}/${what}`, { as: 'boss', body: { version: 1 } })).json()) as { code: string }
      return code
    }
    expect([await codeOf(away, 'password-reset'), await codeOf(moved, 'deactivation')]).toEqual(['identity/account-unknown', 'identity/account-unknown'])
    expect(await codeOf(boss?.id, 'deactivation')).toBe('identity/not-yourself')
    expect([await codeOf(desk, 'password-reset'), await codeOf(auditor, 'second-factor-removal')]).toEqual(['identity/protected-account', 'identity/protected-account'])
    expect(await (await server.call('/api/accounts', { as: (await givenAccount(server)).username, body: { username: 'some.body', name: '某人' } })).json()).toMatchObject({ status: 403 })
  })
})

test('an account without a password here signs in through its unified identity only, and cannot change what it has not', async () => {
  await using server = await givenServer()
  const { id } = await givenAccount(server, { username: 'mei.clerk' })
  const browser = givenBrowser(server)
  await browser.signIn('mei.clerk')
  await sql`delete from sign_in_credential where user_id = ${id}`.execute(server.deps.db)
  expect(await (await browser.send('/api/me/password', { body: { current: 'x', next: 'Brand-new-8-words' } })).json()).toMatchObject({ status: 409, code: 'identity/no-password' })
  expect((await givenBrowser(server).signIn('mei.clerk')).status).toBe(401)
})

describe('the tables of the sign-in library', () => {
  test('are what the library expects', async () => {
    await using server = await givenServer()
    const { library } = await openSignInDesk(server.deps)
    const { toBeCreated, toBeAdded } = await getMigrations(library.options)
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
  })

  test('are closed to the application, which may add and end but not read', async () => {
    await using server = await givenServer()
    for (const what of ['password from sign_in_credential', 'token from sign_in_session', 'secret from sign_in_two_factor', 'value from sign_in_challenge', 'email from sign_in_user']) {
      await expect(inTransaction(server.deps.db, { as: 'system' }, (tx) => sql.raw(`select ${what}`).execute(tx)), what).rejects.toMatchObject({ code: '42501' })
      await expect(inTransaction(server.deps.db, { as: 'sealed', accountId: '' }, (tx) => sql.raw(`select ${what}`).execute(tx)), what).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('hold no password in clear and no token that opens anything by itself', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'mei.clerk' })
    await givenBrowser(server).signIn('mei.clerk')
    const { rows } = await sql<{ all: string }>`select c::text as all from sign_in_credential c`.execute(server.deps.db)
    expect(rows.map((row) => row.all).join()).not.toContain(TEST_PASSWORD)
  })
})
