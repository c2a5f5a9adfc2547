import type { Post, Unit } from '@hejie/contract/directory'
import { describe, expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenAccount } from '../../../test/factories/identity.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { loadActor } from '../identity/index.ts'

const COUNTY = '330212000000'
const readUnit = (server: TestServer, as: string, id: string) => bodyOf<Unit & { posts: Post[] }>(server.call(`/api/directory/units/${id}`, { as }))

test('an administrator adds a unit with a sound superior and credit code, edits it and ends it with its posts', async () => {
  await using server = await givenServer()
  const { username: as } = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
  const { accountId } = await givenStaff(server, { unit: `${COUNTY}-B06`, roles: ['ZR06'] })
  const add = (body: Record<string, unknown>) => server.call('/api/directory/units', { as, body: { regionCode: COUNTY, lineCode: 'B23', kind: 'mediation', name: '鄞州区医疗纠纷人民调解委员会', ...body } })
  const superior = await unitId(server, `${COUNTY}-B06`)
  expect(await (await add({ creditCode: '91330200MA0000000X' })).json()).toMatchObject({ code: 'directory/credit-code-wrong' })
  expect(await (await add({ lineCode: 'B77' })).json()).toMatchObject({ code: 'directory/line-unknown' })
  expect(await (await add({ superiorId: await unitId(server, '330212110000-G01') })).json()).toMatchObject({ code: 'directory/superior-unfit' })
  expect(await (await add({ name: '宁波市鄞州区司法局' })).json()).toMatchObject({ code: 'directory/name-taken' })
  const unit = await bodyOf<Unit>(add({ superiorId: superior, phone: '0574-00000001' }))
  expect(unit).toMatchObject({ code: `${COUNTY}-B23`, level: 3, allowed: ['edit', 'abolish', 'add-post'] })
  expect(await (await add({ name: '鄞州区物业纠纷人民调解委员会' })).json()).toMatchObject({ code: `${COUNTY}-B23-2` })

  const twins = await Promise.all([1, 2].map(() => add({ name: '鄞州区婚姻家庭纠纷人民调解委员会' })))
  expect(twins.map((answer) => answer.status).toSorted()).toEqual([201, 409])

  const circle = await server.call(`/api/directory/units/${superior}`, { as, method: 'PATCH', body: { version: 1, name: '宁波市鄞州区司法局', superiorId: unit.id } })
  expect(await circle.json()).toMatchObject({ code: 'directory/superior-unfit' })

  const post = await bodyOf<Post>(server.call(`/api/directory/units/${unit.id}/posts`, { as, body: { name: '专职调解员', roles: ['ZR09'] } }))
  expect((await server.call(`/api/directory/posts/${post.id}/holders`, { as, body: { accountId, from: '2026-11-01' } })).status).toBe(200)
  expect((await server.call(`/api/directory/units/${unit.id}/abolition`, { as, body: { version: 1, on: '2026-11-22' } })).status).toBe(409)
  expect((await server.call(`/api/directory/units/${unit.id}/abolition`, { as, body: { version: 1, on: '2026-11-30' } })).status).toBe(200)
  const shown = await readUnit(server, as, unit.id)
  expect(shown).toMatchObject({ validTo: '2026-11-30', posts: [{ validTo: '2026-11-30', holders: [{ accountId, validTo: '2026-11-30' }] }] })
})

test('a person in two posts has both sets of roles, and loses one the day after leaving', async () => {
  await using server = await givenServer()
  const { username: as } = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
  const clerk = await givenStaff(server, { unit: `${COUNTY}-C01`, roles: ['ZR04'] })
  const second = await bodyOf<Post>(server.call(`/api/directory/units/${clerk.unitId}/posts`, { as, body: { name: '研判岗', roles: ['ZR05'] } }))
  const appointed = await server.call(`/api/directory/posts/${second.id}/holders`, { as, body: { accountId: clerk.accountId, from: '2026-11-23' } })
  expect(await appointed.json()).toMatchObject({ holders: [{ accountId: clerk.accountId, validTo: null, mayEnd: true }] })
  expect(await (await server.call(`/api/directory/posts/${second.id}/holders`, { as, body: { accountId: clerk.accountId, from: '2026-11-24' } })).json()).toMatchObject({ code: 'directory/already-in-post' })
  const roles = async () => (await loadActor(server.deps, { username: clerk.username }))?.posts.flatMap((post) => post.roles).toSorted()
  expect(await roles()).toEqual(['ZR04', 'ZR05'])
  expect((await server.call(`/api/directory/posts/${second.id}/holders/${clerk.accountId}/end`, { as, body: { on: '2026-11-23' } })).status).toBe(200)
  expect(await roles()).toEqual(['ZR04', 'ZR05'])
  server.setNow('2026-11-24T02:00:00Z')
  expect(await roles()).toEqual(['ZR04'])
  expect(await (await server.call(`/api/directory/posts/${second.id}/holders/${clerk.accountId}/end`, { as, body: { on: '2026-11-25' } })).json()).toMatchObject({ code: 'directory/not-in-post' })
  const staff = await bodyOf<{ items: { accountId: string }[] }>(server.call('/api/directory/staff', { as }))
  expect(staff.items.find((one) => one.accountId === clerk.accountId)).toMatchObject({ posts: [{ unitId: clerk.unitId }] })
  expect((await server.call('/api/directory/staff', { as: clerk.username })).status).toBe(403)
})

test('nobody becomes administrator and auditor, laboratory and sampler, or an accusation desk in a bureau', async () => {
  await using server = await givenServer()
  const { username: as } = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
  const auditor = await givenStaff(server, { unit: `${COUNTY}-B02`, roles: ['ZR26'] })
  const bureau = await unitId(server, `${COUNTY}-B09`)
  const addPost = (unit: string, roles: string[], name = '新岗位') => server.call(`/api/directory/units/${unit}/posts`, { as, body: { name, roles } })
  expect(await (await addPost(bureau, ['ZR25', 'ZR26'])).json()).toMatchObject({ code: 'directory/roles-incompatible' })
  expect(await (await addPost(bureau, ['ZR21', 'ZR22'])).json()).toMatchObject({ code: 'directory/roles-incompatible' })
  expect(await (await addPost(bureau, ['ZR16'])).json()).toMatchObject({ code: 'directory/role-not-here' })
  expect(await (await addPost(bureau, ['ZR01'])).json()).toMatchObject({ code: 'directory/role-not-here' })
  expect((await addPost(await unitId(server, `${COUNTY}-B02`), ['ZR16'], '检举控告专办')).status).toBe(201)
  const administrators = await bodyOf<Post>(addPost(bureau, ['ZR25'], '局管理员'))
  const refused = await server.call(`/api/directory/posts/${administrators.id}/holders`, { as, body: { accountId: auditor.accountId, from: '2026-11-23' } })
  expect(await refused.json()).toMatchObject({ code: 'directory/roles-incompatible', detail: expect.stringContaining('ZR26') })
  // Neither by widening the post afterwards.
  const plain = await bodyOf<Post>(addPost(bureau, ['ZR17'], '数据岗'))
  expect((await server.call(`/api/directory/posts/${plain.id}/holders`, { as, body: { accountId: auditor.accountId, from: '2026-11-23' } })).status).toBe(200)
  const widened = await server.call(`/api/directory/posts/${plain.id}`, { as, method: 'PATCH', body: { version: 1, name: '数据岗', roles: ['ZR17', 'ZR25'] } })
  expect(await widened.json()).toMatchObject({ code: 'directory/roles-incompatible' })
})

test('two administrators who put one person into two posts at once cannot break the separation', async () => {
  await using server = await givenServer()
  const { username: as } = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
  const { accountId } = await givenStaff(server, { unit: `${COUNTY}-B15`, roles: ['ZR17'] })
  const unit = await unitId(server, `${COUNTY}-B15`)
  const posts = await Promise.all([['ZR25', '管理'], ['ZR26', '审计']].map(([role, name]) => bodyOf<Post>(server.call(`/api/directory/units/${unit}/posts`, { as, body: { name, roles: [role] } }))))
  const answers = await Promise.all(posts.map((post) => server.call(`/api/directory/posts/${post.id}/holders`, { as, body: { accountId, from: '2026-11-23' } })))
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
})

test('an administrator cannot give, widen or end a post of their own', async () => {
  await using server = await givenServer()
  const me = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
  const as = me.username
  const own = await server.call(`/api/directory/posts/${me.postId}`, { as, method: 'PATCH', body: { version: 1, name: '超级岗', roles: ['ZR25', 'ZR17'] } })
  expect(await own.json()).toMatchObject({ code: 'directory/not-your-own-post' })
  const fresh = await bodyOf<Post>(server.call(`/api/directory/units/${me.unitId}/posts`, { as, body: { name: '第二岗', roles: ['ZR17'] } }))
  expect((await server.call(`/api/directory/posts/${fresh.id}/holders`, { as, body: { accountId: me.accountId, from: '2026-11-23' } })).status).toBe(403)
  expect((await server.call(`/api/directory/posts/${me.postId}/holders/${me.accountId}/end`, { as, body: { on: '2026-11-23' } })).status).toBe(403)
  expect((await server.call(`/api/directory/posts/${me.postId}/abolition`, { as, body: { version: 1, on: '2026-11-23' } })).status).toBe(403)
  expect((await server.call(`/api/directory/units/${me.unitId}/abolition`, { as, body: { version: 1, on: '2026-11-23' } })).status).toBe(403)
  const shown = await readUnit(server, as, me.unitId)
  expect(shown.posts.find((post) => post.id === me.postId)).toMatchObject({ allowed: ['appoint'], holders: [{ mayEnd: false }] })
})

test('every change leaves one audit line with who, what and where, and a refused one leaves none', async () => {
  await using server = await givenServer()
  const me = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
  const unit = await unitId(server, `${COUNTY}-B09`)
  const edit = { version: 1, name: '宁波市鄞州区住房和城乡建设局', phone: '0574-00000002' }
  expect((await server.call(`/api/directory/units/${unit}`, { as: me.username, method: 'PATCH', body: edit })).status).toBe(200)
  expect((await server.call(`/api/directory/units/${unit}`, { as: me.username, method: 'PATCH', body: edit })).status).toBe(409)
  const lines = await server.deps.db.selectFrom('audit_line').select(['action', 'subject', 'actor_id', 'region_path', 'detail']).where('actor_id', '=', me.accountId).execute()
  expect(lines).toEqual([{ action: 'directory.edit-unit', subject: `unit:${unit}`, actor_id: me.accountId, region_path: '33/3302/330212/', detail: { fields: expect.arrayContaining(['phone']), version: 2 } }])
  expect(JSON.stringify(lines)).not.toContain('0574')
})

describe('the accusation desk and the auditor are never made by one person alone', () => {
  const FROM = '2026-11-23'
  const appoint = async (server: TestServer, as: string, postId: string, accountId: string): Promise<{ status: number; code?: string }> => {
    const answer = await server.call(`/api/directory/posts/${postId}/holders`, { as, body: { accountId, from: FROM } })
    return { status: answer.status, code: answer.ok ? undefined : (await bodyOf<{ code: string }>(answer)).code }
  }
  const givenOffice = async (server: TestServer) => {
    const { username: as, accountId } = await givenStaff(server, { unit: `${COUNTY}-B01`, roles: ['ZR25'] })
    const addAccount = (by: string, username: string) => bodyOf<{ id: string; version: number }>(server.call('/api/accounts', { as: by, body: { username, name: '新来的' } }))
    const addPost = async (role: string, name: string) => bodyOf<Post>(server.call(`/api/directory/units/${await unitId(server, `${COUNTY}-B02`)}/posts`, { as, body: { name, roles: [role] } }))
    return { as, accountId, addAccount, addPost }
  }
  const REFUSED = { status: 403, code: 'directory/needs-second-person' }

  test.each(['ZR16', 'ZR26'])('whoever made an account does not appoint it to %s; another administrator does, and then nobody resets its password', async (role) => {
    await using server = await givenServer()
    const { as, addAccount, addPost } = await givenOffice(server)
    const { username: above } = await givenStaff(server, { unit: '330000000000-B01', roles: ['ZR25'] })
    const fresh = await addAccount(as, 'fresh.person')
    const post = await addPost(role, '专办岗')
    expect(await appoint(server, as, post.id, fresh.id)).toEqual(REFUSED)
    expect(await appoint(server, above, post.id, fresh.id)).toMatchObject({ status: 200 })
    const version = (await bodyOf<{ version: number }>(server.call(`/api/accounts/${fresh.id}`, { as }))).version
    for (const by of [as, above]) expect(await (await server.call(`/api/accounts/${fresh.id}/password-reset`, { as: by, body: { version } })).json()).toMatchObject({ code: 'identity/protected-account' })
  })

  test('nor after resetting a password, nor by widening the post, nor through an administrator they made', async () => {
    await using server = await givenServer()
    const { as, addAccount, addPost } = await givenOffice(server)
    const desk = await addPost('ZR16', '专办岗')
    const { id: old } = await givenAccount(server, { posts: [] })
    await server.call(`/api/accounts/${old}/password-reset`, { as, body: { version: 1 } })
    expect(await appoint(server, as, desk.id, old)).toEqual(REFUSED)
    const plain = await addPost('ZR17', '数据岗')
    expect(await appoint(server, as, plain.id, old)).toMatchObject({ status: 200 })
    const widened = await server.call(`/api/directory/posts/${plain.id}`, { as, method: 'PATCH', body: { version: 1, name: '数据岗', roles: ['ZR16'] } })
    expect(await widened.json()).toMatchObject(REFUSED)
    // A second administrator of one's own making is not a second person.
    const second = await addAccount(as, 'second.admin')
    expect(await appoint(server, as, (await addPost('ZR25', '副管理员')).id, second.id)).toMatchObject({ status: 200 })
    expect(await appoint(server, 'second.admin', desk.id, old)).toEqual(REFUSED)
    const third = await addAccount('second.admin', 'third.person')
    expect(await appoint(server, as, desk.id, third.id)).toEqual(REFUSED)
  })

  test('an account whose password the operator gave is appointed by the one administrator there is', async () => {
    await using server = await givenServer()
    const { as, addPost } = await givenOffice(server)
    const { id } = await givenAccount(server, { posts: [] })
    expect(await appoint(server, as, (await addPost('ZR16', '专办岗')).id, id)).toMatchObject({ status: 200 })
  })
})
