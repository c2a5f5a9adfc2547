import type { FilingInput, Receipt } from '@hejie/contract/intake'
import type { Deps } from '../../deps.ts'
import { isUniqueViolation } from '../../platform/database.ts'
import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { IDEMPOTENCY_CONSTRAINT, findAnswer } from '../../platform/idempotency.store.ts'
import type { IdempotencyEntry } from '../../platform/idempotency.store.ts'
import { newId } from '../../platform/ids.ts'
import { newPin } from '../../platform/keys.ts'
import { Temporal, civilDate } from '../../platform/time.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import type { Birth } from './birth.ts'
import type { Filing } from './filing.ts'
import { filingFaults, isAccusation } from './filing.rules.ts'
import type { PlaceFacts } from './filing.rules.ts'
import { factsFor } from './filing-facts.ts'
import { findOffice } from './filing-facts.store.ts'
import type { Office } from './filing-facts.store.ts'
import { fileAccusation } from './file-accusation.ts'
import { fileOrdinary } from './file-ordinary.ts'
import { matterCode } from './matter-code.rules.ts'
import { pinDigest } from './pin.ts'
import { readFiling, refuseFaults } from './read-filing.ts'
import { registrarOf } from './registrar.rules.ts'
import type { Registrar } from './registrar.rules.ts'
import { takeSerial } from './serial.store.ts'

/** Through which door the words come. `isDemo` marks what the demonstration made up. */
export type FiledBy = { kind: 'citizen'; clientAddress: string } | { kind: 'staff'; actor: Actor; isDemo?: boolean }

/**
 * Registers what somebody asks for, from any channel, under one code (统一受理、一案一码); an accusation goes into the
 * sealed channel and nowhere else (第三十条). Sent twice with the same key it is registered once, and both get the same
 * receipt.
 *
 * @param idempotencyKey chosen by the sender, new for each filing
 * @throws Invalid naming every field at fault; Forbidden `intake/not-a-clerk`; RuleBroken `intake/no-office`, `idempotency/other-body`
 */
export async function fileMatter(deps: Deps, by: FiledBy, input: FilingInput, idempotencyKey: string): Promise<Receipt> {
  const filing = readFiling(input)
  const scope = by.kind === 'citizen' ? 'filing:citizen' : `filing:${by.actor.accountId}`
  const requestDigest = deps.keys.digest('filing', JSON.stringify(filing))
  try {
    return await register(deps, by, filing, { scope, key: idempotencyKey, requestDigest })
  } catch (error) {
    // Only what a first sending could have caused is looked up: its key, or the uploads it has taken.
    if (!(error instanceof Invalid) && !isUniqueViolation(error, IDEMPOTENCY_CONSTRAINT)) throw error
    const known = await findAnswer(deps.db, scope, idempotencyKey)
    if (!known) throw error
    if (known.requestDigest !== requestDigest) throw new RuleBroken('idempotency/other-body')
    return openReceipt(deps, known.answer, filing.title)
  }
}

async function register(deps: Deps, by: FiledBy, filing: Filing, use: Pick<IdempotencyEntry, 'scope' | 'key' | 'requestDigest'>): Promise<Receipt> {
  const birth = await prepare(deps, by, filing)
  const file = isAccusation(filing) ? fileAccusation : fileOrdinary
  const { noticeBy } = await file(deps, birth, (facts) => ({ ...use, status: 201, answer: sealReceipt(deps, { ...birth, ...facts, isSealed: isAccusation(filing) }) }))
  return { code: birth.code, pin: birth.pin, title: filing.title, receivedAt: birth.receivedAt, noticeBy, isSealed: isAccusation(filing) }
}

async function prepare(deps: Deps, by: FiledBy, filing: Filing): Promise<Birth> {
  const now = deps.now()
  const at = now.toString({ smallestUnit: 'millisecond' })
  const today = deps.today().toString()
  const { place, known } = await factsFor(deps, filing, today)
  refuseFaults(filingFaults(filing, { by: by.kind, place, known, representativeRule: deps.config.representativeRule, now: at, today }))
  if (!place) throw new Invalid([{ field: 'placeCode', code: 'intake/place-unknown' }])
  const actor = by.kind === 'staff' ? by.actor : null
  const registrar: Registrar = actor ? registrarOf(actor, place.path) : { kind: 'citizen' }
  const office = await officeOf(deps, registrar, place, today)
  const receivedAt = actor && filing.receivedAt ? Temporal.Instant.from(filing.receivedAt) : now
  const homeCounty = office.regionCode.slice(0, 6)
  const year = deps.today().year
  const code = matterCode(homeCounty, year, await takeSerial(deps.db, homeCounty, year))
  const pin = newPin()
  return {
    filing, place, office, formName: known.formName ?? filing.form, registrar, actor, access: actor ? accessOf(actor) : { as: 'citizen', matterId: null }, isDemo: by.kind === 'staff' && by.isDemo === true, id: newId(now.epochMilliseconds), homeCounty, code, pin,
    pinDigest: pinDigest(deps, code, pin), at, receivedAt: receivedAt.toString({ smallestUnit: 'millisecond' }), today, receivedOn: civilDate(receivedAt).toString(),
  }
}

async function officeOf(deps: Deps, registrar: Registrar, place: PlaceFacts, today: string): Promise<Office> {
  if (registrar.kind === 'office') {
    const { unitId, unitName, unitKind, regionCode } = registrar.post
    return { id: unitId, name: unitName, kind: unitKind, regionCode }
  }
  const office = registrar.kind === 'citizen' ? await findOffice(deps.db, place.path, 3, today) : await findOffice(deps.db, registrar.post.regionPath, 4, today)
  if (!office) throw new RuleBroken('intake/no-office', { place: place.name })
  return office
}

interface ReceiptFacts {
  code: string
  pin: string
  receivedAt: string
  noticeBy: string | null
  isSealed: boolean
}

/** The receipt as it waits for a second sending: the PIN is closed with a key outside the database, the title is left out. */
function sealReceipt(deps: Pick<Deps, 'keys'>, { code, pin, receivedAt, noticeBy, isSealed }: ReceiptFacts): object {
  return { sealed: deps.keys.seal(JSON.stringify({ code, pin, receivedAt, noticeBy, isSealed })).toString('base64') }
}

function openReceipt(deps: Pick<Deps, 'keys'>, answer: unknown, title: string): Receipt {
  if (answer === null || typeof answer !== 'object' || !('sealed' in answer)) throw new RuleBroken('idempotency/still-running')
  const facts: ReceiptFacts = JSON.parse(deps.keys.open(Buffer.from(String(answer.sealed), 'base64')))
  return { ...facts, title }
}
