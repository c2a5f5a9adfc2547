import type { Deps } from '../../deps.ts'
import { countAttempt, forgetAttempts, giveBackAttempt } from '../../platform/attempt-limit.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import { findByCode } from '../sealed/index.ts'
import { readMatterCode } from './matter-code.rules.ts'
import { findPinDigest } from './citizen.store.ts'
import { isPin } from './pin.ts'

/** What a petitioner who showed code and PIN may reach: this one matter, and nothing else. */
export interface CitizenAccess {
  kind: 'matter' | 'sealed'
  homeCounty: string
  id: string
  code: string
  /** Changes with the PIN: what was opened with an old one is shut when a new one is given out. */
  pinMark: string
}

/** Wrong tries from one address close the code for that address alone: nobody keeps the petitioner out from elsewhere. */
const PER_CODE_AND_ADDRESS = { purpose: 'pin-of-code-from-address', max: 10, minutes: 15 } as const
/** From many addresses together. All PINs of one code take a hundred days without a pause. */
const PER_CODE = { purpose: 'pin-of-code', max: 100, minutes: 15 } as const
/** Many people may stand behind one address. */
const PER_ADDRESS = { purpose: 'pin-from-address', max: 30, minutes: 15 } as const

/** Compared where there is no such code, so that the answer takes as long. */
const NOBODY = '0'.repeat(64)

/**
 * Opens a matter for whoever has its code and PIN, ordinary or sealed. The same answer, after the same work, whether the
 * code or the PIN is wrong.
 *
 * @throws Forbidden `intake/wrong-code-or-pin`; RuleBroken `access/too-many-tries` after ten wrong ones for a code from an address, thirty from an address, or a hundred for a code, in a quarter of an hour
 */
export async function openByPin(deps: Deps, shown: { code: string; pin: string; clientAddress: string }): Promise<CitizenAccess> {
  const code = readMatterCode(shown.code)
  const pin = shown.pin.normalize('NFKC').replaceAll(/\s/g, '')
  // Counted before looking, so that a hundred tries at once do not all slip through.
  const here = `${code} ${shown.clientAddress}`
  const own = [await countAttempt(deps, PER_ADDRESS, shown.clientAddress), await countAttempt(deps, PER_CODE_AND_ADDRESS, here)]
  // What is refused here already does not use up the tries of everybody else.
  const tries = own.every((one) => one.isAllowed) ? [await countAttempt(deps, PER_CODE, code)] : own
  const refused = tries.filter((one) => !one.isAllowed)
  if (refused.length > 0) throw new RuleBroken('access/too-many-tries', { minutes: Math.max(...refused.map((one) => one.minutesLeft)) })
  const found = await findBoth(deps, code)
  const isRight = [found.matter, found.sealed].map((one) => isPin(deps, code, pin, one?.pinDigest ?? NOBODY))
  const opened = isRight[0] ? found.matter : isRight[1] ? found.sealed : null
  if (!opened) throw new Forbidden('intake/wrong-code-or-pin')
  await forgetAttempts(deps, PER_CODE_AND_ADDRESS, here)
  // Others may be guessing meanwhile: theirs stay counted.
  await giveBackAttempt(deps, PER_CODE, code)
  await giveBackAttempt(deps, PER_ADDRESS, shown.clientAddress)
  return { kind: isRight[0] ? 'matter' : 'sealed', homeCounty: opened.homeCounty, id: opened.id, code, pinMark: pinMark(deps, opened.pinDigest) }
}

const pinMark = (deps: Deps, digest: string): string => deps.keys.digest('pin-mark', digest)

/** Whether the PIN this was opened with is still the matter's. */
export async function isStillOpen(deps: Deps, access: CitizenAccess): Promise<boolean> {
  const found = await findBoth(deps, access.code)
  const now = access.kind === 'matter' ? found.matter : found.sealed
  return now !== null && deps.keys.matches('pin-mark', now.pinDigest, access.pinMark)
}

/** Both channels are always asked. */
async function findBoth(deps: Deps, code: string) {
  const matter = await inTransaction(deps.db, { as: 'system' }, async (tx) => findPinDigest(tx, code))
  const sealed = await inTransaction(deps.db, { as: 'sealed', accountId: '' }, async (tx) => findByCode(tx, code))
  return { matter, sealed }
}
