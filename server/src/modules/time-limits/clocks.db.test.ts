import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { recompute } from '../../../test/factories/clocks.ts'
import { PLACES, UNITS, givenDemoStaff } from '../../../test/factories/places.ts'
import { givenMatter } from '../../../test/factories/matters.ts'
import type { GivenMatter } from '../../../test/factories/matters.ts'
import { bodyOf, givenStaff, unitId } from '../../../test/factories/staff.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { inTransaction } from '../../platform/database.ts'
import { changeClocks, markClocks } from './index.ts'
import { forgetCalendars } from './calendar-of-place.ts'

interface Explained {
  strict: string | null
  legal: string | null
  provisional: boolean
  warnedOn: string | null
  overdueOn: string | null
  isLate: boolean
  phase: string
  extendedDays: number
  steps: { from: string; to: string; days: number; counted: boolean; zh: string; article: string | null; nth: number | null }[]
  events: { on: string; kind: string; zh: string; article: string | null }[]
  closing: { counter: string; zh: string } | null
  rule: { code: string; basis: string; validFrom: string }
  unit: { name: string; endedOn: string | null; successor: string | null } | null
}

async function explained(server: TestServer, matter: GivenMatter, rule: string, as = 'li.triage'): Promise<Explained> {
  const { clocks } = await bodyOf<{ clocks: { seq: number; rule: string }[] }>(server.call(`/api/matters/${matter.code}`, { as: 'li.triage' }))
  const seq = clocks.findLast((one) => one.rule === rule)?.seq ?? 0
  const answer = await server.call(`/api/matters/${matter.code}/clocks/${seq}`, { as })
  expect(answer.status).toBe(200)
  return bodyOf<Explained>(answer)
}

const head = (matter: GivenMatter, by: string, days: number) => ({ by, body: { days, reason: '案情复杂，需要检测电梯。', version: matter.version } })
const extendAs = (server: TestServer, matter: GivenMatter, by: string, days: number) => server.call(`/api/matters/${matter.code}/actions/extend`, { as: by, body: head(matter, by, days).body })
const linesOf = async (server: TestServer, action: string) => (await sql<{ detail: Record<string, unknown> }>`select detail from audit_line where action = ${action} order by at`.execute(server.deps.db)).rows
const atProvince = async (server: TestServer) => (await givenStaff(server, { unit: UNITS.provinceOffice, roles: ['ZR25'] })).username

describe('a deadline on the screen of an officer', () => {
  test('says of every day whether it counts, under which rule and article, and when the last day ends', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    const found = await explained(server, matter, 'DL05')
    expect(found).toMatchObject({ strict: '2026-05-01', legal: '2026-05-06', provisional: false, rule: { code: 'DL05', basis: '信访工作条例第三十四条', validFrom: '2022-05-01' }, closing: { counter: '17:30' } })
    expect(found.steps.map(({ from, to, counted, zh, nth }) => [from, to, counted, zh, nth])).toEqual([
      ['2026-03-02', '2026-03-02', false, '开始当日，不计入', null], ['2026-03-03', '2026-04-30', true, '自然日，逐日计入', 1], ['2026-05-01', '2026-05-01', true, expect.stringContaining('劳动节放假'), 60],
      ['2026-05-02', '2026-05-05', false, '劳动节放假，顺延', null], ['2026-05-06', '2026-05-06', false, expect.stringContaining('届满'), null],
    ])
    expect(found.events).toMatchObject([{ on: '2026-03-02', kind: 'started', zh: '受理之日，当日不计入', article: '信访工作条例第三十四条' }])
  })

  test('is closed to whoever may not see the matter, and unknown where there is no such clock', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'HANDLING' })
    expect(await bodyOf(server.call(`/api/matters/${matter.code}/clocks/1`, { as: 'hu.handler' }))).toMatchObject({ status: 404, code: 'matter/not-found' })
    expect(await bodyOf(server.call(`/api/matters/${matter.code}/clocks/99`, { as: 'li.triage' }))).toMatchObject({ status: 404, code: 'time-limit/clock-unknown' })
    expect((await server.call(`/api/matters/${matter.code}/clocks/1`)).status).toBe(401)
  })

  test('can be asked for any start: a limit of the table, a length of one’s own, with what the provision lets be added', async () => {
    await using server = await givenServer()
    await givenDemoStaff(server)
    const ask = (query: string) => bodyOf<Explained & { code?: string; faults?: { code: string }[] }>(server.call(`/api/time-limits/explanation?${query}`, { as: 'chen.clerk' }))
    expect(await ask('rule=DL05&start=2026-03-02&extension=30')).toMatchObject({ strict: '2026-05-31', legal: '2026-06-01', extendedDays: 30 })
    expect(await ask('length=5&unit=workingDay&start=2026-04-30')).toMatchObject({ legal: '2026-05-11' })
    expect(await ask('rule=DL05&start=2026-03-02&extension=31')).toMatchObject({ faults: [{ code: 'time-limit/extension-too-long' }] })
    expect(await ask('rule=DL06&start=2026-04-01&filedAt=2026-05-06T17:31:00%2B08:00&door=counter')).toMatchObject({ legal: '2026-05-06', filed: { inTime: false, zh: '超过期限提交' } })
    expect(await ask('rule=DL06&start=2026-04-01&filedAt=2026-05-06T17:31:00%2B08:00&door=online')).toMatchObject({ filed: { inTime: true }, closing: { counterEnds: '2026-05-06T09:30:00Z', onlineEnds: '2026-05-06T16:00:00Z' } })
    expect(await ask('rule=DL06&start=2026-12-20&filedAt=2026-12-21T09:00:00%2B08:00')).toMatchObject({ provisional: true, filed: null })
    expect(await ask('start=2026-03-02')).toMatchObject({ faults: [{ code: 'time-limit/say-rule-or-length' }] })
    expect(await ask('rule=DL28&start=2026-03-02')).toMatchObject({ faults: [{ code: 'time-limit/counts-minutes' }] })
    expect(await ask('rule=DL99&start=2026-03-02')).toMatchObject({ code: 'time-limit/no-rule-in-force' })
  })
})

describe('extending', () => {
  test('two heads at once: one extension, one clear answer', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'HANDLING' })
    await givenStaff(server, { unit: UNITS.housing, roles: ['ZR08'], username: 'second.head' })
    const answers = await Promise.all([extendAs(server, matter, 'zhou.head', 30), extendAs(server, matter, 'second.head', 20)])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect([20, 30]).toContain((await explained(server, matter, 'DL05')).extendedDays)
  })

  test('is refused after expiry, with the day on which the limit ended, and leaves the dates alone', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    server.setNow('2026-05-07T02:00:00Z')
    expect(await bodyOf(extendAs(server, matter, 'zhou.head', 30))).toMatchObject({ code: 'time-limit/already-overdue', detail: expect.stringContaining('2026-05-06') })
    expect(await explained(server, matter, 'DL05')).toMatchObject({ legal: '2026-05-06', extendedDays: 0, isLate: true })
  })
})

describe('a hearing of re-review', () => {
  test('stops the count for as long as it lasts: no date, no mark, and what is left is shown; then the date is later by its days', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server)
    const row = await server.deps.db.selectFrom('matter').select(['id', 'home_county', 'region_path']).where('code', '=', matter.code).executeTakeFirstOrThrow()
    const key = { id: row.id, homeCounty: row.home_county, regionPath: row.region_path }
    const change = (changes: Parameters<typeof changeClocks>[3]) => inTransaction(server.deps.db, { as: 'system' }, (tx) => changeClocks(server.deps, tx, key, changes))
    await change({ end: [{ rule: 'DL01', on: '2026-03-02', by: 'test' }, { rule: 'DL02', on: '2026-03-02', by: 'test' }], start: [{ rule: 'DL09', on: '2026-03-02' }] })
    server.setNow('2026-03-12T02:00:00Z')
    await change({ pause: { rule: 'DL09', cause: 'hearing' } })
    server.setNow('2027-03-12T02:00:00Z')
    expect(await markClocks(server.deps)).toBe(0)
    expect(await explained(server, matter, 'DL09')).toMatchObject({ phase: 'paused', strict: null, legal: null, isLate: false, overdueOn: null })
    const { clocks } = await bodyOf<{ clocks: { rule: string; label: object }[] }>(server.call(`/api/matters/${matter.code}`, { as: 'li.triage' }))
    expect(clocks.find((one) => one.rule === 'DL09')?.label).toEqual({ kind: 'paused', days: 21 })
    server.setNow('2026-03-22T02:00:00Z')
    await change({ resume: { rule: 'DL09' } })
    expect(await explained(server, matter, 'DL09')).toMatchObject({ strict: '2026-04-11', events: [{ kind: 'started' }, { kind: 'paused', zh: '复核听证开始，中止计算', article: '信访工作条例第三十六条' }, { kind: 'resumed' }] })
  })
})

describe('a computer whose time goes back an hour over midnight', () => {
  test('keeps the order of events: what happened later is not taken for earlier, and no mark is lost or set twice', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    server.setNow('2026-05-06T16:10:00Z') // 7 May in China
    expect(await markClocks(server.deps)).toBeGreaterThan(0)
    server.setNow('2026-05-06T15:10:00Z') // 6 May again
    expect(await markClocks(server.deps)).toBe(0)
    expect(await explained(server, matter, 'DL05')).toMatchObject({ overdueOn: '2026-05-07', isLate: false })
    server.setNow('2026-03-09T16:10:00Z')
    await extendAs(server, matter, 'zhou.head', 10)
    server.setNow('2026-03-09T15:10:00Z')
    const key = await sql<{ id: string; homeCounty: string; regionPath: string }>`select id, home_county as "homeCounty", region_path as "regionPath" from matter where code = ${matter.code}`.execute(server.deps.db)
    const [row] = key.rows
    if (!row) throw new Error('the matter is gone')
    await inTransaction(server.deps.db, { as: 'system' }, (tx) => changeClocks(server.deps, tx, row, { end: [{ rule: 'DL05', on: '2026-03-09', by: 'serve' }] }))
    expect((await explained(server, matter, 'DL05')).events.map(({ on, kind }) => [on, kind])).toEqual([['2026-03-02', 'started'], ['2026-03-10', 'extended'], ['2026-03-10', 'ended']])
  })
})

describe('warnings and overdue marks', () => {
  test('carry the day on which they came, however long the process was down, and come once', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    server.setNow('2026-04-23T02:00:00Z')
    expect(await markClocks(server.deps)).toBe(0)
    // Down from 23 April to 20 May: the warning (7 days before 1 May) and the lateness (after 6 May) both fell into it.
    server.setNow('2026-05-20T02:00:00Z')
    expect(await markClocks(server.deps)).toBe(1)
    expect(await markClocks(server.deps)).toBe(0)
    expect(await explained(server, matter, 'DL05')).toMatchObject({ warnedOn: '2026-04-24', overdueOn: '2026-05-07', isLate: true })
    expect((await linesOf(server, 'time-limit.overdue')).map(({ detail }) => detail)).toMatchObject([{ rule: 'DL05', warnedOn: '2026-04-24', overdueOn: '2026-05-07' }])
  })

  test('come by themselves once the process is started again', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    server.setNow('2026-05-20T02:00:00Z')
    await server.deps.jobs.startWorking()
    await expect.poll(async () => (await explained(server, matter, 'DL05')).overdueOn, { timeout: 30_000, interval: 500 }).toBe('2026-05-07')
  }, 60_000)

  test('move with the date: an extension takes the warning back until the new one comes', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    server.setNow('2026-04-27T02:00:00Z')
    await markClocks(server.deps)
    expect((await explained(server, matter, 'DL05')).warnedOn).toBe('2026-04-24')
    expect((await extendAs(server, matter, 'zhou.head', 30)).status).toBe(200)
    expect((await explained(server, matter, 'DL05')).warnedOn).toBeNull()
    server.setNow('2026-05-25T02:00:00Z')
    await markClocks(server.deps)
    expect((await explained(server, matter, 'DL05')).warnedOn).toBe('2026-05-24')
  })
})

describe('an edited calendar', () => {
  test('shows first which dates it would move, to the administrator of the place alone, and then moves them with an audit line', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    const edit = { kind: 'local-day', regionCode: PLACES.county, day: { date: '2026-05-06', kind: 'holiday', name: '区庆', closesAt: null } }
    const preview = (as: string, body: object = edit) => server.call('/api/time-limits/calendar-preview', { as, body })
    expect((await preview('li.triage')).status).toBe(403)
    const shown = await bodyOf<{ matters: number; items: { code: string; rule: string; before: object; after: object }[] }>(preview('admin'))
    expect(shown.items).toContainEqual(expect.objectContaining({ code: matter.code, rule: 'DL05', before: expect.objectContaining({ legal: '2026-05-06' }), after: expect.objectContaining({ strict: '2026-05-01', legal: '2026-05-07' }) }))
    expect(shown.matters).toBe(1)
    expect((await explained(server, matter, 'DL05')).legal).toBe('2026-05-06')

    expect((await server.call('/api/directory/local-days', { as: 'admin', method: 'PUT', body: { ...edit.day, regionCode: PLACES.county } })).status).toBe(200)
    forgetCalendars()
    const touched = { from: '2026-05-06', to: '2026-05-06', regionPath: '33/3302/330212/' }
    expect(await recompute(server, touched)).toMatchObject({ moved: 1 })
    expect(await recompute(server, touched)).toMatchObject({ moved: 0 })
    expect(await explained(server, matter, 'DL05')).toMatchObject({ legal: '2026-05-07', steps: expect.arrayContaining([expect.objectContaining({ from: '2026-05-06', zh: '鄞州区区庆放假，顺延' })]) })
    const { due } = await bodyOf<{ due: { legal: string } }>(server.call(`/api/matters/${matter.code}`, { as: 'li.triage' }))
    expect(due.legal).toBe('2026-05-07')
    expect((await linesOf(server, 'time-limit.recompute'))[0]?.detail).toMatchObject({ clocks: [{ rule: 'DL05', legalBefore: '2026-05-06', legal: '2026-05-07' }] })
  })

  test('with a day twice is refused with its row, and with a year missing gives a provisional date that a job settles when the year comes', async () => {
    await using server = await givenServer()
    const matter = await givenMatter(server, { status: 'HANDLING' })
    expect(await explained(server, matter, 'DL05')).toMatchObject({ strict: '2027-01-22', legal: null, provisional: true })
    const province = await atProvince(server)
    const days = [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }]
    expect(await bodyOf(server.call('/api/time-limits/calendar-preview', { as: province, body: { kind: 'year', year: 2027, source: '国办发明电〔2026〕9号', days: [...days, ...days] } }))).toMatchObject({ faults: [{ field: 'days', row: 2, code: 'directory/day-twice' }] })
    expect(await bodyOf(server.call('/api/time-limits/calendar-preview', { as: province, body: { kind: 'year', year: 2027, source: '国办发明电〔2026〕9号', days } }))).toMatchObject({ matters: 1, becomeSure: expect.any(Number) })
    expect((await server.call('/api/directory/calendars/2027', { as: province, method: 'PUT', body: { source: '国办发明电〔2026〕9号', days } })).status).toBe(200)
    await server.deps.jobs.startWorking()
    await expect.poll(async () => (await explained(server, matter, 'DL05')).provisional, { timeout: 30_000, interval: 500 }).toBe(false)
    expect(await explained(server, matter, 'DL05')).toMatchObject({ strict: '2027-01-22', legal: '2027-01-22' })
    expect((await linesOf(server, 'time-limit.recompute')).length).toBeGreaterThan(0)
  }, 60_000)
})

describe('the agency of a clock', () => {
  test('is dissolved: the clock runs on, and whoever took over is named', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    await server.deps.db.updateTable('unit').set({ valid_to: '2026-03-31', successor_id: await unitId(server, UNITS.enforcement) }).where('id', '=', await unitId(server, UNITS.housing)).execute()
    server.setNow('2026-05-07T02:00:00Z')
    await markClocks(server.deps)
    expect(await explained(server, matter, 'DL05')).toMatchObject({ legal: '2026-05-06', overdueOn: '2026-05-07', unit: { endedOn: '2026-03-31', successor: expect.stringContaining('综合行政执法局') } })
    await server.deps.db.updateTable('unit').set({ successor_id: null }).where('id', '=', await unitId(server, UNITS.housing)).execute()
    expect((await explained(server, matter, 'DL05')).unit).toMatchObject({ endedOn: '2026-03-31', successor: null })
  })

  test('has its own business hours: the last day at the counter ends with them', async () => {
    await using server = await givenServer()
    server.setNow('2026-03-02T02:00:00Z')
    const matter = await givenMatter(server, { status: 'HANDLING' })
    const id = await unitId(server, UNITS.housing)
    const put = (as: string, body: object) => server.call(`/api/time-limits/business-hours/${id}`, { as, method: 'PUT', body: { opensAt: '09:00', closesAt: '16:30', noonFrom: null, noonTo: null, version: null, ...body } })
    expect((await put('li.triage', {})).status).toBe(403)
    expect(await bodyOf(put('admin', { closesAt: '08:00' }))).toMatchObject({ faults: [{ field: 'closesAt', code: 'time-limit/hours-out-of-order' }] })
    expect(await bodyOf(put('admin', { noonFrom: '12:00' }))).toMatchObject({ faults: [{ field: 'noonTo', code: 'time-limit/noon-incomplete' }] })
    expect((await put('admin', {})).status).toBe(200)
    expect(await bodyOf(put('admin', {}))).toMatchObject({ code: 'time-limit/changed-meanwhile' })
    expect((await explained(server, matter, 'DL05')).closing).toMatchObject({ counter: '16:30', zh: expect.stringContaining('网上提交以 24:00 为止') })
    const remove = () => server.call(`/api/time-limits/business-hours/${id}/removal`, { as: 'admin', body: {} })
    expect((await remove()).status).toBe(200)
    expect(await bodyOf(remove())).toMatchObject({ code: 'time-limit/no-hours' })
    expect((await explained(server, matter, 'DL05')).closing).toMatchObject({ counter: '17:30' })
  })
})
