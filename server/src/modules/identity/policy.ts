import type { Account } from '@hejie/contract/identity'
import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Actor } from './actor.ts'

const ADMINISTRATOR: RoleCode = 'ZR25'
/** Whoever could sign in as one of these would see accusations, or watch over himself. */
const PROTECTED: readonly RoleCode[] = ['ZR16', 'ZR26']

interface KeptAccount {
  id: string
  keptIn: string
  isActive: boolean
  posts: readonly { regionPath: string; roles: readonly RoleCode[] }[]
}

/** Whether whoever keeps accounts may neither take over such a holder nor, alone, make one. */
export const isProtectedRole = (role: RoleCode): boolean => PROTECTED.includes(role)

/** Places whose accounts the person keeps: those of their administrator posts, with everything below. */
export function keptPlaces(actor: Actor): string[] {
  return actor.posts.filter((post) => post.roles.includes(ADMINISTRATOR)).map((post) => post.regionPath)
}

/** Whether the person keeps this account: it was made for their place, and no post of it lies outside. */
export function mayKeep(actor: Actor, account: KeptAccount): boolean {
  const places = keptPlaces(actor)
  const lies = (path: string): boolean => places.some((place) => path.startsWith(place))
  return lies(account.keptIn) && account.posts.every((post) => lies(post.regionPath))
}

export type Keeping = Account['allowed'][number]
export type KeepingFault = 'identity/account-unknown' | 'identity/not-yourself' | 'identity/protected-account'

/** Why the person may not do this to the account; null when they may. */
export function keepingFault(actor: Actor, account: KeptAccount, what: Keeping): KeepingFault | null {
  if (!mayKeep(actor, account)) return 'identity/account-unknown'
  if (what === 'edit') return null
  if (account.id === actor.accountId) return 'identity/not-yourself'
  const takesOver = what === 'reset-password' || what === 'remove-second-factor'
  return takesOver && account.posts.some((post) => post.roles.some(isProtectedRole)) ? 'identity/protected-account' : null
}

/** What the person may do to the account now. */
export function allowedKeeping(actor: Actor, account: KeptAccount & { hasSecondFactor: boolean }): Keeping[] {
  const sensible: Keeping[] = ['edit', 'reset-password', ...(account.hasSecondFactor ? ['remove-second-factor' as const] : []), account.isActive ? 'deactivate' : 'reactivate']
  return sensible.filter((what) => keepingFault(actor, account, what) === null)
}
