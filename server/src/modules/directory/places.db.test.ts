import type { Problem } from '@hejie/contract/common'
import type { Duty, Region, Unit } from '@hejie/contract/directory'
import { expect, test } from 'vitest'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { givenWalk, walkTo } from '../../../test/factories/handling.ts'
import { UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { newId } from '../../platform/ids.ts'
import { requireRegion, requireUnit, suggestUnits } from './index.ts'

const YINZHOU = '330212000000'
const XIAYING = '330212001000'
const WANDI = '330212001212'

async function givenAdministrator(server: TestServer, unit = `${YINZHOU}-B01`): Promise<string> {
  return (await givenStaff(server, { unit, roles: ['ZR25'] })).username
}
interface Page<T> { items: T[]; nextCursor: string | null }
const read = <T = Page<Region>>(server: TestServer, as: string, path: string): Promise<T> => bodyOf<T>(server.call(path, { as }))
const region = (server: TestServer, as: string, code: string) => read<Region>(server, as, `/api/directory/regions/${code}`)

test('shows the way down to a village, its children page by page, and finds places by words of the full name', async () => {
  await using server = await givenServer()
  const { username: as } = await givenStaff(server, { unit: `${YINZHOU}-B01`, roles: ['ZR04'] })
  expect(await region(server, as, WANDI)).toMatchObject({ name: '湾底村', level: 5, ancestors: [{ name: '浙江省' }, { name: '宁波市' }, { name: '鄞州区' }, { name: '下应街道' }, { name: '湾底村' }], message: null, allowed: [] })
  const first = await read(server, as, '/api/directory/regions?parent=330200000000&limit=4')
  expect(first.items.map((one) => one.name)).toEqual(['海曙区', '江北区', '北仑区', '镇海区'])
  const second = await read(server, as, `/api/directory/regions?parent=330200000000&limit=4&cursor=${first.nextCursor}`)
  expect(second.items[0]).toMatchObject({ name: '鄞州区', hasChildren: true })
  const found = await read(server, as, `/api/directory/regions?q=${encodeURIComponent('湾底 鄞州')}`)
  expect(found).toMatchObject({ items: [{ code: WANDI }], nextCursor: null })
  expect((await read(server, as, '/api/directory/regions')).items).toMatchObject([{ name: '浙江省' }])
})

test('nobody looks anything up without signing in, and only the administrator of the place changes it', async () => {
  await using server = await givenServer()
  expect((await server.call('/api/directory/regions')).status).toBe(401)
  const { username: clerk } = await givenStaff(server, { unit: `${YINZHOU}-B01`, roles: ['ZR04'] })
  const elsewhere = await givenAdministrator(server, '331002000000-B01')
  for (const as of [clerk, elsewhere]) {
    const answer = await server.call(`/api/directory/regions/${WANDI}`, { as, method: 'PATCH', body: { version: 1, name: '新湾底村' } })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'directory/not-administrator' })
  }
  expect(await region(server, clerk, WANDI)).toMatchObject({ name: '湾底村', version: 1 })
})

test('renaming a town carries into the full names below, and the second of two administrators is told', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const edit = (name: string) => server.call(`/api/directory/regions/${XIAYING}`, { as, method: 'PATCH', body: { version: 1, name } })
  const answers = await Promise.all([edit('下应新街道'), edit('应下街道')])
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
  const late = answers.find((answer) => answer.status === 409)
  expect(await late?.json()).toMatchObject({ code: 'directory/changed-meanwhile' })
  const town = await region(server, as, XIAYING)
  expect(await region(server, as, WANDI)).toMatchObject({ fullName: `浙江省宁波市鄞州区${town.name}湾底村` })
})

test('adds a village with a code that fits its level, and refuses a code or a name that is taken', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const add = (body: Record<string, unknown>) => server.call('/api/directory/regions', { as, body: { parentCode: XIAYING, ...body } })
  const added = await add({ code: '330212001299', name: '新桥村' })
  expect(added.status).toBe(201)
  expect(await added.json()).toMatchObject({ level: 5, path: '33/3302/330212/330212001/330212001299/', fullName: '浙江省宁波市鄞州区下应街道新桥村', validFrom: '2026-11-23', allowed: ['edit', 'abolish', 'add-region', 'add-unit'] })
  expect(await (await add({ code: WANDI, name: '别的村' })).json()).toMatchObject({ code: 'directory/code-taken', detail: expect.stringContaining('湾底村') })
  expect(await (await add({ code: '330212001298', name: '湾底村' })).json()).toMatchObject({ code: 'directory/name-taken' })
  expect(await (await add({ code: '330212002000', name: '某村' })).json()).toMatchObject({ code: 'directory/code-form' })
  expect(await (await add({ code: '330212001297', name: '某村', level: 4 })).json()).toMatchObject({ code: 'directory/level-wrong' })
  expect(await (await add({ code: '123', name: '' })).json()).toMatchObject({ code: 'input/invalid', faults: [{ field: 'code' }, { field: 'name', code: 'input/required' }] })
})

test('the code of an abolished village leads to its successor with a clear message, over two mergers', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const abolish = async (code: string, successor: string | null, on = '2026-06-30') => {
    const { version } = await region(server, as, code)
    return server.call(`/api/directory/regions/${code}/abolition`, { as, body: { version, on, successor } })
  }
  const town = await read(server, as, `/api/directory/regions?parent=${XIAYING}`)
  const [second, third] = town.items.filter((one) => one.code !== WANDI)
  if (!second || !third) throw new Error('three villages are needed')
  expect((await abolish(WANDI, second.code)).status).toBe(200)
  expect(await (await abolish(third.code, WANDI)).json()).toMatchObject({ code: 'directory/successor-unfit' })
  expect((await abolish(second.code, third.code, '2026-08-31')).status).toBe(200)
  const answer = await region(server, as, WANDI)
  expect(answer).toMatchObject({ validTo: '2026-06-30', successor: { code: third.code }, message: `“湾底村”（${WANDI}）已于 2026-06-30 撤销，现为“${third.fullName}”（${third.code}），请改选。` })
  await expect(requireRegion(server.deps.db, WANDI, '2026-11-23')).rejects.toMatchObject({ code: 'directory/region-abolished', facts: { successorCode: third.code } })
  await expect(requireRegion(server.deps.db, WANDI, '2026-06-30')).resolves.toMatchObject({ code: WANDI })
  expect((await read(server, as, `/api/directory/regions?parent=${XIAYING}`)).items.map((one) => one.code)).not.toContain(WANDI)
  const committee = await read<Unit>(server, as, `/api/directory/units/${await unitId(server, `${WANDI}-G02`)}`)
  expect(committee).toMatchObject({ validTo: '2026-06-30', successorId: await unitId(server, `${second.code}-G02`), allowed: [] })
  expect(await (await abolish(WANDI, null)).json()).toMatchObject({ code: 'directory/already-ended' })
  expect((await abolish(third.code, null)).status).toBe(200)
  await expect(requireRegion(server.deps.db, WANDI, '2026-11-23')).rejects.toMatchObject({ code: 'directory/region-abolished-no-successor' })
})

test('a town with villages in force is not abolished, nor a unit with a part in open matters', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const town = await server.call(`/api/directory/regions/${XIAYING}/abolition`, { as, body: { version: 1, on: '2026-11-23' } })
  expect(await town.json()).toMatchObject({ code: 'directory/has-children', detail: expect.stringContaining('10') })
  const bureau = await unitId(server, `${YINZHOU}-B09`)
  await server.deps.db.insertInto('matter').values({
    home_county: '330212', id: newId(), code: '3302122600000017', pin_digest: 'x', status: 'HANDLING', form: '200', channel: 'Q02', title: '楼道漏水', region_path: '33/3302/330212/',
    office_id: await unitId(server, `${YINZHOU}-B01`), unit_ids: [bureau], received_at: '2026-11-01T00:00:00Z',
  }).execute()
  const unit = await server.call(`/api/directory/units/${bureau}/abolition`, { as, body: { version: 1, on: '2026-11-23' } })
  expect(unit.status).toBe(409)
  expect(await unit.json()).toMatchObject({ code: 'directory/has-open-matters' })
  expect(await read<Unit>(server, as, `/api/directory/units/${bureau}`)).toMatchObject({ validTo: null, version: 1 })
})

test('suggests the competent unit with the reason, nearest place first, and the next level up where there is none', async () => {
  await using server = await givenServer()
  const { db } = server.deps
  const names = async (classCode: string, place: string) => (await suggestUnits(db, classCode, place, '2026-11-23')).map(({ unit, part, fellBack }) => [part, unit.name, fellBack])
  expect(await names('0601', WANDI)).toEqual([
    ['lead', '宁波市鄞州区人力资源和社会保障局', false], ['co', '宁波市鄞州区住房和城乡建设局', false], ['co', '宁波市鄞州区总工会', false],
  ])
  expect(await names('0101', '330212110200')).toEqual([['lead', '姜山镇人民政府', false], ['co', '宁波市鄞州区农业农村局', false]])
  expect(await names('0101', YINZHOU)).toEqual([['lead', '宁波市鄞州区人民政府', true], ['co', '宁波市鄞州区农业农村局', false]])
  expect(await names('1001', WANDI)).toEqual([['lead', '国家金融监督管理总局宁波监管分局', true]])
  expect(await names('1902', WANDI)).toEqual([['lead', '中共宁波市鄞州区纪律检查委员会 宁波市鄞州区监察委员会', false]])
  expect(await names('8888', WANDI)).toEqual([])
  const [first] = await suggestUnits(db, '0601', WANDI, '2026-11-23')
  expect(first?.reason).toContain('保障农民工工资支付条例第七条')
})

test('a county sets its own duty rule, which wins over the province’s until it ends', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const lead = async () => (await suggestUnits(server.deps.db, '0503', WANDI, server.deps.today().toString()))[0]?.unit.code
  expect(await lead()).toBe(`${YINZHOU}-B14`)
  const add = (body: Record<string, unknown>) => server.call('/api/directory/duties', { as, body: { classCode: '0503', regionCode: YINZHOU, reason: '本区噪声投诉由综合行政执法局统一受理', ...body } })
  expect(await (await add({ lineCode: 'B13', unitId: await unitId(server, `${YINZHOU}-B13`) })).json()).toMatchObject({ code: 'directory/duty-target' })
  expect(await (await add({ lineCode: 'B99' })).json()).toMatchObject({ code: 'directory/line-unknown' })
  expect(await (await add({ lineCode: 'B13', classCode: '0599' })).json()).toMatchObject({ code: 'directory/class-unknown' })
  const added = await add({ lineCode: 'B13', unitLevel: 3 })
  expect(added.status).toBe(201)
  const duty = await bodyOf<Duty>(added)
  expect(duty).toMatchObject({ className: '噪声', regionName: '浙江省宁波市鄞州区', lineName: '综合行政执法局', allowed: ['edit', 'end'] })
  expect(await lead()).toBe(`${YINZHOU}-B13`)
  expect(await (await add({ lineCode: 'B05' })).json()).toMatchObject({ code: 'directory/duty-twice' })
  const unit = await unitId(server, `${YINZHOU}-B05`)
  expect((await server.call(`/api/directory/duties/${duty.id}`, { as, method: 'PATCH', body: { version: 1, unitId: unit, reason: '夜间噪声由公安处理' } })).status).toBe(200)
  expect(await lead()).toBe(`${YINZHOU}-B05`)
  expect((await server.call(`/api/directory/duties/${duty.id}/end`, { as, body: { version: 2, on: '2026-11-23' } })).status).toBe(200)
  server.setNow('2026-11-24T02:00:00Z')
  expect(await lead()).toBe(`${YINZHOU}-B14`)
  const listed = await read<Page<Duty>>(server, as, `/api/directory/duties?region=${WANDI}&classCode=05&limit=3`)
  expect(listed.items.map((one) => [one.classCode, one.allowed])).toEqual([['05', []], ['0501', []], ['0502', []]])
  expect(listed.nextCursor).not.toBeNull()
})

test('what is unknown is said by name of the thing, and an abolished unit leads to its successor', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const nowhere = '01970000-0000-7000-8000-000000000000'
  const code = async (path: string, method = 'GET', body?: unknown) => (await bodyOf<{ code: string }>(server.call(`/api/directory/${path}`, { as, method, body }))).code
  expect(await code('regions/330299999999')).toBe('directory/region-unknown')
  expect(await code(`units/${nowhere}`)).toBe('directory/unit-unknown')
  expect(await code(`posts/${nowhere}`, 'PATCH', { version: 1, name: '岗', roles: ['ZR06'] })).toBe('directory/post-unknown')
  expect(await code(`duties/${nowhere}/end`, 'POST', { version: 1, on: '2026-11-23' })).toBe('directory/duty-unknown')
  const centre = await unitId(server, `${YINZHOU}-C01`)
  const post = await bodyOf<{ id: string }>(server.call(`/api/directory/units/${centre}/posts`, { as, body: { name: '值班岗', roles: ['ZR18'] } }))
  expect(await code(`posts/${post.id}/holders`, 'POST', { accountId: nowhere, from: '2026-11-23' })).toBe('directory/account-unknown')

  const [bureau, heir] = [await unitId(server, `${YINZHOU}-B32`), await unitId(server, `${YINZHOU}-B31`)]
  expect((await server.call(`/api/directory/units/${bureau}/abolition`, { as, body: { version: 1, on: '2026-11-22', successor: heir } })).status).toBe(200)
  await expect(requireUnit(server.deps.db, bureau, '2026-11-23')).rejects.toMatchObject({ code: 'directory/unit-abolished', facts: { successorName: '宁波市鄞州区经济和信息化局' } })
  expect((await server.call(`/api/directory/units/${heir}/abolition`, { as, body: { version: 1, on: '2026-11-22' } })).status).toBe(200)
  await expect(requireUnit(server.deps.db, bureau, '2026-11-23')).rejects.toMatchObject({ code: 'directory/unit-abolished-no-successor' })
  await server.deps.db.updateTable('unit').set({ valid_from: '2027-01-01' }).where('id', '=', centre).execute()
  await expect(requireUnit(server.deps.db, centre, '2026-11-23')).rejects.toMatchObject({ code: 'directory/unit-not-yet' })
})

test('a create that is sent twice with the same key, even at once, happens once and answers the same', async () => {
  await using server = await givenServer()
  const as = await givenAdministrator(server)
  const add = (name: string, key = 'window-7-0001') => server.call('/api/directory/units', { as, headers: { 'idempotency-key': key }, body: { regionCode: YINZHOU, lineCode: 'B23', kind: 'mediation', name } })
  const answers = await Promise.all([add('物业纠纷人民调解委员会'), add('物业纠纷人民调解委员会')])
  expect(answers.map((answer) => answer.status)).toEqual([201, 201])
  const [first, second] = await Promise.all(answers.map((answer) => bodyOf<Unit>(answer)))
  expect(second).toEqual(first)
  expect(await bodyOf(add('医疗纠纷人民调解委员会'))).toMatchObject({ status: 409, code: 'idempotency/other-body' })
  expect(await bodyOf(add('物业纠纷人民调解委员会', 'window-7-0002'))).toMatchObject({ code: 'directory/name-taken' })
  const lines = await server.deps.db.selectFrom('audit_line').select('subject').where('action', '=', 'directory.create-unit').execute()
  expect(lines).toEqual([{ subject: `unit:${first?.id}` }])
  for (const [path, body] of [
    ['regions', { code: '330212001299', name: '新桥村', parentCode: XIAYING }], [`units/${first?.id}/posts`, { name: '专职调解员', roles: ['ZR09'] }],
    ['duties', { classCode: '0503', regionCode: YINZHOU, lineCode: 'B13', reason: '本区规定' }],
  ] as const) {
    const send = async () => bodyOf(server.call(`/api/directory/${path}`, { as, headers: { 'idempotency-key': `key-of-${path}` }, body }))
    expect(await send()).toEqual(await send())
  }
})

test('the administrator gives a unit the word its paper numbers begin with; it is characters only and nobody else\'s', async () => {
  await using server = await givenServer()
  const as = 'admin'
  await givenDemoStaff(server)
  const housing = await unitId(server, UNITS.housing)
  const read = async () => bodyOf<Unit>(server.call(`/api/directory/units/${housing}`, { as }))
  const edit = async (paperWord: string | null, id = housing) => {
    const { name, nameEn, shortName, superiorId, creditCode, address, phone, version } = await bodyOf<Unit>(server.call(`/api/directory/units/${id}`, { as }))
    return bodyOf<Unit & Problem>(server.call(`/api/directory/units/${id}`, { as, method: 'PATCH', body: { name, nameEn, shortName, superiorId, creditCode, address, phone, version, paperWord } }))
  }
  expect((await read()).paperWord).toBeNull()
  expect(await edit('鄞建设')).toMatchObject({ paperWord: '鄞建设' })
  expect(await edit('YZ-1')).toMatchObject({ status: 400, faults: [{ field: 'paperWord', code: 'directory/paper-word-form' }] })
  expect(await edit('鄞建设', await unitId(server, UNITS.enforcement))).toMatchObject({ status: 409, code: 'directory/paper-word-taken' })
  const walk = await walkTo(server, await givenWalk(server), 'HANDLING')
  const detail = await bodyOf<{ papers: { kind: string; number: string | null }[] }>(server.call(`/api/matters/${walk.matter.code}`, { as: 'li.triage' }))
  expect(detail.papers.find(({ kind }) => kind === 'WS05')?.number).toBe('鄞建设信告〔2026〕1号')
  expect((await edit(null)).paperWord).toBeNull()
})

test('an officer finds the own county’s bureau first, by everyday words', async () => {
  await using server = await givenServer()
  await givenStaff(server, { unit: UNITS.office, roles: ['ZR05'], username: 'li.triage' })
  const first = async (q: string) => (await bodyOf<{ items: Unit[] }>(server.call(`/api/directory/units?near=yes&limit=20&q=${encodeURIComponent(q)}`, { as: 'li.triage' }))).items[0]?.name
  for (const words of ['住房', '住房和城乡', '住建局', '鄞州住建']) expect(await first(words), words).toBe('宁波市鄞州区住房和城乡建设局')
  expect(await first('综合执法局')).toBe('宁波市鄞州区综合行政执法局')
  expect(await first('100%')).toBeUndefined()
})
