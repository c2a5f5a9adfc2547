import type { MatterRow } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Invalid } from '../../platform/errors.ts'
import { normaliseIdNumber, normalisePhone } from '../../platform/personal-numbers.ts'
import { recordAudit } from '../audit/index.ts'
import { accessOf } from '../identity/index.ts'
import type { Actor } from '../identity/index.ts'
import { listCodesOfPerson } from './detail.store.ts'
import { withCodes } from './list-conditions.store.ts'
import { presentRow } from './list-matters.ts'
import { limitsFor } from '../time-limits/index.ts'
import { listRows } from './list.store.ts'

/** A person has few matters; more than this is a wrong question, not a longer answer. */
const MOST = 50

/** Matters of one person by exact name, phone or ID number. Recorded with the reason, by keyed digest of what was asked. */
export async function searchByPerson(deps: Deps, actor: Actor, input: { name?: string; phone?: string; idNumber?: string; reason: string }): Promise<MatterRow[]> {
  if (!input.name && !input.phone && !input.idNumber) throw new Invalid([{ field: 'name', code: 'input/required' }])
  return inTransaction(deps.db, accessOf(actor), async (tx) => {
    const idDigest = input.idNumber ? deps.keys.digest('id-number', normaliseIdNumber(input.idNumber)) : undefined
    const codes = await listCodesOfPerson(tx, { name: input.name || undefined, phone: input.phone ? (normalisePhone(input.phone) ?? input.phone) : undefined, idDigest }, actor.posts.map((post) => post.unitId), MOST)
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: actor.posts[0]?.unitId ?? null, action: 'matter.search-by-person', subject: `account:${actor.accountId}`, homeCounty: null, regionPath: actor.posts[0]?.regionPath ?? null,
      reason: input.reason, detail: { by: [input.name && 'name', input.phone && 'phone', input.idNumber && 'id-number'].filter(Boolean), asked: deps.keys.digest('person-search', `${input.name ?? ''}|${input.phone ?? ''}|${input.idNumber ?? ''}`), found: codes.length },
    })
    if (codes.length === 0) return []
    const rows = await listRows(tx, { where: [withCodes(codes)], wanted: null, order: 'received', after: null, limit: MOST })
    const limits = await limitsFor(deps.db)
    return rows.map((row) => presentRow(row, deps.today().toString(), limits, actor))
  })
}
