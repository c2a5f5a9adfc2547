import type { Actor } from '../identity/index.ts'
import type { Region, Unit } from './place.ts'
import { mayAdminister } from './policy.ts'
import type { Post, PostHolder } from './post.ts'

/** One page of a list that was asked for one row more than it shows. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? keyOf(last) : null }
}

/** The words of a search box; all must occur. */
export function wordsOf(q: string | undefined): string[] {
  return (q ?? '').split(/[\s　]+/).filter((word) => word !== '').slice(0, 5)
}

type RegionAction = 'edit' | 'abolish' | 'add-region' | 'add-unit'

export function presentRegion<T extends Region & { hasChildren: boolean }>(actor: Actor, region: T): T & { allowed: RegionAction[] } {
  if (!mayAdminister(actor, region.path) || region.validTo !== null) return { ...region, allowed: [] }
  const below: RegionAction[] = region.level < 6 ? ['add-region', 'add-unit'] : []
  return { ...region, allowed: ['edit', 'abolish', ...below] }
}

type UnitAction = 'edit' | 'abolish' | 'add-post'

export function presentUnit<T extends Unit>(actor: Actor, unit: T): T & { allowed: UnitAction[] } {
  return { ...unit, allowed: mayAdminister(actor, unit.regionPath) && unit.validTo === null ? ['edit', 'abolish', 'add-post'] : [] }
}

type PostAction = 'edit' | 'abolish' | 'appoint'

/** A post with who holds it; an administrator gets no buttons for a post of their own. */
export function presentPost(actor: Actor, unit: Pick<Unit, 'regionPath'>, post: Post, holders: readonly PostHolder[], today: string) {
  const mine = mayAdminister(actor, unit.regionPath)
  const current = holders.filter((holder) => holder.validTo === null || holder.validTo >= today)
  const isOwn = current.some((holder) => holder.accountId === actor.accountId)
  const open = mine && post.validTo === null
  const allowed: PostAction[] = open ? (isOwn ? ['appoint'] : ['edit', 'abolish', 'appoint']) : []
  return {
    ...post, roles: [...post.roles], allowed,
    holders: holders.map(({ accountId, name, username, validFrom, validTo }) => ({ accountId, name, username, validFrom, validTo, mayEnd: mine && validTo === null && accountId !== actor.accountId })),
  }
}
