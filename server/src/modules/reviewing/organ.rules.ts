import { Invalid, RuleBroken } from '../../platform/errors.ts'
import type { OrganFacts } from '../closing/index.ts'

/**
 * The organ a petitioner asks: the one they chose, or the only one there is.
 *
 * @throws RuleBroken `reviewing/no-organ`; Invalid `reviewing/organ-unfit`, `reviewing/organ-to-choose`
 */
export function chooseOrgan(organs: readonly OrganFacts[], wantedId: string | null): OrganFacts {
  const [only, ...others] = organs
  if (!only) throw new RuleBroken('reviewing/no-organ')
  if (wantedId === null) {
    if (others.length > 0) throw new Invalid([{ field: 'organId', code: 'reviewing/organ-to-choose' }])
    return only
  }
  const wanted = organs.find((one) => one.id === wantedId)
  if (!wanted) throw new Invalid([{ field: 'organId', code: 'reviewing/organ-unfit' }])
  return wanted
}
