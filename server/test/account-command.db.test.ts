import { sql } from 'kysely'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { accountCommand } from '../src/commands/account.ts'
import { givenAccount, givenBrowser } from './factories/identity.ts'
import { givenServer } from './harness.ts'
import type { TestServer } from './harness.ts'

async function operate(server: TestServer, args: string[]): Promise<{ code: number; out: string }> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(server.deps.db)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${rows[0]?.name}`
  vi.stubEnv('DATABASE_URL', url.href)
  vi.stubEnv('HEJIE_DATA', server.deps.config.dataFolder)
  vi.stubEnv('HEJIE_LOG', 'silent')
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    log.mockRestore()
  })
  return { code: await accountCommand(args), out: lines.join('\n') }
}

test('the operator makes the first administrator of a new installation, who signs in and must choose a password', async () => {
  await using server = await givenServer()
  const { code, out } = await operate(server, ['add', 'First.Admin', '--name', '管一', '--unit', '330212000000-B01', '--roles', 'ZR25', '--json'])
  expect(code).toBe(0)
  const made = JSON.parse(out) as { temporaryPassword: string }
  server.setNow(new Date().toISOString())
  expect(made).toMatchObject({ username: 'first.admin', unit: '宁波市鄞州区信访局', roles: 'ZR25' })
  const browser = givenBrowser(server)
  expect((await browser.signIn('first.admin', made.temporaryPassword)).status).toBe(200)
  expect(await (await browser.send('/api/me')).json()).toMatchObject({ mustChangePassword: true, roles: ['ZR25'], areas: ['directory', 'accounts'] })
})

test('the operator resets the account of an auditor, switches it off and on; each is recorded', async () => {
  await using server = await givenServer()
  const { id } = await givenAccount(server, { username: 'auditor', posts: [{ unit: '330212000000-B02', roles: ['ZR26'] }] })
  const { temporaryPassword } = JSON.parse((await operate(server, ['reset', 'auditor', '--json'])).out) as { temporaryPassword: string }
  const browser = givenBrowser(server)
  expect((await browser.signIn('auditor')).status).toBe(401)
  expect((await browser.signIn('auditor', temporaryPassword)).status).toBe(200)
  await operate(server, ['off', 'auditor'])
  expect((await givenBrowser(server).signIn('auditor', temporaryPassword)).status).toBe(403)
  await operate(server, ['on', 'auditor'])
  expect((await givenBrowser(server).signIn('auditor', temporaryPassword)).status).toBe(200)
  const { rows } = await sql<{ action: string }>`select action from audit_line where subject = ${`account:${id}`} and actor_kind = 'system' and action not like '%sign-in%' order by at, seq`.execute(server.deps.db)
  expect(rows.map((row) => row.action)).toEqual(['identity.create-account', 'identity.reset-second-factor', 'identity.reset-password', 'identity.deactivate-account', 'identity.reactivate-account'])
})

test('what cannot be done is said in one line, and nothing is changed', async () => {
  await using server = await givenServer()
  await givenAccount(server, { username: 'mei.clerk' })
  await expect(operate(server, ['add', 'mei.clerk', '--name', '梅', '--unit', '330212000000-B01', '--roles', 'ZR04'])).rejects.toThrow('The username mei.clerk is taken')
  await expect(operate(server, ['add', 'x', '--name', '梅', '--unit', '330212000000-B01', '--roles', 'ZR04'])).rejects.toThrow('username: A username has 3–30')
  await expect(operate(server, ['add', 'new.one', '--name', '梅', '--unit', '999999000000-B01', '--roles', 'ZR04'])).rejects.toThrow('there is no unit 999999000000-B01')
  await expect(operate(server, ['add', 'new.one', '--name', '梅', '--unit', '330212000000-B01', '--roles', 'ZR99'])).rejects.toThrow('there is no role ZR99')
  await expect(operate(server, ['add', 'new.one'])).rejects.toThrow('needs --name, --unit and --roles')
  await expect(operate(server, ['reset', 'nobody.here'])).rejects.toThrow('No such account')
  expect((await operate(server, [])).code).toBe(2)
  expect((await sql`select from account`.execute(server.deps.db)).rows).toHaveLength(1)
})
