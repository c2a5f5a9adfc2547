import { randomBytes } from 'node:crypto'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Deps } from '../../deps.ts'
import { requireAttempt } from '../../platform/attempt-limit.ts'
import { inTransaction } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import type { HttpContext } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cookieOptions } from './cookies.ts'
import { Draft, newDraft } from './draft.ts'
import { deleteSealedDraft, deleteSealedDraftsBefore, findSealedDraft, lockSealedDraft, saveSealedDraft } from './store.ts'
import type { Visit } from './visit.ts'

const COOKIE = 'hejie_draft'
const KEPT_DAYS = 7
/** The receipt shows the PIN, so it stays on the device for a short while only. */
const RECEIPT_MINUTES = 60
const AS_CITIZEN = { as: 'citizen', matterId: null } as const
/** A village behind one address may well write a hundred drafts in an hour; a program that fills the table writes more. */
const NEW_DRAFTS = { purpose: 'portal/new-draft', max: 300, minutes: 60 } as const

const digestOf = (deps: Deps, token: string): string => deps.keys.digest('filing-draft', token)
const before = (deps: Deps, minutes: number): string => deps.now().subtract({ minutes }).toString()
const oldest = (deps: Deps): string => before(deps, KEPT_DAYS * 1440)

/** Tokens given out in the request that is being answered: its own cookie is not known to it yet. */
const justGiven = new WeakMap<HttpContext, string>()

/** Who holds the cookie holds the draft; the table knows the token by its digest only. */
const tokenOf = ({ c }: Visit): string | null => {
  const token = justGiven.get(c) ?? getCookie(c, COOKIE)
  return token && /^[\w-]{43}$/.test(token) ? token : null
}

/** The draft of this device, or null. A receipt is forgotten an hour after it was given. */
export async function findDraft(visit: Visit): Promise<Draft | null> {
  const token = tokenOf(visit)
  if (!token) return null
  const { deps } = visit
  const sealed = await findSealedDraft(deps.db, digestOf(deps, token), oldest(deps))
  const draft = sealed ? open(deps, sealed) : null
  if (!draft?.receipt || draft.receipt.receivedAt >= before(deps, RECEIPT_MINUTES)) return draft
  await forgetDraft(visit)
  return null
}

/** Begins an empty draft on this device, in place of any other. */
export async function beginDraft(visit: Visit): Promise<Draft> {
  const { deps, c } = visit
  await requireAttempt(deps, NEW_DRAFTS, c.get('clientAddress'))
  await forgetOldDrafts(deps)
  await forgetDraft(visit)
  const token = randomBytes(32).toString('base64url')
  const draft = newDraft(newId())
  await inTransaction(deps.db, AS_CITIZEN, (tx) => save(deps, tx, token, draft))
  justGiven.set(c, token)
  setCookie(c, COOKIE, token, { ...cookieOptions(deps), httpOnly: true, maxAge: KEPT_DAYS * 86_400 })
  return draft
}

/** Changes the draft as it is at this moment; null when there is none any more. */
export async function changeDraft(visit: Visit, change: (draft: Draft) => Draft): Promise<Draft | null> {
  const token = tokenOf(visit)
  if (!token) return null
  const { deps } = visit
  return inTransaction(deps.db, AS_CITIZEN, async (tx) => {
    const sealed = await lockSealedDraft(tx, digestOf(deps, token), oldest(deps))
    if (!sealed) return null
    const changed = change(open(deps, sealed))
    await save(deps, tx, token, changed)
    return changed
  })
}

/** Clears the draft from the device and from us. */
export async function forgetDraft(visit: Visit): Promise<void> {
  const token = tokenOf(visit)
  if (!token) return
  const { deps, c } = visit
  await inTransaction(deps.db, AS_CITIZEN, (tx) => deleteSealedDraft(tx, digestOf(deps, token)))
  justGiven.delete(c)
  deleteCookie(c, COOKIE, cookieOptions(deps))
}

/** Deletes drafts nobody went on with for a week. */
export async function forgetOldDrafts(deps: Deps): Promise<void> {
  await deleteSealedDraftsBefore(deps.db, oldest(deps))
}

const open = (deps: Deps, sealed: Buffer): Draft => Draft.parse(JSON.parse(deps.keys.open(sealed)))

async function save(deps: Deps, tx: Tx, token: string, draft: Draft): Promise<void> {
  await saveSealedDraft(tx, digestOf(deps, token), deps.keys.seal(JSON.stringify(draft)), deps.now().toString())
}
