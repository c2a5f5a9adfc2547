import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import type { Actor } from '../identity/index.ts'
import type { Accusation, AccusationFile, AccusationStatus } from './accusation.ts'
import { desksOf, mayKnow } from './desk.rules.ts'
import { wordsOf } from './receive-accusation.ts'
import { recordSealedAudit } from './sealed-audit.store.ts'
import { findNames, listAccusations, listEvents, listFiles, lockAccusation } from './store.ts'
import type { ListedAccusation } from './store.ts'

/** A line of the desk's list: nothing of what it says, and nobody's name. */
export function presentRow(one: ListedAccusation) {
  return {
    code: one.code, status: one.status, receivedAt: one.receivedAt, form: one.form, channel: one.channel, place: one.place, isAnonymous: one.isAnonymous,
    hasAccusedUnit: one.accusedUnitId !== null, forwardedTo: one.forwardedToName, version: one.version,
  }
}

/** @throws Forbidden for everybody who holds no desk */
export function requireDesk(actor: Actor): string[] {
  const desks = desksOf(actor)
  if (desks.length === 0) throw new Forbidden()
  return desks
}

export const isFor = (actor: Actor, one: Accusation): boolean => mayKnow(actor, { ...one, words: wordsOf(one) })

/** The accusation under lock, for somebody at the competent desk. @throws NotFound also when it is there but not theirs to know of */
export async function lockForDesk(tx: Tx, actor: Actor, code: string): Promise<Accusation> {
  const one = await lockAccusation(tx, code)
  if (!isFor(actor, one)) throw new NotFound('sealed/not-found')
  return one
}

export async function record(deps: Deps, tx: Tx, actor: Actor, what: { action: string; one: Accusation | null; reason?: string | null; detail?: Record<string, unknown> }): Promise<void> {
  await recordSealedAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: desksOf(actor)[0] ?? null, action: what.action, subject: what.one ? `accusation:${what.one.id}` : `account:${actor.accountId}`,
    homeCounty: what.one?.homeCounty ?? null, regionPath: what.one?.regionPath ?? null, reason: what.reason ?? null, detail: what.detail ?? {},
  })
}

const writeCursor = (one: Accusation): string => Buffer.from(JSON.stringify([one.receivedAt, one.id])).toString('base64url')

function readCursor(text: string): readonly [string, string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(value) && /^\d{4}-/.test(String(value[0])) && /^[0-9a-f-]{36}$/.test(String(value[1]))) return [String(value[0]), String(value[1])]
  } catch {
    // Falls through: the same answer for every made-up cursor.
  }
  throw new Invalid([{ field: 'cursor', code: 'input/wrong-form', facts: { expected: 'nextCursor' } }])
}

/** What lies at the caller's desk. Every look is recorded in the sealed chain. */
export async function listForDesk(deps: Deps, actor: Actor, query: { cursor?: string | undefined; limit: number; status?: AccusationStatus | undefined }) {
  const desks = requireDesk(actor)
  const after = query.cursor ? readCursor(query.cursor) : null
  return inTransaction(deps.db, { as: 'sealed', accountId: actor.accountId }, async (tx) => {
    const found = await listAccusations(tx, desks, { status: query.status ?? null, after, limit: query.limit + 1 })
    const page = found.slice(0, query.limit)
    const shown = page.filter((one) => isFor(actor, one))
    await record(deps, tx, actor, { action: 'accusation.list', one: null, detail: { shown: shown.length } })
    const last = page.at(-1)
    return { items: shown.map(presentRow), nextCursor: found.length > query.limit && last ? writeCursor(last) : null }
  })
}

/** One accusation in full, for a stated reason. */
export async function readForDesk(deps: Deps, actor: Actor, code: string, reason: string) {
  requireDesk(actor)
  return inTransaction(deps.db, { as: 'sealed', accountId: actor.accountId }, async (tx) => {
    const one = await lockForDesk(tx, actor, code)
    const names = await findNames(tx, one.regionPath, [one.accusedUnitId, one.forwardedTo])
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.units.get(id) ?? null))
    const [events, files] = [await listEvents(tx, one), await listFiles(tx, one)]
    await record(deps, tx, actor, { action: 'accusation.read', one, reason })
    return {
      ...presentRow({ ...one, place: names.place, forwardedToName: nameOf(one.forwardedTo) }), title: one.title, body: one.body, accused: one.accused, accusedUnit: nameOf(one.accusedUnitId),
      placeDetail: textOf(one.filing.placeDetail), peopleCount: Number(one.filing.peopleCount ?? 1),
      parties: one.parties.map(({ idSealed, role, kind, name, phone, address, idKind }) => ({ role, kind, name, phone, address, idKind, idNumber: idSealed === null ? null : deps.keys.open(Buffer.from(idSealed, 'hex')) })),
      events: events.map(({ event, at, by, note }) => ({ event, at, by, note })), attachments: files.map(({ id, name, mediaType, bytes }) => ({ id, name, mediaType, bytes })), forwardNote: one.forwardNote,
      mayForward: one.status === 'RECEIVED' || one.status === 'FORWARDED',
    }
  })
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A file of an accusation, for a stated reason. */
export async function readFileForDesk(deps: Deps, actor: Actor, target: { code: string; id: string }, reason: string): Promise<AccusationFile> {
  requireDesk(actor)
  return inTransaction(deps.db, { as: 'sealed', accountId: actor.accountId }, async (tx) => {
    const one = await lockForDesk(tx, actor, target.code)
    const file = (await listFiles(tx, one)).find(({ id }) => id === target.id)
    if (!file) throw new NotFound('sealed/not-found')
    await record(deps, tx, actor, { action: 'accusation.read-file', one, reason, detail: { file: file.id } })
    return file
  })
}
