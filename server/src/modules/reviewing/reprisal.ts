import type { ReprisalInput, ReprisalReport } from '@hejie/contract/reviewing'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMatter } from '../matters/index.ts'
import { findSupervisionDesk, insertReprisal, listReprisalLines, lockReprisal, saveReprisalAnswer } from './reprisal.store.ts'

/**
 * A petitioner reports pressure or reprisal (打击报复). It goes to the supervisors of an office that neither handles the matter nor is complained of;
 * the matter's timeline, tasks and units show nothing of it. 信访工作条例第十八条、第四十六条
 */
export async function reportReprisal(deps: Deps, access: { code: string; matterId: string }, input: ReprisalInput): Promise<void> {
  // As the system: a petitioner sees no office's rows, and nobody at the unit may see that there is one.
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const matter = await findMatter(tx, access.code)
    if (matter.id !== access.matterId) throw new NotFound('matter/not-found')
    const id = newId()
    const deskUnitId = await findSupervisionDesk(tx, matter, deps.today().toString())
    await insertReprisal(tx, { homeCounty: matter.homeCounty, id, matterId: matter.id, code: matter.code, deskUnitId, aboutUnitId: matter.leadUnitId === deskUnitId ? null : matter.leadUnitId, words: input.words, at: deps.now().toString({ smallestUnit: 'millisecond' }) })
    await recordAudit(deps, tx, { actorKind: 'citizen', actorId: null, unitId: deskUnitId, action: 'reprisal.report', subject: `reprisal:${id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null, detail: {} })
  })
}

/** Units in which the person supervises. @throws Forbidden `reviewing/not-supervision` */
function desksOf(actor: Actor): string[] {
  const desks = actor.posts.filter((post) => post.roles.includes('ZR11') && (post.unitKind === 'petition-office' || post.unitKind === 'centre')).map((post) => post.unitId)
  if (desks.length === 0) throw new Forbidden('reviewing/not-supervision')
  return desks
}

/** Reports at the caller's desk; reading them is recorded. */
export async function listReprisals(deps: Deps, actor: Actor, query: { scope: 'open' | 'ended'; cursor?: string | undefined; limit: number }): Promise<{ items: ReprisalReport[]; nextCursor: string | null }> {
  const units = desksOf(actor)
  const after = query.cursor ? readCursor(query.cursor) : null
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const lines = await listReprisalLines(tx, { units, isOpen: query.scope === 'open', after, limit: query.limit + 1 })
    await recordAudit(deps, tx, { actorKind: 'staff', actorId: actor.accountId, unitId: units[0] ?? null, action: 'reprisal.list', subject: 'reprisal:*', homeCounty: null, regionPath: null, reason: null, detail: { shown: Math.min(lines.length, query.limit), scope: query.scope } })
    const items = lines.slice(0, query.limit).map((one) => ({ ...one, reportedAt: new Date(one.reportedAt).toISOString(), answeredAt: one.answeredAt === null ? null : new Date(one.answeredAt).toISOString() }))
    const last = lines[query.limit - 1]
    return { items, nextCursor: last && lines.length > query.limit ? Buffer.from(JSON.stringify([last.reportedAt, last.id])).toString('base64url') : null }
  })
}

function readCursor(text: string): { at: string; id: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string') return { at: value[0], id: value[1] }
  } catch {
    // Falls through: the same answer for every made-up cursor.
  }
  throw new Invalid([{ field: 'cursor', code: 'input/wrong-form', facts: { expected: 'nextCursor' } }])
}

/** What came of it, in writing. Two at once: one wins. @throws RuleBroken `reviewing/reprisal-answered` */
export async function answerReprisal(deps: Deps, actor: Actor, id: string, input: { outcome: string; version: number }): Promise<void> {
  const units = desksOf(actor)
  await inTransaction(deps.db, accessOf(actor), async (tx) => {
    const report = await lockReprisal(tx, id, units)
    if (!report) throw new NotFound('reviewing/reprisal-unknown')
    if (report.isAnswered || report.version !== input.version) throw new RuleBroken('reviewing/reprisal-answered')
    await saveReprisalAnswer(tx, { homeCounty: report.homeCounty, id, by: actor.accountId, at: deps.now().toString({ smallestUnit: 'millisecond' }), outcome: input.outcome })
    await recordAudit(deps, tx, { actorKind: 'staff', actorId: actor.accountId, unitId: report.deskUnitId, action: 'reprisal.answer', subject: `reprisal:${id}`, homeCounty: report.homeCounty, regionPath: null, reason: null, detail: {} })
  })
}
