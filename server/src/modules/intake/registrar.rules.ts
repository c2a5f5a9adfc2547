import { Forbidden } from '../../platform/errors.ts'
import type { Actor, ActorPost } from '../identity/index.ts'

/** Whose words enter the register, and through which post of which unit. */
export type Registrar =
  | { kind: 'citizen' }
  /** A clerk or triage officer: the matter stands in the register of their own office. */
  | { kind: 'office'; post: ActorPost }
  /** A grid worker: first given to the village itself (小事不出村). */
  | { kind: 'village'; post: ActorPost }

const CLERKS = ['ZR04', 'ZR05'] as const
const has = (post: ActorPost, roles: readonly string[]): boolean => post.roles.some((role) => roles.includes(role))

/**
 * The post in which somebody registers: one whose region holds the place, before others.
 * @throws Forbidden `intake/not-a-clerk`
 */
export function registrarOf(actor: Actor, placePath: string): Registrar {
  const nearest = (posts: readonly ActorPost[]): ActorPost | undefined => posts.find((post) => placePath.startsWith(post.regionPath)) ?? posts[0]
  const clerk = nearest(actor.posts.filter((post) => has(post, CLERKS)))
  if (clerk) return { kind: 'office', post: clerk }
  const grid = nearest(actor.posts.filter((post) => has(post, ['ZR03']) && post.unitKind === 'village'))
  if (grid) return { kind: 'village', post: grid }
  throw new Forbidden('intake/not-a-clerk')
}

/**
 * Which limit runs from the day the words arrived: petition offices route within 15 days (第二十二条), other organs that
 * receive directly tell the petitioner within 15 days (第二十三条第二款).
 */
export function firstLimitOf(officeKind: string): 'DL01' | 'DL02' {
  return officeKind === 'petition-office' || officeKind === 'centre' || officeKind === 'government' ? 'DL01' : 'DL02'
}

/** First day on which the Regulation's limits run; older papers are counted from the day they are registered. */
const IN_FORCE = '2022-05-01'

/** The legal day from which the first limit counts, YYYY-MM-DD. */
export const limitStart = (receivedOn: string, today: string): string => (receivedOn < IN_FORCE ? today : receivedOn)
