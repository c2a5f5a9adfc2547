import type { AuditLine as AuditLineSeen, AuditQuery, AuditReport as AuditReportSeen } from '@hejie/contract/audit'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import { exportExcerpt, exportRecord, listActions, listLines, recordAudit, verifyRecord, verifySealedRecord } from '../audit/index.ts'
import type { AuditLine, LineFilter, LinePlace } from '../audit/index.ts'
import type { Actor } from '../identity/index.ts'
import { auditedPaths, mayKnowSealedChain, readsWholeRecord } from './policy.ts'
import { findMatterId, listMatterCodes, listNames } from './store.ts'

/** How far back a list reaches that names neither a person, nor a subject, nor a first instant. */
const DAYS_BACK = 30

type Filters = Pick<AuditQuery, 'from' | 'to' | 'actor' | 'actorKind' | 'action' | 'subject'>

/** One page of the record, newest first. Reading it adds a line to it. @throws Forbidden `audit/not-auditor` */
export async function listRecord(deps: Deps, actor: Actor, query: AuditQuery): Promise<{ items: AuditLineSeen[]; nextCursor: string | null }> {
  const paths = requireAuditor(actor)
  const { cursor, limit, ...filters } = query
  const after = cursor === undefined ? null : parseCursor(cursor)
  const { found: lines, codes } = await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const found = await listLines(tx, await toFilter(deps, tx, filters, paths), 'newest', after, limit + 1)
    await recordReading(deps, tx, actor, 'audit.read', { filters, page: after !== null })
    return { found, codes: await codesOf(tx, found) }
  })
  const shown = lines.slice(0, limit)
  const last = shown.at(-1)
  return { items: await withNames(deps, shown, codes), nextCursor: lines.length > limit && last ? cursorOf(last) : null }
}

/** Every kind of action in the record. */
export async function listRecordedActions(deps: Deps, actor: Actor): Promise<string[]> {
  requireAuditor(actor)
  return inTransaction(deps.db, { as: 'system' }, (tx) => listActions(tx))
}

/** Opens an export of what the auditor may read; the line about it is written before the first byte leaves. */
export async function openExport(deps: Deps, actor: Actor, filters: Filters, reason: string): Promise<AsyncGenerator<string>> {
  const paths = requireAuditor(actor)
  const filter = await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    await recordReading(deps, tx, actor, 'audit.export', { filters }, reason)
    return toFilter(deps, tx, filters, paths)
  })
  const isWhole = readsWholeRecord(actor) && Object.values(filters).every((value) => value === undefined)
  const at = deps.now().toString()
  return isWhole ? exportRecord(deps.db, at, false) : exportExcerpt(deps.db, at, { ...filter, from: filters.from ?? null })
}

let running: Promise<AuditReportSeen> | null = null

/** Computes the chains again, one verification at a time. @throws RuleBroken `audit/verification-running` */
export async function verifyNow(deps: Deps, actor: Actor): Promise<AuditReportSeen> {
  if (!mayKnowSealedChain(actor)) requireAuditor(actor)
  if (running) throw new RuleBroken('audit/verification-running')
  running = verify(deps, actor).finally(() => {
    running = null
  })
  return running
}

async function verify(deps: Deps, actor: Actor): Promise<AuditReportSeen> {
  const started = performance.now()
  await inTransaction(deps.db, { as: 'system' }, (tx) => recordReading(deps, tx, actor, 'audit.verify', {}))
  const isAuditor = auditedPaths(actor).length > 0
  const report = isAuditor ? await verifyRecord(deps.db) : { isIntact: true, lines: 0, lanes: 0, faults: [], faultCount: 0 }
  const sealed = mayKnowSealedChain(actor) ? await verifySealedRecord(deps.db, actor.accountId) : 'not-checked'
  const { lines, lanes, faults, faultCount } = report
  return { isIntact: report.isIntact && sealed !== 'broken', lines, lanes, faults, faultCount, sealed, seconds: Math.round((performance.now() - started) / 10) / 100 }
}

function requireAuditor(actor: Actor): string[] {
  const paths = auditedPaths(actor)
  if (paths.length === 0) throw new Forbidden('audit/not-auditor')
  return paths
}

async function toFilter(deps: Deps, tx: Tx, filters: Filters, paths: readonly string[]): Promise<LineFilter> {
  const to = filters.to === undefined ? null : filters.to
  const narrow = filters.from !== undefined || filters.actor !== undefined || filters.subject !== undefined
  const from = filters.from ?? (narrow ? null : new Date((to === null ? deps.now().epochMilliseconds : Date.parse(to)) - DAYS_BACK * 86_400_000).toISOString())
  return { from, to, actorId: filters.actor ?? null, actorKind: filters.actorKind ?? null, action: filters.action ?? null, subject: filters.subject === undefined ? null : await subjectOf(tx, filters.subject), paths }
}

/** The subject as the record writes it: a matter is also found by the code its petitioner names. */
async function subjectOf(tx: Tx, asked: string): Promise<string> {
  const subject = asked.normalize('NFKC').trim()
  const code = /^(?:matter:)?(\d{16})$/.exec(subject.replaceAll(/[\s-]/g, ''))?.[1]
  const id = code === undefined ? null : await findMatterId(tx, code)
  return id === null ? subject : `matter:${id}`
}

const matterIdOf = (subject: string): string | null => /^matter:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(subject)?.[1] ?? null

async function codesOf(tx: Tx, lines: readonly AuditLine[]): Promise<Map<string, string>> {
  const matters = lines.flatMap(({ subject, homeCounty }) => {
    const id = matterIdOf(subject)
    return id === null || homeCounty === null ? [] : [{ id, homeCounty }]
  })
  return listMatterCodes(tx, matters)
}

async function recordReading(deps: Deps, tx: Tx, actor: Actor, action: string, detail: Readonly<Record<string, unknown>>, reason: string | null = null): Promise<void> {
  const post = actor.posts.find((one) => one.roles.includes('ZR26')) ?? actor.posts[0]
  await recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: post?.unitId ?? null, action, subject: 'audit:record', homeCounty: null, regionPath: post?.regionPath ?? null, reason, detail,
  })
}

async function withNames(deps: Deps, lines: readonly AuditLine[], codes: ReadonlyMap<string, string>): Promise<AuditLineSeen[]> {
  const present = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]
  const names = await listNames(deps.db, { accountIds: present(lines.map((line) => line.actorId)), unitIds: present(lines.map((line) => line.unitId)) })
  return lines.map((line) => ({
    ...line, detail: { ...line.detail }, subjectCode: codes.get(matterIdOf(line.subject) ?? '') ?? null, actorName: line.actorId ? (names.accounts.get(line.actorId) ?? null) : null, unitName: line.unitId ? (names.units.get(line.unitId) ?? null) : null,
  }))
}

const cursorOf = ({ at, lane, seq }: LinePlace): string => Buffer.from(`${at}|${lane}|${seq}`).toString('base64url')

/** @throws RuleBroken `audit/cursor-unknown` */
function parseCursor(cursor: string): LinePlace {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\|(\d{1,3})\|(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  const [, at, lane, seq] = match ?? []
  if (at === undefined || Number.isNaN(Date.parse(at))) throw new RuleBroken('audit/cursor-unknown')
  return { at, lane: Number(lane), seq: Number(seq) }
}
