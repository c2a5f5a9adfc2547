import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { AuditLine } from '@hejie/contract/audit'
import { inTransaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { anEntry, runAuditCommand, runAuditCommandOn } from '../../../test/factories/audit.ts'
import { givenAccount } from '../../../test/factories/identity.ts'
import { citizenFiling, givenMatter } from '../../../test/factories/matters.ts'
import { givenServer } from '../../../test/harness.ts'
import type { TestServer } from '../../../test/harness.ts'
import { recordAudit, verifySealedRecord } from '../audit/index.ts'
import type { AuditEntry } from '../audit/index.ts'
import { fileMatter } from '../intake/index.ts'
import { recordSealedAudit } from '../sealed/index.ts'

interface Page { items: AuditLine[]; nextCursor: string | null }

async function givenAuditor(server: TestServer): Promise<string> {
  return (await givenAccount(server, { username: 'auditor', name: '察微', posts: [{ unit: '330212000000-B02', roles: ['ZR26'] }] })).id
}

async function givenLine(server: TestServer, more: Partial<AuditEntry> & { subject: string }): Promise<void> {
  await inTransaction(server.deps.db, { as: 'system' }, (tx) => recordAudit(server.deps, tx, anEntry(more.subject, more)))
}

async function page(server: TestServer, query: string): Promise<Page> {
  const answer = await server.call(`/api/audit/lines?${query}`, { as: 'auditor' })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Page
}

describe('the record', () => {
  test('is for the auditor alone: not for the administrator, whoever else they are, nor for anybody else', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    await givenAccount(server, { username: 'boss', posts: [{ roles: ['ZR25'] }] })
    await givenAccount(server, { username: 'both', posts: [{ roles: ['ZR25', 'ZR26'] }] })
    await givenAccount(server, { username: 'supervisor', posts: [{ roles: ['ZR11'] }] })
    for (const as of ['boss', 'both', 'supervisor']) {
      for (const path of ['/api/audit/lines', '/api/audit/actions', '/api/audit/export?reason=x']) expect(await (await server.call(path, { as })).json(), `${as} ${path}`).toMatchObject({ status: 403, code: 'audit/not-auditor' })
      expect((await server.call('/api/audit/verification', { as, method: 'POST' })).status).toBe(403)
    }
    expect((await server.call('/api/audit/lines')).status).toBe(401)
    expect((await server.call('/api/audit/lines', { as: 'auditor' })).status).toBe(200)
  })

  test('shows newest first, with names of staff and units, filtered by person, action, subject and time', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    const { id } = await givenAccount(server, { username: 'mei.clerk', name: '梅子' })
    server.setNow('2026-11-20T01:00:00Z')
    await givenLine(server, { subject: 'matter:1', actorId: id, action: 'matter.assign' })
    server.setNow('2026-11-21T01:00:00Z')
    await givenLine(server, { subject: 'matter:1', action: 'matter.read', actorKind: 'citizen', actorId: null })
    await givenLine(server, { subject: 'matter:2', actorId: id, action: 'matters-other.read' })
    server.setNow('2026-11-23T02:00:00Z')
    const all = await page(server, 'action=matter')
    expect(all.items.map((line) => [line.action, line.actorName])).toEqual([['matter.read', null], ['matter.assign', '梅子']])
    expect((await page(server, `actor=${id}`)).items.map((line) => line.subject)).toEqual(['matter:2', 'matter:1'])
    expect((await page(server, 'subject=matter:1&actorKind=citizen')).items).toHaveLength(1)
    expect((await page(server, 'subject=matter:1&to=2026-11-21T00:00:00Z')).items).toHaveLength(1)
    expect((await page(server, 'subject=matter:1&from=2026-11-21T00:00:00Z')).items).toHaveLength(1)
    expect((await page(server, 'action=matter.assign')).items).toHaveLength(1)
  })

  test('without a first instant, a person or a subject reaches thirty days back', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    server.setNow('2026-10-01T01:00:00Z')
    await givenLine(server, { subject: 'matter:old' })
    server.setNow('2026-11-23T02:00:00Z')
    expect((await page(server, 'action=matter')).items).toHaveLength(0)
    expect((await page(server, 'subject=matter:old')).items).toHaveLength(1)
    expect((await page(server, 'action=matter&from=2026-09-01T00:00:00Z')).items).toHaveLength(1)
  })

  test('finds who looked at a matter by its code, and shows the code instead of the id; one of another place and an accusation stay unknown', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'inspector', posts: [{ unit: '330212000000-B02', roles: ['ZR26'] }] })
    await givenAccount(server, { username: 'elsewhere', posts: [{ unit: '330203000000-B02', roles: ['ZR26'] }] })
    const matter = await givenMatter(server)
    expect((await server.call(`/api/matters/${matter.code}`, { as: 'li.triage' })).status).toBe(200)
    const ask = async (as: string, subject: string): Promise<AuditLine[]> => (await (await server.call(`/api/audit/lines?action=matter&subject=${encodeURIComponent(subject)}`, { as })).json() as Page).items
    for (const subject of [matter.code, `matter:${matter.code}`, `matter：${matter.code}`, matter.code.replaceAll(/(\d{4})/g, '$1 '), `matter:${matter.id}`]) {
      expect((await ask('inspector', subject)).map((line) => [line.action, line.subjectCode]), subject).toEqual([['matter.read', matter.code], ['matter.register', matter.code]])
    }
    for (const [as, subject] of [['elsewhere', matter.code], ['inspector', '3302122699999998']] as const) expect(await ask(as, subject)).toEqual([])
    const sealed = await fileMatter(server.deps, { kind: 'citizen', clientAddress: '10.0.0.1' }, citizenFiling({ category: 'B', purpose: 'M2', accused: '某主任' }), newId())
    expect(await ask('inspector', sealed.code)).toEqual([])
    server.setNow('2026-11-23T02:01:00Z')
    const copy = await (await server.call(`/api/audit/export?subject=${matter.code}&reason=x`, { as: 'inspector' })).text()
    expect(copy.trim().split('\n')).toHaveLength(3)
  })

  test('pages stay right while lines are added', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    for (let i = 0; i < 25; i++) {
      server.setNow(`2026-11-23T02:${String(Math.floor(i / 3)).padStart(2, '0')}:00Z`)
      await givenLine(server, { subject: `matter:${i}` })
    }
    server.setNow('2026-11-23T03:00:00Z')
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: Page = await page(server, `action=matter&limit=4${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...next.items.map((line) => line.subject))
      await givenLine(server, { subject: 'matter:new' })
      cursor = next.nextCursor
    }
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
    expect(await (await server.call('/api/audit/lines?cursor=nonsense', { as: 'auditor' })).json()).toMatchObject({ status: 400, code: 'audit/cursor-unknown' })
  })

  test('of another place stays there; lines without a place are for every auditor', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    await givenLine(server, { subject: 'matter:here', regionPath: '33/3302/330212/330212110/' })
    await givenLine(server, { subject: 'matter:there', regionPath: '33/3302/330203/' })
    await givenLine(server, { subject: 'matter:above', regionPath: '33/3302/' })
    await givenLine(server, { subject: 'matter:nowhere', regionPath: null })
    expect((await page(server, 'action=matter')).items.map((line) => line.subject).sort()).toEqual(['matter:here', 'matter:nowhere'])
    const exported = await (await server.call('/api/audit/export?reason=check&action=matter', { as: 'auditor' })).text()
    expect(exported).not.toMatch(/matter:there|matter:above/)
  })

  test('is recorded when it is read, verified or exported, the latter with the reason', async () => {
    await using server = await givenServer()
    const id = await givenAuditor(server)
    await page(server, 'action=matter')
    await server.call('/api/audit/verification', { as: 'auditor', method: 'POST' })
    await (await server.call('/api/audit/export?reason=季度检查', { as: 'auditor' })).text()
    const { rows } = await sql<{ action: string; actor_id: string; reason: string | null; detail: object }>`select action, actor_id, reason, detail from audit_line where action like 'audit.%' order by action`.execute(server.deps.db)
    expect(rows).toMatchObject([{ action: 'audit.export', actor_id: id, reason: '季度检查' }, { action: 'audit.read', actor_id: id, detail: { filters: { action: 'matter' } } }, { action: 'audit.verify', actor_id: id }])
    expect((await server.call('/api/audit/export', { as: 'auditor' })).status).toBe(400)
  })

  test('is verified by one person at a time', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    for (let i = 0; i < 30; i++) await givenLine(server, { subject: 'matter:1' })
    const answers = await Promise.all([1, 2, 3].map(async () => (await server.call('/api/audit/verification', { as: 'auditor', method: 'POST' })).json()))
    expect(answers.filter((answer) => answer !== null && typeof answer === 'object' && 'isIntact' in answer)).toHaveLength(1)
    expect(answers).toContainEqual(expect.objectContaining({ status: 409, code: 'audit/verification-running' }))
  })

  test('lists every kind of action there is, once', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    for (const action of ['matter.assign', 'matter.read', 'matter.assign', 'accident.x']) await givenLine(server, { subject: 'matter:1', action })
    expect(await (await server.call('/api/audit/actions', { as: 'auditor' })).json()).toEqual({ items: ['accident.x', 'identity.create-account', 'matter.assign', 'matter.read'] })
  })

  test('is verified at the desk, and an export of it away from the desk', async () => {
    await using server = await givenServer()
    await givenAuditor(server)
    await givenAccount(server, { username: 'province', posts: [{ unit: '330000000000-B02', roles: ['ZR26'] }] })
    for (let i = 0; i < 5; i++) await givenLine(server, { subject: 'matter:1' })
    expect(await (await server.call('/api/audit/verification', { as: 'auditor', method: 'POST' })).json()).toMatchObject({ isIntact: true, lanes: 64, faults: [], sealed: 'not-checked' })
    const file = join(mkdtempSync(join(tmpdir(), 'hejie-audit-')), 'record.jsonl')
    writeFileSync(file, await (await server.call('/api/audit/export?reason=check', { as: 'province' })).text())
    expect(JSON.parse((await runAuditCommand(['verify', '--file', file, '--json'])).out)).toMatchObject({ isIntact: true, isComplete: true })
    writeFileSync(file, await (await server.call('/api/audit/export?reason=check', { as: 'auditor' })).text())
    expect(JSON.parse((await runAuditCommand(['verify', '--file', file, '--json'])).out)).toMatchObject({ isIntact: true, isComplete: false })
    await sql.raw("alter table audit_line disable trigger user; update audit_line set actor_id = 'x' where subject = 'matter:1' and detail->>'to' = 'ROUTED'; alter table audit_line enable trigger user").execute(server.deps.db)
    expect(await (await server.call('/api/audit/verification', { as: 'auditor', method: 'POST' })).json()).toMatchObject({ isIntact: false, faultCount: 5 })
  })
})

describe('the accusation desk\'s own chain', () => {
  test('is verified by itself; the desk and the operator learn whether it is intact, and never how long it is', async () => {
    await using server = await givenServer()
    await givenAccount(server, { username: 'desk', posts: [{ unit: '330212000000-B02', roles: ['ZR16'] }] })
    for (let i = 0; i < 3; i++) await inTransaction(server.deps.db, { as: 'sealed', accountId: '' }, (tx) => recordSealedAudit(server.deps, tx, anEntry(`accusation:${i}`)))
    expect(await verifySealedRecord(server.deps.db, '')).toBe('intact')
    expect(await (await server.call('/api/audit/verification', { as: 'desk', method: 'POST' })).json()).toMatchObject({ isIntact: true, sealed: 'intact', lines: 0, lanes: 0 })
    expect((await server.call('/api/audit/lines', { as: 'desk' })).status).toBe(403)
    const intact = await runAuditCommandOn(server, ['verify'])
    expect(intact.out).toContain("accusation desk's chain: 完好 intact")
    expect(intact.out).not.toMatch(/\b3 lines/)
    await sql.raw("alter table sealed.audit_line disable trigger user; update sealed.audit_line set action = 'x' where seq = 2; alter table sealed.audit_line enable trigger user").execute(server.deps.db)
    expect(await (await server.call('/api/audit/verification', { as: 'desk', method: 'POST' })).json()).toMatchObject({ isIntact: false, sealed: 'broken', faults: [] })
    expect((await runAuditCommandOn(server, ['verify'])).code).toBe(1)
  })

  test('leaves in an export only when asked to', async () => {
    await using server = await givenServer()
    await inTransaction(server.deps.db, { as: 'sealed', accountId: '' }, (tx) => recordSealedAudit(server.deps, tx, anEntry('accusation:1')))
    const folder = mkdtempSync(join(tmpdir(), 'hejie-audit-'))
    await runAuditCommandOn(server, ['export', join(folder, 'plain.jsonl')])
    expect(readFileSync(join(folder, 'plain.jsonl'), 'utf8')).not.toMatch(/accusation|"lane":64/)
    await runAuditCommandOn(server, ['export', join(folder, 'all.jsonl'), '--with-sealed'])
    expect(readFileSync(join(folder, 'all.jsonl'), 'utf8')).toMatch(/accusation:1/)
    expect(await runAuditCommand(['verify', '--file', join(folder, 'all.jsonl')])).toMatchObject({ code: 0 })
  })
})
