import type { z } from '@hejie/contract/common'
import type { similarMatters as route } from '@hejie/contract/matters'
import type { MatterRow } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { normaliseIdNumber, normalisePhone } from '../../platform/personal-numbers.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf, hasRole } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { placeMark, substringQuery } from '../text-search/index.ts'
import { withCodes } from './list-conditions.store.ts'
import { presentRow } from './list-matters.ts'
import { limitsFor } from '../time-limits/index.ts'
import { findRegionPath, listRows } from './list.store.ts'
import { LIKE_ENOUGH, likeness, lookedUp, piecesOf, sharedWords } from './similar.rules.ts'
import { frequentPairs, listByPieces, listOfSamePerson } from './similar.store.ts'
import type { PersonAsked } from './similar.store.ts'

type Asked = z.output<(typeof route)['request']['body']['content']['application/json']['schema']>
type Reason = { kind: 'same-person' | 'same-words' | 'same-place'; words: string[] }

export interface SimilarMatter {
  matter: MatterRow
  reasons: Reason[]
}

const MOST = 10

/**
 * Likely earlier matters before a new one is saved (判重): of the same person, or about the same facts, each with the reason.
 * A suggestion only: the officer decides. Within what the officer may see; that a person was looked up is recorded.
 *
 * @throws Forbidden for whoever does not register or sort matters
 */
export async function similarMatters(deps: Deps, actor: Actor, asked: Asked): Promise<SimilarMatter[]> {
  if (!hasRole(actor, ['ZR03', 'ZR04', 'ZR05'])) throw new Forbidden('intake/not-a-clerk')
  const person = personAsked(deps, asked)
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const placePath = asked.placeCode ? await findRegionPath(tx, asked.placeCode) : null
    const reasons = new Map<string, Reason[]>()
    const samePerson = await listOfSamePerson(tx, person, placePath ?? actor.posts[0]?.regionPath ?? null, actor.posts.map((post) => post.unitId))
    for (const code of samePerson) reasons.set(code, [{ kind: 'same-person', words: [] }])
    for (const { code, words } of await alike(deps, tx, actor, asked, placePath)) reasons.set(code, [...(reasons.get(code) ?? []), { kind: 'same-words', words }])
    if (person.idDigest || person.phone || person.name) await record(deps, tx, actor, person, samePerson.length)
    if (reasons.size === 0) return []
    const rows = await listRows(tx, { where: [withCodes([...reasons.keys()])], wanted: null, order: 'received', after: null, limit: 100 })
    const limits = await limitsFor(deps.db)
    const found = rows.map((row) => ({ matter: presentRow(row, deps.today().toString(), limits, actor), reasons: [...(reasons.get(row.code) ?? []), ...(asked.placeCode && row.place_code === asked.placeCode ? [{ kind: 'same-place', words: [row.place ?? ''] } satisfies Reason] : [])] }))
    return found.toSorted((a, b) => weight(b.reasons) - weight(a.reasons)).slice(0, MOST)
  })
}

function personAsked(deps: Pick<Deps, 'keys'>, asked: Asked): PersonAsked {
  const number = normaliseIdNumber(asked.idNumber ?? '')
  return { name: asked.name?.trim() || null, phone: asked.phone ? normalisePhone(asked.phone) : null, idDigest: number === '' ? null : deps.keys.digest('id-number', number) }
}

/** A person weighs more than any words; the place only orders what is otherwise alike. */
const weight = (reasons: readonly Reason[]): number => reasons.reduce((sum, { kind, words }) => sum + (kind === 'same-person' ? 100 : kind === 'same-words' ? likeness(words) : 1), 0)

async function alike(deps: Deps, tx: Tx, actor: Actor, asked: Asked, placePath: string | null): Promise<{ code: string; words: string[] }[]> {
  const pieces = piecesOf(asked.title, asked.body)
  const mark = placeMark(townOf(placePath ?? actor.posts[0]?.regionPath ?? ''))
  const frequencies = await frequentPairs(deps.db, tx)
  const any = lookedUp(pieces, (pair) => frequencies.get(pair) ?? 0).map((piece) => substringQuery(piece)).filter((one) => one !== null).join(' | ')
  if (any === '' || mark === null) return []
  const found = await listByPieces(tx, `${mark} & (${any})`)
  return found.map(({ code, text }) => ({ code, words: sharedWords(pieces, text) })).filter(({ words }) => likeness(words) >= LIKE_ENOUGH)
}

/** Villages are compared with their whole town: people give the place more or less exactly. */
const townOf = (path: string): string => path.split('/').filter(Boolean).slice(0, 4).join('/') + '/'

async function record(deps: Deps, tx: Tx, actor: Actor, person: PersonAsked, found: number): Promise<void> {
  await recordAudit(deps, tx, {
    actorKind: 'staff', actorId: actor.accountId, unitId: actor.posts[0]?.unitId ?? null, action: 'matter.look-for-earlier', subject: `account:${actor.accountId}`, homeCounty: null, regionPath: actor.posts[0]?.regionPath ?? null, reason: null,
    detail: { by: [person.name && 'name', person.phone && 'phone', person.idDigest && 'id-number'].filter(Boolean), asked: deps.keys.digest('person-search', `${person.name ?? ''}|${person.phone ?? ''}|${person.idDigest ?? ''}`), found },
  })
}
