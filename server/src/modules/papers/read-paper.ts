import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { findMatter, mayUnmask } from '../matters/index.ts'
import { digestOf, withoutIdentity } from './paper.ts'
import type { IssuedPaper } from './paper.ts'
import { findPaper } from './store.ts'

export interface PaperRead extends IssuedPaper {
  /** Whether it still is word for word what was issued. */
  isIntact: boolean
}

/**
 * An issued paper for a member of staff; recorded, because papers name people. Who may not know the petitioner gets it
 * without names.
 * @throws NotFound `matter/not-found`, `paper/not-found`
 */
export async function readPaper(deps: Deps, actor: Actor, code: string, seq: number): Promise<PaperRead> {
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const matter = await findMatter(tx, code)
    const paper = await findPaper(tx, matter, seq)
    const isNamed = mayUnmask(actor, matter)
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: actor.posts[0]?.unitId ?? null, action: 'matter.read-paper', subject: `matter:${matter.id}`,
      homeCounty: matter.homeCounty, regionPath: matter.regionPath, reason: null, detail: { paper: seq, kind: paper.kind, named: isNamed },
    })
    const isIntact = digestOf(paper) === paper.digest
    return { ...(isNamed ? paper : withoutIdentity(paper)), isIntact }
  })
}

/** A paper for the petitioner who showed code and PIN: only those meant for them. @throws NotFound `paper/not-found` */
export async function readPaperAsCitizen(deps: Deps, access: { code: string; matterId: string }, seq: number): Promise<PaperRead> {
  return inTransaction(deps.db, { as: 'citizen', matterId: access.matterId }, async (tx) => {
    const matter = await findMatter(tx, access.code)
    const paper = await findPaper(tx, matter, seq)
    if (!paper.isShownToCitizen) throw new NotFound('paper/not-found')
    return { ...paper, isIntact: digestOf(paper) === paper.digest }
  })
}
