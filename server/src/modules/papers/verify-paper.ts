import { PAPER_FORMS } from '@hejie/contract/papers'
import type { PaperKind } from '@hejie/contract/papers'
import type { Deps } from '../../deps.ts'
import { requireAttempt } from '../../platform/attempt-limit.ts'
import { inTransaction } from '../../platform/database.ts'
import { digestOf } from './paper.ts'
import { findPaperByCode } from './store.ts'

/** What anybody may know of a paper they hold: nothing of what it says, and nobody's name. */
export interface PaperCheck {
  kind: PaperKind
  name: { zh: string; en: string }
  number: string | null
  issuer: string
  /** ISO instant */
  issuedAt: string
  /** Whether it still is word for word what was issued. */
  isIntact: boolean
  isDemo: boolean
}

/** A code of 64 bits is not found by trying; this keeps somebody from asking for the directory of all papers. */
const TRIES = { purpose: 'paper-check', max: 30, minutes: 10 } as const

/** The sixteen digits of a code as somebody types it; null when it cannot be one. */
export function digitsOfCode(typed: string): string | null {
  // Full-width digits and letters as Chinese keyboards make them, O for 0, and whatever stands between the groups.
  const plain = typed.normalize('NFKC').toLowerCase().replaceAll(/[\s\-–—_.·]/g, '').replaceAll('o', '0')
  return /^[0-9a-f]{16}$/.test(plain) ? plain : null
}

/**
 * Says whether a paper with this code was issued here, and whether its words are still the issued ones.
 * @throws RuleBroken `access/too-many-tries`
 */
export async function verifyPaper(deps: Deps, digits: string, clientAddress: string): Promise<PaperCheck | null> {
  await requireAttempt(deps, TRIES, clientAddress)
  return inTransaction(deps.db, { as: 'system' }, async (tx) => {
    const paper = await findPaperByCode(tx, digits)
    if (!paper) return null
    const { zh, en } = PAPER_FORMS[paper.kind]
    return { kind: paper.kind, name: { zh, en }, number: paper.number, issuer: paper.issuer, issuedAt: paper.issuedAt, isIntact: digestOf(paper) === paper.digest, isDemo: paper.isDemo || deps.config.demo }
  })
}
