import type { Actor, ActorPost } from '../identity/index.ts'

/** The post in which somebody counts: one region, their own, whichever other posts they hold. Two overlapping regions could be taken from each other. */
export function analystPost(actor: Actor): ActorPost | null {
  return actor.posts.find((post) => post.roles.includes('ZR17')) ?? null
}
