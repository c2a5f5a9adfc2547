import type { FilingInput } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/database.ts'
import type { FieldFault } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { newPin } from '../../platform/keys.ts'
import { Temporal, civilDate } from '../../platform/time.ts'
import { recordAuditOfMany } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor, ActorPost } from '../identity/index.ts'
import { insertMatters } from '../matters/index.ts'
import type { EventRow, NewMatter } from '../matters/index.ts'
import { searchVector } from '../text-search/index.ts'
import { openingClocks } from '../time-limits/index.ts'
import type { Birth } from './birth.ts'
import { clockStarts, newMatter } from './file-ordinary.ts'
import type { Filing } from './filing.ts'
import { factsFor } from './filing-facts.ts'
import { filingFaults, isAccusation } from './filing.rules.ts'
import type { PlaceFacts } from './filing.rules.ts'
import { matterCode } from './matter-code.rules.ts'
import { pinDigest } from './pin.ts'
import { readFiling } from './read-filing.ts'
import { takeSerials } from './serial.store.ts'

/*
 * The same door for many at once: the rules, numbers, timeline, clocks and audit lines of a filing at the counter, written
 * a batch at a time. Accusations do not come through here; they are filed one by one into the sealed channel.
 */

export { isAccusation }

/** What a batch has looked up already; rows of a file name few different codes and places. */
export type KnownFacts = Map<string, Awaited<ReturnType<typeof factsFor>>>

export interface CheckedFiling {
  filing: Filing
  place: PlaceFacts | null
  faults: FieldFault[]
}

/** What would be refused if a clerk filed these one by one. Nothing is written. */
export async function checkMany(deps: Deps, known: KnownFacts, inputs: readonly FilingInput[]): Promise<CheckedFiling[]> {
  const [now, today] = [deps.now().toString({ smallestUnit: 'millisecond' }), deps.today().toString()]
  const checked: CheckedFiling[] = []
  for (const input of inputs) {
    const filing = readFiling(input)
    const key = JSON.stringify([filing.placeCode, filing.form, filing.channel, filing.purpose, filing.class1, filing.class2])
    const facts = known.get(key) ?? await factsFor(deps, filing, today)
    known.set(key, facts)
    const faults = filingFaults(filing, { ...facts, by: 'staff', representativeRule: deps.config.representativeRule, now, today })
    checked.push({ filing, place: facts.place, faults })
  }
  return checked
}

export interface ManyGiven {
  actor: Actor
  /** The post in which they are registered: its unit keeps them. */
  post: ActorPost
  /** No clock runs until an officer routes the matter. */
  isHistoric: boolean
}

export interface ManyRow {
  filing: Filing
  place: PlaceFacts
  /** What the timeline says of where it came from: codes and numbers, no words. */
  origin: Readonly<Record<string, unknown>>
  /** An answer given before it came here, and when (YYYY-MM-DD). */
  reply: { text: string; on: string | null } | null
}

export interface PreparedMatter {
  matter: NewMatter & { reply: string | null }
  birth: Birth
}

/** Gives each its number, query PIN, timeline and search words; outside any transaction, because it takes the longest. */
export async function prepareMany(deps: Deps, { actor, post }: ManyGiven, rows: readonly ManyRow[]): Promise<PreparedMatter[]> {
  if (rows.length === 0) return []
  const now = deps.now()
  const at = now.toString({ smallestUnit: 'millisecond' })
  const today = deps.today()
  const homeCounty = post.regionCode.slice(0, 6)
  const first = await takeSerials(deps.db, homeCounty, today.year, rows.length)
  const office = { id: post.unitId, name: post.unitName, kind: post.unitKind, regionCode: post.regionCode }
  return rows.map(({ filing, place, origin, reply }, index) => {
    if (isAccusation(filing)) throw new Error('an accusation is filed into the sealed channel, never in a batch')
    const receivedAt = filing.receivedAt ? Temporal.Instant.from(filing.receivedAt) : now
    const code = matterCode(homeCounty, today.year, first + index)
    const pin = newPin()
    const birth: Birth = {
      filing, place, office, formName: filing.form, registrar: { kind: 'office', post }, actor, access: accessOf(actor), isDemo: false, id: newId(now.epochMilliseconds), homeCounty, code, pin, pinDigest: pinDigest(deps, code, pin),
      at, receivedAt: receivedAt.toString({ smallestUnit: 'millisecond' }), today: today.toString(), receivedOn: civilDate(receivedAt).toString(),
    }
    return { birth, matter: matterOf(deps, birth, origin, reply) }
  })
}

function matterOf(deps: Deps, birth: Birth, origin: ManyRow['origin'], reply: ManyRow['reply']): PreparedMatter['matter'] {
  const matter = newMatter(deps, birth, [], false)
  const [submitted, ...later] = matter.events
  if (!submitted) throw new Error('a new matter has no first event')
  const events = [{ ...submitted, detail: { ...submitted.detail, ...origin } }, ...later, ...(reply ? replyEvents(submitted, matter.status, reply) : [])]
  const { title, body } = birth.filing
  const search = reply ? searchVector({ title, body, reply: reply.text, regionPath: matter.regionPath, receivedOn: birth.receivedOn }) : matter.search
  return { ...matter, events, eventSeq: events.length, search, reply: reply?.text ?? null }
}

/** Characters of one note in the timeline, with room for its first line. */
const NOTE = 3_900

/** The earlier answer as notes, as many as it needs: nothing of it is cut off. */
function replyEvents(like: EventRow, status: string, { text, on }: { text: string; on: string | null }): EventRow[] {
  const characters = [...text]
  const parts = Array.from({ length: Math.ceil(characters.length / NOTE) }, (_, index) => characters.slice(index * NOTE, (index + 1) * NOTE).join(''))
  return parts.map((part, index) => ({
    ...like, event: 'note', fromStatus: status, toStatus: status, shownToCitizen: false, detail: { earlierReply: true, ...(on ? { repliedOn: on } : {}) },
    note: `【原答复${on ? ` ${on}` : ''}${parts.length > 1 ? ` ${index + 1}/${parts.length}` : ''}】\n${part}`,
  }))
}

/** Writes them all, with their clocks, notices and an audit line each, or nothing. */
export async function insertMany(deps: Deps, tx: Tx, { actor, post, isHistoric }: ManyGiven, prepared: readonly PreparedMatter[]): Promise<void> {
  const [first] = prepared
  if (!first) return
  // Old matters have no running limit and nobody to tell; both come when an officer takes one up.
  const clocks = isHistoric ? [] : await Promise.all(prepared.map(({ birth, matter }) => openingClocks(deps, matter, clockStarts(birth))))
  await insertMatters(tx, prepared.map(({ matter }, index) => ({ ...matter, ...clocks[index]?.due })), first.birth.at)
  for (const { insert } of clocks) await insert.execute(tx)
  if (!isHistoric) for (const { matter } of prepared) await deps.jobs.queue(tx, 'notify', { homeCounty: matter.homeCounty, matterId: matter.id, template: 'matter.registered', facts: { code: matter.code } })
  await recordAuditOfMany(deps, tx, prepared.map(({ birth, matter }) => ({
    actorKind: 'staff', actorId: actor.accountId, unitId: post.unitId, action: 'matter.register', subject: `matter:${matter.id}`, homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null,
    detail: { form: matter.form, channel: matter.channel, to: matter.status, isHistoric, receivedOn: birth.receivedOn, by: 'import' },
  })))
}
