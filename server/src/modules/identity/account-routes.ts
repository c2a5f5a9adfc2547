import * as contract from '@hejie/contract/identity'
import type { Deps } from '../../deps.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import { addAccount, editAccount, hashNewPassword, keepAccount, newTemporaryPassword, readAccount, resetPassword, resetSecondFactor, switchAccount } from './keep-accounts.ts'
import { changeSecondFactorRule, readSecondFactorRules } from './keep-second-factor-rule.ts'
import type { SignInDesk } from './sign-in-desk.ts'

/** Accounts of staff, for the administrator of their place. */
export function accountRoutes(deps: Deps, desk: SignInDesk) {
  return newRouter()
    .openapi(contract.createAccount, async (c) => c.json(await addAccount(deps, requireActor(c), c.req.valid('json'), c.req.valid('header')['idempotency-key']), 201))
    .openapi(contract.readSecondFactorRules, async (c) => c.json({ items: await readSecondFactorRules(deps, requireActor(c)) }, 200))
    .openapi(contract.changeSecondFactorRule, async (c) => {
      const rule = await changeSecondFactorRule(deps, requireActor(c), c.req.valid('json'))
      desk.whoActs.forgetAll()
      return c.json(rule, 200)
    })
    .openapi(contract.readAccount, async (c) => c.json(await readAccount(deps, requireActor(c), c.req.valid('param').id), 200))
    .openapi(contract.editAccount, async (c) => {
      const actor = requireActor(c)
      const { version, ...change } = c.req.valid('json')
      const { account } = await keepAccount(deps, actor, { ...c.req.valid('param'), version }, 'edit', (tx, one) => editAccount(deps, tx, one, change, actor.accountId))
      return c.json(account, 200)
    })
    .openapi(contract.resetPassword, async (c) => {
      const actor = requireActor(c)
      const temporaryPassword = newTemporaryPassword()
      const hash = await hashNewPassword(temporaryPassword)
      const target = { ...c.req.valid('param'), ...c.req.valid('json') }
      const { account, userId } = await keepAccount(deps, actor, target, 'reset-password', (tx, one) => resetPassword(deps, tx, one, hash, actor.accountId))
      desk.whoActs.forget(userId)
      return c.json({ ...account, temporaryPassword }, 200)
    })
    .openapi(contract.resetSecondFactor, async (c) => {
      const actor = requireActor(c)
      const target = { ...c.req.valid('param'), ...c.req.valid('json') }
      const { account, userId } = await keepAccount(deps, actor, target, 'remove-second-factor', (tx, one) => resetSecondFactor(deps, tx, one, actor.accountId))
      desk.whoActs.forget(userId)
      return c.json(account, 200)
    })
    .openapi(contract.deactivateAccount, async (c) => {
      const actor = requireActor(c)
      const target = { ...c.req.valid('param'), ...c.req.valid('json') }
      const { account, userId } = await keepAccount(deps, actor, target, 'deactivate', (tx, one) => switchAccount(deps, tx, one, false, actor.accountId))
      desk.whoActs.forget(userId)
      return c.json(account, 200)
    })
    .openapi(contract.reactivateAccount, async (c) => {
      const actor = requireActor(c)
      const target = { ...c.req.valid('param'), ...c.req.valid('json') }
      const { account } = await keepAccount(deps, actor, target, 'reactivate', (tx, one) => switchAccount(deps, tx, one, true, actor.accountId))
      return c.json(account, 200)
    })
}
