import type { SecondFactorRule } from '@hejie/contract/identity'
import type { Deps } from '../../deps.ts'
import { inTransaction } from '../../platform/database.ts'
import { Forbidden, RuleBroken } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import type { Actor } from './actor.ts'
import { keptPlaces } from './policy.ts'
import { listSecondFactorRules, saveSecondFactorRule } from './second-factor-rule.store.ts'
import type { Rule } from './second-factor-rule.store.ts'

/** What an administrator requires in the places they keep. @throws Forbidden for everybody else */
export async function readSecondFactorRules(deps: Deps, actor: Actor): Promise<SecondFactorRule[]> {
  const places = [...new Set(keptPlaces(actor))]
  if (places.length === 0) throw new Forbidden()
  return listSecondFactorRules(deps.db, places, deps.today().toString())
}

/**
 * Requires two steps of everybody whose account is kept in a place and below, or of those with some roles. It holds from
 * the next request on: whoever has not turned the second step on can do nothing else first.
 *
 * @throws Forbidden; RuleBroken `identity/rule-changed-meanwhile`
 */
export async function changeSecondFactorRule(deps: Deps, actor: Actor, rule: Rule): Promise<SecondFactorRule> {
  const post = actor.posts.find((one) => one.roles.includes('ZR25') && one.regionPath === rule.regionPath)
  if (!post) throw new Forbidden()
  const roles = rule.isForAll ? [] : [...new Set(rule.roles)].sort()
  const at = deps.now().toString({ smallestUnit: 'millisecond' })
  await inTransaction(deps.db, { as: 'system' }, async (tx) => {
    if (!(await saveSecondFactorRule(tx, { ...rule, roles }, { accountId: actor.accountId, at }))) throw new RuleBroken('identity/rule-changed-meanwhile')
    await recordAudit(deps, tx, {
      actorKind: 'staff', actorId: actor.accountId, unitId: post.unitId, action: 'identity.second-factor-rule', subject: `second-factor-rule:${rule.regionPath}`, homeCounty: null, regionPath: rule.regionPath, reason: null,
      detail: { isForAll: rule.isForAll, roles, version: rule.version + 1 },
    })
  })
  const [kept] = await listSecondFactorRules(deps.db, [rule.regionPath], deps.today().toString())
  if (!kept) throw new Error('a place of an administrator is not in the directory')
  return kept
}
