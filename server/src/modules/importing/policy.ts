import { Forbidden } from '../../platform/errors.ts'
import type { Actor, ActorPost } from '../identity/index.ts'

/** Who registers at a counter registers from a file: clerks and triage officers, for the unit in which they are. An administrator sees no matters. */
const IMPORTERS = ['ZR04', 'ZR05'] as const

/** Posts in which somebody may import. */
export function importingPosts(actor: Actor): ActorPost[] {
  return actor.posts.filter((post) => post.roles.some((role) => IMPORTERS.some((one) => one === role)))
}

/** @throws Forbidden `importing/not-a-clerk` */
export function requireImporter(actor: Actor): ActorPost[] {
  const posts = importingPosts(actor)
  if (posts.length === 0) throw new Forbidden('importing/not-a-clerk')
  return posts
}
