import type { RoleCode } from '@hejie/contract/lifecycle'
import type { Access } from '../../platform/database.ts'

/** A chair somebody holds today. */
export interface ActorPost {
  postId: string
  postName: string
  roles: readonly RoleCode[]
  unitId: string
  unitName: string
  unitKind: 'petition-office' | 'centre' | 'agency' | 'government' | 'village' | 'discipline' | 'mediation' | 'other'
  lineCode: string
  /** 1 province … 5 village */
  level: number
  regionCode: string
  regionPath: string
}

/** Who is acting: a member of staff with all posts held today. */
export interface Actor {
  accountId: string
  username: string
  name: string
  posts: readonly ActorPost[]
}

/** Roles that watch over a region and everything below, when held in an office that serves the whole place. */
const OVERSIGHT_ROLES: readonly RoleCode[] = ['ZR04', 'ZR05', 'ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR18']
/** A bureau's supervisor watches the bureau, not the county. */
const OVERSIGHT_KINDS: readonly ActorPost['unitKind'][] = ['petition-office', 'centre', 'government']

/** Whether somebody holds one of these roles, in this unit where one is named. */
export function hasRole(actor: Actor, roles: readonly RoleCode[], unitId?: string | null): boolean {
  return actor.posts.some((post) => (unitId === undefined || post.unitId === unitId) && post.roles.some((role) => roles.includes(role)))
}

/** Whether a post watches over its whole region: the village committee, an agency or a lab does not. */
export function hasOversight(post: ActorPost): boolean {
  return post.level <= 4 && OVERSIGHT_KINDS.includes(post.unitKind) && post.roles.some((role) => OVERSIGHT_ROLES.includes(role))
}

/** Region paths somebody watches over; the shorter path covers the longer. */
export function oversightPaths(actor: Actor): string[] {
  const paths = [...new Set(actor.posts.filter(hasOversight).map((post) => post.regionPath))]
  return paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)))
}

/** Roles that work on matters; an administrator, auditor, analyst or lab officer sees no matter through their unit. */
const CASE_ROLES: readonly RoleCode[] = ['ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR09', 'ZR10', 'ZR11', 'ZR12', 'ZR13', 'ZR14', 'ZR15', 'ZR18']

export function caseUnitIds(actor: Actor): string[] {
  return [...new Set(actor.posts.filter((post) => post.roles.some((role) => CASE_ROLES.includes(role))).map((post) => post.unitId))]
}

/** What the database may show this person: the second wall. */
export function accessOf(actor: Actor): Access {
  return { as: 'staff', accountId: actor.accountId, paths: oversightPaths(actor), unitIds: caseUnitIds(actor) }
}
