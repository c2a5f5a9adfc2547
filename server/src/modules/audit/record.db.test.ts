import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../platform/database.ts'
import { anEntry, runAuditCommand, runAuditCommandOn } from '../../../test/factories/audit.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { laneOf } from './chain.rules.ts'
import { hashLine, recordAudit, verifyRecord } from './index.ts'

/** Lines about one matter, so that all stand in one lane. @returns the lane */
async function givenLines(server: TestServer, count: number, subject = 'matter:one'): Promise<number> {
  for (let i = 0; i < count; i++) await inTransaction(server.deps.db, { as: 'system' }, (tx) => recordAudit(server.deps, tx, anEntry(subject, { detail: { i } })))
  const { rows } = await sql<{ lane: number }>`select lane from audit_line where subject = ${subject} limit 1`.execute(server.deps.db)
  return rows[0]?.lane ?? -1
}

/** What somebody with all rights over the database does behind the record's back. */
async function asOwner(server: TestServer, statement: string): Promise<void> {
  await sql.raw(`alter table audit_line disable trigger user; ${statement}; alter table audit_line enable trigger user`).execute(server.deps.db)
}

async function rehash(server: TestServer, lane: number, from: number): Promise<void> {
  const { rows } = await sql<{ seq: number; at: Date; actor_kind: 'staff'; actor_id: string; unit_id: null; action: string; subject: string; home_county: string; region_path: string; reason: null; detail: Record<string, unknown>; previous: string }>`
    select * from audit_line where lane = ${lane} and seq >= ${from} order by seq`.execute(server.deps.db)
  let previous = rows[0]?.previous ?? ''
  for (const row of rows) {
    const hash = hashLine({
      lane, seq: row.seq, at: row.at.toISOString(), actorKind: row.actor_kind, actorId: row.actor_id, unitId: row.unit_id, action: row.action, subject: row.subject, homeCounty: row.home_county,
      regionPath: row.region_path, reason: row.reason, detail: row.detail, previous,
    })
    await asOwner(server, `update audit_line set previous = '${previous}', hash = '${hash}' where lane = ${lane} and seq = ${row.seq}; update audit_lane set head = '${hash}' where lane = ${lane}`)
    previous = hash
  }
}

describe('the record', () => {
  test('is in order after work of many at once, in many lanes', async () => {
    await using server = await givenServer()
    await Promise.all(Array.from({ length: 60 }, (_, i) => inTransaction(server.deps.db, { as: 'system' }, (tx) => recordAudit(server.deps, tx, anEntry(`matter:${i % 7}`)))))
    expect(await verifyRecord(server.deps.db)).toMatchObject({ isIntact: true, lines: 60, lanes: 64, faults: [] })
  })

  test('leaves no line and no gap behind a change that was rolled back', async () => {
    await using server = await givenServer()
    await givenLines(server, 2)
    await expect(inTransaction(server.deps.db, { as: 'system' }, async (tx) => {
      await recordAudit(server.deps, tx, anEntry('matter:one'))
      throw new Error('changed my mind')
    })).rejects.toThrow('changed my mind')
    await givenLines(server, 1)
    expect(await verifyRecord(server.deps.db)).toMatchObject({ isIntact: true, lines: 3 })
  })

  test('keeps what it was given, whatever is in it', async () => {
    await using server = await givenServer()
    await inTransaction(server.deps.db, { as: 'system' }, (tx) => recordAudit(server.deps, tx, anEntry('matter:x', { detail: { big: 1e21, small: 5e-324, text: '\u2028"\\\n字😀', when: new Date(0), deep: { b: [[]], a: {} }, none: undefined, long: 123456789012345680000 } })))
    expect((await verifyRecord(server.deps.db)).isIntact).toBe(true)
  })

  test('cannot be changed by the application', async () => {
    await using server = await givenServer()
    const lane = await givenLines(server, 1)
    for (const statement of ["update audit_line set action = 'x'", 'delete from audit_line', 'truncate audit_line', `delete from audit_lane where lane = ${lane}`]) {
      await expect(inTransaction(server.deps.db, { as: 'system' }, (tx) => sql.raw(statement).execute(tx)), statement).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('is hidden from transactions of staff and citizens', async () => {
    await using server = await givenServer()
    await givenLines(server, 3)
    for (const access of [{ as: 'staff', accountId: '01a20ac1-d16c-7e86-96da-4fd296d954d8', paths: ['33/'], unitIds: [] }, { as: 'citizen', matterId: null }] as const) {
      expect((await inTransaction(server.deps.db, access, (tx) => tx.selectFrom('audit_line').selectAll().execute()))).toEqual([])
    }
  })
})

describe('somebody with all rights over the database', () => {
  const TAMPERING: [string, string, object][] = [
    ['alters a reason', "update audit_line set reason = 'other' where lane = $L and seq = 3", { seq: 3, code: 'altered' }],
    ['alters the time by half a second', "update audit_line set at = at + interval '500 milliseconds' where lane = $L and seq = 2", { seq: 2, code: 'altered' }],
    ['alters the time by a microsecond', "update audit_line set at = at + interval '1 microsecond' where lane = $L and seq = 2", { seq: 2, code: 'altered' }],
    ['alters a detail', `update audit_line set detail = '{"i": 99}' where lane = $L and seq = 1`, { seq: 1, code: 'altered' }],
    ['moves a line to another person', "update audit_line set actor_id = 'b' where lane = $L and seq = 5", { seq: 5, code: 'altered' }],
    ['removes a line', 'delete from audit_line where lane = $L and seq = 4', { seq: 4, code: 'removed' }],
    ['removes the first line', 'delete from audit_line where lane = $L and seq = 1', { seq: 1, code: 'removed' }],
    ['removes the last lines', 'delete from audit_line where lane = $L and seq > 3', { seq: 4, code: 'cut-off' }],
    ['removes all lines of a lane', 'delete from audit_line where lane = $L', { seq: 1, code: 'cut-off' }],
    ['adds a line at the end', "insert into audit_line select lane, 6, at, actor_kind, actor_id, unit_id, 'matter.forged', subject, home_county, region_path, reason, detail, hash, hash from audit_line where lane = $L and seq = 5", { seq: 6, code: 'altered' }],
    ['removes a line and closes the gap', 'delete from audit_line where lane = $L and seq = 2; update audit_line set seq = seq - 1 where lane = $L and seq > 2', { seq: 2, code: 'altered' }],
    ['sets the head back', "update audit_lane set head = repeat('0', 64), next_seq = 1 where lane = $L", { seq: 1, code: 'inserted' }],
    ['removes the head', 'delete from audit_lane where lane = $L', { seq: null, code: 'lane-missing' }],
    ['hides lines in a lane of their own', 'insert into audit_line select 77, seq, at, actor_kind, actor_id, unit_id, action, subject, home_county, region_path, reason, detail, previous, hash from audit_line where lane = $L', { lane: 77, code: 'lane-unknown' }],
  ]

  test('alters, removes, adds or hides lines, in fourteen ways and lanes at once: each is found, and named where it is', async () => {
    await using server = await givenServer()
    const lanes = new Set<number>()
    for (let i = 0; lanes.size < TAMPERING.length; i++) {
      const lane = laneOf(`matter:${i}`)
      if (!lanes.has(lane)) lanes.add(await givenLines(server, 5, `matter:${i}`))
    }
    const cases = [...lanes].map((lane, index) => ({ lane, case: TAMPERING[index] }))
    for (const one of cases) await asOwner(server, (one.case?.[1] ?? '').replaceAll('$L', String(one.lane)))
    const report = await verifyRecord(server.deps.db)
    expect(report.isIntact).toBe(false)
    for (const { lane, case: tampering } of cases) {
      const [what, , fault] = tampering ?? []
      const at = what?.startsWith('hides') ? 77 : lane
      expect(report.faults.find((one) => one.lane === at), what).toMatchObject({ lane: at, ...fault })
    }
  })

  test('computes the whole chain anew: an export kept elsewhere gives it away', async () => {
    await using server = await givenServer()
    const lane = await givenLines(server, 5)
    const folder = mkdtempSync(join(tmpdir(), 'hejie-audit-'))
    const file = join(folder, 'kept-elsewhere.jsonl')
    expect(await runAuditCommandOn(server, ['export', file])).toMatchObject({ code: 0 })
    await asOwner(server, `update audit_line set reason = 'other' where lane = ${lane} and seq = 2`)
    await rehash(server, lane, 2)
    expect(await verifyRecord(server.deps.db)).toMatchObject({ isIntact: true })
    const found = await runAuditCommandOn(server, ['verify', '--against', file, '--json'])
    expect(found.code).toBe(1)
    expect(JSON.parse(found.out)).toMatchObject({ isIntact: false, faults: [{ lane, seq: 5, code: 'anchor-differs' }] })
  })
})

describe('an export', () => {
  test('is verified without a database, and says which line was altered, removed or put in', async () => {
    await using server = await givenServer()
    const lane = await givenLines(server, 4)
    await givenLines(server, 2, 'matter:two')
    const file = join(mkdtempSync(join(tmpdir(), 'hejie-audit-')), 'record.jsonl')
    expect((await runAuditCommandOn(server, ['export', file])).code).toBe(0)
    vi.stubEnv('DATABASE_URL', 'postgres://127.0.0.1:9/none')
    expect(JSON.parse((await runAuditCommand(['verify', '--file', file, '--json'])).out)).toMatchObject({ isIntact: true, lines: 7, isComplete: true })
    const all = readFileSync(file, 'utf8').trimEnd().split('\n')
    const at = all.findIndex((line) => line.includes(`"lane":${lane},"seq":3`))
    const variants: [string[], object][] = [
      [all.with(at, (all[at] ?? '').replace('matter.assign', 'matter.close')), { lane, seq: 3, code: 'altered' }],
      [all.toSpliced(at, 1), { lane, seq: 3, code: 'removed' }],
      [all.toSpliced(at, 0, all[at] ?? ''), { lane, seq: 3, code: 'inserted' }],
      [all.slice(0, -1), { code: 'cut-off' }],
      [all.with(at, '{"broken":'), { code: 'unreadable' }],
    ]
    for (const [lines, fault] of variants) {
      writeFileSync(file, lines.join('\n') + '\n')
      const found = await runAuditCommand(['verify', '--file', file, '--json'])
      expect([found.code, JSON.parse(found.out).faults[0]]).toMatchObject([1, fault])
    }
  })

  test('is itself recorded', async () => {
    await using server = await givenServer()
    await runAuditCommandOn(server, ['export', join(mkdtempSync(join(tmpdir(), 'hejie-audit-')), 'record.jsonl')])
    expect((await sql`select from audit_line where action = 'audit.export' and actor_kind = 'system'`.execute(server.deps.db)).rows).toHaveLength(1)
  })

  test('that is none, or a command that is none, gets one clear line', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hejie-audit-')), 'x.jsonl')
    writeFileSync(file, 'hello\n')
    await expect(runAuditCommand(['verify', '--file', file])).rejects.toThrow('the first line is not the header of an export')
    await expect(runAuditCommand(['verify', '--file', '/no/such/file'])).rejects.toThrow('there is no file /no/such/file')
    for (const args of [[], ['nothing'], ['export'], ['verify', '--colour']]) expect((await runAuditCommand(args)).code).toBe(2)
  })
})
