import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { givenAccount, givenBrowser } from '../../../test/factories/identity.ts'
import type { Browser } from '../../../test/factories/identity.ts'
import { givenIdentityProvider } from '../../../test/factories/identity-provider.ts'
import type { IdentityProvider } from '../../../test/factories/identity-provider.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

function fileWith(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'hejie-oidc-')), 'oidc.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const entry = (issuer: string): object => ({ id: 'zzd', name: { zh: '统一身份认证', en: 'Unified identity' }, issuer, clientId: 'hejie', clientSecret: 'shared-secret' })
const givenServerWith = (issuer: string): Promise<TestServer> => givenServer({ oidcFile: fileWith(entry(issuer)), publicUrl: 'http://hejie.test' })

async function goThrough(browser: Browser, provider: IdentityProvider): Promise<Response> {
  const { url } = (await (await browser.send('/api/auth/unified', { body: { way: 'zzd', returnTo: '/console/matters' } })).json()) as { url: string }
  return browser.send(provider.approve(url))
}

describe('a unified identity', () => {
  test('signs in whoever has an account of that name, ties the two together, and keeps none of its tokens', async () => {
    await using provider = await givenIdentityProvider()
    await using server = await givenServerWith(provider.issuer)
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    expect(await (await browser.send('/api/auth/ways')).json()).toMatchObject({ unified: [{ id: 'zzd', name: { zh: '统一身份认证', en: 'Unified identity' } }] })
    provider.person = { sub: 'p-001', preferred_username: 'Mei.Clerk' }
    const back = await goThrough(browser, provider)
    expect([back.status, back.headers.get('location')]).toEqual([302, '/console/matters'])
    expect(await (await browser.send('/api/me')).json()).toMatchObject({ username: 'mei.clerk' })
    const { rows } = await sql<{ account_id: string; access_token: string | null; id_token: string | null }>`select account_id, access_token, id_token from sign_in_credential where provider_id = 'zzd'`.execute(server.deps.db)
    expect(rows).toEqual([{ account_id: 'p-001', access_token: null, id_token: null }])
    const lines = await sql<{ detail: { way: string } }>`select detail from audit_line where action = 'identity.sign-in'`.execute(server.deps.db)
    expect(lines.rows.map((line) => line.detail.way)).toEqual(['zzd'])
  })

  test('makes no account for people unknown here', async () => {
    await using provider = await givenIdentityProvider()
    await using server = await givenServerWith(provider.issuer)
    provider.person = { sub: 'p-002', preferred_username: 'stranger' }
    const browser = givenBrowser(server)
    expect((await goThrough(browser, provider)).headers.get('location')).toBe('/console/sign-in?problem=identity%2Funified-unknown')
    expect((await browser.send('/api/me')).status).toBe(401)
    expect((await sql`select from sign_in_user`.execute(server.deps.db)).rows).toHaveLength(0)
  })

  test('does not hand an account to somebody else who gets its name later', async () => {
    await using provider = await givenIdentityProvider()
    await using server = await givenServerWith(provider.issuer)
    await givenAccount(server, { username: 'mei.clerk' })
    provider.person = { sub: 'p-001', preferred_username: 'mei.clerk' }
    await goThrough(givenBrowser(server), provider)
    provider.person = { sub: 'p-999', preferred_username: 'mei.clerk' }
    expect((await goThrough(givenBrowser(server), provider)).headers.get('location')).toContain('problem=identity%2Funified-')
    // The first one still gets in, whatever name the provider gives them now.
    provider.person = { sub: 'p-001', preferred_username: 'mei.renamed' }
    expect((await goThrough(givenBrowser(server), provider)).headers.get('location')).toBe('/console/matters')
  })

  test('is not believed with a forged token, without a name, or for an account switched off', async () => {
    await using provider = await givenIdentityProvider()
    await using server = await givenServerWith(provider.issuer)
    await givenAccount(server, { username: 'mei.clerk' })
    provider.person = { sub: 'p-001', preferred_username: 'mei.clerk' }
    provider.forges = true
    expect((await goThrough(givenBrowser(server), provider)).headers.get('location')).toContain('problem=identity%2Funified-refused')
    provider.forges = false
    provider.person = { sub: 'p-001' }
    expect((await goThrough(givenBrowser(server), provider)).headers.get('location')).toContain('problem=identity%2Funified-refused')
    provider.person = { sub: 'p-001', preferred_username: 'mei.clerk' }
    await sql`update account set is_active = false`.execute(server.deps.db)
    expect((await goThrough(givenBrowser(server), provider)).headers.get('location')).toContain('problem=identity%2Faccount-inactive')
    expect((await sql`select from sign_in_session`.execute(server.deps.db)).rows).toHaveLength(0)
  })

  test('takes back only the browser that started', async () => {
    await using provider = await givenIdentityProvider()
    await using server = await givenServerWith(provider.issuer)
    await givenAccount(server, { username: 'mei.clerk' })
    provider.person = { sub: 'p-001', preferred_username: 'mei.clerk' }
    const { url } = (await (await givenBrowser(server).send('/api/auth/unified', { body: { way: 'zzd' } })).json()) as { url: string }
    const other = givenBrowser(server)
    expect((await other.send(provider.approve(url))).headers.get('location')).toContain('problem=')
    expect((await other.send('/api/me')).status).toBe(401)
  })

  test('that cannot be reached says so, and passwords work all the same', async () => {
    await using server = await givenServerWith('http://127.0.0.1:9')
    await givenAccount(server, { username: 'mei.clerk' })
    const browser = givenBrowser(server)
    expect(await (await browser.send('/api/auth/unified', { body: { way: 'zzd' } })).json()).toMatchObject({ status: 503, code: 'identity/unified-away' })
    expect(await (await browser.send('/api/auth/unified', { body: { way: 'other' } })).json()).toMatchObject({ code: 'identity/way-unknown' })
    expect((await browser.send('/api/auth/unified', { body: { way: 'zzd', returnTo: '//evil.test/' } })).status).toBe(400)
    expect((await browser.signIn('mei.clerk')).status).toBe(200)
  })
})

describe('the file of unified identities', () => {
  test.each([
    ['{ not json', /cannot be read as JSON/], [{ ...entry('https://id.example'), clientId: '' }, /0\.clientId/], [{ ...entry('http://id.example') }, /0\.issuer: must be an https/],
    [{ ...entry('https://id.example'), extra: 1 }, /extra/], [[entry('https://a.example'), entry('https://b.example')], /same id/], [[], /file/],
  ])('is refused at the start with the field at fault: %j', async (content, message) => {
    await expect(givenServer({ oidcFile: fileWith(content) })).rejects.toThrow(message)
  })
})
