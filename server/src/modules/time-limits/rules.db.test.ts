import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { givenMatter } from '../../../test/factories/matters.ts'
import type { GivenMatter } from '../../../test/factories/matters.ts'
import { UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { bodyOf, givenStaff } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { inTransaction } from '../../platform/database.ts'
import { changeClocks, seedLimits } from './index.ts'
import { STATUTORY_LIMITS } from './shipped-limits.ts'
import type { StatutoryLimit } from './statutory-limits.ts'

interface Card {
  code: string
  now: StatutoryLimit | null
  planned: StatutoryLimit | null
  past: StatutoryLimit[]
  running: number
}
interface Refusal {
  status: number
  code: string
  faults?: { field: string; code: string }[]
}

const administrator = async (server: TestServer) => (await givenStaff(server, { unit: UNITS.provinceOffice, roles: ['ZR25'] })).username
const cards = async (server: TestServer, as: string) => bodyOf<{ items: Card[]; mayEdit: boolean }>(server.call('/api/time-limits/rules', { as }))
const cardOf = async (server: TestServer, as: string, code: string): Promise<Card> => {
  const found = (await cards(server, as)).items.find((one) => one.code === code)
  if (!found) throw new Error(`no ${code}`)
  return found
}
const editOf = (row: StatutoryLimit | null, change: object) => {
  if (!row) throw new Error('nothing in force')
  const { version, validFrom, zh, en, length, unit, extension, pausedBy, basis, isOn, warnDays, note } = row
  return { version, validFrom, zh, en, length, unit, extension, pausedBy, basis, isOn, warnDays, note, ...change }
}
const plan = (server: TestServer, as: string, code: string, body: object) => server.call(`/api/time-limits/rules/${code}/changes`, { as, body })
const clocksOf = async (server: TestServer, matter: GivenMatter) => (await bodyOf<{ clocks: { rule: string; length: number; strict: string; endedOn: string | null; basis: string }[] }>(server.call(`/api/matters/${matter.code}`, { as: 'li.triage' }))).clocks

describe('the table of limits', () => {
  test('holds every row that came with the release, and seeding again changes nothing', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const { items, mayEdit } = await cards(server, 'chen.clerk')
    expect(mayEdit).toBe(false)
    expect(items.flatMap(({ now, past }) => [...past, ...(now ? [now] : [])])).toEqual([...STATUTORY_LIMITS].sort((a, b) => (a.code + a.validFrom < b.code + b.validFrom ? -1 : 1)))
    expect(await seedLimits(server.deps.db)).toBe(0)
  })

  test('is edited from a later day on: running matters keep the row they started under, later ones get the new one', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const as = await administrator(server)
    const before = await givenMatter(server, { status: 'HANDLING' })
    const { now, running } = await cardOf(server, as, 'DL05')
    expect(running).toBe(1)
    const edit = editOf(now, { validFrom: '2026-03-10', length: 45, basis: '信访工作条例（修订）第三十四条', extension: { by: 'agencyHead', atMost: 15, times: 1, reasonTold: true } })
    const answer = await bodyOf<Card>(plan(server, as, 'DL05', edit))
    expect(answer).toMatchObject({ now: { length: 60, validTo: '2026-03-09' }, planned: { length: 45, validFrom: '2026-03-10' }, running: 1 })
    // Sent again, as after a lost connection: the same answer, nothing twice.
    expect(await bodyOf(plan(server, as, 'DL05', edit))).toMatchObject({ planned: { length: 45, version: answer.planned?.version } })

    server.setNow('2026-03-10T02:00:00Z')
    const after = await givenMatter(server, { status: 'HANDLING' })
    expect((await clocksOf(server, before)).find((one) => one.rule === 'DL05')).toMatchObject({ length: 60, strict: '2026-05-01', basis: '信访工作条例第三十四条' })
    expect((await clocksOf(server, after)).find((one) => one.rule === 'DL05')).toMatchObject({ length: 45, strict: '2026-04-24', basis: '信访工作条例（修订）第三十四条' })
    const extend = (matter: GivenMatter) => server.call(`/api/matters/${matter.code}/actions/extend`, { as: 'zhou.head', body: { days: 30, reason: '案情复杂，需要检测电梯。', version: matter.version } })
    expect((await extend(before)).status).toBe(200)
    expect(await bodyOf<Refusal>(extend(after))).toMatchObject({ code: 'time-limit/extension-too-long' })
    expect(await cardOf(server, as, 'DL05')).toMatchObject({ now: { length: 45 }, planned: null, past: [{ length: 60 }], running: 2 })
    const { rows } = await sql<{ action: string }>`select action from audit_line where subject = 'time-limit:DL05'`.execute(server.deps.db)
    expect(rows.map((row) => row.action)).toEqual(['time-limit.change-rule'])
  })

  test('takes no change for today, against article 36, of the kind of a limit, or by somebody who may not', async () => {
    await using server = await givenServer()
    const as = await administrator(server)
    await givenDemoStaff(server)
    const { now } = await cardOf(server, as, 'DL05')
    const tomorrow = { validFrom: '2026-11-24' }
    const fault = async (code: string, change: object) => (await bodyOf<Refusal>(plan(server, as, code, editOf((await cardOf(server, as, code)).now, { ...tomorrow, ...change })))).faults?.map(({ field, code: why }) => [field, why])
    expect(await fault('DL05', { validFrom: '2026-11-23', length: 50 })).toEqual([['validFrom', 'time-limit/rule-starts-too-early']])
    expect(await fault('DL05', { pausedBy: ['hearing'] })).toEqual([['pausedBy', 'time-limit/hearing-pauses-rereview-only']])
    expect(await fault('DL05', { isOn: false })).toEqual([['isOn', 'time-limit/only-optional-switches']])
    expect(await fault('DL28', { unit: 'naturalDay' })).toEqual([['unit', 'time-limit/minutes-fixed']])
    expect(await fault('DL32', { length: { red: 1, orange: 2 } })).toEqual([['length', 'time-limit/variants-fixed']])
    expect(await fault('DL05', { length: 0 })).toMatchObject([['length', expect.any(String)]])
    expect(await bodyOf(plan(server, as, 'DL05', editOf(now, tomorrow)))).toMatchObject({ code: 'time-limit/nothing-changed' })
    expect(await bodyOf(plan(server, as, 'DL99', editOf(now, tomorrow)))).toMatchObject({ code: 'time-limit/rule-unknown' })
    for (const who of ['admin', 'li.triage']) expect(await bodyOf(plan(server, who, 'DL05', editOf(now, { ...tomorrow, length: 50 })))).toMatchObject({ code: 'directory/not-shared-administrator' })
    expect((await cardOf(server, as, 'DL05')).planned).toBeNull()
  })

  test('two administrators at once: one change, one clear answer; a planned row is taken back before its day', async () => {
    await using server = await givenServer()
    const [first, second] = [await administrator(server), await administrator(server)]
    const { now } = await cardOf(server, first, 'DL31')
    const answers = await Promise.all([plan(server, first, 'DL31', editOf(now, { validFrom: '2026-12-01', length: 3 })), plan(server, second, 'DL31', editOf(now, { validFrom: '2026-12-01', length: 1 }))])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    const { planned } = await cardOf(server, first, 'DL31')
    const withdraw = (version?: number) => server.call('/api/time-limits/rules/DL31/withdrawal', { as: first, body: { validFrom: '2026-12-01', version: version ?? planned?.version } })
    expect(await bodyOf(withdraw(99))).toMatchObject({ code: 'time-limit/changed-meanwhile' })
    expect(await bodyOf(withdraw())).toMatchObject({ now: { length: 2, validTo: null }, planned: null })
    expect(await bodyOf(withdraw())).toMatchObject({ code: 'time-limit/nothing-planned' })
  })
})

describe('a stricter limit of the province', () => {
  test('runs beside the national one from the day it is turned on, and ends with it', async () => {
    await using server = await givenServer()
    const as = await administrator(server)
    const quiet = await givenMatter(server, { status: 'HANDLING' })
    expect((await clocksOf(server, quiet)).map((one) => one.rule)).not.toContain('DL12')
    expect((await plan(server, as, 'DL12', editOf((await cardOf(server, as, 'DL12')).now, { validFrom: '2026-11-25', isOn: true }))).status).toBe(200)
    server.setNow('2026-11-25T02:00:00Z')
    const strict = await givenMatter(server, { status: 'HANDLING' })
    const { due } = await bodyOf<{ due: { rule: string } }>(server.call(`/api/matters/${strict.code}`, { as: 'li.triage' }))
    expect(due.rule).toBe('DL12')
    expect((await clocksOf(server, strict)).filter((one) => ['DL05', 'DL12'].includes(one.rule)).map(({ rule, length, endedOn }) => [rule, length, endedOn])).toEqual([['DL05', 60, null], ['DL12', 30, null]])
    expect((await server.call(`/api/matters/${strict.code}/actions/extend`, { as: 'zhou.head', body: { days: 20, reason: '案情复杂，需要检测电梯。', version: strict.version } })).status).toBe(200)
    expect((await clocksOf(server, strict)).filter((one) => ['DL05', 'DL12'].includes(one.rule)).map(({ strict: due }) => due)).toEqual(['2027-02-13', '2027-01-14'])
    const row = await server.deps.db.selectFrom('matter').select(['id', 'home_county', 'region_path']).where('code', '=', strict.code).executeTakeFirstOrThrow()
    await inTransaction(server.deps.db, { as: 'system' }, (tx) => changeClocks(server.deps, tx, { id: row.id, homeCounty: row.home_county, regionPath: row.region_path }, { end: [{ rule: 'DL05', on: '2026-11-25', by: 'serve' }] }))
    expect((await clocksOf(server, strict)).filter((one) => ['DL05', 'DL12'].includes(one.rule)).map((one) => one.endedOn)).toEqual(['2026-11-25', '2026-11-25'])
  })
})
