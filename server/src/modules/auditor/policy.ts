import type { Actor } from '../identity/index.ts'

/**
 * Places whose record the person reads: those of their posts as auditor, with everything below. Whoever is an
 * administrator anywhere has none, whatever other posts they hold. 三员分离: GB/T 22239-2019 8.1.5
 */
export function auditedPaths(actor: Actor): string[] {
  return auditorPosts(actor).map((post) => post.regionPath)
}

function auditorPosts(actor: Actor): Actor['posts'] {
  const isAdministrator = actor.posts.some((post) => post.roles.includes('ZR25'))
  return isAdministrator ? [] : actor.posts.filter((post) => post.roles.includes('ZR26'))
}

/** Whether the person reads the whole record, so that an export of it is complete. */
export function readsWholeRecord(actor: Actor): boolean {
  return auditorPosts(actor).some((post) => post.level === 1)
}

/** Whether the person may know how the accusation desk's own chain stands. */
export function mayKnowSealedChain(actor: Actor): boolean {
  return actor.posts.some((post) => post.roles.includes('ZR16'))
}
