import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { SecondFactorRule } from '@hejie/contract/identity'
import { TEST_PASSWORD, givenAccount, givenBrowser } from '../../../test/factories/identity.ts'
import type { Browser } from '../../../test/factories/identity.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'

const COUNTY = '33/3302/330212/'

async function given(server: TestServer): Promise<void> {
  await givenAccount(server, { username: 'boss', posts: [{ roles: ['ZR25'] }] })
  await givenAccount(server, { username: 'mei.clerk', posts: [{ roles: ['ZR04'] }] })
  await givenAccount(server, { username: 'lao.handler', posts: [{ roles: ['ZR06'] }] })
}
const rulesFor = async (server: TestServer, as: string): Promise<SecondFactorRule[]> => ((await (await server.call('/api/second-factor-rules', { as })).json()) as { items: SecondFactorRule[] }).items
const require = (server: TestServer, rule: Partial<SecondFactorRule>, as = 'boss'): Promise<Response> => server.call('/api/second-factor-rules', { as, method: 'PUT', body: { regionPath: COUNTY, isForAll: false, roles: [], version: 0, ...rule } })
const lists = async (browser: Browser): Promise<[number, unknown]> => {
  const answer = await browser.send('/api/matters')
  return [answer.status, answer.status === 200 ? null : ((await answer.json()) as { code: string }).code]
}

/** RFC 6238, as an authenticator app computes it. */
function totp(secret: string): string {
  const bits = [...secret.replaceAll('=', '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe('two steps that the administrator requires', () => {
  test('of a role: whoever has it is led to turn them on, can do nothing else first, and cannot turn them off', async () => {
    await using server = await givenServer()
    await given(server)
    const [clerk, handler] = [givenBrowser(server), givenBrowser(server)]
    await clerk.signIn('mei.clerk')
    await handler.signIn('lao.handler')
    expect(await lists(clerk)).toEqual([200, null])
    const kept = (await (await require(server, { roles: ['ZR04'] })).json()) as SecondFactorRule
    expect(kept).toMatchObject({ regionPath: COUNTY, isForAll: false, roles: ['ZR04'], version: 1, waiting: 1 })
    // From the next request on, also for who is signed in already.
    expect(await lists(clerk)).toEqual([403, 'identity/second-factor-required'])
    expect(await (await clerk.send('/api/me')).json()).toMatchObject({ mustTurnOnSecondFactor: true, hasSecondFactor: false })
    expect(await lists(handler)).toEqual([200, null])
    const { secret } = (await (await clerk.send('/api/me/second-factor', { body: { password: TEST_PASSWORD } })).json()) as { secret: string }
    expect(await lists(clerk)).toEqual([403, 'identity/second-factor-required'])
    expect((await clerk.send('/api/me/second-factor/confirmation', { body: { code: totp(secret) } })).status).toBe(200)
    expect(await lists(clerk)).toEqual([200, null])
    expect(await (await clerk.send('/api/me/second-factor/removal', { body: { password: TEST_PASSWORD } })).json()).toMatchObject({ status: 409, code: 'identity/second-factor-by-rule' })
    expect((await rulesFor(server, 'boss'))[0]?.waiting).toBe(0)
    const line = await server.deps.db.selectFrom('audit_line').select('detail').where('action', '=', 'identity.second-factor-rule').executeTakeFirstOrThrow()
    expect(line.detail).toMatchObject({ roles: ['ZR04'], isForAll: false })
  })

  test('of everybody: the administrator too; and of nobody again', async () => {
    await using server = await givenServer()
    await given(server)
    expect(await (await require(server, { isForAll: true, roles: ['ZR04'] })).json()).toMatchObject({ isForAll: true, roles: [], waiting: 3 })
    const boss = givenBrowser(server)
    await boss.signIn('boss')
    expect(await lists(boss)).toEqual([403, 'identity/second-factor-required'])
    expect((await require(server, { version: 1 })).status).toBe(200)
    expect((await boss.send('/api/second-factor-rules')).status).toBe(200)
  })

  test('a rule of the province reaches accounts of the county, a county\'s never those of another', async () => {
    await using server = await givenServer()
    await given(server)
    await givenAccount(server, { username: 'province.boss', posts: [{ unit: '330000000000-B01', roles: ['ZR25'] }], keptIn: '33/' })
    await givenAccount(server, { username: 'city.clerk', posts: [{ unit: '330200000000-B01', roles: ['ZR04'] }], keptIn: '33/3302/' })
    await require(server, { roles: ['ZR04'] })
    const [clerk, city] = [givenBrowser(server), givenBrowser(server)]
    await clerk.signIn('mei.clerk')
    await city.signIn('city.clerk')
    expect([(await lists(clerk))[0], (await lists(city))[0]]).toEqual([403, 200])
    await require(server, { version: 1 })
    expect((await require(server, { regionPath: '33/', roles: ['ZR04'] }, 'province.boss')).status).toBe(200)
    expect([(await lists(clerk))[0], (await lists(city))[0]]).toEqual([403, 403])
  })

  test('only an administrator of the very place sets it; two at once have one winner', async () => {
    await using server = await givenServer()
    await given(server)
    expect((await require(server, { isForAll: true }, 'mei.clerk')).status).toBe(403)
    expect((await require(server, { regionPath: '33/', isForAll: true })).status).toBe(403)
    expect((await server.call('/api/second-factor-rules', { as: 'mei.clerk' })).status).toBe(403)
    const answers = await Promise.all([require(server, { roles: ['ZR04'] }), require(server, { roles: ['ZR06'] })])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect(await (await require(server, { roles: ['ZR07'], version: 0 })).json()).toMatchObject({ code: 'identity/rule-changed-meanwhile' })
  })
})
