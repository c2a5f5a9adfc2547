import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Actor } from '../identity/index.ts'

/** Units in which somebody holds one of these roles. */
export function unitsActingAs(actor: Actor, roles: readonly RoleCode[]): string[] {
  return [...new Set(actor.posts.filter((post) => post.roles.some((role) => roles.includes(role))).map((post) => post.unitId))]
}
